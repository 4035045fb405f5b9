"""A translation beside its source: what most checks look at."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import inline
from generator.catalogs import Catalog, Entry
from generator.edition import State
from generator.errors import Finding, Severity
from generator.model import Message, Publication

_NO_WORDS = re.compile(f"{inline.PLACEHOLDER.pattern}|{inline.LINK_END.pattern}")


@dataclass(frozen=True, slots=True)
class Pair:
    """One form of a translation, and the English forms with which it may be compared.

    The last plural form stands for any number, so it answers to the English plural; the others may say what either
    English form says.
    """

    message: Message
    catalog: Catalog
    entry: Entry
    form: int

    @property
    def target(self) -> str:
        return self.entry.forms[self.form]

    @property
    def sources(self) -> tuple[str, ...]:
        if not self.message.plural:
            return (self.message.text,)
        last = self.form == len(self.entry.forms) - 1
        return (self.message.plural,) if last else (self.message.text, self.message.plural)

    @property
    def language(self) -> str:
        return self.catalog.settings.language.tag

    def finding(self, severity: Severity, code: str, problem: str, hint: str = "", offset: int = 0) -> Finding:
        """A finding at the character *offset* of the translation."""
        place = self.entry.at(self.form, offset)
        return Finding(severity, code, place, problem, hint, self.message.key, self.language)


def pairs(publication: Publication, catalogs: Sequence[Catalog]) -> Iterator[Pair]:
    """Every translation that would be printed; a stale one answers to another source and is left to its own check."""
    for catalog in catalogs:
        for message in messages(publication):
            if catalog.state(message) is State.TRANSLATED:
                entry = catalog.entries[message.domain, message.key]
                yield from (Pair(message, catalog, entry, form) for form in range(len(entry.forms)))


def messages(publication: Publication) -> Iterator[Message]:
    """Every message, in content order."""
    for domain in publication.messages.values():
        yield from domain


def prose(text: str) -> str:
    """The text with placeholders and link ids blanked out, so that what is left are words; nothing changes its place."""
    return _NO_WORDS.sub(lambda match: "\0" * len(match[0]), text)


def parsed(text: str) -> tuple[inline.Node, ...] | None:
    """The nodes of a text; None where its markup is broken, which is the finding of one check and not of all."""
    try:
        return inline.parse(text)
    except inline.InlineError:
        return None
