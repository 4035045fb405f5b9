"""How far each document is in each language: messages and words by the state of their translation."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.edition import Edition, State
from generator.model import Publication


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


def status(editions: Iterable[Edition], publication: Publication) -> tuple[Row, ...]:
    """A row for each edition, in their order."""
    words = {
        f"{message.domain}:{message.key}": len((message.plural or message.text).split())
        for messages in publication.messages.values()
        for message in messages
    }
    return tuple(_row(edition, words) for edition in editions)


def _row(edition: Edition, words: Mapping[str, int]) -> Row:
    counted: Counter[State] = Counter()
    for key, state in edition.messages.items():
        counted[state] += words[key]
    messages = Counter(edition.messages.values())
    return Row(edition.document, edition.language.tag, _by_state(messages), _by_state(counted))


def _by_state(counter: Counter[State]) -> dict[State, int]:
    return {state: counter[state] for state in State if counter[state]}
