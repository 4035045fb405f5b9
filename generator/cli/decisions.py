"""What the verbs of reviewers share: which words are meant, and who decides."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from generator.cli import console

if TYPE_CHECKING:
    from generator.model import Message
    from generator.review.decide import Decision, Hand
    from generator.review.snapshot import Snapshot

_Verb = TypeVar("_Verb", bound=Callable[..., Any])


def says_something(ctx: click.Context, option: click.Parameter, text: str | None) -> str | None:
    """The text of an option, which must not be empty where it is given."""
    if text is not None and not text.strip():
        raise click.BadParameter("it is empty")
    return text


def options(verb: _Verb) -> _Verb:
    """The options that every decision has."""
    for option in (
        click.option("--language", "-l", "languages", multiple=True, required=True, metavar="TAG", help="Repeatable."),
        click.option(
            "--who", callback=says_something, metavar="NAME", help="Whose decision it is (default: git's user.name)."
        ),
        click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="When it was made (default: today)."),
        console.project_option,
        console.quiet_option,
    ):
        verb = option(verb)
    return verb


def hand(project: Path, who: str | None, date: datetime | None, note: str = "") -> "Hand":
    """Who decides, and when."""
    from generator.errors import GeneratorError
    from generator.review.decide import Hand
    from generator.tree import git

    if who is None:
        try:
            who = git(project, "config", "user.name").decode().strip()
        except GeneratorError:
            who = ""
    if not who:
        raise click.UsageError("nobody knows who you are; say --who NAME, or tell git: git config user.name NAME")
    return Hand(who, (date or datetime.now(UTC)).date().isoformat(), note)


def decide(
    project: Path,
    languages: Sequence[str],
    keys: Sequence[str],
    decision: Callable[["Snapshot", str, Sequence["Message"]], Sequence["Decision"]],
    quiet: bool,
) -> None:
    """Makes a decision about the messages meant by keys in each language, and tells it."""
    from generator.review.decide import chosen
    from generator.review.snapshot import working_tree

    if not keys:
        raise click.UsageError("which texts? name their keys")
    snapshot = working_tree(project)
    check_languages(snapshot, languages)
    messages = chosen(snapshot, keys)
    for language in languages:
        tell(decision(snapshot, language, messages), quiet)


def check_languages(snapshot: "Snapshot", languages: Sequence[str]) -> None:
    """Every language is one that is translated."""
    from generator.errors import did_you_mean

    known = [tag for tag, catalog in snapshot.catalogs.items() if not catalog.source]
    for language in languages:
        if language not in known:
            raise click.UsageError(
                f"there is no language '{language}' to decide about; {did_you_mean(language, known)}"
            )


def tell(decisions: Sequence["Decision"], quiet: bool) -> None:
    """One line for each decision."""
    for each in decisions if not quiet else ():
        console.show(f"{each.language} {each.name}: {each.verdict}")
