"""Edition -> ``tables.csv``: every cell of its tables as a line, for spreadsheets and other programs (RFC 4180)."""

import csv
import json
from collections.abc import Iterator, Mapping
from io import StringIO

from generator.edition import Edition, Json, Row, RowGroup, Table
from generator.formats.press import Press

NAME = "tables.csv"
MEDIA_TYPE = "text/csv"
HEAD = ("table", "group", "feature", "severity", "offering", "aspect", "name", "column", "text", "fact")


def render(edition: Edition, press: Press | None = None) -> bytes:
    """The tables of an edition as CSV in UTF-8.

    It begins with a byte order mark: without one, spreadsheets take Chinese and Korean for Western letters.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows(line for table in edition.tables() for line in _lines(table))
    return text.getvalue().encode("utf-8-sig")


def _lines(table: Table) -> Iterator[tuple[str, ...]]:
    for group in table.groups:
        for row in group.rows:
            yield from _cells(table, group, row)


def _cells(table: Table, group: RowGroup, row: Row) -> Iterator[tuple[str, ...]]:
    severity = "" if row.severity is None else str(row.severity)
    for cell, column in zip(row.cells, table.columns, strict=True):
        yield (
            table.id.removeprefix("table-"),
            group.id,
            row.feature,
            severity,
            column.offering,
            column.aspect,
            str(row.head.phrase),
            column.label,
            str(cell.phrase),
            json.dumps(cell.fact, ensure_ascii=False, sort_keys=True, default=_plain),
        )


def _plain(value: Json) -> dict[str, Json]:
    """A read-only mapping as json knows it."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no plain data")
