"""``servicedocs links``: whether everything in the built site leads where it says."""

from pathlib import Path

import click

from generator.cli import console


@click.command("links")
@click.option(
    "--output", "-o", type=click.Path(file_okay=False, path_type=Path), help="Default: output/ of the project."
)
@console.project_option
@console.quiet_option
@click.pass_context
def verb(ctx: click.Context, project: Path, quiet: bool, output: Path | None) -> None:
    """Read every page of the built site and prove its links: addresses, languages, the site map, downloads, feeds.

    Ends with exit code 1 if a link is wrong.
    """
    from generator import content, links
    from generator.errors import GeneratorError, Place

    folder = (output or project / "output") / "site"
    if not folder.is_dir():
        raise GeneratorError.at(Place(folder.name), "there is no built site", "run servicedocs build")
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    wrong = list(links.check(files, content.read(project).site))
    console.report(wrong)
    if not quiet:
        pages = sum(path.endswith(".html") for path in files)
        console.show(f"{pages} pages, {len(files)} files: {len(wrong)} wrong")
    if wrong:
        ctx.exit(1)
