"""What an edition is pressed with, the same for every format."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment

from generator.edition import Edition, Language
from generator.formats.pdf import Face


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in a language; *current* marks the one on which it is told."""

    language: Language
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Download:
    """The same edition in another format; *label* names it in interface.yaml."""

    href: str
    media_type: str
    label: str


@dataclass(frozen=True, slots=True)
class Page:
    """The place of a web page among others. Every address is relative to the page.

    *home* leads to the documents in the page's language, *chooser* to those in all ("" if there is none).
    """

    home: str
    chooser: str = ""
    is_home: bool = False
    stylesheets: tuple[str, ...] = ()
    preloads: tuple[str, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    downloads: tuple[Download, ...] = ()


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
