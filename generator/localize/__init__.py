"""Model + catalog + CLDR -> edition: the only door between what holds for all languages and what is in one.

The work is done by a voice, which says messages in a language and falls back on the source's voice where a translation is
missing or stale; ``facts`` tells typed values, ``tables`` makes grids out of views, ``provenance`` says where texts are
from.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator import cldr, model
from generator.catalogs import Catalog, LanguageSettings
from generator.catalogs.glossary import Glossary
from generator.content.words import REDLINE
from generator.edition import (
    Block,
    Contact,
    Edition,
    Item,
    ItemList,
    Link,
    Notice,
    Paragraph,
    Phrase,
    Section,
    Table,
    plain,
)
from generator.localize.facts import spoken
from generator.localize.provenance import stated
from generator.localize.tables import Values, grid, label
from generator.localize.tables import leaf_columns as leaves
from generator.localize.voice import Spoken, Voice, phrase
from generator.model import (
    Count,
    Document,
    Fact,
    Message,
    Publication,
    TableBlock,
)

__all__ = ["interface", "localize", "source_voice"]


def localize(
    document: Document,
    publication: Publication,
    catalog: Catalog,
    source: LanguageSettings,
    *,
    draft: bool = True,
) -> Edition:
    """A document in the catalog's language.

    *source* is the set-up of the source language, which says what the catalog can't. Where the catalog's language is
    the source's, the messages speak for themselves. Without *draft* it is for a release: a stale translation, if the
    checks let it pass, stands there as it is; a draft shows the source in its place.

    Raises CatalogError if a translation can't be parsed or places what does not exist, RenderError if CLDR has no
    words for a value in the language.
    """
    voice = _voice(catalog, publication, source, keeps=not draft)
    edition = _written(document, voice, draft)
    original = _written(document, voice.source, draft) if publication.provenance.revision and voice.source else edition
    return replace(
        edition,
        terms=_terms(edition, catalog.glossary),
        provenance=stated(edition, original, publication, catalog, voice.formats),
    )


def _written(document: Document, voice: Voice, draft: bool) -> Edition:
    return _Writer(document, voice, placed(document, voice)).edition(draft)


def _terms(edition: Edition, glossary: Glossary) -> tuple[str, ...]:
    """The words of the glossary that the edition uses, the longest first."""
    text = "\n".join(map(str, edition.phrases()))
    words = {word for term in glossary.terms for word in (term.target, *term.variants) if word and word in text}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def source_voice(publication: Publication, source: LanguageSettings) -> Voice:
    """The voice of the source language: what the messages say without any catalog."""
    return Voice(source.language, _formats(source), None, publication)


def interface(publication: Publication, catalog: Catalog, source: LanguageSettings) -> Mapping[str, Phrase]:
    """All words of pages in the catalog's language, those of redlines too, by their key in interface.yaml.

    Raises CatalogError as `localize` does.
    """
    return _interface(_voice(catalog, publication, source), publication.interface)


def _interface(voice: Voice, words: Iterable[str]) -> Mapping[str, Phrase]:
    return {id: phrase(voice, voice.publication.interface[id], {}, slots=True) for id in words}


def placed(document: Document, voice: Voice) -> Values:
    """What each placeholder of a document's sentences says, in the voice and in its source's."""
    spare = voice.source or voice
    publication = voice.publication
    provider, legal_name = Spoken(publication.provider), Spoken(publication.legal_name)
    values = {"provider": (provider, provider), "legal_name": (legal_name, legal_name)}
    for name, fact in document.values.items():
        values[name] = (spoken(fact, voice), spoken(fact, spare))
    for number, view in enumerate(document.tables(), 1):
        href = f"#table-{view.id}"
        pair = tuple(_with_href(label(number, each), href) for each in (voice, spare))
        values[view.id.replace("-", "_")] = (pair[0], pair[1])
    return values


def _with_href(said: Spoken, href: str) -> Spoken:
    return Spoken(said.text, said.state, said.language, href)


def _voice(catalog: Catalog, publication: Publication, source: LanguageSettings, *, keeps: bool = False) -> Voice:
    if catalog.settings.language.tag == publication.source:
        return source_voice(publication, source)
    settings = catalog.settings
    spare = source_voice(publication, source)
    return Voice(settings.language, _formats(settings), catalog, publication, spare, keeps=keeps)


def _formats(settings: LanguageSettings) -> cldr.Formats:
    return cldr.Formats.of(settings.cldr, han_latin_space=settings.han_latin_space, place=settings.place)


class _Writer:
    """Writes one document in one voice, block by block."""

    def __init__(self, document: Document, voice: Voice, values: Values) -> None:
        self.document = document
        self.voice = voice
        self.values = values
        self.numbers = {view.id: number for number, view in enumerate(document.tables(), 1)}

    def edition(self, draft: bool) -> Edition:
        document, publication = self.document, self.voice.publication
        return Edition(
            document=document.id,
            language=self.voice.language,
            number=document.number,
            revision=str(document.edition),
            date=spoken(document.edition, self.voice).text,
            publisher=publication.provider,
            title=self.say(document.title),
            description=self.say(document.subject),
            keywords=tuple(plain(self.say(keyword).content) for keyword in document.keywords),
            sections=tuple(self.section(section, 2, "") for section in document.sections),
            interface=_interface(self.voice, [id for id in publication.interface if id not in REDLINE]),
            messages=dict(sorted(self.voice.heard.items())),
            draft=draft,
            offerings=tuple(
                dict.fromkeys(offering for view in document.tables() for offering, _ in leaves(view.columns))
            ),
            calendar=cldr.calendar(self.voice.formats),
        )

    def say(self, message: Message) -> Phrase:
        return phrase(self.voice, message, self.values, self.number(message))

    def number(self, message: Message) -> int | None:
        """The number that chooses the plural form of a message."""
        fact: Fact | None = self.document.values.get(message.count)
        return fact.number if isinstance(fact, Count) else None

    def section(self, section: model.Section, level: int, above: str) -> Section:
        id = f"{above}-{section.id}" if above else section.id
        blocks = tuple(self.block(block, id) for block in section.blocks)
        inner = tuple(self.section(each, level + 1, id) for each in section.sections)
        return Section(id, level, self.say(section.title), blocks, inner)

    def block(self, block: model.Block, above: str) -> Block:
        id = f"{above}-{block.id}"
        match block:
            case model.Paragraph(message=message):
                return Paragraph(id, self.say(message))
            case model.ItemList(items=items, ordered=ordered):
                return ItemList(id, tuple(self.item(item, id) for item in items), ordered)
            case model.Notice(message=message):
                return Notice(id, self.say(message))
            case model.Contact(message=message, links=links):
                return Contact(id, self.say(message), tuple(self.link(each) for each in links))
            case TableBlock(table=view):
                return self.table(view)

    def item(self, item: model.Item, above: str) -> Item:
        id = f"{above}-{item.id}"
        return Item(id, self.say(item.message), tuple(self.block(block, id) for block in item.blocks))

    def link(self, id: str) -> Link:
        link = self.voice.publication.links[id]
        return Link(link.url, self.say(link.label).content)

    def table(self, view: model.TableView) -> Table:
        return grid(view, self.numbers[view.id], self.voice, self.values)
