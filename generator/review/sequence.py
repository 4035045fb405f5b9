"""Two orders of the same things: what came, what went, and the fewest that moved."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Id = TypeVar("Id", bound=Hashable)
Thing = TypeVar("Thing")
Thing_co = TypeVar("Thing_co", covariant=True)
Asked = TypeVar("Asked")


def moved(before: Sequence[Id], after: Sequence[Id]) -> tuple[Id, ...]:
    """What stands elsewhere among those that are in both: the fewest whose moving makes one order the other.

    >>> moved("abcd", "dabc")
    ('d',)
    """
    places = {id: index for index, id in enumerate(before)}
    common = [id for id in after if id in places]
    kept = set(_rising([places[id] for id in common]))
    return tuple(id for id in common if places[id] not in kept)


def _rising(numbers: Sequence[int]) -> list[int]:
    """A longest rising subsequence (patience sorting)."""
    ends: list[int] = []
    last: list[int] = []
    links: list[int] = []
    for index, number in enumerate(numbers):
        at = bisect_left(ends, number)
        links.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [number]
        last[at : at + 1] = [index]
    found = []
    index = last[-1] if last else -1
    while index >= 0:
        found.append(numbers[index])
        index = links[index]
    return found[::-1]


def paired(
    before: Mapping[Id, Hashable], after: Mapping[Id, Hashable], formers: Mapping[Id, Id] | None = None
) -> dict[Id, Id]:
    """New id -> old id of everything that only got another id: it says so itself (*formers*), or says the same.

    Values that stand more than once among what is left on a side pair nothing, since nobody could know which is which.
    """
    found = {new: old for new, old in (formers or {}).items() if new in after and old in before and old not in after}
    taken = {*found.values(), *(id for id in before if id in after)}
    gone = _unique({id: value for id, value in before.items() if id not in taken})
    come = _unique({id: value for id, value in after.items() if id not in before and id not in found})
    return found | {come[value]: gone[value] for value in come.keys() & gone.keys()}


def _unique(values: Mapping[Id, Hashable]) -> dict[Hashable, Id]:
    told: dict[Hashable, list[Id]] = {}
    for id, value in values.items():
        told.setdefault(value, []).append(id)
    return {value: ids[0] for value, ids in told.items() if len(ids) == 1}


@dataclass(frozen=True)
class Former(Generic[Thing]):
    """What things were before: the old ones by their ids, and new id -> old id of those that were there."""

    things: Mapping[str, Thing]
    names: Mapping[str, str]

    def of(self, id: str) -> Thing | None:
        """What a new thing was, wherever it stood."""
        return self.things[self.names[id]] if id in self.names else None


@dataclass(frozen=True, slots=True)
class Step(Generic[Thing_co]):
    """A thing of two orders, as it *was* and as it is *now*; one of the two may be None.

    One that *moved* stood *behind* another, or stood first; or it was *elsewhere*, in no place of the earlier order.
    """

    was: Thing_co | None
    now: Thing_co | None
    moved: bool = False
    elsewhere: bool = False
    behind: Thing_co | None = None

    @property
    def one(self) -> Thing_co:
        """The thing as it is, or as it was last."""
        thing = self.now or self.was
        assert thing is not None  # noqa: S101 - a step has one of them
        return thing

    def both(self, ask: Callable[[Thing_co], Asked]) -> tuple[Asked | None, Asked | None]:
        """What the thing had and has; None where it isn't."""
        return (None if self.was is None else ask(self.was)), (None if self.now is None else ask(self.now))

    def inside(self, ask: Callable[[Thing_co], Sequence[Asked]]) -> tuple[Sequence[Asked], Sequence[Asked]]:
        """What stood and stands in the thing; nothing where it isn't."""
        was, now = self.both(ask)
        return was or (), now or ()


def aligned(before: Mapping[str, Thing], after: Mapping[str, Thing], former: Former[Thing]) -> Iterator[Step[Thing]]:
    """Two orders as one: the later one, and what is gone behind what it stood behind.

    What is in *before* and lives on outside of *after* is left out: it has its step where it is now.
    """
    order = tuple(before)
    names = {id: former.names[id] for id in after if id in former.names}
    shifted = {*moved(order, tuple(names.values()))}
    gone = _gone(before, {*former.names.values()}, {*names.values()} - shifted)
    yield from (Step(thing, None) for thing in gone.get("", ()))
    for id, thing in after.items():
        was = names.get(id, "")
        if was not in before:
            yield Step(former.of(id), thing, moved=bool(was), elsewhere=bool(was))
            continue
        at = order.index(was)
        behind = before[order[at - 1]] if was in shifted and at else None
        yield Step(before[was], thing, was in shifted, behind=behind)
        yield from (Step(each, None) for each in gone.get(was, ()))


def _gone(before: Mapping[str, Thing], living: set[str], staying: set[str]) -> dict[str, list[Thing]]:
    """What lives no more, by the id of what it stood behind that stays; by "" where there is none."""
    found: dict[str, list[Thing]] = {}
    behind = ""
    for id, thing in before.items():
        if id in staying:
            behind = id
        elif id not in living:
            found.setdefault(behind, []).append(thing)
    return found
