"""Numbers, compared by their value: "24" is 二十四 and 17:00 is 下午5点, but 2 is not 3."""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence

from generator.checks.corpus import Corpus, Pair
from generator.checks.examples import Example
from generator.checks.figures import Figure
from generator.errors import Finding, Severity

Value = tuple[str, float | str]
"""The kind of a figure, and its value."""


def check(corpus: Corpus) -> Iterator[Finding]:
    """An error for a number in figures that the other text doesn't have, a warning for one in words.

    Words that may be no number at all ("ein", "first") can answer to one, and are never missed.
    """
    for pair in corpus.pairs:
        yield from _check(pair)


def _check(pair: Pair) -> Iterator[Finding]:
    results = []
    for source, wanted in zip(pair.sources, pair.source_figures, strict=True):
        missing, extra = unmatched(wanted, pair.figures)
        missing = [figure for figure in missing if not _as_it_is(figure, pair.words)]
        extra = [figure for figure in extra if not _as_it_is(figure, source) and not _within_code(figure, wanted, pair)]
        if not missing and not extra:
            return
        results.append((missing, extra, source))
    yield from _differences(pair, *results[-1])


def _as_it_is(figure: Figure, text: str) -> bool:
    """Whether a number that is a name stands in the other text, as part of a longer name or in other letters."""
    return figure.kind == "code" and str(figure.value).casefold() in text.casefold()


def _within_code(figure: Figure, wanted: Sequence[Figure], pair: Pair) -> bool:
    """Whether a figure is part of a name that the source has: the 2 of "version 2.1", whatever the separators mean."""
    codes = [str(each.value) for each in wanted if each.kind == "code"]
    starts = ((pair.words.find(code), code) for code in codes)
    return any(0 <= start <= figure.start and figure.end <= start + len(code) for start, code in starts)


def _differences(pair: Pair, missing: Sequence[Figure], extra: Sequence[Figure], source: str) -> Iterator[Finding]:
    """A missing number beside one too many is a wrong number; each is told once."""
    left = list(missing)
    for figure in extra:
        read = pair.target[figure.start : figure.end]
        instead = left.pop(0) if left else None
        if instead:
            problem = f"'{read}' stands for '{source[instead.start : instead.end]}'"
        else:
            problem = f"the source has no '{read}'"
        exact = figure.digits and (instead is None or instead.digits)
        severity = Severity.ERROR if exact else Severity.WARNING
        yield pair.finding(severity, "numbers", problem, "numbers are those of the source", figure.start, figure.end)
    for figure in left:
        severity = Severity.ERROR if figure.digits and not pair.usage.numbers else Severity.WARNING
        problem = f"the number '{source[figure.start : figure.end]}' is missing"
        yield pair.finding(severity, "numbers", problem, "write it in figures or in words")


def unmatched(wanted: Sequence[Figure], found: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """The sure figures of each side that no figure of the other answers to."""
    if not wanted and not found:
        return [], []
    left: dict[Value, dict[tuple[str, bool], deque[Figure]]] = defaultdict(lambda: defaultdict(deque))
    for figure in found:
        left[figure.kind, figure.value][figure.unit, figure.sure].append(figure)
    missing = []
    # sure ones choose first, so that a possible one does not take their answer away
    for figure in sorted(wanted, key=lambda each: not each.sure):
        answers = [each for value in values(figure) if value in left for each in left[value].items() if each[1]]
        if answers:
            (_, _), best = min(answers, key=lambda each: (not each[0][1], each[0][0] != figure.unit))
            best.popleft()
        elif figure.sure:
            missing.append(figure)
    extra = [figure for alike in left.values() for each in alike.values() for figure in each if figure.sure]
    return missing, sorted(extra, key=lambda figure: figure.start)


def values(figure: Figure) -> Iterator[Value]:
    """What may stand for a figure; a full hour may be written as a number (9–17 Uhr)."""
    yield figure.kind, figure.value
    if isinstance(figure.value, str):
        return
    if figure.kind == "clock":
        yield from (("number", minutes / 60) for minutes in (figure.value, figure.value - 720) if minutes >= 0)
    else:
        yield from (("clock", figure.value * 60 + noon) for noon in (0, 720))


EXAMPLES = (
    Example("twenty-four hours", "vierundzwanzig Stunden", caught=False),
    Example("thirty days", "Dreißig Tage", caught=False),
    Example("24 hours", "vierunddreißig Stunden", caught=True),
    Example("36 months", "treinta y seis meses", language="es", caught=False),
    Example("thirty-five days", "三十五天", language="zh-Hans", caught=False),
    Example("120 days", "一百二十天", language="zh-Hans", caught=False),
    Example("120 days", "一百三十天", language="zh-Hans", caught=True),
    Example("21 people", "스물한 명", language="ko", caught=False),
    Example("10,000 pages", "1만 페이지", language="ko", caught=False),
    Example("three billion", "30 亿", language="zh-Hans", caught=False),
    Example("24/7", "全天候", language="zh-Hans", caught=False),
    Example("two thirds", "3분의 2", language="ko", caught=False),
    Example("EUR 2.5 million", "2,5 Millionen EUR", caught=False),
    Example("EUR 2.5 million", "250 万 EUR", language="zh-Hans", caught=False),
    Example("EUR 2.5 million", "2,8 Millionen EUR", caught=True),
    Example("from 7 a.m. to 6 p.m.", "上午 7 点至下午 6 点", language="zh-Hans", caught=False),
    Example("from 7 a.m. to 6 p.m.", "上午 7 点至下午 5 点", language="zh-Hans", caught=True),
    Example("the contract of 1 March 2024", "2024 年 3 月 1 日的合同", language="zh-Hans", caught=False),
    Example("up to 3 contacts", "bis zu 5 Kontakte", caught=True),
    Example("up to three contacts", "bis zu 3 Kontakte", caught=False),
    Example("up to three contacts", "bis zu vier Kontakte", caught=True),
    Example("one manager", "ein Manager", caught=False),
    Example("one manager", "zwei Manager", caught=True),
    Example("24 hours", "２４小时", language="zh-Hans", caught=False),
    Example("24 hours", "二十四小时", language="zh-Hans", caught=False),
    Example("at 5 p.m.", "下午5点", language="zh-Hans", caught=False),
    Example("at 17:00", "下午5点", language="zh-Hans", caught=False),
    Example("at 17:00", "下午6点", language="zh-Hans", caught=True),
    Example("at 5 pm", "오후 5시", language="ko", caught=False),
    Example("9 a.m. to 5 p.m.", "9–17 Uhr", caught=False),
    Example("1,500 users", "1.500 Benutzer", caught=False),
    Example("1,500 users", "1,5 Benutzer", caught=True),
    Example("1.5 hours", "1,5 horas", language="es", caught=False),
    Example("2 million", "200万", language="zh-Hans", caught=False),
    Example("two contacts", "담당자 두 명", language="ko", caught=False),
    Example("two contacts", "담당자 세 명", language="ko", caught=True),
    Example("a third party", "第三方", language="zh-Hans", caught=False),
    Example("July 1, 2020", "2020年7月1日", language="zh-Hans", caught=False),
    Example("July 1, 2020", "2020年8月1日", language="zh-Hans", caught=True),
    Example("document J13399", "Dokument J13398", caught=True),
    Example("version 2.1 or later", "Version 2.1 oder neuer", caught=False),
    Example("Artistic License 2.0", "Licencia artística 2.0", language="es", caught=False),
    Example("20,000 users", "사용자 2만 명", language="ko", caught=False),
    Example("version 2 only", "버전 2만", language="ko", caught=False),
    Example("ISO 9001", "ISO 9001", names=("ISO 9001",), caught=False),
)
