"""A file of documents/ -> a document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.content.forms import (
    Block,
    ContactForm,
    DocumentForm,
    Item,
    ItemForm,
    ListForm,
    NoticeForm,
    PluralForm,
    SectionForm,
    TableRef,
    TextForm,
    ValueForm,
)
from generator.content.places import Keys, Source
from generator.content.problems import Problems
from generator.content.shape import Shaped
from generator.content.tables import Surroundings, Tables
from generator.content.texts import Texts
from generator.errors import did_you_mean
from generator.model import Block as ModelBlock
from generator.model import (
    Contact,
    Count,
    Document,
    Fact,
    ItemList,
    Kind,
    Message,
    Month,
    Notice,
    Paragraph,
    PerSeverity,
    Section,
    TableBlock,
    TableView,
)
from generator.model import Item as ModelItem

NAMES = ("provider", "legal_name")
"""Placeholders that every text may use."""


@dataclass(slots=True)
class Uses:
    """What the documents took, so that what nobody takes can be told."""

    terms: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)


def document(
    id: str, shaped: Shaped[DocumentForm], around: Surroundings, texts: Texts, problems: Problems, uses: Uses
) -> Document:
    """One document; what is wrong with it is noted."""
    return _Reader(id, shaped, around, texts, problems, uses).document()


class _Reader:
    def __init__(
        self,
        id: str,
        shaped: Shaped[DocumentForm],
        around: Surroundings,
        texts: Texts,
        problems: Problems,
        uses: Uses,
    ) -> None:
        self.id, self.form, self.source = id, shaped.form, shaped.source
        self.whole = shaped.whole and around.whole
        self.around, self.offered = around, around.offered
        self.texts, self.problems, self.uses = texts, problems, uses
        self.placed_tables: set[str] = set()
        self.tables: dict[str, TableView] = {}

    def document(self) -> Document:
        form = self.form
        title = self.text(("title",), form.title, Kind.TITLE)
        subject = self.text(("subject",), form.subject, Kind.SUMMARY)
        keywords = tuple(self.text(("keywords", id), each, Kind.LABEL) for id, each in form.keywords.items())
        own = dict(self.values())
        reader = Tables(self.source, self.around, self.texts, self.problems, whole=self.whole)
        self.tables = {id: reader.table(id, each) for id, each in form.tables.items()}
        sections = tuple(self.sections((), form.sections))
        values = self.check_placeholders(own)
        if self.whole:
            self.check_unused()
        return Document(
            self.id,
            title,
            subject,
            form.number,
            month(form.edition or self.around.edition),
            keywords,
            sections,
            values,
            self.source.value(()),
        )

    def text(self, path: Keys, form: str | TextForm | PluralForm, kind: Kind) -> Message:
        return self.texts.message(self.source, path, form, kind)

    def refer(self, what: str, section: str, id: str, path: Keys, where: Source | None = None) -> bool:
        return self.around.refer(self.source, path, what, id, section, where, self.problems)

    # Values

    def values(self) -> Iterator[tuple[str, Fact]]:
        for id, form in self.form.values.items():
            fact = self.value(("values", id), form)
            if fact:
                yield id.replace("-", "_"), fact

    def value(self, path: Keys, form: ValueForm) -> Fact | None:
        """The fact of an offering that a value names."""
        known = self.refer("feature", "features", form.feature, (*path, "feature"))
        known &= self.refer("offering", "offerings", form.offering, (*path, "offering"))
        feature = self.offered.features.get(form.feature)
        if not known or not feature or feature.id in self.offered.broken:
            return None
        fact = feature.facts.get((form.offering, form.aspect))
        if fact is None:
            stated = [f"{offering} ({aspect})" for offering, aspect in feature.facts]
            problem = f"'{feature.id}' has no fact for {form.offering} ({form.aspect})"
            self.problems.add(self.source.key(path), problem, f"it has: {', '.join(stated)}")
        return self.level(path, form, fact) if isinstance(fact, PerSeverity) else self.flat(path, form, fact)

    def flat(self, path: Keys, form: ValueForm, fact: Fact | None) -> Fact | None:
        if fact and form.severity is not None:
            place = self.source.key((*path, "severity"))
            self.problems.add(place, f"the fact of '{form.feature}' is the same for every severity", "take it out")
        return fact

    def level(self, path: Keys, form: ValueForm, fact: PerSeverity) -> Fact | None:
        """One of the facts for each severity."""
        levels = dict(fact.levels)
        if form.severity not in levels:
            hint = f"say which: severity: {' or '.join(map(str, levels))}"
            self.problems.add(self.source.key(path), f"'{form.feature}' has a fact for each severity", hint)
        return levels.get(form.severity) if form.severity is not None else None

    def check_placeholders(self, own: Mapping[str, Fact]) -> dict[str, Fact]:
        """The values that the document’s sentences and rows place; names must differ and be known."""
        terms, ids = self.offered.terms, self.around.source.ids("terms")
        taken = dict.fromkeys(ids, "a term") | dict.fromkeys(("provider", "legal-name"), "a name of the provider")
        for section, what in (("values", "a value"), ("tables", "a table")):
            for id in self.source.ids(section):
                if id in taken:
                    problem = f"'{id}' is {taken[id]} already, and both would be {{{id.replace('-', '_')}}}"
                    self.problems.add(self.source.key((section, id)), problem, "give it another id")
                taken.setdefault(id, what)
        domain = self.source.domain
        names = [id.replace("-", "_") for id in taken]
        self.texts.check_placeholders(domain, names)
        self.check_counts({**terms, **own}, names)
        placed = self.texts.placed(domain)
        self.uses.terms |= placed
        everywhere = placed | self.texts.placed(self.around.source.domain)
        return {name: fact for name, fact in {**terms, **own}.items() if name in everywhere}

    def check_counts(self, values: Mapping[str, Fact], names: list[str]) -> None:
        """A plural form is chosen by a number."""
        for message in self.texts.messages.get(self.source.domain, ()):
            check_count(message, values, names, self.source, self.problems)

    def check_unused(self) -> None:
        placed = self.texts.placed(self.source.domain)
        for id in self.form.values:
            if id.replace("-", "_") not in placed and "placeholders" not in self.texts.unclear:
                hint = f"place {{{id.replace('-', '_')}}} in a text, or take it out"
                self.problems.add(self.source.key(("values", id)), f"no text places the value '{id}'", hint)
        for id in self.form.tables:
            if id not in self.placed_tables and self.placed_tables <= self.tables.keys():
                place = self.source.key(("tables", id))
                self.problems.add(
                    place, f"the table '{id}' stands nowhere", f"put a block {{table: {id}}} into a section"
                )

    # Sections

    def sections(self, above: Keys, forms: Mapping[str, SectionForm]) -> Iterator[Section]:
        for id, form in forms.items():
            path: Keys = (*above, "sections", id)
            blocks = tuple(self.blocks((*path, "blocks"), form.blocks))
            title = self.title(path, form)
            inner = tuple(self.sections(path, form.sections))
            if not form.blocks and not form.sections:
                self.problems.add(self.source.key(path), f"the section '{id}' is empty", "add 'blocks:' or 'sections:'")
            if title:
                yield Section(id, title, blocks, inner)

    def title(self, path: Keys, form: SectionForm) -> Message | None:
        """A section's own title, or the name of its feature."""
        if form.title is not None and form.feature:
            place = self.source.key((*path, "feature"))
            self.problems.add(place, "the section has a title and a feature", "keep one of the two")
        if form.title is not None:
            return self.text((*path, "title"), form.title, Kind.TITLE)
        if not form.feature and self.source.has(*map(str, path), "title"):
            return None
        if not form.feature:
            hint = "add 'title:', or 'feature:' to take the feature’s name"
            self.problems.add(self.source.key(path), f"the section '{path[-1]}' has no title", hint)
            return None
        self.refer("feature", "features", form.feature, (*path, "feature"))
        feature = self.offered.features.get(form.feature)
        return feature.name if feature else None

    def blocks(self, above: Keys, forms: Mapping[str, Block]) -> Iterator[ModelBlock]:
        for id, form in forms.items():
            block = self.block(id, (*above, id), form)
            if block:
                yield block

    def block(self, id: str, path: Keys, form: Block) -> ModelBlock | None:
        match form:
            case ListForm():
                return ItemList(id, tuple(self.items((*path, "list"), form.items)), form.ordered)
            case TableRef():
                return self.table_block(id, path, form)
            case NoticeForm():
                return Notice(id, self.held(path, "notice", form.notice, form, Kind.NOTICE))
            case ContactForm():
                return self.contact(id, path, form)
            case _:
                return Paragraph(id, self.text(path, form, Kind.PARAGRAPH))

    def items(self, above: Keys, forms: Mapping[str, Item]) -> Iterator[ModelItem]:
        for id, form in forms.items():
            path = (*above, id)
            message = self.text(path, form, Kind.ITEM)
            inner: tuple[ModelBlock, ...] = ()
            if isinstance(form, ItemForm) and form.items:
                inner = (ItemList(id, tuple(self.items((*path, "list"), form.items)), form.ordered),)
            yield ModelItem(id, message, inner)

    def table_block(self, id: str, path: Keys, form: TableRef) -> TableBlock | None:
        self.refer("table", "tables", form.table, (*path, "table"), self.source)
        if form.table in self.placed_tables:
            place = self.source.value((*path, "table"))
            self.problems.add(
                place, f"the table '{form.table}' stands in the document already", "refer to it in a text"
            )
        self.placed_tables.add(form.table)
        return TableBlock(id, self.tables[form.table]) if form.table in self.tables else None

    def contact(self, id: str, path: Keys, form: ContactForm) -> Contact:
        for index, link in enumerate(form.links):
            if not self.refer("link", "links", link, (*path, "links", index), self.around.publication):
                self.texts.unclear.add("links")
        self.uses.links |= set(form.links)
        return Contact(id, self.held(path, "contact", form.contact, form, Kind.PARAGRAPH), tuple(form.links))

    def held(self, path: Keys, key: str, text: str, form: NoticeForm | ContactForm, kind: Kind) -> Message:
        """The message of a block that holds its text under a key of its own."""
        whole = TextForm.model_construct(text=text, note=form.note, former=form.former, max_length=form.max_length)
        return self.texts.message(self.source, path, whole, kind, key)


def check_count(
    message: Message, values: Mapping[str, Fact], names: list[str], source: Source, problems: Problems
) -> None:
    """The number that chooses a plural form is a count."""
    if not message.count:
        return
    place = source.value((*message.key.split("."), "count"))
    if message.count not in names:
        problems.add(place, f"{{{message.count}}} has no value here", did_you_mean(message.count, names))
    elif message.count not in values or not isinstance(values[message.count], Count):
        counts = tuple(name for name, fact in values.items() if isinstance(fact, Count))
        problems.add(place, f"{{{message.count}}} is no count", did_you_mean(message.count, counts))


def month(text: str) -> Month:
    """A month that has been checked: ``2020-07``."""
    year, _, number = text.partition("-")
    return Month(int(year), int(number))
