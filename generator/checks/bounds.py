"""How a figure bounds: at most, at least, less than, more than, within."""

from collections.abc import Iterator

from generator.checks.concepts import negations, said, stretches
from generator.checks.corpus import Corpus, Pair
from generator.checks.examples import Example
from generator.errors import Finding, Severity

ALIKE = ({"most", "within"}, {"under", "within"})
"""Bounds that a language may not tell apart in one phrase ("en un plazo máximo de", "in less than")."""


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning where one bound stands for another; where only one text has a bound, the other may imply it."""
    if corpus.usage.bounds:
        for pair in corpus.pairs:
            if pair.usage.bounds:
                yield from _check(pair)


def _check(pair: Pair) -> Iterator[Finding]:
    for source, target, start in stretches(pair):
        wanted = said(source, pair.bitext.corpus.usage, "bounds")
        if not wanted:
            continue
        found = said(target, pair.usage, "bounds")
        alike = _alike(pair, source)
        # what stands for itself can't stand for another as well
        left, more = (
            [bound for bound in one if bound not in other] for one, other in ((wanted, found), (found, wanted))
        )
        missing = [bound for bound in left if not _answered(bound, more, alike)]
        extra = [bound for bound in more if not _answered(bound, left, alike)]
        for bound, other in zip(missing, extra, strict=False):
            (begin, end), (at, to) = wanted[bound], found[other]
            problem = f"'{target[at:to]}' is another bound than '{source[begin:end]}'"
            hint = f"the source says {bound}, this says {other}"
            yield pair.finding(Severity.WARNING, "bounds", problem, hint, start + at, start + to)


def _alike(pair: Pair, source: str) -> tuple[set[str], ...]:
    """Where the source negates, "not … more than" is "at most"."""
    spoken = pair.bitext.corpus.usage
    negated = spoken.negation and negations(source, spoken)
    return (*ALIKE, {"most", "over"}) if negated else ALIKE


def _answered(bound: str, others: list[str], alike: tuple[set[str], ...]) -> bool:
    return any({bound, other} in alike for other in others)


EXAMPLES = (
    Example("up to 3 contacts", "mindestens 3 Kontakte", caught=True),
    Example("up to 3 contacts", "höchstens 3 Kontakte", caught=False),
    Example("under 2 hours", "más de 2 horas", language="es", caught=True),
    Example("under 2 hours", "menos de 2 horas", language="es", caught=False),
    Example("at least 2 hours", "2시간 이하", language="ko", caught=True),
    Example("at least 2 hours", "2시간 이상", language="ko", caught=False),
    Example("no more than 3", "不超过 3", language="zh-Hans", caught=False),
    Example("no more than 3", "超过 3", language="zh-Hans", caught=True),
    Example("More than 3 are not expected.", "Es werden nicht mehr als 3 erwartet.", caught=False),
    Example("within 2 hours; for at least 2 years", "2시간 이내, 최대 2년간", language="ko", caught=True),
    Example("within 2 days", "en un plazo máximo de 2 días", language="es", caught=False),
)
