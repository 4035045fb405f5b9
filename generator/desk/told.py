"""The review as data for the page: an overview of all, and one message with everything about it."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from generator.catalogs import ledger
from generator.catalogs.ledger import Approval
from generator.desk import aids
from generator.desk.orders import fingerprint
from generator.desk.session import Desk
from generator.errors import Severity
from generator.model import Message
from generator.review import Translated, Unit
from generator.review.change import Change
from generator.review.places import EVERYWHERE
from generator.review.reports import data
from generator.review.words import segmenter

Data = dict[str, Any]

WAITING = frozenset({Approval.STALE, Approval.MISSING, Approval.DRAFT})
"""States that wait for a reviewer; a dispute waits for the translator."""


def overview(desk: Desk) -> Data:
    """Every change in a line, and the languages with their counts."""
    review = desk.review
    settings = {each.language.tag: each for each in desk.after.settings}
    return {
        "before": review.before,
        "after": review.after,
        "source": review.source,
        "languages": [
            {
                "tag": tag,
                "name": settings[tag].language.name,
                "direction": settings[tag].language.direction,
                "policy": str(review.policy(tag)),
            }
            for tag in review.languages
        ],
        "documents": [each.id for each in desk.after.publication.documents],
        "everywhere": EVERYWHERE,
        "messages": [summary(unit) for unit in review.units],
        "changes": [_change(number, change) for number, change in enumerate(sorted(review.changes, key=data.order))],
    }


def printed(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """The files that documents are made of, as (path, content): all but the ledgers."""
    yield from ((path, data) for path, data in desk.tree.files.items() if not path.endswith(ledger.NAME))


def summary(unit: Unit) -> Data:
    """A message in the list."""
    return {
        "name": unit.name,
        "class": str(unit.change) if unit.change else "translation",
        "text": unit.message.text,
        "documents": sorted({where.document for where in unit.where}),
        "languages": {each.language: _state(each) for each in unit.translations},
    }


def _state(each: Translated) -> Data:
    return {
        "state": str(each.state),
        "changed": each.changed,
        "waiting": each.state in WAITING,
        "errors": sum(finding.severity is Severity.ERROR for finding in each.findings),
    }


def _change(number: int, change: Change) -> Data:
    return {
        "name": f"change {number}",
        "class": str(change.change_class),
        "kind": str(change.kind),
        "action": str(change.action),
        "id": change.id,
        "text": change.name,
        "before": change.before,
        "after": change.after,
        "language": change.language,
        "where": [asdict(where) for where in change.where],
        "documents": sorted({where.document for where in change.where}),
    }


def message(desk: Desk, name: str) -> Data:
    """A message in all its languages. Raises LookupError if it is not part of the review."""
    unit = desk.unit(name)
    told = data.message(desk.review, unit, segmenter())
    told["note"] = unit.message.note
    told["kind"] = str(unit.message.kind)
    told["place"] = str(unit.message.place)
    if unit.after:
        for each in told["translations"]:
            each.update(_translation(desk, unit.after, each["language"]))
    return told


def _translation(desk: Desk, message: Message, language: str) -> Data:
    """What an editor needs to know beside what a report tells."""
    catalog = desk.after.catalogs[language]
    entry = catalog.entries.get((message.domain, message.key))
    count = catalog.plural_forms[0] if message.plural else 1
    forms = list(entry.forms) if entry and len(entry.forms) == count else [""] * count
    name = f"{message.domain}:{message.key}"
    return {
        "seen": fingerprint(desk.after, message, language),
        "waiting": catalog.approval(message) in WAITING,
        "forms": forms,
        "comment": entry.comment if entry else "",
        "most": catalog.max_length(message),
        "vocabulary": [
            {
                "start": each.start,
                "end": each.end,
                "target": each.term.target,
                "forbidden": list(each.term.forbidden),
                "note": each.term.note,
                "kept": each.kept,
            }
            for each in aids.terms(desk, name, language)
        ],
    }
