"""What changed in the tables: ticks, cells, rows, columns and tiers, each named for what happened to it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.edition import Mark
from generator.localize.facts import mark
from generator.model import Column, Fact, Feature, Inclusion, PerSeverity, Publication, TableView
from generator.review.change import Action, Change, Kind, Where
from generator.review.sequence import moved, paired
from generator.review.snapshot import Snapshot

Leaf = tuple[str, str]
"""Offering and aspect: what a column of cells shows."""

Cell = tuple[str, str, str, int]
"""Feature, offering, aspect, severity; -1 where the fact is not told by severity."""


@dataclass(frozen=True)
class Grid:
    """A table of one snapshot as ids: rows by group, and columns by the path of their heads."""

    document: str
    view: TableView
    rows: Mapping[str, tuple[str, ...]]
    columns: Mapping[tuple[str, ...], tuple[Leaf, ...]]

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The columns of cells."""
        return tuple(dict.fromkeys(leaf for leaves in self.columns.values() for leaf in leaves))

    @property
    def features(self) -> tuple[str, ...]:
        """The rows from top to bottom."""
        return tuple(id for ids in self.rows.values() for id in ids)


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
        self.groups = paired(
            {id: each.name.text for id, each in before.groups.items()},
            {id: each.name.text for id, each in after.groups.items()},
            _formers((id, each.name.former) for id, each in after.groups.items()),
        )


def _formers(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Id -> the id in its former key: ``features.OLD.name``."""
    return {id: former.rpartition(":")[2].split(".")[1] for id, former in pairs if former.count(".") == 2}


def _likeness(feature: Feature) -> tuple[str, str]:
    return feature.name.text, feature.group


def compare(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    """Every change of offerings, facts and the tables that show them."""
    renamed = Renamed(before.publication, after.publication)
    old = {(grid.document, grid.view.id): grid for grid in grids(before.publication)}
    new = {(grid.document, grid.view.id): grid for grid in grids(after.publication)}
    views = paired(
        {key: grid.view.caption.text for key, grid in old.items()},
        {key: grid.view.caption.text for key, grid in new.items()},
    )
    yield from _tiers(before, after, renamed)
    pairs = [(old[views.get(key, key)], grid) for key, grid in new.items() if views.get(key, key) in old]
    yield from _tables(old, new, views)
    structure = [change for one, other in pairs for change in _grid(one, other, before, after, renamed)]
    yield from _merged(structure)
    yield from _cells(pairs, before, after, renamed)


def grids(publication: Publication) -> Iterator[Grid]:
    for document in publication.documents:
        for view in document.tables():
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
            yield Grid(document.id, view, rows, columns)


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


# Tiers and tables


def _tiers(before: Snapshot, after: Snapshot, renamed: Renamed) -> Iterator[Change]:
    old, new = before.publication.offerings, after.publication.offerings
    for id in new:
        if id in renamed.offerings:
            was = renamed.offerings[id]
            yield Change(Kind.TIER, Action.RENAMED, f"offerings.{id}", new[id].name.text, was, id)
        elif id not in old:
            yield Change(Kind.TIER, Action.ADDED, f"offerings.{id}", new[id].name.text)
    for id in old:
        if id not in new and id not in renamed.offerings.values():
            yield Change(Kind.TIER, Action.REMOVED, f"offerings.{id}", old[id].name.text)
    for id in new:
        was = renamed.offerings.get(id, id)
        if was in old and old[was].deployment != new[id].deployment:
            yield Change(
                Kind.TIER, Action.MOVED, f"offerings.{id}", new[id].name.text, old[was].deployment, new[id].deployment
            )


def _tables(
    old: Mapping[tuple[str, str], Grid],
    new: Mapping[tuple[str, str], Grid],
    views: Mapping[tuple[str, str], tuple[str, str]],
) -> Iterator[Change]:
    for key, grid in new.items():
        id, where = f"tables.{grid.view.id}", (Where(grid.document),)
        if key in views:
            was = views[key]
            action = Action.RENAMED if was[0] == key[0] else Action.MOVED
            yield Change(Kind.TABLE, action, id, grid.view.caption.text, ".".join(was), ".".join(key), where)
        elif key not in old:
            yield Change(Kind.TABLE, Action.ADDED, id, grid.view.caption.text, where=where)
    for key, grid in old.items():
        if key not in new and key not in views.values():
            where = (Where(grid.document),)
            yield Change(Kind.TABLE, Action.REMOVED, f"tables.{grid.view.id}", grid.view.caption.text, where=where)


# Rows and columns


def _grid(one: Grid, other: Grid, before: Snapshot, after: Snapshot, renamed: Renamed) -> Iterator[Change]:
    where = Where(other.document, table=other.view.caption.text)
    yield from _groups(one, other, after, renamed, where)
    yield from _rows(one, other, before, after, renamed, where)
    yield from _columns(one, other, before, after, renamed, where)
    for name in ("group_heads", "summaries"):
        was, now = getattr(one.view, name), getattr(other.view, name)
        if was != now:
            shown = {True: "shown", False: "not shown"}
            title = f"{other.view.caption.text}, {name.replace('_', ' ')}"
            id = f"tables.{other.view.id}.{name.replace('_', '-')}"
            yield Change(Kind.TABLE, Action.CHANGED, id, title, shown[was], shown[now], (where,))


def _groups(one: Grid, other: Grid, after: Snapshot, renamed: Renamed, where: Where) -> Iterator[Change]:
    new = [renamed.groups.get(id, id) for id in other.view.groups]
    for id in moved(one.view.groups, new):
        now = other.view.groups[new.index(id)]
        yield Change(
            Kind.ROW_GROUP, Action.MOVED, f"groups.{now}", after.publication.groups[now].name.text, where=(where,)
        )


def _rows(
    one: Grid, other: Grid, before: Snapshot, after: Snapshot, renamed: Renamed, where: Where
) -> Iterator[Change]:
    old, new = before.publication.features, after.publication.features
    former = {id: renamed.features.get(id, id) for id in other.features}
    for id, was in former.items():
        here = (replace(where, row=new[id].name.text),)
        if was not in one.features:
            yield Change(Kind.ROW, Action.ADDED, f"features.{id}", new[id].name.text, where=here)
        elif id != was:
            yield Change(Kind.ROW, Action.RENAMED, f"features.{id}", new[id].name.text, was, id, here)
    for id in one.features:
        if id not in former.values():
            here = (replace(where, row=old[id].name.text),)
            yield Change(Kind.ROW, Action.REMOVED, f"features.{id}", old[id].name.text, where=here)
    for group, ids in other.rows.items():
        yield from _moved_rows(one, group, ids, before, after, renamed, where)


def _moved_rows(
    one: Grid, group: str, ids: tuple[str, ...], before: Snapshot, after: Snapshot, renamed: Renamed, where: Where
) -> Iterator[Change]:
    new = after.publication.features
    was_group = renamed.groups.get(group, group)
    stayed = [renamed.features.get(id, id) for id in ids]
    elsewhere = [was for was in stayed if was in one.features and was not in one.rows.get(was_group, ())]
    shifted = moved(one.rows.get(was_group, ()), stayed)
    for was in (*elsewhere, *shifted):
        index = stayed.index(was)
        id = ids[index]
        here = (replace(where, row=new[id].name.text),)
        if was in elsewhere:
            old_group = before.publication.features[was].group
            told = before.publication.groups[old_group].name.text, after.publication.groups[group].name.text
        else:
            old_row = one.rows[was_group]
            told = (
                _after(old_row.index(was) and before.publication.features[old_row[old_row.index(was) - 1]]),
                _after(index and new[ids[index - 1]]),
            )
        yield Change(Kind.ROW, Action.MOVED, f"features.{id}", new[id].name.text, *told, here)


def _after(feature: Feature | int) -> str:
    return f"after “{feature.name.text}”" if isinstance(feature, Feature) else "first"


def _columns(
    one: Grid, other: Grid, before: Snapshot, after: Snapshot, renamed: Renamed, where: Where
) -> Iterator[Change]:
    back = {path: tuple(renamed.offerings.get(part, part) for part in path) for path in other.columns}
    leaves = {path: {(renamed.offerings.get(o, o), a) for o, a in found} for path, found in other.columns.items()}
    come = [path for path in other.columns if back[path] not in one.columns]
    gone = [path for path in one.columns if path not in back.values()]
    for path in come:
        if path[:-1] in come and not _met(leaves[path], one, gone):
            continue
        name, here = _heading(path, after), (replace(where, column=_heading(path, after)),)
        if was := _met(leaves[path], one, gone):
            if not any(_within(path, upper) and _met(leaves[upper], one, gone) for upper in come):
                yield Change(Kind.COLUMN, Action.MOVED, _id(other, path), name, _heading(was, before), name, here)
        else:
            yield Change(Kind.COLUMN, Action.ADDED, _id(other, path), name, where=here)
    found_again = [was for path in come if (was := _met(leaves[path], one, gone))]
    for path in gone:
        if path in found_again or (path[:-1] in gone and path[:-1] not in found_again):
            continue
        if one.columns[path] and set(one.columns[path]) <= {leaf for each in found_again for leaf in one.columns[each]}:
            continue
        here = (replace(where, column=_heading(path, before)),)
        yield Change(Kind.COLUMN, Action.REMOVED, _id(one, path), _heading(path, before), where=here)
    yield from _moved_columns(one, other, back, after, where)


def _met(leaves: set[Leaf], one: Grid, gone: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The column that went and showed just these leaves: it only stands under another head now."""
    return next((path for path in gone if set(one.columns[path]) == leaves), ())


def _within(path: tuple[str, ...], upper: tuple[str, ...]) -> bool:
    return len(upper) < len(path) and path[: len(upper)] == upper


def _moved_columns(
    one: Grid, other: Grid, back: Mapping[tuple[str, ...], tuple[str, ...]], after: Snapshot, where: Where
) -> Iterator[Change]:
    """Columns that changed places with others under the same head."""
    for parent in {path[:-1] for path in other.columns}:
        new = [path for path in other.columns if path[:-1] == parent]
        old = [path for path in one.columns if path[:-1] == back.get(parent, parent)]
        for was in moved(old, [back[path] for path in new]):
            path = next(path for path in new if back[path] == was)
            name = _heading(path, after)
            yield Change(Kind.COLUMN, Action.MOVED, _id(other, path), name, where=(replace(where, column=name),))


def _id(grid: Grid, path: tuple[str, ...]) -> str:
    return f"tables.{grid.view.id}.columns.{'.'.join(path)}"


def _heading(path: tuple[str, ...], snapshot: Snapshot) -> str:
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


def _merged(changes: list[Change]) -> Iterator[Change]:
    """A change that shows in several tables, once, with all its places."""
    found: dict[tuple[Kind, Action, str], Change] = {}
    for change in changes:
        key = change.kind, change.action, change.id
        known = found.get(key)
        found[key] = replace(known, where=(*known.where, *change.where)) if known else change
    yield from found.values()


# Cells


def _cells(pairs: list[tuple[Grid, Grid]], before: Snapshot, after: Snapshot, renamed: Renamed) -> Iterator[Change]:
    old = dict(_facts(before.publication))
    new = dict(_facts(after.publication))
    back = {cell: _former(cell, renamed) for cell in new}
    rows = {id for one, other in pairs for id in {*one.features} ^ {_back(id, renamed) for id in other.features}}
    columns = {
        leaf
        for one, other in pairs
        for leaf in {*one.leaves} ^ {(renamed.offerings.get(o, o), a) for o, a in other.leaves}
    }
    changed = [_cell(cell, old.get(back[cell]), fact, before, after) for cell, fact in new.items()]
    kept = set(back.values())
    changed += [_cell(cell, fact, None, before, after) for cell, fact in old.items() if cell not in kept]
    told = []
    for cell, change in filter(None, changed):
        was = back.get(cell, cell)
        whole = was in old and (cell in new)
        alike = (
            was[0] in before.publication.features and (was[1] in before.publication.offerings) and _lives(cell, after)
        )
        if whole or (alike and was[0] not in rows and was[1:3] not in columns):
            told.append((cell, replace(change, where=tuple(_where(cell, pairs, after)))))
    yield from _swapped(told, after)


def _lives(cell: Cell, after: Snapshot) -> bool:
    """Whether the row and the tier of a cell are still there."""
    return cell[0] in after.publication.features and cell[1] in after.publication.offerings


def _back(id: str, renamed: Renamed) -> str:
    return renamed.features.get(id, id)


def _former(cell: Cell, renamed: Renamed) -> Cell:
    return _back(cell[0], renamed), renamed.offerings.get(cell[1], cell[1]), cell[2], cell[3]


def _facts(publication: Publication) -> Iterator[tuple[Cell, Fact]]:
    for id, feature in publication.features.items():
        for (offering, aspect), fact in feature.facts.items():
            if isinstance(fact, PerSeverity):
                yield from (((id, offering, aspect, level), inner) for level, inner in fact.levels)
            else:
                yield (id, offering, aspect, -1), fact


def _cell(
    cell: Cell, was: Fact | None, now: Fact | None, before: Snapshot, after: Snapshot
) -> tuple[Cell, Change] | None:
    if _same(was, now):
        return None
    id, offering, aspect, severity = cell
    snapshot = after if now is not None else before
    name = f"{snapshot.publication.features[id].name.text} › {_heading((offering,), snapshot)}"
    path = f"features.{id}.facts.{offering}.{aspect}"
    if aspect != "value":
        name += f" › {snapshot.publication.vocabulary.word('aspects', aspect).text}"
    if severity >= 0:
        name, path = f"{name} › severity {severity}", f"{path}.severity-{severity}"
    told = before.say(was) if was else "", after.say(now) if now else ""
    return cell, Change(*_tick(was, now), path, name, *told)


def _same(was: Fact | None, now: Fact | None) -> bool:
    """Whether two facts say the same; what the words of one are is the business of its message."""
    return was == now or (type(was).__name__ == type(now).__name__ == "Words")


def _tick(was: Fact | None, now: Fact | None) -> tuple[Kind, Action]:
    """A tick came, or went; anything else is a cell."""
    if isinstance(was, Inclusion) and isinstance(now, Inclusion):
        ticked = mark(was) is Mark.YES, mark(now) is Mark.YES
        if ticked[0] != ticked[1]:
            return Kind.TICK, Action.ADDED if ticked[1] else Action.REMOVED
    if was is None or now is None:
        return Kind.CELL, Action.ADDED if was is None else Action.REMOVED
    return Kind.CELL, Action.CHANGED


def _where(cell: Cell, pairs: list[tuple[Grid, Grid]], after: Snapshot) -> Iterator[Where]:
    for _, grid in pairs:
        if cell[0] in grid.features and cell[1:3] in grid.leaves:
            path = next(path for path, leaves in grid.columns.items() if leaves == (cell[1:3],))
            row = after.publication.features[cell[0]].name.text
            yield Where(grid.document, table=grid.view.caption.text, row=row, column=_heading(path, after))


def _swapped(told: list[tuple[Cell, Change]], after: Snapshot) -> Iterator[Change]:
    """The changes, with a tick that left one column of a row for another named as moved."""
    ticks: dict[tuple[str, str, int], list[tuple[Cell, Change]]] = {}
    for cell, change in told:
        if change.kind is Kind.TICK:
            ticks.setdefault((cell[0], cell[2], cell[3]), []).append((cell, change))
    pairs: dict[Cell, Change | None] = {}
    for found in ticks.values():
        if sorted(change.action for _, change in found) == [Action.ADDED, Action.REMOVED]:
            (gone, _), (come, new) = sorted(found, key=lambda each: each[1].action, reverse=True)
            names = _heading((gone[1],), after), _heading((come[1],), after)
            row = after.publication.features[come[0]].name.text
            change = Change(Kind.TICK, Action.MOVED, new.id, row, *names, new.where)
            pairs |= {gone: None, come: change}
    for cell, change in told:
        if cell not in pairs:
            yield change
        elif (joined := pairs[cell]) is not None:
            yield joined
