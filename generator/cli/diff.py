"""``servicedocs diff``: what changed between two revisions, what it means, and what is open."""

import shutil
from importlib import resources
from pathlib import Path

import click

from generator import collector
from generator.cli import console, printing

WORKFLOWS = ("github", "gitlab")
"""Whose pipelines are at hand in review/workflows/."""


@click.command("diff")
@click.argument("revisions", required=False, default="", metavar="[BASE[..HEAD]]")
@click.option("--language", "-l", "languages", multiple=True, metavar="TAG", help="Only this language (repeatable).")
@click.option("--document", "-d", "documents", multiple=True, metavar="ID", help="Only this document (repeatable).")
@click.option(
    "--format",
    "-f",
    "format",
    type=click.Choice(["text", "md", "html", "json", "xlsx"]),
    default="text",
    show_default=True,
    help="xlsx: what is open, to be decided in a workbook; `servicedocs catalogs import` takes the decisions in.",
)
@click.option(
    "--workflow", type=click.Choice(WORKFLOWS), help="Print a pipeline that tells this on each pull request, and end."
)
@click.option("--pages", is_flag=True, help="Tell pages too; the documents are laid out for that.")
@console.project_option
@click.pass_context
def verb(
    ctx: click.Context,
    project: Path,
    revisions: str,
    languages: tuple[str, ...],
    documents: tuple[str, ...],
    format: str,
    pages: bool,
    workflow: str | None,
) -> None:
    """Tell what changed from BASE to HEAD in facts, tables, texts, translations and glossaries.

    Without HEAD the working tree is compared, without BASE with the last commit; BASE...HEAD starts where the two
    parted. Exit codes: 0 nothing open, 1 errors, 3 something stale or not approved that the policy does not allow.
    """
    if workflow:
        pipeline = resources.files("generator.review") / "workflows" / f"{workflow}.yml"
        click.echo(pipeline.read_text("utf-8"), nl=False)
        return
    from generator.review import paper, review
    from generator.review.reports import render, text
    from generator.review.snapshot import is_on_disk

    if format == "xlsx" and console.is_terminal():
        raise click.UsageError("a workbook is nothing for a terminal: servicedocs diff --format xlsx > open.xlsx")
    with collector.resting():
        found = review(project, revisions, languages, documents)
        if pages and is_on_disk(project, revisions):
            found = paper.paged(found, printing.pages(project, documents))
        elif pages:
            console.tell("no pages: they are those of the files on disk, which are not the ones looked at")
        if format == "text":
            terminal = console.is_terminal()
            width = shutil.get_terminal_size().columns if terminal else 0
            console.show(text.render(found, colour=terminal and not console.plain(), width=width).rstrip("\n"))
        else:
            click.echo(render(found, format), nl=False)
    if found.code:
        ctx.exit(found.code)
