"""What is wrong with a PDF that claims PDF/UA-1 and PDF/A-3a: own reading of the standards, beside the reference validator.

Each fault is ``rule: what``. The clauses are those of ISO 14289-1 (UA), ISO 19005-3 (A) and ISO 32000-1 (PDF).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pikepdf

from tests.pdf_structure import Document, Element, Mark, grid, to_unicode

PARENTS = {
    "TR": "Table THead TBody TFoot",
    "THead": "Table",
    "TBody": "Table",
    "TFoot": "Table",
    "TH": "TR",
    "TD": "TR",
    "LI": "L",
    "LBody": "LI",
    "TOCI": "TOC",
}
KIDS = {
    "Table": "Caption THead TBody TFoot TR",
    "THead": "TR",
    "TBody": "TR",
    "TFoot": "TR",
    "TR": "TH TD",
    "L": "Caption L LI",
    "LI": "Lbl LBody",
    "TOC": "Caption TOC TOCI",
}
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def faults(document: Document) -> list[str]:
    """All faults of *document*, each once."""
    return list(dict.fromkeys(fault for check in CHECKS for fault in check(document)))


def marked_content(document: Document) -> Iterator[str]:
    """Everything painted is content of an element or an artifact, and never both (UA 7.1)."""
    yield from (f"mcid: {orphan}" for orphan in document.orphans)
    owners: Counter[Mark] = Counter(
        kid for element in document.elements for kid in element.kids if isinstance(kid, Mark)
    )
    for mark in document.marks:
        if not mark.tag:
            yield f"untagged: page {mark.page + 1} paints something outside of any mark: '{mark.text}'"
        elif mark.nested:
            yield f"nested: page {mark.page + 1}: {mark.tag} inside {mark.nested}"
        elif mark.tag != "Artifact" and mark.mcid is None:
            yield f"untagged: page {mark.page + 1}: {mark.tag} '{mark.text}' has no MCID"
        elif mark.mcid is not None and owners[mark] != 1:
            yield f"mcid: page {mark.page + 1}: '{mark.text}' (MCID {mark.mcid}) belongs to {owners[mark]} elements"
    ids = [(mark.page, mark.mcid) for mark in document.marks if mark.mcid is not None]
    if len(set(ids)) < len(ids):
        yield "mcid: an MCID is used twice on a page"


def parent_tree(document: Document) -> Iterator[str]:
    """The parent tree leads from content to its element, and back (PDF 14.7.4.4)."""
    if document.root is None:
        return
    numbers = list(document.pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    keys = [int(page.obj.get("/StructParents", -1)) for page in document.pdf.pages]
    for element in document.elements:
        if element.parent is not None and element.object.P.objgen != element.parent.object.objgen:
            yield f"parent: {element.type} '{element.text}' names another parent"
        for kid in element.kids:
            if isinstance(kid, Mark):
                owners = parents.get(keys[kid.page], [])
                if kid.mcid is None or kid.mcid >= len(owners) or owners[kid.mcid].objgen != element.object.objgen:
                    yield f"parent tree: '{kid.text}' does not lead to its {element.type}"
            elif not isinstance(kid, Element):
                owner = parents.get(int(kid.get("/StructParent", -1)))
                if owner is None or owner.objgen != element.object.objgen:
                    yield f"parent tree: an annotation does not lead to its {element.type}"


def nesting(document: Document) -> Iterator[str]:
    """Types stand where they may (UA 7.2), and every element carries something."""
    if document.root is None:
        yield "tree: the file is not tagged"
    for element in document.elements:
        parent = element.parent.type if element.parent else ""
        if element.type in PARENTS and parent not in PARENTS[element.type].split():
            yield f"nesting: {element.type} in {parent}"
        for kid in element.kids:
            if element.type in KIDS and (not isinstance(kid, Element) or kid.type not in KIDS[element.type].split()):
                yield f"nesting: {getattr(kid, 'type', 'content')} in {element.type}"
        if element.type == "NonStruct":
            yield "nesting: an element without meaning (NonStruct)"
        said = {*element.object.keys(), *element.attributes} & {
            "/Lang",
            "/ActualText",
            "/Alt",
            "/E",
            "/TextDecorationType",
        }
        if element.type == "Span" and not said:
            yield f"nesting: a Span that says nothing: '{element.text}'"
        if not element.kids and element.type not in ("TD", "TH", "TR"):
            yield f"nesting: an empty {element.type}"
        captions = [number for number, kid in enumerate(element.kids) if getattr(kid, "type", "") == "Caption"]
        if element.type == "Table" and captions not in ([], [0], [len(element.kids) - 1]):
            yield "nesting: a table's caption is not its first or last kid"


def headings(document: Document) -> Iterator[str]:
    """One title, no level skipped (UA 7.4.2)."""
    levels = [int(element.type[1]) for element in document.find(*(f"H{n}" for n in range(1, 7)))]
    if levels.count(1) != 1:
        yield f"heading: {levels.count(1)} headings of level 1"
    for before, level in pairwise([0, *levels]):
        if level > before + 1:
            yield f"heading: level {level} after {before}"


def tables(document: Document) -> Iterator[str]:
    """Regular grids; heads with scope and id; every cell's heads are heads of its table (UA 7.5)."""
    for table in document.find("Table"):
        cells, slots = grid(table)
        rows, columns = ({slot[axis] for slot in slots} for axis in (0, 1))
        if len(rows) != len(table.find("TR")) or len(slots) != len(rows) * len(columns):
            yield "table: the rows do not have the same number of columns"
        if any(len(over) > 1 for over in slots.values()):
            yield "table: cells overlap"
        heads = {cell.element.id: cell for cell in cells if cell.element.type == "TH"}
        if len(table.find("THead")) > 1:
            yield "table: a repeated head is content"
        for cell in cells:
            yield from _cell(cell.element, heads)


def _cell(cell: Element, heads: dict[str, Any]) -> Iterator[str]:
    if cell.type == "TH":
        if cell.attributes.get("/Scope") not in ("/Row", "/Column", "/Both"):
            yield f"scope: TH '{cell.text}' has none"
        if not cell.id:
            yield f"id: TH '{cell.text}' has none"
    elif not cell.headers and cell.text:
        yield f"headers: TD '{cell.text}' has none"
    for id in cell.headers:
        if id not in heads:
            yield f"headers: '{cell.text}' names '{id}', no head of its table"
        elif heads[id].element is cell:
            yield f"headers: '{cell.text}' is its own head"
    # A cell stands under its column heads and beside its row heads.
    for head in (heads[id] for id in cell.headers if id in heads):
        if cell.type == "TD" and not _reaches(head, cell, heads):
            yield f"headers: '{cell.text}' does not stand under or beside '{head.element.text}'"


def _reaches(head: Any, cell: Element, heads: dict[str, Any]) -> bool:
    table = cell
    while table.type != "Table" and table.parent:
        table = table.parent
    own = next(other for other in grid(table)[0] if other.element is cell)
    if head.element.attributes.get("/Scope") == "/Row":
        in_row = head.row < own.row + own.rowspan and own.row < head.row + head.rowspan
        group = head.colspan > 1 and head.row < own.row
        return in_row or group
    return bool(head.column < own.column + own.colspan and own.column < head.column + head.colspan)


def ids(document: Document) -> Iterator[str]:
    """The ID tree knows each id once, and only those (PDF 14.7.2); notes have one (UA 7.9)."""
    known = [element.id for element in document.elements if element.id]
    tree = document.pdf.Root.get("/StructTreeRoot", {}).get("/IDTree", {}).get("/Names", [])
    names = [bytes(name) for name in list(tree)[::2]]
    yield from (f"id: '{id}' is used {count} times" for id, count in Counter(known).items() if count > 1)
    if sorted(id.encode() for id in known) != names:
        yield "id: the ID tree does not list the elements' ids in order"
    yield from (f"note: '{note.text}' has no id" for note in document.find("Note") if not note.id)
    for figure in document.find("Figure"):
        if not figure.entry("/Alt"):
            yield "figure: no Alt"


def annotations(document: Document) -> Iterator[str]:
    """Links are told by name, belong to a Link, and lead somewhere (UA 7.18)."""
    names = document.pdf.Root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    targets = {str(name) for name in list(names)[::2]}
    held = {kid.objgen for link in document.find("Link") for kid in link.kids if not isinstance(kid, Mark | Element)}
    for number, page in enumerate(document.pdf.pages, 1):
        if page.obj.get("/Tabs") != "/S":
            yield f"annotation: page {number} has no tab order"
        for annotation in page.obj.get("/Annots", []):
            contents = str(annotation.get("/Contents", ""))
            if not contents.strip() or re.match(r"[a-z]+:|#", contents):
                yield f"annotation: page {number}: no Contents that tell the link: '{contents}'"
            if annotation.objgen not in held or "/StructParent" not in annotation:
                yield f"annotation: page {number}: '{contents}' belongs to no Link"
            if "/Dest" in annotation and str(annotation.Dest) not in targets:
                yield f"annotation: page {number}: '{contents}' leads nowhere"
    for link in document.find("Link"):
        if not any(not isinstance(kid, Mark | Element) for kid in link.kids):
            yield f"annotation: Link '{link.text}' has no annotation"


def fonts(document: Document) -> Iterator[str]:
    """All fonts embedded, each glyph shown has a Unicode value, none is .notdef (UA 7.21, A 6.2.11)."""
    for font in document.pdf.objects:
        if not isinstance(font, pikepdf.Dictionary) or font.get("/Type") != "/Font" or font.get("/Subtype") != "/Type0":
            continue
        descriptor = font.DescendantFonts[0].FontDescriptor
        name = str(font.BaseFont)
        if not {"/FontFile2", "/FontFile3"} & set(descriptor.keys()):
            yield f"font: {name} is not embedded"
        known = to_unicode(font)
        for code in sorted(document.glyphs.get(name, set())):
            if not known.get(code) or re.search("[\ufffd\ue000-\uf8ff]", known[code]):
                yield f"font: {name} shows glyph {code} without a Unicode value"
        if 0 in document.glyphs.get(name, set()):
            yield f"font: {name} shows .notdef"
        if {"\u2010", "\u2060"} & set("".join(known.values())):
            yield f"font: {name}: a hyphen at a line's end stays in copied text"


def identification(document: Document) -> Iterator[str]:
    """One rdf:RDF, both claims, the extension schema, and the same words as in Info (UA 5, A 6.6.2)."""
    root, info = document.pdf.Root, document.pdf.docinfo
    packet = bytes(root.Metadata.read_bytes()).decode() if "/Metadata" in root else ""
    if packet.count("<rdf:RDF") != 1:
        yield f"xmp: {packet.count('<rdf:RDF')} rdf:RDF"
        return
    tree = ElementTree.fromstring(packet[packet.index("<x:xmpmeta") : packet.index("</x:xmpmeta>") + 12])
    values = {name: " ".join("".join(item.itertext()).split()) for name, item in _properties(tree)}
    wanted = {"{http://www.aiim.org/pdfa/ns/id/}part": "3", "{http://www.aiim.org/pdfa/ns/id/}conformance": "A"}
    for name, value in {**wanted, "{http://www.aiim.org/pdfua/ns/id/}part": "1"}.items():
        if values.get(name) != value:
            yield f"xmp: {name} is {values.get(name)}"
    if "{http://www.aiim.org/pdfa/ns/extension/}schemas" not in values:
        yield "xmp: no extension schema for pdfuaid"
    dates = [str(info.get(key, "")) for key in ("/CreationDate", "/ModDate")]
    stamps = [values.get(f"{{http://ns.adobe.com/xap/1.0/}}{key}", "") for key in ("CreateDate", "ModifyDate")]
    if [re.sub(r"\D", "", date) for date in dates] != [re.sub(r"\D", "", stamp) for stamp in stamps]:
        yield f"xmp: dates {stamps} differ from {dates}"
    for key, name in {
        "Producer": "{http://ns.adobe.com/pdf/1.3/}Producer",
        "Keywords": "{http://ns.adobe.com/pdf/1.3/}Keywords",
    }.items():
        if " ".join(str(info.get(f"/{key}", "")).split()) != values.get(name, ""):
            yield f"xmp: {key} differs from the information dictionary"
    titles = [item.text for _, title in _properties(tree, "title") for item in title.iter(f"{RDF}li")]
    if str(info.get("/Title", "")) not in titles or not titles:
        yield "xmp: no dc:title that equals the information dictionary"


def _properties(tree: Any, local: str = "") -> Iterator[tuple[str, Any]]:
    for description in tree.iter(f"{RDF}Description"):
        for name, value in description.attrib.items():
            element = ElementTree.Element(name)
            element.text = value
            yield name, element
        yield from ((item.tag, item) for item in description if not local or item.tag.endswith("}" + local))


def catalog(document: Document) -> Iterator[str]:
    """Language, title bar, marks, output intent, identifier, outline."""
    root = document.pdf.Root
    if not re.fullmatch(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*", str(root.get("/Lang", ""))):
        yield f"catalog: Lang is '{root.get('/Lang', '')}'"
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "catalog: not marked as tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "catalog: the title is not shown"
    intents = [intent for intent in root.get("/OutputIntents", []) if intent.get("/S") == "/GTS_PDFA1"]
    if len(intents) != 1 or "/DestOutputProfile" not in intents[0]:
        yield "catalog: no output intent with a profile"
    if "/ID" not in document.pdf.trailer:
        yield "catalog: no identifier in the trailer"
    if "/First" not in root.get("/Outlines", {}):
        yield "catalog: no outline"


def attachments(document: Document) -> Iterator[str]:
    """Each embedded file is associated once, named, described and dated (A 6.8)."""
    root = document.pdf.Root
    associated = [file.objgen for file in root.get("/AF", [])]
    tree = list(root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", []))
    if sorted(file.objgen for file in tree[1::2]) != sorted(associated):
        yield f"attachment: {len(tree) // 2} files, {len(associated)} associations"
    for file in tree[1::2]:
        lacking = [key for key in ("/F", "/UF", "/Desc", "/AFRelationship", "/EF") if not str(file.get(key, ""))]
        if lacking or "/ModDate" not in file.EF.F.get("/Params", {}) or "/Subtype" not in file.EF.F:
            yield f"attachment: {file.get('/F')} lacks {', '.join(lacking) or 'its date or type'}"


CHECKS: tuple[Callable[[Document], Iterator[str]], ...] = (
    marked_content,
    parent_tree,
    nesting,
    headings,
    tables,
    ids,
    annotations,
    fonts,
    identification,
    catalog,
    attachments,
)
