"""Where every page and file of the site lies, and the way from one to another.

A path is POSIX and counts from the site's root. Links are relative, so that the folder works under any host and path and
from a disk; what must be absolute (canonical addresses, alternates, site maps) is made of the site's base address.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from posixpath import commonprefix
from urllib.parse import urlsplit

from generator.edition import Edition, Language
from generator.formats import csv, json

CHOOSER = "index.html"
ASSETS = "assets"
SCHEMA = "matrix.schema.json"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
RECORD = "record.json"


# Editions


def path(edition: Edition, format: str = "html") -> str:
    """Where an edition lies in the site, in one of its formats, as long as no other takes its place."""
    return f"{folder(edition.language.tag, edition.document)}{file_name(edition, format)}"


def permanent_path(edition: Edition, format: str = "html") -> str:
    """Where an edition lies for ever, in one of its formats."""
    return f"{permanent_folder(edition.language.tag, edition.document, edition.revision)}{file_name(edition, format)}"


def file_name(edition: Edition, format: str) -> str:
    """The name of an edition's file: a PDF is often met without its folder, so its name says all, in ASCII."""
    match format:
        case "html":
            return "index.html"
        case "json":
            return json.NAME
        case "csv":
            return csv.NAME
        case _:
            number = re.sub(r"[^A-Za-z0-9.-]+", "-", edition.number).strip("-.")
            parts = (number, edition.document, edition.language.tag, edition.revision)
            return f"{'_'.join(part for part in parts if part)}.{format}"


def folder(tag: str, document: str) -> str:
    """The folder of a document in a language, with the slash at its end."""
    return f"{tag}/{document}/"


def permanent_folder(tag: str, document: str, revision: str) -> str:
    """The folder of one edition for ever, with the slash at its end."""
    return f"{folder(tag, document)}{revision}/"


# Pages about a document


def document_path(tag: str, document: str) -> str:
    """Where the edition of a document lies that applies now."""
    return f"{folder(tag, document)}index.html"


def comparison_path(tag: str, document: str) -> str:
    """Where its offerings stand side by side."""
    return f"{folder(tag, document)}compare/index.html"


def bilingual_path(tag: str, document: str, other: str) -> str:
    """Where it stands beside itself in another language."""
    return f"{folder(tag, document)}beside/{other}/index.html"


def editions_path(tag: str, document: str) -> str:
    """Where its editions are listed, with the time for which each applied."""
    return f"{folder(tag, document)}editions/index.html"


def dates_path(tag: str, document: str) -> str:
    """The same as data."""
    return f"{folder(tag, document)}editions/editions.json"


def standing_path(tag: str, document: str) -> str:
    """The style sheet by which permanent pages, which never change, say whether a later edition took their place."""
    return f"{folder(tag, document)}editions/standing.css"


def changes_path(tag: str, document: str) -> str:
    """Where it is told what changed from edition to edition."""
    return f"{folder(tag, document)}changes/index.html"


# Pages about a language


def home_path(language: Language) -> str:
    """Where the list of documents in a language lies."""
    return f"{language.tag}/index.html"


def feed_path(tag: str) -> str:
    """The feed of changes in a language."""
    return f"{tag}/changes.atom"


def error_path(tag: str = "") -> str:
    """What a host answers in a language where nothing lies; without a language, at the root."""
    return f"{tag}/404.html" if tag else "404.html"


# The way there


def href(target: str, here: str) -> str:
    """The way from the page *here* to *target*."""
    there, folder = target.split("/"), here.split("/")[:-1]
    shared = len(commonprefix((there, folder)))
    return "/".join((*(".." for _ in folder[shared:]), *there[shared:])) or "."


def hrefs(targets: Iterable[str], here: str) -> tuple[str, ...]:
    """The ways from the page *here*."""
    return tuple(href(target, here) for target in targets)


@dataclass(frozen=True, slots=True)
class Base:
    """The address at which readers find the site's root ("" where nobody said it), without the slash at its end."""

    address: str = ""

    @classmethod
    def of(cls, address: str) -> "Base":
        return cls(address.rstrip("/"))

    def url(self, path: str) -> str:
        """The absolute address of a path, a folder's page by the folder; "" where the base is unknown."""
        return f"{self.address}/{_served(path)}" if self.address else ""

    def link(self, path: str, here: str) -> str:
        """The address for other programs: absolute where that can be, else the way from *here*."""
        return self.url(path) or href(path, here)

    def rooted(self, path: str) -> str:
        """The way from whatever address a visitor asked for: from the root of the host."""
        return f"{urlsplit(self.address).path}/{path}"


def _served(path: str) -> str:
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path
