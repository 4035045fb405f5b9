"""``servicedocs merge-driver``: git asks it to merge catalogs; ``--install`` tells git so."""

import shlex
import subprocess
import sys
from pathlib import Path

import click

from generator.cli import console


@click.command("merge-driver")
@click.option(
    "--install", is_flag=True, help="Set the driver up for this repository: its configuration, locales/.gitattributes."
)
@click.option(
    "--marker-size", type=click.IntRange(1, 100), default=7, help="How long the markers of a conflict are (%L)."
)
@click.option("--path", default="", metavar="PATH", help="The path of the file in the repository (%P).")
@click.argument("versions", nargs=-1, metavar="[BASE OURS THEIRS]", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
def verb(ctx: click.Context, install: bool, marker_size: int, path: str, versions: tuple[Path, ...]) -> None:
    """Merge the versions THEIRS and OURS of a catalog, which both come from BASE, into OURS.

    Messages are merged by their keys, so changes to different messages never conflict. A translation made for a
    changed text comes out fuzzy. Where two people translated one message differently, both translations stand between
    conflict markers, and the exit code is 1.
    """
    if install:
        _install(Path.cwd())
    elif len(versions) != 3:
        raise click.UsageError("name the three versions BASE OURS THEIRS (git does), or use --install")
    else:
        ctx.exit(_merge(*versions, path=path or str(versions[1]), size=marker_size))


def _merge(base: Path, ours: Path, theirs: Path, path: str, size: int) -> int:
    """0 if the versions were merged, 1 if a person has to decide."""
    from generator.errors import CatalogError
    from generator.merge import Labels, merge
    from generator.store import write_beside

    try:
        merged = merge(base.read_bytes(), ours.read_bytes(), theirs.read_bytes(), path, Labels(size=size))
    except CatalogError as error:
        # no catalog that can be read: git's own merge of lines does what can be done
        console.report(error.findings)
        labels = [word for label in ("ours", "base", "theirs") for word in ("-L", label)]
        command = ["git", "merge-file", "-q", f"--marker-size={size}", *labels, str(ours), str(base), str(theirs)]
        return 1 if subprocess.run(command, check=False).returncode else 0
    write_beside(ours, merged.data)
    for key in merged.conflicts:
        console.tell(f"{path}: two versions of '{key}'; decide between them")
    return 1 if merged.conflicts else 0


def _install(folder: Path) -> None:
    from generator.catalogs import attributes

    top = subprocess.run(
        ["git", "rev-parse", "--show-toplevel"], cwd=folder, capture_output=True, text=True, check=False
    )
    if top.returncode:
        raise click.UsageError("this folder is in no git repository")
    # the very program that runs now, so that it is found whatever the PATH of git's shell is
    program = f"{shlex.quote(sys.executable)} -P -m generator merge-driver"
    settings = {
        "merge.servicedocs.name": "catalogs, message by message",
        "merge.servicedocs.driver": f"{program} --marker-size=%L --path=%P %O %A %B",
    }
    for name, value in settings.items():
        subprocess.run(["git", "config", "--local", name, value], cwd=folder, check=True)
    project = next((each for each in (folder, *folder.parents) if (each / "locales").is_dir()), folder)
    if attributes.tell_git(project):
        file = project / attributes.FILE
        console.show(f"{file.relative_to(folder) if file.is_relative_to(folder) else file}: written")
    console.show("git merges catalogs message by message in this repository")
