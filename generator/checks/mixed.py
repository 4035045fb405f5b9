"""The blank between Han and Latin letters or digits, as the project's policy has it; around placeholders as usual there."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from generator.checks.corpus import Bitext, Corpus, Pair, prose
from generator.checks.examples import Example
from generator.errors import Finding, Severity
from generator.inline import PLACEHOLDER

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_TIGHT = re.compile(rf"(?<={_HAN})(?=\**[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=\**{_HAN})|(?<=[A-Za-z0-9]\*\*)(?={_HAN})")
_LOOSE = re.compile(rf"(?<={_HAN})[ \u00a0](?=\**[A-Za-z0-9])|(?<=[A-Za-z0-9])[ \u00a0](?=\**{_HAN})")
_PLACED = re.compile(
    rf"(?:(?<={_HAN})(?P<before>[ \u00a0]?))?(?P<value>{PLACEHOLDER.pattern})(?:(?P<after>[ \u00a0]?)(?={_HAN}))?"
)
OFTEN = 3
"""So many times a placeholder must stand beside Han before its usual spacing is known."""


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning where a blank is missing or too many; it never counts beside full-width signs."""
    for bitext in corpus.bitexts:
        if bitext.usage.tag.startswith("zh"):
            yield from _texts(bitext)
            yield from _placed(bitext)


def _texts(bitext: Bitext) -> Iterator[Finding]:
    spaced = bitext.catalog.settings.han_latin_space
    pattern, problem = (
        (_TIGHT, "no blank between Han and Latin") if spaced else (_LOOSE, "a blank between Han and Latin")
    )
    hint = "the language's policy is han-latin-space: " + ("true" if spaced else "false")
    for pair in bitext.pairs:
        text = prose(pair.target)
        for match in pattern.finditer(text):
            start, end = match.span()
            if start == end:
                after = text[start]
                yield pair.finding(Severity.WARNING, "mixed", problem, hint, start, start + 1, f" {after}", True)
            else:
                yield pair.finding(Severity.WARNING, "mixed", problem, hint, start, end, "", True)


def _placed(bitext: Bitext) -> Iterator[Finding]:
    """What a placeholder prints is not known here, but it is written alike wherever it touches Han."""
    sides: dict[tuple[str, str], list[tuple[Pair, int, bool]]] = defaultdict(list)
    for pair in bitext.pairs:
        for match in _PLACED.finditer(pair.target):
            name, (start, end) = match["value"][1:-1], match.span("value")
            if match["before"] is not None:
                sides[name, "before"].append((pair, start, bool(match["before"])))
            if match["after"] is not None:
                sides[name, "after"].append((pair, end, bool(match["after"])))
    for (name, side), places in sides.items():
        counted = Counter(spaced for _, _, spaced in places)
        usual = counted[True] >= counted[False]
        if len(places) < OFTEN or counted[not usual] * OFTEN > len(places):
            continue
        for pair, at, spaced in places:
            if spaced != usual:
                problem = f"{'no' if usual else 'a'} blank {side} {{{name}}}, unlike elsewhere"
                yield pair.finding(Severity.WARNING, "mixed", problem, "write it as in the other texts", at, at + 1)


_USUAL = (("by {provider}", "由 {provider} 提供"),) * 3

EXAMPLES = (
    Example("SaaS customers", "SaaS客户", language="zh-Hans", caught=True),
    Example("2 hours", "2小时", language="zh-Hans", caught=True),
    Example("SaaS customers", "SaaS 客户", language="zh-Hans", caught=False),
    Example("SaaS customers", "SaaS 客户", language="zh-Hans", han_latin_space=False, caught=True),
    Example("SaaS customers", "SaaS客户", language="zh-Hans", han_latin_space=False, caught=False),
    Example("for {provider}", "为{provider} 而设", language="zh-Hans", others=_USUAL, caught=True),
    Example("for {provider}", "为 {provider} 而设", language="zh-Hans", others=_USUAL, caught=False),
    Example("(SPR)", "（SPR）和", language="zh-Hans", caught=False),
)
