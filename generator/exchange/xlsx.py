"""A workbook for people without a translator's program: a sheet for each catalog, locked but for two columns.

Whoever writes into the column of translations means it, so a text there counts as translated. A stale translation
therefore stands beside, not in that column: copied over it is confirmed, left alone it stays stale.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from generator.edition import State
from generator.errors import CatalogError, Place
from generator.exchange import workbook
from generator.exchange.units import Parcel, Returned, ReturnedUnit, Unit, offered_hash
from generator.exchange.workbook import LONGEST, Row, Sheet
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

_ID = re.compile(r"(?P<source>[^|]+)\|(?P<language>[^|]+)\|(?P<domain>[^|]+)\|(?P<id>.+)")


def write(parcel: Parcel) -> bytes:
    """The parcel's units as a workbook. Raises CatalogError if a text is longer than a cell can be."""
    book = workbook.new()
    titles: set[str] = set()
    for domain, units in groupby(parcel.units, lambda unit: unit.domain):
        _sheet(book.create_sheet(workbook.title(domain, titles)), tuple(units), parcel)
    return workbook.saved(book)


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
            workbook.put(cell, text)
            cell.alignment = theirs if column == TARGET else ours
            if row == 1:
                cell.font = Font(workbook.FACE, workbook.SIZE, bold=True)
            elif column in (TARGET, COMMENT):
                cell.protection = Protection(locked=False)
                cell.fill = open_fill
    for row, unit in enumerate(units, 2):
        if unit.limit:
            validation = DataValidation("textLength", operator="lessThanOrEqual", formula1=str(unit.limit))
            validation.error = f"At most {unit.limit} characters."
            sheet.add_data_validation(validation)
            validation.add(f"{get_column_letter(TARGET)}{row}")
    workbook.lay_out(sheet, COLUMNS, HIDDEN, TARGET)


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


# Reading


def read(data: bytes, file: str) -> Returned:
    """What came back in a workbook; its rows may be sorted, its columns moved, and any of them may be missing.

    Raises CatalogError if it can't be trusted or read.
    """
    sheets = workbook.sheets(data, file, [name for name, _ in COLUMNS])
    rows = [found for sheet in sheets for found in _rows(sheet)]
    languages = {(match["source"], match["language"]) for match, _ in rows if match}
    if len(languages) != 1:
        return Returned("", tuple(sorted(language for _, language in languages)), Place(file))
    source, language = languages.pop()
    return Returned(source, (language,), Place(file), tuple(unit for _, unit in rows))


def _rows(sheet: Sheet) -> Iterator[tuple[re.Match[str] | None, ReturnedUnit]]:
    """The units of a sheet; a row that somebody added below the names of ours is one without hashes."""
    for row in sheet.rows:
        match = _ID.fullmatch(row["id"].text)
        if match or (sheet.named and row["translation"].text):
            yield match, _returned(row, match)


def _returned(row: Row, match: re.Match[str] | None) -> ReturnedUnit:
    target, comment = row["translation"].text, row["comment"].text
    return ReturnedUnit(
        match["domain"] if match else "",
        match["id"] if match else row["key"].text,
        target,
        True if target else None,
        comment,
        row["source hash"].text,
        row["offered hash"].text,
        row["translation"].place,
        row.faults("translation", "comment"),
        row["source"].text,
    )
