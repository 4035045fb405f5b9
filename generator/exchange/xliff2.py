"""XLIFF 2.1 (OASIS Standard, 2018): one file for each language, in it one ``file`` for each catalog.

The modules for candidates (suggestions), metadata (hashes) and size restriction are used beside the core.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

from generator.edition import State
from generator.exchange import codes, xml
from generator.exchange.units import Parcel, Returned, ReturnedUnit, Unit
from generator.exchange.xml import Element
from generator.memory import Suggestion

if TYPE_CHECKING:
    from lxml.etree import _Element as Written

CORE = "urn:oasis:names:tc:xliff:document:2.0"
CANDIDATES = "urn:oasis:names:tc:xliff:matches:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
SIZES = "urn:oasis:names:tc:xliff:sizerestriction:2.0"

FLOWING = frozenset({"source", "target", "note", "meta", "data"})

# Section 4.3.1.23 of the standard: an initial segment is not translated, whatever its target says.
STATES = {State.MISSING: "initial", State.STALE: "initial", State.TRANSLATED: "translated"}
DONE = ("translated", "reviewed", "final")
STALE = "servicedocs:stale"

COMMENT = "comment"
OURS = ("author", "kind", "reads", "plural", "length", "previous-source")
"""Categories of notes that tell something; any other note is the translator's."""

_TYPES = {
    "strong": {"type": "fmt", "subType": "xlf:b"},
    "emphasis": {"type": "fmt", "subType": "xlf:i"},
    "link": {"type": "link"},
}
_METADATA = "servicedocs"


def write(parcel: Parcel) -> bytes:
    """The parcel's units as XLIFF 2.1."""
    from lxml import etree

    namespaces = {None: CORE, "mtc": CANDIDATES, "mda": METADATA, "slr": SIZES}
    root = etree.Element(f"{{{CORE}}}xliff", nsmap=namespaces)  # type: ignore[arg-type]  # None is the default namespace
    root.set("version", "2.1")
    root.set("srcLang", parcel.source)
    root.set("trgLang", parcel.settings.language.tag)
    for domain, units in groupby(parcel.units, lambda unit: unit.domain):
        _file(root, domain, tuple(units))
    return xml.write(root, FLOWING)


def _file(root: "Written", domain: str, units: Sequence[Unit]) -> None:
    file = _child(root, "file", id=domain, original=units[0].file)
    if any(unit.limit for unit in units):
        profiles = _child(file, "profiles", SIZES, generalProfile="xliff:codepoints")
        _child(profiles, "normalization", SIZES, general="none")
    for key, forms in groupby(units, lambda unit: unit.key):
        group = list(forms)
        parent = file if group[0].form is None else _child(file, "group", id=key, type="servicedocs:plural")
        for unit in group:
            _unit(parent, unit)


def _unit(parent: "Written", unit: Unit) -> None:
    # an id is an NMTOKEN, which has no brackets
    id = unit.key if unit.form is None else f"{unit.key}:{unit.form}"
    element = _child(parent, "unit", id=id, name=unit.id, canResegment="no")
    if unit.limit:
        element.set(f"{{{SIZES}}}sizeRestriction", str(unit.limit))
    if unit.suggestions:
        matches = _child(element, "matches", CANDIDATES)
        for number, suggestion in enumerate(unit.suggestions, 1):
            _match(matches, suggestion, number)
    group = _child(_child(element, "metadata", METADATA), "metaGroup", METADATA, category=_METADATA)
    for type, hash in (("source", unit.source_hash), ("offered", unit.offered_hash)):
        _child(group, "meta", METADATA, type=type).text = hash
    notes = _child(element, "notes")
    for category, text in unit.notes():
        _child(notes, "note", category=category).text = text
    if unit.comment:
        _child(notes, "note", category=COMMENT, appliesTo="target").text = unit.comment
    segment = _child(element, "segment", id="s", state=_state(unit))
    if unit.state is State.STALE:
        segment.set("subState", STALE)
    _text(_child(segment, "source"), unit.source)
    if unit.target:
        _text(_child(segment, "target"), unit.target)
    if unit.limit:
        _size(segment)


def _match(matches: "Written", suggestion: Suggestion, number: int) -> None:
    match = _child(
        matches,
        "match",
        CANDIDATES,
        id=f"m{number}",
        ref="#s",
        matchQuality=str(suggestion.likeness),
        origin=suggestion.origin,
        type="tm",
    )
    _child(match, "source").text = suggestion.source
    _child(match, "target").text = suggestion.target


def _state(unit: Unit) -> str:
    return "final" if unit.approved else STATES[unit.state]


def _child(parent: "Written", tag: str, space: str = CORE, /, **attributes: str) -> "Written":
    from lxml import etree

    return etree.SubElement(parent, f"{{{space}}}{tag}", attributes)


def _text(element: "Written", text: str) -> None:
    element.set(f"{{{xml.XML}}}space", "preserve")
    _fill(element, codes.encode(text))


def _fill(element: "Written", pieces: Iterable[codes.Piece]) -> None:
    for piece in pieces:
        match piece:
            case str():
                xml.add_text(element, piece)
            case codes.Code(id=id, text=text):
                _child(element, "ph", id=id, equiv=text, disp=text, canCopy="no", canDelete="no")
            case codes.Span(id=id, kind=kind, opening=opening, closing=closing, content=content):
                span = _child(element, "pc", id=id, dispStart=opening, dispEnd=closing, canCopy="no", canDelete="no")
                for name, value in _TYPES[kind].items():
                    span.set(name, value)
                _fill(span, content)


def _size(segment: "Written") -> None:
    """What each code counts against the limit: the characters that stand for it in the catalog (section 5.7.6)."""
    for code in segment.iter(f"{{{CORE}}}ph", f"{{{CORE}}}pc"):
        counted = "".join(codes.marks(code.get("id", "")) or ())
        code.set(f"{{{SIZES}}}sizeInfo", str(len(counted)))


# Reading


def read(root: Element) -> Returned:
    """What came back in an XLIFF 2 document of any version."""
    units = tuple(_returned(unit, _domain(file)) for file in root.elements("file") for unit in file.below("unit"))
    return Returned(root.get("srcLang"), tuple(filter(None, [root.get("trgLang")])), root.place, units)


def _domain(file: Element) -> str:
    """The catalog that a file is about: other programs number files anew, and keep where they come from."""
    return PureWindowsPath(file.get("original")).stem or file.get("id")


def _returned(unit: Element, domain: str) -> ReturnedUnit:
    groups = [group for data in unit.elements("metadata") for group in data.elements("metaGroup")]
    ours = [group for group in groups if group.get("category") == _METADATA]
    hashes = {meta.get("type"): meta.text for group in ours for meta in group.elements("meta")}
    notes = [note for holder in unit.elements("notes") for note in holder.elements("note")]
    comments = [note.text for note in notes if note.get("category") not in OURS]
    segments = tuple(unit.elements("segment", "ignorable"))
    faults: list[str] = []
    target = "".join(_segment_text(segment, faults) for segment in _ordered(segments))
    states = [segment.get("state") for segment in segments if segment.name == "segment"]
    if target and any(map(_is_left_out, segments)):
        states.append(STATES[State.MISSING])
    first = next((found for segment in segments if (found := segment.first("target"))), unit)
    key, _, form = unit.get("id").partition(":")
    return ReturnedUnit(
        domain,
        f"{key}[{form}]" if form else key,
        target,
        # every segment went out with its state: a program that brings none has dropped them, one without is initial
        all(state in DONE for state in states) if any(states) else None,
        "\n".join(comments),
        hashes.get("source", ""),
        hashes.get("offered", ""),
        first.place,
        tuple(faults),
        "".join(text for segment in segments for source in segment.elements("source") for text in _texts(source, [])),
    )


def _ordered(segments: Sequence[Element]) -> list[Element]:
    """The segments in the order of their targets (section 4.3.1.20): the place among them that each target names."""
    places = dict(enumerate(segments, 1))
    for segment in segments:
        target = segment.first("target")
        if target and (order := target.get("order")).isdecimal() and 0 < int(order) <= len(segments):
            places[int(order)] = segment
    named = {id(segment) for segment in places.values()}
    return list(places.values()) if len(named) == len(segments) else list(segments)


def _is_left_out(segment: Element) -> bool:
    """Whether a sentence has no translation, although others of its text have."""
    source, target = segment.first("source"), segment.first("target")
    return segment.name == "segment" and bool(source and source.text.strip()) and not (target and target.children)


def _segment_text(segment: Element, faults: list[str]) -> str:
    target = segment.first("target")
    if target is None and segment.name == "ignorable":
        target = segment.first("source")
    return "".join(_texts(target, faults)) if target else ""


def _texts(element: Element, faults: list[str]) -> Iterator[str]:
    """The text of a target, with every code as our markup writes it."""
    for child in element.children:
        if isinstance(child, str):
            yield child
            continue
        match child.name:
            case "cp":
                yield _character(child.get("hex"), faults)
            case "mrk":
                yield from _texts(child, faults)
            case "sm" | "em":
                pass
            case "ec":
                yield _marks(child.get("startRef") or child.get("id"), faults)[1]
            case _:
                opening, closing = _marks(child.get("id"), faults)
                yield opening
                yield from _texts(child, faults)
                yield "" if child.name == "sc" else closing


def _character(code: str, faults: list[str]) -> str:
    """A character that XML can't write, by its number (section 4.3.1.4 of the standard)."""
    if re.fullmatch("[0-9A-Fa-f]{1,6}", code) and int(code, 16) <= sys.maxunicode:
        return chr(int(code, 16))
    faults.append(f"'{code}' is the number of no character")
    return ""


def _marks(id: str, faults: list[str]) -> tuple[str, str]:
    found = codes.marks(id)
    if found is None:
        faults.append(f"the code '{id}' is none of the source's")
    return found or ("", "")
