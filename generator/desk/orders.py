"""What a reviewer may ask for, and how it is written down."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from generator import catalogs
from generator.catalogs import Entry
from generator.catalogs.ledger import digest, terms_digest
from generator.errors import CatalogError, Place
from generator.localize.samples import samples
from generator.model import Message
from generator.review import decide
from generator.review.classes import Class
from generator.review.decide import Hand
from generator.review.snapshot import Snapshot, of
from generator.tree import Memory, held

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""What a text of a catalog can't hold: controls but for tab and line feed, separators, halves of characters."""


@dataclass(frozen=True, slots=True)
class Order:
    """A decision about one message in one language.

    *seen* is the `fingerprint` of what the page showed. *forms* and *comment* are what `save` writes; with *settle* the
    new words are approved at once.
    """

    action: Literal["approve", "dispute", "waive", "carry", "save"]
    name: str
    language: str
    seen: str
    note: str = ""
    forms: tuple[str, ...] = ()
    comment: str = ""
    settle: bool = False


def fingerprint(snapshot: Snapshot, message: Message, language: str) -> str:
    """The hash of all that a decision rests on: source, translation, comment, terms, and what was said of them."""
    catalog = snapshot.catalogs[language]
    entry = catalog.entries.get((message.domain, message.key))
    words = (entry.source, entry.plural, *entry.forms, entry.comment, *entry.flags) if entry else ()
    line = catalog.ledger.standing(message, catalog.forms(message))
    return digest(message.text, message.plural, *words, str(line or ""), terms_digest(catalog.glossary, message))


def writer(tree: Memory, snapshot: Snapshot, order: Order, change: Class | None, hand: Hand) -> Callable[[Path], None]:
    """What an order does to the project that it is given; *snapshot* is of *tree*, *change* the class of the source's change.

    What it returns raises CatalogError, before anything is written, for what can't be done.
    """
    message = snapshot.messages[order.name]
    language = order.language
    match order.action:
        case "approve":
            return lambda stage: _given(decide.approve(stage, snapshot, language, [message], hand))
        case "dispute":
            if not order.note.strip():
                raise CatalogError.at(_place(snapshot, order), "a dispute says what is wrong", "write a note")
            return lambda stage: _given(decide.dispute(stage, snapshot, language, [message], hand))
        case "waive":
            return lambda stage: _given(decide.waive(stage, snapshot, language, [message], hand))
        case "carry":
            reason = "cosmetic" if change is Class.COSMETIC else "typo"
            return lambda stage: _given(decide.carried(stage, snapshot, language, [message], hand, reason))
        case "save":
            return lambda stage: _save(stage, tree, snapshot, order, hand)


def _given(decisions: tuple[decide.Decision, ...]) -> None:
    if not decisions:
        raise CatalogError.at(Place("."), "nothing was decided", "reload the page")


def _save(stage: Path, tree: Memory, snapshot: Snapshot, order: Order, hand: Hand) -> None:
    """Writes the words of a translation, for the source as it is now, and approves them if asked to."""
    message = snapshot.messages[order.name]
    place = _place(snapshot, order)
    entry = _entry(stage, tree, snapshot, message, order.language)
    if len(order.forms) != len(entry.forms):
        problem = f"'{order.name}' has {len(entry.forms)} forms, not {len(order.forms)}"
        raise CatalogError.at(place, problem, "reload the page")
    if bad := _UNWRITABLE.search("".join((*order.forms, order.comment))):
        raise CatalogError.at(place, f"a control character (U+{ord(bad[0]):04X})", "delete it")
    forms = tuple(form.strip() for form in order.forms)
    fitting = replace(entry, source=message.text, plural=message.plural)
    if forms == entry.forms and not order.settle:
        changed = entry  # a comment alone says nothing of the words
    elif all(forms):
        changed = catalogs.set_translation(fitting, *forms)
    else:
        changed = replace(entry, forms=forms)
    settings = snapshot.catalogs[order.language].settings
    comment = order.comment.strip()
    catalogs.revise(stage, settings, {(message.domain, message.key): replace(changed, comment=comment)})
    if order.settle:
        now = of(_with(tree, stage), before=snapshot)
        decide.approve(stage, now, order.language, [message], hand)


def _entry(stage: Path, tree: Memory, snapshot: Snapshot, message: Message, language: str) -> Entry:
    """The entry of a message; where the catalogs don't have it yet, they are brought up to date."""
    catalog, own = snapshot.catalogs[language], (message.domain, message.key)
    known = catalog.entries.get(own)
    if known and bool(known.plural) == bool(message.plural):
        return known
    publication = snapshot.publication
    catalogs.update(stage, catalog.settings, publication, samples(publication, snapshot.settings[0]))
    return of(_with(tree, stage), before=snapshot).catalogs[language].entries[own]


def _with(tree: Memory, stage: Path) -> Memory:
    """The files with those of a stage in their place."""
    return Memory({**tree.files, **held(stage).files})


def _place(snapshot: Snapshot, order: Order) -> Place:
    return snapshot.catalogs[order.language].lookup(snapshot.messages[order.name]).place
