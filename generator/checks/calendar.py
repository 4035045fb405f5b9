"""Days of the week and months, by name."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from generator.checks.corpus import Corpus, Pair
from generator.checks.examples import Example
from generator.errors import Finding, Severity

_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def check(corpus: Corpus) -> Iterator[Finding]:
    """An error where the translation names another day or month than the source."""
    names = _names(corpus.publication.source)
    for pair in corpus.pairs if names else ():
        if wanted := _named(pair.source_words, corpus.publication.source):
            yield from _check(pair, wanted)


def _check(pair: Pair, wanted: Sequence[tuple[str, int, int]]) -> Iterator[Finding]:
    found = _named(pair.words, pair.catalog.settings.cldr or pair.language)
    # a month may well be written in figures, so that only one day or month in place of another is wrong beyond doubt
    left = list(found)
    missing = []
    for name, start, end in wanted:
        answer = next((each for each in left if each[0] == name), None)
        if answer:
            left.remove(answer)
        else:
            missing.append((start, end))
    for (_, start, end), (begin, stop) in zip(left, missing, strict=False):
        problem = f"'{pair.target[start:end]}' is not '{pair.source[begin:stop]}'"
        hint = "days and months are those of the source"
        yield pair.finding(Severity.ERROR, "calendar", problem, hint, start, end)


@lru_cache(maxsize=65536)
def _named(text: str, locale: str) -> tuple[tuple[str, int, int], ...]:
    """(day or month, start, end), in their order."""
    pattern = _names(locale)
    return tuple((match.lastgroup or "", *match.span()) for match in pattern.finditer(text)) if pattern else ()


@cache
def _names(locale: str) -> re.Pattern[str] | None:
    """The wide names of days and months in CLDR; Chinese days by their short ones as well (周一)."""
    from babel import Locale, UnknownLocaleError

    try:
        data = Locale.parse(locale.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return None
    words: dict[str, set[str]] = {}
    for index, name in data.days["format"]["wide"].items():
        words[f"day{index}"] = {name}
    for index, name in data.days["format"]["abbreviated"].items():
        if _HAN.search(name) and len(name) > 1:
            words[f"day{index}"].add(name)
    for index, name in data.months["format"]["wide"].items():
        # months with a number in their name are the business of numbers; "May" and "may" differ by their capital
        if not re.search(r"\d|^[一二三四五六七八九十]", name):
            words[f"month{index}"] = {name}
    groups = "|".join(
        f"(?P<{id}>{'|'.join(re.escape(name) for name in sorted(names, key=len, reverse=True))})"
        for id, names in words.items()
        if all(names)
    )
    letters = r"[^\W\d_]"
    return re.compile(groups if _HAN.search(groups) else rf"(?<!{letters})(?:{groups})s?(?!{letters})")


EXAMPLES = (
    Example("Monday to Friday", "Montag bis Samstag", caught=True),
    Example("Monday to Friday", "Montag bis Freitag", caught=False),
    Example("on Sundays", "los domingos", language="es", caught=False),
    Example("Saturday", "일요일", language="ko", caught=True),
    Example("Saturday", "토요일", language="ko", caught=False),
    Example("Monday", "周二", language="zh-Hans", caught=True),
    Example("Monday", "周一", language="zh-Hans", caught=False),
    Example("July 2020", "Juni 2020", caught=True),
    Example("July 2020", "07/2020", caught=False),
    Example("in May", "2020年5月", language="zh-Hans", caught=False),
)
