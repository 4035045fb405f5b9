"""Links: the same targets as in the source, and no address typed into a text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator import inline
from generator.checks.corpus import Corpus, Pair, parsed
from generator.checks.examples import Example
from generator.errors import Finding, Severity, did_you_mean

ADDRESS = re.compile(
    r"(?:\b(?:https?|ftp)://|\b(?:javascript|mailto|data|tel):(?=\S)|\bwww\.)[^\s<>()\[\]]+|(?<![\w.+-])[\w.+-]+@[\w-]+\.\w[\w.-]*",
    re.IGNORECASE | re.ASCII,
)
_SIGN = re.compile(r"[:@]|[wW]{3}\.")
"""What every address has, and few texts have: quick to look for."""


def check(corpus: Corpus) -> Iterator[Finding]:
    """An error for each link that points elsewhere than in the source, and for each address the source doesn't have."""
    for pair in corpus.pairs:
        if not pair.plain:
            yield from _targets(pair, sorted(corpus.publication.links))
        yield from _addresses(pair)


def _targets(pair: Pair, known: Sequence[str]) -> Iterator[Finding]:
    nodes, source = parsed(pair.target), parsed(pair.sources[-1])
    if nodes is None or source is None:
        return
    wanted, found = Counter(inline.links(source)), Counter(inline.links(nodes))
    for node in inline.walk(nodes):
        if isinstance(node, inline.Link) and node.target not in wanted:
            hint = did_you_mean(node.target, sorted(wanted) or known)
            problem = f"the source has no link to '{node.target}'"
            yield pair.finding(Severity.ERROR, "links", problem, hint, node.offset)
    for target, times in wanted.items():
        if found[target] != times:
            problem = f"the link to '{target}' stands {found[target]} times, in the source {times}"
            yield pair.finding(Severity.ERROR, "links", problem, f"write [text]({target})")


def _addresses(pair: Pair) -> Iterator[Finding]:
    addresses = list(ADDRESS.finditer(pair.target)) if _SIGN.search(pair.target) else []
    allowed = {address for source in pair.sources for address in ADDRESS.findall(source)} if addresses else set()
    for address in addresses:
        if address[0] not in allowed:
            problem = f"the source has no address '{address[0]}'"
            hint = "addresses stand in content/publication.yaml; a text points to them by id"
            yield pair.finding(Severity.ERROR, "links", problem, hint, address.start(), address.end())


EXAMPLES = (
    Example("[Learn more](quality)", "[Mehr erfahren](qualitaet)", links=("quality",), caught=True),
    Example("[Learn more](quality)", "Mehr erfahren", links=("quality",), caught=True),
    Example("Learn more", "Mehr unter https://example.com/", caught=True),
    Example("Ask us", "Fragen Sie: javascript:alert(1)", caught=True),
    Example("[Learn more](quality)", "[Mehr erfahren](quality)", links=("quality",), caught=False),
    Example("The data: all of it", "Die Daten: alle", caught=False),
)
