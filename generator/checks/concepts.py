"""Words for closed sets of concepts ("at most", "weekly", "must"): which of them a text has, sentence by sentence."""

import re
from collections.abc import Iterator
from functools import cache

from generator.checks.corpus import Pair
from generator.checks.languages import Usage

_END = re.compile(r"[.!?。！？:：;；]++[\"”’»」』)）]*+(?=\s|$|[^\s\w]|[\u3400-\u9fff])")
_LONGEST = 8
"""Characters of an abbreviation, and of what stands before it."""
_ABBREVIATED = re.compile(r"(?:\b(?:z|d|u|i|e|o|s|p|a|bzw|ca|etc|Nr|No|vs|St|Dr|inc|Inc)\.|\d\.)$")


def said(text: str, usage: Usage, family: str) -> dict[str, tuple[int, int]]:
    """The concepts of a family in a text, each with where it stands first; a longer phrase hides what is part of it."""
    found: dict[str, tuple[int, int]] = {}
    for concept, span in all_said(text, usage, family):
        found.setdefault(concept, span)
    return found


def all_said(text: str, usage: Usage, family: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The concepts of a family wherever they stand in a text."""
    for match in _family(usage, family).finditer(text) if usage.family(family) else ():
        yield (match.lastgroup or "").replace("_", "-"), match.span()


@cache
def _family(usage: Usage, family: str) -> re.Pattern[str]:
    groups = (f"(?P<{name.replace('-', '_')}>{words})" for name, words in usage.family(family).items())
    return usage.pattern("|".join(groups))


def has(text: str, usage: Usage, family: str, concept: str) -> bool:
    """Whether a concept's words stand in a text at all, other concepts beside them or not."""
    return bool(usage.pattern(usage.family(family)[concept]).search(text))


def negations(text: str, usage: Usage) -> list[tuple[int, int]]:
    """Where a text negates beyond doubt."""
    return [match.span() for match in usage.pattern(usage.negation).finditer(without_idle(text, usage))]


def without_idle(text: str, usage: Usage) -> str:
    """The text without phrases that look like negations and are none ("not only")."""
    return usage.pattern(usage.idle).sub(lambda match: "\0" * len(match[0]), text) if usage.idle else text


@cache
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence of a text begins and ends; a lead with its colon counts as one."""
    spans: list[tuple[int, int]] = []
    start, last = 0, len(text.rstrip())
    for end in (*(match.end() for match in _END.finditer(text)), len(text)):
        if not text[start:end].strip(" \0*"):
            continue
        if end < last and _ABBREVIATED.search(text[max(start, end - _LONGEST) : end]):
            continue
        spans.append((start, end))
        start = end
    return tuple(spans)


def stretches(pair: Pair) -> Iterator[tuple[str, str, int]]:
    """(source, translation, where the latter begins): sentence by sentence where both have as many, else as a whole."""
    source, target = pair.source_words, pair.words
    parts, others = sentences(source), sentences(target)
    if 1 < len(parts) == len(others):
        for (start, end), (begin, stop) in zip(parts, others, strict=True):
            yield source[start:end], target[begin:stop], begin
    elif target:
        yield source, target, 0
