"""Structure tree -> PDF objects: StructTreeRoot, ParentTree, IDTree (ISO 32000-1, 14.7)."""

from typing import Any

import pydyf

from generator.formats.pdf.structure import Element, Run, Structure, Touch

ALWAYS = frozenset(("TR", "TH", "TD"))
"""Elements that count even when empty: a table is a grid."""
OWNERS = {"L": "/List", "TH": "/Table", "TD": "/Table", "Figure": "/Layout", "Span": "/Layout"}


def write(pdf: Any, structure: Structure, streams: list[Any]) -> None:
    """Add the tree of *structure* to *pdf*, whose page contents are *streams*."""
    _TagWriter(pdf, streams).write(structure.root)
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


class _TagWriter:
    def __init__(self, pdf: Any, streams: list[Any]) -> None:
        self.pdf = pdf
        self.marks = [stream._tags for stream in streams]
        self.pages = pdf.page_references
        self.objects: dict[Element, Any] = {}
        self.owners: list[dict[int, bytes]] = [{} for _ in streams]
        self.touches: list[tuple[Any, bytes]] = []

    def write(self, document: Element) -> None:
        root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self.pdf.add_object(root)
        _prune(document, self.marks)
        for element in document.walk():
            self.objects[element] = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{element.type}"})
            self.pdf.add_object(self.objects[element])
        for element, tag in self.objects.items():
            tag["P"] = root.reference if element.parent is None else self.objects[element.parent].reference
            self._fill(element, tag)
        root["K"] = pydyf.Array([self.objects[document].reference])
        root["ParentTree"] = self._parent_tree()
        root["ParentTreeNextKey"] = len(self.pages) + len(self.touches)
        if ids := self._id_tree():
            root["IDTree"] = ids
        self.pdf.catalog["StructTreeRoot"] = root.reference

    def _fill(self, element: Element, tag: Any) -> None:
        kids = pydyf.Array()
        for kid in element.kids:
            match kid:
                case Element():
                    kids.append(self.objects[kid].reference)
                case Run():
                    self._add_mark(tag, kids, kid)
                case Touch():
                    self._add_touch(tag, kids, kid)
        if kids:
            tag["K"] = kids
        for key, text in element.entries.items():
            tag[key] = pydyf.String(text)
        if element.id:
            tag["ID"] = pydyf.String(element.id)
        if attributes := self._attributes(element):
            tag["A"] = attributes

    def _add_mark(self, tag: Any, kids: Any, run: Run) -> None:
        mcid = self.marks[run.page][run.box]
        if mcid in self.owners[run.page]:
            return  # A line that shares the mark of the line before.
        self.owners[run.page][mcid] = tag.reference
        page = self.pages[run.page]
        if tag.setdefault("Pg", page) == page:
            kids.append(mcid)
        else:
            kids.append(pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": mcid}))

    def _add_touch(self, tag: Any, kids: Any, touch: Touch) -> None:
        annotation = touch.box.link_annotation
        annotation["Contents"] = pydyf.String(touch.name)
        annotation["StructParent"] = len(self.pages) + len(self.touches)
        self.touches.append((annotation, tag.reference))
        kids.append(pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": self.pages[touch.page]}))

    def _attributes(self, element: Element) -> Any:
        attributes = {
            key: pydyf.Array(value) if isinstance(value, list) else value for key, value in element.attributes.items()
        }
        if element.headers:
            attributes["Headers"] = pydyf.Array([pydyf.String(head.id) for head in element.headers])
        return pydyf.Dictionary({"O": OWNERS[element.type], **attributes}) if attributes else None

    def _parent_tree(self) -> bytes:
        """Page number -> owners of its marks in order; then, for each link area, its Link."""
        numbers = pydyf.Array()
        for page, owners in enumerate(self.owners):
            array = pydyf.Array([owners[mcid] for mcid in range(len(owners))])
            self.pdf.add_object(array)
            numbers.extend([page, array.reference])
        for number, (_, owner) in enumerate(self.touches, len(self.pages)):
            numbers.extend([number, owner])
        return self._add(pydyf.Dictionary({"Nums": numbers}))

    def _id_tree(self) -> bytes | None:
        ids = sorted((element.id.encode(), tag) for element, tag in self.objects.items() if element.id)
        names = pydyf.Array()
        for id, tag in ids:
            names.extend([pydyf.String(id.decode()), tag.reference])
        return self._add(pydyf.Dictionary({"Names": names})) if names else None

    def _add(self, object: Any) -> bytes:
        self.pdf.add_object(object)
        return bytes(object.reference)


def _prune(element: Element, marks: list[dict[Any, int]]) -> None:
    """Drop runs that were not painted, and elements left without content."""
    for kid in element.kids:
        if isinstance(kid, Element):
            _prune(kid, marks)
    element.kids = [kid for kid in element.kids if _counts(kid, marks)]


def _counts(kid: Element | Run | Touch, marks: list[dict[Any, int]]) -> bool:
    match kid:
        case Element():
            return bool(kid.kids) or kid.type in ALWAYS
        case Run():
            return kid.box in marks[kid.page]
        case Touch():
            return kid.box.link_annotation is not None
