"""Source and characters -> the small static fonts that a document carries, cached by what they are made of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Place, RenderError
from generator.store import code, kept, key, version

from .coverage import covered, share
from .glyphless import HYPHEN_MINUS, HYPHENS, INVISIBLE, NO_BREAK_SPACE, SPACE, SPACES
from .opentype import advances, subset
from .source import BOLD, WEIGHTS, Source, digest

# What pages may show beside their text: numbers of pages and lists, hyphens of hyphenation, latin names and addresses.
ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0\u202f\u2010\u2011–—…•"


@dataclass(frozen=True, slots=True)
class Face:
    """What an @font-face rule needs: the family, the weight (400 or 700) and the static TrueType or OpenType font."""

    family: str
    weight: int
    ttf: bytes


def faces(
    sources: Sequence[Source], characters: Iterable[str], cache: Path, bold: Iterable[str] | None = None
) -> tuple[Face, ...]:
    """The faces that draw *characters*, and what every page needs, from *sources*: the first that has one draws it.

    A family per source, in order (the `font-family` list of the style sheet), each in both weights; the bold one with
    just the characters that stand in *bold*, where it is known which do.
    """
    return tuple(
        Face(source.family, weight, cut(source, mine, weight, cache))
        for source, weight, mine in weighted(sources, characters, cache, bold)
    )


def weighted(
    sources: Sequence[Source], characters: Iterable[str], cache: Path, bold: Iterable[str] | None = None
) -> Iterator[tuple[Source, int, frozenset[str]]]:
    """What each source draws in each weight, as `faces` takes them."""
    heavy = None if bold is None else {*ALWAYS, *bold}
    for source, mine in share(sources, {*ALWAYS, *characters}, cache).items():
        for weight in WEIGHTS:
            yield source, weight, frozenset(mine if heavy is None or weight < BOLD else heavy.intersection(mine))


def cut(source: Source, characters: Iterable[str], weight: int, cache: Path) -> bytes:
    """The static font of *source* at *weight* (400 or 700) with *characters* and the space, always the same bytes.

    Figures are tabular where the source has them so (the shipped ones do; others keep `tnum`). A source with `halt`
    gets `chws` (contextual half-width spacing). Each character has a glyph of its own, so that text copied from a PDF
    is the text that was set, and each hyphen is a hyphen. Default-ignorable characters get no glyph; none is needed.

    Raises RenderError if *source* can't be read, or lacks a character.
    """
    wanted = _wanted(characters)
    name = fingerprint(source, wanted, weight, cache)
    return kept(cache / "fonts" / f"{name}.ttf", lambda: _cut(source, wanted, weight, cache))


def fingerprint(source: Source, characters: Iterable[str], weight: int, cache: Path) -> str:
    """The hexadecimal SHA-256 of all that decides the bytes of a cut, known without cutting."""
    return key(
        code("fonts"),
        version("uharfbuzz"),
        version("fontTools"),
        source.family,
        source.narrowed,
        digest(source.path(weight), cache),
        weight,
        _wanted(characters),
    )


def _wanted(characters: Iterable[str]) -> str:
    # Without a space HarfBuzz can't hide the ignorable characters.
    return "".join(sorted({" ", *characters} - INVISIBLE))


def _cut(source: Source, characters: str, weight: int, cache: Path) -> bytes:
    lacking = set(characters) - covered(source, characters, cache)
    if lacking:
        listed = ", ".join(f"U+{ord(character):04X}" for character in sorted(lacking))
        raise RenderError.at(Place(source.path(weight).as_posix()), f"{source.family} has no glyph for {listed}")

    # Imports fontTools, which takes longer than all of a build with nothing to do.
    from .finish import finish

    path, codes = source.path(weight), set(map(ord, characters))
    redrawn = _redrawn(path, codes)
    static = subset(path, codes - redrawn.keys() | set(redrawn.values()), weight)
    return finish(static, source.family, weight, codes, redrawn, source.narrowed)


def _redrawn(path: Path, codes: set[int]) -> dict[int, int]:
    """Those of *codes* that are drawn with the glyph of another character: by code, the other code."""
    widths = advances(path, sorted(codes))
    # An East Asian U+2010 is a whole em wide; inside a Latin word that is a gap.
    hyphens = {code: HYPHEN_MINUS for code in codes & HYPHENS if widths.get(code, 1) >= 1}
    spaces = {code: SPACE for code in codes & {*SPACES, NO_BREAK_SPACE} if code not in widths}
    return hyphens | spaces
