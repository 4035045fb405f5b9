"""What kind of change a change of text is, worked out from the two texts.

Nobody can call a change of meaning a typo: where the numbers, negations, modal words, units, parties, bounds or names of
the two texts differ, or stand in another order, the class is ``meaning``, whatever else is true.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from unicodedata import normalize

from generator.review import dictionary
from generator.review.meaning import Lexicon
from generator.review.words import Op, Piece, diff, tokens


class Class(StrEnum):
    """What kind of change something is, those that need most care first.

    *figure*: a fact, rendered anew in every language, nothing to translate. *moved*: it stands elsewhere and says the
    same. *cosmetic*: punctuation, case, spacing, markup. *typo*: within one word, proposed until somebody confirms it.
    """

    MEANING = "meaning"
    WORDING = "wording"
    REMOVED = "removed"
    ADDED = "added"
    TYPO = "typo"
    COSMETIC = "cosmetic"
    FIGURE = "figure"
    MOVED = "moved"


_CARE = {each: place for place, each in enumerate(Class)}

CARRIED = {Class.TYPO: "typo", Class.COSMETIC: "cosmetic"}
"""The classes over which a translation can be carried, and the reason that its carrier gives."""

_MARKUP = re.compile(r"\*\*?|\[|\]\(([a-z][a-z0-9-]*)\)|\\(?=[*\[{}\\])")
_BLANKS = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
_LINK = re.compile(r"\]\(([a-z][a-z0-9-]*)\)")
_NO_LETTERS = re.compile(r"[^\w']+|_+")
_CLAUSE = 5
"""Words that, added or taken away in one piece, are a statement of its own."""


def classify(before: str, after: str, lexicon: Lexicon) -> Class | None:
    """The class of a change from one text to another; None where the two are the same but for line breaks."""
    one, other = _even(before), _even(after)
    if one == other:
        return None
    was, now = lexicon.differ(one, other)
    if was != now:
        return Class.TYPO if _is_part(was, now) and _mends(one, other, lexicon) else Class.MEANING
    if _LINK.findall(one) != _LINK.findall(other):
        return Class.WORDING
    one, other = _bare(one), _bare(other)
    pieces = diff(one, other)
    if any(_is_another(old, new, lexicon) for old, new in _replaced(pieces)):
        return Class.MEANING
    if any(lexicon.exchanges(_words(old), _words(new)) for old, new in _replaced(pieces)):
        return Class.MEANING
    if _same_letters(one, other, pieces):
        return Class.COSMETIC
    if any(_negates(old, new, lexicon) for old, new in _replaced(pieces)):
        return Class.MEANING
    if any(_states(piece) or _is_negative(piece, lexicon) for piece in _alone(pieces)):
        return Class.MEANING
    if _typo(pieces, lexicon) or (_removes(pieces) and _doubled(one, other)):
        return Class.TYPO
    return Class.WORDING


def worst(*classes: Class | None) -> Class | None:
    """The class that needs most care."""
    return min(filter(None, classes), key=_CARE.__getitem__, default=None)


def _even(text: str) -> str:
    return _BLANKS.sub(" ", normalize("NFC", text)).strip(" ")


def _bare(text: str) -> str:
    """The even text without its markup."""
    bare = _MARKUP.sub("", text)
    return _even(bare) if bare != text else text


def _same_letters(before: str, after: str, pieces: tuple[Piece, ...]) -> bool:
    """Whether two texts differ in nothing but what is no letter and no digit."""
    sizes = {op: sum(len(_letters(piece.text)) for piece in pieces if piece.op is op) for op in (Op.REMOVED, Op.ADDED)}
    # where one side has more letters, there is no need to look at the whole of both
    return sizes[Op.REMOVED] == sizes[Op.ADDED] and _letters(before) == _letters(after)


def _letters(text: str) -> str:
    """Letters and digits alone, in one case; an apostrophe within a word is part of it."""
    return _NO_LETTERS.sub("", normalize("NFKC", text).casefold().replace("’", "'"))


def _replaced(pieces: tuple[Piece, ...]) -> list[tuple[str, str]]:
    """What was removed and what stands in its place."""
    return [(old.text, new.text) for old, new in pairwise(pieces) if old.op is Op.REMOVED and new.op is Op.ADDED]


def _alone(pieces: tuple[Piece, ...]) -> list[str]:
    """What was only added, or only removed."""
    found = []
    for index, piece in enumerate(pieces):
        beside = {each.op for each in pieces[max(index - 1, 0) : index + 2]}
        if piece.op is not Op.KEPT and not {Op.REMOVED, Op.ADDED} <= beside:
            found.append(piece.text)
    return found


def _states(text: str) -> bool:
    """Whether a piece is long enough to say something of its own."""
    return len(_words(text)) >= _CLAUSE


def _words(text: str) -> list[str]:
    return [token.casefold() for token in tokens(text) if token[0].isalnum()]


def _negates(before: str, after: str, lexicon: Lexicon) -> bool:
    """Whether a word turned into its opposite: available, unavailable."""
    one, other = set(_words(before)), set(_words(after))
    for word in one ^ other:
        for prefix in lexicon.words.prefixes:
            bare = word.removeprefix(prefix).lstrip("-")
            if bare != word and len(bare) > 2 and bare in one | other:
                return True
        for suffix in lexicon.words.suffixes:
            bare = word.removesuffix(suffix)
            if bare != word and any(each.startswith(bare) and each != word for each in one | other):
                return True
    return False


def _is_negative(piece: str, lexicon: Lexicon) -> bool:
    """Whether a piece is a prefix that turns a word into its opposite: non-refundable."""
    bare = piece.strip().casefold()
    return bare.endswith("-") and bare[:-1] in lexicon.words.prefixes


def _is_another(before: str, after: str, lexicon: Lexicon) -> bool:
    """Whether a word became another one by its case: May, may; US, us."""
    pairs = zip(tokens(before), tokens(after), strict=False)
    return any(old != new and old.casefold() == new.casefold() in lexicon.words.cased for old, new in pairs)


def _removes(pieces: tuple[Piece, ...]) -> bool:
    """Whether something was removed and nothing added."""
    return {piece.op for piece in pieces} == {Op.KEPT, Op.REMOVED}


def _doubled(before: str, after: str) -> bool:
    """Whether the only change is that a word no longer stands twice."""
    words = _words(before)
    return [word for index, word in enumerate(words) if not index or words[index - 1] != word] == _words(after)


def _typo(pieces: tuple[Piece, ...], lexicon: Lexicon) -> bool:
    """Whether one word changed by a letter or two, and was none: no dictionary has it, and no other text of the project."""
    pairs = _replaced(pieces)
    if len(pairs) != 1 or _alone(pieces):
        return False
    one, other = _words(pairs[0][0]), _words(pairs[0][1])
    if len(one) != 1 or len(other) != 1:
        return False
    old, new = one[0], other[0]
    if (
        lexicon.known.get(old, 0) > 1
        or old in lexicon.concepts
        or _inflected(old, new, lexicon)
        or min(len(old), len(new)) < 3
        or distance(old, new) > (2 if max(len(old), len(new)) > 4 else 1)
    ):
        return False
    is_word = dictionary.lists(old, lexicon.language)
    # without a dictionary the project's own words must do
    return not is_word and (is_word is not None or new in lexicon.known or lexicon.is_term(new))


def _is_part(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether a sequence is another one with something left out."""
    rest = iter(many)
    return all(each in rest for each in few)


def _mends(before: str, after: str, lexicon: Lexicon) -> bool:
    """Whether all that changed is that a word that matters is spelt right now."""
    return _LINK.findall(before) == _LINK.findall(after) and _typo(diff(_bare(before), _bare(after)), lexicon)


def _inflected(old: str, new: str, lexicon: Lexicon) -> bool:
    """Whether the two are one word in two forms: report, reports."""
    stem = 0
    while stem < min(len(old), len(new)) and old[stem] == new[stem]:
        stem += 1
    ends = {"", *lexicon.words.endings}
    return any(old[at:] in ends and new[at:] in ends and at > 1 for at in range(max(stem - 1, 0), stem + 1))


def distance(one: str, other: str) -> int:
    """How many letters were typed wrong: put in, left out, exchanged, or swapped with the next (Damerau 1964)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        (
            last,
            row,
        ) = row, [i]
        for j, there in enumerate(other, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != there))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == there:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before = last
    return row[-1]
