"""The facts read back out of what was built: pages and PDFs of every language hold the matrix of the content.

Nothing of the walk is believed. A cell's words are taken from the page as a screen reader takes them, turned back into
the fact that has these words in the language, and held against the fact of the content; so every language is held
against every other. In a PDF the words of each row must follow its head, in the order of the columns.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from generator.edition import Cell, Edition, Json, Mark, Row, Table, plain
from generator.errors import Finding, Place, Severity

CODE = "parity"
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
MARKS = {Mark.YES: "✓", Mark.NO: "–"}
_SILENT = re.compile("[\\s\u00ad\u200b\u2060\ufeff\ufffe\u2010\u2011-]+")
"""White space, and hyphens, which a line's end may bring or take."""


def compare(editions: Sequence[Edition], built: Path, path: Callable[[Edition, str], str]) -> Iterator[Finding]:
    """An error for each cell of an output folder's pages and PDFs that doesn't say the fact of the content.

    *path* tells where an edition lies in the site in the format "html" or "pdf". Files that were not built are passed
    over; a folder without any is an error.
    """
    root = built / "site" if (built / "site").is_dir() else built
    papers = [paper for edition in editions if (paper := root / path(edition, "pdf")).is_file()]
    readable = find_spec("pypdfium2") is not None
    if papers and not readable:
        hint = "install it with: pip install 'servicedocs[parity]'"
        place = Place(papers[0].relative_to(built).as_posix())
        yield Finding(Severity.ERROR, CODE, place, "reading PDFs back needs the library pypdfium2", hint)
    read = len(papers)
    for edition in editions:
        words = Words.of(edition)
        yield from words.collisions
        page, paper = root / path(edition, "html"), root / path(edition, "pdf")
        if page.is_file():
            read += 1
            yield from in_page(edition, page.read_text("utf-8", "replace"), words, page.relative_to(built).as_posix())
        if paper.is_file() and readable:
            yield from in_paper(edition, paper, paper.relative_to(built).as_posix())
    if not read:
        hint = "run: servicedocs build, and name its output folder"
        yield Finding(Severity.ERROR, CODE, Place(built.name or "."), "no page and no PDF to read back", hint)


@dataclass(frozen=True, slots=True)
class Words:
    """The facts of an edition by their words; *collisions* tell where two facts read alike."""

    facts: Mapping[str, Json]
    collisions: tuple[Finding, ...] = field(default=())

    @classmethod
    def of(cls, edition: Edition) -> "Words":
        facts: dict[str, Json] = {}
        collisions = []
        for table in edition.tables():
            for cell in _cells(table):
                words = _folded(plain(cell.phrase.content))
                known = facts.setdefault(words, cell.fact)
                if known != cell.fact:
                    problem = f"'{plain(cell.phrase.content)}' stands for {_told(known)} and for {_told(cell.fact)}"
                    hint = "two facts need two wordings; see the vocabulary's translations"
                    place = Place(f"locales/{edition.language.locale}")
                    collisions.append(_finding(edition, place, problem, hint))
        return cls(facts, tuple(collisions))


def in_page(edition: Edition, markup: str, words: Words, file: str) -> Iterator[Finding]:
    """The cells of a page against those of the edition."""
    reader = _Page()
    reader.feed(markup)
    for table in edition.tables():
        for row in _rows(table):
            for cell in row.cells:
                said = reader.cells.get(cell.headers)
                if said is None:
                    yield _wrong(edition, file, table, row, cell, "is not in the page")
                elif _folded(said) not in words.facts:
                    yield _wrong(edition, file, table, row, cell, f"reads '{said}', which are the words of no fact")
                elif (fact := words.facts[_folded(said)]) != cell.fact:
                    yield _wrong(edition, file, table, row, cell, f"says {_told(fact)}, the content {_told(cell.fact)}")
        known = {cell.headers for cell in _cells(table)}
        for headers in reader.cells:
            if headers[-1].startswith(f"{table.id}-") and headers not in known:
                problem = f"the page has a cell under {' and '.join(headers)}, the content has none"
                yield _finding(edition, Place(file), problem, "build it again")


class _Page(HTMLParser):
    """The words of every cell by the ids of its heads, without what is hidden from ears."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: dict[tuple[str, ...], str] = {}
        self.headers: tuple[str, ...] = ()
        self.open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "td" and given.get("headers"):
            self.headers = tuple((given["headers"] or "").split())
            self.cells[self.headers] = ""
            self.open = []
        if self.headers and tag not in VOID:
            self.open.append(given.get("aria-hidden") == "true")

    def handle_endtag(self, tag: str) -> None:
        if self.headers and self.open:
            self.open.pop()
        if tag == "td":
            self.headers = ()

    def handle_data(self, data: str) -> None:
        if self.headers and not any(self.open):
            self.cells[self.headers] += data


def in_paper(edition: Edition, file: Path, name: str) -> Iterator[Finding]:
    """The rows of a PDF's text against those of the edition."""
    try:
        text = _folded(_text(file))
    except RuntimeError as error:
        # PdfiumError is one
        yield _finding(edition, Place(name), f"can't be read: {error}", "build it again")
        return
    at = 0
    for table in edition.tables():
        at = max(at, text.find(_folded(f"{table.label}{plain(table.caption.content)}"), at))
        rows = list(_rows(table))
        for row, following in zip(rows, [*rows[1:], None], strict=True):
            begin = text.find(_head(row), at)
            if begin < 0:
                yield _wrong(edition, name, table, row, None, "is not in the PDF's text where it belongs")
                continue
            at = begin + len(_head(row))
            end = text.find(_head(following), at) if following else -1
            yield from _in_row(edition, name, table, row, text[at : end if end >= 0 else len(text)])


def _in_row(edition: Edition, file: str, table: Table, row: Row, text: str) -> Iterator[Finding]:
    """The words of the cells right after each other; a mark counts as its word. The first cell that differs is named."""
    said = ""
    for cell in row.cells:
        words = plain(cell.phrase.content)
        choices = {_folded(words), MARKS.get(cell.mark, _folded(words))}
        said += f"(?:{'|'.join(sorted(map(re.escape, choices)))})"
        if not re.search(said, text):
            problem = f"the PDF does not say {_told(cell.fact)} ('{words}') there"
            yield _wrong(edition, file, table, row, cell, problem)
            return


def _text(file: Path) -> str:
    """The text of a PDF's pages in the order of their content."""
    # a library that brings no types, and that only this needs
    pdfium = import_module("pypdfium2")
    with pdfium.PdfDocument(file) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def _head(row: Row) -> str:
    return _folded(plain(row.head.phrase.content))


def _rows(table: Table) -> Iterator[Row]:
    for group in table.groups:
        yield from group.rows


def _cells(table: Table) -> Iterator[Cell]:
    for row in _rows(table):
        yield from row.cells


def _folded(text: str) -> str:
    return _SILENT.sub("", text)


def _told(fact: Json) -> str:
    if isinstance(fact, Mapping):
        return " ".join(_told(value) for name, value in fact.items() if name != "type") or str(fact.get("type"))
    if isinstance(fact, tuple):
        return ", ".join(_told(each) for each in fact)
    return str(fact)


def _wrong(edition: Edition, file: str, table: Table, row: Row, cell: Cell | None, problem: str) -> Finding:
    severity = "" if row.severity is None else f", severity {row.severity}"
    under = f" under {cell.id.removeprefix(row.head.id + '-')}" if cell else ""
    where = f"{table.id}, {row.feature}{severity}{under}"
    return _finding(edition, Place(file), f"{where}: {problem}", "build it again; if it stays, the press is at fault")


def _finding(edition: Edition, place: Place, problem: str, hint: str) -> Finding:
    return Finding(Severity.ERROR, CODE, place, problem, hint, language=edition.language.tag)
