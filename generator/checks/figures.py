"""Numbers in a text by their value, with what they count: "24 Stunden", "二十四小时" and "twenty-four hours" are one figure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from generator.checks.languages import Usage
from generator.checks.languages.usage import beginning, compiled

_WIDE = str.maketrans(
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | dict.fromkeys("\u00a0\u202f\u2009\u2007\u3000", " ")
)
_HAS_WIDE = re.compile(f"[{''.join(map(chr, _WIDE))}]")
_DATE = re.compile(
    r"(?<!\d)(\d{4})(?:[./-]\s?|\s?[年년]\s?)(\d{1,2})(?:(?:[./-]\s?|\s?[月월]\s?)(\d{1,2}))?(?![\d:])"
    r"|(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d\d)(?!\d)"
)
_CODE = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z]*-?\d[A-Za-z0-9]*(?:-\d[A-Za-z0-9]*)*(?![A-Za-z0-9])")
_VERSION = re.compile(r"(?<![\d.])\d+(?:\.\d+){2,}(?![\d.])|(?<![\d.])\d+(?:\.\d+)*\.x\b")
_NUMBERED = re.compile(r"(?:(?:[A-Z]\w*|[Vv]ersion(?:en)?|[Vv]ersión|版本|버전)[ \u00a0]?)(\d+\.\d+)(?![\d.,])")
_CURRENCY = re.compile(
    r"(?:AUD|BRL|CAD|CHF|CNY|CZK|DKK|EUR|GBP|HKD|INR|JPY|KRW|MXN|NOK|NZD|PLN|RMB|SEK|SGD|TRY|TWD|USD|ZAR)\W"
)
_ALWAYS = re.compile(r"(?<![\d.,])24\s?[/x×]\s?(7)(?![\d.,]\d)")
_MAYBE_CODE = re.compile(r"[A-Za-z]-?\d|\d\.[\dx]|24\s?[/x×]")
_CLOCK = re.compile(r"(?<![\d:])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?![\d:])")
_DIGIT = re.compile(r"\d")
_REACH = 28
"""How many characters after a number its unit may stand, in a language with adjectives between them."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: *value* is a number, or minutes after midnight where the *kind* is "clock", or a text for a "code".

    *unit* is the concept it counts ("" where none is known), *sure* whether it is a number beyond doubt ("zwei") or may
    be another word ("ein"), *digits* whether it is written in figures.
    """

    kind: str
    value: float | str
    unit: str
    sure: bool
    digits: bool
    start: int
    end: int


def figures(text: str, usage: Usage) -> list[Figure]:
    """The figures of a text in which placeholders and names are blanked out, in their order."""
    text = half_width(text)
    found: list[Figure] = []
    in_figures = (_codes, _dates, _clocks, _digits) if _DIGIT.search(text) else ()
    for reader in (*in_figures, _months, _words):
        read = list(reader(text, usage))
        found += read
        text = _without(text, read) if read else text
    return sorted(found, key=lambda figure: figure.start)


def half_width(text: str) -> str:
    """The text with full-width letters, digits and blanks as half-width ones; nothing changes its place."""
    return text if text.isascii() or not _HAS_WIDE.search(text) else text.translate(_WIDE)


def _without(text: str, figures: Iterable[Figure]) -> str:
    """The text with figures blanked out."""
    left = list(text)
    for figure in figures:
        left[figure.start : figure.end] = "\0" * (figure.end - figure.start)
    return "".join(left)


def unit_at(text: str, start: int, usage: Usage) -> str:
    """The unit that stands at *start* of a half-width text, an adjective before it in spaced languages; "" for none."""
    if not usage.units:
        return ""
    match = _units(usage).match(text, start, start + _REACH)
    return (match.lastgroup or "").replace("_", "-") if match else ""


@cache
def _units(usage_: "Usage") -> re.Pattern[str]:
    # the concept's name is the name of the group, which can't hold a hyphen
    groups = "|".join(f"(?P<{name.replace('-', '_')}>{words})" for name, words in usage_.units.items())
    before = r"[\s-]?(?:(?!per\b|a\b|each\b|pro\b|por\b|al\b)[^\W\d]+\s){0,1}?" if usage_.spaced else r"\s?"
    after = r"(?!\w)" if usage_.spaced else ""
    return re.compile(rf"{before}(?:{groups}){after}", re.IGNORECASE)


def _codes(text: str, usage: Usage) -> Iterator[Figure]:
    """Numbers that are names: J13399, 12.0.2, version 2.1."""
    if not _MAYBE_CODE.search(text):
        return
    for match in _ALWAYS.finditer(text):
        # no count of hours or days, and other languages say it in words
        yield Figure("number", 24, "", False, True, match.start(), match.start(1) - 1)
        yield Figure("number", 7, "", False, True, *match.span(1))
    for pattern in (_CODE, _VERSION):
        for match in pattern.finditer(text):
            yield Figure("code", match[0], "", True, True, *match.span())
    for match in _NUMBERED.finditer(text):
        # an amount follows the code of its currency, or counts something: EUR 2.5, Version 2.1
        amount = _CURRENCY.match(match[0]) or _power(text[match.end() : match.end() + 12], usage)
        if not amount and not _CODE.search(match[0]) and not _VERSION.match(text, match.start(1)):
            yield Figure("code", match[1], "", False, True, *match.span(1))


def _dates(text: str, usage: Usage) -> Iterator[Figure]:
    for match in _DATE.finditer(text):
        for group in range(1, 7):
            if match[group]:
                yield Figure("number", int(match[group]), "", True, True, *match.span(group))


def _clocks(text: str, usage: Usage) -> Iterator[Figure]:
    taken: set[int] = set()
    for pattern in (*(compiled(expression, False) for expression in usage.clock), _CLOCK):
        for match in pattern.finditer(text):
            if not taken.intersection(range(*match.span())):
                taken.update(range(*match.span()))
                yield Figure("clock", _minutes(match.groupdict()), "", True, True, *match.span())


def _minutes(groups: dict[str, str | None]) -> int:
    hour, minute = int(groups["h"] or 0), int(groups.get("m") or groups.get("n") or 0)
    if groups.get("half"):
        minute = 30
    if groups.get("pm") and hour < 12:
        hour += 12
    if groups.get("am") and hour == 12:
        hour = 0
    return (hour * 60 + minute) % (24 * 60)


def _digits(text: str, usage: Usage) -> Iterator[Figure]:
    for match in _number(usage.tag).finditer(text):
        value, end = _value(match[0], usage.tag), match.end()
        digits, raw = match[0], text[match.end() : match.end() + 12]
        power = _power(raw, usage)
        if power:
            value, end = value * power[0], end + power[1]
        percent = compiled(rf"\s?(?:{usage.percent})", False).match(text, end, end + 12)
        if percent or text.endswith("百分之", 0, match.start()):
            unit = "percent"
        else:
            unit = unit_at(text, end, usage)
        # 1st, 3D, 4K: more of a name than of a number
        glued = (not unit and text[end : end + 1].isascii() and text[end : end + 1].isalpha()) or text[
            end : end + 1
        ] in "ºª차"
        sure = not glued or end == len(text)
        yield Figure("number", value, unit, sure, True, match.start(), match.start() + len(digits))


def _power(text: str, usage: Usage) -> tuple[int, int] | None:
    """(what a number is multiplied by, how many characters say so) where a word for it follows: 2 million, 200万."""
    stripped = text.lstrip(" ")
    folded = stripped.casefold()
    for word in _powers(usage):
        after = stripped[len(word) :]
        if usage.spaced and folded.startswith(word) and not after[:1].isalpha():
            return usage.powers[word], len(text) - len(after)
        if not usage.spaced and stripped.startswith(word):
            # Korean 만 is ten thousand before what it counts, and "only" elsewhere: 2만 명, 250만 EUR, 버전 2만
            counted = word not in usage.possible or compiled(rf"{usage.counted}|\s?(?:[A-Z]{{3}}|[%원])", False).match(
                after
            )
            return (usage.powers[word], len(text) - len(after)) if counted else None
    return None


@cache
def _powers(usage: Usage) -> list[str]:
    """The words that multiply, the longest first."""
    return sorted(usage.powers, key=len, reverse=True)


@cache
def _number(tag: str) -> re.Pattern[str]:
    group, decimal = _separators(tag)
    groups = re.escape(group.translate(_WIDE))
    return re.compile(
        rf"(?<![\w\0.,])\d{{1,3}}(?:[{groups} ]\d{{3}}(?!\d))+(?:{re.escape(decimal)}\d+)?"
        rf"|(?<![A-Za-z\d])\d+(?:{re.escape(decimal)}\d+)?"
    )


@cache
def _separators(tag: str) -> tuple[str, str]:
    """The signs between groups of digits and before decimals (CLDR)."""
    from babel import Locale, UnknownLocaleError

    try:
        symbols = Locale.parse(tag, sep="-").number_symbols
    except (ValueError, UnknownLocaleError):
        return ",", "."
    latin = symbols.get("latn", {})
    return str(latin.get("group", ",")), str(latin.get("decimal", "."))


def _value(digits: str, tag: str) -> float:
    group, decimal = _separators(tag)
    plain = digits.replace(group.translate(_WIDE), "").replace(" ", "")
    return float(plain.replace(decimal, "."))


def _months(text: str, usage: Usage) -> Iterator[Figure]:
    """Months by name, which another language may write in figures: July, 7月."""
    if pattern := _months_apart(usage.tag):
        for match in pattern.finditer(text):
            yield Figure("number", _month_names(usage.tag)[match[0]], "", False, False, *match.span())


@cache
def _month_names(tag: str) -> Mapping[str, int]:
    """The wide names of the months (CLDR) that are words, each with its number."""
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(tag, sep="-").months["format"]["wide"]
    except (ValueError, UnknownLocaleError):
        return {}
    return {name: index for index, name in names.items() if name.isalpha()}


@cache
def _months_apart(tag: str) -> re.Pattern[str] | None:
    # what stands before comes second: Python hurries to where a first letter stands
    each = [rf"{name[0]}(?<!\w{name[0]}){name[1:]}" for name in _month_names(tag)]
    return re.compile(rf"(?:{'|'.join(each)})(?!\w)") if each else None


def _words(text: str, usage: Usage) -> Iterator[Figure]:
    if not usage.numbers:
        return
    if not usage.spaced:
        yield from _numerals(text, usage)
        return
    for match in _number_words(usage).finditer(text):
        if match[0].isupper() and len(match[0]) > 1:
            # ELF is a format, elf a number
            continue
        # not casefold(), which would write dreissig; letters that only look alike have no entry
        word, end = match[0].lower(), match.end()
        sure = word in usage.numbers
        value = usage.numbers.get(word, usage.possible.get(word))
        if value is None:
            continue
        if power := _power(text[end : end + 12], usage):
            value, end, sure = value * power[0], end + power[1], True
        yield Figure("number", value, unit_at(text, end, usage), sure, False, match.start(), end)


@cache
def _number_words(usage: Usage) -> re.Pattern[str]:
    words = sorted({*usage.numbers, *usage.possible}, key=len, reverse=True)
    # by first letters, since Python tries one alternative after the other
    letters = sorted({word[0] for word in words})
    rests = ("|".join(re.escape(word[1:]) for word in words if word[0] == letter) for letter in letters)
    groups = (f"{re.escape(letter)}(?:{rest})" for letter, rest in zip(letters, rests, strict=True))
    return compiled(f"{beginning(words)}(?:{'|'.join(groups)})", True)


def _numerals(text: str, usage: Usage) -> Iterator[Figure]:
    """Numerals of scripts without blanks: sure before a counter, where they don't stand inside a longer word."""
    signs = {*usage.digits, *usage.places}
    for match in _numeral_words(usage).finditer(text):
        word = match[0]
        before = text[match.start() - 1 : match.start()]
        ordinal = before in ("第", "제") and before != ""
        inside = usage.tag == "ko" and "\uac00" <= before <= "\ud7a3"
        counted = compiled(usage.counted, False).match(text, match.end())
        composed = len(word) > 1 and all(sign in signs for sign in word)
        known = _composed(word, usage) if composed else usage.numbers.get(word)
        sure = bool(known is not None and counted and not ordinal and not inside)
        value = known if known is not None else usage.possible[word]
        yield Figure(
            "number",
            value,
            unit_at(text, match.end(), usage) if counted and not inside and not ordinal else "",
            sure,
            False,
            *match.span(),
        )


@cache
def _numeral_words(usage: Usage) -> re.Pattern[str]:
    words = sorted({*usage.numbers, *usage.possible}, key=len, reverse=True)
    digits, places = "".join(usage.digits), "".join(usage.places)
    composed = f"[{digits}]*[{places}][{digits}{places}]+|[{digits}][{places}]" if places else "(?!)"
    first = beginning((*words, *digits, *places))
    return re.compile(f"{first}(?:{'|'.join((composed, *map(re.escape, words)))})")


def _composed(word: str, usage: Usage) -> int:
    """A numeral of digits and places: 三十五 is 35, 二百万 two million."""
    whole = section = digit = 0
    for sign in word:
        if sign in usage.digits:
            digit = usage.digits[sign]
        elif (place := usage.places[sign]) < 10000:
            section, digit = section + (digit or 1) * place, 0
        else:
            whole, section, digit = whole + (section + digit or 1) * place, 0, 0
    return whole + section + digit
