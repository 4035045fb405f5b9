"""Whether a word is one at all: the word lists of pyspellchecker, one for each language that it has."""

import gzip
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "spellchecker"


@lru_cache(10_000)
def lists(word: str, language: str) -> bool | None:
    """Whether the list of a language (a primary subtag) has a word in small letters; None where there is no list.

    >>> lists("external", "en"), lists("externl", "en"), lists("x", "tlh")
    (True, False, None)
    """
    words = _words(language)
    return None if words is None else f'\n"{word}": ' in words


@cache
def _words(language: str) -> str | None:
    """The list as it lies in the package, a word a line: to look into it takes a millisecond, to parse it 200."""
    spec = find_spec(PACKAGE)  # found, not imported: nothing is needed of its code
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "resources" / f"{language}.json.gz"
    return gzip.decompress(path.read_bytes()).decode() if path.is_file() else None
