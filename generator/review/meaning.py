"""The words that decide what a text promises: numbers, negation, modality, units, parties, bounds and names.

Each language's words stand in ``meanings/``; a project adds its names, its offerings and the terms of its glossaries.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from generator.checks.languages.usage import beginning
from generator.checks.terms import UNPARTED
from generator.source import Entries, Items, Scalar, parse

CATEGORIES = ("number", "negation", "modality", "unit", "party", "bound", "opposite")
_RULES = ("negative-prefixes", "negative-suffixes", "endings", "counters", "cased")

_FIGURE = r"(?=[-−\d])(?:(?<![\w.,])[-−])?\d+(?:[.,:]\d+)*"
_SIGN = r"[%‰€$£¥<>≤≥±=+÷]"
_NUMERAL = r"[¼-¾²³¹⁰-⁹₀-₉⅐-↋]"
"""Fractions, numbers set high or low, Roman numerals: each is one letter."""

_DASHES = "-‐‑‒–—―−~～〜"
_DASH = frozenset(_DASHES)
_RANGE = rf"(?<=\d)[ \u00a0\u202f]?[{_DASHES}][ \u00a0\u202f]?(?=\d)"
_LABEL = r"(?<=[^\W\d_][ \u00a0])(?:[A-Z]|[IVX]{2,4})(?![\w'’-])"
"""What names one of several: tier II, version B."""

_TERM = "term:"
"""What the concepts of glossaries begin with."""

_NUMBER, _UNIT = "number:", "unit:"
_RANGED = "sign:range"

_SYMBOL = re.compile(
    r"[ \u00a0\u202f]?"
    r"((?:[kKMGTPcmµn]?(?:bit|bits|Hz|Wh|Pa|m|g|s|W|V|A|B|b|l|L|J|N)|[KMGT]i?[Bb]|[KMGT]o|h|d|mo|yr|°\s?[CF]|ft|lb|oz)"
    r"(?:/(?:s|h|min|d|m[²³]?))?)(?![\w'’])"
)
"""The sign of a unit behind its number."""

_PLACEHOLDER = r"\{[a-z][a-z0-9_]*\}"
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")


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
    """What matters in texts of one language and project: *pattern* finds it, *concepts* says what it is.

    *language* is its BCP 47 tag. *names* are found letter by letter; *known* are the words that texts of the project use, in small letters.
    """

    words: Words
    language: str
    pattern: re.Pattern[str]
    concepts: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, int] = field(default_factory=dict)

    def promises(self, text: str) -> tuple[str, ...]:
        """The concepts in a text in reading order: two texts that promise the same have the same."""
        found: list[str] = []
        end = -1  # of a unit
        for match in self.pattern.finditer(text):
            concept = self._concept(match)
            is_unit = concept.startswith(_UNIT)
            # Monday–Friday is a range as 10–12 is
            if is_unit and end >= 0 and text[end : match.start()].strip(" \u00a0\u202f") in _DASH:
                found.append(_RANGED)
            found.append(concept)
            end = match.end() if is_unit else -1
            if concept.startswith(_NUMBER) and (symbol := _SYMBOL.match(text, match.end())):
                found += [f"{_UNIT}{symbol[1]}"] if symbol[1].casefold() not in self.concepts else []
        return tuple(found)

    def exchanges(self, before: Collection[str], after: Collection[str]) -> bool:
        """Whether a word stands in place of another that must not be taken for it, though it may come or go: and, or."""
        return any(
            not {*before}.isdisjoint(words) and not {*after}.isdisjoint(words) and {*before} & words != {*after} & words
            for words in self.words.exchanged
        )

    def is_term(self, word: str) -> bool:
        """Whether a glossary knows a word, and the language says nothing of it."""
        return self.concepts.get(word, "").startswith(_TERM)

    def _concept(self, match: re.Match[str]) -> str:
        text = match[0]
        if concept := self.names.get(text) or self.concepts.get(text.casefold()):
            return concept
        if text.strip() in _DASHES:
            return _RANGED
        if _THOUSANDS.fullmatch(text):
            text = text.replace(",", "")
        return f"number:{text}" if text[-1].isdigit() else f"sign:{text}"


def lexicon(
    language: str, names: tuple[str, ...] = (), terms: tuple[tuple[str, str], ...] = (), texts: tuple[str, ...] = ()
) -> Lexicon:
    """The lexicon of a language (a BCP 47 tag) for a project.

    *names* stay as they are in every language; *terms* are further (form, concept); *texts* are the project's, from
    which its known words come.
    """
    words = read(language.split("-", maxsplit=1)[0].lower())
    concepts = {**{form.casefold(): f"{_TERM}{concept}" for form, concept in terms}, **words.forms}
    counted: dict[str, int] = {}
    for text in texts:
        for word in {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}:
            counted[word] = counted.get(word, 0) + 1
    pattern = _pattern(words, concepts, names)
    return Lexicon(words, language, pattern, concepts, {name: f"name:{name}" for name in names}, counted)


def _pattern(words: Words, concepts: Mapping[str, str], names: tuple[str, ...]) -> re.Pattern[str]:
    """Whatever matters, the longest first; a name before a word of the same letters.

    Most places in a text begin nothing: one look at the character there, or before it, passes over them.
    """
    parts = [_PLACEHOLDER]
    parted = [form for form in concepts if not UNPARTED.search(form)]
    unparted = sorted(concepts.keys() - {*parted}, key=lambda form: (-len(form), form))
    apart = [rf"(?:{_any(names)})(?![A-Za-z0-9])"] if names else []
    apart += [rf"(?<!\w)(?i:{_any(parted)})(?!\w)"] if parted else []
    if apart:
        parts.append(rf"(?<![A-Za-z0-9])(?:{'|'.join(apart)})")
    if unparted:
        counter = rf"(?=\s?(?:{'|'.join(words.counters)}))" if words.counters else ""
        forms = (re.escape(form) + (counter if concepts[form].startswith("number:") else "") for form in unparted)
        parts.append(f"{beginning(unparted)}(?:{'|'.join(forms)})")
    return re.compile("|".join((*parts, _RANGE, _FIGURE, _SIGN, _NUMERAL, _LABEL)))


def _any(forms: Iterable[str]) -> str:
    """A pattern for the longest of some forms, as a tree of their letters: hundreds of them cost no more than one."""
    tree: dict[str, Any] = {}
    for form in forms:
        node = tree
        for letter in form:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(tree)


def _branches(tree: dict[str, Any]) -> str:
    ways = [
        (r"[ \u00a0]+" if letter == " " else re.escape(letter)) + _branches(tree[letter])
        for letter in sorted(tree)
        if letter
    ]
    if not ways:
        return ""
    joined = f"(?:{'|'.join(ways)})" if len(ways) > 1 or "" in tree else ways[0]
    return f"{joined}?" if "" in tree else joined


@cache
def read(language: str) -> Words:
    """The words of a language; none where nobody has written them down yet."""
    path = Path(__file__).parent / "meanings" / f"{language}.yaml"
    if not path.is_file():
        return Words()
    node, findings = parse(path.read_text("utf-8"), path.name)
    assert isinstance(node, Entries), findings  # noqa: S101 - our own files, held by a test
    forms: dict[str, str] = {}
    for category in CATEGORIES:
        concepts = node.get(category)
        assert isinstance(concepts, Entries), category  # noqa: S101 - the same
        for concept, listed in concepts.entries:
            forms |= {form.casefold(): f"{category}:{concept.text}" for form in _texts(listed)}
    prefixes, suffixes, endings, counters, cased = (tuple(_texts(node.get(rule))) for rule in _RULES)
    sets = node.get("exchanged")
    exchanged = tuple(frozenset(_texts(each)) for each in sets.items) if isinstance(sets, Items) else ()
    return Words(forms, prefixes, suffixes, endings, counters, cased, exchanged)


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, Items):
        yield from (item.text for item in node.items if isinstance(item, Scalar))
