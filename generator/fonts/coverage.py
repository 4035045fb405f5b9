"""Which characters a stack of sources can draw, and which texts ask for others."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.errors import Finding, Place, Severity
from generator.store import kept

from .glyphless import INVISIBLE, is_added
from .opentype import characters_of
from .source import Source, digest

_NAMED = 6


@dataclass(frozen=True, slots=True)
class Text:
    """A finished text, and the message it came from: where it stands, its key and the language tag."""

    text: str
    place: Place
    key: str
    language: str


def coverage(sources: Sequence[Source], texts: Iterable[Text], cache: Path) -> Iterator[Finding]:
    """An error for each of *texts* with a character that none of *sources* can draw.

    Raises RenderError if a source can't be read.
    """
    texts = tuple(texts)
    lacking = missing(sources, "".join(text.text for text in texts), cache)
    for text in texts if lacking else ():
        undrawn = lacking & set(text.text)
        if undrawn:
            yield _finding(text, sorted(undrawn), sources)


def missing(sources: Sequence[Source], characters: Iterable[str], cache: Path) -> frozenset[str]:
    """Those of *characters* that need a glyph and have none in *sources*."""
    rest = set(characters)
    for source in sources:
        rest -= covered(source, rest, cache)
        if not rest:
            break
    return frozenset(rest - INVISIBLE)


def share(sources: Sequence[Source], characters: Iterable[str], cache: Path) -> dict[Source, str]:
    """*characters* (sorted) by the source that draws them: the first one that can. Sources without any are left out."""
    rest = set(characters) - INVISIBLE
    shares = {}
    for source in sources:
        mine = covered(source, rest, cache)
        if mine:
            shares[source] = "".join(sorted(mine))
            rest -= mine
    return shares


def covered(source: Source, characters: Iterable[str], cache: Path) -> set[str]:
    """Those of *characters* that a cut of *source* can draw, in both weights."""
    found = set(characters)
    for path in {source.regular, source.bold} if found else ():
        listed = _characters(path, digest(path, cache), cache)
        found = {character for character in found if _stands(character, listed) or is_added(character, listed)}
    return found


@lru_cache(maxsize=8)
def _characters(path: Path, sha256: str, cache: Path) -> str:
    """The characters of a font, by their codes: as a set they would take some megabytes in every worker."""
    return kept(cache / "fonts" / f"{sha256}.characters", lambda: _listed(path)).decode()


def _stands(character: str, listed: str) -> bool:
    place = bisect_left(listed, character)
    return listed[place : place + 1] == character


def _listed(path: Path) -> bytes:
    return "".join(map(chr, characters_of(path))).encode()


def _finding(text: Text, characters: list[str], sources: Sequence[Source]) -> Finding:
    named = ", ".join(_named(character) for character in characters[:_NAMED])
    more = f" and {len(characters) - _NAMED} more" if len(characters) > _NAMED else ""
    families = ", ".join(source.family for source in sources)
    return Finding(
        Severity.ERROR,
        "coverage",
        text.place,
        f"no font for '{text.language}' has {named}{more} (message '{text.key}')",
        f"asked: {families}; write another character, or name a font that has it in the settings",
        text.key,
        text.language,
    )


def _named(character: str) -> str:
    name = unicodedata.name(character, "unnamed")
    shown = f" '{character}'" if character.isprintable() else ""
    return f"U+{ord(character):04X} {name}{shown}"
