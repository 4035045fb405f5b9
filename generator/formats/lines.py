"""Where a printed line may not break: marks in the HTML for what WeasyPrint doesn't know of languages.

A word joiner (U+2060) is not drawn, and in copied text it is not there.
"""

import re
from collections.abc import Sequence
from functools import partial

from generator.edition import Language

WORD_JOINER = "\u2060"
ZERO_WIDTH_SPACE = "\u200b"
MARK = "\u200c"
"""Stands where inserted or deleted words begin and end; it is not drawn and parts nothing, but a line may break behind it."""
LONGEST_TERM = 6
"""Han characters of a term that is kept whole; a longer one could be wider than a column, and its parts are terms too."""

_OUTSIDE_TAGS = r"(?![^<]*>)"
_TEXT = re.compile(r"(?<=>)[^<]+")

# Between a Hangul syllable and what stands closed up to it; a Korean line breaks only at a space.
_CLOSED_UP = r"[\w(“‘·,.:;!?)”’…%–-]"
_INSIDE_KOREAN_WORD = rf"(?<=[\uac00-\ud7a3])(?={_CLOSED_UP})|(?<={_CLOSED_UP})(?=[\uac00-\ud7a3])"
# The same where markup stands between: a number that a sentence places, with its particle; a deletion or an insertion with
# the signs without width at its ends.
_MARKUP = r"(?:</?(?:a|del|em|ins|span|strong)\b[^>]*>|\u200c)+"
_AROUND_MARKUP = re.compile(
    rf"(?<=[\uac00-\ud7a3]){_MARKUP}(?={_CLOSED_UP})|(?<={_CLOSED_UP}){_MARKUP}(?=[\uac00-\ud7a3])"
)
_REPLACED = "</del><ins"
# After the hyphen behind a single letter: E-Mail.
_AFTER_SHORT_HYPHEN = r"(?<=\b[^\W\d_]-)(?=\w)"

# What stands in few words. Chinese running text may break between any two characters; here that would tear a word apart
# before the reader's eye.
_SHORT_TEXTS = re.compile(r"<(h[1-6]|caption|th|td)\b.*?</\1>", re.DOTALL)
# Han and Kana.
_UNSPACED = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_INSIDE_UNSPACED_WORD = re.compile(rf"(?<={_UNSPACED})(?={_UNSPACED})")
# A cell that multiplies: "5 days a week × 24 hours a day".
_PRODUCT = re.compile(r"(<td[^>]*>)([^<]*\S ?× ?[^<]*)(?=</td>)")
# A word that hyphenation may part.
_LONG_WORD = re.compile(r"[^\W\d_]{8}")
_SPACED = re.compile(r"[a-zA-Z\u00c0-\u024f]")


def keep_together(html: str, language: Language, terms: Sequence[str] = ()) -> str:
    """The HTML of a page with its lines' breaks where the language has them. *terms* are of its glossary, the longest first.

    - WeasyPrint doesn't know ``word-break: keep-all`` (CSS Text 3, 5.2), and parts "E-" from "Mail".
    - In headings and cells, terms of a language that writes no spaces stay whole. They are the words that its translators
      chose, where a dictionary of general words would guess.
    - A term is not hyphenated where it stands first, so that whoever searches for it is led there: not every viewer finds
      a parted word.
    - A cell that multiplies breaks behind its sign.
    - What replaces deleted words may begin a line.
    """
    head, body, rest = html.partition("<body")
    rest = _joined(rest, language)
    rest = rest.replace(_REPLACED, f"</del>{ZERO_WIDTH_SPACE}<ins")
    rest = _PRODUCT.sub(lambda cell: cell[1] + _factors(cell[2]), rest)
    rest = _unspaced(rest, [term for term in terms if re.search(_UNSPACED, term) and len(term) <= LONGEST_TERM])
    rest = _unhyphenated(rest, [term for term in terms if _SPACED.match(term) and _LONG_WORD.search(term)])
    return head + body + rest


def _joined(html: str, language: Language) -> str:
    places = [_AFTER_SHORT_HYPHEN]
    if language.tag.split("-")[0] == "ko":
        places += [_INSIDE_KOREAN_WORD]
        html = _AROUND_MARKUP.sub(_tied, html)
    return re.sub(f"(?:{'|'.join(places)}){_OUTSIDE_TAGS}", WORD_JOINER, html)


def _tied(markup: re.Match[str]) -> str:
    """Markup that parts no word; what was replaced and what replaces it are two."""
    if _REPLACED in markup[0]:
        return markup[0]
    return WORD_JOINER + markup[0].replace(MARK, MARK + WORD_JOINER)


def _factors(product: str) -> str:
    return re.sub(r"(?<!×) ", f" {WORD_JOINER}", product)


def _unspaced(html: str, terms: Sequence[str]) -> str:
    if not terms:
        return html
    join = partial(re.compile("|".join(map(re.escape, terms))).sub, _whole)
    return _SHORT_TEXTS.sub(lambda short: _TEXT.sub(lambda text: join(text[0]), short[0]), html)


def _whole(word: re.Match[str]) -> str:
    return _INSIDE_UNSPACED_WORD.sub(WORD_JOINER, word[0])


def _unhyphenated(html: str, terms: Sequence[str]) -> str:
    if not terms:
        return html
    wanted = re.compile(rf"\b(?:{'|'.join(map(re.escape, terms))})\b")
    met: set[str] = set()

    def mark(term: re.Match[str]) -> str:
        if term[0] in met:
            return term[0]
        met.add(term[0])
        return f'<span class="whole">{term[0]}</span>'

    return _TEXT.sub(lambda text: wanted.sub(mark, text[0]), html)
