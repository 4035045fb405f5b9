"""Facts of one feature that can't all be true."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from generator.checks.corpus import Corpus
from generator.checks.examples import Content
from generator.errors import Finding, Severity
from generator.model import (
    BestEffort,
    Duration,
    Fact,
    Feature,
    Frequency,
    Inclusion,
    PerSeverity,
    Status,
    Unit,
)

MINUTES = {
    Unit.MINUTE: 1,
    Unit.HOUR: 60,
    Unit.BUSINESS_DAY: 24 * 60,
    Unit.DAY: 24 * 60,
    Unit.WEEK: 7 * 24 * 60,
    Unit.MONTH: 30 * 24 * 60,
    Unit.YEAR: 365 * 24 * 60,
}
DENIED = (Status.NOT_INCLUDED, Status.NOT_AVAILABLE)


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for what is denied and yet described, and for a more severe level that waits longer."""
    for feature in corpus.publication.features.values():
        by_offering: dict[str, dict[str, Fact]] = defaultdict(dict)
        for (offering, aspect), fact in feature.facts.items():
            by_offering[offering][aspect] = fact
        for offering, facts in by_offering.items():
            yield from _denied(feature, offering, facts)
            for aspect, fact in facts.items():
                if isinstance(fact, PerSeverity):
                    yield from _levels(feature, f"{offering}, {aspect}", fact)


def _denied(feature: Feature, offering: str, facts: Mapping[str, Fact]) -> Iterator[Finding]:
    value = facts.get("value")
    others = sorted(aspect for aspect, fact in facts.items() if aspect != "value" and not _denies(fact))
    if value is not None and _denies(value) and others:
        told = " and ".join(others)
        problem = f"'{feature.id}' is not granted to '{offering}', yet its {told} is told"
        yield _finding(feature, problem, "take one of the two out")


def _denies(fact: Fact) -> bool:
    return isinstance(fact, Inclusion) and fact.status in DENIED


def _levels(feature: Feature, where: str, fact: PerSeverity) -> Iterator[Finding]:
    """Lower numbers are more severe, so no one of them may wait longer than the next."""
    lasting = [(level, minutes) for level, inner in fact.levels if (minutes := _minutes(inner)) is not None]
    for (level, minutes), (lower, others) in pairwise(lasting):
        if minutes > others:
            problem = f"'{feature.id}' ({where}): severity {level} waits longer than severity {lower}"
            yield _finding(feature, problem, "severity 0 is the most severe; swap the two, or correct one")


def _minutes(fact: Fact) -> float | None:
    match fact:
        case Duration(amount, unit):
            return amount * MINUTES[unit]
        case BestEffort():
            return float("inf")
        case _:
            return None


def _finding(feature: Feature, problem: str, hint: str) -> Finding:
    place = feature.place if feature.place.file else feature.name.place
    return Finding(
        Severity.WARNING, "contradiction", place, problem, hint, feature.name.key, domain=feature.name.domain
    )


_HOUR, _DAY = Duration(1, Unit.HOUR), Duration(1, Unit.DAY)

EXAMPLES = (
    Content(
        facts={("gold", "value"): Inclusion(Status.NOT_INCLUDED), ("gold", "frequency"): Frequency("weekly")},
        caught=True,
    ),
    Content(
        facts={("gold", "value"): Inclusion(Status.INCLUDED), ("gold", "frequency"): Frequency("weekly")}, caught=False
    ),
    Content(facts={("gold", "value"): PerSeverity(((0, _DAY), (1, _HOUR)))}, caught=True),
    Content(facts={("gold", "value"): PerSeverity(((0, _HOUR), (1, _DAY), (2, BestEffort())))}, caught=False),
)
