"""A change of the model: what it is about, what happened to it, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    PARTY = "party"
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
    """A place in a document, as a reader knows it: the titles of the section, the table, the row and the column.

    *id* is that of the element there, the same in every language ("" for the whole document, or what has none). *pages*
    tells on which page of its PDF it begins, by language, where somebody looked.
    """

    document: str
    section: str = ""
    table: str = ""
    row: str = ""
    column: str = ""
    id: str = ""
    pages: Mapping[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        names = (self.document, self.section, self.table, self.row, self.column, self._paper)
        return " › ".join(name for name in names if name)

    @property
    def _paper(self) -> str:
        """The pages in words; one word where they are the same in all languages."""
        if len({*self.pages.values()}) == 1:
            return f"page {next(iter(self.pages.values()))}"
        told = ", ".join(f"{language} {page}" for language, page in self.pages.items())
        return f"pages {told}" if told else ""


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
        """Its class; a tick or a cell is a figure whatever happened to it, another word for a term is a wording.

        Who makes the promises, and of what a row speaks, is a matter of meaning, though there is nothing to translate.
        """
        if self.kind is Kind.PARTY or (self.kind, self.action) == (Kind.ROW, Action.CHANGED):
            return Class.MEANING
        if self.kind is Kind.TERM and self.action is Action.CHANGED:
            return Class.WORDING
        return Class.FIGURE if self.kind in (Kind.TICK, Kind.CELL, Kind.VALUE) else _CLASSES[self.action]

    def __str__(self) -> str:
        told = f"{self.kind} {self.action}: {self.name}"
        if self.before and self.after:
            return f"{told}: {self.before} → {self.after}"
        return f"{told}: {self.before or self.after}" if self.before or self.after else told
