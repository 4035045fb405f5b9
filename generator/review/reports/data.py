"""A review as plain data, worst first: what every report tells. ``schema.json`` says what each part means."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from generator.catalogs.ledger import Approval, Line
from generator.catalogs.policy import is_open
from generator.errors import Finding
from generator.model import Message, Policy
from generator.review import Review, Translated, Unit
from generator.review.change import Change, Kind, Where
from generator.review.classes import Class
from generator.review.unit import by_language
from generator.review.words import Op, Piece, Segmenter, diff, segmenter

Data = dict[str, Any]

_CLASSES = [*Class, None]
_STATES = [*Approval]


def data(review: Review) -> Data:
    """Everything that a review found."""
    words = segmenter()
    units = sorted(review.units, key=lambda unit: rank(review, unit))
    languages = by_language(review.units)
    return {
        "format": 1,
        "source": review.source,
        "before": review.before,
        "after": review.after,
        "code": review.code,
        "unchecked": list(review.unchecked),
        "languages": [_language(tag, review.policy(tag), languages.get(tag, ())) for tag in review.languages],
        "changes": [_change(change, words) for change in sorted(review.changes, key=order)],
        "messages": [message(review, unit, words) for unit in units],
    }


def unchecked(told: Data) -> str:
    """The sentence about checks that were left out."""
    return (
        f"So much changed that {len(told['unchecked'])} checks, none of which finds errors, wait for servicedocs check."
    )


def rank(review: Review, unit: Unit) -> tuple[int, ...]:
    """Where a unit stands among those that need a decision: errors first, then what is open, then by class and state."""
    worst = min((_STATES.index(each.state) for each in unit.translations), default=len(_STATES))
    target = min((_CLASSES.index(each.change) for each in unit.translations), default=len(_CLASSES))
    change = _CLASSES.index(unit.change)
    return -unit.errors, -len(review.open(unit)), min(change, target), change, worst


def order(change: Change) -> int:
    """Where a change of the model stands among the others: by its class."""
    return _CLASSES.index(change.change_class)


def _language(tag: str, policy: Policy, translations: Sequence[Translated]) -> Data:
    states = Counter(each.state for each in translations)
    return {
        "tag": tag,
        "policy": str(policy),
        "states": {str(state): states[state] for state in Approval},
        "changed": sum(each.before != each.after for each in translations),
        "open": sum(count for state, count in states.items() if is_open(state, policy)),
        "errors": sum(finding.severity == "error" for each in translations for finding in each.findings),
    }


def _change(change: Change, words: Segmenter | None) -> Data:
    sides = [(Op.REMOVED, change.before), (Op.KEPT, " "), (Op.ADDED, change.after)]
    # a fact reads best whole, what a glossary says of a term by its words
    whole = tuple(Piece(*side) for side in (sides if change.before and change.after else sides[::2]) if side[1])
    pieces = diff(change.before, change.after, words) if change.kind is Kind.TERM and len(whole) > 1 else whole
    return {
        "kind": str(change.kind),
        "action": str(change.action),
        "class": str(change.change_class),
        "id": change.id,
        "name": change.name,
        "before": change.before,
        "after": change.after,
        "diff": [_piece(piece) for piece in pieces],
        "language": change.language,
        "where": [_where(where) for where in change.where],
    }


def _where(where: Where) -> Data:
    named = {name: getattr(where, name) for name in ("document", "section", "table", "row", "column", "id")}
    return {**named, "pages": dict(where.pages)}


def place(where: Data) -> str:
    """A place in words."""
    return str(Where(**where))


def message(review: Review, unit: Unit, words: Segmenter | None) -> Data:
    """A message with all its languages."""
    before, after = _forms(unit.before), _forms(unit.after)
    return {
        "name": unit.name,
        "former": unit.former if unit.former != unit.name else "",
        "kind": str(unit.message.kind),
        "class": str(unit.change) if unit.change else None,
        "open": [each.language for each in review.open(unit)],
        "before": before,
        "after": after,
        "diff": _diffs(before, after, words),
        "where": [_where(where) for where in unit.where],
        "findings": [finding(found) for found in unit.findings],
        "translations": [_translation(each, words) for each in unit.translations],
    }


def _forms(message: Message | None) -> list[str]:
    return [text for text in (message.text, message.plural) if text] if message else []


def _translation(each: Translated, words: Segmenter | None) -> Data:
    return {
        "language": each.language,
        "state": str(each.state),
        "was": str(each.was),
        "changed": each.before != each.after,
        "class": str(each.change) if each.change else None,
        "by": each.by,
        "before": list(each.before),
        "after": list(each.after),
        "diff": _diffs(each.before, each.after, words),
        "verdict": _verdict(each.line) if each.line else None,
        "terms": each.terms,
        "findings": [finding(found) for found in each.findings],
    }


def _verdict(line: Line) -> Data:
    return {"verdict": str(line.verdict), "who": line.who, "date": line.date, "note": line.note}


def finding(found: Finding) -> Data:
    """A finding of a check."""
    return {
        "severity": str(found.severity),
        "code": found.code,
        "place": str(found.place),
        "problem": found.problem,
        "hint": found.hint,
    }


def _diffs(before: Sequence[str], after: Sequence[str], words: Segmenter | None) -> list[list[Data]]:
    """The pieces of each form; a form that only one side has came or went as a whole."""
    count = max(len(before), len(after))
    pairs = [(_at(before, index), _at(after, index)) for index in range(count)]
    return [[_piece(piece) for piece in _pieces(old, new, words)] for old, new in pairs]


def _at(forms: Sequence[str], index: int) -> str:
    return forms[index] if index < len(forms) else ""


def _pieces(old: str, new: str, words: Segmenter | None) -> Sequence[Piece]:
    if not old or not new:
        return [Piece(Op.ADDED if new else Op.REMOVED, new or old)] if old or new else []
    return diff(old, new, words)


def _piece(piece: Piece) -> Data:
    return {"op": str(piece.op), "text": piece.text}
