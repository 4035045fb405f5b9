"""What a screen reader finds in a PDF."""

import pytest

from tests.pdf import page, press, sample, stock
from tests.pdf_faults import faults
from tests.pdf_structure import read


@pytest.fixture(scope="module")
def document():
    return read(sample())


def test_the_sample_has_no_fault(document):
    """Every check of `tests.pdf_faults` is content with the sample, which has all that a document may have."""
    assert faults(document) == []


def test_a_table_over_four_pages_is_one_table_with_one_head(document):
    """Elements follow the HTML, however many pages their boxes lie on."""
    (table,) = document.find("Table")
    pages = {mark.page for mark in document.marks if any(mark in cell.kids for cell in table.walk())}
    assert len(pages) >= 3
    assert [kid.type for kid in table.kids] == ["Caption", "THead", "TBody", "TBody"]
    assert len(read(stock()).find("Table")) > 1


def test_repeated_heads_and_running_feet_are_artifacts(document):
    """What a page repeats is drawn, and never read out."""
    pagination = [mark.text.strip() for mark in document.artifacts if mark.properties.get("/Type") == "/Pagination"]
    pages = len(document.pdf.pages)
    assert [text for text in pagination if "/" in text] == [f"{number} / {pages}" for number in range(1, pages + 1)]
    assert "Premium" in pagination
    assert [head.text for head in document.find("TH")].count("Premium") == 1


@pytest.mark.parametrize(
    ("cell", "heads"),
    [
        ("enthalten", ("Eigenbetrieb", "TSAM", "Beratung", "Schulung Werkzeuge und Abläufe")),
        ("nicht enthalten", ("SaaS", "Standard", "Beratung", "Schulung Werkzeuge und Abläufe")),
        ("ja 40", ("Eigenbetrieb", "TSAM", "Beratung", "Leistung 40")),
        ("unter 1 Stunde", ("SaaS", "Premium", "Betrieb", "Reaktionszeit")),
        ("unter 24 Stunden", ("Eigenbetrieb", "SaaS", "TSAM", "Standard", "Betrieb", "Reaktionszeit")),
    ],
)
def test_a_cell_falls_under_the_heads_that_stand_over_and_beside_it(document, cell, heads):
    """Two-level heads, group rows, spans and page breaks lead to the right heads, in document order."""
    (table,) = document.find("Table")
    assert dict(document.associations(table))[cell] == heads


def test_a_headers_attribute_counts_as_it_is_written():
    """Heads that the template names are written exactly, in its order, whatever the grid says."""
    html = page(
        '<table><tr><th id="b" scope="col">B</th><th id="a" scope="col">A</th></tr>'
        '<tr><td headers="a b">one</td><td headers="a">two</td></tr></table>'
    )
    cells = read(press(html)).find("TD")
    assert [cell.headers for cell in cells] == [["a", "b"], ["a"]]


def test_group_rows_are_row_heads_without_column_heads(document):
    """A group's name stands over its rows; the columns which it spans are not its heads."""
    groups = [head for head in document.find("TH") if head.text in ("Beratung", "Betrieb")]
    assert [(head.attributes["/Scope"], head.headers) for head in groups] == [("/Row", []), ("/Row", [])]


def test_a_tick_is_read_as_its_word(document):
    """An aria-label stands as ActualText around the sign, in a phrase and in a cell."""
    signs = [span for span in document.find("Span") if span.entry("/ActualText")]
    assert [(span.text, span.heard) for span in signs] == [("✓", "enthalten"), ("–", "nicht enthalten")]
    assert [span.parent.type for span in signs] == ["TD", "TD"]


def test_an_empty_cell_keeps_its_place(document):
    """A table stays a grid for ears, even where a cell says nothing."""
    assert [cell for cell in document.find("TD") if not cell.kids]


def test_lists_have_labels_and_bodies_and_nest(document):
    """An item is its label and its body; an inner list stands in the body."""
    outer = next(list_ for list_ in document.find("L") if "Montag" in list_.text)
    assert [[kid.type for kid in item.kids] for item in outer.kids] == [["Lbl", "LBody"], ["Lbl", "LBody"]]
    (inner,) = outer.kids[0].kids[1].find("L")
    assert [item.kids[1].text for item in inner.kids] == ["außer an Feiertagen", "außer bei Urlaub"]
    numbered = next(list_ for list_ in document.find("L") if "erstens" in list_.text)
    assert numbered.attributes["/ListNumbering"] == "/Decimal"
    assert [item.kids[0].text for item in numbered.kids] == ["1.", "2."]


def test_a_description_list_pairs_terms_with_their_definitions(document):
    """Each ``dt`` opens an item, its ``dd`` is the body."""
    list_ = document.find("L")[0]
    assert [[kid.text for kid in item.kids] for item in list_.kids] == [["Nummer", "J-1"], ["Ausgabe", "Juli 2020"]]


def test_the_contents_page_is_a_tree_of_entries(document):
    """``nav.toc`` is TOC and TOCI with links; its dots are decoration."""
    outer, inner = document.find("TOC")
    assert inner.parent.type == "TOCI"
    assert [entry.kids[0].text.rstrip("0123456789") for entry in outer.kids] == ["Merkmale", "Bedingungen"]
    assert "...." in "".join(mark.text for mark in document.artifacts)


def test_a_link_over_several_lines_is_one_link_with_an_area_on_each(document):
    """Each area tells the link's name and leads to the one Link element."""
    link = next(link for link in document.find("Link") if link.text.startswith("Qualitätsmanagement"))
    areas = [kid for kid in link.kids if hasattr(kid, "objgen")]
    assert len(areas) > 2
    assert {str(area.Contents) for area in areas} == {link.text}
    assert str(areas[0].A.URI).startswith("https://example.com/")


def test_an_internal_link_has_one_area_and_a_target(document):
    """A link with bold text inside is one link; its target is in the file."""
    link = next(link for link in document.find("Link") if link.text == "den Bedingungen")
    (area,) = [kid for kid in link.kids if hasattr(kid, "objgen")]
    assert str(area.Dest) == "terms"


def test_other_languages_and_abbreviations_are_marked(document):
    """A phrase and a block in another language have Lang; an abbreviation has its expansion."""
    assert [(one.type, one.entry("/Lang")) for one in document.elements if one.entry("/Lang")] == [
        ("Span", "en"),
        ("BlockQuote", "en"),
    ]
    assert [span.entry("/E") for span in document.find("Span") if span.entry("/E")] == ["Leistungsbeschreibung"]


def test_a_note_has_an_id_and_an_image_its_text_and_place(document):
    """Notes can be found by their id; a figure has Alt, and a box in the page's own units."""
    assert [note.id for note in document.find("Note")] == ["note-1"]
    (figure,) = document.find("Figure")
    left, bottom, right, top = (float(corner) for corner in figure.attributes["/BBox"])
    assert figure.entry("/Alt") == "Das Zeichen der Beispiel GmbH"
    assert (round(right - left, 1), round(top - bottom, 1)) == (56.7, 28.3)
    assert top > 420  # It stands in the upper half of the page.


def test_text_among_blocks_gets_a_paragraph_and_plain_emphasis_no_element(document):
    """Nothing stands in a section without a block around it; bold type alone carries no structure."""
    paragraph = next(one for one in document.find("P") if one.text.startswith("Ein Absatz"))
    assert paragraph.text == "Ein Absatz ohne eigenes Element, fett geschrieben."
    assert not [kid for kid in paragraph.kids if hasattr(kid, "type")]


def test_hidden_content_is_drawn_but_not_read(document):
    """What is ``aria-hidden`` is an artifact."""
    assert "* * *" in [mark.text.strip() for mark in document.artifacts]
    assert "* * *" not in document.root.text


def test_words_at_line_ends_stay_apart_and_hyphenated_words_whole(document):
    """The blank at which a line breaks is in the text, the hyphen that it got is a soft one."""
    paragraph = next(one for one in document.find("P") if one.text.startswith("Die Leistungsbeschreibungen"))
    assert "der verschiedenen Unterstützungsangebote erläutern die Dienstgütevereinbarungen" in paragraph.text
    assert "\u00ad" in paragraph._raw()
    assert "Schulung Werkzeuge" in document.find("Table")[0].text


@pytest.mark.parametrize("align", ["start", "justify", "center"])
@pytest.mark.parametrize("width", range(20, 60, 3))
def test_words_stay_apart_however_lines_are_set(align, width):
    """No setting of lines glues the last word of one to the first of the next, with phrases at any place."""
    text = (
        "Ein <b>Absatz</b> der <i>so</i> gesetzt <b>wird</b> und <a href='#x'>mehrere Zeilen</a> <b>hat</b>, damit man"
    )
    html = f'<p id="x" style="width: {width}mm; text-align: {align}">{text}</p>'
    found = read(press(page(html))).find("P")[0].text
    assert found == "Ein Absatz der so gesetzt wird und mehrere Zeilen hat, damit man"


def test_texts_of_two_blocks_are_two_paragraphs():
    """Blocks that are no elements of the tree still part their texts."""
    document = read(press(page("<div>eins</div><div>zwei <b>fett</b></div><address>drei<br>vier</address>")))
    assert [one.text for one in document.find("P")] == ["eins", "zwei fett", "drei vier"]


def test_lines_of_a_paragraph_share_one_mark(document):
    """No mark for each line: only what stands between parts a text."""
    paragraph = next(one for one in document.find("P") if one.text.startswith("Das englische") or "LB" in one.text)
    assert len(paragraph.kids) == 3


def test_the_outline_lists_headings_and_table_captions(document):
    """Bookmarks follow the headings, with the tables among them."""
    with document.pdf.open_outline() as outline:
        (title,) = outline.root
        assert title.title == "Leistungsbeschreibung der Dienste"
        assert [item.title for item in title.children] == ["Merkmale der Dienste", "Bedingungen"]
        assert [item.title for item in title.children[0].children] == ["Tabelle 1: Merkmale", "Erbringung"]


def test_korean_and_chinese_lines_get_no_blanks():
    """Where a script breaks between characters, nothing is put into the text."""
    text = "한국어" * 80
    assert read(press(page(f"<p>{text}</p>", "ko"))).find("P")[0].text == text


def test_the_whole_text_is_heard_in_its_order(document):
    """Reading the tree gives the text of the document from first to last, cells and notes included."""
    words = ["Beispiel GmbH", "J-1", "Merkmale der", "Tabelle 1", "Leistung 59", "Nur im Status", "erstens", "Vertrags"]
    places = [document.root.heard.find(word) for word in words]
    assert -1 not in places
    assert places == sorted(places)
