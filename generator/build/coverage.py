"""Texts with a character that no font of their language can draw."""

from collections.abc import Iterable, Iterator, Sequence

from generator import fonts
from generator.build.drafts import Draft, Drafts
from generator.build.library import Library
from generator.build.shop import Shop
from generator.catalogs import LanguageSettings
from generator.edition import plain
from generator.errors import Finding, Place


def lacking(drafts: Drafts, known: Sequence[Draft], characters: str) -> Iterator[Finding]:
    """An error for each text with such a character. *known* are all drafts of one language, *characters* all of theirs."""
    shop, library = drafts.shop, drafts.library
    sources = shop.sources(library.of(known[0].tag))
    missing = fonts.missing(sources, characters, shop.cache)
    for draft in known if missing else ():
        if missing & set(draft.characters):
            texts = _texts(drafts, draft)
            yield from fonts.coverage(sources, dict.fromkeys(texts), shop.cache)


def prepare(shop: Shop, settings: Iterable[LanguageSettings]) -> None:
    """Find out which characters the fonts have, before there is a text. Raises RenderError if one can't be read."""
    for source in {source: None for each in settings for source in shop.sources(each)}:
        fonts.missing([source], " ", shop.cache)


def _texts(drafts: Drafts, draft: Draft) -> Iterator[fonts.Text]:
    for phrase in drafts.edition(draft).phrases():
        place = _place(drafts.library, draft, phrase.key)
        yield fonts.Text(plain(phrase.content), place, phrase.key, draft.tag)


def _place(library: Library, draft: Draft, name: str) -> Place:
    """Where the text behind ``domain:key`` stands."""
    domain, _, key = name.partition(":")
    entry = library.entries(draft.tag, domain).get((domain, key))
    if entry is not None:
        return entry.place
    messages = library.publication(draft.document).messages.get(domain, ())
    return next((message.place for message in messages if message.key == key), Place(f"content/{domain}.yaml"))
