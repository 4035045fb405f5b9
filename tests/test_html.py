"""Editions become pages of the website."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest

from generator.edition import Phrase, State, Text
from generator.errors import RenderError
from generator.formats import FORMATS, Alternate, Download, Page, Press, templates
from tests import sample_edition

ROOT = Path(__file__).resolve().parent.parent
PAGE = Page(
    home="../index.html",
    stylesheets=("../../assets/site.css",),
    preloads=("../../assets/font.woff2",),
    alternates=(
        Alternate(sample_edition.ENGLISH, "index.html", current=True),
        Alternate(sample_edition.ARABIC, "../../ar/sample-guide/index.html"),
    ),
    downloads=(Download("sample.pdf", "application/pdf", "download-pdf"),),
)


@pytest.fixture
def project(tmp_path):
    """A project with the shipped templates, to spoil."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    return tmp_path


def render(edition, project=ROOT, page=PAGE):
    return FORMATS["html"](edition, Press(templates.environment(project), page)).decode()


def parsed(html):
    """The document, parsed as a browser does; fails on any mistake in the HTML."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False, strict=True)
    return parser.parse(html)


def text(element):
    return " ".join("".join(element.itertext()).split())


@pytest.fixture(scope="module")
def page():
    return parsed(render(sample_edition.edition()))


def test_a_page_says_its_language_and_direction(page):
    """The root element carries what screen readers and hyphenation follow."""
    assert page.getroot().attrib == {"lang": "en", "dir": "ltr"}
    assert parsed(render(sample_edition.edition(sample_edition.ARABIC))).getroot().attrib == {
        "lang": "ar",
        "dir": "rtl",
    }


def test_text_is_never_markup(page):
    """Angle brackets and ampersands of a text reach the reader as they are."""
    assert text(page.find(".//p[@id='overview-aim']")).startswith("Plain <b>&amp; strong both")
    assert page.findtext(".//h1") == "Sample <guide>"


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "{{ 7*7 }}", "{x.__class__}", '"onmouseover="x', "{% for %}"]
)
def test_hostile_text_is_shown_as_text(hostile):
    """Neither HTML nor template code in a text is carried out, wherever the text stands."""
    phrase = Phrase("sample:extra", (Text(hostile),))
    edition = replace(sample_edition.with_paragraph(sample_edition.edition(), phrase), title=phrase, description=phrase)
    page = parsed(render(edition))
    assert text(page.find(".//p[@id='extra-text']")) == hostile
    assert text(page.find(".//h1")) == hostile
    assert page.find(".//meta[@name='description']").get("content") == hostile
    assert page.find(".//script") is None
    assert not [element for element in page.iter() if element.get("onmouseover")]


def test_names_are_kept_from_machine_translation(page):
    """A product name is marked as not to be translated."""
    names = [text(span) for span in page.findall(".//p[@id='overview-aim']/span[@translate='no']")]
    assert names == ["Windchill"]


def test_lists_lie_inside_their_items(page):
    """A list below a point is part of that point, numbered where order matters."""
    assert [text(item) for item in page.findall(".//li[@id='overview-list-one']/ol/li")] == ["A"]


def test_every_cell_names_heads_that_its_table_has(page):
    """`headers` lists ids of head cells of the same table, as the edition gives them."""
    table = page.find(".//table")
    heads = {head.get("id") for head in table.iter("th")}
    cells = list(table.iter("td"))
    assert len(cells) == 9
    assert all(set(cell.get("headers").split()) <= heads for cell in cells)
    assert cells[0].get("headers") == "head-tsam head-training"


def test_heads_span_and_reach_as_the_edition_says(page):
    """Two levels of heads keep their scope, spans and the heads over them."""
    heads = {head.get("id"): dict(head.attrib) for head in page.iter("th")}
    assert heads["head-saas"] == {"id": "head-saas", "scope": "colgroup", "colspan": "2"}
    assert heads["head-corner"] == {"id": "head-corner", "scope": "col", "rowspan": "2"}
    assert heads["head-premium"] == {"id": "head-premium", "scope": "col", "headers": "head-saas"}
    assert heads["head-group"] == {"id": "head-group", "scope": "rowgroup", "colspan": "4"}


def test_columns_follow_the_kind_of_what_is_in_them(page):
    """A column of marks and a column of words are told apart for their widths."""
    columns = [column.get("class") for column in page.iter("col")]
    assert columns == [
        "column-head",
        "column-mark aspect-value",
        "column-mark aspect-value",
        "column-words aspect-value",
    ]


def test_a_tick_is_drawn_for_eyes_and_said_for_ears(page):
    """The sign is hidden from screen readers, its word from eyes."""
    mark, word = page.find(".//td[@class='yes']")
    assert (mark.text, mark.get("aria-hidden")) == ("✓", "true")
    assert (word.text, word.get("class")) == ("Included", "visually-hidden")
    assert text(page.find(".//td[@class='no']")) == "–Not included"


def test_a_table_scrolls_with_the_keyboard_under_its_caption(page):
    """A wide table lies in a region that can take the focus and is named by the caption."""
    region = page.find(".//div[@class='table-scroll']")
    assert region.get("tabindex") == "0"
    caption = page.find(".//caption")
    assert caption.get("id") == region.get("aria-labelledby")
    assert text(caption) == "Table 1 Features by offering"


def test_notes_and_rows_lead_to_each_other(page):
    """Each row leads to its note, the note to the first row that refers to it; the links say more than a figure."""
    links = page.findall(".//sup/a")
    assert [link.get("href") for link in links] == ["#note-status", "#note-status"]
    assert {link.get("aria-label") for link in links} == {"Note 1"}
    assert page.find(".//p[@id='note-status']/a").get("href") == "#head-response-1"


def test_every_link_inside_the_page_has_a_target(page):
    """No fragment dangles, and no id stands twice."""
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    fragments = {link.get("href")[1:] for link in page.iter("a") if link.get("href").startswith("#")}
    assert fragments <= set(ids)


def test_a_link_to_another_website_says_so(page):
    """Who can't see the sign hears where the link leads; links inside the document say nothing."""
    outside, inside = page.findall(".//p[@id='overview-aim']/a")
    assert text(outside) == "outside (leads to another website)"
    assert outside.get("href") == "https://example.org/?a=1&b=2"
    assert text(inside) == "Table 1"


def test_headings_go_down_one_level_at_a_time(page):
    """One h1, and no level is left out."""
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4")]
    assert levels == [1, 2, 3, 2, 2]


def test_the_language_menu_names_each_language_in_itself(page):
    """A link to the same document, marked with its language; the present one is marked as such."""
    links = page.findall(".//nav[@class='language-menu']//a")
    assert [(text(link), link.get("lang"), link.get("hreflang"), link.get("aria-current")) for link in links] == [
        ("English", "en", "en", "page"),
        ("العربية", "ar", "ar", None),
    ]


def test_a_page_offers_the_formats_that_were_built():
    """A link for each file there is, and none for those that are not."""
    offered = parsed(render(sample_edition.edition())).findall(".//ul[@class='downloads']//a")
    assert [(link.get("href"), link.get("type"), text(link)) for link in offered] == [
        ("sample.pdf", "application/pdf", "Download as PDF")
    ]
    bare = parsed(render(sample_edition.edition(), page=replace(PAGE, downloads=())))
    assert bare.find(".//ul[@class='downloads']") is None


def test_blocks_name_their_messages(page):
    """Headings, paragraphs and points carry the key of their message, by which two languages can be aligned."""
    assert page.find(".//section[@id='overview']/h2").get("data-key") == "sample:sections.overview.title"
    assert page.find(".//p[@id='overview-aim']").get("data-key") == "sample:sections.overview.blocks.aim"


@pytest.mark.parametrize("state", [State.MISSING, State.STALE])
def test_source_text_in_a_draft_is_marked_with_its_language(state):
    """Text without an approved translation is marked, says its own language, and the banner shows the mark."""
    edition = sample_edition.edition(sample_edition.GERMAN, draft=True)
    page = parsed(render(sample_edition.with_paragraph(edition, sample_edition.untranslated(state))))
    span = page.find(".//p[@id='extra-text']/span")
    assert dict(span.attrib) == {"class": "untranslated", "lang": "en", "dir": "ltr"}
    banner = page.find(".//p[@class='draft']")
    assert text(banner) == "Draft. Marked text is not settled."
    assert banner.find("span").get("class") == "untranslated"


def test_a_draft_says_so_and_a_release_does_not():
    """Every page of a draft begins with the word; a release has no such mark."""
    assert text(parsed(render(sample_edition.edition(draft=True))).find(".//p[@class='draft']")) == "Draft"
    assert parsed(render(sample_edition.edition())).find(".//p[@class='draft']") is None


def test_a_page_needs_no_script_and_nothing_from_elsewhere(page):
    """No script, no inline style, and only relative addresses of what a browser loads by itself."""
    assert page.find(".//script") is None
    assert not [element for element in page.iter() if element.get("style")]
    loaded = [link.get("href") for link in page.iter("link") if link.get("rel") != "icon"] + [
        image.get("src") for image in page.iter("img")
    ]
    assert page.find(".//link[@rel='icon']").get("href") == "data:,"
    assert loaded
    assert not [href for href in loaded if ":" in href or href.startswith("/")]


def test_the_same_edition_gives_the_same_bytes():
    """Rendering has no memory and no clock."""
    assert render(sample_edition.edition()) == render(sample_edition.edition())


@pytest.mark.parametrize(
    ("spoiled", "problem", "hint"),
    [
        ("{{ titel }}", "'titel' is undefined", "templates/README.md"),
        ("{{ edition.titel }}", "no attribute 'titel'", "templates/README.md"),
        ("{% for x in %}", "Expected an expression, got 'end of statement block'", "documentation"),
        ("{{ edition.__class__.__mro__ }}", "'__class__'", "only read"),
        ("{{ ''.__class__ }}", "'__class__'", "only read"),
        ("{{ 1 + 'a' }}", "unsupported operand", "comes from the edition"),
        ("{{ 1 // 0 }}", "division", "comes from the edition"),
        ("{% for x in range(10**9) %}{% endfor %}", "Range too big", "comes from the edition"),
        (
            "{% include 'components/tabel.html.jinja' %}",
            "no template 'components/tabel.html.jinja'",
            "table.html.jinja",
        ),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_line(project, spoiled, problem, hint):
    """Unknown names, wrong syntax, what the sandbox refuses, what goes wrong on the way: file, line, problem, hint."""
    template = project / "templates" / "document.html.jinja"
    lines = template.read_text("utf-8").splitlines()
    lines.insert(19, spoiled)
    template.write_text("\n".join(lines), "utf-8")
    with pytest.raises(RenderError) as raised:
        render(sample_edition.edition(), project)
    (finding,) = raised.value.findings
    assert (finding.place.file, finding.place.line) == ("templates/document.html.jinja", 20)
    assert problem in finding.problem
    assert hint in finding.hint


def test_a_mistake_in_a_component_is_told_at_the_component(project):
    """The place is the innermost template, not the page that uses it."""
    component = project / "templates" / "components" / "notice.html.jinja"
    component.write_text(component.read_text("utf-8").replace("{{ block.id }}", "{{ block.name }}"), "utf-8")
    with pytest.raises(RenderError) as raised:
        render(sample_edition.edition(), project)
    assert str(raised.value.findings[0].place) == "templates/components/notice.html.jinja:6:1"


def test_missing_templates_are_told(tmp_path):
    """A project without templates gets a sentence, not a traceback."""
    with pytest.raises(RenderError, match=r"templates/document\.html\.jinja:1:1: there is no template"):
        render(sample_edition.edition(), tmp_path)


def test_a_template_that_is_no_text_is_told(project):
    """A template in another encoding than UTF-8 is refused by name."""
    (project / "templates" / "document.html.jinja").write_bytes(b"<p>\xff</p>")
    with pytest.raises(RenderError, match=r"templates/document\.html\.jinja:1:1: the file is no UTF-8 text"):
        render(sample_edition.edition(), project)


def test_templates_can_not_change_an_edition(project):
    """The sandbox lets templates read lists and mappings, not alter them."""
    template = project / "templates" / "document.html.jinja"
    template.write_text("{% set found = [1] %}{{ found.append(2) }}", "utf-8")
    with pytest.raises(RenderError, match="access to attribute 'append' of 'list' object is unsafe"):
        render(sample_edition.edition(), project)


def test_templates_have_no_words():
    """Every word of a page comes from the edition; between tags a template has only signs."""
    for path in sorted((ROOT / "templates").rglob("*.html.jinja")):
        bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", path.read_text("utf-8"), flags=re.DOTALL)
        between = re.sub(r"<[^>]*>|[\w-]+=\"\"", "", bare)
        assert not re.search(r"[^\W\d_]", between), path
