"""What an edition is pressed with, the same for every format."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment

from generator.edition import Edition, Json, Language
from generator.formats.pdf import Face


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in a language; *current* marks the one on which it is told.

    *href* is the way there, "" where the page is missing in the language; *url* the address for other programs.
    """

    language: Language
    href: str
    current: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """The same edition in another format; *label* names it in interface.yaml, *format* is its short name.

    *size* is in bytes, *pages* counts those of a PDF; 0 where nobody knows yet.
    """

    href: str
    media_type: str
    label: str
    format: str = ""
    size: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Former:
    """Another edition of the same document: its *date* as the language writes it, and the way there."""

    date: str
    href: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The pages around a document, "" where there is none.

    *comparison* shows its offerings side by side, *editions* lists them with the time for which each applied, *changes*
    tells what became different. *permanent* is where this edition lies for ever, *current* where the one lies that applies
    now; *former* is the edition that this one replaced. *beside* shows the document in two languages.
    """

    comparison: str = ""
    editions: str = ""
    changes: str = ""
    permanent: str = ""
    current: str = ""
    former: Former | None = None
    beside: tuple[Alternate, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The place of a web page among others. Every address is relative to the page.

    *home* leads to the documents in the page's language, *chooser* to those in all ("" if there is none). *canonical* is
    the page's one address, or that of the page of which it is a copy, *default* the one for readers of no language of
    ours, *feed* that of the changes, *schema* describes the data. *is_listed* is false for a copy, and for a page that
    search engines should leave alone. *linked_data* is a description in the words of schema.org. *wears* are class names
    by which style sheets know the page.
    """

    home: str
    chooser: str = ""
    is_home: bool = False
    stylesheets: tuple[str, ...] = ()
    preloads: tuple[str, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    downloads: tuple[Download, ...] = ()
    canonical: str = ""
    default: str = ""
    feed: str = ""
    schema: str = ""
    is_listed: bool = True
    linked_data: Json = None
    wears: str = ""
    neighbours: Neighbours = field(default_factory=Neighbours)


@dataclass(frozen=True, slots=True)
class Press:
    """Templates, and what only some formats take: the place of a web page; the dress of a PDF.

    *stylesheets* are the texts that dress a PDF after those of `templates/`: the sheet's size and the language's look.
    *faces* are the cut fonts, in the order in which they are asked for a character. The folder *cache* keeps where words
    may be parted; it makes PDFs quicker and changes no byte.
    """

    templates: Environment
    page: Page = field(default_factory=lambda: Page(home=""))
    stylesheets: tuple[str, ...] = ()
    faces: tuple[Face, ...] = ()
    cache: Path | None = None


Render = Callable[[Edition, Press], bytes]
