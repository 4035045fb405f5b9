"""Words and sentences that stand twice in a row."""

import re
from collections.abc import Iterator

from generator.checks.corpus import Corpus, Pair, prose
from generator.checks.examples import Example
from generator.checks.languages.usage import compiled
from generator.errors import Finding, Severity

_WORD = re.compile(r"(?<![\w-])([^\W\d_]+)[  ]+\1(?![\w-])", re.IGNORECASE)
# 讨论讨论 is good Chinese for a light matter, and none of contracts; 天天 and 常常 are words
_HAN = re.compile(r"([\u3400-\u9fff]{2,12})\1")
_HAN_PARTICLE = re.compile(r"([的了和在是与及或为由对将被于并])\1")
_HANGUL = re.compile(r"(?<![가-힣])([가-힣]{2,})[  ]\1(?![가-힣])")
_LONG = re.compile(r"(?<![^\s.。！？；，])(\S[^.!?。！？;；]{8,}[.!?。！？;；])\s*\1")
LONGER = 20
"""Characters of a text that can hold one sentence twice."""


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for each repetition that the source doesn't have and the language doesn't ask for."""
    for pair in corpus.pairs:
        yield from _check(pair)


def _check(pair: Pair) -> Iterator[Finding]:
    text = prose(pair.target)
    right = [match.span() for match in compiled(pair.usage.doubles, True).finditer(text)] if pair.usage.doubles else []
    seen: list[tuple[int, int]] = []
    for pattern in (_WORD, _HAN, _HAN_PARTICLE, _HANGUL, *([_LONG] if len(text) > LONGER else ())):
        for match in pattern.finditer(text):
            start, end = match.span()
            if not match[1].strip(" \0") or any(begin <= start and end <= stop for begin, stop in (*right, *seen)):
                continue
            if _WORD.search(pair.source) and pattern is _WORD:
                continue
            seen.append((start, end))
            problem = f"'{match[1].strip()[:30]}' stands twice"
            fix = pair.target[start : start + len(match[1])]
            yield pair.finding(Severity.WARNING, "doubled", problem, "take one away", start, end, fix)


EXAMPLES = (
    Example("the customer", "der der Kunde", caught=True),
    Example("the customer", "客户客户", language="zh-Hans", caught=True),
    Example("the customer", "客户的的", language="zh-Hans", caught=True),
    Example("the customer", "고객 고객", language="ko", caught=True),
    Example("It is sold. It is.", "Es wird verkauft. Es wird verkauft.", caught=True),
    Example("the zone in which the contract is made", "die Zone, in der der Vertrag geschlossen wird", caught=False),
    Example("every day", "天天", language="zh-Hans", caught=False),
    Example("{a} {a}", "{a} {a}", caught=False),
)
