"""A small publication with its translations, out of a table of texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generator.catalogs import Catalog, Glossary, LanguageSettings, Term
from generator.catalogs.po import Entry, parse, render
from generator.catalogs.update import new_file
from generator.checks.examples import _publication
from generator.edition import Language
from generator.errors import Place
from generator.model import Kind, Message, Publication

LANGUAGES = ("de", "es", "ko", "zh-Hans")


@dataclass(frozen=True)
class Sample:
    """Texts of one content file: *rows* hold a key, the English and a translation into each of LANGUAGES.

    *plurals* hold a key, both English forms and the forms by language; *terms* a concept, its words in English, and in
    each language what they are called and what not; *variants* are more forms of a term by concept and language.
    """

    domain: str
    names: tuple[str, ...]
    links: tuple[str, ...]
    rows: tuple[tuple[str, str, str, str, str, str], ...]
    plurals: tuple[tuple[str, tuple[str, str], dict[str, tuple[str, ...]]], ...]
    terms: tuple[tuple[str, tuple[str, ...], tuple[str, str, str, str], tuple[str, str, str, str]], ...]
    variants: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def publication(self) -> Publication:
        """The messages, in English."""
        place = Place(f"content/{self.domain}.yaml")
        messages = [Message(self.domain, key, english, _kind(key), place=place) for key, english, *_ in self.rows]
        messages += [
            Message(self.domain, key, one, Kind.PHRASE, many, "count", place=place)
            for key, (one, many), _ in self.plurals
        ]
        made = _publication(tuple(messages), self.names, self.links)
        return replace(made, messages={self.domain: tuple(messages)})

    def catalog(self, tag: str) -> Catalog:
        """The translations into one language."""
        locale = tag.replace("-", "_")
        column = LANGUAGES.index(tag)
        settings = LanguageSettings(
            Language(tag, tag, locale, tag, "ltr"), cldr=locale, folder=f"locales/{locale}", han_latin_space=True
        )
        entries = [Entry(row[0], row[1], forms=(row[2 + column],)) for row in self.rows]
        entries += [Entry(key, one, many, forms=forms[tag]) for key, (one, many), forms in self.plurals]
        file = new_file(settings, self.domain)
        file = parse(render(replace(file, entries=tuple(entries))), file.file, locale)
        terms = tuple(
            Term(id, source, targets[column], self.variants.get((id, tag), ()), (forbidden[column],))
            for id, source, targets, forbidden in self.terms
        )
        known = {(self.domain, entry.key or ""): entry for entry in file.entries}
        return Catalog(settings, known, file.plural_forms, Glossary(terms))


def _kind(key: str) -> Kind:
    if key.endswith(".title"):
        return Kind.TITLE
    if key.startswith("names.") and key != "names.scanned":
        return Kind.NAME
    if key.startswith("cells."):
        return Kind.PHRASE
    return Kind.ITEM if key.startswith("list.") else Kind.PARAGRAPH
