"""What a number counts: two business days are not two days, whatever the language calls them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.checks.corpus import Corpus, Pair
from generator.checks.examples import Example
from generator.checks.figures import Figure, half_width, unit_at
from generator.checks.languages import Usage
from generator.checks.numbers import Value, values
from generator.errors import Finding, Severity
from generator.inline import PLACEHOLDER


def check(corpus: Corpus) -> Iterator[Finding]:
    """An error where the same number, or the same placeholder, counts something else than in the source."""
    for pair in corpus.pairs:
        if pair.usage.units and corpus.usage.units:
            yield from _figures(pair)
            yield from _placed(pair)


def _figures(pair: Pair) -> Iterator[Finding]:
    found = [figure for figure in pair.figures if figure.unit]
    if not found:
        return
    for wanted in pair.source_figures:
        counted: dict[Value, set[str]] = defaultdict(set)
        for figure in wanted:
            counted[figure.kind, figure.value].add(figure.unit)
        wrong = [(figure, units) for figure in found if not _answered(figure, units := _units_of(figure, counted))]
        if not wrong:
            return
    for figure, units in wrong:
        if any(_stands_apart(unit, pair.words, found, pair.usage) for unit in units):
            continue
        yield _finding(pair, figure.start, figure.end, figure.unit, sorted(units))


def _stands_apart(unit: str, text: str, figures: Sequence[Figure], usage: Usage) -> bool:
    """Whether the words of a unit stand without a number, and may say what all of them count: "영업일 기준 3~5일"."""
    words = len(usage.pattern(usage.units[unit]).findall(text)) if unit in usage.units else 0
    return words > sum(figure.unit == unit for figure in figures)


def _units_of(figure: Figure, counted: Mapping[Value, set[str]]) -> set[str]:
    """What the figure counts in the source."""
    return {unit for value in values(figure) for unit in counted.get(value, ())}


def _answered(figure: Figure, units: set[str]) -> bool:
    """Whether the source has the figure with this unit, or with one that is not known."""
    return not units or any(not unit or _alike(unit, figure.unit) for unit in units)


def _alike(unit: str, other: str) -> bool:
    return unit == other or {unit, other} == {"day", "calendar-day"}


def _placed(pair: Pair) -> Iterator[Finding]:
    sources: Counter[tuple[str, str]] = Counter()
    for source in pair.sources:
        sources.update((name, unit) for name, unit, _, _ in _units(source, pair.bitext.corpus.usage))
    for name, unit, start, end in _units(pair.target, pair.usage):
        units = sorted(each for placed, each in sources if placed == name and each)
        if unit and units and not any(_alike(unit, each) for each in units):
            yield _finding(pair, start, end, unit, units)


def _units(text: str, usage: Usage) -> Iterator[tuple[str, str, int, int]]:
    """(placeholder, the unit after it, start, end)."""
    flat = half_width(text.replace("{", "\0").replace("}", "\0"))
    for match in PLACEHOLDER.finditer(text):
        yield match[1], unit_at(flat, match.end(), usage), *match.span()


def _finding(pair: Pair, start: int, end: int, unit: str, units: list[str]) -> Finding:
    problem = f"'{pair.target[start : end + 12].strip()}' counts in {unit}s, the source in {' and '.join(units)}s"
    return pair.finding(Severity.ERROR, "units", problem, "a number keeps its unit", start, end)


EXAMPLES = (
    Example("2 hours", "2 Tage", caught=True),
    Example("within 2 business days", "innerhalb von 2 Tagen", caught=True),
    Example("within 2 business days", "innerhalb von 2 Werktagen", caught=False),
    Example("within {count} business days", "{count} 天内", language="zh-Hans", caught=True),
    Example("within {count} business days", "{count} 个工作日内", language="zh-Hans", caught=False),
    Example("two hours", "两个小时", language="zh-Hans", caught=False),
    Example("two hours", "二十四小时内两天", language="zh-Hans", caught=True),
    Example("30 minutes", "30분", language="ko", caught=False),
    Example("30 minutes", "30시간", language="ko", caught=True),
    Example("three to five working days", "영업일 기준 3~5일", language="ko", caught=False),
    Example("2 working days and 3 days", "2일 및 3영업일", language="ko", caught=True),
    Example("10 cases", "10건", language="ko", caught=False),
    Example("5 days a week", "cinco días a la semana", language="es", caught=False),
    Example("2 business days", "2 días", language="es", caught=True),
)
