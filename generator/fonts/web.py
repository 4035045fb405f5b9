"""A cut font -> WOFF2 for the website."""

from hashlib import sha256
from io import BytesIO
from pathlib import Path

from generator.store import code, kept, key, version


def woff2(ttf: bytes, cache: Path) -> bytes:
    """The font *ttf* as WOFF2 (W3C WOFF File Format 2.0), always the same bytes for the same font.

    Compressing takes up to half a second for a Chinese font, so the result is cached by the font's hash.
    """
    name = key(code("fonts"), version("fontTools"), version("brotli"), sha256(ttf).hexdigest())
    return kept(cache / "fonts" / f"{name}.woff2", lambda: _compressed(ttf))


def _compressed(ttf: bytes) -> bytes:
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(ttf), recalcTimestamp=False, recalcBBoxes=False)
    font.flavor = "woff2"
    result = BytesIO()
    font.save(result)
    return result.getvalue()
