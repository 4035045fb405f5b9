"""The words of a structure tree (ISO 32000-1, 14.7): elements, and the runs and link areas that belong to them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Box = Any
"""A box of WeasyPrint's layout."""


@dataclass(slots=True, eq=False)
class Run:
    """Something drawn, a line's text or an image; *order* counts the runs of the document in reading order.

    A *spaced* run is parted from the next one by a blank that layout took away, at a line's end for example. It has to
    be there for ears (ISO 32000-1, 14.8.2.5).
    """

    box: Box
    page: int
    owner: "Element"
    order: int
    spaced: bool = False


@dataclass(slots=True, eq=False)
class Touch:
    """A link's sensitive area on a page: one for each line over which the link goes."""

    box: Box
    page: int
    name: str


@dataclass(slots=True, eq=False)
class Element:
    """A structure element.

    *entries* are its text entries (Lang, ActualText, Alt, E, T), *attributes* those of its owner (layout, list, table).
    A paragraph with *around* was made for text that stood among blocks, in that HTML element.
    """

    type: str
    parent: "Element | None"
    kids: "list[Element | Run | Touch]" = field(default_factory=list)
    entries: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)
    id: str = ""
    headers: "tuple[Element, ...]" = ()
    around: object = None

    def walk(self) -> "Iterator[Element]":
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


@dataclass(slots=True)
class Structure:
    """The tree, who owns each drawn box (artifacts have no owner), and what is wrong with the document (problem, hint)."""

    root: Element
    runs: dict[Box, Run]
    problems: list[tuple[str, str]]
