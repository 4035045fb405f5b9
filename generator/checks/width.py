"""Full-width and half-width signs: Chinese and Japanese punctuation beside Han is full-width, all else is half-width."""

import re
from collections.abc import Iterator

from generator.checks.corpus import Corpus, Pair
from generator.checks.examples import Example
from generator.errors import Finding, Severity

WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}
_HAN = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_CLOSING = r"[”’」』》〉）】]"
# markup between a sign and the Han beside it does not part them
_HALF = re.compile(
    rf"(?<={_HAN})\**(?P<after>[,;:?!.](?![.\d/\w])|[,;?!](?=\d)|[()])|(?<={_CLOSING})\**(?P<closed>[,;:?!](?=\**\s*{_HAN})|[,;:?!]$)"
    rf"|(?P<before>[,;:?!()])(?=\**{_HAN})"
)
_FULL_LETTER = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_FULL_SIGN = re.compile("[，；：？！（）。、％]")
_LATIN_GROUP = re.compile(r"\(([A-Za-z0-9][A-Za-z0-9 .,&/-]*)\)")


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for each sign of the wrong width; with the right one to put there."""
    for pair in corpus.pairs:
        if pair.usage.tag.startswith(("zh", "ja")):
            yield from _half(pair)
            yield from _full(pair, _FULL_LETTER, "letter or digit")
        elif not any("\u3040" <= character <= "\u30ff" for character in pair.target):
            yield from _full(pair, _FULL_LETTER, "letter or digit")
            yield from _full(pair, _FULL_SIGN, "sign")


def _half(pair: Pair) -> Iterator[Finding]:
    text = pair.target
    # market names may keep half-width brackets around Latin letters, with a space before them
    spared = {
        at
        for match in _LATIN_GROUP.finditer(text)
        if text[match.start() - 1 : match.start()] == " "
        for at in range(*match.span())
    }
    for match in _HALF.finditer(text):
        group = next(name for name, found in match.groupdict().items() if found)
        start, end = match.span(group)
        if start in spared or _in_markup(text, start):
            continue
        sign = match[group]
        problem = f"a half-width '{sign}' beside Han"
        hint = f"write the full-width '{WIDE[sign]}'"
        yield pair.finding(Severity.WARNING, "width", problem, hint, start, end, WIDE[sign], sign not in ".()")


def _in_markup(text: str, at: int) -> bool:
    """Whether a bracket belongs to a link's id: ``[…](id)``."""
    opened = text.rfind("](", 0, at + 1)
    return opened >= 0 and opened + 1 <= at <= text.find(")", opened)


def _full(pair: Pair, pattern: re.Pattern[str], what: str) -> Iterator[Finding]:
    for match in pattern.finditer(pair.target):
        half = {"。": ".", "、": ","}.get(match[0]) or chr(ord(match[0]) - 0xFEE0)
        if any(match[0] in source for source in pair.sources):
            continue
        problem = f"a full-width {what} '{match[0]}'"
        yield pair.finding(Severity.WARNING, "width", problem, f"write '{half}'", *match.span(), half, True)


EXAMPLES = (
    Example("Standard: yes", "标准: 是", language="zh-Hans", caught=True),
    Example("yes, no", "是,否", language="zh-Hans", caught=True),
    Example("the report (SPR)", "报告(SPR)", language="zh-Hans", caught=True),
    Example("twice a week, 8 times a month", "每周两次,8 次每月", language="zh-Hans", caught=True),
    Example("24 hours", "２４ 小时", language="zh-Hans", caught=True),
    Example("Standard: yes", "Standard： ja", caught=True),
    Example("yes.", "예。", language="ko", caught=True),
    Example("Standard: yes", "标准：是", language="zh-Hans", caught=False),
    Example("from 9:00", "从 9:00 开始", language="zh-Hans", caught=False),
    Example("the manager (TSAM)", "经理 (TSAM) 负责", language="zh-Hans", caught=False),
    Example("[Learn more](quality)", "[了解更多](quality)", language="zh-Hans", links=("quality",), caught=False),
    Example("version 1.5", "版本 1.5", language="zh-Hans", caught=False),
)
