"""Two records -> what changed between them, told from facts by their ids and never guessed from words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.site.record import Passage, Record, Statement


@dataclass(frozen=True, slots=True)
class Change:
    """A fact or a text that is not what it was: *what* it is about, and its words *before* and *now* ("" for none).

    *column* is the offering that grants the fact; a text has none.
    """

    what: str
    before: str
    now: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """An edition and what it changed of the one before; the *first* one kept changes nothing."""

    record: Record
    facts: tuple[Change, ...] = ()
    texts: tuple[Change, ...] = ()
    first: bool = False


def revisions(records: Sequence[Record]) -> tuple[Revision, ...]:
    """What each of a document's editions, given oldest first, changed; newest first."""
    first = tuple(Revision(each, first=True) for each in records[:1])
    later = tuple(compare(before, now) for before, now in pairwise(records))
    return (*first, *later)[::-1]


def compare(before: Record, now: Record) -> Revision:
    """What the edition *now* changed of the edition *before*."""
    return Revision(now, tuple(_facts(before, now)), tuple(_texts(before, now)))


def _facts(before: Record, now: Record) -> Iterator[Change]:
    old = {each.id: each for each in before.statements}
    new = {each.id: each for each in now.statements}
    for id, statement in new.items():
        if id not in old:
            yield Change(statement.row, "", statement.text, statement.column)
        elif _differ(old[id], statement):
            yield Change(statement.row, old[id].text, statement.text, statement.column)
    for id, statement in old.items():
        if id not in new:
            yield Change(statement.row, statement.text, "", statement.column)


def _differ(before: Statement, now: Statement) -> bool:
    """Whether a fact is another one. One that is only words has nothing but its words to compare."""
    return before.fact != now.fact or (is_words(now) and before.text != now.text)


def is_words(statement: Statement) -> bool:
    """Whether a fact is a text."""
    return isinstance(statement.fact, Mapping) and statement.fact.get("type") == "words"


def _texts(before: Record, now: Record) -> Iterator[Change]:
    old = {each.key: each for each in before.passages}
    new = {each.key: each for each in now.passages}
    for key, passage in new.items():
        former = old.get(key, Passage(key, "", ""))
        if former.text != passage.text:
            yield Change(passage.section, former.text, passage.text)
    for key, passage in old.items():
        if key not in new:
            yield Change(passage.section, passage.text, "")
