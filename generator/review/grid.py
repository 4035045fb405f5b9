"""A table of one snapshot as ids, and which ids of two snapshots mean the same."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.model import Column, Document, Feature, Group, PerSeverity, Publication, Section, TableBlock, TableView
from generator.review.change import Where
from generator.review.sequence import paired
from generator.review.snapshot import Snapshot

Leaf = tuple[str, str]
"""Offering and aspect: what a column of cells shows."""


@dataclass(frozen=True)
class Grid:
    """A table of one snapshot as ids: rows by group, and columns by the path of their heads; *section* is a title."""

    document: str
    section: str
    view: TableView
    rows: Mapping[str, tuple[str, ...]]
    columns: Mapping[tuple[str, ...], tuple[Leaf, ...]]

    @property
    def where(self) -> Where:
        """The place of the table."""
        return Where(self.document, self.section, table=self.view.caption.text, id=f"table-{self.view.id}")

    def row(self, feature: Feature) -> Where:
        """The place of a feature's row; of the first one where its facts differ by severity."""
        first, *_ = self.lines(feature)
        id = "-".join((self.where.id, feature.id, *([] if first < 0 else [str(first)])))
        return replace(self.where, row=feature.name.text, id=id)

    def lines(self, feature: Feature) -> tuple[int, ...]:
        """The severities that have a row of the feature each; -1 alone where one row says all."""
        facts = (feature.facts.get(leaf) for leaf in self.leaves)
        levels = {level for fact in facts if isinstance(fact, PerSeverity) for level, _ in fact.levels}
        return tuple(sorted(levels)) or (-1,)

    def line(self, feature: Feature, level: int) -> Where:
        """The place of one row of a feature."""
        if level < 0:
            return self.row(feature)
        id = f"{self.where.id}-{feature.id}-{level}"
        return replace(self.where, row=titled(feature, level), id=id)

    def group(self, id: str, groups: Mapping[str, Group]) -> Where:
        """The place of the head of a group of rows; of the table, where the heads are not shown."""
        shown = self.view.group_heads
        return replace(self.where, row=groups[id].name.text, id=f"{self.where.id}-{id}") if shown else self.where

    def column(self, path: tuple[str, ...], snapshot: Snapshot) -> Where:
        """The place of a column's head."""
        return replace(self.where, column=heading(path, snapshot), id="-".join((self.where.id, *path)))

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The columns of cells."""
        return tuple(dict.fromkeys(leaf for leaves in self.columns.values() for leaf in leaves))

    @property
    def features(self) -> tuple[str, ...]:
        """The rows from top to bottom."""
        return tuple(id for ids in self.rows.values() for id in ids)


def grids(publication: Publication) -> Iterator[Grid]:
    for document, section in ((each, section) for each in publication.documents for section in _sections(each)):
        for view in (block.table for block in section.blocks if isinstance(block, TableBlock)):
            columns: dict[tuple[str, ...], tuple[Leaf, ...]] = {}
            _flatten(view.columns, (), "", "", columns)
            leaves = {leaf for found in columns.values() for leaf in found}
            rows = {
                group: tuple(
                    id
                    for id, feature in publication.features.items()
                    if feature.group == group and leaves <= feature.facts.keys()
                )
                for group in view.groups
            }
            yield Grid(document.id, section.title.text, view, rows, columns)


def _sections(part: Document | Section) -> Iterator[Section]:
    """All sections, subsections behind their own."""
    for section in part.sections:
        yield section
        yield from _sections(section)


def _flatten(
    columns: tuple[Column, ...],
    path: tuple[str, ...],
    offering: str,
    aspect: str,
    found: dict[tuple[str, ...], tuple[Leaf, ...]],
) -> tuple[Leaf, ...]:
    """Notes every column and group of columns by its path, with the leaves below it."""
    all_: tuple[Leaf, ...] = ()
    for column in columns:
        here = (*path, column.deployment or column.aspect or column.offering)
        own = column.offering or offering, column.aspect or aspect
        found[here] = ()
        below = _flatten(column.columns, here, *own, found) if column.columns else ((own[0], own[1] or "value"),)
        found[here] = below
        all_ += below
    return all_


def heading(path: tuple[str, ...], snapshot: Snapshot) -> str:
    """What a reader calls a column: the heads above it and its own."""
    publication = snapshot.publication
    heads = []
    for part in path:
        if part in publication.deployments:
            heads.append(publication.deployments[part].name.text)
        elif part in publication.offerings:
            heads.append(publication.offerings[part].short.text)
        else:
            heads.append(publication.vocabulary.word("aspects", part).text)
    return " › ".join(heads)


def titled(feature: Feature, level: int) -> str:
    """What a reader calls a row: its feature, and the severity of which it speaks."""
    return feature.name.text if level < 0 else f"{feature.name.text} › severity {level}"


class Renamed:
    """Ids that only changed their name: new id -> old id, by what they belong to."""

    def __init__(self, before: Publication, after: Publication) -> None:
        self.offerings = paired(
            {id: (each.name.text, each.deployment) for id, each in before.offerings.items()},
            {id: (each.name.text, each.deployment) for id, each in after.offerings.items()},
            _formers((id, each.name.former) for id, each in after.offerings.items()),
        )
        self.features = paired(
            {id: _likeness(each) for id, each in before.features.items()},
            {id: _likeness(each) for id, each in after.features.items()},
            _formers((id, each.name.former) for id, each in after.features.items()),
        )
        self.deployments = paired(
            {id: each.name.text for id, each in before.deployments.items()},
            {id: each.name.text for id, each in after.deployments.items()},
            _formers((id, each.name.former) for id, each in after.deployments.items()),
        )
        self.groups = paired(
            {id: each.name.text for id, each in before.groups.items()},
            {id: each.name.text for id, each in after.groups.items()},
            _formers((id, each.name.former) for id, each in after.groups.items()),
        )

    def head(self, id: str) -> str:
        """What the head of a column was called: the id of an offering, a deployment or an aspect."""
        return self.offerings.get(id) or self.deployments.get(id, id)


def _formers(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Id -> the id in its former key: ``features.OLD.name``."""
    return {id: former.rpartition(":")[2].split(".")[1] for id, former in pairs if former.count(".") == 2}


def _likeness(feature: Feature) -> tuple[str, str]:
    return feature.name.text, feature.group
