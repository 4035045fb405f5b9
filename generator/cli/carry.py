"""``servicedocs carry``: these translations stay good although their source changed."""

from datetime import datetime
from pathlib import Path

import click

from generator.cli import decisions


@click.command("carry")
@click.argument("keys", nargs=-1, metavar="KEY...")
@click.option("--reason", required=True, type=click.Choice(["typo", "cosmetic"]), help="What kind of change it was.")
@click.option("--note", default="", metavar="TEXT", help="Stands in the ledger.")
@decisions.options
def verb(
    project: Path,
    quiet: bool,
    keys: tuple[str, ...],
    reason: str,
    note: str,
    languages: tuple[str, ...],
    who: str | None,
    date: datetime | None,
) -> None:
    """Carry translations over a change of their source that no reader of them would notice.

    What was approved stays approved, with your name; a draft stays a draft. Refused where the meaning of the source
    changed, and in languages whose language.yaml says carry: false.
    """
    from generator.review import decide

    hand = decisions.hand(project, who, date, note)
    decisions.decide(
        project, languages, keys, lambda one, tag, texts: decide.carried(project, one, tag, texts, hand, reason), quiet
    )
