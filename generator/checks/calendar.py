"""Days of the week and months, by name."""

import re
from collections.abc import Iterator
from functools import cache

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


def _check(pair: Pair, wanted: dict[str, tuple[int, int]]) -> Iterator[Finding]:
    found = _named(pair.words, pair.catalog.settings.cldr or pair.language)
    # a month may well be written in figures, so that only one day or month in place of another is wrong beyond doubt
    missing = [name for name in wanted if name not in found]
    for name in found:
        if name not in wanted and missing:
            instead = missing.pop(0)
            begin, end = wanted[instead]
            problem = f"'{pair.target[slice(*found[name])]}' is not '{pair.source[begin:end]}'"
            yield pair.finding(
                Severity.ERROR, "calendar", problem, "days and months are those of the source", *found[name]
            )


def _named(text: str, locale: str) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    pattern = _names(locale)
    for match in pattern.finditer(text) if pattern else ():
        found.setdefault(match.lastgroup or "", match.span())
    return found


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
