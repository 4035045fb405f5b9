"""What changed in the cells of tables: ticks that came, went and moved, and facts that are others now."""

from collections.abc import Iterator
from dataclasses import replace

from generator.edition import Mark
from generator.localize.facts import mark
from generator.model import Fact, IncludedWith, Inclusion, PerSeverity, Publication, Words
from generator.review.change import Action, Change, Kind, Where
from generator.review.grid import Grid, Renamed, heading
from generator.review.snapshot import Snapshot

Cell = tuple[str, str, str, int]
"""Feature, offering, aspect, severity; -1 where the fact is not told by severity."""


def compare(pairs: list[tuple[Grid, Grid]], before: Snapshot, after: Snapshot, renamed: Renamed) -> Iterator[Change]:
    """Every fact that changed; those that came or went with a whole row or column are told by that."""
    old = dict(_facts(before.publication))
    new = dict(_facts(after.publication))
    back = {cell: _former(cell, renamed) for cell in new}
    rows = {id for one, other in pairs for id in {*one.features} ^ {_back(id, renamed) for id in other.features}}
    columns = {
        leaf
        for one, other in pairs
        for leaf in {*one.leaves} ^ {(renamed.offerings.get(o, o), a) for o, a in other.leaves}
    }
    lines = set(_lines(pairs, before, after, renamed))
    changed = [_cell(cell, old.get(back[cell]), fact, before, after, renamed) for cell, fact in new.items()]
    kept = set(back.values())
    changed += [_cell(cell, fact, None, before, after, renamed) for cell, fact in old.items() if cell not in kept]
    told = []
    for cell, change in filter(None, changed):
        was = back.get(cell, cell)
        whole = was in old and (cell in new)
        alike = (
            was[0] in before.publication.features and (was[1] in before.publication.offerings) and _lives(cell, after)
        )
        if whole or (alike and was[0] not in rows and was[1:3] not in columns and (was[0], was[3]) not in lines):
            told.append((cell, replace(change, where=tuple(_where(cell, pairs, after)))))
    yield from _swapped(told, after)


def _lines(
    pairs: list[tuple[Grid, Grid]], before: Snapshot, after: Snapshot, renamed: Renamed
) -> Iterator[tuple[str, int]]:
    """The rows that came or went within features that stayed: the id that these had, and the severity."""
    old, new = before.publication.features, after.publication.features
    for one, other in pairs:
        for id in other.features:
            if (was := _back(id, renamed)) in one.features:
                yield from ((was, level) for level in {*one.lines(old[was])} ^ {*other.lines(new[id])})


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
    cell: Cell, was: Fact | None, now: Fact | None, before: Snapshot, after: Snapshot, renamed: Renamed
) -> tuple[Cell, Change] | None:
    if _same(was, now, renamed):
        return None
    id, offering, aspect, severity = cell
    snapshot = after if now is not None else before
    name = f"{snapshot.publication.features[id].name.text} › {heading((offering,), snapshot)}"
    path = f"features.{id}.facts.{offering}.{aspect}"
    if aspect != "value":
        name += f" › {snapshot.publication.vocabulary.word('aspects', aspect).text}"
    if severity >= 0:
        name, path = f"{name} › severity {severity}", f"{path}.severity-{severity}"
    told = before.say(was) if was else "", after.say(now) if now else ""
    return cell, Change(*_tick(was, now), path, name, *told)


def _same(was: Fact | None, now: Fact | None, renamed: Renamed) -> bool:
    """Whether two facts say the same; what the words of one are is the business of its message."""
    if isinstance(was, IncludedWith) and isinstance(now, IncludedWith):
        return was.owner == renamed.head(now.owner)
    return was == now or (isinstance(was, Words) and isinstance(now, Words))


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
            path = max((path for path, leaves in grid.columns.items() if leaves == (cell[1:3],)), key=len)
            yield replace(grid.row(after.publication.features[cell[0]]), column=heading(path, after))


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
            names = heading((gone[1],), after), heading((come[1],), after)
            row = after.publication.features[come[0]].name.text
            change = Change(Kind.TICK, Action.MOVED, new.id, row, *names, new.where)
            pairs |= {gone: None, come: change}
    for cell, change in told:
        if cell not in pairs:
            yield change
        elif (joined := pairs[cell]) is not None:
            yield joined
