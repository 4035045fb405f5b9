"""Terms in texts: the concepts that a source speaks of, and whether a translation has their words."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from generator.catalogs import Term
from generator.checks.languages import Usage

_TOKEN = re.compile(r"[^\W_]+")
UNPARTED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""A letter of a script that parts no words, or that hangs its particles on them."""

_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_GAP = re.compile(r"[\s\u00a0‑-]?")


@dataclass(frozen=True, slots=True)
class Found:
    """A term with the words that mean it, from *start* to *end* of the text."""

    term: Term
    start: int
    end: int


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[tuple[str, int, int], ...]:
    """The words of a text with where they stand."""
    return tuple((match[0], match.start(), match.end()) for match in _TOKEN.finditer(text))


@dataclass(slots=True)
class _Branch:
    """Where the words so far may go on, and the forms that end here."""

    further: dict[str, "_Branch"] = field(default_factory=dict)
    ended: list[tuple[tuple[str, ...], Term]] = field(default_factory=list)


class Index:
    """The source forms of terms as a tree of words, so that a text is read once for all of them."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.root = _Branch()
        for term in terms:
            for form in term.source:
                words = tuple(word for word, _, _ in tokens(form))
                branch = self.root
                for word in words:
                    branch = branch.further.setdefault(word.casefold(), _Branch())
                branch.ended.append((words, term))
                # a name with its capital before the common word
                branch.ended.sort(key=lambda entry: "".join(entry[0]).islower())

    def find(self, text: str, but: str = "") -> Iterator[Found]:
        """The terms that a source text speaks of, the concept *but* left out; no word counts for two."""
        words = tokens(text)
        at = 0
        while at < len(words):
            if self.root.further.keys().isdisjoint(_singulars(words[at][0])):
                at += 1
                continue
            term, length = self._longest(text, words, at, but)
            if term:
                yield Found(term, words[at][1], words[at + length - 1][2])
            at += length

    def _longest(self, text: str, words: Sequence[tuple[str, int, int]], at: int, but: str) -> tuple[Term | None, int]:
        """The longest term that begins with the word at *at*, and how many words it has; none is one word long."""
        found: tuple[Term | None, int] = (None, 1)
        branch: _Branch | None = self.root
        for offset in range(len(words) - at):
            word, start, _ = words[at + offset]
            if branch is None or (offset and not _GAP.fullmatch(text, words[at + offset - 1][2], start)):
                break
            for singular in _singulars(word):
                for form, term in branch.further[singular].ended if singular in branch.further else ():
                    if term.concept != but and _fits(form, words[at : at + offset + 1]):
                        found = (term, offset + 1)
                        break
                else:
                    continue
                break
            branch = branch.further.get(word.casefold())
        return found


def _fits(form: Sequence[str], words: Sequence[tuple[str, int, int]]) -> bool:
    """Whether words are a form, with the capitals of a name."""
    last = len(form) - 1
    return all(
        _same(wanted, word[0], plural=at == last) for at, (wanted, word) in enumerate(zip(form, words, strict=True))
    )


def _same(wanted: str, word: str, *, plural: bool) -> bool:
    # a capital makes a name, which keeps its case
    if wanted != wanted.lower():
        return word == wanted or (plural and word in (wanted + "s", wanted + "es"))
    word = word.casefold()
    return word == wanted or (plural and word in (wanted + "s", wanted + "es"))


@lru_cache(maxsize=65536)
def _singulars(word: str) -> tuple[str, ...]:
    """The word as the index may have it."""
    folded = word.casefold()
    if folded.endswith("es"):
        return folded, folded[:-1], folded[:-2]
    return (folded, folded[:-1]) if folded.endswith("s") else (folded,)


# Their words in the translation


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """The text without case and accents, for comparing inflected words; lengths may change."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    if _HANGUL.search(text):
        # Hangul must not fall apart into its letters
        decomposed = unicodedata.normalize("NFKC", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@lru_cache(maxsize=65536)
def stems(form: str, compounding: bool) -> tuple[str, ...]:
    """What every inflected form of a term's words begins with."""
    words = [folded(word) for word, _, _ in tokens(form)]
    long = [word for word in words if len(word) > 3 or UNPARTED.search(word)] or words
    return tuple(_stem(word, compounding) for word in long)


def _stem(word: str, compounding: bool) -> str:
    if UNPARTED.search(word) or len(word) <= 3:
        return word
    cut = 1 if len(word) <= 5 else 2
    return word[: max(3, len(word) - cut)]


def has_term(term: Term, text: str, usage: Usage) -> bool:
    """Whether a translation has the term, one of its variants, or an inflected form of either."""
    plain = text.casefold()
    forms = (term.target, *term.variants)
    if any(form.casefold() in plain for form in forms if form):
        return True
    return any(_has_stems(form, text, usage) for form in forms if form)


def _has_stems(form: str, text: str, usage: Usage) -> bool:
    if _HAN.search(form):
        return False
    flat = folded(text)
    if _HANGUL.search(form):
        # particles may stand between the words of a term, and blanks are a matter of house style
        words = [word for word, _, _ in tokens(form)]
        return all(word in flat for word in words) and len(words) > 1
    wanted = stems(form, usage.compounding)
    if not wanted:
        return False
    if usage.compounding:
        return all(stem in flat for stem in wanted)
    words = [word for word, _, _ in tokens(flat)]
    return all(any(word.startswith(stem) for word in words) for stem in wanted)


def stand_alone(form: str) -> bool:
    """Whether the words of a term say so much that they can't well be meant otherwise."""
    if _HAN.search(form):
        return len(form) >= 2
    if _HANGUL.search(form):
        return len(form) >= 2
    return len(form) >= 5


class Words:
    """The words of a language's terms, to be found in its texts: the longest first, each place once."""

    def __init__(self, terms: Iterable[Term], usage: Usage) -> None:
        self.usage = usage
        self.forms: dict[str, list[tuple[str, Term]]] = defaultdict(list)
        for term in terms:
            for form in {term.target, *term.variants}:
                if form:
                    self.forms[form.casefold()[:2]].append((form.casefold(), term))
        for entries in self.forms.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self.beginnings = re.compile("|".join(map(re.escape, self.forms)) or "(?!)")

    def find(self, text: str) -> Iterator[tuple[str, tuple[Term, ...], int]]:
        """(form, the terms that have it, where it begins)."""
        plain = text.casefold()
        if len(plain) != len(text):
            return
        at = 0
        while match := self.beginnings.search(plain, at):
            at = match.start()
            form, found = self._at(plain, at)
            if form:
                yield form, found, at
            at += len(form) or 1

    def _at(self, plain: str, at: int) -> tuple[str, tuple[Term, ...]]:
        entries = self.forms.get(plain[at : at + 2], ())
        for form, _ in entries:
            if plain.startswith(form, at) and _whole(form, plain, at):
                return form, tuple(term for other, term in entries if other == form)
        return "", ()


def _whole(form: str, plain: str, at: int) -> bool:
    """Whether a word stands by itself: with blanks around it; in Hangul, where one begins."""
    if _HAN.match(form):
        return True
    before = plain[at - 1 : at]
    if before.isalnum() and not _HAN.match(before):
        return False
    if _HANGUL.match(form):
        return True
    after = plain[at + len(form) : at + len(form) + 1]
    return not after.isalpha() or bool(UNPARTED.match(after))


def speaks_of(term: Term, source: str) -> bool:
    """Whether a source text may mean a term, however inflected: any of its words begins as one of the term's does."""
    words = [word.casefold() for word, _, _ in tokens(source)]
    return any(word.startswith(stem) for form in term.source for stem in _roots(form) for word in words)


@cache
def _roots(form: str) -> tuple[str, ...]:
    """The beginnings of a source form's words that carry its meaning."""
    words = [word.casefold() for word, _, _ in tokens(form)]
    long = [word for word in words if len(word) > 3] or words
    return tuple(word[: max(4, min(6, len(word) - 2))] for word in long)
