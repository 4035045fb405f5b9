"""Numbers typed into prose that are facts: no translation of them can be held against the fact."""

from collections.abc import Iterator

from generator.checks.corpus import Corpus
from generator.checks.examples import Content
from generator.errors import Finding, Severity
from generator.model import Coverage, Duration, Fact, Kind, Message, PerSeverity, Publication, Unit

PROSE = (Kind.PARAGRAPH, Kind.ITEM, Kind.NOTICE, Kind.NOTE, Kind.SUMMARY, Kind.CAPTION, Kind.NAME, Kind.TITLE)


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning where a source text says a number with the unit of a fact."""
    facts = _facts(corpus.publication)
    for message in corpus.messages if facts else ():
        if message.kind in PROSE:
            yield from _check(message, corpus, facts)


def _check(message: Message, corpus: Corpus, facts: dict[tuple[float, str], str]) -> Iterator[Finding]:
    for figure in corpus.figures(message.text):
        if figure.kind != "number" or isinstance(figure.value, str) or not figure.unit or not figure.sure:
            continue
        owner = facts.get((figure.value, figure.unit))
        if owner:
            said = message.text[figure.start : figure.end]
            problem = f"'{said}' ({figure.unit}s) is typed into the text, and is a fact of '{owner}'"
            hint = "place the fact: give it a name under values: and write {name}"
            yield Finding(Severity.WARNING, "typed", message.place, problem, hint, message.key, domain=message.domain)


def _facts(publication: Publication) -> dict[tuple[float, str], str]:
    """(amount, unit) -> the feature or term that states it."""
    found: dict[tuple[float, str], str] = {}
    for feature in publication.features.values():
        for fact in feature.facts.values():
            found.update(dict.fromkeys(_amounts(fact), feature.id))
    for name, fact in publication.terms.items():
        found.update(dict.fromkeys(_amounts(fact), name))
    return found


def _amounts(fact: Fact) -> Iterator[tuple[float, str]]:
    match fact:
        case Duration(amount, unit):
            yield float(amount), str(unit)
        case Coverage(days, hours):
            yield float(days), "day"
            yield float(hours), "hour"
        case PerSeverity(levels):
            for _, inner in levels:
                yield from _amounts(inner)
        case _:
            # a bare number has no unit by which to know it again
            return


_TWO_HOURS = {("gold", "value"): Duration(2, Unit.HOUR)}

EXAMPLES = (
    Content(facts=_TWO_HOURS, text="The provider answers within 2 hours.", caught=True),
    Content(facts=_TWO_HOURS, text="The provider answers within two hours.", caught=True),
    Content(facts=_TWO_HOURS, text="The provider answers within {response}.", caught=False),
    Content(facts=_TWO_HOURS, text="The provider answers 2 questions.", caught=False),
)
