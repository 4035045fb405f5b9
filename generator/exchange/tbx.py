"""TBX (ISO 30042, the dialect of LISA that terminology programs read): the glossary of a language.

The term is the preferred one, its variants are admitted, and the words that must not stand for it are deprecated.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.catalogs import Term
from generator.errors import CatalogError, Finding, Severity
from generator.exchange import xml
from generator.exchange.units import Parcel, Returned, ReturnedTerm, term_hashes
from generator.exchange.xml import Element

if TYPE_CHECKING:
    from lxml.etree import _Element as Written

FLOWING = frozenset({"term", "note", "admin", "termNote", "p"})

STATUS = "administrativeStatus"
PREFERRED, ADMITTED, DEPRECATED = "preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts"
SUPERSEDED = "supersededTerm-admn-sts"

_NCNAME = re.compile(r"[^\W\d][\w.-]*")


def write(parcel: Parcel) -> bytes:
    """The parcel's terms as TBX. Raises CatalogError if the id of a concept can't be one in XML."""
    from lxml import etree

    if findings := tuple(_misnamed(parcel.terms)):
        raise CatalogError(findings)
    root = etree.Element("martif", type="TBX")
    root.set(f"{{{xml.XML}}}lang", parcel.source)
    file = etree.SubElement(etree.SubElement(root, "martifHeader"), "fileDesc")
    etree.SubElement(etree.SubElement(file, "sourceDesc"), "p").text = f"{parcel.title}: glossary"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for term in parcel.terms:
        _entry(body, term, parcel)
    return xml.write(root, FLOWING)


def _misnamed(terms: tuple[Term, ...]) -> Iterator[Finding]:
    for term in terms:
        if not _NCNAME.fullmatch(term.concept):
            problem, hint = (
                f"'{term.concept}' can't be an id in XML",
                "begin it with a letter, and write it in kebab-case",
            )
            yield Finding(Severity.ERROR, CatalogError.__name__, term.place, problem, hint)


def _entry(body: "Written", term: Term, parcel: Parcel) -> None:
    from lxml import etree

    entry = etree.SubElement(body, "termEntry", id=term.concept)
    for type, hash in zip(("x-source-hash", "x-offered-hash"), term_hashes(term), strict=True):
        etree.SubElement(entry, "admin", type=type).text = hash
    if term.note:
        etree.SubElement(entry, "note").text = term.note
    words = [(word, PREFERRED if number == 0 else ADMITTED) for number, word in enumerate(term.source)]
    _words(entry, parcel.source, words)
    target = [(term.target, PREFERRED)] if term.target else []
    target += [(word, ADMITTED) for word in term.variants] + [(word, DEPRECATED) for word in term.forbidden]
    if target:
        _words(entry, parcel.settings.language.tag, target)


def _words(entry: "Written", language: str, words: list[tuple[str, str]]) -> None:
    from lxml import etree

    holder = etree.SubElement(entry, "langSet")
    holder.set(f"{{{xml.XML}}}lang", language)
    for word, status in words:
        group = etree.SubElement(holder, "tig")
        etree.SubElement(group, "term").text = word
        etree.SubElement(group, "termNote", type=STATUS).text = status


# Reading


def read(root: Element) -> Returned:
    """What came back in a TBX file of ours; the language is the one that is not the source's."""
    source = root.language
    entries = tuple(root.below("termEntry"))
    tags = {words.language: words.place for entry in entries for words in entry.elements("langSet")}
    tags.pop(source, None)
    place = next(iter(tags.values()), root.place)
    return Returned(source, ", ".join(tags), place, terms=tuple(_returned(entry, source) for entry in entries))


def _returned(entry: Element, source: str) -> ReturnedTerm:
    hashes = {admin.get("type"): admin.text for admin in entry.elements("admin")}
    groups = [
        group for words in entry.elements("langSet") if words.language != source for group in words.below("tig", "ntig")
    ]
    words = {status: tuple(word for word, said in map(_word, groups) if said in status) for status in _KINDS}
    target, *more = words[_KINDS[0]] or ("",)
    return ReturnedTerm(
        entry.get("id"),
        target,
        (*more, *words[_KINDS[1]]),
        words[_KINDS[2]],
        "\n".join(note.text for note in entry.elements("note")),
        hashes.get("x-source-hash", ""),
        hashes.get("x-offered-hash", ""),
        entry.place,
    )


_KINDS = ((PREFERRED,), (ADMITTED, ""), (DEPRECATED, SUPERSEDED))
"""The statuses of the term, of its variants, of forbidden words."""


def _word(group: Element) -> tuple[str, str]:
    term = next(group.below("term"), None)
    notes = [note.text.strip() for note in group.below("termNote") if note.get("type") == STATUS]
    return (term.text if term else ""), (notes[0] if notes else "")
