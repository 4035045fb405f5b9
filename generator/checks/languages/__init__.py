"""Tables of data for each language: a file for each, its line in LANGUAGES.

A language without a file is checked for everything that needs no words; nothing is guessed.
"""

from functools import cache
from importlib import import_module

from generator.checks.languages.usage import Habit, Usage

__all__ = ["LANGUAGES", "Habit", "Usage", "usage"]

LANGUAGES = {
    "de": "german",
    "en": "english",
    "es": "spanish",
    "ko": "korean",
    "zh": "chinese",
    "zh-Hant": "chinese",
}
"""BCP 47 tag, or its beginning -> the file with its table ``USAGE``, or ``USAGES`` by tag."""


@cache
def usage(tag: str) -> Usage:
    """What is known about a language: that of the longest tag that begins like *tag*, or nothing.

    >>> usage("de-AT").tag, usage("xx").units
    ('de', {})
    """
    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        name = "-".join(parts[:length])
        if name in LANGUAGES:
            found = import_module(f"generator.checks.languages.{LANGUAGES[name]}").USAGES
            table: Usage = found.get(name) or found[parts[0]]
            return table
    return Usage(tag)
