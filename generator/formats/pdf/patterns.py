"""Hyphenation patterns, each read only when a word asks for it.

Pyphen reads all patterns of a dictionary when it is opened, which takes half a second for the 78,000 of German. A document
asks for a few hundred of them.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyphen


@lru_cache(maxsize=8)
def patterns(language: str) -> Any:
    """What ``pyphen.Pyphen(lang=language).hd`` is, at a tenth of the time.

    Dictionaries whose patterns change letters or name characters by number are pyphen's to read.
    """
    path = pyphen.LANGUAGES[pyphen.language_fallback(language)]
    lines = _lines(path)
    if any("/" in line or "^^" in line for line in lines):
        return pyphen.HyphDict(path)
    found = pyphen.HyphDict.__new__(pyphen.HyphDict)
    found.patterns = _Patterns(lines)
    found.maxlen = max(map(len, found.patterns.lines))
    found.cache = {}
    return found


class _Patterns:
    """Stands for the dictionary of patterns: letters -> where the values begin that are not zero, and these."""

    def __init__(self, lines: list[str]) -> None:
        letters = re.sub("[0-9]", "", "\n".join(lines)).split("\n")
        self.lines = dict(zip(letters, lines, strict=True))
        self._read: dict[str, tuple[int, tuple[int, ...]]] = {}

    def get(self, letters: str) -> tuple[int, tuple[int, ...]] | None:
        if letters not in self.lines:
            return None
        if letters not in self._read:
            self._read[letters] = _values(self.lines[letters])
        return self._read[letters]


def _values(line: str) -> tuple[int, tuple[int, ...]]:
    """The digits of a pattern: how many zeros come first, then the values up to the last that is none."""
    values = [int(digit or "0") for digit, _ in pyphen.parse(line)]
    start = next(place for place, value in enumerate(values) if value)
    end = next(place for place in range(len(values), 0, -1) if values[place - 1])
    return start, tuple(values[start:end])


def _lines(path: Path) -> list[str]:
    """The patterns in a dictionary, those that part nothing left out."""
    with path.open("rb") as file:
        encoding = file.readline().decode().strip().lower().replace("microsoft-cp1251", "cp1251")
    lines = (line.strip() for line in path.read_text(encoding).split("\n")[1:])
    return [line for line in lines if line and not line.startswith(pyphen.ignored) and _parts(line)]


_parts = re.compile("[1-9]").search
