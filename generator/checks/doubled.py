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
_END = re.compile(r"[.!?。！？;；]\s*+")
SHORTEST = 10
"""Characters of a sentence that nobody says twice on purpose."""


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for each repetition that the source doesn't have and the language doesn't ask for."""
    for pair in corpus.pairs:
        yield from _check(pair)


def _check(pair: Pair) -> Iterator[Finding]:
    text = prose(pair.target)
    right = compiled(pair.usage.doubles, True).finditer(text) if pair.usage.doubles else ()
    settled = {at for match in right for at in range(*match.span())}
    for start, middle, end in _doubles(text, words=not _WORD.search(pair.source)):
        once = text[start:middle]
        if once.strip(" \0") and not (start in settled and end - 1 in settled):
            settled.update(range(start, end))
            problem = f"'{once.strip()[:30]}' stands twice"
            yield pair.finding(
                Severity.WARNING, "doubled", problem, "take one away", start, end, pair.target[start:middle]
            )


def _doubles(text: str, *, words: bool) -> Iterator[tuple[int, int, int]]:
    """(start, end of what is repeated, end of its repetition)."""
    for pattern in (*([_WORD] if words else ()), _HAN, _HAN_PARTICLE, _HANGUL):
        for match in pattern.finditer(text):
            yield match.start(), match.end(1), match.end()
    ends = [0, *(match.end() for match in _END.finditer(text))]
    for start, middle, end in zip(ends, ends[1:], ends[2:], strict=False):
        before, again = text[start:middle].rstrip(), text[middle:end].rstrip()
        at = start + len(before) - len(again)
        # the repetition may begin within the sentence before it, at a word
        if len(again) >= SHORTEST and before.endswith(again) and text[at - 1 : at].strip(" ，") == "":
            yield at, at + len(again), middle + len(again)


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
