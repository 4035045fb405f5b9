"""Texts of one list or column: what their sources share, their translations share as well."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.checks.corpus import Bitext, Corpus, Pair, unmarked
from generator.checks.examples import Example
from generator.checks.terms import folded, tokens
from generator.errors import Finding, Severity
from generator.inline import PLACEHOLDER

_HAN = re.compile(r"[\u3400-\u9fff]")
_SLOT = re.compile(rf"{PLACEHOLDER.pattern}|\d+")
SEVERAL = 3
"""So many other texts must agree before one of them stands out."""
LONGEST = 12
"""Words of a source; longer texts are sentences, which share words by chance."""
_SMALL = frozenset(
    "a all an and any as at by each every for from in of on or per than that the this to under up with within your its".split()
)


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for the one translation that lacks the word that all others of its list have for a common source word."""
    for bitext in corpus.bitexts:
        for pairs in _lists(bitext):
            yield from _check(pairs)


def _lists(bitext: Bitext) -> Iterator[list[Pair]]:
    """Short texts under one parent, or the names (summaries, labels) of entries under one."""
    lists: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in bitext.by_key.values():
        if len(tokens(pair.source)) <= LONGEST:
            parts = pair.message.key.split(".")
            for number in (len(parts) - 1, len(parts) - 2):
                if number > 0:
                    pattern = ".".join([*parts[:number], "*", *parts[number + 1 :]])
                    lists[pair.message.domain, pattern].append(pair)
    yield from (pairs for pairs in lists.values() if len(pairs) > SEVERAL)


def _check(pairs: Sequence[Pair]) -> Iterator[Finding]:
    words = {id(pair): _words(pair.source) for pair in pairs}
    told: set[int] = set()
    for word, times in sorted(Counter(word for each in words.values() for word in each).items()):
        if times > SEVERAL:
            group = [pair for pair in pairs if word in words[id(pair)]]
            yield from _odd(word, group, words, told)


def _odd(word: str, group: Sequence[Pair], words: dict[int, frozenset[str]], told: set[int]) -> Iterator[Finding]:
    """Translations that lack what all others of the group have."""
    others = len(group) - 1
    shared = Counter(stem for pair in group for stem in _pieces(pair.target))
    common = Counter(each for pair in group for each in words[id(pair)])
    nearly = sorted(stem for stem, times in shared.items() if times == others)
    for pair in group if nearly else ():
        # words that only the others share may well account for what only they say
        alone = any(times == others and each not in words[id(pair)] for each, times in common.items())
        missing = [stem for stem in nearly if stem not in folded(pair.target)]
        if not missing or alone or id(pair) in told:
            continue
        told.add(id(pair))
        sample = next(each for each in group if each is not pair)
        problem = f"the other texts of the list say '{missing[0]}…' for '{word}', as in '{_short(sample.target)}'"
        yield pair.finding(Severity.WARNING, "siblings", problem, "use their word, or change them all")


@lru_cache(maxsize=16384)
def _words(source: str) -> frozenset[str]:
    return frozenset({_root(word) for word, _, _ in tokens(_SLOT.sub(" ", source))} - _SMALL)


@lru_cache(maxsize=16384)
def _pieces(text: str) -> frozenset[str]:
    """What translations can have in common: beginnings of words, or pairs of characters in scripts without blanks."""
    pieces: set[str] = set()
    for word, _, _ in tokens(unmarked(_SLOT.sub(" ", text))):
        if _HAN.search(word):
            pieces.update(word[at : at + 2] for at in range(len(word) - 1))
        elif len(word) > 3:
            stem = folded(word)
            pieces.add(stem[: max(3, min(6, len(stem) - 2))])
        elif "가" <= word[0] <= "힣" and len(word) > 1:
            pieces.add(word[:2])
    return frozenset(pieces)


def _root(word: str) -> str:
    word = word.casefold()
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


_LIST = (
    ("under two days", "unter zwei Werktagen"),
    ("up to two days", "bis zu zwei Werktagen"),
    ("two days", "zwei Werktage"),
)
_LIST_ZH = (("under two days", "少于两个工作日"), ("up to two days", "最多两个工作日"), ("two days", "两个工作日"))

EXAMPLES = (
    Example("within two days", "innerhalb von zwei Kalendertagen", others=_LIST, caught=True),
    Example("within two days", "innerhalb von zwei Werktagen", others=_LIST, caught=False),
    Example("within two days", "两个营业天内", language="zh-Hans", others=_LIST_ZH, caught=True),
    Example("within two days", "两个工作日内", language="zh-Hans", others=_LIST_ZH, caught=False),
    Example("one week", "eine Woche", others=_LIST, caught=False),
)
