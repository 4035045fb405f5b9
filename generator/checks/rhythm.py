"""How often: daily, weekly, monthly, quarterly, yearly."""

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.checks.concepts import all_said
from generator.checks.corpus import Corpus, Pair, prose
from generator.checks.examples import Example
from generator.errors import Finding, Severity

Said = tuple[str, tuple[int, int]]
"""A frequency, and where it stands."""


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning where one frequency stands for another."""
    if corpus.usage.rhythm:
        for pair in corpus.pairs:
            if pair.usage.rhythm:
                yield from _check(pair)


def _check(pair: Pair) -> Iterator[Finding]:
    source, target = prose(pair.source), prose(pair.target)
    wanted = list(all_said(source, pair.bitext.corpus.usage, "rhythm"))
    found = list(all_said(target, pair.usage, "rhythm")) if wanted else []
    missing, extra = _without(wanted, found), _without(found, wanted)
    for (rhythm, (begin, end)), (other, (at, to)) in zip(missing, extra, strict=False):
        problem = f"'{target[at:to]}' is {other}, '{source[begin:end]}' is {rhythm}"
        yield pair.finding(Severity.WARNING, "rhythm", problem, "as often as in the source", at, to)


def _without(said: Sequence[Said], others: Sequence[Said]) -> list[Said]:
    """What is said more often than by the others; the last ones count as too many."""
    left = Counter(rhythm for rhythm, _ in others)
    more = []
    for rhythm, span in said:
        left[rhythm] -= 1
        if left[rhythm] < 0:
            more.append((rhythm, span))
    return more


EXAMPLES = (
    Example("once a month, and four times a year", "einmal im Monat und viermal im Monat", caught=True),
    Example("every year, yearly", "jedes Jahr", caught=False),
    Example("weekly reports", "monatliche Berichte", caught=True),
    Example("weekly reports", "wöchentliche Berichte", caught=False),
    Example("quarterly", "alle drei Monate", caught=False),
    Example("an annual contract", "un contrato mensual", language="es", caught=True),
    Example("an annual contract", "un contrato anual", language="es", caught=False),
    Example("weekly", "매월", language="ko", caught=True),
    Example("weekly", "매주", language="ko", caught=False),
    Example("monthly", "每周", language="zh-Hans", caught=True),
    Example("monthly", "每月", language="zh-Hans", caught=False),
)
