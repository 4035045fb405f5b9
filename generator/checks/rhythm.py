"""How often: daily, weekly, monthly, quarterly, yearly."""

from collections.abc import Iterator

from generator.checks.concepts import said
from generator.checks.corpus import Corpus, Pair, prose
from generator.checks.examples import Example
from generator.errors import Finding, Severity


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning where one frequency stands for another."""
    if corpus.usage.rhythm:
        for pair in corpus.pairs:
            if pair.usage.rhythm:
                yield from _check(pair)


def _check(pair: Pair) -> Iterator[Finding]:
    source, target = prose(pair.source), prose(pair.target)
    wanted = said(source, pair.bitext.corpus.usage, "rhythm")
    found = said(target, pair.usage, "rhythm") if wanted else {}
    missing = [rhythm for rhythm in wanted if rhythm not in found]
    extra = [rhythm for rhythm in found if rhythm not in wanted]
    for rhythm, other in zip(missing, extra, strict=False):
        (begin, end), (at, to) = wanted[rhythm], found[other]
        problem = f"'{target[at:to]}' is {other}, '{source[begin:end]}' is {rhythm}"
        yield pair.finding(Severity.WARNING, "rhythm", problem, "as often as in the source", at, to)


EXAMPLES = (
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
