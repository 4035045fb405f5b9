"""Words that the glossary forbids for a concept, where the source speaks of that concept."""

import re
from collections.abc import Iterator, Sequence

from generator.catalogs import Catalog, Term
from generator.checks.examples import Example
from generator.checks.pairs import Pair, pairs, prose
from generator.errors import Finding, Severity
from generator.model import Publication

_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def check(publication: Publication, catalogs: Sequence[Catalog]) -> Iterator[Finding]:
    """A warning for each forbidden word; it may be right where the sentence means something else."""
    for pair in pairs(publication, catalogs):
        terms = [term for term in pair.catalog.glossary.terms if _meant(term, pair)]
        # what the glossary asks for is never what it forbids, even where one word is part of the other
        text = _masked(prose(pair.target), [word for term in terms for word in (term.target, *term.variants)])
        for term in terms:
            yield from _forbidden(term, text, pair)


def _meant(term: Term, pair: Pair) -> bool:
    """Whether the source has one of the concept's words; an English plural or ending may follow."""
    return any(
        re.search(rf"(?<!\w){re.escape(word)}(?:s|es|’s)?(?!\w)", prose(source), re.IGNORECASE)
        for word in term.source
        for source in pair.sources
    )


def _masked(text: str, words: Sequence[str]) -> str:
    """The text without the words, the longest first; every other character keeps its place."""
    for word in sorted({word for word in words if word}, key=len, reverse=True):
        text = re.sub(re.escape(word), lambda match: "\0" * len(match[0]), text, flags=re.IGNORECASE)
    return text


def _forbidden(term: Term, text: str, pair: Pair) -> Iterator[Finding]:
    for word in term.forbidden:
        if match := _pattern(word).search(text):
            problem = f"'{match[0]}' is not the word for '{term.concept}'"
            hint = f"the glossary says '{term.target}'" if term.target else "see the glossary"
            yield pair.finding(Severity.WARNING, "glossary", problem, hint, match.start())


def _pattern(word: str) -> re.Pattern[str]:
    """Where a word begins, with an ending of up to three letters; anywhere in scripts that don't part words."""
    if _NO_SPACES.search(word):
        return re.compile(re.escape(word))
    ending = r"\w{0,3}(?!\w)" if len(word) > 3 else r"(?!\w)"
    return re.compile(rf"(?<!\w){re.escape(word)}{ending}", re.IGNORECASE)


_DAY = Term("business-day", ("business day", "business days"), "Werktag", ("Werktagen",), ("Arbeitstag",))
_CASE = Term("case", ("case",), "Fall", (), ("Vorfall",))
_UPGRADE = Term("upgrade", ("upgrade",), "升级", (), ("上报",))

EXAMPLES = (
    Example("within two business days", "innerhalb von zwei Arbeitstagen", terms=(_DAY,), caught=True),
    Example("the upgrade", "上报", language="zh-Hans", terms=(_UPGRADE,), caught=True),
    Example("within two business days", "innerhalb von zwei Werktagen", terms=(_DAY,), caught=False),
    Example("a working week", "fünf Arbeitstage", terms=(_DAY,), caught=False),
    Example("the {case}", "der {vorfall}", terms=(_CASE,), caught=False),
    Example("many cases", "viele Fälle", terms=(_CASE,), caught=False),
    Example("an incident", "ein Vorfall", terms=(_CASE,), caught=False),
)
