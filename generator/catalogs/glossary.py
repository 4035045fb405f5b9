"""The terms of a language: ``glossary.yaml``, one concept after the other.

::

    business-day:
      source: [business day, business days]
      target: Werktag
      variants: [Werktage, Werktagen]
      forbidden: [Arbeitstag]
      note: why
"""

from contextlib import suppress
from dataclasses import dataclass, field

from generator.catalogs.fields import Fields, load, mappings
from generator.catalogs.languages import LanguageSettings
from generator.errors import Finding, Place
from generator.tree import Project, tree

KEYS = ("source", "target", "variants", "forbidden", "note")


@dataclass(frozen=True, slots=True)
class Term:
    """A concept and its words.

    *source* are the English forms, *target* is the word of the language ("" while nobody has chosen one), *variants*
    are inflected or compound forms that count as the term, *forbidden* words must not be used for the concept.
    """

    concept: str
    source: tuple[str, ...]
    target: str
    variants: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    note: str = ""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms of one language in the order of its file."""

    terms: tuple[Term, ...] = ()


def glossary_file(settings: LanguageSettings) -> str:
    """The path of a language's glossary, relative to the project."""
    return f"{settings.folder}/glossary.yaml"


Glossaries = dict[str, tuple[bytes, Glossary]]
"""Glossaries without mistakes by file, each with the bytes that say so."""


def read_glossary(
    project: Project, settings: LanguageSettings, findings: list[Finding], known: Glossaries | None = None
) -> Glossary:
    """The language's glossary, empty where there is no file; every mistake goes to *findings*.

    One that is *known* by the same bytes is taken from there; others are added.
    """
    file = glossary_file(settings)
    if not tree(project).has(file):
        return Glossary()
    data = _bytes(project, file) if known is not None else None
    if known and file in known and known[file][0] == data:
        return known[file][1]
    node, unread = load(project, file)
    mistakes = [*unread]
    entries = [(name, Fields(entries, KEYS, mistakes)) for name, entries in mappings(node, file, mistakes)]
    glossary = Glossary(tuple(_term(name.text, fields, name.place) for name, fields in entries))
    if known is not None and data is not None and not mistakes:
        known[file] = data, glossary
    findings += mistakes
    return glossary


def _bytes(project: Project, file: str) -> bytes | None:
    with suppress(OSError):  # told by `load`
        return tree(project).read(file)
    return None


def _term(concept: str, fields: Fields, place: Place) -> Term:
    source = tuple(scalar.text for scalar in fields.texts("source"))
    if not source:
        fields.wrong(place, f"'{concept}' has no source", "write source: [word, words], all English forms")
    target = fields.text("target", "")
    for word in fields.texts("forbidden"):
        if word.text.casefold() == target.casefold():
            fields.wrong(word.place, f"'{word.text}' is the term itself", "a word can't be chosen and forbidden")
    return Term(
        concept,
        source,
        target,
        tuple(scalar.text for scalar in fields.texts("variants")),
        tuple(scalar.text for scalar in fields.texts("forbidden")),
        fields.text("note", ""),
        place,
    )
