"""The HTML table model: which head cells each cell falls under.

Follows the HTML standard, 4.9.12 "Processing model": forming a table, and relationships between data and head cells.
Two liberties: a head with ``scope=colgroup`` heads the columns it spans, whether or not a ``colgroup`` element says so;
a head with ``scope=rowgroup`` stands over its rows, not in the columns that it happens to span.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element as Html


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and the slots it covers: rows and columns counted from 0; *group* numbers its thead, tbody or tfoot."""

    element: Html
    row: int
    column: int
    rowspan: int
    colspan: int
    group: int

    @property
    def is_head(self) -> bool:
        return self.element.tag == "th"

    @property
    def rows(self) -> range:
        return range(self.row, self.row + self.rowspan)

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self.colspan)


class Grid:
    """A table's cells by slot."""

    def __init__(self, table: Html) -> None:
        self.cells: list[Cell] = []
        self.slots: dict[tuple[int, int], Cell] = {}
        self.group_heads: dict[int, list[Cell]] = {}
        row = 0
        for number, rows in enumerate(_groups(table)):
            last = row + len(rows)
            for element in rows:
                self._fill(element, row, last, number)
                row += 1
        for cell in self.cells:
            if cell.is_head and cell.element.get("scope") == "rowgroup":
                self.group_heads.setdefault(cell.group, []).append(cell)

    def _fill(self, element: Html, row: int, last: int, group: int) -> None:
        column = 0
        for child in element:
            if child.tag not in ("td", "th"):
                continue
            while (row, column) in self.slots:
                column += 1
            # A cell can't hang out of its row group.
            rowspan = min(_span(child, "rowspan") or last - row, last - row)
            cell = Cell(child, row, column, rowspan, _span(child, "colspan") or 1, group)
            self.cells.append(cell)
            self.slots.update({(y, x): cell for y in cell.rows for x in cell.columns})

    def scope(self, cell: Cell) -> str:
        """The scope of a head: its own, or what its place tells (col or row); "" if nothing tells."""
        scope = cell.element.get("scope", "")
        if scope in ("col", "row", "colgroup", "rowgroup"):
            return scope
        if all(other.is_head for other in self.cells if set(other.rows) & set(cell.rows)):
            return "col"
        if all(other.is_head for other in self.cells if set(other.columns) & set(cell.columns)):
            return "row"
        return ""

    def heads(self, cell: Cell) -> tuple[Html, ...]:
        """The heads that *cell* falls under, in document order, as the standard's algorithm finds them."""
        if self.scope(cell) == "rowgroup":
            return ()
        found = [
            *(head for y in cell.rows for head in self._scan(cell, y, -1)),
            *(head for x in cell.columns for head in self._scan(cell, x, 0)),
            *(
                head
                for head in self.group_heads.get(cell.group, ())
                if head.column < cell.column + cell.colspan and head.row < cell.row + cell.rowspan
            ),
        ]
        wanted = {head for head in found if _has_text(head.element)} - {cell}
        return tuple(head.element for head in sorted(wanted, key=lambda head: (head.row, head.column)))

    def _scan(self, principal: Cell, line: int, leftwards: int) -> Iterator[Cell]:
        """The standard's "scanning and assigning header cells": left along row *line*, or up along column *line*."""
        kinds = ("row",) if leftwards else ("col", "colgroup")
        start = principal.column if leftwards else principal.row
        opaque: list[Cell] = []
        block = [principal] if principal.is_head else []
        for position in range(start - 1, -1, -1):
            current = self.slots.get((line, position) if leftwards else (position, line))
            if current is None:
                continue
            if not current.is_head:
                opaque, block = opaque + block, []
                continue
            block.append(current)
            blocked = any(_same_reach(current, head, leftwards) for head in opaque)
            if not blocked and self.scope(current) in kinds:
                yield current


def _groups(table: Html) -> Iterator[list[Html]]:
    """The rows, row group by row group; rows that stand directly in the table are a group of their own."""
    loose: list[Html] = []
    for child in table:
        if child.tag == "tr":
            loose.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            if loose:
                yield loose
                loose = []
            yield [row for row in child if row.tag == "tr"]
    if loose:
        yield loose


def _span(cell: Html, attribute: str) -> int:
    value = cell.get(attribute, "1")
    return int(value) if value.isdecimal() else 1


def _same_reach(one: Cell, other: Cell, leftwards: int) -> bool:
    if leftwards:
        return (one.row, one.rowspan) == (other.row, other.rowspan)
    return (one.column, one.colspan) == (other.column, other.colspan)


def _has_text(element: Html) -> bool:
    return bool("".join(element.itertext()).strip() or element.get("aria-label"))


def explicit(cell: Html, heads: Iterable[Html]) -> tuple[tuple[Html, ...], list[str]] | None:
    """The heads that a ``headers`` attribute names, in its order, and the ids that name none; None without one."""
    if (attribute := cell.get("headers")) is None:
        return None
    by_id = {head.get("id"): head for head in heads}
    ids = attribute.split()
    return tuple(by_id[id] for id in ids if id in by_id), [id for id in ids if id not in by_id]
