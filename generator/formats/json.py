"""Edition -> ``matrix.json``: its tables as data, typed facts beside the words for them."""

import json
from collections.abc import Mapping
from pathlib import Path

from generator.edition import Cell, Edition, Json, Row, RowGroup, Table
from generator.formats.press import Press

NAME = "matrix.json"
MEDIA_TYPE = "application/json"
SCHEMA = Path(__file__).with_name("matrix.schema.json")
"""The JSON Schema (2020-12) of what `render` writes."""

VERSION = 1
SCHEMA_ID = f"urn:x-servicedocs:matrix:{VERSION}"
"""The schema's ``$id``. An address would depend on where the file lies, and the same file also lies in the PDF."""


def render(edition: Edition, press: Press | None = None) -> bytes:
    """The tables of an edition as JSON in UTF-8: keys sorted, two spaces, a line end at the end."""
    text = json.dumps(_edition(edition), ensure_ascii=False, indent=2, sort_keys=True, default=_plain)
    return f"{text}\n".encode()


def _edition(edition: Edition) -> dict[str, object]:
    return {
        "$schema": SCHEMA_ID,
        "schema": VERSION,
        "document": edition.document,
        "edition": edition.revision,
        "language": edition.language.tag,
        "number": edition.number,
        "publisher": edition.publisher,
        "tables": [_table(table) for table in edition.tables()],
        "title": str(edition.title),
    }


def _table(table: Table) -> dict[str, object]:
    return {
        "id": table.id,
        "number": table.number,
        "label": table.label,
        "caption": str(table.caption),
        "columns": [
            {"offering": column.offering, "aspect": column.aspect, "label": column.label} for column in table.columns
        ],
        "groups": [_group(group, table) for group in table.groups],
        "notes": [{"id": note.id, "number": note.number, "text": str(note.phrase)} for note in table.notes],
    }


def _group(group: RowGroup, table: Table) -> dict[str, object]:
    label = str(group.head.phrase) if group.head else ""
    return {"id": group.id, "label": label, "rows": [_row(row, table) for row in group.rows]}


def _row(row: Row, table: Table) -> dict[str, object]:
    return {
        "feature": row.feature,
        "severity": row.severity,
        "label": str(row.head.phrase),
        "summary": str(row.head.summary) if row.head.summary else "",
        "notes": [note.id for note in row.head.notes],
        "cells": [
            _cell(cell, column.offering, column.aspect) for cell, column in zip(row.cells, table.columns, strict=True)
        ],
    }


def _cell(cell: Cell, offering: str, aspect: str) -> dict[str, object]:
    return {"offering": offering, "aspect": aspect, "fact": cell.fact, "text": str(cell.phrase)}


def _plain(value: Json) -> dict[str, Json]:
    """A read-only mapping as json knows it."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no plain data")
