"""``servicedocs explain``: what a check looks for, with what it catches and what it lets pass."""

from importlib import import_module
from inspect import cleandoc
from typing import TYPE_CHECKING

import click

from generator.cli import console
from generator.errors import did_you_mean

if TYPE_CHECKING:
    from generator.checks.examples import Content, Example


@click.command("explain")
@click.argument("code", required=False)
def verb(code: str | None) -> None:
    """Explain the check named CODE; without one, list them all."""
    from generator.checks import CHECKS
    from generator.checks.reports import summary

    if code is None:
        width = max(map(len, CHECKS))
        console.show("\n".join(f"{each:<{width}}  {summary(each)}" for each in CHECKS))
        return
    if code not in CHECKS:
        raise click.UsageError(f"there is no check '{code}'; {did_you_mean(code, tuple(CHECKS))}")
    module = import_module(f"generator.checks.{code}")
    about, rule = cleandoc(module.__doc__ or ""), cleandoc(CHECKS[code].__doc__ or "")
    lines = [click.style(code, bold=True), "", about, "", rule]
    for caught, head in ((True, "Caught:"), (False, "Passes:")):
        lines += ["", head, *(f"  {_told(each)}" for each in module.EXAMPLES if each.caught == caught)]
    console.show("\n".join(lines))


def _told(example: "Example | Content") -> str:
    from generator.checks.examples import Content

    if isinstance(example, Content):
        facts = ", ".join(f"{offering}.{aspect}: {fact}" for (offering, aspect), fact in example.facts.items())
        return f"{example.name}; {facts}; {example.text}"
    target = example.target if isinstance(example.target, str) else " | ".join(example.target)
    return f"{example.source} → {example.language}: {target or '(empty)'}"
