"""References within a document and in time: above and below, before and after."""

from collections.abc import Iterator

from generator.checks.concepts import has, said, stretches
from generator.checks.corpus import Corpus, Pair
from generator.checks.examples import Example
from generator.errors import Finding, Severity

OPPOSITE = {"above": "below", "below": "above", "before": "after", "after": "before"}


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning where the translation points the opposite way."""
    if corpus.usage.direction:
        for pair in corpus.pairs:
            if pair.usage.direction:
                yield from _check(pair)


def _check(pair: Pair) -> Iterator[Finding]:
    for source, target, start in stretches(pair):
        wanted = said(source, pair.bitext.corpus.usage, "direction")
        for way, (begin, end) in wanted.items():
            other = OPPOSITE[way]
            if other in wanted or has(target, pair.usage, "direction", way):
                continue
            if found := pair.usage.pattern(pair.usage.direction[other]).search(target):
                problem = f"'{found[0]}' points the other way than '{source[begin:end]}'"
                at, to = found.span()
                hint = f"the source says {way}, this says {other}"
                yield pair.finding(Severity.WARNING, "references", problem, hint, start + at, start + to)


EXAMPLES = (
    Example("the table below", "die Tabelle oben", caught=True),
    Example("the table below", "die Tabelle unten", caught=False),
    Example("before it expires", "después de que venza", language="es", caught=True),
    Example("before it expires", "antes de que venza", language="es", caught=False),
    Example("no later than 14 days before", "a más tardar 14 días después", language="es", caught=True),
    Example("the list above", "아래 목록", language="ko", caught=True),
    Example("the list above", "위의 목록", language="ko", caught=False),
    Example("the list above", "下面的列表", language="zh-Hans", caught=True),
    Example("the list above", "上面的列表", language="zh-Hans", caught=False),
    Example("after the weekend", "nach dem Wochenende", caught=False),
)
