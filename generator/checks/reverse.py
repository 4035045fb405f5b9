"""The glossary backwards: a term in the translation whose concept the source does not speak of."""

from collections import Counter
from collections.abc import Iterator

from generator.catalogs import Term
from generator.checks.corpus import Bitext, Corpus, Pair, prose
from generator.checks.examples import Example
from generator.checks.terms import Words, speaks_of, stand_alone
from generator.errors import Finding, Severity

RARE = 10
"""A word that stands without its concept more often than once in so many texts is an ordinary word of the language."""
PROVED = 3
"""In so many texts a word must mean its concept before another use of it deserves a warning."""


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning where a term stands that elsewhere always means its concept; an info where there is little elsewhere."""
    for bitext in corpus.bitexts:
        if bitext.catalog.glossary.terms:
            yield from _check(bitext)


def _check(bitext: Bitext) -> Iterator[Finding]:
    words = Words(bitext.catalog.glossary.terms, bitext.usage)
    met: Counter[str] = Counter()
    strange: dict[str, list[tuple[Pair, Term, int]]] = {}
    for pair in bitext.pairs:
        meant: dict[str, bool] = {}
        for form, terms, at in words.find(prose(pair.target)):
            if not stand_alone(form):
                continue
            met[form] += 1
            if form not in meant:
                meant[form] = any(speaks_of(term, source) for term in terms for source in pair.sources)
            if not meant[form]:
                strange.setdefault(form, []).append((pair, terms[0], at))
    for form, places in strange.items():
        if len(places) > 1 and len(places) * RARE > met[form]:
            continue
        severity = Severity.WARNING if met[form] - len(places) >= PROVED else Severity.INFO
        for pair, term, at in places:
            problem = f"'{form}' means '{term.concept}', of which the source does not speak"
            hint = f"in the source it would be '{term.source[0]}'; use another word"
            yield pair.finding(severity, "reverse", problem, hint, at, at + len(form))


_CASE = Term("case", ("case", "cases"), "Supportfall", ("Supportfälle",))
_INCIDENT = Term("incident", ("incident",), "事件")
_UPGRADE = Term("upgrade", ("upgrade",), "升级")
_PLAN = Term("upgrade-plan", ("upgrade plan",), "升级计划")

EXAMPLES = (
    Example("an event of note", "ein beachtlicher Supportfall", terms=(_CASE,), caught=True),
    Example("an event of note", "重大事件", language="zh-Hans", terms=(_INCIDENT,), caught=True),
    Example("many cases", "viele Supportfälle", terms=(_CASE,), caught=False),
    Example("an incident", "事件", language="zh-Hans", terms=(_INCIDENT,), caught=False),
    Example("the upgrade plan", "升级计划", language="zh-Hans", terms=(_UPGRADE, _PLAN), caught=False),
    Example("upgrading", "升级", language="zh-Hans", terms=(_UPGRADE,), caught=False),
)
