"""What the pages of a language wear: style sheets and fonts, named by the hash of their content."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass, replace
from hashlib import sha256

from jinja2 import Environment

from generator.edition import (
    Calendar,
    Cell,
    Contact,
    Edition,
    Emphasis,
    Head,
    Item,
    Language,
    Notice,
    Paragraph,
    Phrase,
    Strong,
    TableNote,
)
from generator.formats import html, templates
from generator.formats.templates import GLYPHS
from generator.site.addresses import ASSETS

OWN = "·()/→"
"""Signs that pages bring themselves."""


@dataclass(frozen=True, slots=True)
class WebFace:
    """A cut font for the web: family, weight, and the file as WOFF2."""

    family: str
    weight: int
    woff2: bytes


@dataclass(frozen=True, slots=True)
class LinkedFace:
    """A font as a style sheet names it: *href* leads there from the style sheet."""

    family: str
    weight: int
    href: str


@dataclass(frozen=True, slots=True)
class Dress:
    """What the pages of a language wear: paths in the site of style sheets and of the fonts to load first, and the files."""

    stylesheets: tuple[str, ...]
    preloads: tuple[str, ...]
    files: Mapping[str, bytes]


# Characters


def characters(editions: Iterable[Edition]) -> frozenset[str]:
    """Every character that a page of these editions may show; the editions of a page's other languages count by name."""
    found = set("".join(GLYPHS.values()) + OWN)
    for edition in editions:
        found.update(*_texts(edition))
    return frozenset(found)


def bold_characters(editions: Iterable[Edition]) -> frozenset[str]:
    """Those of them that may stand in bold: all but the text of paragraphs, points, notes, cells, descriptions and links.

    A character that is missing here would be drawn by another font, so whatever is in doubt counts as bold.
    """
    found = set("".join(GLYPHS.values()) + OWN)
    for edition in editions:
        words = {key: phrase for key, phrase in edition.interface.items() if key not in LIGHT_WORDS | PAPER_WORDS}
        found.update(*_texts(replace(edition, interface=words), bold=True))
    return frozenset(found)


def _texts(value: object, *, bold: bool = False) -> Iterator[str]:
    """The strings anywhere in a value, in no order."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, tuple):
            waiting += each
        elif isinstance(each, Calendar):
            yield from (text.format(year="0123456789", day="") for text in (*each.months, *each.days))
        elif fields := getattr(type(each), "__dataclass_fields__", None):
            light = _LIGHT.get(type(each), ()) if bold else ()
            waiting += (getattr(each, field) for field in fields if field not in light)
            phrases = (phrase for field in light if isinstance(phrase := getattr(each, field), Phrase))
            yield from (text for phrase in phrases for text in _stressed(phrase.content))
        elif isinstance(each, Mapping):
            waiting += each.values()


_LIGHT: Mapping[type, tuple[str, ...]] = {
    Edition: ("description", "messages", "keywords"),
    Paragraph: ("phrase",),
    Item: ("phrase",),
    Notice: ("phrase",),
    Contact: ("phrase", "links"),
    TableNote: ("phrase",),
    Cell: ("phrase", "fact"),
    Head: ("summary",),
}
"""What of a value stands in the regular face, but for its stressed words."""

LIGHT_WORDS = frozenset(
    "back-to-documents beside compare-choose compare-differences download-csv download-data download-pdf edition-in-force"
    " editions-data editions-rule external-link feed first-edition former-edition in-force language-menu last-edition more"
    " no-changes no-translation not-found-hint not-stated pages permanent permanent-notice replaces skip-to-content"
    " successor".split()
)
"""Words of pages that templates draw in the regular face."""

PAPER_WORDS = frozenset(
    "change-no change-number change-page change-place deleted-text deletion-end deletion-start inserted-text insertion-end"
    " insertion-start list-of-changes moved-after moved-first moved-from page-of redline redline-between"
    " redline-gone-document redline-gone-language redline-marks redline-new-document redline-new-language table-continued"
    " working-copy".split()
)
"""Words that no page on the web shows; a PDF has fonts of its own."""


def _stressed(content: object) -> Iterator[str]:
    if isinstance(content, Strong | Emphasis):
        yield from _texts(content)
    elif isinstance(content, tuple):
        yield from (text for part in content for text in _stressed(part))
    elif is_dataclass(content) and hasattr(content, "content"):
        yield from _stressed(content.content)


# Files


def dress(environment: Environment, language: Language, look: str, faces: Sequence[WebFace]) -> Dress:
    """Style sheets and fonts for the pages of a language; *look* is the text of its own style sheet.

    Raises RenderError if the project has not all style sheets.
    """
    common = _asset("site.css", templates.stylesheet(environment, *html.STYLES).encode())
    fonts = [_asset(f"{_slug(face.family)}-{face.weight}.woff2", face.woff2) for face in faces]
    linked = [
        LinkedFace(face.family, face.weight, name.removeprefix(f"{ASSETS}/"))
        for face, (name, _) in zip(faces, fonts, strict=True)
    ]
    rules = templates.font_rules(environment, language, [face.family for face in faces], linked)
    own = _asset(f"{language.tag}.css", f"{rules}\n{look}".encode())
    # The first family draws nearly all: with both of its weights there before the page is drawn, no line moves.
    first = tuple(name for face, (name, _) in zip(faces, fonts, strict=True) if face.family == faces[0].family)
    return Dress((common[0], own[0]), first, dict([common, own, *fonts]))


def together(dresses: Iterable[Dress]) -> Dress:
    """What a page in several languages wears: all of their style sheets as one, so that a browser asks once."""
    each = tuple(dresses)
    parts = {sheet: dress.files[sheet] for dress in each for sheet in dress.stylesheets}
    name, content = _asset("all.css", b"\n".join(parts.values()))
    fonts = dict.fromkeys(font for dress in each for font in dress.preloads)
    return Dress((name,), tuple(fonts), {name: content})


def _asset(name: str, content: bytes) -> tuple[str, bytes]:
    stem, _, suffix = name.rpartition(".")
    return f"{ASSETS}/{stem}.{sha256(content).hexdigest()[:12]}.{suffix}", content


def _slug(family: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", family.lower()).strip("-") or "font"
