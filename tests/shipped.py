"""The documents that ship, pressed: every edition in every language, and its PDF.

They are pressed when a test asks for them, straight from content and catalogs, as a release and on the publication's paper.
"""

from functools import lru_cache
from pathlib import Path

from generator import catalogs, content, fonts
from generator.edition import Edition, Paragraph, Phrase, Section, Table
from generator.formats import FORMATS, Press, paper, templates
from generator.localize import localize

ROOT = Path(__file__).resolve().parent.parent


@lru_cache
def editions() -> tuple[Edition, ...]:
    publication = content.read(ROOT)
    settings = catalogs.languages(ROOT)
    known = [catalogs.read(ROOT, each, publication) for each in settings]
    return tuple(
        localize(document, publication, catalog, settings[0], draft=False)
        for catalog in known
        for document in publication.documents
    )


def names() -> list[str]:
    return [f"{edition.document}-{edition.language.tag}" for edition in editions()]


@lru_cache
def pdf(number: int, *extra: str, size: str = "") -> bytes:
    """The PDF of an edition by its number, dressed with *extra* style sheets."""
    edition = editions()[number]
    environment = templates.environment(ROOT)
    look = ROOT / "locales" / edition.language.locale / "style.css"
    sheet = templates.stylesheet(environment, f"paper-{size or content.read(ROOT).paper}")
    faces = fonts.faces(fonts.stack(edition.language.tag), set(paper.markup(edition, environment)), ROOT / ".cache")
    sheets = (sheet, look.read_text("utf-8") if look.is_file() else "", *extra)
    press = Press(environment, stylesheets=sheets, faces=faces, cache=ROOT / ".cache")
    return FORMATS["pdf"](edition, press)


def sections(edition: Edition) -> list[Section]:
    """All sections, in reading order."""

    def walk(found: tuple[Section, ...]) -> list[Section]:
        return [each for section in found for each in (section, *walk(section.sections))]

    return walk(edition.sections)


def paragraphs(edition: Edition) -> list[Phrase]:
    """What stands in paragraphs."""
    return [block.phrase for section in sections(edition) for block in section.blocks if isinstance(block, Paragraph)]


def drawn(edition: Edition) -> list[str]:
    """Every text that is drawn: cells that draw a mark have none."""
    marked = {cell.phrase for table in edition.tables() for row in rows(table) for cell in row.cells if cell.mark}
    words = {id(phrase) for phrase in edition.interface.values()} | {id(edition.description)}
    return [str(phrase) for phrase in edition.phrases() if id(phrase) not in words and phrase not in marked]


def rows(table: Table) -> list:
    return [row for group in table.groups for row in group.rows]
