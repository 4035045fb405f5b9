"""What a placeholder will print, so that a translator sees a sentence whole."""

from collections.abc import Iterator, Mapping

from generator import cldr
from generator.catalogs import LanguageSettings
from generator.edition import plain
from generator.inline import InlineError, Placeholder, parse, walk
from generator.localize import placed, source_voice
from generator.localize.voice import Spoken, Voice, phrase
from generator.model import Count, Document, Message, Publication, Unit


def samples(publication: Publication, source: LanguageSettings) -> dict[tuple[str, str], str]:
    """(domain, key) -> the source text with its values filled in, for every message that places something.

    Sentences take the values of their document, names of rows those of the first one; the words of facts take
    typical values of their kind.
    """
    voice = source_voice(publication, source)
    spoken = {document.id: placed(document, voice) for document in publication.documents}
    documents = {document.id: document for document in publication.documents}
    found = {}
    for message in _placing(publication):
        home = documents.get(message.domain, publication.documents[0])
        values = {**_typical(voice), **spoken[home.id]}
        said = phrase(voice, message, values, _number(message, home), slots=True)
        found[message.domain, message.key] = plain(said.content)
    return found


def _placing(publication: Publication) -> Iterator[Message]:
    for messages in publication.messages.values():
        for message in messages:
            try:
                nodes = walk(parse(message.text))
            except InlineError:
                continue
            if any(isinstance(node, Placeholder) for node in nodes):
                yield message


def _number(message: Message, document: Document) -> int | None:
    fact = document.values.get(message.count)
    return fact.number if isinstance(fact, Count) else 2


def _typical(voice: Voice) -> Mapping[str, tuple[Spoken, Spoken]]:
    formats, publication = voice.formats, voice.publication
    texts = {
        "count": cldr.number(2, formats),
        "duration": cldr.duration(2, Unit.HOUR, formats),
        "days": cldr.duration(7, Unit.DAY, formats),
        "hours": cldr.duration(24, Unit.HOUR, formats),
        "first": cldr.weekday("monday", formats),
        "last": cldr.weekday("friday", formats),
        "interval": cldr.clock_range(9 * 60, 17 * 60, formats),
        "level": cldr.number(1, formats),
        "number": cldr.number(1, formats),
        "page": cldr.number(2, formats),
        "pages": cldr.number(4, formats),
    }
    if publication.deployments:
        texts["owner"] = list(publication.deployments.values())[-1].name.text
    if publication.features:
        texts["feature"] = next(iter(publication.features.values())).name.text
    return {name: (Spoken(text), Spoken(text)) for name, text in texts.items()}
