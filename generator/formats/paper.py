"""Edition -> printed pages -> PDF, with the edition's tables as data inside."""

import re
from collections.abc import Sequence
from functools import partial

from jinja2 import Environment

from generator.edition import Edition, Language, Section
from generator.formats import json, templates
from generator.formats.pdf import Attachment, Metadata, write_pdf
from generator.formats.press import Press
from generator.formats.templates import View

TEMPLATE = "print.html.jinja"
STYLES = ("tokens", "base", "components", "print")
PAPERS = ("a4", "letter")

# From this many headings on, a document has a page of contents.
LONG = 16

# Between a Hangul syllable and what stands closed up to it; a Korean line breaks only at a space.
_INSIDE_KOREAN_WORD = r"""(?<=[\uac00-\ud7a3])(?=[\w(“‘·,.:;!?)”’…%–-])|(?<=[\w(“‘·,.:;!?)”’…%–-])(?=[\uac00-\ud7a3])"""
# After the hyphen behind a single letter: E-Mail.
_AFTER_SHORT_HYPHEN = r"(?<=\b[^\W\d_]-)(?=\w)"
_OUTSIDE_TAGS = r"(?![^<]*>)"
_WORD_JOINER = "\u2060"

# What stands in few words: headings and cells. Chinese running text may break between any two characters, here that
# would tear a word apart before the reader's eye.
_SHORT_TEXTS = re.compile(r"<(h[1-6]|caption|th|td)\b.*?</\1>", re.DOTALL)
_TEXT = re.compile(r"(?<=>)[^<]+")
# A longer term could be wider than a column; mostly its parts are terms as well.
_LONGEST_WHOLE = 6
# Han and Kana.
_UNSPACED = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_INSIDE_UNSPACED_WORD = re.compile(rf"(?<={_UNSPACED})(?={_UNSPACED})")
# A cell that multiplies: "5 days a week × 24 hours a day".
_PRODUCT = re.compile(r"(<td[^>]*>)([^<]*\S ?× ?[^<]*)(?=</td>)")


def render(edition: Edition, press: Press) -> bytes:
    """The PDF of an edition.

    Raises RenderError if the project's templates or style sheets can't press it.
    """
    own = templates.stylesheet(press.templates, *STYLES)
    fonts = templates.font_rules(press.templates, edition.language, [face.family for face in press.faces])
    return write_pdf(
        markup(edition, press.templates),
        stylesheets=(own, fonts, *press.stylesheets),
        fonts=press.faces,
        metadata=_metadata(edition),
        attachments=(_tables(edition),) if any(edition.tables()) else (),
        base=f"{templates.FOLDER}/{TEMPLATE}",
        cache=press.cache,
    )


def markup(edition: Edition, environment: Environment) -> str:
    """The HTML that is laid out on paper; its characters are those that the fonts must have.

    Raises RenderError if the project's templates can't press it.
    """
    with_contents = sum(map(_headings, edition.sections)) >= LONG
    values = {"edition": edition, "view": View.of(edition, printed=True), "with_contents": with_contents}
    html = templates.render(environment, TEMPLATE, **values)
    return keep_together(html, edition.language, edition.terms)


def keep_together(html: str, language: Language, terms: Sequence[str] = ()) -> str:
    """The HTML with word joiners where WeasyPrint would break a line and the language doesn't.

    It doesn't know ``word-break: keep-all`` (CSS Text 3, 5.2), and parts "E-" from "Mail". In headings and cells the
    *terms* (the longest first) of languages that write no spaces stay whole: they are the words that the language's
    translators chose, where a dictionary of general words would guess. A joiner is not drawn, and in copied text it is
    not there.
    """
    places = [_AFTER_SHORT_HYPHEN]
    if language.tag.split("-")[0] == "ko":
        places.append(_INSIDE_KOREAN_WORD)
    head, body, rest = html.partition("<body")
    rest = re.sub(f"(?:{'|'.join(places)}){_OUTSIDE_TAGS}", _WORD_JOINER, rest)
    rest = _PRODUCT.sub(lambda cell: cell[1] + _joined_factors(cell[2]), rest)
    unspaced = [re.escape(term) for term in terms if len(term) <= _LONGEST_WHOLE and re.search(_UNSPACED, term)]
    if unspaced:
        words = re.compile("|".join(unspaced))
        rest = _SHORT_TEXTS.sub(lambda short: _TEXT.sub(partial(_joined_words, words), short[0]), rest)
    return head + body + rest


def _joined_words(words: re.Pattern[str], text: re.Match[str]) -> str:
    return words.sub(lambda word: _INSIDE_UNSPACED_WORD.sub(_WORD_JOINER, word[0]), text[0])


def _joined_factors(product: str) -> str:
    """The cell with one place for a line to break: behind the sign."""
    return re.sub(r"(?<!×) ", f" {_WORD_JOINER}", product)


def _headings(section: Section) -> int:
    return 1 + sum(map(_headings, section.sections))


def _metadata(edition: Edition) -> Metadata:
    return Metadata(
        title=str(edition.title),
        language=edition.language.text_tag,
        publisher=edition.publisher,
        revision=edition.revision,
        number=edition.number,
        description=str(edition.description),
        keywords=edition.keywords,
    )


def _tables(edition: Edition) -> Attachment:
    description = str(edition.interface["download-data"])
    return Attachment(json.NAME, json.render(edition), json.MEDIA_TYPE, description)
