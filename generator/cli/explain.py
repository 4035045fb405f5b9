"""``servicedocs explain``: what a check looks for, or all that is known about a message."""

from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import console, printing
from generator.errors import did_you_mean

if TYPE_CHECKING:
    from generator.checks.examples import Content, Example


@click.command("explain")
@click.argument("code", required=False, metavar="[CODE|KEY]")
@click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder with content/ (default: this one or the nearest above it).",
)
def verb(code: str | None, project: Path | None) -> None:
    """Explain the check named CODE, or the message with KEY (domain:key); without a word, list all checks.

    A message is told in every language: its text, its state, its page, who said what of these words, what the checks
    find, and every version of it that git knows. Pages are those of a draft, which is laid out for that.
    """
    from generator.checks import CHECKS
    from generator.checks.reports import summary

    if code is None:
        width = max(map(len, CHECKS))
        console.show("\n".join(f"{each:<{width}}  {summary(each)}" for each in CHECKS))
        return
    if code not in CHECKS:
        if not {":", ".", "*"} & {*code} and not _is_message(code, project):
            raise click.UsageError(
                f"there is neither a check nor a message '{code}'; {did_you_mean(code, tuple(CHECKS))}"
            )
        from generator.review.explanation import explain

        folder = console.project_folder(project)
        console.show("\n".join(explain(folder, code, lambda documents: printing.pages(folder, documents))))
        return
    module = import_module(f"generator.checks.{code}")
    about, rule = cleandoc(module.__doc__ or ""), cleandoc(CHECKS[code].__doc__ or "")
    lines = [click.style(code, bold=True), "", about, "", rule]
    for caught, head in ((True, "Caught:"), (False, "Passes:")):
        lines += ["", head, *(f"  {_told(each)}" for each in module.EXAMPLES if each.caught == caught)]
    console.show("\n".join(lines))


def _is_message(word: str, project: Path | None) -> bool:
    """Whether a word that is no check is the key of a message: ``title``."""
    from generator import content

    try:
        folder = console.project_folder(project)
    except click.UsageError:
        return False
    return any(message.key == word for group in content.read(folder).messages.values() for message in group)


def _told(example: "Example | Content") -> str:
    from generator.checks.examples import Content

    if isinstance(example, Content):
        facts = ", ".join(f"{offering}.{aspect}: {fact}" for (offering, aspect), fact in example.facts.items())
        return f"{example.name}; {facts}; {example.text}"
    target = example.target if isinstance(example.target, str) else " | ".join(example.target)
    return f"{example.source} → {example.language}: {target or '(empty)'}"
