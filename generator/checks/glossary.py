"""Words that the glossary forbids for a concept, where the source speaks of that concept."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.catalogs import Catalog, Term
from generator.checks.examples import Example
from generator.checks.pairs import Pair, pairs, prose
from generator.errors import Finding, Severity
from generator.model import Publication

_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A term with its patterns: what means it in the source, and each word that must not stand for it."""

    term: Term
    source: re.Pattern[str]
    forbidden: tuple[tuple[str, re.Pattern[str]], ...]


def check(publication: Publication, catalogs: Sequence[Catalog]) -> Iterator[Finding]:
    """A warning for each forbidden word; it may be right where the sentence means something else."""
    for catalog in catalogs:
        rules = [_rule(term) for term in catalog.glossary.terms]
        for pair in pairs(publication, [catalog]) if any(rule.forbidden for rule in rules) else ():
            yield from _check(pair, rules)


def _check(pair: Pair, rules: Sequence[_Rule]) -> Iterator[Finding]:
    text = prose(pair.target)
    folded = text.casefold()
    suspects = [rule for rule in rules if any(word in folded for word, _ in rule.forbidden)]
    sources = [prose(source) for source in pair.sources]
    if not any(_meant(rule, sources) for rule in suspects):
        return
    # what the glossary asks for is never what it forbids, even where one word is part of the other
    terms = [rule.term for rule in rules if _meant(rule, sources)]
    text = _masked(text, [word for term in terms for word in (term.target, *term.variants)])
    for rule in suspects:
        if _meant(rule, sources):
            yield from _forbidden(rule, text, pair)


def _rule(term: Term) -> _Rule:
    return _Rule(term, _source(term.source), tuple((word.casefold(), _pattern(word)) for word in term.forbidden))


def _source(words: Sequence[str]) -> re.Pattern[str]:
    """Any of a concept's English words; a plural or a genitive may follow. A capital makes a name, which keeps its case."""
    each = [re.escape(word) if word != word.lower() else f"(?i:{re.escape(word)})" for word in words]
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?:s|es|’s)?(?!\w)")


def _meant(rule: _Rule, sources: Sequence[str]) -> bool:
    return any(rule.source.search(source) for source in sources)


def _masked(text: str, words: Sequence[str]) -> str:
    """The text without the words, the longest first; every other character keeps its place."""
    for word in sorted({word for word in words if word}, key=len, reverse=True):
        text = re.sub(re.escape(word), lambda match: "\0" * len(match[0]), text, flags=re.IGNORECASE)
    return text


def _forbidden(rule: _Rule, text: str, pair: Pair) -> Iterator[Finding]:
    for _, pattern in rule.forbidden:
        if match := pattern.search(text):
            term = rule.term
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
