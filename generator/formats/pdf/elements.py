"""HTML element -> structure element, made when something is drawn for it.

The tree follows the HTML, not the boxes of the layout: an element broken over pages is one element.
"""

from collections.abc import Callable
from xml.etree.ElementTree import Element as Html

from generator.formats.pdf import roles
from generator.formats.pdf.structure import Element


class Elements:
    """The structure elements of a document, by HTML element."""

    def __init__(self, html: Html) -> None:
        self.root = Element("Document", None)
        self.parents = {child: parent for parent in html.iter() for child in parent}
        self.cells: list[Html] = []
        self._elements: dict[Html, Element] = {}
        self._containers: dict[Html, Element] = {html: self.root}
        self._markers: dict[Html, Element] = {}

    def known(self, html: Html) -> Element | None:
        """The element of *html* if one was made."""
        return self._elements.get(html)

    def ancestor(self, html: Html | None, wanted: Callable[[Html], bool]) -> Html | None:
        """The nearest of *html* and its ancestors that is *wanted*."""
        while html is not None and not wanted(html):
            html = self.parents.get(html)
        return html

    def element(self, html: Html) -> Element:
        """The element of *html*; if it has none of its own, the one that its content goes to."""
        if html not in self._elements:
            parent = self.container(self.parents[html])
            # Where other words are read in place of the content, nothing inside is an element.
            type = "" if "ActualText" in parent.entries else self._type(html)
            self._elements[html] = self._new(type, parent, html) if type else parent
        return self._elements[html]

    def container(self, html: Html) -> Element:
        """Where the content of *html* goes: the element itself, the body of a list item, the words of a cell."""
        if html not in self._containers:
            element = self.element(html)
            if element.type == "LI" and html.tag == "li":
                element = _add("LBody", element)
            if html.tag in roles.HOLDERS and roles.is_note(html):
                element = _add("Note", element)
                element.id = self._note_id(html)
            if html.tag in ("td", "th") and (words := roles.replacement(html)):
                element = _add("Span", element)
                element.entries["ActualText"] = words
            self._containers[html] = element
        return self._containers[html]

    def place(self, html: Html) -> Element:
        """The element for text that stands in *html*."""
        container = self.container(html)
        return self._paragraph(container, html) if container.type in roles.GROUPING else container

    def marker(self, html: Html) -> Element:
        """The label of a list item, before its body."""
        if html not in self._markers:
            item = self.element(html)
            self._markers[html] = Element("Lbl", item)
            item.kids.insert(0, self._markers[html])
        return self._markers[html]

    def _type(self, html: Html) -> str:
        in_contents = self.ancestor(html, roles.is_contents) is not None
        type = roles.type_of(html, in_contents)
        if not type and self._own_language(html):
            return "Span" if html.tag in roles.PHRASING else "Div"
        return type

    def _new(self, type: str, parent: Element, html: Html) -> Element:
        if type in roles.INLINE_TYPES and parent.type in roles.GROUPING:
            parent = self._paragraph(parent, html)
        if type == "Link" and (parent.type == "TOCI" or html.get("role") == "doc-noteref"):
            parent = _add("Reference", parent)
        if html.tag in ("dt", "dd"):
            parent = _definition(html, parent)
        element = _add(type, parent)
        element.entries.update(roles.entries(html, type))
        if language := self._own_language(html):
            element.entries["Lang"] = language
        if html.tag in roles.DECORATIONS:
            element.attributes["TextDecorationType"] = roles.DECORATIONS[str(html.tag)]
        if type == "Note":
            element.id = self._note_id(html)
        if type in ("TH", "TD"):
            self.cells.append(html)
            element.attributes.update(roles.spans(html))
        return element

    def _note_id(self, html: Html) -> str:
        return html.get("id") or f"note-{len(self._elements)}"

    def _paragraph(self, container: Element, html: Html) -> Element:
        """The paragraph around text that stands directly among blocks, one for each block it stands in."""
        block = self.ancestor(html, lambda other: other.tag not in roles.PHRASING)
        last = container.kids[-1] if container.kids else None
        if isinstance(last, Element) and last.around is block:
            return last
        paragraph = _add("P", container)
        paragraph.around = block
        return paragraph

    def _own_language(self, html: Html) -> str:
        """The language of *html* if it differs from the text around it."""
        language = html.get("lang", "")
        around = self.ancestor(self.parents[html], lambda other: bool(other.get("lang")))
        return "" if around is not None and around.get("lang") == language else language


def _add(type: str, parent: Element) -> Element:
    element = Element(type, parent)
    parent.kids.append(element)
    return element


def _definition(html: Html, list_: Element) -> Element:
    """The list item of a ``dt`` or ``dd``: a term opens one, its definitions follow in it."""
    if list_.type != "L":
        return list_
    last = list_.kids[-1] if list_.kids else None
    if isinstance(last, Element) and (html.tag == "dd" or _only_labels(last)):
        return last
    return _add("LI", list_)


def _only_labels(item: Element) -> bool:
    return all(isinstance(kid, Element) and kid.type == "Lbl" for kid in item.kids)
