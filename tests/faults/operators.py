"""Faults that can be planted in a translation: each operator takes a site and gives the text with one fault, or nothing.

An operator that finds no place for its fault in a text gives None. The kinds are those of the targets: *mechanical*
faults are those of signs and files, *figure* those of numbers and units, *term* and *modality* those of meaning, *list*
those that show only beside other texts.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from generator.checks.corpus import Pair
from generator.checks.terms import has_term
from tests.faults import words

Plant = Callable[[Pair, Random], str | None]

_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[([^\]]+)\]\(([a-z-]+)\)")
_WORD = re.compile(r"(?<![\w{])[^\W\d_]{3,}(?![\w}])")
_DIGITS = re.compile(r"(?<![\w{.,])\d+(?![\w}]|[.,]\d)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE_END = re.compile(r"(?<=[.。！？!?])\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Operator:
    """A way to spoil a text; *languages* are those in which it can, all where none is named."""

    name: str
    kind: str
    plant: Plant
    languages: tuple[str, ...] = ()


def _some(pattern: re.Pattern[str], text: str, random: Random) -> re.Match[str] | None:
    matches = list(pattern.finditer(text))
    return random.choice(matches) if matches else None


def _put(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def replacing(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Plant:
    """An operator that puts *new* in the place of something."""
    compiled = re.compile(pattern)

    def plant(pair: Pair, random: Random) -> str | None:
        match = _some(compiled, pair.target, random)
        if match is None:
            return None
        return _put(pair.target, match, new(match) if callable(new) else match.expand(new))

    return plant


def inserting(what: str) -> Plant:
    """An operator that puts a character into the middle of a word, where it stands in no markup."""

    def plant(pair: Pair, random: Random) -> str | None:
        match = _some(
            _WORD if not _HAN.search(pair.target) else re.compile(r"[\u4e00-\u9fff]{2,}"), pair.target, random
        )
        if match is None:
            return None
        at = match.start() + 1
        return pair.target[:at] + what + pair.target[at:]

    return plant


def swapping(table: Mapping[str, tuple[tuple[str, str], ...]], source: str = "") -> Plant:
    """An operator that puts one word for another, by a table of them for each language, where the *source* has some."""

    def plant(pair: Pair, random: Random) -> str | None:
        if not re.search(source, pair.source):
            return None
        rules = [rule for rule in table.get(pair.language, ()) if re.search(rule[0], pair.target)]
        if not rules:
            return None
        find, new = random.choice(rules)
        match = _some(re.compile(find), pair.target, random)
        return _put(pair.target, match, match.expand(new)) if match else None

    return plant


# Placeholders, markup, links


def double_placeholder(pair: Pair, random: Random) -> str | None:
    match = _some(_PLACEHOLDER, pair.target, random)
    return _put(pair.target, match, f"{match[0]} {match[0]}") if match else None


def swap_placeholder(pair: Pair, random: Random) -> str | None:
    match = _some(_PLACEHOLDER, pair.target, random)
    return _put(pair.target, match, "{standard_answer}") if match else None


def add_strong(pair: Pair, random: Random) -> str | None:
    match = _some(_WORD, pair.target, random) if "*" not in pair.target and "[" not in pair.target else None
    return _put(pair.target, match, f"**{match[0]}**") if match else None


# Whole texts


def empty(pair: Pair, random: Random) -> str | None:
    return ""


def source_text(pair: Pair, random: Random) -> str | None:
    return pair.source if len(pair.source.split()) > 1 and pair.source != pair.target else None


def neighbour(pair: Pair, random: Random) -> str | None:
    """The translation of another text of the same file."""
    others = [
        other.target
        for other in pair.bitext.by_key.values()
        if other.message.domain == pair.message.domain and not words.alike(other.source, pair.source)
    ]
    return random.choice(others) if others else None


def foreign_run(pair: Pair, random: Random) -> str | None:
    """The second half of the text stays in the source language."""
    source = pair.source.split(" ")
    if len(source) < 6:
        return None
    half = pair.target[: len(pair.target) // 2]
    if half.count("{") != half.count("}") or "*" in pair.target or "[" in pair.target:
        return None
    return half.rstrip() + " " + " ".join(source[len(source) // 2 :])


def source_words(pair: Pair, random: Random) -> str | None:
    """Three words of the source among those of the translation."""
    runs = [
        match[0] for match in re.finditer(r"\b[a-z]+ [a-z]+ [a-z]+\b", pair.source) if words.plainly_english(match[0])
    ]
    if not runs or "*" in pair.target:
        return None
    space = "" if pair.target.endswith(" ") else " "
    end = re.search(r"[.。:：;；?!]*$", pair.target)
    at = end.start() if end else len(pair.target)
    return pair.target[:at] + space + random.choice(runs) + pair.target[at:]


def doubled_sentence(pair: Pair, random: Random) -> str | None:
    parts = _SENTENCE_END.split(pair.target)
    if len(parts) < 2 or len(parts[0]) < 12:
        return None
    space = "" if _HAN.search(pair.target) else " "
    return space.join([parts[0], *parts])


def cut_sentence(pair: Pair, random: Random) -> str | None:
    parts = _SENTENCE_END.split(pair.target)
    if len(parts) < 2 or "{" in parts[-1] or "[" in parts[-1] or "*" in parts[-1]:
        return None
    return ("" if _HAN.search(pair.target) else " ").join(parts[:-1])


def cut_half(pair: Pair, random: Random) -> str | None:
    half = pair.target[: len(pair.target) // 2].rstrip()
    return half if len(half) > 14 and "{" not in pair.target[len(half) :] else None


def drop_end(pair: Pair, random: Random) -> str | None:
    return pair.target[:-1] if pair.target[-1:] in ".。:：;；?？" else None


def add_end(pair: Pair, random: Random) -> str | None:
    if pair.target[-1:].isalpha() and pair.source[-1:].isalpha():
        return pair.target + ("。" if _HAN.search(pair.target) and pair.language.startswith("zh") else ".")
    return None


def other_end(pair: Pair, random: Random) -> str | None:
    other = {".": ":", "。": "：", ":": ".", "：": "。", ";": ".", "；": "。", "?": "."}
    last = pair.target[-1:]
    return pair.target[:-1] + other[last] if last in other else None


# Names and figures


def _name(pair: Pair, random: Random) -> re.Match[str] | None:
    names = pair.bitext.corpus.names
    return _some(names, pair.target, random) if names else None


def recase_name(pair: Pair, random: Random) -> str | None:
    match = _name(pair, random)
    if match is None:
        return None
    new = match[0].upper() if match[0] != match[0].upper() else match[0].lower()
    return _put(pair.target, match, new)


def drop_name(pair: Pair, random: Random) -> str | None:
    match = _name(pair, random)
    return _put(pair.target, match, "") if match and pair.target != match[0] else None


def misspell_name(pair: Pair, random: Random) -> str | None:
    match = _name(pair, random)
    return _put(pair.target, match, match[0][:1] + match[0][2:] + match[0][1]) if match and len(match[0]) > 2 else None


def double_name(pair: Pair, random: Random) -> str | None:
    """Another name beside the one that belongs there."""
    match = _name(pair, random)
    names = [name for name in pair.bitext.corpus.publication.names if name not in pair.target]
    return _put(pair.target, match, f"{match[0]} {random.choice(names)}") if match and names else None


def _figure(pair: Pair, random: Random) -> re.Match[str] | None:
    blanked = pair.words
    matches = [match for match in _DIGITS.finditer(pair.target) if blanked[match.start()] != "\0"]
    return random.choice(matches) if matches else None


def more(pair: Pair, random: Random) -> str | None:
    match = _figure(pair, random)
    return _put(pair.target, match, str(int(match[0]) + 1)) if match else None


def tenfold(pair: Pair, random: Random) -> str | None:
    match = _figure(pair, random)
    return _put(pair.target, match, match[0] + "0") if match and match[0] != "0" else None


def drop_figure(pair: Pair, random: Random) -> str | None:
    match = _figure(pair, random)
    return _put(pair.target, match, "") if match else None


def add_figure(pair: Pair, random: Random) -> str | None:
    match = _some(_WORD, pair.target, random)
    if not match or _LINK.search(pair.target):
        return None
    return _put(pair.target, match, f"{match[0]} 7")


# Terms


def _term(pair: Pair, random: Random) -> tuple[str, str] | None:
    """(concept, its words in the text) of a glossary term that the source speaks of and the translation says."""
    found = []
    for each in pair.terms:
        term = each.term
        for form in sorted({term.target, *term.variants}, key=len, reverse=True):
            if form and form in pair.target and has_term(term, pair.target, pair.usage):
                found.append((term.concept, form))
                break
    return random.choice(found) if found else None


def other_term(pair: Pair, random: Random) -> str | None:
    """The word of another concept, of which the source does not speak, wherever the concept's own stands."""
    picked = _term(pair, random)
    if picked is None:
        return None
    concept, form = picked
    mine = next(term for term in pair.catalog.glossary.terms if term.concept == concept)
    spoken = {each.term.concept for each in pair.terms}
    others = [
        term.target
        for term in pair.catalog.glossary.terms
        if term.concept not in spoken and term.target and not _overlap(term.target, mine.target)
    ]
    return pair.target.replace(form, random.choice(others)) if others else None


def _overlap(one: str, other: str) -> bool:
    return one.casefold() in other.casefold() or other.casefold() in one.casefold()


def forbidden_word(pair: Pair, random: Random) -> str | None:
    choices = []
    for each in pair.terms:
        term = each.term
        if (
            term.forbidden
            and term.target in pair.target
            and not any(_overlap(term.target, word) for word in term.forbidden)
        ):
            choices.append((term.target, random.choice(term.forbidden)))
    if not choices:
        return None
    target, word = random.choice(choices)
    return pair.target.replace(target, word)


def drop_term(pair: Pair, random: Random) -> str | None:
    picked = _term(pair, random)
    return (
        re.sub(r" {2,}", " ", pair.target.replace(picked[1], "")).strip()
        if picked and picked[1] != pair.target
        else None
    )


def hyphenate(pair: Pair, random: Random) -> str | None:
    """A compound of the glossary that stands elsewhere as well, written with a hyphen."""
    elsewhere = " ".join(other.target for other in pair.bitext.pairs if other.message.key != pair.message.key)
    choices = [
        (each.term.target, split)
        for each in pair.terms
        if (split := words.split_compound(each.term.target, pair.language))
        and re.search(rf"(?<!\w){re.escape(each.term.target)}(?!\w)", pair.target)
        and elsewhere.count(each.term.target) > 1
    ]
    if not choices:
        return None
    whole, split = random.choice(choices)
    return pair.target.replace(whole, split)


def neighbour_name(pair: Pair, random: Random) -> str | None:
    """The name of a row in a sentence, replaced by that of another row."""
    pairs = [other for other in pair.bitext.by_key.values() if str(other.message.kind) == "name"]
    mine = [
        other.target
        for other in pairs
        if other.message.key != pair.message.key
        and len(other.source.split()) > 1
        and len(other.target) > 3
        and other.source.casefold() in pair.source.casefold()
        and len(other.source) < len(pair.source)
        and other.target in pair.target
    ]
    if not mine:
        return None
    name = random.choice(mine)
    others = [other.target for other in pairs if not _overlap(other.target, name) and len(other.target) > 3]
    return pair.target.replace(name, random.choice(others))


def other_reading(pair: Pair, random: Random) -> str | None:
    """Another translation for one of two equal texts."""
    twins = [
        other
        for other in pair.bitext.by_key.values()
        if other.message.key != pair.message.key and other.source.casefold() == pair.source.casefold()
    ]
    return words.otherwise(pair.target, pair.language) if twins else None


PARTICLES = ("은", "는", "이", "가", "을", "를", "과", "와", "로")


def bad_particle(pair: Pair, random: Random) -> str | None:
    match = _some(_PLACEHOLDER, pair.target, random)
    if not match:
        return None
    rest = re.sub(r"^[가-힣]+", "", pair.target[match.end() :])
    return (
        pair.target[: match.end()]
        + random.choice(PARTICLES)
        + (rest if rest[:1] in (" ", ".", ",", "") else f" {rest}")
    )


LATIN = ("de", "es")
SPACED = ("de", "es", "ko")

OPERATORS: tuple[Operator, ...] = (
    Operator("drop a placeholder", "mechanical", replacing(r"\{[a-z_]+\}", "")),
    Operator("double a placeholder", "mechanical", double_placeholder),
    Operator("another placeholder", "mechanical", swap_placeholder),
    Operator("misspell a placeholder", "mechanical", replacing(r"\{([a-z_]+)([a-z])\}", r"{\1}")),
    Operator("translate a placeholder", "mechanical", replacing(r"\{[a-z_]+\}", "{anbieter}")),
    Operator("capital in a placeholder", "mechanical", replacing(r"\{([a-z])", lambda match: "{" + match[1].upper())),
    Operator("open a placeholder", "mechanical", replacing(r"(\{[a-z_]+)\}", r"\1")),
    Operator("break strong", "mechanical", replacing(r"\*\*(.+?)\*\*", r"**\1")),
    Operator("drop strong", "mechanical", replacing(r"\*\*(.+?)\*\*", r"\1")),
    Operator("emphasis for strong", "mechanical", replacing(r"\*\*(.+?)\*\*", r"*\1*")),
    Operator("add strong", "mechanical", add_strong),
    Operator("drop a link", "mechanical", replacing(r"\[([^\]]+)\]\([a-z-]+\)", r"\1")),
    Operator("another link", "mechanical", replacing(r"\[([^\]]+)\]\([a-z-]+\)", r"[\1](home-page)")),
    Operator("break a link", "mechanical", replacing(r"\[([^\]]+)\]\(([a-z-]+)\)", r"[\1]\2")),
    Operator("add an address", "mechanical", lambda pair, random: f"{pair.target} www.example.com"),
    Operator("empty", "mechanical", empty),
    Operator("zero-width space", "mechanical", inserting("\u200b")),
    Operator("control character", "mechanical", inserting("\u0007")),
    Operator("turned direction", "mechanical", inserting("\u202e")),
    Operator("lost character", "mechanical", inserting("\ufffd")),
    Operator("source text", "mechanical", source_text),
    Operator("half in the source language", "mechanical", foreign_run),
    Operator("words of the source", "mechanical", source_words),
    Operator("a neighbour's translation", "list", neighbour),
    Operator("doubled word", "mechanical", replacing(r"(?<![\w{/(])([^\W\d_]{3,})(?![\w}])", r"\1 \1"), SPACED),
    Operator("doubled characters", "mechanical", replacing(r"([\u4e00-\u9fff]{2})(?=[\u4e00-\u9fff])", r"\1\1"), ("zh-Hans",)),
    Operator("doubled sentence", "mechanical", doubled_sentence),
    Operator("cut sentence", "mechanical", cut_sentence),
    Operator("cut in the middle", "mechanical", cut_half),
    Operator("drop the last sign", "mechanical", drop_end),
    Operator("add a full stop", "mechanical", add_end),
    Operator("another last sign", "mechanical", other_end),
    Operator("two blanks", "mechanical", replacing(r"(?<=\w) (?=\w)", "  ")),
    Operator("blank at the beginning", "mechanical", lambda pair, random: " " + pair.target),
    Operator("blank at the end", "mechanical", lambda pair, random: pair.target + " "),
    Operator("blank before a sign", "mechanical", replacing(r"(?<=\w)([,.;])(?=\s|$)", r" \1"), SPACED),
    Operator("blank beside a wide sign", "mechanical", replacing(r"([，。；：])(?=.)", r"\1 "), ("zh-Hans",)),
    Operator("blank inside a word", "mechanical", replacing(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", " "), ("zh-Hans",)),
    Operator("no blank after a comma", "mechanical", replacing(r"(?<=[^\W\d_]), (?=[^\W\d_])", ","), SPACED),
    Operator("no blank after a full stop", "mechanical", replacing(r"(?<=[^\W\d_]{2}\.) (?=[A-ZÁÉ가-힣][^\W\d_])", ""), SPACED),
    Operator("half-width sign", "mechanical", replacing("(?<=[\u4e00-\u9fff])[，；：？]", lambda match: {"，": ",", "；": ";", "：": ":", "？": "?"}[match[0]]), ("zh-Hans",)),
    Operator("half-width brackets", "mechanical", replacing("（([^）]*)）", r"(\1)"), ("zh-Hans",)),
    Operator("full-width sign", "mechanical", replacing("[,:;?](?= |$)", lambda match: chr(ord(match[0]) + 0xFEE0)), SPACED),
    Operator("full-width digits", "mechanical", replacing(r"(?<![\w{])\d(?=\D|$)", lambda match: chr(ord(match[0]) + 0xFEE0))),
    Operator("no blank between Han and Latin", "mechanical", replacing(r"(?<=[\u4e00-\u9fff]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) (?=[\u4e00-\u9fff])", ""), ("zh-Hans",)),
    Operator("part a particle", "mechanical", replacing(r"(?<=[가-힣A-Za-z}])(에서|에게|으로|부터|을|를|은|는)(?=[ .])", r" \1"), ("ko",)),
    Operator("part a counter", "mechanical", replacing(r"(?<=[\d}])(?=영업일|시간|명|건|개월)", " "), ("ko",)),
    Operator("open bracket", "mechanical", replacing(r"[)）](?!\()", "")),
    Operator("closing bracket alone", "mechanical", replacing(r"[(（](?![a-z-]+\))", "")),
    Operator("bracket of another width", "mechanical", replacing("）", ")"), ("zh-Hans",)),
    Operator("straight quotation marks", "mechanical", replacing("[„“«]([^”“»]*)[”“»]", r'"\1"')),
    Operator("foreign quotation marks", "mechanical", replacing("[„“«]([^”“»]*)[”“»]", lambda match: f"„{match[1]}”" if match[0][0] != "„" else f"“{match[1]}”")),
    Operator("quotation never closed", "mechanical", replacing("([„“«][^”“»]*)[”“»]", r"\1")),
    Operator("no opening question mark", "mechanical", replacing("¿", ""), ("es",)),
    Operator("abbreviation with a blank", "mechanical", replacing("z\\.\u202fB\\.", "z. B."), ("de",)),
    Operator("hyphen in a range", "mechanical", replacing(r"(?<=\d)–(?=\d)", "-")),
    Operator("Cyrillic letter", "mechanical", replacing("(?<=[a-z])[aeo](?=[a-z])(?![^{(]*[})])", lambda match: {"a": "а", "e": "е", "o": "о"}[match[0]]), LATIN),
    Operator("Greek letter", "mechanical", replacing("(?<=[a-z])o(?=[a-z])(?![^{(]*[})])", "ο"), LATIN),
    Operator("kana", "mechanical", replacing("的|与|和", "の"), ("zh-Hans",)),
    Operator("traditional character", "mechanical", swapping(words.TRADITIONAL), ("zh-Hans",)),
    Operator("Han in Korean", "mechanical", swapping(words.HANJA), ("ko",)),
    Operator("particle after a placeholder", "mechanical", bad_particle, ("ko",)),
    Operator("re-case a name", "mechanical", recase_name),
    Operator("drop a name", "mechanical", drop_name),
    Operator("misspell a name", "mechanical", misspell_name),
    Operator("another name too", "mechanical", double_name),
    Operator("one more", "figure", more),
    Operator("ten times as many", "figure", tenfold),
    Operator("drop a figure", "figure", drop_figure),
    Operator("add a figure", "figure", add_figure),
    Operator("another number word", "figure", swapping(words.NUMBERS)),
    Operator("another unit", "figure", swapping(words.UNITS)),
    Operator("another hour", "figure", replacing(r"(?<!\d)17(?=:00| Uhr)", "18")),
    Operator("another day of the week", "figure", swapping(words.DAYS)),
    Operator("another month", "figure", swapping(words.MONTHS)),
    Operator("another frequency", "figure", swapping(words.FREQUENCIES)),
    Operator("another separator", "figure", replacing(r"(?<=\d)[.,](?=\d)", lambda match: {".": ",", ",": "."}[match[0]])),
    Operator("another concept's word", "term", other_term),
    Operator("forbidden word", "term", forbidden_word),
    Operator("drop a term", "term", drop_term),
    Operator("hyphenate a compound", "term", hyphenate),
    Operator("another row's name", "term", neighbour_name),
    Operator("one source, two readings", "list", other_reading),
    Operator("may for must", "modality", swapping(words.MUST_TO_MAY)),
    Operator("drop an obligation", "modality", swapping(words.MUST_DROPPED)),
    Operator("drop a permission", "modality", swapping(words.MAY_DROPPED, r"\b(?:may|can|cannot)\b")),
    Operator("drop a recommendation", "modality", swapping(words.SHOULD_DROPPED)),
    Operator("drop a negation", "modality", swapping(words.NEGATION_DROPPED)),
    Operator("add a negation", "modality", swapping(words.NEGATION_ADDED)),
    Operator("over for under", "modality", swapping(words.UNDER_TO_OVER)),
    Operator("at least for at most", "modality", swapping(words.MOST_TO_LEAST)),
    Operator("drop an exception", "modality", swapping(words.EXCEPTION_DROPPED)),
    Operator("drop a limit", "modality", swapping(words.ONLY_DROPPED)),
    Operator("drop normally", "modality", swapping(words.NORMALLY_DROPPED)),
    Operator("drop expected", "modality", swapping(words.EXPECTED_DROPPED)),
    Operator("after for before", "modality", swapping(words.BEFORE_TO_AFTER, "before|[Aa]fter")),
    Operator("above for below", "modality", swapping(words.BELOW_TO_ABOVE)),
    Operator("familiar address", "modality", swapping(words.FAMILIAR)),
)  # fmt: skip
