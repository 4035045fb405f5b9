"""TMX 1.4b (LISA, 2005): the translations of a language as a memory for other programs.

Only what is translated goes out. A unit that comes back changed counts as translated.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from generator.exchange import codes, xml
from generator.exchange.units import Parcel, Returned, ReturnedUnit, Unit
from generator.exchange.xml import Element

if TYPE_CHECKING:
    from lxml.etree import _Element as Written

FLOWING = frozenset({"seg", "note", "prop"})
COMMENT = "x-comment"

_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'


def write(parcel: Parcel) -> bytes:
    """The parcel's translated units as TMX."""
    from lxml import etree

    root = etree.Element("tmx", version="1.4")
    header = {
        "creationtool": "servicedocs",
        "creationtoolversion": "1",
        "segtype": "block",
        "o-tmf": "gettext",
        "adminlang": "en",
        "srclang": parcel.source,
        "datatype": "plaintext",
    }
    etree.SubElement(root, "header", header)
    body = etree.SubElement(root, "body")
    for unit in parcel.units:
        if unit.done:
            _unit(body, unit, parcel)
    return xml.write(root, FLOWING, _DOCTYPE)


def _unit(body: "Written", unit: Unit, parcel: Parcel) -> None:
    from lxml import etree

    element = etree.SubElement(body, "tu", tuid=f"{unit.domain}:{unit.id}", srclang=parcel.source)
    if unit.note:
        etree.SubElement(element, "note").text = unit.note
    props = {"x-source-hash": unit.source_hash, "x-offered-hash": unit.offered_hash}
    for type, text in {**props, COMMENT: unit.comment}.items():
        if text:
            etree.SubElement(element, "prop", type=type).text = text
    for language, text in ((parcel.source, unit.source), (parcel.settings.language.tag, unit.target)):
        variant = etree.SubElement(element, "tuv")
        variant.set(f"{{{xml.XML}}}lang", language)
        _fill(etree.SubElement(variant, "seg"), codes.encode(text))


def _fill(element: "Written", pieces: Iterable[codes.Piece]) -> None:
    """The text with its markup in codes, which here hold the markup itself."""
    from lxml import etree

    for piece in pieces:
        match piece:
            case str():
                xml.add_text(element, piece)
            case codes.Code(text=text):
                etree.SubElement(element, "ph", type="x-value").text = text
            case codes.Span(kind=kind, opening=opening, closing=closing, content=content):
                number = str(1 + sum(child.tag == "bpt" for child in element))
                etree.SubElement(element, "bpt", i=number, type=f"x-{kind}").text = opening
                _fill(element, content)
                etree.SubElement(element, "ept", i=number).text = closing


# Reading


def read(root: Element) -> Returned:
    """What came back in a TMX file of ours; the language is the one that is not the source's."""
    header = root.first("header")
    source = header.get("srclang") if header else ""
    units = [unit for body in root.elements("body") for unit in body.elements("tu")]
    tags = {variant.language: variant.place for unit in units for variant in unit.elements("tuv")}
    tags.pop(source, None)
    place = next(iter(tags.values()), root.place)
    return Returned(source, ", ".join(tags), place, tuple(_returned(unit, source) for unit in units))


def _returned(unit: Element, source: str) -> ReturnedUnit:
    props = {prop.get("type"): prop.text for prop in unit.elements("prop")}
    target = next((variant for variant in unit.elements("tuv") if variant.language != source), unit)
    domain, _, id = unit.get("tuid").partition(":")
    segment = target.first("seg")
    return ReturnedUnit(
        domain,
        id,
        segment.text if segment else "",
        True,
        props.get(COMMENT, ""),
        props.get("x-source-hash", ""),
        props.get("x-offered-hash", ""),
        segment.place if segment else unit.place,
    )
