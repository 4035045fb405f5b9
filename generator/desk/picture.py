"""A picture of the printed page on which a text stands, outlined; made in a process of its own."""

import re
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from typing import Any
from unicodedata import normalize

from generator.errors import Place, RenderError

NEEDED = ("pypdfium2", "PIL")
SCALE = 1.5
"""Pixels for each point: 108 in an inch."""

SHORTEST = 8
"""Letters that a part of a text has at least to be looked for alone."""

_SILENT = re.compile("[\\s\u00ad\u200b\u2060\ufeff\ufffe\x00-\x1f\u2010\u2011-]+")
_INK = (179, 38, 30)

Letter = tuple[int, int]
"""The page of a letter and its number there."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as PNG; *page* counts from 1, *found* is whether the text stands on it."""

    png: bytes
    page: int
    pages: int
    found: bool


def draw(pdf: bytes, text: str, *, last: bool = False) -> Picture:
    """The page with the first place of a text, or the *last*; the first page where it can't be found.

    Raises RenderError if the libraries that draw are not installed.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        hint = "install them with: pip install 'servicedocs[serve]'"
        raise RenderError.at(Place("."), f"pictures of pages need {', '.join(missing)}", hint)
    pdfium, images = import_module("pypdfium2"), import_module("PIL.ImageDraw")
    with pdfium.PdfDocument(pdf) as document:
        pages = [page.get_textpage() for page in document]
        place = _place(pages, text, last)
        number = place[0][0] if place else 0
        image = document[number].render(scale=SCALE).to_pil().convert("RGB")
        if place:
            boxes = [pages[number].get_charbox(index) for page, index in place if page == number]
            images.Draw(image).rectangle(_around(boxes, image.height), outline=_INK, width=3)
        written = BytesIO()
        image.save(written, "PNG")
        return Picture(written.getvalue(), number + 1, len(pages), bool(place))


def _place(pages: list[Any], text: str, last: bool) -> list[Letter]:
    """The letters of a text; of its beginning, where a page or a column breaks it."""
    told, letters = _letters(pages)
    wanted = _folded(text)
    while wanted:
        at = told.rfind(wanted) if last else told.find(wanted)
        if at >= 0:
            return letters[at : at + len(wanted)]
        shorter = len(wanted) // 2
        wanted = wanted[:shorter] if shorter >= SHORTEST else ""
    return []


def _letters(pages: list[Any]) -> tuple[str, list[Letter]]:
    """All letters of a document without blanks and hyphens, and where each stands."""
    raw = import_module("pypdfium2.raw")
    told, letters = [], []
    for number, page in enumerate(pages):
        for index in range(page.count_chars()):
            for letter in _folded(chr(raw.FPDFText_GetUnicode(page.raw, index))):
                told.append(letter)
                letters.append((number, index))
    return "".join(told), letters


def _folded(text: str) -> str:
    return _SILENT.sub("", normalize("NFKC", text))


def _around(boxes: list[tuple[float, float, float, float]], height: int) -> tuple[float, float, float, float]:
    """The rectangle around boxes (left, bottom, right, top in points from the lower left corner), in pixels."""
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return left * SCALE - 6, height - top * SCALE - 6, right * SCALE + 6, height - bottom * SCALE + 6
