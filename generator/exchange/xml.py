"""XML that came from outside, read with the place of every element; and XML of ours, written.

Expat reads it, without any document type of its own: entities are where XML attacks (CWE-776, CWE-611), and no
translator needs one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from generator.errors import CatalogError, Place

if TYPE_CHECKING:
    from lxml.etree import _Element as Written

DEEPEST = 100
"""Levels of nesting that are read: no exchange format has twenty."""

XML = "http://www.w3.org/XML/1998/namespace"


@dataclass(frozen=True, slots=True)
class Element:
    """An element: *name* without its namespace *space*; attributes in a namespace are written ``space name``."""

    name: str
    space: str
    attributes: Mapping[str, str]
    children: tuple["Element | str", ...]
    place: Place

    def get(self, name: str) -> str:
        """An attribute, "" where it is missing."""
        return self.attributes.get(name, "")

    def elements(self, *names: str) -> Iterator["Element"]:
        """The children with these names; all of them where none is named."""
        for child in self.children:
            if isinstance(child, Element) and (not names or child.name in names):
                yield child

    def below(self, *names: str) -> Iterator["Element"]:
        """The elements with these names on every level below, in the order of the file."""
        for child in self.elements():
            if child.name in names:
                yield child
            yield from child.below(*names)

    def first(self, name: str) -> "Element | None":
        return next(self.elements(name), None)

    @property
    def text(self) -> str:
        """All its text, that of its children included."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def language(self) -> str:
        return self.get(f"{XML} lang") or self.get("lang")


def parse(data: bytes, file: str) -> Element:
    """The root of the document in *data*. Raises CatalogError at the place where it can't be trusted or read."""
    return _Reader(file).read(data)


class _Reader:
    """The elements that are open, outermost first; a last one is the document's root when all are closed."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.open: list[tuple[str, str, Mapping[str, str], Place, list[Element | str]]] = [
            ("", "", {}, Place(file), [])
        ]
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.document_type
        self.parser.EntityDeclHandler = self.entity
        self.parser.SkippedEntityHandler = self.entity

    def read(self, data: bytes) -> Element:
        try:
            self.parser.Parse(data, True)
        except expat.ExpatError as error:
            place = Place(self.file, error.lineno, error.offset + 1)
            problem = f"no well-formed XML: {expat.ErrorString(error.code)}"
            raise CatalogError.at(place, problem, "ask for the file again; this one is damaged") from None
        except (LookupError, ValueError) as error:
            # encodings that Python does not know, or that have several bytes to a character
            raise CatalogError.at(Place(self.file), f"can't be read: {error}", "save the file in UTF-8") from None
        root = self.open[0][4][-1]
        assert isinstance(root, Element)  # noqa: S101 - expat has refused everything else
        return root

    @property
    def place(self) -> Place:
        return Place(self.file, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if len(self.open) > DEEPEST:
            raise CatalogError.at(self.place, f"nested more than {DEEPEST} levels deep", "no exchange file needs this")
        self.open.append((local, space, attributes, self.place, []))

    def end(self, name: str) -> None:
        local, space, attributes, place, children = self.open.pop()
        self.open[-1][4].append(Element(local, space, attributes, tuple(children), place))

    def characters(self, text: str) -> None:
        if len(self.open) > 1:
            self.open[-1][4].append(text)

    def document_type(self, name: str, system: str | None, public: str | None, subset: bool) -> None:
        """TMX and TBX files name their DTD, which is never fetched; a definition of their own is refused."""
        if subset or name not in ("tmx", "martif"):
            hint = "exchange files need none; take the <!DOCTYPE …> out if you trust the rest"
            raise CatalogError.at(self.place, "the file defines a document type of its own", hint)

    def entity(self, *about: Any) -> None:
        raise CatalogError.at(self.place, f"the entity '{about[0]}' is not read", "write its text out")


def write(root: "Written", flowing: frozenset[str], doctype: str = "") -> bytes:
    """The document, indented; inside *flowing* elements every character is text and stays as it is."""
    from lxml import etree

    _indent(root, flowing, 0)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n' + (f"{doctype}\n" if doctype else "")
    body: str = etree.tostring(root, encoding="unicode")
    return f"{head}{body}\n".encode()


def add_text(parent: "Written", text: str) -> None:
    """Text after everything that an element holds so far."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _indent(element: "Written", flowing: frozenset[str], level: int) -> None:
    children = list(element)
    if not children or str(element.tag).rpartition("}")[2] in flowing:
        return
    element.text = "\n" + "  " * (level + 1)
    for child in children:
        _indent(child, flowing, level + 1)
        child.tail = "\n" + "  " * (level + 1)
    children[-1].tail = "\n" + "  " * level
