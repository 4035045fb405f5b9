"""What goes to a translator and what comes back: units of text and terms, the same for every format.

A unit is a message, or one plural form of it. It carries the hash of its source and the hash of what it offered, so that
on return everybody can tell what the translator changed and what has changed meanwhile.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator import store
from generator.catalogs import Catalog, Entry, LanguageSettings, Term
from generator.catalogs.ledger import Approval
from generator.edition import State
from generator.errors import CatalogError, Finding, Place, Severity
from generator.memory import Suggestion
from generator.model import Message, Publication

DIGITS = 16
"""Of a hash: 64 bits tell any two texts of a project apart."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A text to translate.

    *form* is the index of the plural form, None where there is only one; *numbers* are examples that take it.
    *target* and *comment* are what the catalog has. *previous* is the source that a stale target fits ("" if unknown).
    *limit* is the greatest length of the target in characters, 0 for none. *approved* is whether a reviewer has said yes
    to these very words. *file* is the content file.
    """

    domain: str
    key: str
    form: int | None
    forms: int
    source: str
    target: str
    state: State
    source_hash: str
    kind: str
    file: str
    note: str = ""
    sample: str = ""
    comment: str = ""
    previous: str = ""
    numbers: tuple[int, ...] = ()
    limit: int = 0
    suggestions: tuple[Suggestion, ...] = ()
    approved: bool = False
    place: Place = field(default=Place(""), compare=False)

    @property
    def id(self) -> str:
        """The key, and the index of the plural form where there are several: ``notice.cases[1]``."""
        return self.key if self.form is None else f"{self.key}[{self.form}]"

    @property
    def done(self) -> bool:
        return self.state is State.TRANSLATED

    @property
    def offered_hash(self) -> str:
        return offered_hash(self.target, self.done, self.comment)

    def notes(self) -> Iterator[tuple[str, str]]:
        """What a translator should know, each with its category."""
        if self.note:
            yield "author", self.note
        yield "kind", self.kind
        if self.sample:
            yield "reads", self.sample
        if self.form is not None:
            numbers = ", ".join(map(str, self.numbers))
            yield "plural", f"Form {self.form + 1} of {self.forms}, for numbers like {numbers}."
        if self.limit:
            yield "length", f"At most {self.limit} characters."
        if self.previous and self.previous != self.source:
            yield "previous-source", self.previous


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one language gets: *source* is the tag of the source language, *title* names the publication."""

    settings: LanguageSettings
    source: str
    title: str
    units: tuple[Unit, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnedUnit:
    """A unit as it came back. *done* is what the file says of its state, None if it says nothing.

    *id* is the key, with the index of the plural form in brackets. *faults* are what could not be read of its text.
    *source* is what the file shows as the source, None if it shows none; *language* a tag where the file has several.
    """

    domain: str
    id: str
    target: str
    done: bool | None
    comment: str
    source_hash: str
    offered_hash: str
    place: Place
    faults: tuple[str, ...] = ()
    source: str | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedTerm:
    """A term as it came back; *source* are the words of the source language."""

    language: str
    concept: str
    source: tuple[str, ...]
    target: str
    variants: tuple[str, ...]
    forbidden: tuple[str, ...]
    note: str
    source_hash: str
    offered_hash: str
    place: Place


@dataclass(frozen=True, slots=True)
class ReturnedPair:
    """A text and its translation that are none of ours: something to remember."""

    language: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A file as it came back: the tags of its languages with the place where it tells them, and what it holds."""

    source: str
    languages: tuple[str, ...]
    place: Place
    units: tuple[ReturnedUnit, ...] = ()
    terms: tuple[ReturnedTerm, ...] = ()
    pairs: tuple[ReturnedPair, ...] = ()


def source_hash(message: Message) -> str:
    """The hash of everything in a message that its translation answers to."""
    return store.key(message.text, message.plural, message.count)[:DIGITS]


def offered_hash(target: str, done: bool, comment: str) -> str:
    """The hash of what a translator may change of a unit."""
    return store.key(target, done and bool(target), comment)[:DIGITS]


def term_hashes(term: Term) -> tuple[str, str]:
    """The hash of a term's source and of what a terminologist may change of it."""
    changeable = (term.target, term.variants, term.forbidden, term.note)
    return store.key(term.source)[:DIGITS], store.key(changeable)[:DIGITS]


def units(
    publication: Publication,
    catalog: Catalog,
    samples: Mapping[tuple[str, str], str],
    suggest: Callable[[Message], tuple[Suggestion, ...]] = lambda message: (),
) -> tuple[Unit, ...]:
    """Every message of the publication in one language, in content order; those not translated have suggestions.

    Raises CatalogError if a text has characters that no exchange format can carry.
    """
    found = tuple(
        unit
        for messages in publication.messages.values()
        for message in messages
        for unit in _units(message, catalog, samples, suggest)
    )
    if findings := tuple(_unspeakable(found)):
        raise CatalogError(findings)
    return found


def _units(
    message: Message,
    catalog: Catalog,
    samples: Mapping[tuple[str, str], str],
    suggest: Callable[[Message], tuple[Suggestion, ...]],
) -> Iterator[Unit]:
    entry = catalog.entries.get((message.domain, message.key))
    state = catalog.state(message)
    suggestions = () if state is State.TRANSLATED else suggest(message)
    own = f"{message.domain}:{message.key}"
    forms = catalog.plural_forms[0] if message.plural else 1
    for form in range(forms):
        target = entry.forms[form] if entry and form < len(entry.forms) else ""
        last = message.plural and (form > 0 or forms == 1)
        own_state = unit_state(target, catalog, message)
        yield Unit(
            domain=message.domain,
            key=message.key,
            form=form if message.plural else None,
            forms=forms,
            source=message.plural if last else message.text,
            target=target,
            state=own_state,
            source_hash=source_hash(message),
            kind=str(message.kind),
            file=message.place.file or f"content/{message.domain}.yaml",
            note=message.note,
            sample=samples.get((message.domain, message.key), ""),
            comment=entry.comment if entry else "",
            previous=_previous(message, entry, bool(last)) if state is State.STALE else "",
            numbers=_numbers(catalog, form) if message.plural else (),
            limit=catalog.max_length(message),
            # its own old translation stands there already
            suggestions=tuple(each for each in suggestions if each.origin != own and own_state is not State.TRANSLATED),
            approved=own_state is State.TRANSLATED and catalog.approval(message) is Approval.APPROVED,
            place=entry.place if entry else message.place,
        )


def unit_state(target: str, catalog: Catalog, message: Message) -> State:
    """The state of one form; that of the whole message is missing as long as one form is."""
    if not target:
        return State.MISSING
    entry = catalog.entries[message.domain, message.key]
    fits = (entry.source, entry.plural) == (message.text, message.plural)
    return State.TRANSLATED if fits and not entry.fuzzy else State.STALE


def _previous(message: Message, entry: Entry | None, plural: bool) -> str:
    if entry is None:
        return ""
    if entry.previous is None:
        # a catalog that is behind the content, or a draft
        return (entry.plural if plural else entry.source) if entry.source != message.text else ""
    return (entry.previous_plural if plural else "") or entry.previous


def _numbers(catalog: Catalog, form: int) -> tuple[int, ...]:
    return tuple(number for number in range(200) if catalog.plural(number) == form)[:4]


def _unspeakable(found: Sequence[Unit]) -> Iterator[Finding]:
    """Control characters: XML 1.0 has no way to write them."""
    for unit in found:
        for text in (unit.source, unit.target, unit.comment, unit.note):
            if bad := forbidden(text):
                problem = f"'{unit.key}' holds a control character (U+{ord(bad):04X})"
                hint = "delete it; no exchange format can carry it"
                yield Finding(Severity.ERROR, CatalogError.__name__, unit.place, problem, hint, unit.key)
                break


def forbidden(text: str) -> str:
    """The first character of a text that XML 1.0 forbids, "" if there is none (section 2.2 of the standard)."""
    return next(
        (
            sign
            for sign in text
            if (sign < " " and sign not in "\t\n\r") or "\ud800" <= sign <= "\udfff" or sign in "\ufffe\uffff"
        ),
        "",
    )
