"""What an edition says in a line: phrases, and the inline content of which they are made."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a phrase came about: from the source itself, from a translation that fits its source, or in want of one."""

    SOURCE = "source"
    TRANSLATED = "translated"
    STALE = "stale"
    MISSING = "missing"


class Mark(StrEnum):
    """What a cell draws instead of its word; the word stays for ears."""

    NONE = ""
    YES = "yes"
    NO = "no"


# Inline


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Link:
    """*href* is an address, or ``#id`` of something in the same edition."""

    href: str
    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A product name, the same in every language and not to be translated by machines."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """A fact that a sentence places, formatted for the language: *name* is its placeholder.

    Without content it is a slot that the template fills (the number of a page). *language* is set where the value's
    words are missing in the edition's language and stand in the source's.
    """

    name: str
    content: tuple["Inline", ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """What a table draws for a fact, and the words that say the same, where a redline shows both."""

    mark: Mark
    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Inserted:
    """What a redline shows as new. *language* and *direction* are set where it is in another language than the edition."""

    content: tuple["Inline", ...]
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Deleted:
    """What a redline shows as gone; *language* and *direction* as above."""

    content: tuple["Inline", ...]
    language: str = ""
    direction: str = ""


Inline = Text | Strong | Emphasis | Link | Name | Value | Sign | Inserted | Deleted


@dataclass(frozen=True, slots=True)
class Phrase:
    """A message in the edition's language.

    *key* is ``domain:key``. *language* and *direction* are set where the text is in another language than the edition
    (source text standing in for a translation), otherwise empty.
    """

    key: str
    content: tuple[Inline, ...]
    state: State = State.SOURCE
    language: str = ""
    direction: str = ""

    def __str__(self) -> str:
        return plain(self.content)


def plain(content: tuple[Inline, ...]) -> str:
    """The text of inline content without its markup, and without what is deleted unless that is all there is."""
    kept = [part for part in content if not isinstance(part, Deleted)] or content
    return "".join(part.text if isinstance(part, Text | Name) else plain(part.content) for part in kept)
