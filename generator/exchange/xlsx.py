"""A workbook for people without a translator's program: a sheet for each catalog, locked but for two columns.

Whoever writes into the column of translations means it, so a text there counts as translated. A stale translation
therefore stands beside, not in that column: copied over it is confirmed, left alone it stays stale.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from generator.edition import State
from generator.errors import CatalogError, Place
from generator.exchange.units import Parcel, Returned, ReturnedUnit, Unit, offered_hash
from generator.memory import told

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COLUMNS = (
    ("key", 26),
    ("state", 11),
    ("source", 52),
    ("translation", 52),
    ("comment", 30),
    ("previous source", 34),
    ("previous translation", 34),
    ("note", 34),
    ("suggestions", 40),
    ("id", 8),
    ("source hash", 8),
    ("offered hash", 8),
)
"""The columns with their widths in characters; the last three are hidden."""

TARGET, COMMENT = 4, 5
HIDDEN = 3

LARGEST = 32 * 2**20
"""Bytes of a workbook when unpacked: a hundred times what a thousand messages need."""

MOST_ROWS = 50_000
"""Rows of a sheet that are read; a stray cell at the end of a sheet would make a million of them."""

LONGEST = 32_767
"""Characters of a cell: the greatest number the format knows."""

_ID = re.compile(r"(?P<source>[^|]+)\|(?P<language>[^|]+)\|(?P<domain>[^|]+)\|(?P<id>.+)")
_NO_TITLE = re.compile(r"[\[\]:*?/\\']")
# ST_Xstring, ECMA-376 part 1, section 22.9.2.19; openpyxl leaves this to its users
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write(parcel: Parcel) -> bytes:
    """The parcel's units as a workbook. Raises CatalogError if a text is longer than a cell can be."""
    import datetime

    from openpyxl import Workbook

    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    titles: set[str] = set()
    for domain, units in groupby(parcel.units, lambda unit: unit.domain):
        _sheet(book.create_sheet(_title(domain, titles)), tuple(units), parcel)
    if not book.worksheets:
        book.create_sheet("empty")
    book.properties.creator = "servicedocs"
    # the clock is no input: the same texts give the same bytes
    book.properties.created = datetime.datetime(*_EPOCH[:3])  # noqa: DTZ001 - the format has no zone
    data = io.BytesIO()
    book.save(data)
    return _timeless(data.getvalue())


def _timeless(data: bytes) -> bytes:
    """The workbook without the moment in which it was saved."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", content)
            entry = zipfile.ZipInfo(member.filename, _EPOCH)
            new.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()


def _title(domain: str, titles: set[str]) -> str:
    """A name for a sheet: at most 31 characters, no two the same."""
    short = _NO_TITLE.sub("-", domain)[:31]
    number = 1
    while short.lower() in titles:
        number += 1
        short = f"{short[: 30 - len(str(number))]}~{number}"
    titles.add(short.lower())
    return short


def _sheet(sheet: "Worksheet", units: Sequence[Unit], parcel: Parcel) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    names = [name for name, _ in COLUMNS]
    names[TARGET - 1] = f"{names[TARGET - 1]}: {parcel.settings.language.name} ({parcel.settings.language.tag})"
    names[TARGET - 2] = f"{names[TARGET - 2]} ({parcel.source})"
    open_fill = PatternFill("solid", fgColor="FFF8DC")
    ours = Alignment(wrap_text=True, vertical="top")
    theirs = Alignment(wrap_text=True, vertical="top", readingOrder=2 if _right_to_left(parcel) else 1)
    for row, cells in enumerate([tuple(names), *(_cells(unit, parcel) for unit in units)], 1):
        for column, text in enumerate(cells, 1):
            cell = sheet.cell(row, column)
            _put(cell, text)
            cell.alignment = theirs if column == TARGET else ours
            if row == 1:
                cell.font = Font(bold=True)
            elif column in (TARGET, COMMENT):
                cell.protection = Protection(locked=False)
                cell.fill = open_fill
    for row, unit in enumerate(units, 2):
        if unit.limit:
            validation = DataValidation("textLength", operator="lessThanOrEqual", formula1=str(unit.limit))
            validation.error = f"At most {unit.limit} characters."
            sheet.add_data_validation(validation)
            validation.add(f"{get_column_letter(TARGET)}{row}")
    for column, (_, width) in enumerate(COLUMNS, 1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width = width
        dimension.hidden = column > len(COLUMNS) - HIDDEN
    sheet.freeze_panes = f"{get_column_letter(TARGET)}2"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def _right_to_left(parcel: Parcel) -> bool:
    return parcel.settings.language.direction == "rtl"


def offered(unit: Unit) -> str:
    """What stands in the column of translations: a text that is not confirmed stands beside it."""
    return unit.target if unit.done else ""


def _cells(unit: Unit, parcel: Parcel) -> tuple[str, ...]:
    notes = "\n".join(text for category, text in unit.notes() if category != "previous-source")
    cells = (
        unit.id,
        str(unit.state),
        unit.source,
        offered(unit),
        unit.comment,
        unit.previous,
        unit.target if unit.state is State.STALE else "",
        notes,
        told(unit.suggestions),
        f"{parcel.source}|{parcel.settings.language.tag}|{unit.domain}|{unit.id}",
        unit.source_hash,
        offered_hash(offered(unit), unit.done, unit.comment),
    )
    if any(len(cell) > LONGEST for cell in cells):
        hint = "exchange it as XLIFF"
        raise CatalogError.at(unit.place, f"'{unit.key}' is longer than a cell can be ({LONGEST} characters)", hint)
    return cells


def _put(cell: Any, text: str) -> None:
    # Any: openpyxl's cells take every kind of value, of which only text is wanted; "=1+1" is no formula here
    cell.value = _TO_ESCAPE.sub("_x005F_", text).replace("\r", "_x000D_") or None
    if text:
        cell.data_type = "s"


# Reading


def read(data: bytes, file: str) -> Returned:
    """What came back in a workbook; its rows may be sorted, and rows may be missing.

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
    rows = [(match, unit) for sheet in book.worksheets for match, unit in _rows(sheet, file)]
    languages = {(match["source"], match["language"]) for match, _ in rows}
    if len(languages) != 1:
        return Returned("", ", ".join(sorted(language for _, language in languages)), Place(file))
    source, language = languages.pop()
    return Returned(source, language, Place(file), tuple(unit for _, unit in rows))


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


def _rows(sheet: "Worksheet", file: str) -> Iterator[tuple[re.Match[str], ReturnedUnit]]:
    first = len(COLUMNS) - HIDDEN
    if sheet.max_row > MOST_ROWS:
        hint = "delete the empty rows below the texts"
        raise CatalogError.at(Place(file, sheet.max_row), f"the sheet {sheet.title} has {sheet.max_row} rows", hint)
    for number, row in enumerate(sheet.iter_rows(max_col=len(COLUMNS)), 1):
        texts = [_Cell(cell.value, cell.data_type) for cell in row]
        if not (match := _ID.fullmatch(texts[first].text)):
            continue
        target, comment = texts[TARGET - 1], texts[COMMENT - 1]
        faults = tuple(
            f"{sheet.title}!{name}{number} {cell.fault}" for name, cell in (("D", target), ("E", comment)) if cell.fault
        )
        yield (
            match,
            ReturnedUnit(
                match["domain"],
                match["id"],
                target.text,
                None if not target.text else True,
                comment.text,
                texts[first + 1].text,
                texts[first + 2].text,
                Place(file, number, TARGET),
                faults,
            ),
        )


class _Cell:
    """What a person left in a cell: *text*, or a *fault* where it is none."""

    def __init__(self, value: object, type: str) -> None:
        self.text, self.fault = "", ""
        if type == "f":
            self.fault = "holds a formula"
        elif isinstance(value, bool) or type in ("e", "d"):
            self.fault = f"holds no text ({value})"
        elif isinstance(value, int | float):
            # a figure typed alone; programs make a number of it
            self.text = f"{value:g}" if isinstance(value, float) else str(value)
        elif value is not None:
            self.text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), str(value))
