"""What an edition of a redline knows of the changes that it shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from generator.edition.phrases import Inline, Phrase


class Fate(StrEnum):
    """What happened to a part of a document."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words of a change for the list of changes, with little around them; *label* is the column of a cell."""

    content: tuple[Inline, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A part of the document that changed: *target* is its id, *number* counts them in reading order.

    *where* names what it stands in, from the outside in. A moved part has *former*, the word of the interface that says
    where it stood, and *beside*, the name that fills it.
    """

    number: int
    fate: Fate
    target: str
    where: tuple[str, ...]
    excerpts: tuple[Excerpt, ...] = ()
    former: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Redline:
    """The marks of an edition that shows what is different from an earlier one.

    *before* and *after* are the revisions' names; *after* is "" for the files as they stand. *whole* is set where the
    other side has no such document: the word of the interface that says so. *particulars* are those of the title block
    that changed.
    """

    before: str
    after: str
    changes: tuple[Change, ...]
    particulars: Mapping[str, Phrase] = field(default_factory=dict)
    whole: str = ""

    @property
    def marks(self) -> Mapping[str, Change]:
        """The changes by the id of the part that changed."""
        return {change.target: change for change in self.changes}
