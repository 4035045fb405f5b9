"""TBX (ISO 30042, the dialect of LISA that terminology programs read): the glossary of a language.

The term is the preferred one, its variants are admitted, and the words that must not stand for it are deprecated.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.catalogs import Term
from generator.errors import CatalogError, Finding, Severity
from generator.exchange import xml
from generator.exchange.languages import fits
from generator.exchange.units import Parcel, Returned, ReturnedTerm, term_hashes
from generator.exchange.xml import Element

if TYPE_CHECKING:
    from lxml.etree import _Element as Written

FLOWING = frozenset({"term", "note", "admin", "termNote", "p"})

SPACE = "urn:iso:std:iso:30042:ed-2"
"""The namespace of TBX as of 2019."""

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


def read(root: Element, source: str = "") -> Returned:
    """The terms of a TBX file of 2008 (``martif``) or 2019 (``tbx``), ours or not, in each language that it has.

    *source* is the tag of the project's source language, "" for that of the file.
    """
    source = source or root.language
    entries = tuple(root.below("termEntry", "conceptEntry"))
    tags = {
        words.language: words.place
        for entry in entries
        for words in entry.elements("langSet", "langSec")
        if not fits(words.language, source)
    }
    place = next(iter(tags.values()), root.place)
    terms = tuple(term for entry in entries for term in _returned(entry, source))
    return Returned("", tuple(filter(None, tags)), place, terms=terms)


def _returned(entry: Element, source: str) -> Iterator[ReturnedTerm]:
    """The terms of an entry, one for each language beside that of the source."""
    hashes = {admin.get("type"): admin.text for admin in entry.elements("admin")}
    holders = tuple(entry.elements("langSet", "langSec"))
    own = tuple(word for each in holders if fits(each.language, source) for word, _ in _words_of(each) if word)
    notes = [note.text for note in entry.elements("note")]
    if not hashes:
        notes += [each.text.strip() for each in entry.below("descrip") if each.get("type") == "definition"]
    for holder in holders:
        if fits(holder.language, source):
            continue
        words = {kinds: tuple(word for word, said in _words_of(holder) if word and said in kinds) for kinds in _KINDS}
        preferred, admitted, forbidden = words.values()
        if not preferred and not hashes:
            # who has but one word for a concept often does not say that it is the preferred one
            preferred, admitted = admitted[:1], admitted[1:]
        target, *more = preferred or ("",)
        yield ReturnedTerm(
            holder.language,
            entry.get("id"),
            own,
            target,
            (*more, *admitted),
            forbidden,
            "\n".join(dict.fromkeys(notes)),
            hashes.get("x-source-hash", ""),
            hashes.get("x-offered-hash", ""),
            holder.place,
        )


_KINDS = ((PREFERRED,), (ADMITTED, ""), (DEPRECATED, SUPERSEDED))
"""The statuses of the term, of its variants, of forbidden words."""


def _words_of(holder: Element) -> Iterator[tuple[str, str]]:
    """The words of a language with what is said of their status."""
    for group in holder.below("tig", "ntig", "termSec"):
        term = next(group.below("term"), None)
        notes = [note.text.strip() for note in group.below("termNote") if note.get("type") == STATUS]
        yield (term.text if term else ""), _STATUSES.get(notes[0] if notes else "", notes[0] if notes else "")


_STATUSES = {"preferred": PREFERRED, "admitted": ADMITTED, "deprecated": DEPRECATED, "superseded": SUPERSEDED}
"""Short names of statuses that other programs write."""
