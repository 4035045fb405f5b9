"""Terms of the glossary that a translation does without: the source speaks of a concept, the translation does not.

The longest term of the source counts ("service level objective" is no "service"). A term may be inflected, take a
particle or stand inside a compound.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from generator.catalogs import Term
from generator.checks.corpus import Bitext, Corpus, Pair, prose
from generator.checks.examples import Example
from generator.checks.terms import has_term
from generator.errors import Finding, Severity

FEW = 4
"""So many misses of one term, where they are half of all: it is the glossary that needs a look, not each text."""


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for each text without its term; one for the term itself where its texts rarely have it."""
    for bitext in corpus.bitexts:
        yield from _check(bitext)


def _check(bitext: Bitext) -> Iterator[Finding]:
    met: Counter[str] = Counter()
    missed: dict[str, list[tuple[Pair, Term]]] = defaultdict(list)
    for pair in bitext.pairs:
        for term in {found.term.concept: found.term for found in pair.terms}.values():
            met[term.concept] += 1
            if term.target and not has_term(term, prose(pair.target), pair.usage):
                missed[term.concept].append((pair, term))
    for concept, misses in missed.items():
        if len(misses) >= FEW and len(misses) * 2 >= met[concept]:
            yield _unused(bitext, misses[0][1], len(misses), met[concept])
            continue
        for pair, term in misses:
            problem = f"the source speaks of '{concept}', the translation does not say '{term.target}'"
            hint = "use the glossary's word, or list yours there as a variant"
            yield pair.finding(Severity.WARNING, "term", problem, hint)


def _unused(bitext: Bitext, term: Term, misses: int, texts: int) -> Finding:
    problem = f"'{term.target}' is missing in {misses} of {texts} texts that speak of '{term.concept}'"
    hint = "choose the word that the texts use, or add their forms as variants"
    return Finding(Severity.WARNING, "term", term.place, problem, hint, language=bitext.language)


_DAY = Term("business-day", ("business day",), "Werktag")
_LEVEL = Term("service-level", ("service level",), "Servicelevel")
_SERVICE = Term("service", ("service",), "Dienst")
_CONTRACT = Term("contract", ("contract",), "contrato")
_TIER = Term("standard", ("Standard",), "스탠더드")
_OUTAGE = Term("outage", ("outage",), "가동 중단")

EXAMPLES = (
    Example("within two business days", "innerhalb von zwei Tagen", terms=(_DAY,), caught=True),
    Example("within two business days", "innerhalb von zwei Werktagen", terms=(_DAY,), caught=False),
    Example("the service level", "das Servicelevel", terms=(_LEVEL, _SERVICE), caught=False),
    Example("support contracts", "contratos de soporte", language="es", terms=(_CONTRACT,), caught=False),
    Example("support contracts", "acuerdos de soporte", language="es", terms=(_CONTRACT,), caught=True),
    Example("Standard", "스탠더드는", language="ko", terms=(_TIER,), caught=False),
    Example("the standard of quality", "품질 기준", language="ko", terms=(_TIER,), caught=False),
    Example("an outage", "가동이 중단됨", language="ko", terms=(_OUTAGE,), caught=False),
    Example("an outage", "장애", language="ko", terms=(_OUTAGE,), caught=True),
)
