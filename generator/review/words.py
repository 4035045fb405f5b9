"""Two texts -> the fewest words that changed, in any script.

Han, and other scripts without blanks, are compared character by character; a run of Hangul or of letters, and a group of
digits, is never split. The edit is the smallest there is (a longest common subsequence, Hyyrö 2004, one machine operation
for each word), and among equally small ones that which reads best: it begins and ends where words do, and stands in one
piece.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

Segmenter = Callable[[str], Sequence[str]]
"""Parts a run of Han into words."""

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3041-\u30ff"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
_UNSPACED = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u103f\u1780-\u17d3"
"""Thai, Lao, Burmese and Khmer: they put no blanks between words."""

_INDIC = "".join(
    f"{chr(at)}-{chr(at + 3)}{chr(at + 0x3C)}{chr(at + 0x3E)}-{chr(at + 0x4D)}" for at in range(0x900, 0xD80, 128)
)
_MARK = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    f"\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed{_INDIC}\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc"
    "\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3\u200c\u200d"
)
"""What is written over, under or into the letter before it, and joiners: parted from it they are no letters."""

_LETTERS = rf"(?:[^\W\d_{_HAN}{_KANA}{_HANGUL}{_UNSPACED}]++[{_MARK}]*+)+"


@cache
def _tokens(han: str) -> re.Pattern[str]:
    """What finds the words of a text, Han as a pattern says. The frequent ways come first."""
    return re.compile(
        r"[ \t\n]+"
        rf"|{_LETTERS}(?:['’]{_LETTERS})*"  # customer’s
        r"|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)"  # 10 000
        r"|\d+(?:[.,:]\d+)*"  # 10,000  2.5  09:00
        rf"|{han}"
        rf"|[{_HANGUL}]+"
        rf"|[{_KANA}]+"
        rf"|[{_UNSPACED}][{_MARK}]*"
        rf"|\{{[a-z][a-z0-9_]*\}}"  # a placeholder
        rf"|\]\([a-z][a-z0-9-]*\)|\*\*?|\["  # the ends of links, strong, emphasis
        r"|.[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*(?:\u200d.[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*)*",  # one sign, joined ones too
        re.DOTALL,
    )


@cache
def _has_han() -> re.Pattern[str]:
    """What finds Han; few need it, and to compile it takes as long as a hundred diffs."""
    return re.compile(f"[{_HAN}]")


class Op(StrEnum):
    """What happened to a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text and what happened to it."""

    op: Op
    text: str


def tokens(text: str, segmenter: Segmenter | None = None) -> list[str]:
    """The words of a text with everything between them; joined they are the text again.

    >>> tokens("响应 2 个工作日, 24:00")
    ['响', '应', ' ', '2', ' ', '个', '工', '作', '日', ',', ' ', '24:00']
    """
    if segmenter is None:
        return _tokens(f"[{_HAN}]").findall(text)
    runs = _tokens(f"[{_HAN}]+").findall(text)
    return [word for run in runs for word in (segmenter(run) if _has_han().match(run) else (run,))]


def diff(before: str, after: str, segmenter: Segmenter | None = None) -> tuple[Piece, ...]:
    """The pieces of both texts in reading order; where words were replaced, the removed ones come first.

    >>> [str(piece.text) for piece in diff("within 2 days", "within 3 days")]
    ['within ', '2', '3', ' days']
    """
    return _diff(before, after, segmenter if segmenter and _has_han().search(before + after) else None)


@lru_cache(20_000)
def _diff(before: str, after: str, segmenter: Segmenter | None) -> tuple[Piece, ...]:
    if before == after:
        return (Piece(Op.KEPT, before),) if before else ()
    old, new = tokens(before, segmenter), tokens(after, segmenter)
    return tuple(_pieces(old, new, edits(old, new)))


Hunk = tuple[int, int, int, int]
"""Both sequences in step: old[a:b] was replaced by new[c:d]; one of the two may be empty."""


def edits(old: Sequence[str], new: Sequence[str]) -> tuple[Hunk, ...]:
    """The smallest edit of one sequence of words into the other, from the first to the last place.

    >>> edits(["within ", "2", " days"], ["within ", "3", " days"])
    ((1, 2, 1, 2),)
    """
    return tuple(_joined(old, [_settled(old, new, hunk) for hunk in _hunks(old, new)]))


def plain(pieces: Sequence[Piece]) -> str:
    """The pieces as text: ``within [-2-]{+3+} days``."""
    form = {Op.KEPT: "{}", Op.REMOVED: "[-{}-]", Op.ADDED: "{{+{}+}}"}
    return "".join(form[piece.op].format(piece.text) for piece in pieces)


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[Hunk]:
    """The differences, from the first to the last."""
    start = _same(old, new)
    end = _same(old[start:][::-1], new[start:][::-1])
    left, right = old[start : len(old) - end], new[start : len(new) - end]
    a = b = 0
    for x, y in (*_common(left, right), (len(left), len(right))):
        if x > a or y > b:
            yield start + a, start + x, start + b, start + y
        a, b = x + 1, y + 1


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _common(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of a longest common subsequence, by bits: bit i of a row is 0 where old[i] makes it longer."""
    if not old or not new:
        return []
    where: dict[str, int] = {}
    for index, token in enumerate(old):
        where[token] = where.get(token, 0) | 1 << index
    ones = (1 << len(old)) - 1
    row, rows = ones, []
    for token in new:
        met = row & where.get(token, 0)
        row = ((row + met) | (row - met)) & ones
        rows.append(row)
    return _walked_back(old, new, rows, ones)


def _walked_back(old: Sequence[str], new: Sequence[str], rows: Sequence[int], ones: int) -> list[tuple[int, int]]:
    pairs = []
    i, j = len(old) - 1, len(new) - 1
    while i >= 0 and j >= 0:
        above = rows[j - 1] if j else ones
        if rows[j] >> i & 1:
            i -= 1  # old[i] makes nothing longer
        elif not above >> i & 1:
            j -= 1  # the subsequence was as long without new[j]
        else:
            pairs.append((i, j))
            i, j = i - 1, j - 1
    return pairs[::-1]


def _settled(old: Sequence[str], new: Sequence[str], hunk: Hunk) -> Hunk:
    """A pure insertion or removal, slid to where it reads best: "a [b a ]c" may as well be "[a b ]a c"."""
    a, b, c, d = hunk
    if (a == b) == (c == d):
        return hunk
    words, low, high = (new, c, d) if a == b else (old, a, b)
    best, shift = _ease(words, low, high), 0
    for step in range(1, low + 1):
        if words[low - step] != words[high - step] or not _both_kept(old, new, a - step, c - step):
            break
        ease = _ease(words, low - step, high - step)
        if ease > best:
            best, shift = ease, step
    return a - shift, b - shift, c - shift, d - shift


def _both_kept(old: Sequence[str], new: Sequence[str], a: int, c: int) -> bool:
    return a >= 0 and c >= 0 and old[a] == new[c]


def _ease(words: Sequence[str], low: int, high: int) -> int:
    """How well an edit of words[low:high] reads: whole sentences and clauses first, then words with the blank before."""
    before = words[low - 1] if low else "\n"
    after = words[high] if high < len(words) else "\n"
    last = words[high - 1]
    if before == "\n" or before in _STOPS or (last in _STOPS and after in ("\n", " ")):
        return 4 if last in _STOPS or after == "\n" else 3
    if words[low].isspace() and not last.isspace():
        return 2
    return 1 if last.isspace() else 0


_STOPS = frozenset(".!?;。！？；")


def _joined(old: Sequence[str], hunks: Sequence[Hunk]) -> Iterator[Hunk]:
    """The hunks, with replacements that only a blank parts made one: two words beside each other read as a phrase."""
    waiting: Hunk | None = None
    for hunk in hunks:
        if waiting and _one_phrase(old, waiting, hunk):
            waiting = waiting[0], hunk[1], waiting[2], hunk[3]
            continue
        if waiting:
            yield waiting
        waiting = hunk
    if waiting:
        yield waiting


def _one_phrase(old: Sequence[str], first: Hunk, second: Hunk) -> bool:
    between = old[first[1] : second[0]]
    replaced = all(a < b and c < d for a, b, c, d in (first, second))
    return replaced and len(between) == 1 and between[0].isspace()


def _pieces(old: Sequence[str], new: Sequence[str], hunks: Sequence[Hunk]) -> Iterator[Piece]:
    at = 0
    for a, b, c, d in hunks:
        if at < a:
            yield Piece(Op.KEPT, "".join(old[at:a]))
        if a < b:
            yield Piece(Op.REMOVED, "".join(old[a:b]))
        if c < d:
            yield Piece(Op.ADDED, "".join(new[c:d]))
        at = b
    if at < len(old):
        yield Piece(Op.KEPT, "".join(old[at:]))


@cache
def segmenter() -> Segmenter | None:
    """The segmenter of ICU for Han, where icu4py is installed (extra ``words``); None elsewhere."""
    try:
        from icu4py.breakers import WordBreaker
    except ImportError:
        return None
    # the same runs stand before and after a change, and in one text as in the next
    return lru_cache(20_000)(lambda run: tuple(WordBreaker(run, "zh")))
