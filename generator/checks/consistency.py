"""One source text, two translations: a row, a title or a word that reads differently in two places."""

from collections import defaultdict
from collections.abc import Iterator

from generator.checks.corpus import Bitext, Corpus, Pair, unmarked
from generator.checks.examples import Example
from generator.errors import Finding, Severity


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for each translation that differs from that of the same text elsewhere; case alone is no difference."""
    for bitext in corpus.bitexts:
        yield from _check(bitext)


def _check(bitext: Bitext) -> Iterator[Finding]:
    by_source: dict[str, list[Pair]] = defaultdict(list)
    for pair in bitext.by_key.values():
        by_source[_plain(pair.source)].append(pair)
    for pairs in by_source.values():
        targets = [_plain(pair.target) for pair in pairs]
        if len(set(targets)) < 2:
            continue
        usual = max(dict.fromkeys(targets), key=targets.count)
        tied = targets.count(usual) * 2 <= len(targets)
        for pair, target in zip(pairs, targets, strict=True):
            if target != usual or tied:
                other = next(each for each in pairs if _plain(each.target) != target)
                problem = f"'{other.message.key}' has the same source and reads '{other.target}'"
                yield pair.finding(Severity.WARNING, "consistency", problem, "one text, one translation")


def _plain(text: str) -> str:
    return " ".join(unmarked(text).casefold().rstrip(".。:：").split())


EXAMPLES = (
    Example("Response time", "Reaktionszeit", others=(("Response time", "Antwortzeit"),), caught=True),
    Example("Response time", "응답 시간", language="ko", others=(("response time", "대응 시간"),), caught=True),
    Example("Response time", "Reaktionszeit", others=(("**Response time:**", "**Reaktionszeit:**"),), caught=False),
    Example("included", "enthalten", others=(("Included", "Enthalten"),), caught=False),
)
