"""Ways of writing that a language does not have: "z.B." without its narrow space, a hyphen in a range, three full stops."""

from collections.abc import Iterator

from generator.checks.corpus import Corpus, prose
from generator.checks.examples import Example
from generator.checks.languages.usage import compiled
from generator.errors import Finding, Severity


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for each, with what to write; the rules stand in the table of the language."""
    for pair in corpus.pairs:
        text = prose(pair.target) if pair.usage.habits else ""
        for habit in pair.usage.habits:
            for match in compiled(habit.find, False).finditer(text):
                if len(match[0]) > 2 and any(match[0] in source for source in pair.sources):
                    continue
                fix = match.expand(habit.fix) if habit.fix is not None else None
                hint = f"write '{fix}'" if fix else "see how the language writes it"
                start, end = match.span()
                yield pair.finding(Severity.WARNING, "typography", habit.problem, hint, start, end, fix, habit.safe)


EXAMPLES = (
    Example("for example today", "z.B. heute", caught=True),
    Example("for example today", "z. B. heute", caught=True),
    Example("for example today", "z.\u202fB. heute", caught=False),
    Example("9 to 17", "9-17", caught=True),
    Example("9 to 17", "9–17", caught=False),
    Example("seven or eight", "siete o ocho", language="es", caught=True),
    Example("seven or eight", "siete u ocho", language="es", caught=False),
    Example("father and son", "padre e hijo", language="es", caught=False),
    Example("and so on", "等等...", language="zh-Hans", caught=True),
    Example("and so on", "等等……", language="zh-Hans", caught=False),
    Example("email", "E-Mail", caught=False),
)
