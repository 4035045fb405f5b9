"""Facts in words, in any voice, and as plain data for machines."""

from generator import cldr
from generator.edition import Json, Mark, State
from generator.localize.voice import Spoken, Voice, say
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
    Month,
    PerSeverity,
    Status,
    Unit,
    Weekday,
    Words,
)

_MARKS = {Status.INCLUDED: Mark.YES, Status.NOT_INCLUDED: Mark.NO}


def mark(fact: Fact) -> Mark:
    """What a cell draws for the fact in place of its word."""
    return _MARKS.get(fact.status, Mark.NONE) if isinstance(fact, Inclusion) else Mark.NONE


def spoken(fact: Fact, voice: Voice) -> Spoken:
    """A fact in the voice's words; wholly in the source's where the voice lacks one of them."""
    teller = _Teller(voice)
    text = teller.tell(fact)
    counts = isinstance(fact, Count)
    kept = teller.worst is State.STALE and voice.keeps
    if teller.worst in (State.SOURCE, State.TRANSLATED) or kept or voice.source is None:
        return Spoken(text, teller.worst, counts=counts)
    spare = _Teller(voice.source).tell(fact)
    return Spoken(spare, teller.worst, voice.source.language.text_tag, counts=counts)


class _Teller:
    """Tells one fact and remembers the worst state among the messages that it took."""

    _ORDER = (State.SOURCE, State.TRANSLATED, State.STALE, State.MISSING)

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.worst = State.SOURCE

    def tell(self, fact: Fact) -> str:  # noqa: C901 - one case for each kind of fact
        formats = self.voice.formats
        match fact:
            case Inclusion(status):
                return self.word("statuses", status)
            case IncludedWith(owner):
                return self.say(self.sole("included-with"), owner=self.say(self.owner(owner)))
            case Channels(ids, conjunction):
                return cldr.listing([self.word("channels", id) for id in ids], conjunction, formats)
            case Frequency(id):
                return self.word("frequencies", id)
            case Coverage():
                return self.coverage(fact)
            case Days(days):
                return cldr.listing([self.day(day) for day in days], "and", formats)
            case DayRange(first, last):
                return self.say(self.entry("days", "range"), first=self.day(first), last=self.day(last))
            case ClockRange(start, end, zone):
                return self.say(self.entry("zones", zone), interval=cldr.clock_range(start, end, formats))
            case Duration():
                return self.duration(fact)
            case BestEffort():
                return self.say(self.sole("best-effort"))
            case Count(number):
                return cldr.number(number, formats)
            case Languages(tags):
                names = [cldr.language_name(tag, formats) for tag in tags]
                return cldr.listing(names, "and", formats) if names else self.say(self.sole("local-languages"))
            case Month(year, month):
                return cldr.month(year, month, formats)
            case Words(message):
                return self.say(message)
            case PerSeverity():
                raise ValueError("a fact for each severity is told row by row")

    def coverage(self, fact: Coverage) -> str:
        formats = self.voice.formats
        if fact.short:
            days, hours = cldr.number(fact.days, formats), cldr.number(fact.hours, formats)
            return cldr.tied_label(self.say(self.entry("coverage", "short"), days=days, hours=hours))
        days = cldr.duration(fact.days, Unit.DAY, formats)
        hours = cldr.duration(fact.hours, Unit.HOUR, formats)
        return self.say(self.entry("coverage", "long"), days=days, hours=hours)

    def duration(self, fact: Duration) -> str:
        formats = self.voice.formats
        if fact.unit is Unit.BUSINESS_DAY:
            message = self.entry("business-days", fact.comparison)
            count = cldr.number(fact.amount, formats)
            return cldr.tied(self.say(message, fact.amount, count=count))
        length = cldr.duration(fact.amount, fact.unit, formats)
        if fact.comparison is Comparison.EXACTLY:
            return length
        return self.say(self.entry("comparisons", fact.comparison), duration=length)

    def day(self, day: Weekday) -> str:
        if day is Weekday.PUBLIC_HOLIDAYS:
            return self.word("days", day)
        return cldr.weekday(day, self.voice.formats)

    def owner(self, id: str) -> Message:
        publication = self.voice.publication
        if id in publication.deployments:
            return publication.deployments[id].name
        return publication.offerings[id].short

    def word(self, section: str, id: str) -> str:
        return self.say(self.entry(section, id))

    def entry(self, section: str, id: str) -> Message:
        return self.voice.publication.vocabulary.word(section, id)

    def sole(self, section: str) -> Message:
        return self.voice.publication.vocabulary.word(section, "")

    def say(self, message: Message, number: int | None = None, **values: str) -> str:
        text, state = say(self.voice, message, values, number)
        self.worst = max(self.worst, state, key=self._ORDER.index)
        return text


def plain_data(fact: Fact) -> Json:  # noqa: C901 - one case for each kind of fact
    """A fact as data that any program can read: a mapping with its ``type`` and its values, no words."""
    match fact:
        case Inclusion(status):
            return {"type": "status", "status": str(status)}
        case IncludedWith(owner):
            return {"type": "status", "status": "included-with", "owner": owner}
        case Channels(ids, conjunction):
            return {"type": "channels", "channels": ids, "conjunction": conjunction}
        case Frequency(id):
            return {"type": "frequency", "frequency": id}
        case Coverage(days, hours):
            return {"type": "coverage", "days": days, "hours": hours}
        case Days(days):
            return {"type": "days", "days": tuple(str(day) for day in days)}
        case DayRange(first, last):
            return {"type": "day-range", "first": str(first), "last": str(last)}
        case ClockRange(start, end, zone):
            return {"type": "clock-range", "start": _clock(start), "end": _clock(end), "zone": zone}
        case Duration(amount, unit, comparison):
            return {"type": "duration", "amount": amount, "unit": str(unit), "comparison": str(comparison)}
        case BestEffort():
            return {"type": "best-effort"}
        case Count(number):
            return {"type": "count", "count": number}
        case Languages(tags):
            return {"type": "languages", "languages": tags or "local"}
        case Month():
            return {"type": "month", "month": str(fact)}
        case Words(message):
            return {"type": "words", "key": f"{message.domain}:{message.key}"}
        case PerSeverity(levels):
            return {"type": "per-severity", "levels": {str(level): plain_data(inner) for level, inner in levels}}


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
