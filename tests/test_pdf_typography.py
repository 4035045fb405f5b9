"""How the ten PDFs read and look: text in two extractors, breaks of lines and pages, fonts, colours in grey."""

import io
import re
import subprocess
from functools import lru_cache
from itertools import product
from shutil import which

import pikepdf
import pypdfium2
import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.ttLib import TTFont

from generator import catalogs, content
from generator.edition import Mark as Sign
from generator.formats import lines
from generator.formats.templates import GLYPHS
from tests import shipped
from tests.pdf_structure import Element, Mark, read, to_unicode

CLOSING = "，。、；：！？）》」』】”’…％)]},.;:!?%"
OPENING = "（《「『【“‘(["
INVISIBLE = re.compile("[\u00ad\u2010\u2060\u200b\ufffd\ufffe\x02]")
EXTRACTORS = ("pdfium", "poppler")
NUMBERS = {name: number for number, name in enumerate(shipped.names())}
KOREAN = [number for name, number in NUMBERS.items() if name.endswith("-ko")]
CHINESE = [number for name, number in NUMBERS.items() if name.endswith("-zh-Hans")]
HYPHENATED = [number for name, number in NUMBERS.items() if name.endswith(("-de", "-es"))]


@pytest.fixture(params=range(len(shipped.editions())), ids=shipped.names())
def number(request):
    return request.param


@pytest.fixture
def edition(number):
    return shipped.editions()[number]


@lru_cache
def raw(number, extractor, *extra):
    """The text of each page as a person copies it."""
    data = shipped.pdf(number, *extra)
    if extractor == "pdfium":
        return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    if which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    run = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return run.stdout.decode().removesuffix("\f").split("\f")


def text_of(number, extractor="pdfium", *extra):
    """The text of all pages; a word parted at a line's end is whole, as viewers give it to the clipboard."""
    text = "\n".join(raw(number, extractor, *extra)).replace("\r", "")
    return re.sub("[\u00ad\ufffe]\n?", "", text)


def lines_of(number, extractor="pdfium"):
    text = "\n".join(raw(number, extractor)).replace("\r", "").replace("\u00a0", " ")
    return [line.strip() for line in re.sub("[\u00ad\ufffe]", "\n", text).split("\n") if line.strip()]


def anywhere(text):
    """A pattern for *text* with line ends wherever there is no no-break space."""
    letters = [
        r"[ \u00a0]" if letter == "\u00a0" else re.escape(letter)
        for letter in text
        if not letter.isspace() or letter == "\u00a0"
    ]
    return r"\s*".join(letters).replace(r"\s*[ \u00a0]\s*", r"[ \u00a0]")


# Text


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_all_text_can_be_copied(number, edition, extractor):
    """Two programs that share no code both find every text, with no-break spaces on one line and nothing invisible added."""
    text = text_of(number, extractor)
    assert [phrase for phrase in shipped.drawn(edition) if not re.search(anywhere(phrase), text)] == []
    assert not INVISIBLE.search(text)


def test_lines_are_torn_nowhere(number, edition):
    """Both programs see the same lines of a paragraph, and each is a piece of it: squeezed marks leave no gap behind them."""
    ours, theirs = lines_of(number), lines_of(number, "poppler")
    for phrase in map(str, shipped.paragraphs(edition)):
        found = _lines_of_paragraph(phrase, ours)
        assert found, phrase
        assert all(line in phrase.replace("\u00a0", " ") for line in found)
        assert any(theirs[start : start + len(found)] == found for start in range(len(theirs))), phrase


def _lines_of_paragraph(phrase, known):
    wanted = "".join(phrase.split())
    for start in range(len(known)):
        for end in range(start + 1, min(start + 12, len(known)) + 1):
            joined = "".join("".join(known[start:end]).split())
            if joined == wanted:
                return known[start:end]
            if not wanted.startswith(joined):
                break
    return []


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_a_row_is_copied_cell_by_cell(number, edition, extractor):
    """Copied, a row is its head and then its cells in their order, with white space between them."""
    text = text_of(number, extractor)
    for table in edition.tables():
        for row in shipped.rows(table):
            head = [row.head.phrase, *(note.number for note in row.head.notes), *filter(None, [row.head.summary])]
            cells = [GLYPHS[cell.mark] if cell.mark is not Sign.NONE else cell.phrase for cell in row.cells]
            parts = [r"\s*".join(map(re.escape, "".join(str(part).split()))) for part in (*head, *cells)]
            assert re.search(r"\s+".join(parts), text), str(row.head.phrase)


def glossary_terms(edition):
    """The terms that the edition draws; English has no glossary, its words are the sources of the others."""
    drawn = "\n".join(shipped.drawn(edition))
    if edition.language.tag != "en":
        return [term for term in edition.terms if term in drawn]
    publication = content.read(shipped.ROOT)
    german = next(each for each in catalogs.languages(shipped.ROOT) if each.language.tag == "de")
    terms = catalogs.read(shipped.ROOT, german, publication).glossary.terms
    return [word for term in terms for word in term.source if word in drawn]


def test_every_term_can_be_searched(number, edition):
    """A viewer's search leads to each term of the glossary that the document draws, hyphenation or not."""
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(shipped.pdf(number))]
    terms = glossary_terms(edition)
    assert len(terms) > 20
    assert [term for term in terms if not any(page.search(term).get_next() for page in pages)] == []


# Breaks of lines


@pytest.mark.parametrize("number", CHINESE)
@pytest.mark.parametrize("extra", ["", "@page { margin-right: 50mm }", "@page { margin-right: 70mm }"])
def test_no_chinese_line_begins_with_a_closing_mark(number, extra):
    """Nor does one end with an opening one, at any width."""
    found = [line.strip() for page in raw(number, "pdfium", extra) for line in page.splitlines() if line.strip()]
    assert [line for line in found if line[0] in CLOSING or line[-1] in OPENING] == []


@pytest.mark.parametrize("number", CHINESE)
def test_chinese_terms_stay_whole_in_headings_and_cells(number):
    """In few words the eye meets each: a line there doesn't break inside a term."""
    edition = shipped.editions()[number]
    text = text_of(number)
    terms = [
        term
        for term in edition.terms
        if 1 < len(term) <= lines.LONGEST_TERM and re.fullmatch(r"[\u4e00-\u9fff]+", term)
    ]
    whole = re.compile("|".join(terms))
    short = [str(section.title) for section in shipped.sections(edition)]
    short += [
        str(phrase)
        for table in edition.tables()
        for row in shipped.rows(table)
        for phrase in (table.caption, row.head.phrase, *(cell.phrase for cell in row.cells if not cell.mark))
    ]
    assert len(terms) > 20
    for phrase in (str(edition.title), *short):
        pieces = [piece for match in _pieces(whole, phrase) for piece in match]
        assert re.search(r"\s*".join(pieces), text), phrase


def _pieces(whole, phrase):
    """The phrase as patterns between which a line may end: each term, each other letter."""
    end = 0
    for match in whole.finditer(phrase):
        yield [re.escape(letter) for letter in phrase[end : match.start()] if not letter.isspace()]
        yield [match[0]]
        end = match.end()
    yield [re.escape(letter) for letter in phrase[end:] if not letter.isspace()]


@pytest.mark.parametrize("number", KOREAN)
@pytest.mark.parametrize("margin", [20, 45, 60, 75])
def test_korean_words_are_whole_at_every_width(number, margin):
    """A line of a paragraph ends between words only."""
    edition = shipped.editions()[number]
    found = set(text_of(number, "pdfium", f"@page {{ margin-right: {margin}mm }}").split())
    wanted = {word for phrase in shipped.paragraphs(edition) for word in str(phrase).split()}
    assert wanted - found == set()


@pytest.mark.parametrize("number", HYPHENATED)
def test_words_part_in_running_text_and_never_in_headings(number):
    """German and Spanish lines end inside words, but no heading, caption or name of a row does."""
    edition = shipped.editions()[number]
    pages = "\n".join(raw(number, "pdfium")).replace("\r", "")
    assert "\ufffe" in pages
    heads = [str(row.head.phrase) for table in edition.tables() for row in shipped.rows(table)]
    heads += [str(table.caption) for table in edition.tables()]
    for title in (str(edition.title), *(str(section.title) for section in shipped.sections(edition)), *heads):
        assert re.search(r"\s+".join(map(re.escape, title.split())), pages), title


# Breaks of pages


def pages_of(element):
    """The pages on which something of an element is drawn."""
    found = {kid.page for one in element.walk() for kid in one.kids if isinstance(kid, Mark)}
    return sorted(found)


def test_tables_break_between_rows_and_say_so(number, edition):
    """Rows are whole, no row is alone on a page, the caption stands over head and rows, a rest says that it is one."""
    document = read(shipped.pdf(number))
    texts = [" ".join(page.split()) for page in raw(number, "pdfium")]
    for table, element in zip(edition.tables(), document.find("Table"), strict=True):
        rows = [pages_of(row) for body in element.find("TBody") for row in body.find("TR")]
        assert all(len(pages) == 1 for pages in rows)
        on = [page for (page,) in rows]
        assert min(on.count(page) for page in on) > 1
        assert pages_of(element.find("Caption")[0]) == pages_of(element.find("THead")[0]) == [on[0]]
        _check_groups(element, on)
        for page in sorted({*on})[1:]:
            assert " ".join(table.continued.split()) in texts[page]
            assert all(column.label in texts[page] for column in table.columns if column.aspect == "value")


def _check_groups(table: Element, on):
    """The head of a group of rows stands over a row of it."""
    rows = [row for body in table.find("TBody") for row in body.find("TR")]
    for index, row in enumerate(rows):
        if not row.find("TD"):
            assert on[index] == on[index + 1]


def test_a_release_carries_no_draft_mark(number, edition):
    """The word that each page of a draft bears stands on none."""
    word = str(edition.interface["draft"])
    assert not any(re.search(rf"(?<!\w){word}(?!\w)", page) for page in raw(number, "pdfium"))


# Fonts


@lru_cache
def fonts(number):
    """The fonts inside by name, and the file, which must stay open."""
    pdf, found = pikepdf.open(io.BytesIO(shipped.pdf(number))), {}
    for page in pdf.pages:
        found |= {str(font.BaseFont).split("+")[1]: font for font in page.Resources.get("/Font", {}).values()}
    return found, pdf


def test_one_family_draws_all_and_bold_is_real(number):
    """Text and foot share one family; bold letters are drawn with heavier outlines, not with a stroke."""
    found, _ = fonts(number)
    regular, bold = sorted(found, key=len)
    assert bold == f"{regular}-Bold"
    inks = [_ink(found[name]) for name in (regular, bold)]
    shared = {*inks[0]} & {*inks[1]} - {" ", "\u00a0"}
    assert len(shared) > 10
    assert sum(inks[1][letter] > inks[0][letter] * 1.1 for letter in shared) > len(shared) * 0.9


def _ink(font):
    """The area that each letter covers."""
    outlines = TTFont(io.BytesIO(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()))
    glyphs, order, found = outlines.getGlyphSet(), outlines.getGlyphOrder(), {}
    for code, letter in to_unicode(font).items():
        pen = AreaPen(glyphs)
        glyphs[order[code]].draw(pen)
        found[letter] = abs(pen.value)
    return found


def test_nothing_is_slanted_or_fattened(number):
    """Letters stand upright and are filled only: no face is imitated by a slant or an outline."""
    for page in pikepdf.open(io.BytesIO(shipped.pdf(number))).pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tm":
                assert [float(number) for number in operands[1:3]] == [0, 0]
            assert str(operator) != "Tr"


def test_figures_are_of_one_width(number):
    """Figures stand under each other."""
    for font in fonts(number)[0].values():
        widths = _widths(font.DescendantFonts[0].W)
        digits = {
            letter: widths[code] for code, letter in to_unicode(font).items() if letter.isascii() and letter.isdigit()
        }
        assert digits
        assert len(set(digits.values())) == 1


def _widths(array):
    """Glyph -> width, from the runs of a W array (ISO 32000-1, 9.7.4.3)."""
    found, items = {}, list(array)
    while items:
        first, second = int(items.pop(0)), items.pop(0)
        if isinstance(second, pikepdf.Array):
            found |= {first + offset: float(width) for offset, width in enumerate(second)}
        else:
            width = float(items.pop(0))
            found |= dict.fromkeys(range(first, int(second) + 1), width)
    return found


# Colours


def colours(data):
    """The colours of letters and of the areas that lie under them."""
    letters, areas = set(), {(1.0, 1.0, 1.0)}
    for page in pikepdf.open(io.BytesIO(data)).pages:
        colour, kept, has_area = (0.0, 0.0, 0.0), [], False
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "q":
                    kept.append(colour)
                case "Q":
                    colour = kept.pop()
                case "rg":
                    colour = tuple(map(float, operands))
                case "re":
                    has_area = True
                case "f" if has_area:
                    areas.add(colour)
                    has_area = False
                case "n" | "f*":
                    has_area = False
                case "TJ" | "Tj":
                    letters.add(colour)
    return letters, areas


def grey(colour):
    """The luminance of a colour that a grey printer prints (ITU-R BT.601 luma, then the sRGB curve)."""
    red, green, blue = colour
    luma = 0.299 * red + 0.587 * green + 0.114 * blue
    return luma / 12.92 if luma <= 0.04045 else ((luma + 0.055) / 1.055) ** 2.4


def test_it_prints_well_in_grey(number):
    """Every letter has a contrast of 4.5 to 1 (WCAG 2.1, 1.4.3) in grey on every light area, the darkest of them included."""
    letters, areas = colours(shipped.pdf(number))
    light = {area for area in areas if grey(area) > 0.5}
    assert len(letters) > 2
    assert len(light) > 1
    low = [
        (letter, area) for letter, area in product(letters, light) if (grey(area) + 0.05) / (grey(letter) + 0.05) < 4.5
    ]
    assert low == []
