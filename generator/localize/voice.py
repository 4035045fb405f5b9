"""Messages into phrases: one language's voice, with the source's to fall back on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from generator import cldr, inline
from generator.catalogs import Catalog
from generator.edition import Emphasis, Inline, Language, Link, Name, Phrase, State, Strong, Text, Value
from generator.errors import CatalogError, Place
from generator.model import Message, Publication


@dataclass(frozen=True, slots=True)
class Spoken:
    """A value in words: *state* is the worst of the messages used, *language* is set if it stands in the source's."""

    text: str
    state: State = State.SOURCE
    language: str = ""
    href: str = ""
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """A language that can say messages. *source* speaks the source language and has no catalog behind it.

    *heard* notes every message said and the state of its translation. One that *keeps* says a stale translation as it
    stands, where that can still be said; any other leaves it to the source.
    """

    language: Language
    formats: cldr.Formats
    catalog: Catalog | None
    publication: Publication
    source: "Voice | None" = None
    heard: dict[str, State] = field(default_factory=dict, compare=False)
    keeps: bool = False


def forms(voice: Voice, message: Message) -> tuple[tuple[str, ...], State, Place]:
    """The text of a message, one form for each plural form of the language, its state and where it stands."""
    name = f"{message.domain}:{message.key}"
    if voice.catalog is None:
        both = (message.text, message.plural) if message.plural else (message.text,)
        voice.heard.setdefault(name, State.SOURCE)
        return both, State.SOURCE, message.place
    translation = voice.catalog.lookup(message)
    voice.heard[name] = translation.state
    return translation.forms, translation.state, translation.place


def form_for(voice: Voice, texts: tuple[str, ...], number: int | None) -> str:
    """The form of a plural message that a number takes; the only form of any other message."""
    if len(texts) == 1 or number is None:
        return texts[0]
    if voice.catalog is None:
        return texts[0] if cldr.plural_category(number, voice.formats) == "one" else texts[1]
    return texts[voice.catalog.plural(number)]


def say(voice: Voice, message: Message, values: Mapping[str, str], number: int | None = None) -> tuple[str, State]:
    """A message as plain text with its placeholders filled: the words of a fact.

    The state tells whether the voice has the words; where it lacks them the text is empty.
    """
    texts, state, place = forms(voice, message)
    if not _speaks(voice, message, texts, state):
        return "", State.MISSING if voice.keeps else state
    text = form_for(voice, texts, number)
    nodes = _parsed(text, message, place)
    return "".join(_plain(node, values, message, place) for node in nodes), state


def phrase(
    voice: Voice,
    message: Message,
    values: Mapping[str, tuple[Spoken, Spoken]],
    number: int | None = None,
    *,
    slots: bool = False,
) -> Phrase:
    """A message as a phrase. *values* maps a placeholder to what it says in the voice and in its source.

    Where there is no fitting translation the source says the whole phrase. With *slots*, placeholders without a value
    stay open for the template.

    Raises CatalogError if the text can't be parsed, or places or links what does not exist.
    """
    key = f"{message.domain}:{message.key}"
    texts, state, place = forms(voice, message)
    if voice.source is not None and not _speaks(voice, message, texts, state):
        spare = phrase(voice.source, message, values, number, slots=slots)
        return Phrase(key, spare.content, state, voice.source.language.text_tag, voice.source.language.direction)
    own = {name: pair[0 if voice.source is not None else 1] for name, pair in values.items()}
    nodes = _parsed(form_for(voice, texts, number), message, place)
    return Phrase(key, _tied(_content(nodes, own, voice, message, place, slots), own), state)


def _speaks(voice: Voice, message: Message, texts: Sequence[str], state: State) -> bool:
    """Whether a voice says a message itself: its translation fits, or is stale and kept and places nothing else."""
    if state is State.STALE and voice.keeps:
        try:
            return all(_placed(text) <= _placed(message.text) | _placed(message.plural) for text in texts)
        except inline.InlineError:
            return False
    return state not in (State.STALE, State.MISSING)


def _placed(text: str) -> set[str]:
    """What a text places and where it leads: the names of placeholders and links."""
    nodes = inline.parse(text)
    return {*inline.placeholders(nodes), *inline.links(nodes)}


def spoken_content(spoken: Spoken, names: tuple[str, ...]) -> tuple[Inline, ...]:
    """The words of a value as inline content."""
    content = split_names(spoken.text, names)
    return (Link(spoken.href, content),) if spoken.href else content


def split_names(text: str, names: tuple[str, ...]) -> tuple[Inline, ...]:
    """A text with the names that stay as they are set apart; the longest name wins."""
    if not names:
        return (Text(text),) if text else ()
    parts = _any_of(names).split(text)
    return tuple(Name(part) if index % 2 else Text(part) for index, part in enumerate(parts) if part)


@cache
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z0-9])({alternatives})(?![A-Za-z0-9])")


def _parsed(text: str, message: Message, place: Place) -> tuple[inline.Node, ...]:
    try:
        return inline.parse(text)
    except inline.InlineError as error:
        raise CatalogError.at(place, f"{message.key}: {error.problem}", error.hint) from None


def _plain(node: inline.Node, values: Mapping[str, str], message: Message, place: Place) -> str:
    match node:
        case inline.Text(text=text):
            return text
        case inline.Placeholder(name=name):
            if name not in values:
                raise _unknown(f"{{{name}}}", message, place)
            return values[name]
        case _:
            raise CatalogError.at(place, f"{message.key}: the words of a fact take no markup", "write plain text")


def _content(
    nodes: Sequence[inline.Node],
    values: Mapping[str, Spoken],
    voice: Voice,
    message: Message,
    place: Place,
    slots: bool,
) -> tuple[Inline, ...]:
    content: list[Inline] = []
    for node in nodes:
        match node:
            case inline.Text(text=text):
                content += split_names(text, voice.publication.names)
            case inline.Strong(content=inner):
                content.append(Strong(_content(inner, values, voice, message, place, slots)))
            case inline.Emphasis(content=inner):
                content.append(Emphasis(_content(inner, values, voice, message, place, slots)))
            case inline.Link(target=target, content=inner):
                if target not in voice.publication.links:
                    raise _unknown(f"link '{target}'", message, place)
                url = voice.publication.links[target].url
                content.append(Link(url, _content(inner, values, voice, message, place, slots)))
            case inline.Placeholder(name=name):
                if name in values:
                    said = values[name]
                    content.append(Value(name, spoken_content(said, voice.publication.names), said.language))
                elif slots:
                    content.append(Value(name, ()))
                else:
                    raise _unknown(f"{{{name}}}", message, place)
    return tuple(content)


def _tied(content: tuple[Inline, ...], values: Mapping[str, Spoken]) -> tuple[Inline, ...]:
    """The content with a no-break space between a number that is placed and the word that it counts."""
    tied: list[Inline] = []
    for part in content:
        before = tied[-1] if tied else None
        if (
            isinstance(part, Text)
            and part.text.startswith(" ")
            and isinstance(before, Value)
            and before.name in values
            and values[before.name].counts
        ):
            tied.append(Text("\u00a0" + part.text[1:]))
        else:
            tied.append(part)
    return tuple(tied)


def _unknown(what: str, message: Message, place: Place) -> CatalogError:
    return CatalogError.at(place, f"{message.key}: {what} is not in the source text", "use what the source text uses")
