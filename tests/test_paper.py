"""Editions become printed pages: what stands on every page, and where pages break."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from generator import content, fonts
from generator.build import Order, build
from generator.edition import Language, Paragraph, RowGroup, Section
from generator.errors import RenderError
from generator.formats import FORMATS, Press, lines, paper, templates
from generator.model import PAPERS
from tests import sample_edition

ROOT = Path(__file__).resolve().parent.parent
KOREAN = Language("ko", "ko", "ko", "한국어", "ltr")
CENTIMETRE = 72 / 2.54


@pytest.fixture(scope="module")
def press(tmp_path_factory):
    """Presses an edition with the shipped templates and fonts; *look* and *size* as a build gives them."""
    cache = tmp_path_factory.mktemp("cache")
    environment = templates.environment(ROOT)

    def pressed(edition, look="", size="a4"):
        characters = paper.markup(edition, environment)
        faces = fonts.faces(fonts.stack(edition.language.tag), characters, cache)
        sheets = (templates.stylesheet(environment, f"paper-{size}"), look)
        pdf = FORMATS["pdf"](edition, Press(environment, stylesheets=sheets, faces=faces))
        return pypdfium2.PdfDocument(pdf)

    return pressed


def texts(pdf):
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def with_rows(edition, count):
    """The edition with a table of *count* rows."""
    table = sample_edition.table()
    first = table.groups[0].rows[0]
    rows = tuple(_row(first, number) for number in range(1, count + 1))
    table = replace(table, groups=(RowGroup("plain", None, rows),), notes=())
    section = Section("features", 2, sample_edition.phrase("Features"), (table,), ())
    return replace(edition, sections=(section,))


def _row(row, number):
    head = replace(row.head, id=f"head-{number}", phrase=sample_edition.phrase(f"Row no. {number}"))
    cells = tuple(replace(cell, headers=(cell.headers[0], head.id)) for cell in row.cells)
    return replace(row, head=head, cells=cells)


def test_every_page_has_its_foot(press):
    """Publisher, number, edition, and the page as a message, on each page."""
    pages = texts(press(with_rows(sample_edition.edition(), 80)))
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert "PTC · J1 · July 2020" in page
        assert f"Page {number} of {len(pages)}" in page


def test_a_draft_is_marked_on_every_page_and_a_release_on_none(press):
    """The localized word stands on each sheet, since sheets get separated."""
    draft = texts(press(with_rows(sample_edition.edition(draft=True), 80)))
    assert all("Draft" in page for page in draft)
    assert not any("Draft" in page for page in texts(press(with_rows(sample_edition.edition(), 80))))


def test_a_table_that_goes_on_says_so_and_repeats_its_heads(press):
    """Over the part on the next page stands the localized "(continued)", and the heads of the columns."""
    first, *others = texts(press(with_rows(sample_edition.edition(), 80)))
    assert "Table 1 (continued)" not in first
    assert others
    for page in others:
        assert "Table 1 (continued)" in page
        assert "On-premises" in page
        assert "Premium" in page


def test_nothing_is_said_to_go_on_after_the_table(press):
    """A page after the table's last has no mark of it."""
    edition = with_rows(sample_edition.edition(), 30)
    paragraphs = tuple(Paragraph(f"text-{number}", sample_edition.phrase("Words. " * 80)) for number in range(30))
    after = Section("after", 2, sample_edition.phrase("After"), paragraphs, ())
    pages = texts(press(replace(edition, sections=(*edition.sections, after))))
    assert "(continued)" not in pages[-1]
    assert [page for page in pages if "Table 1 (continued)" in page]


@pytest.mark.parametrize("count", range(30, 42))
def test_no_row_stands_alone_on_a_page(press, count):
    """Wherever a table breaks, at least two rows stand on each side."""
    for page in texts(press(with_rows(sample_edition.edition(), count))):
        assert page.count("Row no.") != 1


def test_contents_come_with_long_documents_only(press):
    """A page of contents with page numbers once there are many headings."""
    edition = sample_edition.edition()
    assert "Contents" not in texts(press(edition))[0]
    chapters = tuple(
        Section(
            f"chapter-{number}",
            2,
            sample_edition.phrase(f"Chapter {number}"),
            (Paragraph(f"text-{number}", sample_edition.phrase("Words. " * 300)),),
            (),
        )
        for number in range(1, paper.LONG + 1)
    )
    pages = texts(press(replace(edition, sections=chapters)))
    assert "Contents" in pages[0]
    assert "Words." not in pages[0]
    assert f"Chapter {paper.LONG}" in pages[0]
    last = next(number for number, page in enumerate(pages[1:], 2) if f"Chapter {paper.LONG}" in page)
    assert pages[0].split("PTC · J1")[0].rstrip().endswith(f" {last}")


@pytest.mark.parametrize(("size", "width", "height"), [("a4", 21, 29.7), ("letter", 21.59, 27.94)])
def test_the_sheet_has_the_size_asked_for(press, size, width, height):
    """A4 and Letter."""
    assert size in PAPERS
    page = press(sample_edition.edition(), size=size)[0]
    assert page.get_size() == pytest.approx((width * CENTIMETRE, height * CENTIMETRE), abs=0.5)


@pytest.mark.parametrize("look", sorted(ROOT.glob("locales/*/style.css")), ids=lambda path: path.parent.name)
def test_the_look_of_every_language_can_be_pressed(press, look):
    """WeasyPrint understands all that a language's style sheet says; its warnings would be errors."""
    assert len(press(sample_edition.edition(), look.read_text("utf-8"))) > 0


def test_an_unknown_property_in_a_style_sheet_is_told(press):
    """What WeasyPrint would ignore with a warning fails, and names what it is."""
    with pytest.raises(RenderError, match="colour"):
        press(sample_edition.edition(), "p { colour: red }")


def test_korean_words_are_kept_whole(press):
    """A line breaks between words only, and text copied from the PDF has nothing added."""
    words = ["소프트웨어를", "구현한", "고객은", "기술", "지원", "어카운트", "매니저(TSAM)의", "서비스를", "구매할"]
    sentence = sample_edition.phrase(" ".join(words * 12))
    edition = replace(sample_edition.with_paragraph(sample_edition.edition(KOREAN), sentence), number="J1")
    text = "\n".join(page.get_textpage().get_text_range() for page in press(edition))
    assert "\u2060" not in text
    lines = [line for line in text.splitlines() if words[0] in line or words[-1] in line]
    assert len(lines) > 2
    found = {word for word in text.split() if any("가" <= letter <= "힣" for letter in word)}
    assert found == {*words, "한국어"}


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        (KOREAN, "<p>고객은 PTC의 (표 1)</p>", "<p>고\u2060객\u2060은 PTC\u2060의 (\u2060표 1)</p>"),
        (KOREAN, '<p>최대 <span class="v">30</span>건</p>', '<p>최\u2060대 <span class="v">30\u2060</span>건</p>'),
        (KOREAN, '<p title="고객은">고객</p>', '<p title="고객은">고\u2060객</p>'),
        (sample_edition.GERMAN, "<p>E-Mail, On-Premises</p>", "<p>E-\u2060Mail, On-Premises</p>"),
        (sample_edition.GERMAN, "<p>고객은</p>", "<p>고객은</p>"),
    ],
)
def test_joiners_stand_only_where_no_line_may_break(language, before, after):
    """Inside Korean words and behind "E-"; never in tags, never in what precedes the body."""
    head = "<title>고객 E-Mail</title><body>"
    assert lines.keep_together(head + before, language) == head + after


CHINESE = Language("zh-Hans", "zh-Hans", "zh_Hans", "简体中文", "ltr")


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        (CHINESE, "<td>电话沟通</td><p>电话沟通</p>", "<td>电\u2060话\u2060沟\u2060通</td><p>电话沟通</p>"),
        (CHINESE, '<h2 id="服务">新服务</h2>', '<h2 id="服务">新服\u2060务</h2>'),
        (CHINESE, "<td>技术支持客户经理</td>", "<td>技术支持客户经理</td>"),
        (
            sample_edition.GERMAN,
            "<p>Serviceanfrage, Serviceanfragen, Serviceanfrage</p>",
            '<p><span class="whole">Serviceanfrage</span>, Serviceanfragen, Serviceanfrage</p>',
        ),
    ],
)
def test_terms_are_kept_whole(language, before, after):
    """Chinese ones in headings and cells, up to a length that fits a column; hyphenated ones where they stand first."""
    terms = ("技术支持客户经理", "Serviceanfrage", "电话沟通", "服务")
    assert lines.keep_together(f"<body>{before}", language, terms) == f"<body>{after}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "<td>5\u00a0days a week × 24\u00a0hours a day</td>",
            "<td>5\u00a0days \u2060a \u2060week \u2060× 24\u00a0hours \u2060a \u2060day</td>",
        ),
        ("<td>24\u00a0×\u00a07</td>", "<td>24\u00a0×\u00a07</td>"),
        ("<p>5 days × 24 hours</p>", "<p>5 days × 24 hours</p>"),
    ],
)
def test_a_cell_that_multiplies_breaks_behind_its_sign(before, after):
    """Its factors stay whole: "5 days a week ×" over "24 hours a day"."""
    assert lines.keep_together(f"<body>{before}", sample_edition.ENGLISH) == f"<body>{after}"


@pytest.mark.parametrize("size", PAPERS)
def test_a_publication_says_its_paper_and_a_build_has_the_last_word(project, size):
    """`paper:` in publication.yaml, `--paper` for one build; a publication that says nothing is printed on A4."""
    folder = project()
    other = next(each for each in PAPERS if each != size)
    assert content.read(folder).paper == "a4"
    path = folder / "content" / "publication.yaml"
    path.write_text(f"{path.read_text('utf-8')}paper: {size}\n", "utf-8")
    for sheet, wanted in (("", size), (other, other)):
        build(folder, Order(languages=("en",), formats=("pdf",), sheet=sheet), folder / "output")
        (pdf,) = (folder / "output").rglob("*.pdf")
        width, _ = pypdfium2.PdfDocument(pdf)[0].get_size()
        assert width == pytest.approx({"a4": 21, "letter": 21.59}[wanted] * CENTIMETRE, abs=0.5)


def test_the_same_edition_gives_the_same_pages():
    """Nothing is remembered from one press to the next."""
    edition = sample_edition.edition()
    again = templates.environment(ROOT)
    assert paper.markup(edition, templates.environment(ROOT)) == paper.markup(edition, again)
