"""Editions -> website: which page lies where, what it leads to, and what dresses it.

Every address inside is relative, so that the folder works under any host and path, and from a disk. Nothing is loaded
from elsewhere, and names of assets carry the hash of their content, so that browsers may keep them for ever.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from hashlib import sha256
from posixpath import dirname, relpath

from jinja2 import Environment

from generator.edition import Edition, Language
from generator.formats import Alternate, Download, Page, html, json, templates
from generator.formats.templates import GLYPHS, View

CHOOSER = "index.html"
ASSETS = "assets"
DOWNLOADS = {"pdf": ("application/pdf", "download-pdf"), "json": (json.MEDIA_TYPE, "download-data")}
"""The formats to which a page leads: media type, and label in interface.yaml."""

REGULAR = 400


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
    """What the pages of a language wear: paths in the site of style sheets and of the font to load first, and the files."""

    stylesheets: tuple[str, ...]
    preloads: tuple[str, ...]
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in a list, and where it lies from there."""

    edition: Edition
    href: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A language in the chooser: where its home lies, and what there is to read in it."""

    language: Language
    href: str
    entries: tuple[Entry, ...]


# Where things lie


def path(edition: Edition, format: str = "html") -> str:
    """Where an edition lies in the site, in one of its formats."""
    return f"{edition.language.tag}/{edition.document}/{file_name(edition, format)}"


def file_name(edition: Edition, format: str) -> str:
    """The name of an edition's file: a PDF is often met without its folder, so its name says all, in ASCII."""
    match format:
        case "html":
            return "index.html"
        case "json":
            return json.NAME
        case _:
            number = re.sub(r"[^A-Za-z0-9.-]+", "-", edition.number).strip("-.") or edition.document
            return f"{number}_{edition.document}_{edition.language.tag}_{edition.revision}.{format}"


def home_path(language: Language) -> str:
    """Where the list of documents in a language lies."""
    return f"{language.tag}/index.html"


# What pages wear


def characters(editions: Iterable[Edition]) -> frozenset[str]:
    """Every character that a page of these editions may show; the editions of a page's other languages count by name."""
    found = set("".join(GLYPHS.values()) + "·()")
    for edition in editions:
        found.update(*_texts(edition))
    return frozenset(found)


def _texts(value: object) -> Iterator[str]:
    """The strings anywhere in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for each in value.values() for text in _texts(each))
    elif isinstance(value, tuple):
        yield from (text for each in value for text in _texts(each))
    elif is_dataclass(value):
        yield from (text for field in fields(value) for text in _texts(getattr(value, field.name)))


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
    first = [name for face, (name, _) in zip(faces, fonts, strict=True) if face.weight == REGULAR][:1]
    return Dress((common[0], own[0]), tuple(first), dict([common, own, *fonts]))


def _asset(name: str, content: bytes) -> tuple[str, bytes]:
    stem, _, suffix = name.rpartition(".")
    return f"{ASSETS}/{stem}.{sha256(content).hexdigest()[:12]}.{suffix}", content


def _slug(family: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", family.lower()).strip("-") or "font"


# Pages


def document_page(edition: Edition, siblings: Sequence[Edition], dress: Dress, formats: Iterable[str]) -> Page:
    """The place of an edition's page. *siblings* are the editions of the document in all its languages, this one too.

    *formats* are those in which the edition is built; the page leads to no file that isn't there.
    """
    here = path(edition)
    downloads = [
        Download(_href(path(edition, format), here), *DOWNLOADS[format])
        for format in DOWNLOADS
        if format in set(formats)
    ]
    alternates = [
        Alternate(other.language, _href(path(other), here), other.language == edition.language) for other in siblings
    ]
    return Page(
        home=_href(home_path(edition.language), here),
        chooser=_href(CHOOSER, here),
        stylesheets=_hrefs(dress.stylesheets, here),
        preloads=_hrefs(dress.preloads, here),
        alternates=tuple(alternates),
        downloads=tuple(downloads),
    )


def home(editions: Sequence[Edition], languages: Sequence[Language], dress: Dress, environment: Environment) -> bytes:
    """The list of the documents in one language: *editions* are all of that language, *languages* those of the site.

    Raises RenderError if the project's templates can't make it.
    """
    first = editions[0]
    here = home_path(first.language)
    page = Page(
        home=_href(here, here),
        chooser=_href(CHOOSER, here),
        is_home=True,
        stylesheets=_hrefs(dress.stylesheets, here),
        preloads=_hrefs(dress.preloads, here),
        alternates=tuple(
            Alternate(language, _href(home_path(language), here), language == first.language) for language in languages
        ),
    )
    values = {
        "language": first.language,
        "publisher": first.publisher,
        "entries": _entries(editions, here),
        "page": page,
        "view": View.of(first),
    }
    return templates.render(environment, "home.html.jinja", **values).encode()


def chooser(editions: Sequence[Edition], dresses: Mapping[str, Dress], environment: Environment) -> bytes:
    """The page at the site's root: every language by its own name. Its own few words are in the first one.

    Raises RenderError if the project's templates can't make it.
    """
    first = editions[0]
    by_language = _by_language(editions)
    sheets = [sheet for language in by_language for sheet in dresses[language.tag].stylesheets]
    values = {
        "language": first.language,
        "publisher": first.publisher,
        "choices": tuple(
            Choice(language, _href(home_path(language), CHOOSER), _entries(its, CHOOSER))
            for language, its in by_language.items()
        ),
        "stylesheets": tuple(dict.fromkeys(sheets)),
        "view": View.of(first),
    }
    return templates.render(environment, "chooser.html.jinja", **values).encode()


def indexes(editions: Sequence[Edition], dresses: Mapping[str, Dress], environment: Environment) -> dict[str, bytes]:
    """Everything in the site that is no edition: path -> content of the chooser, the homes and the assets.

    *editions* are all of the site, in the order in which lists show them; *dresses* go by language tag.
    Raises RenderError if the project's templates can't make it.
    """
    by_language = _by_language(editions)
    files = {CHOOSER: chooser(editions, dresses, environment)}
    for language, its in by_language.items():
        dress = dresses[language.tag]
        files[home_path(language)] = home(its, tuple(by_language), dress, environment)
        files |= dress.files
    return files


def _by_language(editions: Iterable[Edition]) -> dict[Language, list[Edition]]:
    found: dict[Language, list[Edition]] = {}
    for edition in editions:
        found.setdefault(edition.language, []).append(edition)
    return found


def _entries(editions: Iterable[Edition], here: str) -> tuple[Entry, ...]:
    return tuple(Entry(edition, _href(path(edition), here)) for edition in editions)


def _href(target: str, here: str) -> str:
    """The way from the page *here* to *target*, both from the site's root."""
    return relpath(target, dirname(here) or ".")


def _hrefs(targets: Iterable[str], here: str) -> tuple[str, ...]:
    return tuple(_href(target, here) for target in targets)
