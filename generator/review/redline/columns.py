"""The columns of two tables -> the columns of both, each with what happened to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.edition import Fate, Head, LeafColumn, Table
from generator.review.grid import Renamed
from generator.review.redline.phrases import merged
from generator.review.redline.record import Record, fate_of
from generator.review.sequence import Former, Step, aligned, paired

NONE = LeafColumn("", "", "", "")
"""What a head over other heads shows."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its head, or several under one head.

    *above* are the ids of the heads over it; *old* and *new* say which column of cells it was and is. A moved one has
    *former* and *beside*, as a `Change` has them.
    """

    head: Head
    fate: Fate | None
    columns: tuple["Column", ...]
    above: tuple[str, ...]
    old: int | None = None
    new: int | None = None
    leaf: LeafColumn = NONE
    former: str = ""
    beside: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether its cells were there before and are there now."""
        return self.old is not None and self.new is not None

    @property
    def label(self) -> str:
        """What a reader calls it."""
        return str(self.head.phrase)


@dataclass(frozen=True, slots=True)
class _Node:
    """A head of one table with those below it.

    *path* are the ids of what it and the heads over it stand for, *seen* is what they say.
    """

    head: Head
    path: tuple[str, ...]
    seen: tuple[str, ...]
    below: tuple["_Node", ...]
    number: int | None = None
    leaf: LeafColumn = NONE


def columns(step: Step[Table], renamed: Renamed, record: Record) -> tuple[Column, ...]:
    """The columns of both tables."""
    old, new = step.inside(_nodes)
    return tuple(_Columns(old, new, renamed, record).merged(old, new, ()))


def leaves(columns: Sequence[Column]) -> Iterator[Column]:
    """The columns of cells, from left to right."""
    for column in columns:
        yield from leaves(column.columns) if column.columns else (column,)


def heads(corner: Head, columns: Sequence[Column]) -> tuple[tuple[Head, ...], ...]:
    """The rows of heads over the columns, the corner first."""
    depth = _depth(columns)
    levels: list[list[Head]] = [[] for _ in range(depth)]
    levels[0].append(replace(corner, rowspan=depth))
    _fill(columns, levels)
    return tuple(map(tuple, levels))


def _depth(columns: Sequence[Column]) -> int:
    return 1 + max((_depth(column.columns) for column in columns if column.columns), default=0)


def _fill(columns: Sequence[Column], levels: list[list[Head]]) -> None:
    for column in columns:
        head = replace(column.head, headers=column.above)
        if column.columns:
            span = sum(1 for _ in leaves(column.columns))
            levels[0].append(replace(head, scope="colgroup", colspan=span, rowspan=1))
            _fill(column.columns, levels[1:])
        else:
            levels[0].append(replace(head, scope="col", colspan=1, rowspan=len(levels)))


def _nodes(table: Table) -> tuple[_Node, ...]:
    """The heads of a table as a tree."""
    below: dict[str, list[Head]] = {}
    for head in [head for row in table.head for head in row][1:]:
        below.setdefault(head.headers[-1] if head.headers else table.id, []).append(head)
    numbers = iter(range(len(table.columns)))

    def node(head: Head, above: str, path: tuple[str, ...], seen: tuple[str, ...]) -> _Node:
        here, says = (*path, head.id.removeprefix(f"{above}-")), (*seen, str(head.phrase))
        if head.id not in below:
            number = next(numbers)
            return _Node(head, here, says, (), number, table.columns[number])
        return _Node(head, here, says, tuple(node(each, head.id, here, says) for each in below[head.id]))

    return tuple(node(head, table.id, (), ()) for head in below.get(table.id, ()))


class _Columns:
    """Two trees of heads in the making of one."""

    def __init__(self, was: Sequence[_Node], now: Sequence[_Node], renamed: Renamed, record: Record) -> None:
        self.record = record
        old, new = ({_key(node.path): node for node in _walk(side)} for side in (was, now))
        names = {key: _key(tuple(map(renamed.head, node.path))) for key, node in new.items()}
        self.above = {each.path: str(node.head.phrase) for node in old.values() for each in node.below}
        # A column of cells is another thing than a head over columns.
        alike = {key: was for key, was in names.items() if was in old and bool(old[was].below) == bool(new[key].below)}
        was_seen, is_seen = ({key: (node.seen, bool(node.below)) for key, node in side.items()} for side in (old, new))
        alike |= paired(was_seen, is_seen, alike)
        self.former = Former(old, alike | self._elsewhere(old, new, alike, renamed))

    @staticmethod
    def _elsewhere(
        old: Mapping[str, _Node], new: Mapping[str, _Node], names: Mapping[str, str], renamed: Renamed
    ) -> dict[str, str]:
        """Columns that show the cells of one that stood under other heads."""
        taken = {*names.values()}
        cells = {
            (node.leaf.offering, node.leaf.aspect): key
            for key, node in old.items()
            if not node.below and key not in taken
        }
        found = {}
        for key, node in new.items():
            if not node.below and key not in names:
                leaf = renamed.offerings.get(node.leaf.offering, node.leaf.offering), node.leaf.aspect
                if leaf in cells:
                    found[key] = cells[leaf]
        return found

    def merged(self, old: Sequence[_Node], new: Sequence[_Node], above: tuple[str, ...]) -> Iterator[Column]:
        was, now = ({_key(node.path): node for node in side} for side in (old, new))
        for step in aligned(was, now, self.former):
            yield from self._column(step, above)

    def _column(self, step: Step[_Node], above: tuple[str, ...]) -> Iterator[Column]:
        node = step.one
        phrase = merged(*step.both(lambda each: each.head.phrase))
        head = replace(node.head, id=node.head.id if step.now else self.record.fresh(node.head.id), phrase=phrase)
        below = tuple(self.merged(*step.inside(lambda each: each.below), (*above, head.id)))
        if node.below and not below:
            return  # all that stood under this head stands elsewhere now
        old, new = step.both(lambda each: each.number)
        yield Column(head, fate_of(step), below, above, old, new, node.leaf, *self._formerly(step))

    def _formerly(self, step: Step[_Node]) -> tuple[str, str]:
        if not step.moved or step.was is None:
            return "", ""
        if step.elsewhere:
            return ("moved-from", self.above[step.was.path]) if len(step.was.path) > 1 else ("moved-first", "")
        return ("moved-after", str(step.behind.head.phrase)) if step.behind else ("moved-first", "")


def _walk(nodes: Sequence[_Node]) -> Iterator[_Node]:
    for node in nodes:
        yield node
        yield from _walk(node.below)


def _key(path: tuple[str, ...]) -> str:
    return " ".join(path)
