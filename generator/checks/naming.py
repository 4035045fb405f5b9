"""Names of rows, groups and sections that a sentence calls otherwise: title versus body, table versus prose."""

from collections.abc import Iterator

from generator import inline
from generator.catalogs import Term
from generator.checks.corpus import Bitext, Corpus, prose
from generator.checks.examples import Example
from generator.checks.terms import Index, has_term, tokens
from generator.errors import Finding, Severity
from generator.model import Kind

NAMING = (Kind.NAME, Kind.TITLE, Kind.CAPTION)


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning where the source has a name's very words and the translation has not those of its translation."""
    for bitext in corpus.bitexts:
        yield from _check(bitext)


def _check(bitext: Bitext) -> Iterator[Finding]:
    glossed = {form.casefold() for term in bitext.catalog.glossary.terms for form in term.source}
    names = [
        Term(pair.message.key, (_lower(pair.source),), pair.target)
        for pair in bitext.by_key.values()
        if pair.message.kind in NAMING and not inline.PLACEHOLDER.search(pair.source) and len(tokens(pair.source)) > 1
    ]
    index = Index(term for term in names if term.source[0].casefold() not in glossed)
    for pair in bitext.pairs:
        for found in index.find(prose(pair.source), but=pair.message.key):
            term = found.term
            if has_term(term, prose(pair.target), pair.usage):
                continue
            problem = f"'{pair.source[found.start : found.end]}' is called '{term.target}' in '{term.concept}'"
            yield pair.finding(Severity.WARNING, "naming", problem, "use the same words for it here")


def _lower(name: str) -> str:
    """The name as it may stand in the middle of a sentence; a name in capitals throughout keeps them."""
    first, *rest = name.split(" ")
    return name if any(word[:1].isupper() for word in rest) else " ".join([first.lower(), *rest])


_SCAN = (("On-demand system scan", "Systemscan auf Abruf"),)
_SCAN_KO = (("On-demand system scan", "온디맨드 시스템 스캔"),)

EXAMPLES = (
    Example("**On-demand system scan:** by hand", "**Systemprüfung bei Bedarf:** von Hand", others=_SCAN, caught=True),
    Example("**On-demand system scan:** by hand", "**Systemscan auf Abruf:** von Hand", others=_SCAN, caught=False),
    Example("An on-demand system scan", "시스템 점검", language="ko", others=_SCAN_KO, caught=True),
    Example("An on-demand system scan", "온디맨드 시스템 스캔을", language="ko", others=_SCAN_KO, caught=False),
    Example("a scan of the system", "eine Systemprüfung", others=_SCAN, caught=False),
)
