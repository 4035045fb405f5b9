"""``servicedocs redline``: the documents themselves with what changed between two revisions marked in place."""

from pathlib import Path

import click

from generator.cli import console
from generator.errors import GeneratorError, Place


@click.command("redline")
@click.argument("revisions", required=False, default="", metavar="[BASE[..HEAD]]")
@click.option("--language", "-l", "language", required=True, metavar="TAG", help="The language of the documents.")
@click.option("--document", "-d", "documents", multiple=True, metavar="ID", help="Only this document (repeatable).")
@click.option("--format", "-f", "format", type=click.Choice(["pdf", "html"]), default="pdf", show_default=True)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="A file for one document, a folder for several (default: here, named redline_DOCUMENT_TAG).",
)
@console.project_option
def verb(
    project: Path, revisions: str, language: str, documents: tuple[str, ...], format: str, output: Path | None
) -> None:
    """Mark in place what changed from BASE to HEAD: words, cells, ticks, rows, columns, sections.

    Without HEAD the working tree is compared, without BASE with the last commit; BASE...HEAD starts where the two
    parted. A list of the changes stands at the end. Documents without a change say so.
    """
    from generator.build.proof import proof
    from generator.review.redline import redlines
    from generator.store import write_beside

    made = {}
    for edition, settings, sheet in redlines(project, revisions, language, documents):
        name = f"redline_{edition.document}_{language}.{format}"
        changes = len(edition.redline.changes) if edition.redline else 0
        made[name] = changes, proof(project, edition, settings, sheet, format)
    paths = _paths(tuple(made), output)
    for (changes, data), path in zip(made.values(), paths, strict=True):
        write_beside(path, data)
        console.show(f"{path}: {changes or 'no'} change{'' if changes == 1 else 's'}")


def _paths(names: tuple[str, ...], output: Path | None) -> tuple[Path, ...]:
    if output is None or output.is_dir() or (len(names) > 1 and not output.suffix):
        return tuple((output or Path()) / name for name in names)
    if len(names) > 1:
        hint = "name one with --document, or a folder"
        raise GeneratorError.at(Place(output.as_posix()), f"{len(names)} documents don't fit in one file", hint)
    return (output,)
