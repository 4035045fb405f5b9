"""What a reviewer decides, written down: approve, dispute, waive, carry.

Every decision is about exact words. It goes into the ledger of its language with who made it and when; a carried
translation also fits its present source in the catalog from then on. Nothing outside locales/ is written.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from generator.catalogs import Catalog
from generator.catalogs.attributes import tell_git
from generator.catalogs.carry import carriable, carry, fitted
from generator.catalogs.catalog import read_ledger
from generator.catalogs.ledger import (
    NAME,
    Approval,
    Ledger,
    Line,
    Verdict,
    digest,
    names,
    recorded,
    render,
    terms_digest,
)
from generator.edition import State
from generator.errors import CatalogError, Finding, GeneratorError, Place, Severity, did_you_mean
from generator.model import Message
from generator.review.classes import Class, classify, worst
from generator.review.meaning import Lexicon
from generator.review.snapshot import Snapshot
from generator.review.unit import source_lexicon
from generator.store import write_beside

REASONS = {"typo": (Class.TYPO, Class.COSMETIC, Class.WORDING), "cosmetic": (Class.COSMETIC,)}
"""Why a translation may be carried, and the classes of change for which somebody can say so."""

CARRY = "carry: "
VERBS = ("approve", "dispute", "waive", *(f"{CARRY}{reason}" for reason in REASONS))
"""What can be decided about a translation."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose decision it is: *who* and *date* (ISO 8601) stand in the ledger, *note* says why."""

    who: str
    date: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was written about one message in one language."""

    language: str
    name: str
    verdict: Verdict


def chosen(snapshot: Snapshot, keys: Sequence[str]) -> tuple[Message, ...]:
    """The messages meant by keys: ``domain:key``, a key alone where only one file has it, or a pattern with ``*``.

    Raises GeneratorError for every key that means nothing, or more than one message.
    """
    found: dict[str, Message] = {}
    findings = []
    for key in keys:
        matches = [name for name in snapshot.messages if key in (name, name.partition(":")[2])]
        if "*" in key:
            matches = [name for name in snapshot.messages if fnmatchcase(name, key) or fnmatchcase(name, f"*:{key}")]
        elif len(matches) > 1:
            hint = f"say which: {', '.join(matches)}"
            findings.append(_wrong(Place("content"), f"'{key}' stands in several files", hint))
        if not matches:
            known = tuple(snapshot.messages) if ":" in key else tuple(n.partition(":")[2] for n in snapshot.messages)
            findings.append(_wrong(Place("content"), f"there is no message '{key}'", did_you_mean(key, known)))
        found |= {name: snapshot.messages[name] for name in matches}
    if findings:
        raise GeneratorError(findings)
    return tuple(found.values())


def approve(
    project: Path, snapshot: Snapshot, language: str, messages: Iterable[Message], hand: Hand
) -> tuple[Decision, ...]:
    """The present translations say what their sources say.

    Raises CatalogError, before anything is written, for what is missing or stale.
    """
    return settle(project, snapshot, language, [Choice(message, "approve", hand) for message in messages])


def dispute(
    project: Path, snapshot: Snapshot, language: str, messages: Iterable[Message], hand: Hand
) -> tuple[Decision, ...]:
    """The present translations are wrong, as the note says. Raises CatalogError for what is missing."""
    return settle(project, snapshot, language, [Choice(message, "dispute", hand) for message in messages])


def waive(
    project: Path, snapshot: Snapshot, language: str, messages: Iterable[Message], hand: Hand
) -> tuple[Decision, ...]:
    """The present translations may go out as they are, missing or stale though they be, until a word of them changes."""
    return settle(project, snapshot, language, [Choice(message, "waive", hand) for message in messages])


def carried(
    project: Path, snapshot: Snapshot, language: str, messages: Sequence[Message], hand: Hand, reason: str
) -> tuple[Decision, ...]:
    """The translations stay good for the present sources, which changed only by a typo or by their looks.

    What was approved stays approved over a typo or a change of looks; over another wording, as a draft does, it waits for
    somebody who approves it. Raises CatalogError, before anything is written, where the change is no such change, the
    language does not allow it, or there is nothing to carry.
    """
    return settle(project, snapshot, language, [Choice(message, f"{CARRY}{reason}", hand) for message in messages])


@dataclass(frozen=True, slots=True)
class Choice:
    """What one person decides about one message: *verb* is one of VERBS."""

    message: Message
    verb: str
    hand: Hand


def settle(project: Path, snapshot: Snapshot, language: str, choices: Sequence[Choice]) -> tuple[Decision, ...]:
    """Writes decisions about one language down, or refuses them all: raises CatalogError with every reason."""
    catalog = snapshot.catalogs[language]
    verdicts = list(zip(choices, weigh(snapshot, language, choices), strict=True))
    if refused := [each for _, each in verdicts if isinstance(each, Finding)]:
        raise CatalogError(refused)
    given = [(choice, each) for choice, each in verdicts if isinstance(each, Verdict)]
    if taken := [choice.message for choice, _ in given if choice.verb.startswith(CARRY)]:
        carry(project, catalog.settings, taken)
    lines = [_line(catalog, choice.message, each, _noted(choice)) for choice, each in given]
    record(project, snapshot, language, lines)
    return tuple(Decision(language, names(choice.message)[0], each) for choice, each in given)


def weigh(snapshot: Snapshot, language: str, choices: Sequence[Choice]) -> list[Verdict | Finding]:
    """The verdict that each choice comes to, or why it can't be made; nothing is written."""
    words = source_lexicon(snapshot, snapshot) if any(choice.verb.startswith(CARRY) for choice in choices) else None
    return [_weighed(snapshot.catalogs[language], choice, words) for choice in choices]


def _weighed(catalog: Catalog, choice: Choice, words: Lexicon | None) -> Verdict | Finding:
    message = choice.message
    match choice.verb:
        case "approve":
            return _approved(catalog, message)
        case "dispute":
            if catalog.state(message) is State.MISSING:
                return _refused(catalog, message, "has no translation to dispute", "translate it first")
            return Verdict.DISPUTED
        case "waive":
            return Verdict.WAIVED
        case verb:
            assert words is not None  # noqa: S101 - every other verb carries
            return _carried(catalog, message, verb.removeprefix(CARRY), words)


def _approved(catalog: Catalog, message: Message) -> Verdict | Finding:
    if catalog.state(message) is State.TRANSLATED:
        return Verdict.APPROVED
    hint = "translate it first"
    if catalog.state(message) is State.STALE:
        hint = "bring the translation up to date, or carry it: servicedocs carry"
    return _refused(catalog, message, f"is {catalog.state(message)}; it can't be approved", hint)


def _carried(catalog: Catalog, message: Message, reason: str, words: Lexicon) -> Verdict | Finding:
    entry = catalog.entries.get((message.domain, message.key))
    if entry is None or not carriable(entry, message, entry.forms):
        return _refused(catalog, message, "has no translation to carry", "translate it")
    if not catalog.settings.carry:
        hint = "language.yaml says carry: false, so a person has to look at every changed source"
        return _refused(catalog, message, "can't be carried in this language", hint)
    text, plural = fitted(entry)
    change = worst(classify(text, message.text, words), classify(plural, message.plural, words))
    if change is None and catalog.state(message) is State.TRANSLATED:
        return _refused(catalog, message, "has nothing to carry over: its source is the same", "approve it")
    if change is not None and change not in REASONS[reason]:
        told = f"changed in a way that is no matter of '{reason}' ({change})"
        return _refused(catalog, message, told, f"it was: {text}")
    pair = digest(text, plural), digest(*entry.forms)
    known = (line for name in names(message) for line in catalog.ledger.by_key.get(name, ()))
    before = {line.verdict for line in known if (line.source, line.target) == pair}
    if Verdict.DISPUTED in before:
        return Verdict.DISPUTED
    # what nobody can work out to be a typo fits the new source from now on, but somebody has to approve that
    if Verdict.APPROVED in before and change is not Class.WORDING:
        return Verdict.APPROVED
    return Verdict.CARRIED


def _noted(choice: Choice) -> Hand:
    """Whose decision it is, with why in the note."""
    hand = choice.hand
    if not choice.verb.startswith(CARRY):
        return hand
    note = f"carried over a {choice.verb.removeprefix(CARRY)}" + (f": {hand.note}" if hand.note else "")
    return Hand(hand.who, hand.date, note)


def _line(catalog: Catalog, message: Message, verdict: Verdict, hand: Hand) -> Line:
    source, target = digest(message.text, message.plural), digest(*catalog.forms(message))
    terms = terms_digest(catalog.glossary, message)
    return Line(names(message)[0], source, target, terms, verdict, hand.who, hand.date, hand.note)


def record(project: Path, snapshot: Snapshot, language: str, lines: Sequence[Line]) -> None:
    """Puts lines into a language's ledger, as it stands on disk at this moment.

    Raises CatalogError if it can't be read.
    """
    findings: list[Finding] = []
    settings = snapshot.catalogs[language].settings
    ledger: Ledger = read_ledger(project, settings, findings)
    if findings:
        raise CatalogError(findings)
    if lines:
        whole = recorded(ledger, lines, snapshot.messages.values())
        write_beside(project / settings.folder / NAME, render(whole))
        tell_git(project)


def _refused(catalog: Catalog, message: Message, problem: str, hint: str) -> Finding:
    name = names(message)[0]
    place = catalog.lookup(message).place
    tag = catalog.settings.language.tag
    return Finding(Severity.ERROR, "decision", place, f"'{name}' {problem}", hint, message.key, tag)


def _wrong(place: Place, problem: str, hint: str) -> Finding:
    return Finding(Severity.ERROR, "decision", place, problem, hint)


def waiting(catalog: Catalog, message: Message) -> bool:
    """Whether a translation is there and nobody has decided about it."""
    return catalog.approval(message) is Approval.DRAFT
