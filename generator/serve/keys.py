"""Where each text of a page stands, so that whoever reads it knows what to open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.edition import Edition, State
from generator.model import Message
from generator.serve.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Origin:
    """A message on a page: its key (``domain:key``), its state, where its source text and its translation stand.

    *translation* is "" in the source language.
    """

    key: str
    state: State
    source: str
    translation: str = ""

    @property
    def place(self) -> str:
        """Where the text can be changed that the page shows."""
        return self.translation or self.source


def origins(workspace: Workspace, edition: Edition) -> dict[str, Origin]:
    """Every message that an edition says, by key.

    Raises GeneratorError with what is wrong in the files.
    """
    view, catalog = workspace.catalog(edition.language.tag)
    messages = {
        name: message for name, message in _named(view.publication.messages.values()) if name in edition.messages
    }
    return {
        name: Origin(
            name,
            edition.messages[name],
            str(message.place),
            "" if catalog.source else str(catalog.lookup(message).place),
        )
        for name, message in messages.items()
    }


def _named(groups: Iterable[tuple[Message, ...]]) -> Iterator[tuple[str, Message]]:
    for group in groups:
        yield from ((f"{message.domain}:{message.key}", message) for message in group)
