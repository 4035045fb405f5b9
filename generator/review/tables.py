"""What changed in the build of the tables: tiers, tables, rows and columns, each named for what happened to it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.model import Feature
from generator.review import cells
from generator.review.change import Action, Change, Kind, Where
from generator.review.grid import Grid, Leaf, Renamed, grids, heading, titled
from generator.review.sequence import moved, paired
from generator.review.snapshot import Snapshot


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
    yield from cells.compare(pairs, before, after, renamed)


def _tiers(before: Snapshot, after: Snapshot, renamed: Renamed) -> Iterator[Change]:
    old, new = before.publication.offerings, after.publication.offerings
    for id in new:
        if id in renamed.offerings:
            was = renamed.offerings[id]
            yield Change(Kind.TIER, Action.RENAMED, f"offerings.{id}", new[id].name.text, was, id)
        elif id not in old:
            yield Change(Kind.TIER, Action.ADDED, f"offerings.{id}", new[id].name.text)
    for id, was in renamed.deployments.items():
        name = after.publication.deployments[id].name.text
        yield Change(Kind.SETTING, Action.RENAMED, f"deployments.{id}", name, was, id)
    for id in old:
        if id not in new and id not in renamed.offerings.values():
            yield Change(Kind.TIER, Action.REMOVED, f"offerings.{id}", old[id].name.text)
    for id in new:
        was = renamed.offerings.get(id, id)
        if was in old and old[was].deployment != renamed.head(new[id].deployment):
            yield Change(
                Kind.TIER, Action.MOVED, f"offerings.{id}", new[id].name.text, old[was].deployment, new[id].deployment
            )


def _tables(
    old: Mapping[tuple[str, str], Grid],
    new: Mapping[tuple[str, str], Grid],
    views: Mapping[tuple[str, str], tuple[str, str]],
) -> Iterator[Change]:
    for key, grid in new.items():
        id, where = f"tables.{grid.view.id}", (Where(grid.document, id=grid.where.id),)
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


def _grid(one: Grid, other: Grid, before: Snapshot, after: Snapshot, renamed: Renamed) -> Iterator[Change]:
    yield from _groups(one, other, before, after, renamed)
    yield from _rows(one, other, before, after, renamed)
    yield from _columns(one, other, before, after, renamed)
    for name in ("group_heads", "summaries"):
        was, now = getattr(one.view, name), getattr(other.view, name)
        if was != now:
            shown = {True: "shown", False: "not shown"}
            title = f"{other.view.caption.text}, {name.replace('_', ' ')}"
            id = f"tables.{other.view.id}.{name.replace('_', '-')}"
            yield Change(Kind.TABLE, Action.CHANGED, id, title, shown[was], shown[now], (other.where,))


def _groups(one: Grid, other: Grid, before: Snapshot, after: Snapshot, renamed: Renamed) -> Iterator[Change]:
    old, new = before.publication.groups, after.publication.groups
    former = {id: renamed.groups.get(id, id) for id in other.view.groups}
    shifted = moved(one.view.groups, tuple(former.values()))
    for id, was in former.items():
        change = Change(Kind.ROW_GROUP, Action.ADDED, f"groups.{id}", new[id].name.text, where=(other.group(id, new),))
        if was not in one.view.groups:
            yield change
        elif id != was:
            yield replace(change, action=Action.RENAMED, before=was, after=id)
        if was in shifted:
            yield replace(change, action=Action.MOVED)
    for id in one.view.groups:
        if id not in former.values():
            here = (replace(other.where, row=old[id].name.text),)
            yield Change(Kind.ROW_GROUP, Action.REMOVED, f"groups.{id}", old[id].name.text, where=here)


def _rows(one: Grid, other: Grid, before: Snapshot, after: Snapshot, renamed: Renamed) -> Iterator[Change]:
    old, new = before.publication.features, after.publication.features
    former = {id: renamed.features.get(id, id) for id in other.features}
    for id, was in former.items():
        here = (other.row(new[id]),)
        if was not in one.features:
            yield Change(Kind.ROW, Action.ADDED, f"features.{id}", new[id].name.text, where=here)
            continue
        if id != was:
            yield Change(Kind.ROW, Action.RENAMED, f"features.{id}", new[id].name.text, was, id, here)
        yield from _lines(one, other, old[was], new[id])
        if _borrowed(old[was]) != renamed.head(_borrowed(new[id])):
            names = old[was].name.text, new[id].name.text
            yield Change(Kind.ROW, Action.CHANGED, f"features.{id}.name", names[1], *names, here)
    for id in one.features:
        if id not in former.values():
            here = (replace(other.where, row=old[id].name.text),)
            yield Change(Kind.ROW, Action.REMOVED, f"features.{id}", old[id].name.text, where=here)
    for group, ids in other.rows.items():
        yield from _moved_rows(one, other, group, ids, before, after, renamed)


def _lines(one: Grid, other: Grid, was: Feature, now: Feature) -> Iterator[Change]:
    """The rows of a feature that came and went: it has one for each severity of which it speaks."""
    old, new = one.lines(was), other.lines(now)
    for level in sorted({*old} ^ {*new}):
        id = f"features.{now.id}" if level < 0 else f"features.{now.id}.severity-{level}"
        if level in new:
            yield Change(Kind.ROW, Action.ADDED, id, titled(now, level), where=(other.line(now, level),))
        else:
            here = replace(other.where, row=titled(was, level))
            yield Change(Kind.ROW, Action.REMOVED, id, titled(was, level), where=(here,))


def _borrowed(feature: Feature) -> str:
    """The id of the offering of which a row bears the name; "" where it has one of its own."""
    kind, id, _ = feature.name.key.split(".")
    return id if kind == "offerings" else ""


def _moved_rows(
    one: Grid,
    other: Grid,
    group: str,
    ids: tuple[str, ...],
    before: Snapshot,
    after: Snapshot,
    renamed: Renamed,
) -> Iterator[Change]:
    new = after.publication.features
    was_group = renamed.groups.get(group, group)
    stayed = [renamed.features.get(id, id) for id in ids]
    elsewhere = [was for was in stayed if was in one.features and was not in one.rows.get(was_group, ())]
    shifted = moved(one.rows.get(was_group, ()), stayed)
    for was in (*elsewhere, *shifted):
        index = stayed.index(was)
        id = ids[index]
        here = (other.row(new[id]),)
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


def _columns(one: Grid, other: Grid, before: Snapshot, after: Snapshot, renamed: Renamed) -> Iterator[Change]:
    back = {path: tuple(map(renamed.head, path)) for path in other.columns}
    leaves = {path: {(renamed.offerings.get(o, o), a) for o, a in found} for path, found in other.columns.items()}
    come = [path for path in other.columns if back[path] not in one.columns]
    gone = [path for path in one.columns if path not in back.values()]
    for path in come:
        if path[:-1] in come and not _met(leaves[path], one, gone):
            continue
        name, here = heading(path, after), (other.column(path, after),)
        if was := _met(leaves[path], one, gone):
            if not any(_within(path, upper) and _met(leaves[upper], one, gone) for upper in come):
                yield Change(Kind.COLUMN, Action.MOVED, _id(other, path), name, heading(was, before), name, here)
        else:
            yield Change(Kind.COLUMN, Action.ADDED, _id(other, path), name, where=here)
    found_again = [was for path in come if (was := _met(leaves[path], one, gone))]
    for path in gone:
        if path in found_again or (path[:-1] in gone and path[:-1] not in found_again):
            continue
        if one.columns[path] and set(one.columns[path]) <= {leaf for each in found_again for leaf in one.columns[each]}:
            continue
        here = (replace(other.where, column=heading(path, before)),)
        yield Change(Kind.COLUMN, Action.REMOVED, _id(one, path), heading(path, before), where=here)
    yield from _moved_columns(one, other, back, after)


def _met(leaves: set[Leaf], one: Grid, gone: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The column that went and showed just these leaves: it only stands under another head now."""
    return next((path for path in gone if set(one.columns[path]) == leaves), ())


def _within(path: tuple[str, ...], upper: tuple[str, ...]) -> bool:
    return len(upper) < len(path) and path[: len(upper)] == upper


def _moved_columns(
    one: Grid, other: Grid, back: Mapping[tuple[str, ...], tuple[str, ...]], after: Snapshot
) -> Iterator[Change]:
    """Columns that changed places with others under the same head."""
    for parent in {path[:-1] for path in other.columns}:
        new = [path for path in other.columns if path[:-1] == parent]
        old = [path for path in one.columns if path[:-1] == back.get(parent, parent)]
        for was in moved(old, [back[path] for path in new]):
            path = next(path for path in new if back[path] == was)
            here = (other.column(path, after),)
            yield Change(Kind.COLUMN, Action.MOVED, _id(other, path), heading(path, after), where=here)


def _id(grid: Grid, path: tuple[str, ...]) -> str:
    return f"tables.{grid.view.id}.columns.{'.'.join(path)}"


def _merged(changes: list[Change]) -> Iterator[Change]:
    """A change that shows in several tables, once, with all its places."""
    found: dict[tuple[Kind, Action, str], Change] = {}
    for change in changes:
        key = change.kind, change.action, change.id
        known = found.get(key)
        found[key] = replace(known, where=(*known.where, *change.where)) if known else change
    yield from found.values()
