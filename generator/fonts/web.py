"""A cut font -> WOFF2 for the website."""

from functools import cache, partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

from generator.store import code, kept, key, version


def woff2(ttf: bytes, cache: Path) -> bytes:
    """The font *ttf* as WOFF2 (W3C WOFF File Format 2.0), always the same bytes for the same font.

    Compressing takes a tenth of a second for a Chinese font, so the result is cached by the font's hash.
    """
    name = key(code("fonts"), version("fontTools"), version("brotli"), sha256(ttf).hexdigest())
    return kept(cache / "fonts" / f"{name}.woff2", lambda: _compressed(ttf))


def _compressed(ttf: bytes) -> bytes:
    from fontTools.ttLib import TTFont

    _press_less_hard()
    font = TTFont(BytesIO(ttf), recalcTimestamp=False, recalcBBoxes=False)
    font.flavor = "woff2"
    result = BytesIO()
    font.save(result)
    return result.getvalue()


@cache
def _press_less_hard() -> None:
    """Have fontTools, which can't be told how hard to press, ask Brotli for less than the hardest.

    That takes half of the time, and fonts grow by half a per cent; one step less would bring Korean over its budget.
    """
    from fontTools.ttLib import woff2

    woff2.brotli = SimpleNamespace(**{**vars(woff2.brotli), "compress": partial(woff2.brotli.compress, quality=10)})
