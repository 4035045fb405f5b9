"""Where words may be parted, remembered between builds.

Reading patterns takes time, for German a tenth of a second even one by one. So the break positions of each word are kept
in a small file per dictionary, and the patterns are read only for a word that isn't there.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyphen

from generator.formats.pdf.patterns import patterns
from generator.store import keep, version


class Hyphenation:
    """Stands for the module ``pyphen`` in WeasyPrint's line breaking; the words are kept in the folder *cache*."""

    language_fallback = staticmethod(pyphen.language_fallback)

    def __init__(self, cache: Path) -> None:
        self._folder = cache / "hyphenation"
        self._opened: dict[str, _Words] = {}

    def Pyphen(self, lang: str, left: int, right: int) -> "_Dictionary":  # noqa: N802, pyphen's name
        path = self._folder / f"{lang}-{version('pyphen')}.json"
        words = self._opened.setdefault(lang, _words(path, lang))
        return _Dictionary(words, left, right)

    def keep(self) -> None:
        """Write down the words that are new."""
        for words in self._opened.values():
            words.keep()


class _Words:
    """The break positions of words by one dictionary."""

    def __init__(self, path: Path, language: str) -> None:
        self._path, self._language = path, language
        self._known = _read(path)
        self._new: dict[str, list[int]] = {}

    def positions(self, word: str) -> list[int] | None:
        """Where *word* may be parted; None if its letters change there (German "Bak-ker")."""
        word = word.lower()
        if word not in self._known:
            points = patterns(self._language).positions(word)
            if any(point.data for point in points):
                return None
            self._known[word] = self._new[word] = [int(point) for point in points]
        return self._known[word]

    def pyphen(self, **margins: int) -> Any:
        return pyphen.Pyphen(lang=self._language, **margins)

    def keep(self) -> None:
        if not self._new:
            return
        # Another process may have written meanwhile.
        known = dict(sorted({**_read(self._path), **self._new}.items()))
        self._new = {}
        keep(self._path, json.dumps(known, ensure_ascii=False).encode())


class _Dictionary:
    """What WeasyPrint asks of a ``pyphen.Pyphen``."""

    def __init__(self, words: _Words, left: int, right: int) -> None:
        self._words, self._left, self._right = words, left, right

    def iterate(self, word: str) -> Iterator[tuple[str, str]]:
        """The two parts of *word* at each break, the longest first part first."""
        positions = self._words.positions(word)
        if positions is None:
            yield from self._words.pyphen(left=self._left, right=self._right).iterate(word)
            return
        for position in reversed(positions):
            if self._left <= position <= len(word) - self._right:
                yield word[:position], word[position:]


@lru_cache(maxsize=64)
def _words(path: Path, language: str) -> _Words:
    return _Words(path, language)


def _read(path: Path) -> dict[str, list[int]]:
    try:
        known = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
