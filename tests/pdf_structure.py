"""What ears get from a PDF: its structure tree with the text of each element, its tables as grids, its artifacts.

``read(path_or_bytes)`` returns a `Document`; `tests.pdf_faults` judges it.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

SHOW = frozenset(("Tj", "TJ", "'", '"'))
PAINT = SHOW | frozenset("S s f F f* B B* b b* sh Do".split()) | {"INLINE IMAGE"}


@dataclass(eq=False)
class Mark:
    """A marked-content sequence or an unmarked run: *tag* is "" for what stands outside of any mark."""

    page: int
    tag: str
    mcid: int | None
    properties: dict[str, Any]
    nested: str = ""
    text: str = ""
    painted: bool = False


@dataclass(eq=False)
class Element:
    """A structure element; *kids* in order: elements, marks and annotations."""

    object: Any
    type: str
    parent: "Element | None"
    kids: list[Any] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return str(self.object.get("/ID", ""))

    @property
    def headers(self) -> list[str]:
        return [str(id) for id in self.attributes.get("/Headers", [])]

    def entry(self, key: str) -> str:
        return str(self.object.get(key, ""))

    @property
    def text(self) -> str:
        """The text, one blank for each run of blanks, soft hyphens gone."""
        return " ".join(self._raw().replace("\u00ad", "").split())

    @property
    def heard(self) -> str:
        """The text as it is read out: replacements in place of characters."""
        return " ".join(self._raw(heard=True).replace("\u00ad", "").split())

    def _raw(self, heard: bool = False) -> str:
        if heard and "/ActualText" in self.object:
            return self.entry("/ActualText")
        parts = [
            kid.text if isinstance(kid, Mark) else kid._raw(heard)
            for kid in self.kids
            if isinstance(kid, Mark | Element)
        ]
        blocks = any(isinstance(kid, Element) and kid.type not in INLINE for kid in self.kids)
        return (" " if blocks else "").join(parts)

    def walk(self) -> "Iterator[Element]":
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def find(self, *types: str) -> "list[Element]":
        return [element for element in self.walk() if element.type in types]

    def outline(self, depth: int = 0) -> str:
        """The tree as indented types, for goldens and for failing tests."""
        lines = [f"{'  ' * depth}{self.type}"]
        return "\n".join(lines + [kid.outline(depth + 1) for kid in self.kids if isinstance(kid, Element)])


INLINE = frozenset(("Span", "Link", "Quote", "Code", "Reference", "Lbl", "Note"))


@dataclass(eq=False)
class Cell:
    element: Element
    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(eq=False)
class Document:
    """A PDF, read. *marks* are all runs of all pages in the order of painting; *glyphs* the codes shown, by font."""

    pdf: Any
    root: Element | None
    marks: list[Mark]
    glyphs: dict[str, set[int]]
    orphans: list[str]

    @property
    def elements(self) -> list[Element]:
        return list(self.root.walk()) if self.root else []

    @property
    def artifacts(self) -> list[Mark]:
        return [mark for mark in self.marks if mark.tag == "Artifact"]

    def find(self, *types: str) -> list[Element]:
        return self.root.find(*types) if self.root else []

    def heads(self, cell: Element) -> list[str]:
        """The texts of the heads of *cell*, in its order."""
        by_id = {element.id: element for element in self.elements if element.id}
        return [by_id[id].text for id in cell.headers]

    def associations(self, table: Element) -> list[tuple[str, tuple[str, ...]]]:
        """Each data cell of *table* as it is heard, with the texts of its heads."""
        return [(cell.heard, tuple(self.heads(cell))) for cell in table.find("TD")]


def grid(table: Element) -> tuple[list[Cell], dict[tuple[int, int], list[Cell]]]:
    """The cells of *table*, and the cells that cover each slot (row, column)."""
    cells: list[Cell] = []
    slots: dict[tuple[int, int], list[Cell]] = {}
    for y, row in enumerate(table.find("TR")):
        x = 0
        for element in row.kids:
            while (y, x) in slots:
                x += 1
            height, width = (int(element.attributes.get(key, 1)) for key in ("/RowSpan", "/ColSpan"))
            cell = Cell(element, y, x, height, width)
            cells.append(cell)
            for slot in ((y + dy, x + dx) for dy in range(height) for dx in range(width)):
                slots.setdefault(slot, []).append(cell)
            x += width
    return cells, slots


def read(source: bytes | Path) -> Document:
    """Read a PDF. Never raises for a bad structure: that is for the faults."""
    pdf = pikepdf.open(io.BytesIO(source) if isinstance(source, bytes) else source)
    marks: list[Mark] = []
    glyphs: dict[str, set[int]] = {}
    for number, page in enumerate(pdf.pages):
        marks += _Painter(number, glyphs).read(page, page.obj.get("/Resources", pikepdf.Dictionary()))
    document = Document(pdf, None, marks, glyphs, [])
    if "/StructTreeRoot" in pdf.Root:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        by_mcid = {(mark.page, mark.mcid): mark for mark in marks if mark.mcid is not None}
        tree = pdf.Root.StructTreeRoot
        top = tree.get("/K")
        top = top[0] if isinstance(top, pikepdf.Array) else top
        document.root = _element(top, None, None, pages, by_mcid, document.orphans)
    return document


def _element(
    object: Any, parent: Element | None, page: Any, pages: dict[Any, int], marks: dict[Any, Mark], orphans: list[str]
) -> Element:
    element = Element(object, str(object.get("/S", "/"))[1:], parent)
    for attributes in _list(object.get("/A")):
        element.attributes.update(dict(attributes.items()))
    page = object.get("/Pg", page)
    for kid in _list(object.get("/K")):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            element.kids.append(_element(kid, element, page, pages, marks, orphans))
        elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
            element.kids.append(kid.Obj)
        else:
            where = kid.get("/Pg", page) if isinstance(kid, pikepdf.Dictionary) else page
            mcid = int(kid.MCID) if isinstance(kid, pikepdf.Dictionary) else int(kid)
            mark = marks.get((pages.get(where.objgen) if where is not None else None, mcid))
            if mark is None:
                orphans.append(f"{element.type} names marked content {mcid}, which its page does not have")
            else:
                element.kids.append(mark)
    return element


def _list(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, pikepdf.Array) else [value]


class _Painter:
    """Reads a page's content, and the forms it draws, as marks."""

    def __init__(self, page: int, glyphs: dict[str, set[int]]) -> None:
        self.page, self.glyphs = page, glyphs
        self.open: list[Mark] = []
        self.marks: list[Mark] = []
        self.font = ""
        self.unicode: dict[int, str] = {}

    def read(self, content: Any, resources: Any) -> list[Mark]:
        for operands, operator in pikepdf.parse_content_stream(content):
            name = str(operator)
            if name in ("BDC", "BMC"):
                self._begin(operands, resources)
            elif name == "EMC":
                self.open.pop()
            elif name == "Tf":
                self._use_font(resources.Font[operands[0]])
            elif name in PAINT:
                self._paint(name, operands, resources)
        return self.marks

    def _begin(self, operands: Any, resources: Any) -> None:
        properties = operands[1] if len(operands) > 1 else {}
        if isinstance(properties, pikepdf.Name):
            properties = resources.Properties[properties]
        mcid = int(properties["/MCID"]) if "/MCID" in properties else None
        around = self.open[-1].tag if self.open else ""
        mark = Mark(self.page, str(operands[0])[1:], mcid, dict(properties.items()), nested=around)
        self.open.append(mark)
        self.marks.append(mark)

    def _use_font(self, font: Any) -> None:
        self.font = str(font.BaseFont)
        self.unicode = to_unicode(font)

    def _paint(self, name: str, operands: Any, resources: Any) -> None:
        if not self.open:
            self.marks.append(Mark(self.page, "", None, {}, painted=True))
        mark = self.open[-1] if self.open else self.marks[-1]
        mark.painted = True
        if name in SHOW:
            strings = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[-1]]
            data = b"".join(bytes(part) for part in strings if isinstance(part, pikepdf.String))
            codes = [int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2)]
            self.glyphs.setdefault(self.font, set()).update(codes)
            mark.text += "".join(self.unicode.get(code, "\ufffd") for code in codes)
        elif name == "Do" and (form := resources.XObject[operands[0]]).get("/Subtype") == "/Form":
            self.read(form, form.get("/Resources", resources))


def to_unicode(font: Any) -> dict[int, str]:
    """A font's ToUnicode map: code -> text."""
    if "/ToUnicode" not in font:
        return {}
    text = font.ToUnicode.read_bytes().decode("latin-1")
    pairs = re.findall(r"<([0-9a-f]+)>\s*<([0-9a-f]*)>\s*(?:\n|$)", text, re.IGNORECASE)
    return {
        int(code, 16): bytes.fromhex(hexes).decode("utf-16-be")
        for code, hexes in pairs
        if code != "0000" or hexes != "ffff"
    }
