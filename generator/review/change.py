"""A change of the model: what it is about, what happened to it, and where it stands."""

from dataclasses import dataclass
from enum import StrEnum

from generator.review.classes import Class


class Kind(StrEnum):
    """What a change is about."""

    TICK = "tick"
    CELL = "cell"
    ROW = "row"
    ROW_GROUP = "row group"
    COLUMN = "column"
    TIER = "tier"
    TABLE = "table"
    VALUE = "value"
    SECTION = "section"
    BLOCK = "block"
    DOCUMENT = "document"
    SETTING = "setting"
    LANGUAGE = "language"
    TERM = "glossary term"


class Action(StrEnum):
    """What happened to it. *renamed* means that its id is another one now."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENAMED = "renamed"
    CHANGED = "changed"


_CLASSES = {
    Action.ADDED: Class.ADDED,
    Action.REMOVED: Class.REMOVED,
    Action.MOVED: Class.MOVED,
    Action.RENAMED: Class.MOVED,
    Action.CHANGED: Class.FIGURE,
}


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a document, as a reader knows it: the titles of the section, the table, the row and the column."""

    document: str
    section: str = ""
    table: str = ""
    row: str = ""
    column: str = ""

    def __str__(self) -> str:
        return " › ".join(part for part in (self.document, self.section, self.table, self.row, self.column) if part)


@dataclass(frozen=True, slots=True)
class Change:
    """One change: *id* is the path of ids in content/, *name* what a reader calls it, before and after in words.

    *language* is set where only one language is concerned (its glossary).
    """

    kind: Kind
    action: Action
    id: str
    name: str
    before: str = ""
    after: str = ""
    where: tuple[Where, ...] = ()
    language: str = ""

    @property
    def change_class(self) -> Class:
        """Its class; a tick or a cell is a figure whatever happened to it."""
        return Class.FIGURE if self.kind in (Kind.TICK, Kind.CELL, Kind.VALUE) else _CLASSES[self.action]

    def __str__(self) -> str:
        told = f"{self.kind} {self.action}: {self.name}"
        if self.before and self.after:
            return f"{told}: {self.before} → {self.after}"
        return f"{told}: {self.before or self.after}" if self.before or self.after else told
