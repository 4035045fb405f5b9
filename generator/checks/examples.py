"""Examples of a check: a message and its translation, with whether the check must catch it."""

from dataclasses import dataclass, replace

from generator.catalogs import Catalog, Glossary, LanguageSettings, Term
from generator.catalogs.po import FUZZY, Entry, parse, render
from generator.catalogs.update import new_file
from generator.edition import Language
from generator.errors import Place
from generator.model import Kind, Link, Message, Publication, Vocabulary

KEY = "features.example.name"


@dataclass(frozen=True, slots=True)
class Example:
    """A *source* text with its *target* (a tuple of them for the forms of a *plural*).

    *offered* is the source for which the translation was made, where it is another; *key* the one it stands under in
    the catalog. *names*, *links* and *terms* are what the publication and the glossary hold.
    """

    source: str
    target: str | tuple[str, ...]
    caught: bool
    language: str = "de"
    plural: str = ""
    offered: str = ""
    fuzzy: bool = False
    key: str = KEY
    names: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()

    def situation(self) -> tuple[Publication, Catalog]:
        """A publication with this one message, and a catalog as it would be read from its file."""
        message = Message("offerings", KEY, self.source, Kind.NAME, self.plural, place=Place("content/offerings.yaml"))
        locale = self.language.replace("-", "_")
        direction = "rtl" if locale in ("ar", "he", "fa") else "ltr"
        language = Language(self.language, self.language, locale, self.language, direction)
        settings = LanguageSettings(language, cldr=locale, folder=f"locales/{locale}")
        entry = Entry(
            self.key,
            self.offered or self.source,
            self.plural,
            forms=(self.target,) if isinstance(self.target, str) else self.target,
            flags=(FUZZY,) if self.fuzzy else (),
        )
        file = new_file(settings, "offerings")
        file = parse(render(replace(file, entries=(entry,))), file.file, locale)
        entries = {("offerings", entry.key or ""): entry for entry in file.entries}
        catalog = Catalog(settings, entries, file.plural_forms, Glossary(self.terms))
        return _publication(message, self.names, self.links), catalog


def _publication(message: Message, names: tuple[str, ...], links: tuple[str, ...]) -> Publication:
    return Publication(
        provider="",
        legal_name="",
        source="en",
        names=names,
        links={id: Link(id, "https://example.com/", message) for id in links},
        interface={},
        vocabulary=Vocabulary({}),
        deployments={},
        offerings={},
        groups={},
        features={},
        documents=(),
        messages={"offerings": (message,)},
    )
