"""Two orders of the same things: what came, what went, and the fewest that moved."""

from bisect import bisect_left
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Id = TypeVar("Id", bound=Hashable)


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
