"""How far each document is in each language: messages and words by the state of their translation."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.catalogs import Catalog
from generator.edition import Edition, State
from generator.model import Message, Publication


@dataclass(frozen=True, slots=True)
class Row:
    """One document in one language: state -> how many of its messages, and how many words of the source they have.

    The messages of a document are all that it says: its own, the names and words of facts in its tables, and the words
    of its pages. Words are counted in the source text, so that a number means the same work in every language.
    """

    document: str
    language: str
    messages: Mapping[State, int] = field(default_factory=dict)
    words: Mapping[State, int] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """The part of the messages that can be printed as they are, from 0 to 1."""
        total = sum(self.messages.values())
        ready = self.messages.get(State.SOURCE, 0) + self.messages.get(State.TRANSLATED, 0)
        return ready / total if total else 1.0


def said(publication: Publication, editions: Iterable[Edition]) -> dict[str, tuple[Message, ...]]:
    """Document -> its messages, as editions in any one language tell: every language says the same ones."""
    known = {f"{each.domain}:{each.key}": each for all_ in publication.messages.values() for each in all_}
    return {edition.document: tuple(known[key] for key in edition.messages) for edition in editions}


def status(documents: Mapping[str, Sequence[Message]], catalogs: Sequence[Catalog]) -> tuple[Row, ...]:
    """A row for each document in each language."""
    return tuple(_row(document, messages, catalog) for document, messages in documents.items() for catalog in catalogs)


def _row(document: str, messages: Sequence[Message], catalog: Catalog) -> Row:
    counted: Counter[State] = Counter()
    words: Counter[State] = Counter()
    for message in messages:
        state = catalog.state(message)
        counted[state] += 1
        words[state] += len((message.plural or message.text).split())
    return Row(document, catalog.settings.language.tag, _by_state(counted), _by_state(words))


def _by_state(counter: Counter[State]) -> dict[State, int]:
    return {state: counter[state] for state in State if counter[state]}
