"""Quotation marks: those of the language, in pairs, and as many as the source has."""

import re
from collections.abc import Iterator

from generator.checks.corpus import Bitext, Corpus, Pair, prose
from generator.checks.examples import Example
from generator.errors import Finding, Severity

_STRAIGHT = re.compile(r'"')
_DOUBLE = '“”„‟«»‹›「」『』"＂'
_SINGLE = "‘’‚"


OFTEN = 3
"""So many texts with one of the language's pairs of marks make it the usual one."""


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for marks of another language or of another pair than usual, and for those that stand alone."""
    for bitext in corpus.bitexts:
        if bitext.usage.quotes:
            own = _by_use(bitext)
            for pair in bitext.pairs:
                yield from _check(pair, own)


def _by_use(bitext: Bitext) -> tuple[tuple[str, str], ...]:
    """The language's pairs of marks, that of most texts first: German has „…“ as well as »…«."""
    outer = [marks for marks in bitext.usage.quotes if marks[0] in _DOUBLE]
    used = {marks: sum(marks[0] in pair.target and marks[1] in pair.target for pair in bitext.pairs) for marks in outer}
    usual = max(outer, key=lambda marks: used[marks])
    if used[usual] < OFTEN or usual == bitext.usage.quotes[0]:
        return bitext.usage.quotes
    return (usual, *(marks for marks in bitext.usage.quotes if marks != usual))


def _check(pair: Pair, own: tuple[tuple[str, str], ...]) -> Iterator[Finding]:
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
        yield from _usual(pair, marks, own)
        yield from _paired(pair, text, own)


def _usual(pair: Pair, marks: list[tuple[int, str]], own: tuple[tuple[str, str], ...]) -> Iterator[Finding]:
    """Outer marks of the second choice, where no marks of the first stand around them."""
    opening, closing = own[0]
    second = [(at, sign) for at, sign in marks if sign not in (opening, closing) and sign not in _SINGLE]
    if not second or any(sign == opening for _, sign in marks):
        return
    for other in own[1:]:
        pair_of_marks = [(at, sign) for at, sign in second if sign in other]
        if len(pair_of_marks) % 2 or not pair_of_marks or other[0] in "《「『":
            continue
        for at, sign in pair_of_marks:
            fix = opening if sign == other[0] else closing
            problem = f"{sign} for {fix}"
            yield pair.finding(Severity.WARNING, "quotes", problem, f"write {opening}…{closing}", at, at + 1, fix, True)


def _paired(pair: Pair, text: str, own: tuple[tuple[str, str], ...]) -> Iterator[Finding]:
    opened: list[tuple[int, str]] = []
    pairs_of_marks = [marks for marks in own if marks[1] != "’"]
    if not any(mark in text for marks in pairs_of_marks for mark in marks):
        return
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


_GUILLEMETS = (("“on hold”", "»angehalten«"), ("“open”", "»offen«"), ("“closed”", "»geschlossen«"))

EXAMPLES = (
    Example("“in progress”", "“in Bearbeitung”", caught=True),
    Example("“in progress”", '"en curso"', language="es", caught=True),
    Example("“in progress”", "“en curso”", language="es", caught=True),
    Example("“in progress”", "„进行中“", language="zh-Hans", caught=True),
    Example("“in progress”", "“진행 중", language="ko", caught=True),
    Example("“in progress”", "„in Bearbeitung“", caught=False),
    Example("“in progress”", "»in Bearbeitung«", others=_GUILLEMETS, caught=False),
    Example("“in progress”", "„in Bearbeitung“", others=_GUILLEMETS, caught=True),
    Example("“in progress”", "«en curso»", language="es", caught=False),
    Example("“in progress”", "“进行中”", language="zh-Hans", caught=False),
    Example("the customer’s", "des Kunden", caught=False),
)
