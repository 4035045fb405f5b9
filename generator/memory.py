"""What has been translated before, offered beside a message that is like it; never put in its place."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.catalogs import Catalog, Entry
from generator.catalogs.pairs import Pair
from generator.errors import CatalogError
from generator.model import Message

LEAST = 60
"""The likeness in percent under which a suggestion costs more time to read than it saves."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An earlier translation: *target* was made for *source*, *likeness* tells in percent how like the message that is.

    *origin* is the ``domain:key`` under which it stands, or the file from elsewhere that brought it.
    """

    source: str
    target: str
    likeness: int
    origin: str


@dataclass(frozen=True, slots=True)
class Memory:
    """The pairs of one language, in the order of its catalogs; *sources* are compared, in normalized form."""

    pairs: tuple[Suggestion, ...] = ()
    sources: tuple[str, ...] = ()


def remember(catalog: Catalog, elsewhere: Iterable[Pair] = ()) -> Memory:
    """Everything that a language's catalogs translate, what is stale with the English that it fits, and obsolete entries.

    Pairs from *elsewhere* come after them.
    """
    pairs: dict[tuple[str, str], Suggestion] = {}
    known = [*catalog.entries.items(), *((("", entry.key or ""), entry) for entry in catalog.obsolete)]
    for (domain, key), entry in known:
        for source, target in _fitting(entry):
            origin = f"{domain}:{key}" if domain else key
            pairs.setdefault((source, target), Suggestion(source, target, 100, origin))
    for pair in elsewhere:
        pairs.setdefault((pair.source, pair.target), Suggestion(pair.source, pair.target, 100, pair.origin))
    return Memory(tuple(pairs.values()), tuple(_normal(pair.source) for pair in pairs.values()))


def suggest(memory: Memory, message: Message, *, limit: int = 3, least: int = LEAST) -> tuple[Suggestion, ...]:
    """The nearest earlier translations of a message, the likest first; its own old translation is among them.

    Raises CatalogError if the library that compares is not installed.
    """
    try:
        from rapidfuzz import fuzz, process
    except ImportError:
        hint = "install it with: pip install 'servicedocs[exchange]'"
        raise CatalogError.at(message.place, "suggestions need the library rapidfuzz", hint) from None
    wanted = _normal(message.plural or message.text)
    found = process.extract(wanted, memory.sources, scorer=fuzz.ratio, limit=limit, score_cutoff=least)
    # nearly the same is not the same: only equal texts have a likeness of 100
    likeness = [100 if memory.sources[index] == wanted else min(int(score), 99) for _, score, index in found]
    pairs = [memory.pairs[index] for _, _, index in found]
    return tuple(
        Suggestion(pair.source, pair.target, percent, pair.origin)
        for pair, percent in zip(pairs, likeness, strict=True)
    )


def _fitting(entry: Entry) -> Iterator[tuple[str, str]]:
    """The pairs of source and translation that an entry holds: for plurals the form for one and that for any number."""
    if not all(entry.forms) or (entry.fuzzy and entry.previous is None):
        return
    stale = entry.previous is not None
    source, plural = (entry.previous or "", entry.previous_plural or "") if stale else (entry.source, entry.plural)
    if plural:
        yield plural, entry.forms[-1]
    if not plural or len(entry.forms) > 1:
        yield source, entry.forms[0]


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def told(suggestions: Sequence[Suggestion]) -> str:
    """Suggestions as lines of text, for places that can't show them one by one."""
    return "\n".join(f"{each.likeness} %: {each.target}" for each in suggestions)
