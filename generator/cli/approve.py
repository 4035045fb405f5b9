"""``servicedocs approve``: these translations say what their sources say."""

from datetime import datetime
from pathlib import Path

import click

from generator.cli import console, decisions


@click.command("approve")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option(
    "--all-shown", metavar="[BASE[..HEAD]]", is_flag=False, flag_value="HEAD", help="All drafts of that diff."
)
@click.option("--document", "-d", "documents", multiple=True, metavar="ID", help="With --all-shown: of this document.")
@click.option("--note", default="", metavar="TEXT", help="Stands in the ledger.")
@decisions.options
def verb(
    project: Path,
    quiet: bool,
    keys: tuple[str, ...],
    all_shown: str | None,
    documents: tuple[str, ...],
    note: str,
    languages: tuple[str, ...],
    who: str | None,
    date: datetime | None,
) -> None:
    """Approve translations by the keys of their messages (domain:key, a key alone, or a pattern with *).

    The approval is for the very words that stand there now: an edit of the source or of the translation voids it, a
    revert brings it back. What is missing or stale can't be approved.
    """
    from generator.review import decide

    hand = decisions.hand(project, who, date, note)
    if all_shown is None:
        decisions.decide(
            project, languages, keys, lambda one, tag, texts: decide.approve(project, one, tag, texts, hand), quiet
        )
        return
    if keys:
        raise click.UsageError("name keys, or say --all-shown")
    from generator.review import review
    from generator.review.snapshot import working_tree

    if ".." in all_shown:
        raise click.UsageError("what is approved stands in the working tree; name only the revision to compare with")
    snapshot = working_tree(project)
    decisions.check_languages(snapshot, languages)
    found = review(project, all_shown, languages, documents)
    for language in languages:
        shown = [unit.after for unit in found.units if unit.after]
        waiting = [message for message in shown if decide.waiting(snapshot.catalogs[language], message)]
        done = decide.approve(project, snapshot, language, waiting, hand)
        decisions.tell(done, quiet)
        if not quiet:
            console.show(f"{language}: {len(done)} approved")
