"""What stands for parts of WeasyPrint makes the same bytes as they do."""

import pytest

from generator.formats.pdf import engine, stand_ins, writing
from tests.pdf import CSS, RESOURCES, fonts, page, press, sample
from tests.shipped import names, pdf

PLAIN = "html { font: 10pt Sample }"
WORDS = "Die Leistungsbeschreibungen der verschiedenen Unterstützungsangebote erläutern vieles und noch mehr. "
CASES = {
    "anchors": (
        (
            '<ul><li id="a">eins <b>fett</b></li><li id="b">zwei <b>fett</b></li><li>drei <b>fett</b></li></ul>'
            '<p class="x">Anker</p><p class="x">Anker</p><a href="#a">hin</a> <a href="#x">her</a> <a href="#y">hin</a>'
        ),
        (
            "b { color: #00457c } .x { -weasy-anchor: 'x' } .x + .x::before { -weasy-anchor: 'y'; content: 'y ' }"
            "#b { color: inherit } a::after { content: target-counter(attr(href), page) target-text(attr(href)) }"
        ),
    ),
    "pseudo-elements": (
        f'<p class="a">{WORDS * 3}</p><p class="b">{WORDS * 3}</p><ol><li>y</li><li>z</li></ol>',
        (
            ".b::first-line { font-weight: 700; color: inherit }"
            "li::marker { color: #00457c } li::after { content: ' (Ende)' }"
        ),
    ),
    "footnotes": (
        "<p>Text<span>Note eins</span> und weiter<span>Note zwei</span> bis hier.</p>",
        "span { float: footnote } ::footnote-marker { color: #00457c }",
    ),
    "notes": (
        "<p>Text<span>Note eins</span> und weiter<span>Note zwei</span> bis hier.</p>",
        "span { position: note(notes) } @page { @note-area { content: element(notes, all-once) } }",
    ),
    "logical sides": (
        f'<p>{WORDS}</p><p dir="rtl">{WORDS}</p><p class="u">{WORDS}</p>',
        (
            "p { margin-inline: 3em 1em; padding-left: 5px; padding-inline-start: 2em; border-inline-end: 2px solid }"
            ".u { margin-left: 1px !important; padding-left: 7px; inline-size: 60% }"
        ),
    ),
    "inheritance": (
        (
            f'<div style="text-indent: calc(10% + 1em); color: #00457c"><p>{WORDS}<em>{WORDS}</em></p></div>'
            f'<div class="l"><p>{WORDS}</p></div>'
        ),
        (
            ":root { --w: 12em } p { margin-left: var(--w); line-height: calc(1em + 4px) } em { font-size: 2em; all: unset }"
            ".l { line-height: 150%; letter-spacing: .1em } .l p { font-size: 8pt; margin-left: 2ex; width: 40ch }"
        ),
    ),
    "sizes": (
        (
            f'<div><p>{WORDS}</p><p style="box-sizing: border-box; width: 50%; padding: 2em">{WORDS}</p></div>'
            f'<div class="f"><p>{WORDS}</p><p>x</p></div><div class="g"><p>{WORDS}</p><p>y</p></div>'
            f'<div class="c">{WORDS * 4}</div><p class="fl">x</p><p class="ab">{WORDS}</p>'
        ),
        (
            "div { height: 50mm; min-height: 10%; max-width: 90% } p { height: 50%; margin: 5% auto }"
            ".f { display: flex } .g { display: grid; grid-template-columns: 1fr 2fr } .c { columns: 2 }"
            ".fl { float: right; width: 30% } .ab { position: absolute; bottom: 5%; left: 10%; width: 40% }"
        ),
    ),
    "tables": (
        "<table><tr><th>A<td>b<td>c<tr><td>d<td>e<td>f</table><table class='s'><tr><td>b<td>c<tr><td>e<td>f</table>",
        (
            "table { border-collapse: collapse; margin: 1em; padding: 1em } td { border: 1px solid; padding: 3px }"
            "tr td:last-child { border-right-width: 4px; width: 30% } .s { border-collapse: separate; padding: 5px }"
            "tr { margin: 1em; height: 3em }"
        ),
    ),
    "lines": (
        (
            f'<p class="j">{WORDS * 2}</p><p class="w">{WORDS}</p><p class="u">{WORDS}</p><p class="b">{WORDS * 2}</p>'
            f'<p class="n">{WORDS}</p><p class="t">a\tb</p><p lang="en">{WORDS}</p><p class="o">{WORDS}</p>'
        ),
        (
            ".j { text-align: justify } .w { word-spacing: 3px; letter-spacing: 1px } .u { text-decoration: underline }"
            ".b { width: 8mm; overflow-wrap: anywhere } .n { font-variant-numeric: tabular-nums; font-kerning: none }"
            ".t { white-space: pre; tab-size: 12 } .o { white-space: nowrap; overflow: hidden; text-overflow: ellipsis }"
        ),
    ),
    "pages": (
        f"<section>{WORDS * 60}</section><section class='x'>{WORDS * 60}</section>",
        (
            "@page { size: A6; margin: 15mm; @top-left { content: counter(page); width: 70% } @top-right { content: 'x' } }"
            "@page :first { margin-top: 30mm } @page :left { @top-left { content: 'links'; color: #00457c } }"
            "@page named { @bottom-center { content: counter(page) '/' counter(pages) } } .x { page: named; color: #00457c }"
        ),
    ),
}


def laid_out(body, css):
    """A page as WeasyPrint writes it, with its own tags."""
    document = engine.render(page(body), fonts(), [PLAIN + css], RESOURCES)
    return bytes(document.write_pdf(**engine.OPTIONS))


@pytest.fixture
def theirs(monkeypatch):
    """A switch: afterwards nothing stands for anything."""
    import pydyf

    def switch():
        monkeypatch.setattr(stand_ins, "LAYOUT", ())
        monkeypatch.setattr(writing, "Stream", pydyf.Stream)
        monkeypatch.setattr(writing, "finish", lambda pdf: None)

    return switch


@pytest.mark.parametrize("case", CASES)
def test_a_page_is_the_same(case, theirs):
    """Styles, lengths and lines come out as WeasyPrint alone makes them."""
    ours = laid_out(*CASES[case])
    theirs()
    assert laid_out(*CASES[case]) == ours


def test_each_case_is_about_its_style_sheet():
    """Every case has rules that change its page; none compares two pages without style."""
    assert all(laid_out(*case) != laid_out(case[0], "") for case in CASES.values())


def test_the_sample_is_the_same(theirs):
    """So does a whole file, with tags, attachments and identifier."""
    ours = sample()
    theirs()
    assert press(css=CSS) == ours


@pytest.mark.parametrize("number", range(len(names())), ids=names())
def test_a_shipped_document_is_the_same(number, theirs):
    """And every document that ships."""
    ours = pdf(number)
    theirs()
    assert pdf.__wrapped__(number) == ours
