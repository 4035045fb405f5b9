"""Hyphenation patterns, each read only when a word asks for it.

Pyphen reads all patterns of a dictionary when it is opened, which takes half a second for the 78,000 of German. A document
asks for a few hundred of them.
"""

import re
from functools import lru_cache
from typing import Any

import pyphen

_OUTER_BLANKS = re.compile(rb"[^\S\n]+(?=\n)|(?<=\n)[^\S\n]+")
_IGNORED = re.compile(rb"\n(?:%s)[^\n]*(?=\n)" % "|".join(map(re.escape, pyphen.ignored)).encode())
_PARTING_NOTHING = re.compile(rb"\n[^1-9\n]*(?=\n)")


@lru_cache(maxsize=8)
def patterns(language: str) -> Any:
    """What ``pyphen.Pyphen(lang=language).hd`` is, at a twentieth of the time.

    Dictionaries whose patterns change letters or name characters by number are pyphen's to read.
    """
    path = pyphen.LANGUAGES[pyphen.language_fallback(language)]
    encoding, _, dictionary = path.read_bytes().partition(b"\n")
    lines = _lines(dictionary)
    if b"/" in lines or b"^^" in lines:
        return pyphen.HyphDict(path)
    found = pyphen.HyphDict.__new__(pyphen.HyphDict)
    found.patterns = _Patterns(lines, encoding.decode().strip().lower().replace("microsoft-cp1251", "cp1251"))
    found.maxlen = max(map(len, found.patterns.lines))
    found.cache = {}
    return found


class _Patterns:
    """Stands for the dictionary of patterns: letters -> where the values begin that are not zero, and these.

    The lines stay in the dictionary's *encoding*: there are many, and few are read.
    """

    def __init__(self, lines: bytes, encoding: str) -> None:
        letters = lines.translate(None, b"0123456789")
        self.lines = dict(zip(letters.split(b"\n"), lines.split(b"\n"), strict=True))
        self._encoding = encoding
        self._read: dict[bytes, tuple[int, tuple[int, ...]]] = {}

    def get(self, letters: str) -> tuple[int, tuple[int, ...]] | None:
        try:
            encoded = letters.encode(self._encoding)
        except UnicodeEncodeError:  # A letter that is in no pattern.
            return None
        if encoded not in self.lines:
            return None
        if encoded not in self._read:
            self._read[encoded] = _values(self.lines[encoded].decode(self._encoding))
        return self._read[encoded]


def _values(line: str) -> tuple[int, tuple[int, ...]]:
    """The digits of a pattern: how many zeros come first, then the values up to the last that is none."""
    values = [int(digit or "0") for digit, _ in pyphen.parse(line)]
    start = next(place for place, value in enumerate(values) if value)
    end = next(place for place in range(len(values), 0, -1) if values[place - 1])
    return start, tuple(values[start:end])


def _lines(dictionary: bytes) -> bytes:
    """The patterns in a dictionary, a line each, those that part nothing left out."""
    lines = b"\n" + dictionary + b"\n"
    for left_out in (_OUTER_BLANKS, _IGNORED, _PARTING_NOTHING):
        lines = left_out.sub(b"", lines)
    return lines.strip(b"\n")
