"""What an HTML element is in a PDF structure tree (ISO 32000-1, 14.8.4): one table to read, and the attributes that decide."""

import re
from xml.etree.ElementTree import Element as Html

TYPES = {
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "nav": "Sect",
    "aside": "Sect",
    "blockquote": "BlockQuote",
    "p": "P",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "figcaption": "Caption",
    "img": "Figure",
    "{http://www.w3.org/2000/svg}svg": "Figure",
    "q": "Quote",
    "ins": "Span",
    "del": "Span",
    "code": "Code",
}
"""The types that follow from the tag alone. Elements not named here get none: their content belongs to their parent."""

PHRASING = frozenset(
    "a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u var".split()
)
"""Elements that stand in a line."""

INLINE_TYPES = frozenset(("Link", "Span", "Quote", "Code", "Reference"))
GROUPING = frozenset(("Document", "Part", "Art", "Sect", "Div", "BlockQuote"))
"""Types that hold blocks: text directly in them gets a P around it."""

HOLDERS = frozenset(("li", "td", "th", "dd"))
"""Elements that keep their type when they are notes: the note stands in them."""

NOTES = frozenset(("note", "doc-footnote", "doc-endnote"))
NUMBERING = {
    "decimal": "Decimal",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
}
"""``list-style-type`` as ListNumbering (ISO 32000-1, table 347); all others are None."""

DECORATIONS = {"ins": "/Underline", "del": "/LineThrough"}
"""Elements that say what became of their text, as TextDecorationType (ISO 32000-1, table 343)."""


def type_of(element: Html, in_contents: bool) -> str:
    """The structure type, "" if the element has none. *in_contents*: it stands in a table of contents."""
    tag = str(element.tag)
    if tag == "a" and element.get("href"):
        return "Link"
    if in_contents and tag in ("ol", "ul", "li"):
        return "TOCI" if tag == "li" else "TOC"
    if is_note(element) and tag not in HOLDERS:
        return "Note"
    if tag in TYPES:
        return TYPES[tag]
    if tag == "abbr" and element.get("title"):
        return "Span"
    return "Span" if replacement(element) else ""


def is_note(element: Html) -> bool:
    return element.get("role") in NOTES


def is_contents(element: Html) -> bool:
    """Whether it is the table of contents: ``nav.toc``."""
    return element.tag == "nav" and (element.get("role") == "doc-toc" or "toc" in element.get("class", "").split())


def is_hidden(element: Html) -> bool:
    """Drawn, but not for ears: ``aria-hidden``, and images with an empty ``alt``."""
    decorative = element.tag == "img" and element.get("alt") == "" and not element.get("aria-label")
    return element.get("aria-hidden") == "true" or decorative


def replacement(element: Html) -> str:
    """What is read in place of the characters: ``aria-label`` of a phrase or of a cell, a tick's word for example.

    On links and images it is a description (`description`), on landmarks a name; there it replaces nothing.
    """
    tag = element.tag
    takes = (tag in PHRASING and not (tag == "a" and element.get("href"))) or tag in ("td", "th")
    return element.get("aria-label", "") if takes else ""


def description(element: Html) -> str:
    """The text alternative of an image: ``aria-label``, ``alt``, the ``title`` of an inline SVG; "" if there is none."""
    title = element.findtext("{http://www.w3.org/2000/svg}title")
    return element.get("aria-label") or element.get("alt") or title or ""


def entries(element: Html, type: str) -> dict[str, str]:
    """The text entries that follow from attributes: expansion, alternative, replacement, title."""
    label = element.get("aria-label", "")
    found = {
        "E": element.get("title", "") if element.tag == "abbr" else "",
        "Alt": label if type == "Link" else "",
        "ActualText": replacement(element) if type == "Span" else "",
        "T": label if type in ("Sect", "Art", "Part", "Table", "L") else "",
    }
    return {key: text for key, text in found.items() if text}


def spans(cell: Html) -> dict[str, int]:
    """The columns and rows that a cell spans, where more than one."""
    found = {"ColSpan": cell.get("colspan", "1"), "RowSpan": cell.get("rowspan", "1")}
    return {key: int(span) for key, span in found.items() if span.isdecimal() and int(span) > 1}


def name(element: Html) -> str:
    """How a link is called: ``aria-label``, ``title``, or its text; characters without width have no sound."""
    text = " ".join(re.sub("[\u200c\u2060]", "", "".join(element.itertext())).split())
    return element.get("aria-label") or element.get("title") or text
