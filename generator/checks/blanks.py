"""Blanks that are too many or too few: doubled, at the edge, before a comma, after a bracket, beside full-width signs."""

import re
from collections.abc import Iterator

from generator.checks.corpus import Corpus, Pair
from generator.checks.examples import Example
from generator.errors import Finding, Severity

_BLANK = "[ \u00a0\u202f\u3000]"
_FULL = "[，。；：？！、（）“”《》「」『』]"
_RULES = (
    (re.compile(rf"{_BLANK}{{2,}}"), "more than one blank", " "),
    (re.compile(rf"^{_BLANK}++|(?<!{_BLANK}){_BLANK}++$"), "a blank at the edge", ""),
    (re.compile(r"(?<=[\w)”»\]}*]) +(?=[,;.!?)\]](?![\w.]))"), "a blank before a sign that closes", ""),
    (re.compile(r"(?<=[\w”»}]) +(?=:(?:\s|$))"), "a blank before a colon", ""),
    (re.compile(r"(?<=[(\[„¿¡]) +"), "a blank after a sign that opens", ""),
    (re.compile(r"(?<=[^\W\d_][,;])(?=[^\W\d_])"), "no blank after a sign", " "),
    (re.compile(r"(?<=[^\W\d_]{2}[.!?:])(?=[A-ZÄÖÜÁÉÍÓÚ¿¡가-힣][^\W\d_])"), "no blank after a sign", " "),
    (re.compile(r"(?<=[^\W_]{2})(?=\((?![a-z]{1,3}\))[^\W\d_]{2})"), "no blank before a bracket", " "),
)
_FRENCH = tuple(rule for rule in _RULES if "before a" not in rule[1])
_WIDE_RULES = (
    (re.compile(rf"(?<={_FULL}) +(?=\S)|(?<=\S) +(?={_FULL})"), "a blank beside a full-width sign", ""),
    (re.compile(r"(?<=[\u3400-\u9fff]) +(?=[\u3400-\u9fff])"), "a blank between Han characters", ""),
)


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for each blank that no language writes; French blanks before signs are left to their own."""
    for pair in corpus.pairs:
        yield from _check(pair)


def _check(pair: Pair) -> Iterator[Finding]:
    han = pair.usage.tag.startswith(("zh", "ja"))
    rules = (*_RULES[:3], *_WIDE_RULES) if han else _rules(pair)
    for pattern, problem, fix in rules:
        matches = list(pattern.finditer(pair.target))
        if matches and any(pattern.search(source) for source in pair.sources):
            # what the source has itself is meant: "a ) is missing"
            continue
        for match in matches:
            start, end = match.span()
            shown = max(start, 0), max(end, start + 1)
            if start == end:
                # nothing stands there yet: mark the sign, and put the blank after it
                sign = pair.target[start]
                yield pair.finding(
                    Severity.WARNING, "blanks", problem, "put one there", start, start + 1, fix + sign, True
                )
            else:
                hint = "one is enough" if fix else "take it out"
                yield pair.finding(Severity.WARNING, "blanks", problem, hint, *shown, fix, True)


def _rules(pair: Pair) -> tuple[tuple[re.Pattern[str], str, str], ...]:
    match pair.language.split("-")[0]:
        case "ko":
            # Korean closes brackets up to the word before them
            return _RULES[:-1]
        case "fr":
            return _FRENCH
        case _:
            return _RULES


EXAMPLES = (
    Example("two words", "zwei  Wörter", caught=True),
    Example("a word", "ein Wort ", caught=True),
    Example("first, second", "erstens , zweitens", caught=True),
    Example("first, second", "erstens,zweitens", caught=True),
    Example("more (less)", "mehr ( weniger)", caught=True),
    Example("Standard: yes", "标准： 是", language="zh-Hans", caught=True),
    Example("the customer", "客 户", language="zh-Hans", caught=True),
    Example("first, second", "primero, segundo", language="es", caught=False),
    Example("1,5", "1,5", caught=False),
    Example("report (SPR)", "보고서(SPR)", language="ko", caught=False),
    Example("for example", "z.\u202fB. {x}, {y}", caught=False),
)
