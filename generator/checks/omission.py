"""Sentences that are missing or too many, where the length says so as well."""

from collections.abc import Iterator

from generator.checks.concepts import sentences
from generator.checks.corpus import Corpus, Pair, prose, unmarked
from generator.checks.examples import Example
from generator.checks.length import Measures
from generator.errors import Finding, Severity

SHORT, LONG = 0.72, 1.75
"""Parts of the usual length beyond which a sentence less or more is no matter of style."""


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for each text with fewer sentences than its source and clearly shorter, or with more and longer."""
    for bitext in corpus.bitexts:
        measures = Measures.of(bitext)
        for pair in bitext.pairs:
            yield from _check(pair, measures)


def _check(pair: Pair, measures: Measures) -> Iterator[Finding]:
    share = measures.share(pair)
    wanted, found = _count(pair.source), _count(pair.target)
    if found < wanted and share < SHORT:
        problem = f"{found} of {wanted} sentences, and {share:.0%} of the usual length: something may be missing"
        yield pair.finding(Severity.WARNING, "omission", problem, "compare it with the source to the end")
    elif found > wanted and share > LONG:
        problem = f"{found} sentences for {wanted}, and {share:.0%} of the usual length: something may be added"
        yield pair.finding(Severity.WARNING, "omission", problem, "compare it with the source to the end")
    elif share < SHORT / 2 and len(pair.source) > 40:
        problem = f"{share:.0%} of the usual length: something may be missing"
        yield pair.finding(Severity.WARNING, "omission", problem, "compare it with the source to the end")


def _count(text: str) -> int:
    return len(sentences(prose(unmarked(text))))


_OTHERS = (
    ("The manager plans the work for the team.", "Der Manager plant die Arbeit für das Team."),
    ("The customer buys the service every year.", "Der Kunde kauft den Service jedes Jahr neu."),
    ("Support is part of a subscription.", "Support ist Teil eines Abonnements."),
)

EXAMPLES = (
    Example(
        "It is sold for a year. It ends when the contract ends.",
        "Er wird für ein Jahr verkauft.",
        others=_OTHERS,
        caught=True,
    ),
    Example(
        "It is sold for a year. It ends when the contract ends.",
        "Er wird für ein Jahr verkauft. Er endet mit dem Vertrag.",
        others=_OTHERS,
        caught=False,
    ),
    Example(
        "It is sold for a year. It ends when the contract ends.",
        "Er wird für ein Jahr verkauft und endet, wenn der Vertrag endet.",
        others=_OTHERS,
        caught=False,
    ),
)
