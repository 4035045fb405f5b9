"""What checks know about a language: its habits as data, none of them from any one publication."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

_SYNTAX = re.compile(r"\(\?P<\w+>|\(\?-i:|\\u[0-9a-f]{4}|\\.")
"""Letters of an expression that are none of the text."""


@dataclass(frozen=True, slots=True)
class Habit:
    """A way of writing that a language does not have: what *find* finds should read *fix* (a template for re.sub).

    It is *safe* where the correction can't change what is said.
    """

    find: str
    problem: str
    fix: str | None = None
    safe: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Usage:
    """The habits of a language. Every pattern is matched without regard to case; a field left empty checks nothing.

    *scripts* are the beginnings of Unicode names that its letters have. *spaced* languages part words by blanks,
    *compounding* ones glue them. *numbers* are the words for numbers, *possible* the words that may be one and need not
    ("ein", "first"), *digits* and *places* the signs of which a script without blanks makes larger ones (三十五), *counted* patterns after which a numeral of a script without blanks counts for sure, *powers*
    words that multiply. *clock* patterns name their groups h, m, half, am and pm. *units*, *bounds*, *modality*,
    *rhythm* and *direction* map a concept to its words. *negation* are words that negate for sure, *negating* those
    that may, *idle* phrases that look like either and are none. *quotes* are the pairs of quotation marks, the usual
    one first. *particles* (Korean) close up to the word before them. *stray* are words that only this language has.
    """

    tag: str
    scripts: tuple[str, ...] = ()
    spaced: bool = True
    compounding: bool = False
    numbers: Mapping[str, int] = field(default_factory=dict)
    possible: Mapping[str, int] = field(default_factory=dict)
    digits: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    powers: Mapping[str, int] = field(default_factory=dict)
    counted: str = ""
    clock: tuple[str, ...] = ()
    percent: str = r"%|％"
    units: Mapping[str, str] = field(default_factory=dict)
    bounds: Mapping[str, str] = field(default_factory=dict)
    modality: Mapping[str, str] = field(default_factory=dict)
    rhythm: Mapping[str, str] = field(default_factory=dict)
    direction: Mapping[str, str] = field(default_factory=dict)
    negation: str = ""
    negating: str = ""
    idle: str = ""
    quotes: tuple[tuple[str, str], ...] = ()
    stray: frozenset[str] = frozenset()
    formal: str = ""
    informal: str = ""
    manners: Mapping[str, str] = field(default_factory=dict)
    habits: tuple[Habit, ...] = ()
    doubles: str = ""
    particles: str = ""
    counters: str = ""

    def family(self, name: str) -> Mapping[str, str]:
        """One of the tables of concepts."""
        tables: Mapping[str, Mapping[str, str]] = {
            "units": self.units,
            "bounds": self.bounds,
            "modality": self.modality,
            "rhythm": self.rhythm,
            "direction": self.direction,
        }
        return tables[name]

    def pattern(self, expression: str) -> re.Pattern[str]:
        """An expression of this language compiled: whole words where words are parted by blanks."""
        return compiled(expression, self.spaced)


def worded(table: str) -> dict[str, int]:
    """A table of words for numbers, each value before its words.

    >>> worded("2 zwei beide, 3 drei")
    {'zwei': 2, 'beide': 2, 'drei': 3}
    """
    rows = (row.split() for row in table.split(","))
    return {word: int(value) for value, *words in rows for word in words}


def beginning(words: Iterable[str]) -> str:
    """A pattern for the place before any of the words: Python tries them one by one, and few places begin any.

    >>> beginning(["two", "ten", "six"])
    '(?=[st])'
    """
    return f"(?=[{''.join(re.escape(letter) for letter in sorted({word[0] for word in words}))}])"


@cache
def compiled(expression: str, whole: bool) -> re.Pattern[str]:
    """The expression without regard to case; as *whole* words it touches no letter on either side."""
    # Python would look at each character of a range of Han or Hangul for its other case, which takes milliseconds
    letters = _SYNTAX.sub("", expression)
    cased = re.IGNORECASE if letters.upper() != letters.lower() else re.NOFLAG
    return re.compile(rf"(?<!\w)(?:{expression})(?!\w)" if whole else expression, cased)
