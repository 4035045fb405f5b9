"""Two concepts with one word: in the glossary, or two different texts with the very same translation."""

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.catalogs import Term
from generator.checks.corpus import Bitext, Corpus, Pair, unmarked
from generator.checks.examples import Example
from generator.checks.terms import tokens
from generator.errors import Finding, Severity

_ARTICLE = re.compile(r"^(?:a|an|the)\s+", re.IGNORECASE)


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for each term that shares its word, and for each text that reads like another."""
    for bitext in corpus.bitexts:
        yield from _terms(bitext)
        yield from _texts(bitext)


def _terms(bitext: Bitext) -> Iterator[Finding]:
    known: dict[str, Term] = {}
    for term in bitext.catalog.glossary.terms:
        word = term.target.casefold()
        other = known.setdefault(word, term) if word else term
        # a name and the common word may well be one word: Standard, standard
        if other is not term and not {each.casefold() for each in other.source} & {
            each.casefold() for each in term.source
        }:
            problem = f"'{term.target}' stands for '{term.concept}' and for '{other.concept}'"
            hint = "choose another word for one of them"
            yield Finding(Severity.WARNING, "collision", term.place, problem, hint, language=bitext.language)


def _texts(bitext: Bitext) -> Iterator[Finding]:
    by_target: dict[str, list[Pair]] = defaultdict(list)
    for pair in bitext.by_key.values():
        by_target[unmarked(pair.target).casefold().rstrip(".。:：")].append(pair)
    for pairs in by_target.values():
        if len(pairs) < 2:
            continue
        meanings = {_meaning(pair.source) for pair in pairs}
        if len(meanings) < 2:
            continue
        for pair in pairs:
            other = next(each for each in pairs if _meaning(each.source) != _meaning(pair.source))
            problem = f"this is the translation of '{_short(other.source)}' as well"
            hint = f"'{other.message.key}' and this text say different things; so must their translations"
            yield pair.finding(Severity.WARNING, "collision", problem, hint)


def _meaning(source: str) -> tuple[str, ...]:
    """The words of a text without case, article and plural, which many languages don't tell apart."""
    words = [word.casefold() for word, _, _ in tokens(_ARTICLE.sub("", unmarked(source)))]
    return tuple(_singular(word) for word in words)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word.rstrip("s") if len(word) > 3 else word


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


_UPGRADE = Term("upgrade", ("upgrade",), "升级")
_ESCALATION = Term("escalation", ("escalation",), "升级")
_FEATURE = (("Escalation planning", "升级规划"),)

EXAMPLES = (
    Example("Upgrade planning", "升级规划", language="zh-Hans", others=_FEATURE, caught=True),
    Example("Upgrade planning", "版本规划", language="zh-Hans", others=_FEATURE, caught=False),
    Example("Note", "주석", language="ko", others=(("Notes", "주석"),), caught=False),
    Example("upgrade", "升级", language="zh-Hans", terms=(_UPGRADE, _ESCALATION), caught=True),
)
