"""``servicedocs waive``: these translations may go out as they are."""

from datetime import datetime
from pathlib import Path

import click

from generator.cli import decisions


@click.command("waive")
@click.argument("keys", nargs=-1, metavar="KEY...")
@click.option(
    "--note", required=True, callback=decisions.says_something, metavar="TEXT", help="Why; stands in the ledger."
)
@decisions.options
def verb(
    project: Path,
    quiet: bool,
    keys: tuple[str, ...],
    note: str,
    languages: tuple[str, ...],
    who: str | None,
    date: datetime | None,
) -> None:
    """Let translations pass as they are, though nobody approved them; it ends when a word of them changes."""
    from generator.review import decide

    hand = decisions.hand(project, who, date, note)
    decisions.decide(
        project, languages, keys, lambda one, tag, texts: decide.waive(project, one, tag, texts, hand), quiet
    )
