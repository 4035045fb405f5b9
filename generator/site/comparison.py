"""An edition -> its offerings side by side: one column each, every table together, rows that differ known as such."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.edition import Cell, Edition, Head, Json, Phrase, Row, RowGroup, Table


@dataclass(frozen=True, slots=True)
class Offer:
    """A column: the offering's id, its name, and the heads over it ("SaaS")."""

    id: str
    name: Phrase
    above: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One thing that an offering grants: *label* says which side of the feature it is, where there are several."""

    label: Phrase | None
    cell: Cell


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its head, and for each offering all that it grants. *differs* is true where they don't grant the same."""

    id: str
    head: Head
    offers: tuple[tuple[Side, ...], ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Rows under one head, or under none."""

    head: Phrase | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    offers: tuple[Offer, ...]
    parts: tuple[Part, ...]


def comparison(edition: Edition) -> Comparison:
    """The offerings of an edition and what each grants, in the order of its tables."""
    tables = tuple(edition.tables())
    offers: dict[str, Offer] = {}
    for offer in (offer for table in tables for offer in _offers(table)):
        offers.setdefault(offer.id, offer)
    rows = list(_rows(tables))
    sides: dict[tuple[str, int | None], dict[str, list[Side]]] = {}
    for table, _, row in rows:
        _add(sides.setdefault((row.feature, row.severity), {}), table, row)
    return Comparison(tuple(offers.values()), tuple(_parts(rows, tuple(offers), sides)))


def _rows(tables: tuple[Table, ...]) -> Iterator[tuple[Table, RowGroup, Row]]:
    for table in tables:
        for group in table.groups:
            yield from ((table, group, row) for row in group.rows)


def _parts(
    rows: list[tuple[Table, RowGroup, Row]],
    offers: tuple[str, ...],
    sides: dict[tuple[str, int | None], dict[str, list[Side]]],
) -> Iterator[Part]:
    """The rows where each first stands, group by group."""
    seen: set[tuple[str, int | None]] = set()
    parts: dict[str, tuple[Phrase | None, list[Line]]] = {}
    for table, group, row in rows:
        id = (row.feature, row.severity)
        if id not in seen:
            seen.add(id)
            # Without a head of their own, rows stand under the caption of their table.
            head = group.head.phrase if group.head else table.caption
            _, lines = parts.setdefault(group.head.id if group.head else table.id, (head, []))
            granted = tuple(tuple(sides[id].get(offer, ())) for offer in offers)
            lines.append(Line(row.head.id, row.head, granted, _differ(granted)))
    yield from (Part(head, tuple(lines)) for head, lines in parts.values())


def _add(found: dict[str, list[Side]], table: Table, row: Row) -> None:
    heads = {head.id: head for level in table.head for head in level}
    for cell, column in zip(row.cells, table.columns, strict=True):
        own = [heads[id] for id in cell.headers if id in heads]
        is_aspect = bool(own) and not own[-1].id.endswith(f"-{column.offering}")
        label = own[-1].phrase if is_aspect else None
        granted = found.setdefault(column.offering, [])
        if all(side.cell.fact != cell.fact for side in granted):
            granted.append(Side(label, cell))


def _offers(table: Table) -> Iterator[Offer]:
    heads = {head.id: head for level in table.head for head in level}
    cells = next((row.cells for group in table.groups for row in group.rows), ())
    for cell, column in zip(cells, table.columns, strict=False):
        own = [heads[id] for id in cell.headers if id in heads]
        for index, head in enumerate(own):
            if head.id.endswith(f"-{column.offering}"):
                yield Offer(column.offering, head.phrase, tuple(above.phrase for above in own[:index]))


def _differ(granted: tuple[tuple[Side, ...], ...]) -> bool:
    facts: list[tuple[Json, ...]] = [tuple(side.cell.fact for side in sides) for sides in granted]
    return any(each != facts[0] for each in facts)
