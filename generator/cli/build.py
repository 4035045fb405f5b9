"""``servicedocs build``: every document in every language, as pages, PDFs and data."""

from pathlib import Path

import click

from generator.cli import console


@click.command("build")
@click.option("--language", "-l", "languages", multiple=True, metavar="TAG", help="Only this language (repeatable).")
@click.option("--document", "-d", "documents", multiple=True, metavar="ID", help="Only this document (repeatable).")
@click.option("--format", "-f", "formats", multiple=True, metavar="FORMAT", help="html, pdf or json (repeatable).")
@click.option(
    "--output", "-o", type=click.Path(file_okay=False, path_type=Path), help="Default: output/ of the project."
)
@click.option("--release", is_flag=True, help="Refuse text that is missing or stale; no draft marks.")
@click.option(
    "--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="Sheet of the PDFs."
)
@console.project_option
@console.quiet_option
def verb(
    project: Path,
    quiet: bool,
    languages: tuple[str, ...],
    documents: tuple[str, ...],
    formats: tuple[str, ...],
    output: Path | None,
    release: bool,
    paper: str,
) -> None:
    """Build the documents into output/: the website in output/site/ with its PDFs, and output/manifest.json.

    Without --release, text that has no fitting translation stands in the source language and is marked as a draft.
    """
    from generator.build import Order, build

    order = Order(languages, documents, formats, release, paper)
    with console.progress(quiet) as step:
        done = build(
            project,
            order,
            output or project / "output",
            step=step,
            waiting=lambda: console.tell("another build is at work in this project; waiting for it"),
        )
    if not quiet:
        console.show(
            f"{_count(done.documents, 'document')} × {_count(done.languages, 'language')}: "
            f"{_count(done.written, 'file')} written, {done.unchanged} unchanged, {done.seconds:.1f} s"
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
