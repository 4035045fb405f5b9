"""TMX 1.4b (LISA, 2005): the translations of a language as a memory for other programs.

Only what is translated goes out. A unit that comes back changed counts as translated. A memory from elsewhere is
remembered: what it holds is offered beside messages, and never written into a catalog.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from generator.exchange import codes, xml
from generator.exchange.languages import fits
from generator.exchange.units import Parcel, Returned, ReturnedPair, ReturnedUnit, Unit
from generator.exchange.xml import Element

if TYPE_CHECKING:
    from lxml.etree import _Element as Written

FLOWING = frozenset({"seg", "note", "prop"})
COMMENT = "x-comment"

_OURS = re.compile(r"\{[a-z][a-z0-9_]*\}|\*\*?|\[|\]\([a-z][a-z0-9_-]*\)")
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


def read(root: Element, source: str = "") -> Returned:
    """What came back in a TMX file: units of ours by their hashes, and pairs of texts from elsewhere.

    *source* is the tag of the project's source language, "" for that of the file. A memory may hold any languages, in any
    direction: each variant beside one in the source language makes a pair.
    """
    header = root.first("header")
    said = header.get("srclang") if header else ""
    source = source or said
    found = [unit for body in root.elements("body") for unit in body.elements("tu")]
    units = tuple(_returned(unit, source) for unit in found if _hashes(unit))
    pairs = tuple(pair for unit in found if not _hashes(unit) for pair in _pairs(unit, source))
    tags = {_language(each): each.place for unit in found for each in unit.elements("tuv") if _is_target(each, source)}
    place = next(iter(tags.values()), root.place)
    # a memory without a word of the source language is about another one
    return Returned("" if units or pairs else said, tuple(filter(None, tags)), place, units, pairs=pairs)


def _language(variant: Element) -> str:
    return variant.language.strip()


def _is_target(variant: Element, source: str) -> bool:
    return not fits(_language(variant), source)


def _hashes(unit: Element) -> dict[str, str]:
    props = {prop.get("type"): prop.text for prop in unit.elements("prop")}
    return props if {"x-source-hash", "x-offered-hash"} <= {*props} else {}


def _returned(unit: Element, source: str) -> ReturnedUnit:
    props = _hashes(unit)
    target = next((variant for variant in unit.elements("tuv") if _is_target(variant, source)), unit)
    domain, _, id = unit.get("tuid").partition(":")
    segment = target.first("seg")
    return ReturnedUnit(
        domain,
        id,
        segment.text if segment else "",
        True,
        props.get(COMMENT, ""),
        props["x-source-hash"],
        props["x-offered-hash"],
        segment.place if segment else unit.place,
        language=_language(target),
    )


def _pairs(unit: Element, source: str) -> Iterator[ReturnedPair]:
    """The pairs of a unit from elsewhere; its codes are left out, for they mean nothing here."""
    texts = [(_language(each), "".join(map(_text, each.elements("seg"))).strip()) for each in unit.elements("tuv")]
    own = next((text for tag, text in texts if fits(tag, source)), "")
    for tag, text in texts:
        if own and text and not fits(tag, source):
            yield ReturnedPair(tag, own, text)


def _text(element: Element) -> str:
    """The text of a segment, with those of its codes that write our own markup."""
    return "".join(
        child if isinstance(child, str) else _text(child) if child.name == "hi" or _OURS.fullmatch(child.text) else ""
        for child in element.children
    )
