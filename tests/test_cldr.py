"""Leaf values in five languages, against text that a reader of the language has approved."""

import pytest

from generator import cldr
from generator.errors import Place, RenderError

PLACE = Place("locales/xx/language.yaml")


def formats(identifier: str, *, han_latin_space: bool = True) -> cldr.Formats:
    return cldr.Formats.of(identifier, han_latin_space=han_latin_space, place=PLACE)


def spaces_shown(text: str) -> str:
    """No-break spaces as ~, so that the tables below can show them."""
    return text.replace("\u00a0", "~").replace("\u202f", "^").replace("\u2009", "'")


DURATIONS = {
    ("en_GB", 1, "hour"): "1~hour",
    ("en_GB", 30, "minute"): "30~minutes",
    ("de", 1, "hour"): "1~Stunde",
    ("de", 2, "hour"): "2~Stunden",
    ("es", 2, "hour"): "2~horas",
    ("es", 1, "year"): "1~año",
    ("zh_Hans", 10, "hour"): "10~小时",
    ("zh_Hans", 30, "minute"): "30~分钟",
    ("zh_Hans", 1, "year"): "1~年",
    ("ko", 10, "hour"): "10시간",
    ("ko", 5, "day"): "5일",
    ("fr", 2, "hour"): "2~heures",
}


@pytest.mark.parametrize(("locale", "amount", "unit"), DURATIONS)
def test_a_duration_reads_as_the_language_says_it(locale, amount, unit):
    """The number and the unit are tied, and Chinese and Korean have words where Babel returns the unit's identifier."""
    assert spaces_shown(cldr.duration(amount, unit, formats(locale))) == DURATIONS[locale, amount, unit]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en_GB", "09:00–17:00"),
        ("de", "09:00–17:00~Uhr"),
        ("es", "9:00–17:00"),
        ("zh_Hans", "09:00–17:00"),
        ("ko", "09:00~~~17:00"),
    ],
)
def test_a_clock_range_uses_the_24_hour_clock(locale, text):
    """No language falls back to a.m. and p.m. (in Korean the middle sign is CLDR's own tilde)."""
    assert spaces_shown(cldr.clock_range(9 * 60, 17 * 60, formats(locale))) == text


def test_a_day_may_end_at_24_hours():
    """Service hours round the clock end at 24:00, not at 00:00 of the same day."""
    assert cldr.clock_range(0, 24 * 60, formats("de")) == "00:00–24:00\u00a0Uhr"


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en_GB", "July~2020"),
        ("de", "Juli~2020"),
        ("es", "julio de~2020"),
        ("zh_Hans", "2020~年~7~月"),
        ("ko", "2020년~7월"),
    ],
)
def test_a_month_stands_in_the_language_s_own_order(locale, text):
    """The month of an edition comes from CLDR's skeleton, not from a pattern made by hand."""
    assert spaces_shown(cldr.month(2020, 7, formats(locale))) == text


@pytest.mark.parametrize(
    ("locale", "month", "day"),
    [
        ("en_GB", "December 2024", "31 December 2024"),
        ("de", "Dezember 2024", "31. Dezember 2024"),
        ("es", "diciembre de 2024", "31 de diciembre de 2024"),
        ("ko", "2024년 12월", "2024년 12월 31일"),
        ("zh_Hans", "2024 年 12 月", "2024 年 12 月 31 日"),
    ],
)
def test_a_calendar_writes_any_date(locale, month, day):
    """Dates that come from machines are written as the language does, months without naming a day."""
    calendar = cldr.calendar(formats(locale))
    assert calendar.month("2024-12").replace("\u00a0", " ") == month
    assert calendar.day("2024-12-31").replace("\u00a0", " ") == day
    assert all("22" not in each and "2001" not in each for each in (*calendar.months, *calendar.days))


@pytest.mark.parametrize(
    ("items", "conjunction", "text"),
    [
        (["correo", "oficina"], "or", "correo u oficina"),
        (["correo", "hotel"], "or", "correo u hotel"),
        (["correo", "web"], "or", "correo o web"),
        (["oficina", "correo"], "or", "oficina o correo"),
        (["web", "internet"], "and", "web e internet"),
        (["web", "hielo"], "and", "web y hielo"),
        (["teléfono", "web", "informes"], "and", "teléfono, web e informes"),
    ],
)
def test_spanish_conjunctions_follow_the_sound_of_the_next_word(items, conjunction, text):
    """Before o- and ho-, "o" becomes "u"; before i- and hi- (not hie-), "y" becomes "e"."""
    assert cldr.listing(items, conjunction, formats("es")) == text


@pytest.mark.parametrize(
    ("locale", "text"),
    [("en_GB", "a, b or c"), ("de", "a, b oder c"), ("zh_Hans", "a、b 或 c"), ("ko", "a, b 또는 c")],
)
def test_a_list_is_joined_as_the_language_joins_it(locale, text):
    """Commas and conjunctions are CLDR's; Han and Latin stand apart by the project's policy."""
    assert cldr.listing(["a", "b", "c"], "or", formats(locale)) == text


def test_without_the_policy_han_and_latin_touch():
    """A project that closes Chinese up gets it so in formatted facts too."""
    assert cldr.month(2020, 7, formats("zh_Hans", han_latin_space=False)) == "2020年7月"


def test_a_unit_without_words_stops_the_work():
    """A raw CLDR identifier never reaches an output."""
    with pytest.raises(RenderError) as caught:
        cldr.duration(3, "fortnight-ish", formats("ko"))
    assert str(caught.value.findings[0].place) == "locales/xx/language.yaml:1:1"


def test_an_unknown_locale_says_where_it_was_named():
    """The error points to the language's set-up and says what to write."""
    with pytest.raises(RenderError, match="CLDR has no locale 'xx_Nope'"):
        formats("xx_Nope")
