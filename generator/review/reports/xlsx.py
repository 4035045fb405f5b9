"""What is open, as a workbook for people without git; ``review.decisions`` takes in what comes back in it.

A sheet for each language, locked but for the columns to write in, and one for what else changed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.catalogs.ledger import Approval, digest
from generator.errors import CatalogError
from generator.exchange import require, workbook
from generator.exchange.workbook import LONGEST
from generator.review import Review
from generator.review.decide import VERBS
from generator.review.decisions import COLUMNS, HIDDEN, OPEN
from generator.review.reports.data import Data, data, unchecked

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SETTLED = (Approval.APPROVED, Approval.WAIVED)

_FACTS = (("class", 11), ("what", 14), ("change", 12), ("name", 40), ("before", 40), ("now", 40), ("stands in", 50))
_INK = {"removed": "00A8071A", "added": "00135200"}


def render(review: Review) -> bytes:
    """The workbook of a review: what is not settled, worst first, and what else changed.

    Raises CatalogError if a text is longer than a cell can be, or the library for workbooks is missing.
    """
    require("openpyxl", "xlsx")
    told = data(review)
    book = workbook.new()
    titles: set[str] = set()
    for tag in review.languages:
        rows = tuple(_waiting(review, told, tag))
        if rows:
            _sheet(book.create_sheet(workbook.title(tag, titles)), rows, unchecked(told) if review.unchecked else "")
    if told["changes"]:
        _facts(book.create_sheet(workbook.title("facts", titles)), told["changes"])
    return workbook.saved(book)


def _waiting(review: Review, told: Data, tag: str) -> Iterator[tuple[Any, ...]]:
    """The cells of each text of a language about which somebody has to decide."""
    units = {unit.name: unit for unit in review.units}
    for message in told["messages"]:
        now = units[message["name"]].after
        each = next((each for each in message["translations"] if each["language"] == tag), None)
        if now is None or each is None or each["state"] in SETTLED:
            continue
        findings = "\n".join(f"{finding['severity']}: {finding['problem']}" for finding in each["findings"])
        cells = (
            "",
            "",
            "",
            message["name"],
            message["class"] or each["class"] or "",
            each["state"],
            _Marked(message["diff"], "removed"),
            _Marked(message["diff"], "added"),
            _Marked(each["diff"], "removed"),
            _Marked(each["diff"], "added"),
            findings,
            "\n".join(" › ".join(filter(None, where.values())) for where in message["where"]),
            f"{tag}|{message['name']}",
            digest(now.text, now.plural),
            digest(*each["after"]),
        )
        if any(len(str(cell)) > LONGEST for cell in cells):
            problem = f"'{message['name']}' is longer than a cell can be ({LONGEST} characters)"
            raise CatalogError.at(now.place, problem, "review it in a browser: --format html")
        yield cells


@dataclass(frozen=True, slots=True)
class _Marked:
    """One side of a comparison: its words, with those marked that the other side does not have."""

    forms: Sequence[Sequence[Data]]
    side: str

    def pieces(self) -> Iterator[tuple[bool, str]]:
        """The pieces of the text, and whether each is marked."""
        started = False
        for form in self.forms:
            pieces = [piece for piece in form if piece["op"] in ("kept", self.side)]
            if pieces and started:
                yield False, "\n"
            yield from ((piece["op"] == self.side, piece["text"]) for piece in pieces)
            started |= bool(pieces)

    def __str__(self) -> str:
        return "".join(text for _, text in self.pieces())


def _sheet(sheet: "Worksheet", rows: Sequence[tuple[Any, ...]], unchecked: str) -> None:
    from openpyxl.styles import PatternFill, Protection
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    fill = PatternFill("solid", fgColor="FFF8DC")
    _table(sheet, [f"{name} ({unchecked})" if unchecked and name == "findings" else name for name, _ in COLUMNS], rows)
    for row in sheet.iter_rows(min_row=2, max_col=OPEN):
        for cell in row:
            cell.protection = Protection(locked=False)
            cell.fill = fill
    choice = DataValidation("list", formula1=f'"{",".join(VERBS)}"', allow_blank=True)
    choice.error = f"One of: {', '.join(VERBS)}."
    sheet.add_data_validation(choice)
    choice.add(f"A2:A{len(rows) + 1}")
    workbook.lay_out(sheet, COLUMNS, HIDDEN, OPEN + 1)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS) - HIDDEN)}{len(rows) + 1}"
    sheet.protection.autoFilter = False


def _facts(sheet: "Worksheet", changes: Sequence[Data]) -> None:
    rows = [
        (
            each["class"],
            each["kind"],
            each["action"],
            each["name"],
            each["before"],
            each["after"],
            "\n".join(" › ".join(filter(None, where.values())) for where in each["where"]),
        )
        for each in changes
    ]
    _table(sheet, [name for name, _ in _FACTS], rows)
    workbook.lay_out(sheet, _FACTS, 0, 1)


def _table(sheet: "Worksheet", names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    from openpyxl.styles import Alignment, Font

    for number, cells in enumerate([tuple(names), *rows], 1):
        for column, value in enumerate(cells, 1):
            cell = sheet.cell(number, column)
            workbook.put(cell, str(value))
            if isinstance(value, _Marked) and str(value):
                cell.value = _rich(value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(workbook.FACE, workbook.SIZE, bold=True)


def _rich(marked: _Marked) -> Any:
    # Any: rich text is a list of strings and blocks, for which openpyxl has no type
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Color

    removed = marked.side == "removed"
    font = InlineFont(
        rFont=workbook.FACE,
        sz=workbook.SIZE,
        color=Color(_INK[marked.side]),
        strike=removed or None,
        u=None if removed else "single",
    )
    parts = ((is_marked, workbook.escaped(text)) for is_marked, text in marked.pieces() if text)
    return CellRichText(*(TextBlock(font, text) if is_marked else text for is_marked, text in parts))
