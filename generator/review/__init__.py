"""What changed between two moments of a project, what it means, and who approved it, in all languages at once.

``snapshot`` takes a project as a revision or the working tree has it; ``tables`` and ``outline`` compare the models,
``unit`` the texts; ``places`` and ``paper`` say where it stands; ``classes``, ``meaning`` and ``dictionary`` say what
kind of change a change is, ``words`` which words changed.
``catalogs.policy`` says what is open; ``reports`` tells it all.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator import checks
from generator.catalogs import Catalog
from generator.catalogs.policy import is_open
from generator.errors import Finding, GeneratorError, Place, Severity, did_you_mean
from generator.model import Policy
from generator.review import outline, tables, unit
from generator.review.authors import NOT_COMMITTED, Authors
from generator.review.change import Change, Kind, Where
from generator.review.places import MOST, of_value, places
from generator.review.snapshot import Snapshot, pair
from generator.review.unit import Translated, Unit
from generator.workers import cores

__all__ = ["Change", "Review", "Snapshot", "Translated", "Unit", "compare", "pair", "renewed", "review"]

_OWN = ("untranslated", "stale", "orphan", "approval")
"""Checks about what this room derives itself."""

_LARGE = 6_000
"""Translations from which on only the checks that find errors are run: the others take seconds then, and
``servicedocs check`` tells what they find."""


@dataclass(frozen=True)
class Review:
    """Two snapshots compared: *before* and *after* are what they are called, *changes* those of the model.

    *source* is the tag of the source language; *languages* are the tags looked at, each with its policy. *unchecked*
    are the checks that were left out because there is too much to look at; none of them finds errors.
    """

    source: str
    before: str
    after: str
    languages: tuple[str, ...]
    policies: tuple[Policy, ...]
    changes: tuple[Change, ...]
    units: tuple[Unit, ...]
    unchecked: tuple[str, ...] = ()

    def policy(self, language: str) -> Policy:
        """What a language's publication asks for."""
        return self.policies[self.languages.index(language)]

    def open(self, unit: Unit) -> tuple[Translated, ...]:
        """The translations of a unit that the policy can't let pass."""
        return tuple(each for each in unit.translations if is_open(each.state, self.policy(each.language)))

    @property
    def errors(self) -> int:
        """How many errors the checks find in what changed."""
        return sum(one.errors for one in self.units)

    @property
    def code(self) -> int:
        """The exit code for automation: 1 errors, 3 stale or unapproved beyond the policy, 0 nothing open."""
        return 1 if self.errors else 3 if any(map(self.open, self.units)) else 0


def review(project: Path, revisions: str = "", languages: Sequence[str] = (), documents: Sequence[str] = ()) -> Review:
    """The review of ``BASE``, ``BASE..HEAD`` or ``BASE...HEAD`` for languages by tag and documents by id; all for none.

    Raises GeneratorError if git doesn't know a revision, one of the two can't be read, or a language or document does
    not exist.
    """
    before, after = pair(project, revisions, apart=cores() > 1)
    return compare(before, after, languages, documents, Authors(project, before, after), cores())


def compare(
    before: Snapshot,
    after: Snapshot,
    languages: Sequence[str] = (),
    documents: Sequence[str] = (),
    authors: Authors | None = None,
    count: int = 1,
) -> Review:
    """Two snapshots compared; *authors* knows who changed what, where git is at hand.

    *count* is the number of processes among which the languages may be shared.
    """
    known = tuple(tag for tag, catalog in after.catalogs.items() if not catalog.source)
    gone = tuple(tag for tag in before.catalogs if tag not in after.catalogs)
    _check("language", languages, (*known, *gone))
    _check("document", documents, tuple(document.id for document in after.publication.documents))
    chosen = tuple(tag for tag in known if not languages or tag in languages)
    units = tuple(unit.compare(before, after, chosen))
    now, then = places(after), places(before)
    changes = tuple(
        _placed(change, (*of_value(change.name, after, now), *of_value(change.name, before, then)))
        if change.kind is Kind.VALUE
        else change
        for change in (*tables.compare(before, after), *outline.compare(before, after))
    )
    units = tuple(replace(each, where=now.get(each.name) or then.get(each.former, ())) for each in units)
    if documents:
        units = tuple(each for each in units if _concerns(each, documents))
        changes = tuple(
            change for change in changes if not change.where or {w.document for w in change.where} & {*documents}
        )
    told = {"", *chosen, *(tag for tag in gone if not languages or tag in languages)}
    changes = tuple(change for change in changes if change.language in told)
    codes = _codes(units)
    return Review(
        source=after.publication.source,
        before=before.name,
        after=after.name,
        languages=chosen,
        policies=tuple(after.publication.policy(tag) for tag in chosen),
        changes=changes,
        units=tuple(_told(units, after, codes, authors, count)),
        unchecked=tuple(code for code in checks.CHECKS if code not in (*codes, *_OWN)),
    )


def renewed(found: Review, name: str, before: Snapshot, after: Snapshot) -> Review:
    """The review with one message as it is now, where nothing but its translations has changed since."""

    def new(one: Unit) -> Unit:
        fresh = replace(unit.renewed(one, before, after), where=one.where)
        (told,) = _told((fresh,), after, _codes(found.units), None)
        kept = (
            replace(each, by=old.by if each.after == old.after else NOT_COMMITTED)
            for each, old in zip(told.translations, one.translations, strict=True)
        )
        return replace(told, translations=tuple(kept))

    return replace(found, units=tuple(new(one) if one.name == name else one for one in found.units))


def _placed(change: Change, places: Iterable[Where]) -> Change:
    """The change of a value with the first places where texts name it, in its document if it belongs to one."""
    own = {where.document for where in change.where}
    found: list[Where] = []
    for where in places:
        if len(found) < MOST and where not in found and (not own or where.document in own):
            found.append(where)
    return replace(change, where=tuple(found) or change.where)


def _check(what: str, named: Sequence[str], known: Sequence[str]) -> None:
    place = Place("content/publication.yaml")
    unknown = [
        Finding(Severity.ERROR, "order", place, f"there is no {what} '{name}'", did_you_mean(name, known))
        for name in named
        if name not in known
    ]
    if unknown:
        raise GeneratorError(unknown)


def _concerns(each: Unit, documents: Sequence[str]) -> bool:
    return each.message.domain in documents or bool({where.document for where in each.where} & {*documents})


def _codes(units: Sequence[Unit]) -> tuple[str, ...]:
    """The checks to run: all about texts, but in a large review those alone that find errors."""
    if sum(len(one.translations) for one in units) >= _LARGE:
        return checks.ERRORS
    return tuple(code for code in checks.CHECKS if code not in _OWN)


def _told(
    units: Sequence[Unit], after: Snapshot, codes: Sequence[str], authors: Authors | None, count: int = 1
) -> list[Unit]:
    """The units with what the checks find in their texts, and who changed these."""
    found = _findings(units, after, codes, count)

    def told(one: Unit, each: Translated) -> Translated:
        findings = tuple(found.get((each.language, one.name), ()))
        by = ""
        if authors and each.before != each.after and one.after:
            entry = after.catalogs[each.language].entries.get((one.after.domain, one.after.key))
            by = authors.of(entry) if entry else ""
        return replace(each, findings=findings, by=by) if findings or by else each

    return [
        replace(
            one,
            translations=tuple(told(one, each) for each in one.translations),
            findings=tuple(found.get(("", one.name), ())),
        )
        for one in units
    ]


def _findings(
    units: Sequence[Unit], after: Snapshot, codes: Sequence[str], count: int
) -> dict[tuple[str, str], list[Finding]]:
    """(language, name) -> findings of the checks on the present texts of the units; "" is the source's language."""
    named = {(one.after.domain, one.after.key) for one in units if one.after}
    messages = {
        domain: tuple(message for message in group if (domain, message.key) in named)
        for domain, group in after.publication.messages.items()
    }
    publication = replace(after.publication, messages=messages)
    tags = {each.language: None for one in units for each in one.translations}
    catalogs = [_only(after.catalogs[tag], named) for tag in tags]
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in checks.run(publication, catalogs, codes=codes, count=count):
        if finding.key:
            found.setdefault((finding.language, f"{finding.domain}:{finding.key}"), []).append(finding)
    return found


def _only(catalog: Catalog, named: Collection[tuple[str, str]]) -> Catalog:
    """A catalog with some of its entries."""
    return replace(catalog, entries={name: entry for name, entry in catalog.entries.items() if name in named})
