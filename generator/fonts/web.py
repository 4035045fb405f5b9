"""A cut font -> WOFF2 for the website."""

from hashlib import sha256
from pathlib import Path

from generator.store import code, kept, key, version


def woff2(ttf: bytes, cache: Path) -> bytes:
    """The font *ttf* as WOFF2 (W3C WOFF File Format 2.0), always the same bytes for the same font.

    Compressing takes a tenth of a second for a Chinese font, so the result is cached by the font's hash.
    """
    name = key(code("fonts"), version("fontTools"), version("brotli"), sha256(ttf).hexdigest())
    return kept(cache / "fonts" / f"{name}.woff2", lambda: _packed(ttf))


def _packed(ttf: bytes) -> bytes:
    from .pack import packed  # imports fontTools

    return packed(ttf)
