"""``servicedocs archive``: keep the editions that are released, as they are published, for ever."""

from pathlib import Path

import click

from generator.cli import console


@click.command("archive")
@click.option(
    "--output", "-o", type=click.Path(file_okay=False, path_type=Path), help="Default: output/ of the project."
)
@console.project_option
@console.quiet_option
def verb(project: Path, quiet: bool, output: Path | None) -> None:
    """Build a release, and copy each edition that is new in it into archive/: pages, PDFs, tables and a record.

    From then on the site shows the edition at its permanent address as it was, tells in later ones what they changed, and
    refuses another text under the same month. Commit the folder with the release.
    """
    from generator import content, links, site
    from generator.build import Order, build
    from generator.errors import GeneratorError

    folder = (output or project / "output") / "site"
    with console.progress(quiet) as step:
        build(project, Order(release=True), folder.parent, step=step)
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    if wrong := list(links.check(files, content.read(project).site)):
        raise GeneratorError(wrong)
    kept = site.keep(project, folder)
    if not quiet:
        console.show("\n".join((*(f"{site.ARCHIVE}/{each}" for each in kept), _told(len(kept)))))


def _told(count: int) -> str:
    return "nothing new to keep" if not count else f"{count} edition{'' if count == 1 else 's'} kept"
