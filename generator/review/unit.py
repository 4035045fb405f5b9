"""What changed about one message: its source, and its translation in every language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.catalogs import Glossary
from generator.catalogs.ledger import Approval, Line, digest, terms_digest
from generator.errors import Finding, Severity
from generator.model import Message
from generator.review.change import Where
from generator.review.classes import Class, classify, worst
from generator.review.meaning import Lexicon, lexicon
from generator.review.sequence import paired
from generator.review.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Translated:
    """A message in one language: what it was and what it is, a text for each plural form.

    *change* is the class of the translation's own change, None where its words stayed, or where the source's change
    asked for others. *line* is what the ledger says of the present words, *by* who changed them, *terms* whether the
    glossary has other words than before, or than when the line was written.
    """

    language: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    was: Approval
    state: Approval
    change: Class | None = None
    line: Line | None = None
    by: str = ""
    terms: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether its words, or what was said of them, are others than before."""
        return self.before != self.after or self.was is not self.state


@dataclass(frozen=True, slots=True)
class Unit:
    """A message that changed, or whose translations did; *change* is the class of the source's change.

    *name* is ``domain:key``, *former* its name before where that was another one. *findings* are about the source text.
    """

    name: str
    former: str
    before: Message | None
    after: Message | None
    change: Class | None
    translations: tuple[Translated, ...]
    where: tuple[Where, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def message(self) -> Message:
        """The message as it is, or as it was last."""
        message = self.after or self.before
        assert message is not None  # noqa: S101 - a unit has one of them
        return message

    @property
    def errors(self) -> int:
        """How many errors the checks find in the present translations."""
        found = (finding for each in self.translations for finding in each.findings)
        return sum(finding.severity is Severity.ERROR for finding in found)


def compare(before: Snapshot, after: Snapshot, languages: Sequence[str]) -> Iterator[Unit]:
    """Every message that changed in any way, in content order; those that are gone come last."""
    names = _names(before, after)
    compared = _Comparison(before, after, languages)
    for name, message in after.messages.items():
        former = names.get(name, name)
        unit = compared.unit(name, former, before.messages.get(former), message)
        changed = (each.changed or compared.is_reworded(each.language, message) for each in unit.translations)
        if unit.change or any(changed):
            yield unit
    kept = {names.get(name, name) for name in after.messages}
    for name, message in before.messages.items():
        if name not in kept:
            yield Unit(name, name, message, None, Class.REMOVED, ())


def renewed(unit: Unit, before: Snapshot, after: Snapshot) -> Unit:
    """A unit with its translations as they are now, where its source is still the same."""
    if not unit.translations or unit.name not in after.messages:
        return unit
    compared = _Comparison(before, after, tuple(each.language for each in unit.translations))
    return compared.unit(unit.name, unit.former, unit.before, after.messages[unit.name], unit.change)


def _names(before: Snapshot, after: Snapshot) -> dict[str, str]:
    """New name -> old name of messages that have another key now."""
    formers = {}
    for name, message in after.messages.items():
        if message.former:
            former = message.former if ":" in message.former else f"{message.domain}:{message.former}"
            formers[name] = former
    texts = [
        {name: (each.text, each.plural, each.kind) for name, each in side.messages.items()} for side in (before, after)
    ]
    return paired(texts[0], texts[1], formers)


class _Comparison:
    """Two snapshots, with the words that matter in each language."""

    def __init__(self, before: Snapshot, after: Snapshot, languages: Sequence[str]) -> None:
        self.before, self.after, self.languages = before, after, languages
        self._lexicons: dict[str, Lexicon] = {}
        self._changes: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Class | None] = {}
        self._reworded: dict[str, Glossary] = {}

    def unit(self, name: str, former: str, was: Message | None, message: Message, change: Class | None = None) -> Unit:
        change = change or self.source_change(name, former, was, message)
        alone = change in (None, Class.MOVED)
        translations = tuple(self.translated(tag, was, message, alone) for tag in self.languages)
        return Unit(name, former, was, message, change, translations)

    def source_change(self, name: str, former: str, was: Message | None, message: Message) -> Class | None:
        if was is None:
            return Class.ADDED
        if (was.text, was.plural) == (message.text, message.plural):
            return Class.MOVED if name != former else None
        words = self.lexicon("")
        if bool(was.plural) != bool(message.plural):
            return Class.MEANING
        return worst(classify(was.text, message.text, words), classify(was.plural, message.plural, words))

    def translated(self, tag: str, was: Message | None, message: Message, alone: bool) -> Translated:
        old, new = self.before.catalogs.get(tag), self.after.catalogs[tag]
        forms = old.forms(was) if old and was else ()
        now = new.forms(message)
        state = old.approval(was) if old and was else Approval.MISSING
        change = None
        if alone and forms != now and any(forms) and any(now):
            # documents share sentences: the same change is judged once
            if (tag, forms, now) not in self._changes:
                self._changes[tag, forms, now] = self.translation_change(tag, forms, now)
            change = self._changes[tag, forms, now]
        line = new.ledger.standing(message, now)
        stands = bool(line and line.terms != terms_digest(new.glossary, message)) or self.is_reworded(tag, message)
        return Translated(tag, _shown(forms), _shown(now), state, new.approval(message), change, line, terms=stands)

    def is_reworded(self, tag: str, message: Message) -> bool:
        """Whether the glossary of a language has other words for something in a message than before."""
        if tag not in self._reworded:
            known = [side.catalogs[tag].glossary.terms for side in (self.before, self.after) if tag in side.catalogs]
            old, new = ({replace(term, note="") for term in terms} for terms in (known[0], known[-1]))
            self._reworded[tag] = Glossary(tuple(old ^ new))
        return bool(self._reworded[tag].terms) and terms_digest(self._reworded[tag], message) != digest()

    def translation_change(self, tag: str, was: tuple[str, ...], now: tuple[str, ...]) -> Class | None:
        if len(was) != len(now):
            return Class.WORDING
        words = self.lexicon(tag)
        return worst(*(classify(one, other, words) for one, other in zip(was, now, strict=True)))

    def lexicon(self, tag: str) -> Lexicon:
        """The words that matter in a language; in the source's for ""."""
        if tag not in self._lexicons:
            self._lexicons[tag] = source_lexicon(self.before, self.after) if not tag else self._target(tag)
        return self._lexicons[tag]

    def _target(self, tag: str) -> Lexicon:
        terms = self.after.catalogs[tag].glossary.terms
        words = tuple((word, term.concept) for term in terms for word in (term.target, *term.variants) if word)
        return lexicon(tag, self.after.publication.names, words)


def source_lexicon(before: Snapshot, after: Snapshot) -> Lexicon:
    """What matters in the source's texts: names, offerings, and the terms of all glossaries."""
    names: dict[str, None] = {}
    for side in (before, after):
        names |= dict.fromkeys(side.publication.names)
        for offering in side.publication.offerings.values():
            names |= dict.fromkeys((offering.name.text, offering.short.text))
        names |= dict.fromkeys(deployment.name.text for deployment in side.publication.deployments.values())
    glossaries = (catalog.glossary for side in (before, after) for catalog in side.catalogs.values())
    terms = {word: term.concept for glossary in glossaries for term in glossary.terms for word in term.source}
    texts = tuple(message.text for message in before.messages.values())
    return lexicon(after.publication.source, tuple(filter(None, names)), tuple(terms.items()), texts)


def _shown(forms: tuple[str, ...]) -> tuple[str, ...]:
    return forms if any(forms) else ()


def by_language(units: Sequence[Unit]) -> Mapping[str, list[Translated]]:
    """The translations of units by language."""
    found: dict[str, list[Translated]] = {}
    for unit in units:
        for each in unit.translations:
            found.setdefault(each.language, []).append(each)
    return found
