"""offerings.yaml and vocabulary.yaml -> what each offering grants, and the words for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter

from generator.content.facts import BEST_EFFORT, Facts, Known
from generator.content.forms import FeatureForm, OfferingsForm, PluralForm, TextForm, VocabularyForm
from generator.content.places import Keys, Source
from generator.content.problems import Problems
from generator.content.shape import Shaped, reshape
from generator.content.texts import Texts
from generator.content.words import slots
from generator.errors import Place, did_you_mean
from generator.model import (
    BestEffort,
    Channels,
    ClockRange,
    Comparison,
    Coverage,
    DayRange,
    Days,
    Deployment,
    Duration,
    Fact,
    Feature,
    Frequency,
    Group,
    IncludedWith,
    Inclusion,
    Kind,
    Languages,
    Message,
    Offering,
    PerSeverity,
    Status,
    Unit,
    Vocabulary,
    Weekday,
)

_TEXT = TypeAdapter(TextForm)

FactPlaces = list[tuple[Fact, Place]]


@dataclass(frozen=True, slots=True)
class Offered:
    """What offerings.yaml says. *broken* are the ids of features of which a fact could not be read."""

    deployments: Mapping[str, Deployment]
    offerings: Mapping[str, Offering]
    groups: Mapping[str, Group]
    features: Mapping[str, Feature]
    terms: Mapping[str, Fact]
    facts: FactPlaces
    broken: frozenset[str]


def known_ids(vocabulary: Source, offerings: Source) -> Known:
    """The ids to which facts may refer, broken entries included: one mistake is told once."""
    return Known(
        channels=vocabulary.ids("channels"),
        frequencies=vocabulary.ids("frequencies"),
        zones=vocabulary.ids("zones"),
        owners=(*offerings.ids("deployments"), *offerings.ids("offerings")),
        aspects=vocabulary.ids("aspects"),
    )


def vocabulary(shaped: Shaped[VocabularyForm], texts: Texts) -> Vocabulary:
    """The words for facts; a word that stands alone in its section has the empty id."""
    words: dict[str, dict[str, Message]] = {}
    for name, value in shaped.form:
        section = name.replace("_", "-")
        entries: dict[str, str | TextForm | PluralForm] = {}
        if value is not None:
            entries = value if isinstance(value, dict) else {"": value}
        kind = Kind.LABEL if section == "aspects" else Kind.PHRASE
        words[section] = {
            id: texts.message(shaped.source, (section, id) if id else (section,), form, kind)
            for id, form in entries.items()
        }
        for id, message in words[section].items():
            texts.check_slots(message, slots(section, id))
    return Vocabulary(words)


def check_words_differ(source: Source, known: Known, problems: Problems) -> None:
    """A word that is a fact by itself means one thing: no id is both a channel and a frequency."""
    kinds = {"channels": "channel", "frequencies": "frequency"}
    seen: dict[str, str] = {**dict.fromkeys(Status, "status"), BEST_EFFORT: "fact by itself"}
    for section, kind in kinds.items():
        for id in source.ids(section):
            if id in seen:
                problems.add(source.key((section, id)), f"'{id}' is a {seen[id]} already", "give it another id")
            seen[id] = kind
    for aspect in known.aspects:
        if _is_kind(aspect):
            problems.add(source.key(("aspects", aspect)), f"'{aspect}' names a kind of fact", "give it another id")


def _is_kind(aspect: str) -> bool:
    return Facts.kind(aspect) is not None


def offered(shaped: Shaped[OfferingsForm], known: Known, texts: Texts, problems: Problems) -> Offered:
    """Deployments, offerings, groups, features and terms."""
    return _Reader(shaped.form, shaped.source, known, texts, problems).offered()


class _Reader:
    def __init__(self, form: OfferingsForm, source: Source, known: Known, texts: Texts, problems: Problems) -> None:
        self.form, self.source, self.texts, self.problems = form, source, texts, problems
        self.reader = Facts(known, problems, self.words)
        self.facts: FactPlaces = []
        self.broken: set[str] = set()

    def offered(self) -> Offered:
        deployments = {
            id: Deployment(id, self.text(("deployments", id, "name"), form.name))
            for id, form in self.form.deployments.items()
        }
        offerings = dict(self.offerings())
        groups = {id: Group(id, self.text(("groups", id, "name"), form.name)) for id, form in self.form.groups.items()}
        terms = dict(self.terms())
        features = dict(self.features(offerings))
        return Offered(deployments, offerings, groups, features, terms, self.facts, frozenset(self.broken))

    def text(self, path: Keys, form: str | TextForm | PluralForm, kind: Kind = Kind.NAME) -> Message:
        return self.texts.message(self.source, path, form, kind)

    def words(self, source: Source, path: Keys, raw: object) -> Message | None:
        """The message of a fact that is only words."""
        form = reshape(_TEXT, source, path, raw, self.problems)
        return self.texts.message(source, path, form, Kind.PHRASE) if form else None

    def offerings(self) -> Iterator[tuple[str, Offering]]:
        for id, form in self.form.offerings.items():
            path = ("offerings", id)
            name = self.text((*path, "name"), form.name)
            short = self.text((*path, "short"), form.short) if form.short is not None else name
            if form.deployment:
                self.refer("deployment", "deployments", form.deployment, (*path, "deployment"))
            yield id, Offering(id, name, short, form.deployment)

    def terms(self) -> Iterator[tuple[str, Fact]]:
        for id, raw in self.form.terms.items():
            if id in ("provider", "legal-name"):
                hint = "give it another id"
                self.problems.add(self.source.key(("terms", id)), f"'{id}' is a name of the provider already", hint)
            fact = self.reader.read(self.source, ("terms", id), raw)
            if isinstance(fact, PerSeverity):
                self.problems.add(
                    self.source.value(("terms", id)),
                    "a sentence can't place a fact for each severity",
                    "write one fact",
                )
            elif fact:
                self.facts.append((fact, self.source.value(("terms", id))))
                yield id.replace("-", "_"), fact

    def features(self, offerings: Mapping[str, Offering]) -> Iterator[tuple[str, Feature]]:
        for id, form in self.form.features.items():
            path: Keys = ("features", id)
            self.refer("group", "groups", form.group, (*path, "group"))
            name = self.name(path, form, offerings)
            summary = self.text((*path, "summary"), form.summary, Kind.SUMMARY) if form.summary is not None else None
            notes = tuple(self.text((*path, "notes", note), each, Kind.NOTE) for note, each in form.notes.items())
            facts = dict(self.feature_facts(id, form))
            self.same_severities(id, facts)
            if name:
                yield id, Feature(id, form.group, name, summary, notes, facts, self.source.key(path))
            else:
                self.broken.add(id)

    def same_severities(self, id: str, facts: Mapping[tuple[str, str], Fact]) -> None:
        """A table has a row for each severity: each offering says something there."""
        graded = {name: dict(fact.levels) for name, fact in facts.items() if isinstance(fact, PerSeverity)}
        for (offering, _), levels in graded.items():
            lacking = sorted({level for each in graded.values() for level in each} - levels.keys())
            if lacking:
                named = ", ".join(f"severity-{level}" for level in lacking)
                problem = f"'{offering}' says nothing for {named}, and others do"
                self.problems.add(self.source.key(("features", id, "facts", offering)), problem, f"add {named}")

    def name(self, path: Keys, form: FeatureForm, offerings: Mapping[str, Offering]) -> Message | None:
        """A feature's own name, or that of its offering."""
        if form.name is not None and form.offering:
            hint = "keep one of the two"
            self.problems.add(self.source.key((*path, "offering")), "the feature has a name and an offering", hint)
        if form.name is not None:
            return self.text((*path, "name"), form.name)
        if not form.offering and self.source.has(*map(str, path), "name"):
            return None
        if not form.offering:
            hint = "add 'name:', or 'offering:' to take the offering’s name"
            self.problems.add(self.source.key(path), f"the feature '{path[-1]}' has no name", hint)
            return None
        self.refer("offering", "offerings", form.offering, (*path, "offering"))
        return offerings[form.offering].name if form.offering in offerings else None

    def feature_facts(self, id: str, form: FeatureForm) -> Iterator[tuple[tuple[str, str], Fact]]:
        for offering, raw in form.facts.items():
            path = ("features", id, "facts", offering)
            if not self.refer("offering", "offerings", offering, path, key=True):
                self.broken.add(id)
            for aspect, fact in self.reader.by_aspect(self.source, path, raw).items():
                if fact is None:
                    self.broken.add(id)
                    continue
                self.facts.append((fact, self.source.value(path)))
                yield (offering, aspect), fact

    def refer(self, what: str, section: str, id: str, path: Keys, *, key: bool = False) -> bool:
        known = self.source.has(section, id)
        if not known:
            place = self.source.key(path) if key else self.source.value(path)
            self.problems.add(place, f"'{id}' is no {what}", did_you_mean(id, self.source.ids(section)))
        return known


def check_words_exist(facts: FactPlaces, source: Source, problems: Problems) -> None:
    """Every fact has its word in the vocabulary."""
    told: set[tuple[str, str]] = set()
    for fact, place in facts:
        for section, id in needed(fact):
            defined = source.has(section, id) if id else source.has(section)
            if not defined and (section, id) not in told:
                told.add((section, id))
                what = f"{section}: {id}" if id else section
                problems.add(place, "there is no word for this fact", f"add '{what}:' to {source.file}")


def needed(fact: Fact) -> Iterator[tuple[str, str]]:
    """The entries of the vocabulary that a fact is told with: (section, id)."""
    match fact:
        case Inclusion(status):
            yield "statuses", status
        case IncludedWith():
            yield "included-with", ""
        case Channels(ids):
            yield from (("channels", id) for id in ids)
        case Frequency(id):
            yield "frequencies", id
        case Languages(()):
            yield "local-languages", ""
        case BestEffort():
            yield "best-effort", ""
        case PerSeverity(levels):
            yield "severity", ""
            yield from (word for _, each in levels for word in needed(each))
        case _:
            yield from _needed_for_time(fact)


def _needed_for_time(fact: Fact) -> Iterator[tuple[str, str]]:
    match fact:
        case Coverage(short=short):
            yield "coverage", "short" if short else "long"
        case Days(days) if Weekday.PUBLIC_HOLIDAYS in days:
            yield "days", Weekday.PUBLIC_HOLIDAYS
        case DayRange():
            yield "days", "range"
        case ClockRange(zone=zone):
            yield "zones", zone
        case Duration(unit=Unit.BUSINESS_DAY, comparison=comparison):
            yield "business-days", comparison
        case Duration(comparison=comparison) if comparison is not Comparison.EXACTLY:
            yield "comparisons", comparison
        case _:
            return
