"""The words that decide what a text promises: numbers, negation, modality, units, parties, bounds and names.

Each language's words stand in ``meanings/``; a project adds its names, its offerings and the terms of its glossaries.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import yaml

from generator.checks.terms import UNPARTED

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

CATEGORIES = ("number", "negation", "modality", "unit", "party", "bound", "opposite")
_RULES = ("negative-prefixes", "negative-suffixes", "endings", "counters", "cased")

_FIGURE = r"(?=[-−\d])(?:(?<![\w.,])[-−])?\d+(?:[.,:]\d+)*"
_SIGN = r"[%‰€$£¥<>≤≥±=+÷]"
_NUMERALS = "¼-¾²³¹⁰-⁹₀-₉⅐-↋"
"""Fractions, numbers set high or low, Roman numerals: each is one letter."""

_DASHES = "-‐‑‒–—―−~～〜"
_DASH = frozenset(_DASHES)
_RANGE = rf"(?<=\d) ?[{_DASHES}] ?(?=\d)"
_PLACEHOLDER = r"\{[a-z][a-z0-9_]*\}"
_PLACEHOLDER_END = re.compile(r"[a-z0-9_]*\}")
_LETTER = UNPARTED.pattern
_TOKEN = re.compile(
    rf"[^\W\d_{_NUMERALS}{_LETTER[1:-1]}]+|{_LETTER}"
    rf"|{_RANGE}|{_FIGURE}|{_PLACEHOLDER}|°[cf]|{_SIGN}|[{_NUMERALS}]"
)
"""What may begin something that matters, in small letters: a number, a sign, a word, a letter of a script without blanks."""

_LABEL = re.compile(r"(?<=[^\W\d_][ \u00a0])(?:[A-Z]|[IVX]{2,4})(?![\w'’-])")
"""What names one of several: tier II, version B."""
LONGEST_LABEL = 4

UNSPACED, PAIR = "\u3040", 2
"""From this letter on stand the scripts without blanks, of which so many letters tell what may begin."""

_SYMBOL = re.compile(
    r"[ \u00a0\u202f]?"
    r"((?:[kKMGTPcmµn]?(?:bits?|bps|Hz|Wh|Pa|m|g|s|W|V|A|B|b|l|L|J|N)|[KMGT]i?[Bb]|[KMGT]o|h|d|mo|yr|°\s?[CF]|ft|lb|oz)"
    r"(?:/(?:s|h|min|d|m[²³]?))?)(?![A-Za-z0-9_'’])"
)
"""The sign of a unit behind its number."""

_TERM = "term:"
"""What the concepts of glossaries begin with."""

_NUMBER, _UNIT = "number:", "unit:"
_RANGED = "sign:range"

_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_BLANKS = str.maketrans("\u00a0\u202f", "  ")


@dataclass(frozen=True, slots=True)
class Words:
    """The data of one language: form -> concept (``unit:day``), and the rules about its words."""

    forms: Mapping[str, str] = field(default_factory=dict)
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    cased: tuple[str, ...] = ()
    exchanged: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """What matters in texts of one language and project: *concepts* says of each form what it is.

    *language* is its primary subtag ("zh"). *names* are found letter by letter; *known* are the words that texts of the project use,
    in small letters.
    """

    words: Words
    language: str
    concepts: Mapping[str, str]
    names: tuple[str, ...] = ()
    known: Mapping[str, int] = field(default_factory=dict)

    def promises(self, text: str) -> tuple[str, ...]:
        """The concepts in a text in reading order: two texts that promise the same have the same."""
        written = f" {text} "  # forms may begin and end with a blank
        low = _small(written).translate(_BLANKS)
        found: list[str] = []
        place, unit = 0, -1  # where the last concept ends, and where if it is a unit
        names, forms = self._names, self._forms
        for match in _TOKEN.finditer(low):
            token, start = match[0], match.start()
            if start < place:
                continue
            # most words begin nothing; a short one in capitals may be a label
            key = _key(low, start, token)
            is_known = key in forms or key in names or token in forms
            if not is_known and token[0].isalpha() and not _may_label(written, match):
                continue
            concept, end = self._at(match, written, low)
            if not concept:
                continue
            is_unit = concept.startswith(_UNIT)
            # Monday–Friday is a range as 10–12 is
            if is_unit and unit >= 0 and low[unit:start].strip(" ") in _DASH:
                found.append(_RANGED)
            found.append(concept)
            place, unit = end, end if is_unit else -1
            if concept.startswith(_NUMBER) and (symbol := _SYMBOL.match(written, end)):
                # one that is a form too is found by itself
                found += [] if symbol[1].lower() in self.concepts else [f"{_UNIT}{symbol[1]}"]
        return tuple(found)

    def differ(self, before: str, after: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What `promises` gives for two texts, without what both promise in the same words, far from the changed ones."""
        start = _alike(before, after)
        same = _alike(before[start:][::-1], after[start:][::-1])
        first, rest = max(0, start - self._reach), max(0, same - self._reach)
        opened = before.rfind("{", 0, first)
        if opened > before.rfind("}", 0, first):  # no placeholder is cut
            first = opened
        if within := _PLACEHOLDER_END.match(before, len(before) - rest):
            rest -= within.end() - within.start()
        return self.promises(before[first : len(before) - rest]), self.promises(after[first : len(after) - rest])

    @cached_property
    def _reach(self) -> int:
        """So many letters away nothing can be part of what begins or ends there."""
        return 8 + max(map(len, (*self.concepts, *self.names)), default=0)

    def _at(self, match: re.Match[str], written: str, low: str) -> tuple[str, int]:
        """The concept that begins at a token, and where it ends; "" where nothing does that matters."""
        token, start, end = match[0], match.start(), match.end()
        key = _key(low, start, token)
        for name in self._names.get(key, ()):
            if (
                written.startswith(name, start)
                and not _goes_on(low, start - 1)
                and not _goes_on(low, start + len(name))
            ):
                return f"name:{name}", start + len(name)
        for form, blanks in (*self._forms.get(key, ()), *(self._forms.get(token, ()) if key != token else ())):
            if low.startswith(form, start - blanks):
                last = start - blanks + len(form)
                if self._ends(form, low, last):
                    return self.concepts[form], last - len(form) + len(form.rstrip())
        text = written[start:end]
        if token[0].isalpha() and token[0] not in _LONE:
            return (f"sign:{text}" if _LABEL.match(written, start) else ""), end
        if token.strip() in _DASH:
            return _RANGED, end
        if _THOUSANDS.fullmatch(token):
            text = token.replace(",", "")
        return (f"{_NUMBER}{text}" if text[-1].isdigit() else f"sign:{text}"), end

    def _ends(self, form: str, low: str, end: int) -> bool:
        """Whether a form that stands before a place may end there."""
        if UNPARTED.search(form):
            is_number = self.concepts[form].startswith(_NUMBER)
            return not (is_number and self._counter) or bool(self._counter.match(low, end))
        return not _goes_on(low, end)

    @cached_property
    def _counter(self) -> re.Pattern[str] | None:
        """What stands behind a number in a script without blanks; None where nothing needs to."""
        return re.compile(rf"\s?(?:{'|'.join(self.words.counters)})") if self.words.counters else None

    @cached_property
    def _names(self) -> Mapping[str, Sequence[str]]:
        """The names by the `_key` of what they begin with, the longest first."""
        return _by_key({name: name.lower() for name in self.names})

    @cached_property
    def _forms(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        """The forms by the `_key` of what they begin with, the longest first, each with the number of blanks before that."""
        found = _by_key({form: form for form in self.concepts})
        return {token: [(form, len(form) - len(form.lstrip())) for form in forms] for token, forms in found.items()}

    def exchanges(self, before: Collection[str], after: Collection[str]) -> bool:
        """Whether a word stands in place of another that must not be taken for it, though it may come or go: and, or."""
        return any(
            not {*before}.isdisjoint(words) and not {*after}.isdisjoint(words) and {*before} & words != {*after} & words
            for words in self.words.exchanged
        )

    def is_term(self, word: str) -> bool:
        """Whether a glossary knows a word, and the language says nothing of it."""
        return self.concepts.get(word, "").startswith(_TERM)


_LONE = frozenset(chr(code) for code in range(0x2150, 0x218C))
"""Numerals that count as letters."""


def _alike(one: str, other: str) -> int:
    """How many letters both begin with."""
    places = (at for at, (this, that) in enumerate(zip(one, other, strict=False)) if this != that)
    return next(places, min(len(one), len(other)))


def _may_label(written: str, token: re.Match[str]) -> bool:
    return token.end() - token.start() <= LONGEST_LABEL and written[token.start()].isupper()


def _small(text: str) -> str:
    """The text in small letters, each where it stands."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(low if len(low := each.lower()) == 1 else each for each in text)


def _goes_on(low: str, place: int) -> bool:
    """Whether a word goes on at a place; a script without blanks parts it."""
    letter = low[place]
    return (letter.isalnum() or letter == "_") and not UNPARTED.match(letter)


def _key(low: str, start: int, token: str) -> str:
    """By what something that begins at a token is looked up: the token; where no blanks part words, two letters, or one."""
    return token if token < UNSPACED else low[start : start + PAIR]


def _by_key(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """What is to be found, by its `_key`, the longest first; *texts* has each also in small letters."""
    found: dict[str, list[str]] = {}
    for text, low in sorted(texts.items(), key=lambda each: (-len(each[0]), each[0])):
        if first := _TOKEN.search(low):
            found.setdefault(_key(low, first.start(), first[0]), []).append(text)
    return found


def lexicon(
    language: str, names: tuple[str, ...] = (), terms: tuple[tuple[str, str], ...] = (), texts: tuple[str, ...] = ()
) -> Lexicon:
    """The lexicon of a language (a BCP 47 tag) for a project.

    *names* stay as they are in every language; *terms* are further (form, concept); *texts* are the project's, from
    which its known words come.
    """
    primary = language.split("-", maxsplit=1)[0].lower()
    words = read(primary)
    concepts = {**{form.lower(): f"{_TERM}{concept}" for form, concept in terms}, **words.forms}
    counted: dict[str, int] = {}
    for text in texts:
        for word in {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}:
            counted[word] = counted.get(word, 0) + 1
    return Lexicon(words, primary, concepts, tuple(filter(None, names)), counted)


@cache
def read(language: str) -> Words:
    """The words of a language; none where nobody has written them down yet."""
    path = Path(__file__).parent / "meanings" / f"{language}.yaml"
    if not path.is_file():
        return Words()
    found = yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - it makes texts, lists and mappings alone
    forms = {
        form.lower(): f"{category}:{concept}"
        for category in CATEGORIES
        for concept, listed in found[category].items()
        for form in listed
    }
    exchanged = tuple(frozenset(each) for each in found.get("exchanged", ()))
    prefixes, suffixes, endings, counters, cased = (tuple(found[rule]) for rule in _RULES)
    return Words(forms, prefixes, suffixes, endings, counters, cased, exchanged)
