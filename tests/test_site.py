"""Editions become a website: where things lie, what leads to what, what dresses it."""

import json
import posixpath
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest

from generator import site
from generator.content import read
from generator.formats import FORMATS, Press, templates
from generator.site.dress import LIGHT_WORDS, PAPER_WORDS
from tests import sample_edition

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = (sample_edition.ENGLISH, sample_edition.GERMAN, sample_edition.ARABIC)
DOCUMENTS = ("sample-guide", "sample-terms")
FACES = (
    site.WebFace("Sample Sans", 400, b"regular"),
    site.WebFace("Sample Sans", 700, b"bold"),
    site.WebFace("Other Sans", 400, b"other"),
)


@pytest.fixture(scope="module")
def environment():
    return templates.environment(ROOT)


@pytest.fixture(scope="module")
def files(environment):
    """A whole site: two documents in three languages, each as page, PDF (not a real one) and data."""
    editions = [sample_edition.edition(language, document) for language in LANGUAGES for document in DOCUMENTS]
    dresses = {
        language.tag: site.dress(environment, language, f"/* look of {language.tag} */", FACES)
        for language in LANGUAGES
    }
    graph = site.Graph(LANGUAGES)
    found = site.indexes(editions, dresses, environment, graph)
    for edition in editions:
        siblings = [other for other in editions if other.document == edition.document]
        page = site.document_page(edition, siblings, dresses[edition.language.tag], ("html", "json", "pdf"))
        found[site.path(edition)] = FORMATS["html"](edition, Press(environment, page))
        found[site.path(edition, "json")] = FORMATS["json"](edition, Press(environment))
        found[site.path(edition, "csv")] = FORMATS["csv"](edition, Press(environment))
        found[site.path(edition, "pdf")] = b"%PDF"
        formats = ("csv", "html", "json", "pdf")
        found |= site.about(edition, siblings, dresses, environment, formats, graph)
        copies = site.permanent_copies(edition, formats, graph)
        found |= {path: found[original] for path, original in copies.items()}
    return found


def parsed(content):
    return html5lib.parse(content, treebuilder="lxml", namespaceHTMLElements=False)


def text(element):
    return " ".join("".join(element.itertext()).split())


def pages(files):
    return {path: parsed(content) for path, content in files.items() if path.endswith(".html")}


def shown(files):
    """The pages at addresses of their own: an error is shown wherever nothing lies."""
    return {path: page for path, page in pages(files).items() if not path.endswith("404.html")}


def test_files_are_named_by_number_document_language_and_edition():
    """A PDF says in its name what it is; a document without a number has none."""
    edition = sample_edition.edition(sample_edition.GERMAN)
    assert site.path(edition) == "de/sample-guide/index.html"
    assert site.path(edition, "json") == "de/sample-guide/matrix.json"
    assert site.path(edition, "pdf") == "de/sample-guide/J1_sample-guide_de_2020-07.pdf"
    assert site.file_name(replace(edition, number=""), "pdf") == "sample-guide_de_2020-07.pdf"


@pytest.mark.parametrize("number", ["J 1/3", "../J1", "Ж-7", "..."])
def test_a_number_can_not_lead_out_of_its_folder(number):
    """Whatever a document number holds, the file's name is plain ASCII without a path."""
    name = site.file_name(replace(sample_edition.edition(), number=number), "pdf")
    assert name.isascii()
    assert not set(name) & set("/\\ ")
    assert not name.startswith(".")


def test_the_site_has_a_chooser_homes_and_documents(files):
    """`/`, a home and an error for each language, and each document in its folder."""
    assert {path for path in pages(files) if path.count("/") < 3} == {
        "index.html",
        "404.html",
        *(f"{language.tag}/index.html" for language in LANGUAGES),
        *(f"{language.tag}/404.html" for language in LANGUAGES),
        *(f"{language.tag}/{document}/index.html" for language in LANGUAGES for document in DOCUMENTS),
    }


def test_every_address_is_relative_and_leads_to_a_file(files):
    """The folder works under any host and path, and from a disk: no address begins at a root, and none dangles."""
    for path, page in shown(files).items():
        addresses = [element.get("href") for element in page.iter("a", "link") if element.get("rel") != "icon"]
        inside = [href.partition("#")[0] for href in addresses if not href.startswith(("#", "https://example.org"))]
        assert inside
        for href in inside:
            assert ":" not in href
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), href)) in files, (path, href)


def test_every_page_leads_to_itself_and_its_other_languages(files):
    """The sets of `hreflang` are complete and lead back: what A says of B, B says of A."""
    sets = {}
    for path, page in shown(files).items():
        links = [link for link in page.iter("link") if link.get("hreflang")]
        sets[path] = {
            link.get("hreflang"): posixpath.normpath(posixpath.join(posixpath.dirname(path), link.get("href")))
            for link in links
        }
    for path, found in sets.items():
        if "/beside/" in path:  # in two languages at once: no one's translation
            assert not found
            continue
        assert set(found) == {"x-default", *(language.tag for language in LANGUAGES)}
        assert path in found.values()
        assert found["x-default"] == ("index.html" if path.count("/") < 2 else found["en"])
        assert all(sets[found[language.tag]] == found for language in LANGUAGES)


def test_the_language_menu_stays_with_the_document(files):
    """It leads to the same document, never to a home."""
    page = parsed(files["de/sample-terms/index.html"])
    hrefs = [link.get("href") for link in page.findall(".//nav[@class='language-menu']//a")]
    assert hrefs == ["../../en/sample-terms/index.html", "index.html", "../../ar/sample-terms/index.html"]


def test_a_page_leads_only_to_formats_that_are_there(environment):
    """Without a PDF there is no link to one."""
    edition = sample_edition.edition()
    dress = site.dress(environment, edition.language, "", FACES)
    assert [file.label for file in site.document_page(edition, [edition], dress, ("html", "pdf")).downloads] == [
        "download-pdf"
    ]
    assert site.document_page(edition, [edition], dress, ("html",)).downloads == ()


def test_a_home_lists_the_documents_of_its_language(files):
    """Title, description, number and edition of each, with a link."""
    page = parsed(files["de/index.html"])
    assert page.getroot().get("lang") == "de"
    links = page.findall(".//main//h2/a")
    assert [link.get("href") for link in links] == ["sample-guide/index.html", "sample-terms/index.html"]
    assert {text(link) for link in links} == {"Sample <guide>"}


def test_the_chooser_speaks_each_language(files):
    """Each language stands by its own name, marked with its language and direction, with its documents."""
    choices = parsed(files["index.html"]).findall(".//li[@class='choice']")
    assert [(text(choice.find("h2")), choice.get("lang"), choice.get("dir")) for choice in choices] == [
        ("English", "en", "ltr"),
        ("Deutsch", "de", "ltr"),
        ("العربية", "ar", "rtl"),
    ]
    assert [link.get("href") for link in choices[1].findall("ul/li/a")] == [
        "de/sample-guide/index.html",
        "de/sample-terms/index.html",
    ]


def test_assets_are_named_by_their_content(environment):
    """Another content is another name, the same content the same."""
    first = site.dress(environment, sample_edition.ENGLISH, "", FACES)
    again = site.dress(environment, sample_edition.ENGLISH, "", FACES)
    other = site.dress(environment, sample_edition.ENGLISH, "p { color: red }", FACES)
    assert first == again
    assert first.stylesheets[0] == other.stylesheets[0]
    assert first.stylesheets[1] != other.stylesheets[1]


def test_a_language_has_its_look_and_its_fonts(files, environment):
    """The language's style sheet names each face, in order, and holds what the language's folder says."""
    dress = site.dress(environment, sample_edition.GERMAN, "/* look of de */", FACES)
    css = dress.files[dress.stylesheets[1]].decode()
    assert "/* look of de */" in css
    assert ':lang(de) {\n  --font-text: "Sample Sans", "Other Sans", sans-serif;' in css
    assert css.count("@font-face") == 3
    for name in dress.files:
        if name.endswith(".woff2"):
            assert f'url("{posixpath.basename(name)}")' in css
    assert dress.preloads == tuple(name for name in dress.files if name.startswith("assets/sample-sans-"))
    preloads = parsed(files["de/sample-guide/index.html"]).findall(".//link[@rel='preload']")
    assert tuple(posixpath.normpath("de/sample-guide/" + each.get("href")) for each in preloads) == dress.preloads


def test_pages_load_nothing_from_elsewhere(files):
    """No style sheet imports, and no address in one leaves its folder."""
    for path, content in files.items():
        if path.endswith(".css"):
            css = content.decode()
            assert "@import" not in css
            assert "//" not in css.replace("/*", "").replace("*/", "")


def test_the_characters_of_pages_are_known(files):
    """Fonts are cut for these: nothing that a page shows is left out."""
    editions = [sample_edition.edition(language, document) for language in LANGUAGES for document in DOCUMENTS]
    known = site.characters(editions)
    for page in pages(files).values():
        assert {letter for letter in text(page.find("body")) if ord(letter) > 126} <= known


def test_the_data_beside_the_page_is_that_of_its_language(files):
    """matrix.json lies in the folder of the page that leads to it."""
    assert json.loads(files["ar/sample-terms/matrix.json"])["language"] == "ar"


def test_words_that_need_no_bold_face_are_words_of_the_interface():
    """A key that is gone or misspelt would only seem to make the fonts smaller."""
    known = read(ROOT).interface
    assert known.keys() >= LIGHT_WORDS | PAPER_WORDS
    assert not LIGHT_WORDS & PAPER_WORDS
