"""Words that the glossary forbids for a concept, where the source speaks of that concept."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from generator.catalogs import Term
from generator.checks.corpus import Bitext, Corpus, Pair, prose
from generator.checks.examples import Example
from generator.errors import Finding, Severity

_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A word that must not stand for a term; *folded* is without case."""

    term: Term
    word: str
    folded: str


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for each forbidden word; it may be right where the sentence means something else."""
    for bitext in corpus.bitexts:
        rules = [
            _Rule(term, word, word.casefold()) for term in bitext.catalog.glossary.terms for word in term.forbidden
        ]
        yield from _check(bitext, rules) if rules else ()


def _check(bitext: Bitext, rules: Sequence[_Rule]) -> Iterator[Finding]:
    # one look for any of the words spares most texts the rest
    any_word = re.compile("|".join(re.escape(word) for word in sorted({rule.folded for rule in rules}, key=len)))
    for pair in bitext.pairs:
        folded = prose(pair.target).casefold()
        if any_word.search(folded):
            yield from _forbidden(pair, [rule for rule in rules if rule.folded in folded])


def _forbidden(pair: Pair, suspects: Sequence[_Rule]) -> Iterator[Finding]:
    meant = {found.term.concept: found.term for found in pair.terms}
    # what the glossary asks for is never what it forbids, even where one word is part of the other
    text = _masked(prose(pair.target), [word for term in meant.values() for word in (term.target, *term.variants)])
    for rule in suspects:
        if rule.term.concept in meant and (match := _pattern(rule.word).search(text)):
            term = rule.term
            problem = f"'{match[0]}' is not the word for '{term.concept}'"
            hint = f"the glossary says '{term.target}'" if term.target else "see the glossary"
            yield pair.finding(Severity.WARNING, "glossary", problem, hint, *match.span())


def _masked(text: str, words: Sequence[str]) -> str:
    """The text without the words, the longest first; every other character keeps its place."""
    for word in sorted({word for word in words if word}, key=len, reverse=True):
        text = re.sub(re.escape(word), lambda match: "\0" * len(match[0]), text, flags=re.IGNORECASE)
    return text


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """Where a word begins, with an ending of up to three letters; anywhere in scripts that don't part words."""
    if _NO_SPACES.search(word):
        return re.compile(re.escape(word))
    ending = r"\w{0,3}(?!\w)" if len(word) > 3 else r"(?!\w)"
    return re.compile(rf"(?<!\w){re.escape(word)}{ending}", re.IGNORECASE)


_DAY = Term("business-day", ("business day", "business days"), "Werktag", ("Werktagen",), ("Arbeitstag",))
_TIER = Term("standard", ("Standard",), "스탠더드", (), ("표준",))
_CASE = Term("case", ("case",), "Fall", (), ("Vorfall",))
_UPGRADE = Term("upgrade", ("upgrade",), "升级", (), ("上报",))

EXAMPLES = (
    Example("within two business days", "innerhalb von zwei Arbeitstagen", terms=(_DAY,), caught=True),
    Example("the upgrade", "上报", language="zh-Hans", terms=(_UPGRADE,), caught=True),
    Example("within two business days", "innerhalb von zwei Werktagen", terms=(_DAY,), caught=False),
    Example("a working week", "fünf Arbeitstage", terms=(_DAY,), caught=False),
    Example("Standard and Premium", "표준 및 프리미엄", language="ko", terms=(_TIER,), caught=True),
    Example("Quality standard", "품질 표준", language="ko", terms=(_TIER,), caught=False),
    Example("the {case}", "der {vorfall}", terms=(_CASE,), caught=False),
    Example("many cases", "viele Fälle", terms=(_CASE,), caught=False),
    Example("an incident", "ein Vorfall", terms=(_CASE,), caught=False),
)
