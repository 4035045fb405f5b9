"""One word in two spellings: Servicemanager and Service-Manager, 유지 관리 and 유지관리."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from generator.checks.corpus import Bitext, Corpus, Pair
from generator.checks.examples import Example
from generator.errors import Finding, Severity

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HANGUL = re.compile(r"[가-힣]{2,}")
_ENDINGS = (
    "에서는",
    "으로는",
    "에게는",
    "에서",
    "에게",
    "으로",
    "부터",
    "까지",
    "이나",
    "이며",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
)
_ENDINGS_LATIN = re.compile(r"(?:en|es|er|n|s|e)$")


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for the rarer spelling of a compound."""
    for bitext in corpus.bitexts:
        if bitext.usage.tag == "ko":
            yield from _check(bitext, _korean)
        elif bitext.usage.spaced:
            yield from _check(bitext, _latin)


def _check(bitext: Bitext, words: Callable[[str], Iterator[tuple[str, str, int, int]]]) -> Iterator[Finding]:
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[tuple[str, str], list[tuple[Pair, int, int]]] = defaultdict(list)
    for pair in bitext.pairs:
        for key, spelling, start, end in words(pair.words):
            spellings[key][spelling] += 1
            places[key, spelling].append((pair, start, end))
    for key, counted in spellings.items():
        if len(counted) < 2 or not any(mark in spelling for spelling in counted for mark in " -"):
            continue
        usual = max(counted, key=lambda spelling: (counted[spelling], spelling))
        for spelling in sorted(set(counted) - {usual}):
            if " " in spelling and " " in usual:
                continue
            for pair, start, end in places[key, spelling]:
                other, at, to = places[key, usual][0]
                problem = f"'{pair.target[start:end]}' is written '{other.target[at:to]}' elsewhere"
                yield pair.finding(Severity.WARNING, "spelling", problem, "one spelling for one word", start, end)


def _latin(text: str) -> Iterator[tuple[str, str, int, int]]:
    """(key, spelling, start, end): single words with their hyphens, and pairs of capitalised words."""
    matches = list(_WORD.finditer(text))
    for number, match in enumerate(matches):
        word = match[0]
        if len(word) > 5:
            yield _key(word), _bare(word), *match.span()
        if number + 1 < len(matches) and text[match.end() : matches[number + 1].start()] == " ":
            other = matches[number + 1]
            if word[0].isupper() and other[0][0].isupper() and len(word) > 2 and len(other[0]) > 2:
                both = f"{word} {other[0]}"
                yield _key(both), _bare(both), match.start(), other.end()


def _key(word: str) -> str:
    return _bare(word).replace("-", "").replace(" ", "")


def _bare(word: str) -> str:
    return _ENDINGS_LATIN.sub("", word.casefold())


def _korean(text: str) -> Iterator[tuple[str, str, int, int]]:
    matches = list(_HANGUL.finditer(text))
    for number, match in enumerate(matches):
        word = _stem(match[0])
        if len(word) >= 4:
            yield word, word, match.start(), match.start() + len(word)
        if number + 1 < len(matches) and text[match.end() : matches[number + 1].start()] == " ":
            other = _stem(matches[number + 1][0])
            if len(other) >= 2 and match[0] == _stem(match[0]):
                yield match[0] + other, f"{match[0]} {other}", match.start(), matches[number + 1].start() + len(other)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: -len(ending)]
    return word


EXAMPLES = (
    Example(
        "The service manager", "Der Service-Manager", others=(("Service managers", "Servicemanager"),) * 2, caught=True
    ),
    Example(
        "The service manager", "Der Service Manager", others=(("Service managers", "Servicemanager"),) * 2, caught=True
    ),
    Example(
        "The service manager", "Der Servicemanager", others=(("Service managers", "Servicemanagern"),), caught=False
    ),
    Example(
        "Maintenance", "유지관리는", language="ko", others=(("Maintenance work", "유지 관리 작업"),) * 2, caught=True
    ),
    Example(
        "Maintenance", "유지 관리는", language="ko", others=(("Maintenance work", "유지 관리 작업"),) * 2, caught=False
    ),
    Example("Support contract", "Supportvertrag", others=(("Support package", "Supportpaket"),), caught=False),
)
