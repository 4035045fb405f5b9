"""``servicedocs dispute``: these translations are wrong, and why."""

from datetime import datetime
from pathlib import Path

import click

from generator.cli import decisions


@click.command("dispute")
@click.argument("keys", nargs=-1, metavar="KEY...")
@click.option(
    "--note",
    required=True,
    callback=decisions.says_something,
    metavar="TEXT",
    help="What is wrong; stands in the ledger.",
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
    """Dispute translations by the keys of their messages; they stay open until their words change or are approved."""
    from generator.review import decide

    hand = decisions.hand(project, who, date, note)
    decisions.decide(
        project, languages, keys, lambda one, tag, texts: decide.dispute(project, one, tag, texts, hand), quiet
    )
