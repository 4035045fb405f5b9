"""What a redline notes on its way through a document: the changes in reading order, and the ids that are taken."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass

from generator.edition import Change, Deleted, Edition, Excerpt, Fate, Inline, Inserted, Text, plain
from generator.review.sequence import Step

AROUND = 24
"""Letters that the list of changes shows of what stayed, on each side of a change."""
LONGEST = 160
"""Letters that it shows of one insertion or deletion."""


class Record:
    """The changes so far. What is deleted keeps its id unless something present has it."""

    def __init__(self, present: Edition | None) -> None:
        self.changes: list[Change] = []
        self._taken = set(_ids(present))

    def note(
        self,
        fate: Fate,
        target: str,
        where: Iterable[str],
        excerpts: Iterable[Excerpt] = (),
        former: tuple[str, str] = ("", ""),
    ) -> None:
        """A change; *former* is the word that says where a moved part stood, and what fills it."""
        number = len(self.changes) + 1
        self.changes.append(Change(number, fate, target, tuple(where), tuple(excerpts), *former))

    def fresh(self, id: str) -> str:
        """An id for something deleted."""
        while id in self._taken:
            id = f"{id}-was"
        self._taken.add(id)
        return id


def fate_of(step: Step[object]) -> Fate | None:
    """What happened to a thing as a whole; None where it only may have changed inside."""
    if step.was is None:
        return Fate.INSERTED
    if step.now is None:
        return Fate.DELETED
    return Fate.MOVED if step.moved else None


def excerpt(content: Sequence[Inline], label: str = "") -> Excerpt:
    """Content with its changes and little around them; where nothing is marked, its beginning."""
    runs = list(_runs(content))
    marked = [index for index, (kind, _) in enumerate(runs) if kind]
    if not marked:
        return Excerpt((Text(_cut(plain(tuple(content)), LONGEST)),), label)
    shown: list[Inline] = []
    for index, (kind, text) in enumerate(runs):
        if kind is None:
            shown.append(Text(_around(text, index > marked[0], index < marked[-1])))
        else:
            shown.append(kind((Text(_cut(text, LONGEST)),)))
    return Excerpt(tuple(shown), label)


def short(text: str) -> str:
    """A text as a name for what says it."""
    return _cut(text, 48)


def _runs(content: Sequence[Inline]) -> Iterator[tuple[type[Inserted] | type[Deleted] | None, str]]:
    """The pieces of content as plain text; what stayed is one piece."""
    stayed = ""
    for part in content:
        if isinstance(part, Inserted | Deleted):
            if stayed:
                yield None, stayed
            yield type(part), plain(part.content)
            stayed = ""
        else:
            stayed += plain((part,))
    if stayed:
        yield None, stayed


def _around(text: str, behind: bool, before: bool) -> str:
    """What is shown of a text that stands *behind* a change, or *before* one, or both."""
    if len(text) <= AROUND * (2 if behind and before else 1):
        return text
    if not behind:
        return f"… {text[-AROUND:].lstrip()}" if " " not in text[-AROUND:] else f"… {_from_word(text)}"
    if not before:
        return f"{_to_word(text)} …"
    return f"{_to_word(text)} … {_from_word(text)}"


def _to_word(text: str) -> str:
    """The beginning of a text, up to the end of a word where its words are parted by blanks."""
    return text[:AROUND].rpartition(" ")[0] or text[:AROUND]


def _from_word(text: str) -> str:
    return text[-AROUND:].partition(" ")[2] or text[-AROUND:]


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _ids(value: object) -> Iterator[str]:
    """The ids of everything in a value."""
    if isinstance(value, tuple):
        for each in value:
            yield from _ids(each)
    elif is_dataclass(value):
        for field in fields(value):
            inner = getattr(value, field.name)
            if field.name == "id":
                yield inner
            elif field.name != "content":
                yield from _ids(inner)
