"""Workbooks as such: cells that are text whatever they look like, files without a clock, and what people made of them.

A sheet is a table under a row of names. People sort rows, move, insert and delete columns, leave notes and totals; so a
cell is found by the name of its column, and by its usual place only where the names are gone.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from generator.errors import CatalogError, Place

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST = 32 * 2**20
"""Bytes of a workbook when unpacked: a hundred times what a thousand messages need."""

MOST_ROWS = 50_000
"""Rows of a sheet that are read; a stray cell at the end of a sheet would make a million of them."""

LONGEST = 32_767
"""Characters of a cell: the greatest number the format knows."""

FACE, SIZE = "Calibri", 11
"""The font of cells that say nothing of it, in points; what is said of a part must name it again."""

_NO_TITLE = re.compile(r"[\[\]:*?/\\']")
# ST_Xstring, ECMA-376 part 1, section 22.9.2.19; openpyxl leaves this to its users
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LINE, _TALLEST = 15, 409
"""Points: of a line, and the greatest height of a row that the format knows."""
_PLAIN = ("General", "@", "0")
"""Formats in which a number looks as it was typed; in any other, 50 % is 0.5."""


# Writing


def new() -> "Workbook":
    """A workbook without sheets."""
    import datetime

    from openpyxl import Workbook

    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    book.properties.creator = "servicedocs"
    # the clock is no input: the same texts give the same bytes
    book.properties.created = datetime.datetime(*_EPOCH[:3])  # noqa: DTZ001 - the format has no zone
    return book


def title(wanted: str, titles: set[str]) -> str:
    """A name for a sheet: at most 31 characters, no two of *titles* the same."""
    short = _NO_TITLE.sub("-", wanted)[:31]
    number = 1
    while short.lower() in titles:
        number += 1
        short = f"{short[: 30 - len(str(number))]}~{number}"
    titles.add(short.lower())
    return short


def put(cell: Any, text: str) -> None:
    """A text into a cell, as text: "=1+1" is no formula, "1-2" typed over it no date."""
    # Any: openpyxl's cells take every kind of value
    cell.value = escaped(text) or None
    cell.number_format = "@"
    if text:
        cell.data_type = "s"


def escaped(text: str) -> str:
    """A text as a cell holds it."""
    return _TO_ESCAPE.sub("_x005F_", text).replace("\r", "_x000D_")


def lay_out(sheet: "Worksheet", columns: Sequence[tuple[str, int]], hidden: int, frozen: int) -> None:
    """Widths in characters; the last *hidden* columns are, the first row and what is left of column *frozen* stay in view.

    The sheet is locked but for cells that say otherwise. On paper it lies across, as wide as the page.
    """
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for column, (_, width) in enumerate(columns, 1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width = width
        dimension.hidden = column > len(columns) - hidden
    sheet.freeze_panes = f"{get_column_letter(frozen)}2"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    # programs differ in whether they fit rows to their texts when they open a file
    for number, row in enumerate(sheet.iter_rows(max_col=len(columns) - hidden), 1):
        lines = (_lines(str(cell.value or ""), width) for cell, (_, width) in zip(row, columns, strict=False))
        sheet.row_dimensions[number].height = min(_LINE * max(lines, default=1), _TALLEST)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column: about as many characters as it is wide, half as many of East Asia."""
    sizes = (sum(1 + (east_asian_width(sign) in "WF") for sign in line) for line in text.split("\n"))
    return sum(1 + size // width for size in sizes)


def saved(book: "Workbook") -> bytes:
    """The bytes of a workbook, without the moment in which it was saved."""
    if not book.worksheets:
        book.create_sheet("empty")
    data = io.BytesIO()
    book.save(data)
    made = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", content)
            entry = zipfile.ZipInfo(member.filename, _EPOCH)
            new.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()


# Reading


@dataclass(frozen=True, slots=True)
class Cell:
    """What a person left in a cell: *text*, or a *fault* where it is none."""

    text: str = ""
    fault: str = ""
    place: Place = field(default=Place(""))
    name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row by the names of their columns; one that the sheet does not have is empty."""

    cells: Mapping[str, Cell]
    place: Place

    def __getitem__(self, column: str) -> Cell:
        return self.cells.get(column, Cell(place=self.place))

    def faults(self, *columns: str) -> tuple[str, ...]:
        """What is wrong with some cells."""
        return tuple(f"{cell.name} {cell.fault}" for cell in map(self.__getitem__, columns) if cell.fault)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its title, whether its columns are *named*, and the rows that are not empty."""

    title: str
    named: bool
    rows: tuple[Row, ...]


def sheets(data: bytes, file: str, columns: Sequence[str]) -> tuple[Sheet, ...]:
    """The sheets of a workbook that came back; *columns* are the usual ones, of which the first tells the row of names.

    Raises CatalogError if it can't be trusted or read.
    """
    _trusted(data, file)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data))
    except (ValueError, KeyError, OSError, zipfile.BadZipFile, SyntaxError, TypeError, AttributeError) as error:
        # whatever a damaged part makes the library stumble over
        problem = f"no readable workbook: {type(error).__name__}"
        raise CatalogError.at(Place(file), problem, "save it again as .xlsx") from None
    return tuple(_sheet(sheet, file, columns) for sheet in book.worksheets)


def _trusted(data: bytes, file: str) -> None:
    """Raises CatalogError if the archive unpacks to more than it may, or declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > LARGEST or len(members) > 2_000:
                hint = "no workbook of ours is so large; do not open it"
                raise CatalogError.at(Place(file), f"unpacks to more than {LARGEST // 2**20} MB", hint)
            for member in members:
                if member.filename.endswith((".xml", ".rels", ".vml")):
                    _no_entities(archive.read(member).replace(b"\0", b""), member.filename, file)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        hint = "save it again as .xlsx, without a password"
        raise CatalogError.at(Place(file), f"no readable workbook: {error}", hint) from None


def _no_entities(content: bytes, name: str, file: str) -> None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        hint = "a workbook has none (ECMA-376 forbids it); do not open it"
        raise CatalogError.at(Place(file), f"{name} defines a document type of its own", hint)


def _sheet(sheet: "Worksheet", file: str, columns: Sequence[str]) -> Sheet:
    if sheet.max_row > MOST_ROWS:
        hint = "delete the empty rows below the texts"
        raise CatalogError.at(Place(file, sheet.max_row), f"the sheet {sheet.title} has {sheet.max_row} rows", hint)
    rows = [[cell for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    named = next((row for row in rows if columns[0] in map(_name, row)), None)
    # column number -> name
    names = {cell.column: _name(cell) for cell in named} if named else dict(enumerate(columns, 1))
    return Sheet(sheet.title, named is not None, tuple(_rows(sheet, rows, named, names, file)))


def _rows(
    sheet: "Worksheet", rows: Sequence[Sequence[Any]], named: object, names: Mapping[int, str], file: str
) -> Iterator[Row]:
    for row in rows:
        if row and row is not named:
            cells = {names[cell.column]: _cell(cell, sheet.title, file) for cell in row if cell.column in names}
            yield Row(cells, Place(file, row[0].row))


def _name(cell: Any) -> str:
    """The name of a column, without what is added to it: ``translation`` for "translation: Deutsch (de)"."""
    return re.split(r" ?[:(]", str(cell.value), maxsplit=1)[0].strip().lower()


def _cell(cell: Any, title: str, file: str) -> Cell:
    name, place = f"{title}!{cell.coordinate}", Place(file, cell.row, cell.column)
    value: object = cell.value
    if cell.data_type == "f":
        return Cell("", "holds a formula", place, name)
    if isinstance(value, bool) or cell.data_type in ("e", "d"):
        return Cell("", f"holds no text ({value})", place, name)
    if isinstance(value, int | float):
        # a figure typed alone; programs make a number of it
        if cell.number_format not in _PLAIN:
            return Cell("", f"holds a number that is shown in another way ({cell.number_format})", place, name)
        return Cell(f"{value:g}" if isinstance(value, float) else str(value), "", place, name)
    return Cell(_ESCAPE.sub(lambda match: chr(int(match[1], 16)), str(value)), "", place, name)
