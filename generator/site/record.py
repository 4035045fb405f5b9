"""What an edition said, small enough to keep for ever: its facts and its texts, in its own words.

A record outlives code and templates: it is plain data with a version, and what changed between two editions is told
from their records alone.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from generator.edition import Block, Contact, Edition, Head, ItemList, Json, Notice, Paragraph, Phrase, Section, Table

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact: what an offering grants. *fact* is typed, the rest words: of the row, of the column, of the fact."""

    feature: str
    severity: int | None
    offering: str
    aspect: str
    fact: Json
    row: str
    column: str
    text: str

    @property
    def id(self) -> tuple[str, int, str, str]:
        """What it is about, the same in every edition and language."""
        return self.feature, -1 if self.severity is None else self.severity, self.offering, self.aspect


@dataclass(frozen=True, slots=True)
class Passage:
    """A text outside the tables: its *key*, the title of its section, and the text."""

    key: str
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """One edition of a document in one language. *number*, *revision*, *date* and *title* as an edition has them.

    *files* are the names of the files at its permanent address.
    """

    document: str
    language: str
    revision: str
    number: str
    date: str
    title: str
    files: tuple[str, ...]
    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]

    def says_the_same(self, other: "Record") -> bool:
        """Whether two records of one edition agree in all that a reader is told."""
        return (self.title, self.statements, self.passages) == (other.title, other.statements, other.passages)


def record(edition: Edition, files: tuple[str, ...] = ()) -> Record:
    """The record of an edition; *files* are the names of those at its permanent address."""
    statements = {each.id: each for table in edition.tables() for each in _statements(table)}
    return Record(
        edition.document,
        edition.language.tag,
        edition.revision,
        edition.number,
        edition.date,
        str(edition.title),
        files,
        tuple(statements.values()),
        tuple(passage for section in edition.sections for passage in _passages(section)),
    )


def _statements(table: Table) -> Iterator[Statement]:
    heads = {head.id: head for level in table.head for head in level}
    for group in table.groups:
        for row in group.rows:
            for cell, column in zip(row.cells, table.columns, strict=True):
                yield Statement(
                    row.feature,
                    row.severity,
                    column.offering,
                    column.aspect,
                    _settled(cell.fact),
                    str(row.head.phrase),
                    column_name(cell.headers, heads),
                    str(cell.phrase),
                )


def column_name(headers: tuple[str, ...], heads: Mapping[str, Head]) -> str:
    """The heads over a cell, from the top down: "SaaS · Premium"."""
    return " · ".join(str(heads[id].phrase) for id in headers if id in heads)


def _passages(section: Section) -> Iterator[Passage]:
    title = str(section.title)
    yield Passage(f"{section.id} {section.title.key}", title, title)
    for id, phrase in _texts(section.blocks):
        yield Passage(f"{id} {phrase.key}", title, str(phrase))
    for inner in section.sections:
        yield from _passages(inner)


def _texts(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Phrase]]:
    for block in blocks:
        match block:
            case Paragraph() | Notice() | Contact():
                yield block.id, block.phrase
            case ItemList():
                for item in block.items:
                    yield item.id, item.phrase
                    yield from _texts(item.blocks)
            case Table():
                yield block.id, block.caption
                yield from ((note.id, note.phrase) for note in block.notes)
                yield from _summaries(block)


def _summaries(table: Table) -> Iterator[tuple[str, Phrase]]:
    for group in table.groups:
        for row in group.rows:
            if row.head.summary:
                yield row.head.id, row.head.summary


# As a file


def write(kept: Record) -> bytes:
    """The record as JSON in UTF-8."""
    told = {"schema": SCHEMA, **asdict(kept)}
    return f"{json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def read(data: bytes) -> Record:
    """The record in a file. Raises ValueError if it holds none."""
    try:
        told: dict[str, Any] = json.loads(data)
        if told.pop("schema") != SCHEMA:
            raise ValueError("it is of another version")
        statements = tuple(Statement(**{**each, "fact": _settled(each["fact"])}) for each in told.pop("statements"))
        passages = tuple(Passage(**each) for each in told.pop("passages"))
        return Record(**{**told, "files": tuple(told["files"])}, statements=statements, passages=passages)
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise ValueError("it is no record of an edition") from error


def _settled(value: Json) -> Json:
    """A fact as JSON brings it back: lists are tuples, mappings are plain, so that facts compare by what they say."""
    if isinstance(value, Mapping):
        return {key: _settled(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_settled(each) for each in value)
    return value
