"""Examples of a check: a message and its translation, or a piece of content, with whether the check must catch it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generator.catalogs import Catalog, Glossary, LanguageSettings, Term
from generator.catalogs.ledger import Ledger, Line, Verdict, digest
from generator.catalogs.po import FUZZY, Entry, parse, render
from generator.catalogs.update import new_file
from generator.checks.corpus import Corpus
from generator.edition import Language
from generator.errors import Place
from generator.model import (
    Column,
    Document,
    Fact,
    Feature,
    Group,
    Kind,
    Link,
    Message,
    Month,
    Offering,
    Policy,
    Publication,
    Section,
    TableBlock,
    TableView,
    Vocabulary,
)

KEY = "features.example.name"
_PLACE = Place("content/offerings.yaml")


@dataclass(frozen=True, slots=True)
class Example:
    """A *source* text with its *target* (a tuple of them for the forms of a *plural*).

    *offered* is the source for which the translation was made, where it is another; *key* the one it stands under in
    the catalog. *others* are more texts of the same list, each with its translation, *plurals* more plural ones. *names*,
    *links* and *terms* are what the publication and the glossary hold, *han_latin_space* is the language's policy, *policy* the
    publication's; *verdict* is what the ledger says of the translation. *max_length* limits both texts, 0 doesn't.
    """

    source: str
    target: str | tuple[str, ...]
    caught: bool
    language: str = "de"
    plural: str = ""
    offered: str = ""
    fuzzy: bool = False
    key: str = KEY
    kind: Kind = Kind.NAME
    others: tuple[tuple[str, str], ...] = ()
    plurals: tuple[tuple[tuple[str, str], tuple[str, ...]], ...] = ()
    names: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    han_latin_space: bool = True
    policy: Policy = Policy.PREVIEW
    verdict: str = ""
    max_length: int = 0

    def corpus(self) -> Corpus:
        """A publication with these messages, and a catalog as it would be read from its file."""
        message = Message(
            "offerings", KEY, self.source, self.kind, self.plural, max_length=self.max_length, place=_PLACE
        )
        others = [
            Message("offerings", f"features.other-{number}.name", source, self.kind, place=_PLACE)
            for number, (source, _) in enumerate(self.others, 1)
        ]
        others += [
            Message("offerings", f"features.plural-{number}.name", one, self.kind, many, place=_PLACE)
            for number, ((one, many), _) in enumerate(self.plurals, 1)
        ]
        publication = replace(_publication((message, *others), self.names, self.links), policies={"": self.policy})
        catalog = self._catalog(others)
        return Corpus(publication, [replace(catalog, ledger=self._ledger(message, catalog))])

    def _ledger(self, message: Message, catalog: Catalog) -> Ledger:
        if not self.verdict:
            return Ledger()
        pair = digest(message.text, message.plural), digest(*catalog.forms(message))
        name = f"{message.domain}:{message.key}"
        return Ledger((Line(name, *pair, "", Verdict(self.verdict), "A. Reviewer", "2026-03-01", "why"),))

    def _catalog(self, others: list[Message]) -> Catalog:
        locale = self.language.replace("-", "_")
        direction = "rtl" if locale in ("ar", "he", "fa") else "ltr"
        language = Language(self.language, self.language, locale, self.language, direction)
        settings = LanguageSettings(
            language, cldr=locale, folder=f"locales/{locale}", han_latin_space=self.han_latin_space
        )
        entry = Entry(
            self.key,
            self.offered or self.source,
            self.plural,
            forms=(self.target,) if isinstance(self.target, str) else self.target,
            flags=(FUZZY,) if self.fuzzy else (),
        )
        targets = [*((target,) for _, target in self.others), *(forms for _, forms in self.plurals)]
        rest = [
            Entry(message.key, message.text, message.plural, forms=forms)
            for message, forms in zip(others, targets, strict=True)
        ]
        terms = tuple(replace(term, place=Place(f"{settings.folder}/glossary.yaml")) for term in self.terms)
        file = new_file(settings, "offerings")
        file = parse(render(replace(file, entries=(entry, *rest))), file.file, locale)
        entries = {("offerings", entry.key or ""): entry for entry in file.entries}
        return Catalog(settings, entries, file.plural_forms, Glossary(terms))


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of content, without any language: the *facts* of the feature ``example`` by (offering, aspect).

    *shown* is whether a document has a table with the feature's group; *text* is a paragraph of the document, *links*
    are the ids that the publication defines, *name* and *note* belong to the feature.
    """

    caught: bool
    facts: Mapping[tuple[str, str], Fact] = field(default_factory=dict)
    shown: bool = True
    text: str = "A text that says nothing in particular."
    name: str = "A feature with a long name"
    note: str = ""
    links: tuple[str, ...] = ()
    placed: Mapping[str, Fact] = field(default_factory=dict)
    language: str = ""
    key: str = KEY

    def corpus(self) -> Corpus:
        """A publication with one feature and one document."""
        name = Message("offerings", KEY, self.name, Kind.NAME, note=self.note, place=_PLACE)
        text = Message(
            "guide",
            "sections.example.blocks.text",
            self.text,
            Kind.PARAGRAPH,
            place=Place("content/documents/guide.yaml"),
        )
        group = Group(
            "group", Message("offerings", "groups.group.name", "A group with a long name", Kind.NAME, place=_PLACE)
        )
        feature = Feature("example", "group", name, None, (), self.facts, place=_PLACE)
        columns = tuple(_column(offering, aspect) for offering, aspect in self.facts)
        view = TableView("table", text, text, ("group",), columns)
        blocks = (TableBlock("table", view),) if self.shown else ()
        document = Document(
            "guide", text, text, "", Month(2020, 7), (), (Section("example", text, blocks),), self.placed
        )
        publication = _publication((name,), (), self.links)
        offerings = {id: _offering(id) for id, _ in self.facts}
        return Corpus(
            replace(
                publication,
                groups={"group": group},
                features={"example": feature},
                offerings=offerings,
                documents=(document,),
                messages={"offerings": (name, *(offering.name for offering in offerings.values())), "guide": (text,)},
            ),
            [],
        )


def _column(offering: str, aspect: str) -> Column:
    return Column(offering=offering, aspect="" if aspect == "value" else aspect)


def _offering(id: str) -> Offering:
    name = Message("offerings", f"offerings.{id}.name", f"The offering called {id}", Kind.NAME, place=_PLACE)
    return Offering(id, name, name)


def _publication(messages: tuple[Message, ...], names: tuple[str, ...], links: tuple[str, ...]) -> Publication:
    return Publication(
        provider="",
        legal_name="",
        source="en",
        names=names,
        links={id: Link(id, "https://example.com/", messages[0]) for id in links},
        interface={},
        vocabulary=Vocabulary({}),
        deployments={},
        offerings={},
        groups={},
        features={},
        documents=(),
        messages={"offerings": messages},
    )
