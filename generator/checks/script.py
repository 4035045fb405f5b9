"""Letters of a script that the language does not have.

Kana or traditional characters in simplified Chinese, Han inside Korean, a Cyrillic letter that looks like a Latin one.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

from generator.checks.corpus import Bitext, Corpus, Pair, prose
from generator.checks.examples import Example
from generator.checks.languages import Usage
from generator.errors import Finding, Severity

_LETTERS = re.compile(r"[^\W\d_]+")
_COMMON = (
    "LATIN",
    "FULLWIDTH",
    "MODIFIER",
    "MICRO",
    "OHM",
    "KELVIN",
    "DOUBLE-STRUCK",
    "MASCULINE",
    "FEMININE",
    "SCRIPT",
)
# Which legacy character set knows the characters of a way of writing, and which knows those of the other.
SETS = {"zh": ("gb2312", "big5"), "zh-Hans": ("gb2312", "big5"), "zh-Hant": ("big5", "gb2312")}
_GLOSS = re.compile(r"[\(（][\u4e00-\u9fff]+[\)）]")
"""Korean may give a word's Chinese characters in brackets after it."""


def check(corpus: Corpus) -> Iterator[Finding]:
    """An error for letters that can't be meant; a warning for a character that only the other way of writing has."""
    for bitext in corpus.bitexts:
        # a few characters at most, so that nearly every text needs no look at its words
        written: set[str] = set().union(*(pair.target for pair in bitext.pairs))
        foreign = {each for each in written if _LETTERS.match(each) and not _is_own(_script(each), bitext.usage)}
        other = {each for each in written if _is_other(each, bitext)}
        for pair in bitext.pairs if foreign or other else ():
            if not foreign.isdisjoint(pair.target):
                yield from _scripts(pair)
            if not other.isdisjoint(pair.target):
                yield from _characters(pair, other)


def _is_own(script: str, usage: Usage) -> bool:
    """Whether a language may be written in a script; one of which nothing is known, in any."""
    return not usage.scripts or script.startswith((*usage.scripts, *_COMMON))


def _scripts(pair: Pair) -> Iterator[Finding]:
    text = prose(pair.target)
    spared = {at for match in _GLOSS.finditer(text) for at in range(*match.span())} if pair.usage.tag == "ko" else set()
    for match in _LETTERS.finditer(text):
        for begin, stop, script in _runs(match[0]):
            start, end = match.start() + begin, match.start() + stop
            if _is_own(script, pair.usage) or start in spared:
                continue
            run = pair.target[start:end]
            if any(run in source for source in pair.sources):
                continue
            problem = f"'{run}' is {script.capitalize()}"
            yield pair.finding(Severity.ERROR, "script", problem, "write it in the script of the language", start, end)


@lru_cache(maxsize=65536)
def _runs(word: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, script) of each stretch of one script in a word."""
    runs, start = [], 0
    for at in range(1, len(word) + 1):
        if at == len(word) or _script(word[at]) != _script(word[start]):
            runs.append((start, at, _script(word[start])))
            start = at
    return tuple(runs)


@lru_cache(maxsize=8192)
def _script(character: str) -> str:
    if character.isascii():
        return "LATIN"
    return unicodedata.name(character, "unknown").split(" ")[0]


def _is_other(character: str, bitext: Bitext) -> bool:
    """Whether only the other way of writing Chinese has a character."""
    if not bitext.usage.tag.startswith("zh") or not "\u4e00" <= character <= "\u9fff":
        return False
    mine, other = SETS[_way(bitext.language)]
    return not _encodes(character, mine) and _encodes(character, other)


def _way(language: str) -> str:
    return "zh-Hant" if language.startswith(("zh-Hant", "zh-TW", "zh-HK")) else "zh-Hans"


def _characters(pair: Pair, other: Collection[str]) -> Iterator[Finding]:
    theirs = "traditional" if _way(pair.language) == "zh-Hans" else "simplified"
    for at, character in enumerate(pair.target):
        if character in other:
            problem = f"'{character}' is a {theirs} character"
            yield pair.finding(Severity.WARNING, "script", problem, "write the form of this language", at, at + 1)


def _encodes(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


EXAMPLES = (
    Example("service", "サービス", language="zh-Hans", caught=True),
    Example("the customer", "客戶", language="zh-Hans", caught=True),
    Example("the service", "服务", language="zh-Hant", caught=True),
    Example("the contract", "契約은", language="ko", caught=True),
    Example("the contract", "계약(契約)은", language="ko", caught=False),
    Example("included", "enthаlten", caught=True),
    Example("included", "包含 PTC", language="zh-Hans", caught=False),
    Example("optimise", "optimización", language="es", caught=False),
    Example("5 µm", "5 µm", caught=False),
)
