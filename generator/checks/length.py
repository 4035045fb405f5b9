"""Translations much shorter or longer than usual in their language, where the other languages are not."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Self

from generator.checks.corpus import Bitext, Corpus, Pair, unmarked
from generator.checks.examples import Example
from generator.errors import Finding, Severity
from generator.inline import PLACEHOLDER

SHORTEST = 30
"""Characters of a source below which lengths say nothing."""
LOW, HIGH = 0.6, 1.7
FEW = 3


@dataclass(frozen=True, slots=True)
class Measures:
    """How long translations of one language are: the median of their length beside that of their source."""

    usual: float

    @classmethod
    def of(cls, bitext: Bitext) -> Self:
        ratios = [_size(pair.target) / _size(pair.source) for pair in bitext.pairs if _size(pair.source) >= SHORTEST]
        return cls(median(ratios) if len(ratios) >= FEW else 0)

    def share(self, pair: Pair) -> float:
        """The length of a translation as a part of the usual one; 1 where nothing can be said."""
        size = _size(pair.source)
        return _size(pair.target) / size / self.usual if self.usual and size >= SHORTEST else 1.0


def check(corpus: Corpus) -> Iterator[Finding]:
    """An info for each outlier; languages differ, so only a text that is odd in one of them counts."""
    shares: dict[tuple[str, str], list[tuple[float, Pair]]] = defaultdict(list)
    for bitext in corpus.bitexts:
        measures = Measures.of(bitext)
        for pair in bitext.pairs:
            shares[pair.message.domain, pair.message.key].append((measures.share(pair), pair))
    for group in shares.values():
        for share, pair in group:
            others = [other for other, each in group if each.bitext is not pair.bitext]
            if LOW <= share <= HIGH or ((others and not LOW < share / median(others) < HIGH) is False and others):
                continue
            what = "shorter" if share < 1 else "longer"
            problem = f"{what} than usual: {share:.0%} of what the language takes for such a text"
            yield pair.finding(Severity.INFO, "length", problem, "compare it with the source")


def _size(text: str) -> int:
    return len(PLACEHOLDER.sub("xxxxxx", unmarked(text))) or 1


_OTHERS = (
    ("The manager plans the work for the team.", "Der Manager plant die Arbeit für das Team."),
    ("The customer buys the service every year.", "Der Kunde kauft den Service jedes Jahr neu."),
    ("Support is part of a subscription.", "Support ist Teil eines Abonnements."),
)

EXAMPLES = (
    Example("The manager represents the customer’s voice.", "Der Manager.", others=_OTHERS, caught=True),
    Example(
        "The manager represents the customer’s voice.",
        "Der Manager vertritt die Stimme des Kunden.",
        others=_OTHERS,
        caught=False,
    ),
    Example("Cost", "Kosten und alle anderen Aufwendungen", others=_OTHERS, caught=False),
)
