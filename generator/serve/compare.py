"""Two languages of a document, laid beside each other by message.

Both editions come from one model, so they have the same blocks, rows and cells; a pair holds what one message says in
both. Tables stay tables: each of their cells says both.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.edition import (
    Block,
    Cell,
    Contact,
    Edition,
    Head,
    ItemList,
    Link,
    Notice,
    Paragraph,
    Phrase,
    RowGroup,
    Section,
    Table,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A message in both languages; *key* is ``domain:key``."""

    key: str
    left: Phrase
    right: Phrase


@dataclass(frozen=True, slots=True)
class Line:
    """A text outside tables. *kind* is what it is on the page; *level* that of a heading, or how deep an item stands."""

    kind: str
    pair: Pair
    level: int = 0


@dataclass(frozen=True, slots=True)
class PairedHead:
    """A head cell: *head* has its place in the grid."""

    head: Head
    name: Pair
    summary: Pair | None


@dataclass(frozen=True, slots=True)
class PairedCell:
    """A cell: *cell* has its place in the grid."""

    cell: Cell
    text: Pair


@dataclass(frozen=True, slots=True)
class PairedRow:
    head: PairedHead
    cells: tuple[PairedCell, ...]


@dataclass(frozen=True, slots=True)
class PairedGroup:
    head: PairedHead | None
    rows: tuple[PairedRow, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in both languages; its caption is the line before it, its notes are the lines after it."""

    id: str
    caption: Pair
    head: tuple[tuple[PairedHead, ...], ...]
    groups: tuple[PairedGroup, ...]

    @property
    def kind(self) -> str:
        return "table"


Part = Line | Grid


def paired(left: Edition, right: Edition) -> tuple[Part, ...]:
    """All that two editions of one document say, in reading order.

    Raises ValueError if they are not of one document.
    """
    parts: list[Part] = [Line("title", pair(left.title, right.title), 1)]
    for ours, theirs in zip(left.sections, right.sections, strict=True):
        parts += _section(ours, theirs)
    return tuple(parts)


def pair(left: Phrase, right: Phrase) -> Pair:
    """Two phrases of one message.

    Raises ValueError if they are of two.
    """
    if left.key != right.key:
        raise ValueError(f"{left.key} stands beside {right.key}")
    return Pair(left.key, left, right)


def _section(left: Section, right: Section) -> Iterator[Part]:
    yield Line("heading", pair(left.title, right.title), left.level)
    yield from _blocks(left.blocks, right.blocks)
    for ours, theirs in zip(left.sections, right.sections, strict=True):
        yield from _section(ours, theirs)


def _blocks(left: tuple[Block, ...], right: tuple[Block, ...], level: int = 0) -> Iterator[Part]:
    for ours, theirs in zip(left, right, strict=True):
        match ours, theirs:
            case Paragraph(), Paragraph():
                yield Line(ours.kind, pair(ours.phrase, theirs.phrase), level)
            case Notice(), Notice():
                yield Line(ours.kind, pair(ours.phrase, theirs.phrase), level)
            case Contact(), Contact():
                yield Line(ours.kind, pair(ours.phrase, theirs.phrase), level)
                yield from _links(ours, theirs, level)
            case ItemList(), ItemList():
                yield from _list(ours, theirs, level + 1)
            case Table(), Table():
                yield from _table(ours, theirs)
            case _:
                raise ValueError(f"{ours.id} is no {theirs.kind}")


def _links(left: Contact, right: Contact, level: int) -> Iterator[Part]:
    """The links of a contact; a finished link no longer knows which message named it."""
    for ours, theirs in zip(left.links, right.links, strict=True):
        yield Line("item", Pair("", _linked(ours), _linked(theirs)), level + 1)


def _linked(link: Link) -> Phrase:
    return Phrase("", (link,))


def _list(left: ItemList, right: ItemList, level: int) -> Iterator[Part]:
    for ours, theirs in zip(left.items, right.items, strict=True):
        yield Line("item", pair(ours.phrase, theirs.phrase), level)
        yield from _blocks(ours.blocks, theirs.blocks, level)


def _table(left: Table, right: Table) -> Iterator[Part]:
    head = tuple(
        tuple(_head(ours, theirs) for ours, theirs in zip(*rows, strict=True))
        for rows in zip(left.head, right.head, strict=True)
    )
    groups = tuple(_group(*groups) for groups in zip(left.groups, right.groups, strict=True))
    yield Grid(left.id, pair(left.caption, right.caption), head, groups)
    for ours, theirs in zip(left.notes, right.notes, strict=True):
        yield Line("note", pair(ours.phrase, theirs.phrase))


def _group(left: RowGroup, right: RowGroup) -> PairedGroup:
    head = _head(left.head, right.head) if left.head and right.head else None
    rows = tuple(
        PairedRow(
            _head(ours.head, theirs.head),
            tuple(PairedCell(a, pair(a.phrase, b.phrase)) for a, b in zip(ours.cells, theirs.cells, strict=True)),
        )
        for ours, theirs in zip(left.rows, right.rows, strict=True)
    )
    return PairedGroup(head, rows)


def _head(left: Head, right: Head) -> PairedHead:
    summary = pair(left.summary, right.summary) if left.summary and right.summary else None
    return PairedHead(left, pair(left.phrase, right.phrase), summary)
