"""The short form in which authors write facts -> model facts.

``email``, ``2 hours``, ``{any-of: [email, phone]}``, ``{days: 7, hours: 24}``: a word is looked up in the vocabulary, a
mapping is known by its first key that names a kind of fact.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.content.places import Keys, Source
from generator.content.problems import Problems
from generator.errors import did_you_mean
from generator.model import (
    BestEffort,
    Channels,
    ClockRange,
    Comparison,
    Count,
    Coverage,
    DayRange,
    Days,
    Duration,
    Fact,
    Frequency,
    IncludedWith,
    Inclusion,
    Languages,
    Message,
    PerSeverity,
    Status,
    Unit,
    Weekday,
    Words,
)

BEST_EFFORT = "best-effort"
LOCAL = "local"
SEVERITY = re.compile(r"severity-(0|[1-9][0-9]?)")
_BOUNDS = (Comparison.UNDER, Comparison.WITHIN, Comparison.UP_TO)
DURATION = re.compile(rf"([0-9]{{1,6}}) ({'|'.join(Unit)})s?")
_LOOKS_LIKE_DURATION = re.compile(r"[-+]?[0-9.]+ ?[a-z-]+")
CLOCK = re.compile(r"([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})")
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_DURATION_HINT = f"a number and a unit, like '2 hours'; units: {', '.join(Unit)}"


@dataclass(frozen=True, slots=True)
class Known:
    """The ids to which facts may refer. *owners* are deployments and offerings."""

    channels: tuple[str, ...]
    frequencies: tuple[str, ...]
    zones: tuple[str, ...]
    owners: tuple[str, ...]
    aspects: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that is a fact by itself."""
        return (*Status, BEST_EFFORT, *self.channels, *self.frequencies)


class Facts:
    """Reads the facts of one project; a fact that can't be read is None, and the problem is noted.

    *words* reads a text form (``{text: …}``) for a fact that is only words.
    """

    def __init__(
        self, known: Known, problems: Problems, words: Callable[[Source, Keys, object], Message | None]
    ) -> None:
        self.known = known
        self.problems = problems
        self.words = words

    def by_aspect(self, source: Source, path: Keys, raw: object) -> dict[str, Fact | None]:
        """What an offering grants of a feature: aspect -> fact. A fact said directly is the aspect ``value``."""
        if not isinstance(raw, dict) or not raw or any(self.kind(key) for key in raw):
            return {"value": self.read(source, path, raw)}
        facts: dict[str, Fact | None] = {}
        for aspect, each in raw.items():
            inner = (*path, aspect)
            if aspect in self.known.aspects:
                facts[aspect] = self.read(source, inner, each)
            else:
                known = (*self.known.aspects, *READERS)
                self.problems.add(
                    source.key(inner), f"'{aspect}' is no kind of fact and no aspect", did_you_mean(aspect, known)
                )
                facts[aspect] = None
        return facts

    def read(self, source: Source, path: Keys, raw: object) -> Fact | None:
        """One fact."""
        entry = _Entry(self, source, path)
        if isinstance(raw, str):
            return entry.word(raw)
        if not isinstance(raw, dict) or not raw:
            entry.no(f"{shown(raw)} is no fact", "write a word like 'included', or a mapping like {count: 3}")
            return None
        kind = next((kind for kind in map(self.kind, raw) if kind), None)
        if kind is None:
            first = str(next(iter(raw)))
            entry.no(f"'{first}' is no kind of fact", did_you_mean(first, tuple(READERS)), first, key=True)
            return None
        allowed = _KEYS.get(kind, (kind,))
        extra = [key for key in raw if key not in allowed and self.kind(key) != "severity"]
        for key in extra:
            entry.no(f"'{key}' does not go with '{kind}'", f"known: {', '.join(allowed)}", key, key=True)
        return None if extra else READERS[kind](entry, raw)

    @staticmethod
    def kind(key: str) -> str | None:
        """The kind of fact that a key stands for."""
        return "severity" if SEVERITY.fullmatch(key) else key if key in READERS and key != "severity" else None


@dataclass(frozen=True, slots=True)
class _Entry:
    """One fact at its place; each method reads a kind."""

    facts: Facts
    source: Source
    path: Keys

    def no(self, problem: str, hint: str, *below: str | int, key: bool = False) -> None:
        path = (*self.path, *below)
        self.facts.problems.add(self.source.key(path) if key else self.source.value(path), problem, hint)

    def word(self, word: str) -> Fact | None:
        known = self.facts.known
        if word in tuple(Status):
            return Inclusion(Status(word))
        if word == BEST_EFFORT:
            return BestEffort()
        if word in known.channels:
            return Channels((word,))
        if word in known.frequencies:
            return Frequency(word)
        if _LOOKS_LIKE_DURATION.fullmatch(word):
            return self.duration(word, Comparison.EXACTLY)
        self.no(f"{shown(word)} is no status, channel or frequency", did_you_mean(word, known.words))
        return None

    def duration(self, word: object, comparison: Comparison, *below: str) -> Duration | None:
        found = DURATION.fullmatch(word) if isinstance(word, str) else None
        if not found or int(found[1]) == 0:
            self.no(f"{shown(word)} is no duration", _DURATION_HINT, *below)
            return None
        return Duration(int(found[1]), Unit(found[2]), comparison)

    def bound(self, raw: dict[str, object]) -> Fact | None:
        comparison = next(each for each in _BOUNDS if each in raw)
        return self.duration(raw[comparison], comparison, comparison)

    def included_with(self, raw: dict[str, object]) -> Fact | None:
        owner = self.one_of("deployment or offering", raw["included-with"], self.facts.known.owners, "included-with")
        return IncludedWith(owner) if owner else None

    def channels(self, raw: dict[str, object]) -> Fact | None:
        key = "any-of" if "any-of" in raw else "all-of"
        ids = self.several("channel", raw[key], self.facts.known.channels, key)
        if ids is not None and len(ids) == 1:
            self.no(f"'{key}' takes two channels or more", f"write just '{ids[0]}'", key)
            return None
        return Channels(ids, "or" if key == "any-of" else "and") if ids else None

    def coverage(self, raw: dict[str, object]) -> Fact | None:
        days = self.number(raw, "days", 1, 7)
        hours = self.number(raw, "hours", 1, 24)
        short = raw.get("short", False)
        if not isinstance(short, bool):
            self.no(f"{shown(short)} is neither true nor false", "true makes it 24 × 7", "short")
            return None
        return None if days is None or hours is None else Coverage(days, hours, short)

    def weekdays(self, raw: dict[str, object]) -> Fact | None:
        ids = self.several("day", raw["weekdays"], tuple(Weekday), "weekdays")
        return Days(tuple(map(Weekday, ids))) if ids else None

    def day_range(self, raw: dict[str, object]) -> Fact | None:
        days = tuple(day for day in Weekday if day is not Weekday.PUBLIC_HOLIDAYS)
        first = self.one_of("day of the week", raw.get("from"), days, "from")
        last = self.one_of("day of the week", raw.get("to"), days, "to")
        if first and first == last:
            self.no(f"from {first} to {last} is one day", f"write {{weekdays: [{first}]}}")
            return None
        return DayRange(Weekday(first), Weekday(last)) if first and last else None

    def clock(self, raw: dict[str, object]) -> Fact | None:
        zone = self.one_of("zone", raw.get("zone"), self.facts.known.zones, "zone")
        clock = raw.get("clock")
        found = CLOCK.fullmatch(clock) if isinstance(clock, str) else None
        if not found:
            self.no(f"{shown(clock)} is no range of clock times", 'write "09:00-17:00"', "clock")
            return None
        first_hour, first_minute, last_hour, last_minute = map(int, found.groups())
        start, end = first_hour * 60 + first_minute, last_hour * 60 + last_minute
        if max(first_minute, last_minute) > 59 or end > 24 * 60:
            self.no(f"{shown(clock)} is on no clock", "hours go to 24:00, minutes to 59", "clock")
            return None
        if start >= end:
            self.no(f"{shown(clock)} ends before it begins", "the first time is the earlier one", "clock")
            return None
        return ClockRange(start, end, zone) if zone else None

    def count(self, raw: dict[str, object]) -> Fact | None:
        number = self.number(raw, "count", 0, 10**9)
        return None if number is None else Count(number)

    def languages(self, raw: dict[str, object]) -> Fact | None:
        tags = raw["languages"]
        if tags == LOCAL:
            return Languages()
        if not isinstance(tags, list) or not tags:
            self.no(f"{shown(tags)} is no list of languages", "write [en, de], or local", "languages")
            return None
        for index, tag in enumerate(tags):
            if not isinstance(tag, str) or not TAG.fullmatch(tag) or tag in tags[:index]:
                again = tag in tags[:index]
                problem = f"{shown(tag)} stands here twice" if again else f"{shown(tag)} is no language tag"
                self.no(problem, "for example: en, de, zh-Hans", "languages", index)
                return None
        return Languages(tuple(tags))

    def text(self, raw: dict[str, object]) -> Fact | None:
        message = self.facts.words(self.source, self.path, raw)
        return Words(message) if message else None

    def severities(self, raw: dict[str, object]) -> Fact | None:
        levels: list[tuple[int, Fact]] = []
        whole = True
        for key, each in raw.items():
            level = int(key.removeprefix("severity-"))
            if levels and level <= levels[-1][0]:
                self.no(f"'{key}' comes after a less severe level", "begin with the lowest number", key, key=True)
            fact = self.facts.read(self.source, (*self.path, key), each)
            if isinstance(fact, PerSeverity):
                self.no("levels of severity stand inside a level of severity", "write one fact here", key)
            whole = whole and fact is not None
            levels += [(level, fact)] if fact else []
        return PerSeverity(tuple(levels)) if whole else None

    def number(self, entries: dict[str, object], key: str, least: int, most: int) -> int | None:
        raw = entries.get(key)
        if key not in entries:
            self.no(f"'{key}' is missing", f"add '{key}:' with a number from {least} to {most}")
            return None
        if isinstance(raw, bool) or not isinstance(raw, int) or not least <= raw <= most:
            self.no(f"{shown(raw)} is no number from {least} to {most}", "write a whole number", key)
            return None
        return raw

    def one_of(self, what: str, raw: object, known: Sequence[str], *below: str | int) -> str | None:
        if raw is None:
            self.no(f"'{below[-1]}' is missing", f"known: {', '.join(known)}")
            return None
        if not isinstance(raw, str) or raw not in known:
            self.no(f"{shown(raw)} is no {what}", did_you_mean(str(raw), known), *below)
            return None
        return raw

    def several(self, what: str, raw: object, known: Sequence[str], key: str) -> tuple[str, ...] | None:
        if not isinstance(raw, list) or not raw:
            self.no(f"{shown(raw)} is no list of {what}s", f"write [{', '.join(known[:2])}]", key)
            return None
        ids = [self.one_of(what, each, known, key, index) for index, each in enumerate(raw)]
        for index, each in enumerate(raw):
            if each in raw[:index]:
                self.no(f"{shown(each)} stands here twice", "take one away", key, index)
        return tuple(id for id in ids if id) if all(ids) else None


READERS: dict[str, Callable[[_Entry, dict[str, object]], Fact | None]] = {
    "included-with": _Entry.included_with,
    "any-of": _Entry.channels,
    "all-of": _Entry.channels,
    "days": _Entry.coverage,
    "hours": _Entry.coverage,
    "weekdays": _Entry.weekdays,
    "from": _Entry.day_range,
    "to": _Entry.day_range,
    "clock": _Entry.clock,
    "under": _Entry.bound,
    "within": _Entry.bound,
    "up-to": _Entry.bound,
    "count": _Entry.count,
    "languages": _Entry.languages,
    "text": _Entry.text,
    "severity": _Entry.severities,
}
_KEYS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("days", "hours"), ("days", "hours", "short")),
    **dict.fromkeys(("from", "to"), ("from", "to")),
    "clock": ("clock", "zone"),
    "text": ("text", "note", "former"),
    "severity": ("severity-0, severity-1, …",),
}


def shown(value: object) -> str:
    """A value of a content file as a problem quotes it: without its length, a password, or its Python name."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case str():
            value = re.sub(r"(://[^/@:]*):[^/@]*@", r"\1:…@", value)
            return f"'{value}'" if len(value) <= 60 else f"'{value[:59]}…'"
        case list():
            return "a list"
        case dict():
            return "a mapping"
        case _:
            return str(value)
