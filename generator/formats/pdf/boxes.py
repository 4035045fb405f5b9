"""Laid-out boxes -> structure: which element each drawn run belongs to, in reading order.

What isn't content is an artifact: margin boxes, heads that a table repeats, hidden and decorative things, leaders.
"""

from typing import Any
from xml.etree.ElementTree import Element as Html

from weasyprint.formatting_structure import boxes

from generator.formats.pdf import engine, heads, roles
from generator.formats.pdf.elements import Elements
from generator.formats.pdf.structure import Box, Element, Run, Structure, Touch


def read(document: Any) -> Structure:
    """The structure of a laid-out WeasyPrint document; drops link areas that belong to artifacts from its pages."""
    elements = Elements(document._html.etree_element)
    structure = Structure(elements.root, {}, [])
    reader = _Reader(elements, structure)
    for number, page in enumerate(document.pages):
        reader.read(number, page)
    structure.problems += heads.resolve(elements)
    return structure


def _unwrapped(box: Box) -> Box:
    """The box itself, where layout left a placeholder for it."""
    return getattr(box, "_box", box)


class _Reader:
    """Walks the boxes of all pages."""

    def __init__(self, elements: Elements, structure: Structure) -> None:
        self.elements = elements
        self.structure = structure
        self.page = 0
        self.height = 0.0
        self.links: set[Box] = set()
        self.touched: set[Box] = set()
        self.repeatable: set[Html] = set()
        self.last: Run | None = None
        self.blank = False

    def read(self, number: int, page: Any) -> None:
        self.page, self.height = number, page.height
        self.links = {_unwrapped(box) for *_, box in page.links}
        self._walk(page._page_box)
        page.links[:] = [link for link in page.links if _unwrapped(link[3]) in self.touched]

    def _walk(self, box: Box, in_link: bool = False) -> None:
        box = _unwrapped(box)
        if self._is_artifact(box):
            return
        if isinstance(box, boxes.TextBox):
            self._add_text(box)
            return
        if isinstance(box, boxes.TableCellBox) and box.element.tag in ("td", "th"):
            self.elements.element(box.element)  # Even when empty: a table is a grid.
        if isinstance(box, boxes.ReplacedBox):
            self._add_run(box, self._figure(box))
        if box in self.links and not in_link:
            # A phrase inside a link has an area too, on top of the link's: one is enough.
            in_link = self._add_touch(box)
        if box.element_tag == "br":
            self.blank = True
        if box.element_tag == "li":
            self._number_list(box)
        for child in box.children:
            self._walk(child, in_link)

    def _is_artifact(self, box: Box) -> bool:
        html = box.element
        if isinstance(box, boxes.MarginBox) or box.is_leader or (html is not None and roles.is_hidden(html)):
            return True
        if isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
            again = html in self.repeatable
            self.repeatable.add(html)
            return again
        return False

    def _add_text(self, box: Box) -> None:
        if not box.text.strip() or box.style["visibility"] != "visible":
            self.blank = True
            return
        self.blank |= getattr(box, engine.BLANK_BEFORE, False)
        if box.element_tag and box.element_tag.endswith("::marker"):
            self._add_run(box, self.elements.marker(box.element))
        else:
            self._add_run(box, self.elements.place(box.element))
        self.blank = getattr(box, engine.BLANK_AFTER, False)

    def _add_run(self, box: Box, owner: Element) -> None:
        run = Run(box, self.page, owner, len(self.structure.runs))
        if self.blank and self.last is not None and _block(self.last.owner) is _block(owner):
            self.last.spaced = True
        self.last, self.blank = run, False
        owner.kids.append(run)
        self.structure.runs[box] = run

    def _add_touch(self, box: Box) -> bool:
        link = self.elements.ancestor(box.element, lambda html: html.tag == "a" and bool(html.get("href")))
        if link is None:
            return False
        element, name = self.elements.element(link), roles.name(link)
        if element.type != "Link":
            self._complain(f"the link '{name}' stands inside an aria-label", "a reader hears the label only")
            return False
        if not name:
            self._complain(f"the link to {link.get('href')} has no text", "give it a text or an aria-label")
        element.kids.append(Touch(box, self.page, name))
        self.touched.add(box)
        return True

    def _figure(self, box: Box) -> Element:
        element = self.elements.element(box.element)
        if element.type == "Figure" and not element.attributes:
            element.entries["Alt"] = roles.description(box.element)
            if not element.entries["Alt"]:
                source = box.element.get("src", "an inline drawing")
                self._complain(
                    f"image {source} has no text alternative", 'give it alt="…", or alt="" if it only decorates'
                )
            left, top = box.content_box_x(), box.content_box_y()
            # CSS pixels from the top left to points from the bottom left.
            corners = (left, self.height - top - box.height, left + box.width, self.height - top)
            element.attributes["BBox"] = [round(corner * 0.75, 4) for corner in corners]
        return element

    def _number_list(self, box: Box) -> None:
        if (list_ := self.elements.element(self.elements.parents[box.element])).type == "L":
            list_.attributes["ListNumbering"] = "/" + roles.NUMBERING.get(str(box.style["list_style_type"]), "None")

    def _complain(self, problem: str, hint: str) -> None:
        self.structure.problems.append((problem, hint))


def _block(element: Element) -> Element:
    """The block in whose lines the content of *element* stands."""
    while element.type in roles.INLINE_TYPES and element.parent is not None:
        element = element.parent
    return element
