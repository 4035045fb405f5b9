"""XLIFF 1.2 (OASIS Standard, 2008), for programs that have not learned version 2: the same units, said in older words."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

from generator.edition import State
from generator.errors import Place
from generator.exchange import codes, xml
from generator.exchange.units import Parcel, Returned, ReturnedUnit, Unit
from generator.exchange.xml import Element

if TYPE_CHECKING:
    from lxml.etree import _Element as Written

CORE = "urn:oasis:names:tc:xliff:document:1.2"

FLOWING = frozenset({"source", "target", "note", "context"})

STATES = {State.MISSING: "new", State.STALE: "needs-review-translation", State.TRANSLATED: "translated"}
DONE = ("translated", "signed-off", "final")

COMMENT = "translator"
OURS = ("author", "kind", "reads", "plural", "length", "previous-source")
"""Who is said to have written a note that only tells something; any other note is the translator's."""

PLURALS = "x-gettext-plurals"
"""The type of a group of plural forms, as gettext's converters name it."""

_TYPES = {"strong": "bold", "emphasis": "italic", "link": "link"}
_HASHES = {"x-source-hash": "source", "x-offered-hash": "offered"}


def write(parcel: Parcel) -> bytes:
    """The parcel's units as XLIFF 1.2."""
    from lxml import etree

    root = etree.Element(f"{{{CORE}}}xliff", nsmap={None: CORE})  # type: ignore[dict-item]  # the default namespace
    root.set("version", "1.2")
    for _, units in groupby(parcel.units, lambda unit: unit.domain):
        _file(root, parcel, tuple(units))
    return xml.write(root, FLOWING)


def _file(root: "Written", parcel: Parcel, units: Sequence[Unit]) -> None:
    file = _child(root, "file", original=units[0].file, datatype="plaintext")
    file.set("source-language", parcel.source)
    file.set("target-language", parcel.settings.language.tag)
    body = _child(file, "body")
    for key, forms in groupby(units, lambda unit: unit.key):
        group = list(forms)
        parent = body if group[0].form is None else _child(body, "group", id=key, restype=PLURALS)
        for unit in group:
            _unit(parent, unit)


def _unit(parent: "Written", unit: Unit) -> None:
    element = _child(parent, "trans-unit", id=unit.id, resname=unit.key, approved="yes" if unit.done else "no")
    element.set(f"{{{xml.XML}}}space", "preserve")
    if unit.limit:
        element.set("maxwidth", str(unit.limit))
        element.set("size-unit", "char")
    _fill(_child(element, "source"), codes.encode(unit.source))
    if unit.target:
        _fill(_child(element, "target", state=_state(unit)), codes.encode(unit.target))
    contexts = {"sourcefile": unit.file, "x-key": unit.key, "x-source-hash": unit.source_hash}
    contexts["x-offered-hash"] = unit.offered_hash
    group = _child(element, "context-group", purpose="information")
    for type, text in contexts.items():
        context = _child(group, "context")
        context.set("context-type", type)
        context.text = text
    for category, text in unit.notes():
        note = _child(element, "note", annotates="source")
        note.set("from", category)
        note.text = text
    if unit.comment:
        note = _child(element, "note", annotates="target")
        note.set("from", COMMENT)
        note.text = unit.comment
    for suggestion in unit.suggestions:
        other = _child(element, "alt-trans", origin=suggestion.origin)
        other.set("match-quality", f"{suggestion.likeness}%")
        _child(other, "source").text = suggestion.source
        _child(other, "target").text = suggestion.target


def _state(unit: Unit) -> str:
    return "final" if unit.approved else STATES[unit.state]


def _child(parent: "Written", tag: str, /, **attributes: str) -> "Written":
    from lxml import etree

    return etree.SubElement(parent, f"{{{CORE}}}{tag}", attributes)


def _fill(element: "Written", pieces: Iterable[codes.Piece]) -> None:
    for piece in pieces:
        match piece:
            case str():
                xml.add_text(element, piece)
            case codes.Code(id=id, text=text):
                _child(element, "x", id=id).set("equiv-text", text)
            case codes.Span(id=id, kind=kind, content=content):
                _fill(_child(element, "g", id=id, ctype=_TYPES[kind]), content)


# Reading


def read(root: Element) -> Returned:
    """What came back in an XLIFF 1 document; its files must agree on their languages."""
    files = tuple(root.elements("file"))
    units = tuple(
        # a path of Windows parts its folders either way
        _returned(unit, PureWindowsPath(file.get("original")).stem)
        for file in files
        for unit in file.below("trans-unit")
    )
    languages = {(file.get("source-language"), file.get("target-language")): file.place for file in files}
    if len(languages) != 1:
        # no language is named, or several: neither is one of the project's
        return Returned("", tuple(filter(None, [", ".join(target for _, target in languages)])), root.place, units)
    ((source, target), place), *_ = languages.items()
    return Returned(source, (target,) if target else (), place, units)


def _returned(unit: Element, domain: str) -> ReturnedUnit:
    groups = [context for group in unit.elements("context-group") for context in group.elements("context")]
    contexts = {context.get("context-type"): context.text for context in groups}
    hashes = {name: contexts.get(type, "") for type, name in _HASHES.items()}
    comments = [note.text for note in unit.elements("note") if note.get("from") not in OURS]
    faults: list[str] = []
    target, source = unit.first("target"), unit.first("source")
    return ReturnedUnit(
        domain,
        unit.get("id"),
        "".join(_texts(target, faults)) if target else "",
        _done(unit, target),
        "\n".join(comments),
        hashes["source"],
        hashes["offered"],
        _place(unit, target),
        tuple(faults),
        "".join(_texts(source, [])) if source else None,
    )


def _place(unit: Element, target: Element | None) -> Place:
    return target.place if target else unit.place


def _done(unit: Element, target: Element | None) -> bool | None:
    """Whether the file says that the unit is translated; None if it says nothing."""
    state = target.get("state") if target else ""
    if state:
        return state in DONE
    return True if unit.get("approved") == "yes" else None


def _texts(element: Element, faults: list[str]) -> Iterator[str]:
    """The text of a target, with every code as our markup writes it."""
    for child in element.children:
        if isinstance(child, str):
            yield child
            continue
        found = codes.marks(child.get("rid") or child.get("id"))
        match child.name:
            case "mrk" | "sub":
                yield from _texts(child, faults)
            case "ph" | "bpt" | "ept" | "it" if found is None:
                # codes that another program made hold what they stand for
                yield child.text
            case _ if found is None:
                faults.append(f"the code '{child.get('id')}' is none of the source's")
            case "ex" | "ept":
                yield found[1]
            case "bx" | "bpt":
                yield found[0]
            case _:
                yield found[0]
                yield from _texts(child, faults) if child.name == "g" else ()
                yield found[1]
