"""What came back, held against the project as it is now: what may be written, and what may not.

A unit is refused as *outdated* if the project has changed since it went out: its source is another one, its translation
was changed by somebody else, its message is gone. That is nobody's fault, and the other units are taken. A unit is
*broken* if what came back can't be printed; then nothing of the file is taken unless that is asked for.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.catalogs import Catalog, Entry, Term, set_translation
from generator.edition import State
from generator.errors import Finding, Place, Severity, did_you_mean
from generator.exchange import terms
from generator.exchange.units import (
    Returned,
    ReturnedTerm,
    ReturnedUnit,
    forbidden,
    offered_hash,
    source_hash,
    term_hashes,
    unit_state,
)
from generator.model import Message, Publication

OUTDATED = "outdated"
BROKEN = "refused"

FUZZY = "fuzzy"

Faults = Callable[[Catalog], Iterable[Finding]]
"""What is provably wrong with the translations of a catalog."""

_SEPARATORS = "\x85\u2028\u2029"
"""Characters that XML allows and at which many programs end a line of a PO file."""

_AGAIN = "export again; this unit stays as it is in the catalog"


@dataclass(frozen=True, slots=True)
class Outcome:
    """*entries* and *terms* are what may be written; the findings tell what was refused, and why."""

    entries: Mapping[tuple[str, str], Entry] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    outdated: tuple[Finding, ...] = ()
    broken: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Form:
    """A returned unit with the index of its plural form, and whether it counts as translated."""

    unit: ReturnedUnit
    index: int
    done: bool


def accept(
    returned: Returned,
    publication: Publication,
    catalog: Catalog,
    *,
    offers_stale: bool = True,
    faults: Faults = lambda catalog: (),
) -> Outcome:
    """What of a returned file may be written into the catalogs of its language.

    *offers_stale* is false for formats that show a stale translation beside the one to write. *faults* looks at the
    translations that would be written, and only those; each of its findings refuses one.
    """
    review = _Review(publication, catalog, offers_stale)
    review.units(returned.units)
    review.terms(returned.terms)
    if review.entries:
        review.refuse(faults(replace(catalog, entries=dict(review.entries))))
    return Outcome(review.entries, review.glossary, tuple(review.outdated), tuple(review.broken))


class _Review:
    """One file on its way in: what is accepted so far, and what is not."""

    def __init__(self, publication: Publication, catalog: Catalog, offers_stale: bool) -> None:
        self.catalog, self.offers_stale = catalog, offers_stale
        self.messages = {(each.domain, each.key): each for all_ in publication.messages.values() for each in all_}
        self.entries: dict[tuple[str, str], Entry] = {}
        self.glossary: dict[str, Term] = {}
        self.outdated: list[Finding] = []
        self.broken: list[Finding] = []

    def find(self, kind: str, place: Place, problem: str, hint: str, key: str = "") -> None:
        severity = Severity.WARNING if kind == OUTDATED else Severity.ERROR
        finding = Finding(severity, kind, place, problem, hint, key, self.catalog.settings.language.tag)
        (self.outdated if kind == OUTDATED else self.broken).append(finding)

    # Units

    def units(self, units: Sequence[ReturnedUnit]) -> None:
        """Every unit, message by message: the forms of a plural are accepted together."""
        found: dict[tuple[str, str], list[_Form]] = {}
        for unit in units:
            form = self.form(unit)
            if form is None:
                continue
            own = unit.domain, _key(unit.id)
            if any(other.index == form.index for other in found.get(own, ())):
                self.find(BROKEN, unit.place, f"'{unit.id}' stands here a second time", "keep the right one", own[1])
                continue
            found.setdefault(own, []).append(form)
        for own, forms in found.items():
            self.message(self.messages[own], forms)

    def form(self, unit: ReturnedUnit) -> _Form | None:
        """The form that a unit changes; None if it changes nothing or is refused."""
        key, index = _key(unit.id), _index(unit.id)
        if offered_hash(unit.target, bool(unit.done), unit.comment) == unit.offered_hash and not unit.faults:
            return None
        if not unit.domain:
            problem = f"the translation '{unit.target}' belongs to no text of ours"
            self.find(BROKEN, unit.place, problem, "write it beside its source")
            return None
        message = self.messages.get((unit.domain, key))
        if message is None:
            problem = f"'{unit.domain}:{key}' is no longer in the content"
            self.find(OUTDATED, unit.place, problem, "its text was taken out, renamed or never here", key)
            return None
        if not _is_about(unit, message, index):
            self.find(OUTDATED, unit.place, f"the source of '{unit.id}' has changed meanwhile", _AGAIN, key)
            return None
        entry = self.catalog.entries.get((unit.domain, key))
        if entry is None or (entry.source, entry.plural) != (message.text, message.plural):
            hint = "bring it up to date with: servicedocs catalogs update"
            self.find(BROKEN, unit.place, f"the catalog is behind the content at '{key}'", hint, key)
            return None
        if index >= len(entry.forms) or bool(message.plural) != ("[" in unit.id):
            problem = f"'{unit.id}' is no form of this message"
            self.find(BROKEN, unit.place, problem, f"it has {len(entry.forms)}, counted from 0", key)
            return None
        return self.compared(unit, entry, index, message)

    def compared(self, unit: ReturnedUnit, entry: Entry, index: int, message: Message) -> _Form | None:
        """The form as it came back, against what went out and what is there now."""
        text, done = self.current(entry, index, message)
        # programs lose notes, so one that is missing was not taken away
        unit = replace(unit, comment="\n".join(unit.comment.splitlines()).strip() or entry.comment)
        came = unit.target, unit.done if unit.done is not None else (done or unit.target != text), unit.comment
        if offered_hash(*came) in (unit.offered_hash, offered_hash(text, done, entry.comment)):
            # unchanged by the translator, or the same change is here already
            return None
        if not unit.offered_hash and done:
            if unit.target != text:
                problem = f"'{unit.id}' carries no hash, and another translation stands in the catalog"
                hint = "nobody can tell which is newer; change it there if you mean it"
                self.find(OUTDATED, unit.place, problem, hint, message.key)
            return None
        if unit.offered_hash and unit.offered_hash != offered_hash(text, done, entry.comment):
            problem = f"the translation of '{unit.id}' was changed in the catalog meanwhile"
            self.find(OUTDATED, unit.place, problem, _AGAIN, message.key)
            return None
        return _Form(unit, index, came[1]) if self.is_sound(unit, message, text) else None

    def current(self, entry: Entry, index: int, message: Message) -> tuple[str, bool]:
        """What the format would offer of a form now, and whether that is translated."""
        text = entry.forms[index]
        done = unit_state(text, self.catalog, message) is State.TRANSLATED
        return (text if done or self.offers_stale else ""), done

    def is_sound(self, unit: ReturnedUnit, message: Message, text: str) -> bool:
        """Whether a text can be written at all."""
        key, told = _key(unit.id), len(self.broken)
        for fault in unit.faults:
            self.find(BROKEN, unit.place, f"{unit.id}: {fault}", "write it as text, and keep codes as they were", key)
        if not unit.target.strip() and text and not unit.faults:
            hint = "a translation can be changed, not taken away; change it in the catalog if you mean it"
            self.find(BROKEN, unit.place, f"the translation of '{unit.id}' came back empty", hint, key)
        if bad := forbidden(unit.target + unit.comment) or next(
            (sign for sign in _SEPARATORS if sign in unit.target), ""
        ):
            self.find(BROKEN, unit.place, f"{unit.id}: a control character (U+{ord(bad):04X})", "delete it", key)
        if (most := self.catalog.max_length(message)) and len(unit.target) > most:
            problem = f"'{unit.id}' has {len(unit.target)} characters, {most} are allowed"
            self.find(BROKEN, unit.place, problem, "say it shorter", key)
        return len(self.broken) == told

    def message(self, message: Message, forms: Sequence[_Form]) -> None:
        """The entry of a message with its returned forms."""
        own = message.domain, message.key
        entry = self.catalog.entries[own]
        changed = {form.index: form for form in forms}
        texts = tuple(
            changed[index].unit.target if index in changed and changed[index].unit.target else text
            for index, text in enumerate(entry.forms)
        )
        comments = {form.unit.comment for form in forms} - {entry.comment}
        finished = [changed[index].done if index in changed else not entry.fuzzy for index in range(len(texts))]
        if all(texts) and all(finished):
            renewed = set_translation(entry, *texts)
        else:
            # a text that somebody has begun and not finished must not be printed
            begun = any(text and not done for text, done in zip(texts, finished, strict=True))
            flags = (FUZZY, *entry.flags) if begun and not entry.fuzzy else entry.flags
            renewed = replace(entry, forms=texts, flags=flags)
        place = forms[0].unit.place
        self.entries[own] = replace(
            renewed,
            comment="\n".join(sorted(comments)) if comments else entry.comment,
            written="",
            file=place.file,
            line=place.line,
        )

    def refuse(self, found: Iterable[Finding]) -> None:
        """Take back what a finding is about."""
        for finding in found:
            for own in [own for own in self.entries if own[1] == finding.key and _is_at(finding, self.entries[own])]:
                del self.entries[own]
            self.find(BROKEN, finding.place, f"{finding.key}: {finding.problem}", finding.hint, finding.key)

    # Terms

    def terms(self, returned: Sequence[ReturnedTerm]) -> None:
        """Every term that came back changed, or comes from elsewhere."""
        known = {term.concept: term for term in self.catalog.glossary.terms}
        for term in returned:
            if not term.source_hash and not term.offered_hash:
                self.merge(term, {**known, **self.glossary})
            elif term.concept not in known:
                hint = did_you_mean(term.concept, list(known))
                self.find(BROKEN, term.place, f"'{term.concept}' is no concept of the glossary", hint)
            elif changed := self.term(term, known[term.concept]):
                self.glossary[term.concept] = changed

    def term(self, term: ReturnedTerm, now: Term) -> Term | None:
        came = replace(now, target=term.target, variants=term.variants, forbidden=term.forbidden, note=term.note)
        source, offered = term_hashes(now)
        if term_hashes(came)[1] in (term.offered_hash, offered):
            return None
        if term.source_hash != source:
            self.find(OUTDATED, term.place, f"the source of '{term.concept}' has changed meanwhile", _AGAIN)
        elif term.offered_hash != offered:
            self.find(OUTDATED, term.place, f"'{term.concept}' was changed in the glossary meanwhile", _AGAIN)
        elif now.target and not term.target:
            self.find(BROKEN, term.place, f"the term of '{term.concept}' came back empty", "give it a preferred term")
        else:
            return came
        return None

    def merge(self, came: ReturnedTerm, known: Mapping[str, Term]) -> None:
        """A term from elsewhere: what it adds is taken, what it says otherwise is told and left as it is."""
        if not came.target:
            return
        if not came.source:
            problem = f"'{came.target}' stands in an entry without a word of the source language"
            self.find(OUTDATED, came.place, problem, "nobody knows which concept it is")
            return
        now = terms.same(came, known)
        if now is None:
            new = terms.added(came, known)
            self.glossary[new.concept] = new
            return
        whole, differences = terms.merged(came, now)
        for difference in differences:
            hint = "change the glossary if the file is right"
            self.find(OUTDATED, came.place, f"'{now.concept}': {difference}", hint)
        if whole != now:
            self.glossary[now.concept] = whole


def _is_about(unit: ReturnedUnit, message: Message, index: int) -> bool:
    """Whether a unit was made for the source that its message has now: by its hash, else by the source that it shows."""
    if unit.source_hash:
        return unit.source_hash == source_hash(message)
    own = {" ".join(text.split()) for text in (message.plural if index else message.text, message.plural) if text}
    return " ".join((unit.source or "").split()) in own


def _is_at(finding: Finding, entry: Entry) -> bool:
    return (finding.place.file, finding.place.line) == (entry.file, entry.line)


def _key(id: str) -> str:
    return id.partition("[")[0]


def _index(id: str) -> int:
    index = id.partition("[")[2].rstrip("]")
    # one that is no number is no form of any message
    return int(index) if index.isdecimal() and len(index) < 3 else (0 if not index else 100)
