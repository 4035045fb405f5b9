"""Quotation marks: those of the language, in pairs, and as many as the source has."""

import re
from collections.abc import Iterator

from generator.checks.corpus import Corpus, Pair, prose
from generator.checks.examples import Example
from generator.errors import Finding, Severity

_STRAIGHT = re.compile(r'"')
_DOUBLE = '“”„‟«»‹›「」『』"＂'
_SINGLE = "‘’‚"


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for marks of another language, and for those that are never closed or opened."""
    for pair in corpus.pairs:
        if pair.usage.quotes:
            yield from _check(pair)


def _check(pair: Pair) -> Iterator[Finding]:
    own = pair.usage.quotes
    text = prose(pair.target)
    marks = [(at, sign) for at, sign in enumerate(text) if sign in _DOUBLE]
    known = {sign for double in own for sign in double}
    foreign = [(at, sign) for at, sign in marks if sign not in known]
    opening, closing = own[0]
    for number, (at, sign) in enumerate(foreign):
        fix = (opening, closing)[number % 2] if len(foreign) % 2 == 0 else None
        problem = f"{sign} is no quotation mark here"
        yield pair.finding(Severity.WARNING, "quotes", problem, f"write {opening}…{closing}", at, at + 1, fix, True)
    if not foreign:
        yield from _usual(pair, marks)
        yield from _paired(pair, text)


def _usual(pair: Pair, marks: list[tuple[int, str]]) -> Iterator[Finding]:
    """Outer marks of the second choice, where no marks of the first stand around them."""
    opening, closing = pair.usage.quotes[0]
    second = [(at, sign) for at, sign in marks if sign not in (opening, closing) and sign not in _SINGLE]
    if not second or any(sign == opening for _, sign in marks):
        return
    for other in pair.usage.quotes[1:]:
        pair_of_marks = [(at, sign) for at, sign in second if sign in other]
        if len(pair_of_marks) % 2 or not pair_of_marks or other[0] in "《「『":
            continue
        for at, sign in pair_of_marks:
            fix = opening if sign == other[0] else closing
            problem = f"{sign} for {fix}"
            yield pair.finding(Severity.WARNING, "quotes", problem, f"write {opening}…{closing}", at, at + 1, fix, True)


def _paired(pair: Pair, text: str) -> Iterator[Finding]:
    opened: list[tuple[int, str]] = []
    pairs_of_marks = [marks for marks in pair.usage.quotes if marks[1] != "’"]
    for at, sign in enumerate(text):
        for opening, closing in pairs_of_marks:
            if sign == closing and opened and opened[-1][1] == opening:
                opened.pop()
            elif sign == opening:
                opened.append((at, sign))
            elif sign == closing:
                problem = f"{sign} closes nothing"
                yield pair.finding(Severity.WARNING, "quotes", problem, f"open it with {opening}", at, at + 1)
            else:
                continue
            break
    for at, sign in opened:
        yield pair.finding(Severity.WARNING, "quotes", f"{sign} is never closed", "close it", at, at + 1)


EXAMPLES = (
    Example("“in progress”", "“in Bearbeitung”", caught=True),
    Example("“in progress”", '"en curso"', language="es", caught=True),
    Example("“in progress”", "“en curso”", language="es", caught=True),
    Example("“in progress”", "„进行中“", language="zh-Hans", caught=True),
    Example("“in progress”", "“진행 중", language="ko", caught=True),
    Example("“in progress”", "„in Bearbeitung“", caught=False),
    Example("“in progress”", "«en curso»", language="es", caught=False),
    Example("“in progress”", "“进行中”", language="zh-Hans", caught=False),
    Example("the customer’s", "des Kunden", caught=False),
)
