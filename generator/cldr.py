"""Leaf values in the words and signs of a locale, from CLDR through Babel.

A function here formats one typed value; phrases around values are messages and come from the catalogs. Spaces that
tie a number to its unit are no-break spaces. Every result is checked: a raw CLDR identifier never leaves this room.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import parse_locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import UnknownUnitError, format_unit

from generator.edition import Calendar
from generator.errors import Place, RenderError

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RAW_IDENTIFIER = re.compile(r"\b(?:duration|digital|length)-[a-z]+\b|\{\d\}")
_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_HAN_THEN_LATIN = re.compile(rf"(?<={_HAN})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?={_HAN})")
_NO_BREAK_SPACE = "\u00a0"
_LAST_MINUTE = 24 * 60 - 1
_YEAR, _DAY = 2001, 22  # no month has such a number


@dataclass(frozen=True, slots=True)
class Formats:
    """How a language writes values: its CLDR locale, and whether a space stands between Han and Latin or digits.

    *place* is where the language is set up; errors point there.
    """

    locale: Locale
    han_latin_space: bool
    place: Place

    @classmethod
    def of(cls, identifier: str, *, han_latin_space: bool, place: Place) -> "Formats":
        """The formats of a locale by its CLDR identifier (``zh_Hans``).

        Raises RenderError if CLDR does not know the locale.
        """
        try:
            parse_locale(identifier)
            locale = Locale.parse(identifier)
        except (ValueError, UnknownLocaleError):
            problem = f"CLDR has no locale '{identifier}'"
            raise RenderError.at(place, problem, "name a CLDR locale, for example 'de' or 'zh_Hans'") from None
        return cls(locale, han_latin_space, place)


def number(value: int, formats: Formats) -> str:
    """A whole number with the locale's separators."""
    return str(format_decimal(value, locale=formats.locale))


def duration(amount: int, unit: str, formats: Formats) -> str:
    """A number of CLDR's units of time (``hour``): "2 hours", "2 小时", "2시간".

    Babel 2.18 does not follow CLDR's alias from the long to the short form and then returns the identifier of the unit
    (Chinese and Korean have one form only), so the short form serves where the long one is not there.
    """
    for length in ("long", "short"):
        try:
            text = format_unit(amount, f"duration-{unit}", length=length, locale=formats.locale)
        except UnknownUnitError:
            break
        if not _RAW_IDENTIFIER.search(text):
            return tied(_spaced(text, formats))
    raise RenderError.at(formats.place, f"CLDR has no words for '{unit}' in {formats.locale}", "use another unit")


def month(year: int, number_of_month: int, formats: Formats) -> str:
    """A month of a year, long: "July 2020", "julio de 2020", "2020 年 7 月" (CLDR skeleton yMMMM)."""
    text = format_skeleton("yMMMM", datetime.date(year, number_of_month, 1), locale=formats.locale)
    return _finished(text, formats)


@cache
def calendar(formats: Formats) -> Calendar:
    """How the language writes any month (CLDR skeleton yMMMM) and any day (CLDR's long date)."""
    dates = [datetime.date(_YEAR, month, _DAY) for month in range(1, 13)]
    days = (_finished(format_date(date, "long", locale=formats.locale), formats) for date in dates)
    months = (month(_YEAR, date.month, formats) for date in dates)
    return Calendar(tuple(map(_pattern, months)), tuple(map(_pattern, days)))


def _pattern(date: str) -> str:
    return date.replace(str(_YEAR), "{year}").replace(str(_DAY), "{day}")


def clock_range(start: int, end: int, formats: Formats) -> str:
    """Two times in minutes after midnight on the 24-hour clock: "09:00–17:00", "09:00–17:00 Uhr".

    The skeleton Hm is asked for in every locale: with "hm" or "h" CLDR's intervals turn to a.m. and p.m. where the
    language does not use them. A day may end at 24:00, which no type of Python's holds: its last minute stands in.
    """
    first, last = (datetime.time(*divmod(min(minutes, _LAST_MINUTE), 60)) for minutes in (start, end))
    text = format_interval(first, last, "Hm", locale=formats.locale)
    return _finished(text.replace("23:59", "24:00") if end > _LAST_MINUTE else text, formats)


def weekday(name: str, formats: Formats) -> str:
    """The wide name of a day of the week, given in English lower case."""
    return str(formats.locale.days["format"]["wide"][_WEEKDAYS.index(name)])


def language_name(tag: str, formats: Formats) -> str:
    """The name of a language in the locale's own language.

    Raises RenderError if CLDR has no name for it.
    """
    name = formats.locale.languages.get(tag.replace("-", "_"))
    if name is None:
        raise RenderError.at(formats.place, f"CLDR has no name for the language '{tag}' in {formats.locale}")
    return str(name)


def listing(items: Sequence[str], conjunction: str, formats: Formats) -> str:
    """Items as one phrase with "or" or "and": "email or phone call", "correo electrónico u oficina".

    Spanish changes "o" to "u" before an o sound and "y" to "e" before an i sound (Ortografía de la lengua española,
    RAE); CLDR's patterns leave that to the caller.
    """
    if len(items) == 1:
        return items[0]
    text = format_list(list(items), style="or" if conjunction == "or" else "standard", locale=formats.locale)
    if formats.locale.language == "es":
        text = _spanish_conjunction(text, items[-1])
    return _finished(text, formats)


def _spanish_conjunction(text: str, last: str) -> str:
    head = text.removesuffix(last)
    if re.match(r"h?[oó]", last, re.IGNORECASE):
        head = re.sub(r"\bo $", "u ", head)
    elif re.match(r"(?:i|í|hi(?![aeoáéó]))", last, re.IGNORECASE):
        head = re.sub(r"\by $", "e ", head)
    return head + last


def plural_category(value: int, formats: Formats) -> str:
    """The CLDR plural category of a number: zero, one, two, few, many or other."""
    return str(formats.locale.plural_form(value))


def tied(text: str) -> str:
    """The text with no-break spaces between a number and what it counts: "under 2~hours"."""
    return re.sub(r"(?<=\d) (?=\S)", _NO_BREAK_SPACE, text)


def tied_label(text: str) -> str:
    """The text with no-break spaces on both sides of a number that numbers or orders: "Table~1", "24~×~7"."""
    return re.sub(r"(?<=\d) (?=\S)|(?<=\S) (?=\d)", _NO_BREAK_SPACE, text)


def _spaced(text: str, formats: Formats) -> str:
    return _HAN_THEN_LATIN.sub(" ", text) if formats.han_latin_space else text


def _finished(text: str, formats: Formats) -> str:
    if found := _RAW_IDENTIFIER.search(text):
        raise RenderError.at(formats.place, f"CLDR has no words for '{found[0]}' in {formats.locale}")
    return tied_label(_spaced(text, formats))
