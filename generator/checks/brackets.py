"""Brackets in pairs, full-width ones counted like half-width ones, and no fewer or more than in the source."""

from collections.abc import Iterator

from generator.checks.corpus import Corpus, Pair
from generator.checks.examples import Example
from generator.errors import Finding, Severity
from generator.inline import LINK_END

PAIRS = {"(": ")", "[": "]", "（": "）", "【": "】", "［": "］", "〔": "〕"}
_CLOSING = {closing: opening for opening, closing in PAIRS.items()}
_FOLDED = str.maketrans("（）［］", "()[]")


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for a bracket without its other half, and for one pair whose halves differ in width."""
    for pair in corpus.pairs:
        yield from _check(pair)


def _check(pair: Pair) -> Iterator[Finding]:
    text = LINK_END.sub(lambda match: "]" + "\0" * (len(match[0]) - 1), pair.target)
    if not _balanced(LINK_END.sub("]", pair.source)):
        # "a) first": the source itself does not pair them
        return
    opened: list[tuple[int, str]] = []
    for at, sign in enumerate(text):
        if sign in PAIRS:
            opened.append((at, sign))
        elif sign in _CLOSING:
            if not opened or opened[-1][1].translate(_FOLDED) != _CLOSING[sign].translate(_FOLDED):
                yield pair.finding(Severity.WARNING, "brackets", f"'{sign}' closes nothing", "open it", at, at + 1)
                continue
            _, other = opened.pop()
            if PAIRS[other] != sign:
                problem = f"'{other}' is closed by '{sign}'"
                hint = "both are full-width or both are not"
                yield pair.finding(Severity.WARNING, "brackets", problem, hint, at, at + 1, PAIRS[other], True)
    for at, sign in opened:
        yield pair.finding(
            Severity.WARNING, "brackets", f"'{sign}' is never closed", f"close it with '{PAIRS[sign]}'", at, at + 1
        )


def _balanced(text: str) -> bool:
    depth = [text.translate(_FOLDED).count(sign) for sign in "()[]"]
    return depth[0] == depth[1] and depth[2] == depth[3]


EXAMPLES = (
    Example("the report (SPR)", "der Bericht (SPR", caught=True),
    Example("the report (SPR)", "报告（SPR", language="zh-Hans", caught=True),
    Example("the report (SPR)", "报告（SPR)", language="zh-Hans", caught=True),
    Example("the report (SPR)", "der Bericht SPR)", caught=True),
    Example("the report (SPR)", "报告（SPR）", language="zh-Hans", caught=False),
    Example("[Learn more](quality)", "[Mehr](quality)", links=("quality",), caught=False),
    Example("a) first", "a) erstens", caught=False),
)
