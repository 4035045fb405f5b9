"""Editions come and go: what is kept, what is told of it, and what can't be changed any more."""

import csv
import json
import shutil
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest
from click.testing import CliRunner

from generator import links
from generator.build import Means, Order, build
from generator.cli import servicedocs
from generator.errors import ContentError, GeneratorError
from generator.formats import templates
from generator.site import archive
from generator.site.record import read, write

ROOT = Path(__file__).resolve().parent.parent
ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://docs.example.com"


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1), "utf-8")


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def made(folder: Path) -> dict[str, bytes]:
    build(folder, Order(release=True), folder / "output", Means(jobs=1))
    return files_in(folder / "output/site")


def page(data: bytes):
    return html5lib.parse(data, treebuilder="lxml", namespaceHTMLElements=False)


def text(element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.fixture(scope="module")
def two(tmp_path_factory) -> tuple[Path, dict[str, bytes], dict[str, bytes]]:
    """A project with a kept edition and a later one, and its site before and after."""
    folder = tmp_path_factory.mktemp("history") / "project"
    shutil.copytree(ROOT / "templates", folder / "templates")
    shutil.copytree(ROOT / "tests/projects/base", folder, dirs_exist_ok=True)
    replaced(folder / "content/publication.yaml", "source: en", f"source: en\nsite: {BASE}")
    result = CliRunner().invoke(servicedocs, ["archive", "--project", str(folder)])
    assert result.exit_code == 0, result.output
    before = files_in(folder / "output/site")
    replaced(folder / "content/publication.yaml", "2024-03", "2025-01")
    replaced(folder / "content/offerings.yaml", "severity-1: 2 hours", "severity-1: 1 hour")
    replaced(folder / "content/offerings.yaml", "plus: weekly", "plus: as-needed")
    return folder, before, made(folder)


@pytest.fixture
def project(two, tmp_path) -> Path:
    """A copy of that project, to be spoiled."""
    shutil.copytree(two[0], tmp_path / "project", ignore=shutil.ignore_patterns("output"))
    return tmp_path / "project"


# What is kept


def test_a_kept_edition_stays_byte_for_byte(two):
    """Its page, PDF, tables and what it wears are the same files when a later edition is out."""
    folder, before, after = two
    kept = {path: data for path, data in before.items() if "/2024-03/" in path}
    assert len(kept) == 3 * 5
    assert {path: after[path] for path in kept} == kept
    for path, data in files_in(folder / "archive").items():
        assert after[path] == data


def test_a_later_edition_has_an_address_of_its_own(two):
    """Both editions lie at permanent addresses; the document's own page is the later one."""
    _, _, after = two
    assert after["de/every-fact/2025-01/matrix.json"] == after["de/every-fact/matrix.json"]
    assert json.loads(after["de/every-fact/matrix.json"])["edition"] == "2025-01"


def test_the_site_of_two_editions_is_whole(two):
    """The links of both are proved, old pages too."""
    assert list(links.check(two[2], BASE)) == []


def test_another_text_under_a_kept_month_is_refused(project):
    """An edition that was released can't say something else; drafts of the next one may."""
    replaced(project / "content/publication.yaml", "2025-01", "2024-03")
    with pytest.raises(GeneratorError) as refused:
        made(project)
    assert "the edition 2024-03 of 'every-fact' was released with another text" in str(refused.value)
    build(project, Order(), project / "draft", Means(jobs=1))


def test_a_damaged_archive_is_told(project):
    """A file that is gone, and a record that is none, are named with what to do."""
    (project / "archive/de/every-fact/2024-03/tables.csv").unlink()
    (project / "archive/ko/every-fact/2024-03/record.json").write_text("{}")
    with pytest.raises(ContentError) as refused:
        made(project)
    assert "archive/de/every-fact/2024-03/record.json:1:1: the file 'tables.csv' is missing" in str(refused.value)
    assert "archive/ko/every-fact/2024-03/record.json:1:1: this is no record of an edition" in str(refused.value)


def test_keeping_twice_keeps_once(project):
    """The verb adds what is new, says so, and never writes over what is there."""
    before = files_in(project / "archive")
    first = CliRunner().invoke(servicedocs, ["archive", "--project", str(project)])
    again = CliRunner().invoke(servicedocs, ["archive", "--project", str(project)])
    assert first.output.splitlines()[-1] == "3 editions kept"
    assert again.output.splitlines()[-1] == "nothing new to keep"
    after = files_in(project / "archive")
    assert {path: after[path] for path in before} == before


def test_a_record_comes_back_as_it_was(two):
    """A record in a file is the record that was written."""
    data = two[1]["ko/every-fact/2024-03/record.json"]
    assert write(read(data)) == data


# What is told of it


@pytest.mark.parametrize(
    ("tag", "row", "column", "before", "now"),
    [
        ("en", "Response, severity 1", "Hosted · Plus", "2 hours", "1 hour"),
        ("de", "Reaktion, Schweregrad 1", "Gehostet · Plus", "2 Stunden", "1 Stunde"),
        ("ko", "응답, 심각도 1", "호스팅 · 플러스", "2시간", "1시간"),
    ],
)
def test_changes_are_told_in_words_of_every_language(two, tag, row, column, before, now):
    """What a fact was and what it is now, under the names of row and column."""
    table = page(two[2][f"{tag}/every-fact/changes/index.html"]).find(".//table")
    lines = [[text(cell) for cell in line] for line in table.findall("tbody/tr")]
    assert len(lines) == 2
    assert [row, column, before, now] in lines


def test_a_change_of_words_alone_is_no_change_of_facts(project):
    """A better word for the same fact changes no fact."""
    replaced(project / "content/publication.yaml", "2025-01", "2025-02")
    replaced(project / "content/offerings.yaml", "severity-1: 1 hour", "severity-1: 2 hours")
    replaced(project / "content/offerings.yaml", "plus: as-needed", "plus: weekly")
    replaced(project / "content/vocabulary.yaml", "weekly: weekly", "weekly: once a week")
    site = made_draft(project)
    changes = page(site["en/every-fact/changes/index.html"])
    assert changes.find(".//table") is None


def made_draft(project: Path) -> dict[str, bytes]:
    build(project, Order(), project / "draft", Means(jobs=1))
    return files_in(project / "draft/site")


def test_a_changed_sentence_is_told_before_and_now(project):
    """Texts outside the tables are compared by their key."""
    replaced(project / "content/documents/every-fact.yaml", "first: First point", "first: The very first point")
    texts = page(made_draft(project)["en/every-fact/changes/index.html"]).find(".//dl")
    assert [text(each) for each in texts.iter("del")] == ["First point"]
    assert [text(each) for each in texts.iter("ins")] == ["The very first point"]


def test_the_feed_tells_each_edition(two):
    """Newest first, with its permanent address, a name that never changes, and what it changed."""
    first, second = (ElementTree.fromstring(files["de/changes.atom"]) for files in two[1:])
    entries = second.findall(f"{ATOM}entry")
    assert [each.find(f"{ATOM}link").get("href") for each in entries] == [
        f"{BASE}/de/every-fact/2025-01/",
        f"{BASE}/de/every-fact/2024-03/",
    ]
    assert "Plus · Reaktion, Schweregrad 1 · 2 Stunden → 1 Stunde" in entries[0].findtext(f"{ATOM}content").replace(
        "\u00a0", " "
    )
    assert entries[1].findtext(f"{ATOM}id") == first.find(f"{ATOM}entry").findtext(f"{ATOM}id")


def test_a_date_finds_its_edition(two):
    """Each edition applies from the first of its month to the day before the next: as page and as data."""
    told = json.loads(two[2]["de/every-fact/editions/editions.json"])["editions"]
    assert [(each["edition"], each["from"], each["until"]) for each in told] == [
        ("2024-03", "2024-03-01", "2024-12-31"),
        ("2025-01", "2025-01-01", None),
    ]
    rows = page(two[2]["de/every-fact/editions/index.html"]).findall(".//tbody/tr")
    assert [text(row[0]) for row in rows] == ["Januar 2025", "März 2024"]
    assert text(rows[1][2]) == "31. Dezember 2024Ersetzt durch die Ausgabe Januar 2025."
    assert [link.get("href") for link in rows[1][3]] == [
        "../2024-03/X1_every-fact_de_2024-03.pdf",
        "../2024-03/tables.csv",
        "../2024-03/matrix.json",
    ]


def test_old_and_new_lead_to_each_other(two):
    """The old page asks its style sheet what took its place; the new one says what it replaced."""
    old = page(two[2]["ko/every-fact/2024-03/index.html"])
    assert "edition-2024-03" in old.find("body").get("class").split()
    assert "../editions/standing.css" in [link.get("href") for link in old.iter("link")]
    css = two[2]["ko/every-fact/editions/standing.css"].decode()
    assert '.edition-2024-03 .superseded::before {\n  content: "2025년 1월 발행판으로 대체되었습니다.";' in css.replace(
        "\u00a0", " "
    )
    assert "edition-2025-01" not in css
    assert "edition-2024-03" not in two[1]["ko/every-fact/editions/standing.css"].decode()
    new = page(two[2]["ko/every-fact/index.html"])
    banner = new.find(".//p[@class='replaces']")
    assert text(banner).replace("\u00a0", " ").startswith("2024년 3월 발행판을 대체합니다.")
    assert banner.find("a").get("href") == "2024-03/index.html"


def test_a_withdrawn_document_leaves_a_stone(project):
    """Where it was stands since when it is gone, what took its place, and the way to its last edition."""
    source = project / "content/documents/every-fact.yaml"
    (project / "content/documents/other.yaml").write_text(source.read_text("utf-8").replace("Every fact", "Other"))
    for catalog in project.glob("locales/*/LC_MESSAGES/every-fact.po"):
        catalog.rename(catalog.with_name("other.po"))
    source.unlink()
    replaced(project / "content/publication.yaml", "documents: [every-fact]", "documents: [other]")
    with pytest.raises(ContentError, match="the archived document 'every-fact' is not listed"):
        made_draft(project)
    with (project / "content/publication.yaml").open("a") as publication:
        publication.write("withdrawn:\n  every-fact: {since: 2025-06, successor: other}\n")
    site = made_draft(project)
    stone = page(site["de/every-fact/index.html"])
    assert stone.find(".//meta[@name='robots']").get("content") == "noindex"
    assert text(stone.find(".//div[@class='standing']")) == "Dieses Dokument gilt seit Juni 2025 nicht mehr."
    hrefs = [link.get("href") for link in stone.findall(".//main//a")]
    assert hrefs == ["../other/index.html", "2024-03/index.html", "editions/index.html"]
    told = json.loads(site["de/every-fact/editions/editions.json"])["editions"]
    assert told[-1]["until"] == "2025-05-31"
    assert "seit Juni 2025 nicht mehr." in site["de/every-fact/editions/standing.css"].decode().replace("\u00a0", " ")
    assert list(links.check(site, BASE)) == []


def test_only_what_was_released_can_be_withdrawn(project):
    """A name that the archive doesn't know is a mistake, told at its place."""
    with (project / "content/publication.yaml").open("a") as publication:
        publication.write("withdrawn:\n  no-fact: {since: 2025-06}\n")
    with pytest.raises(ContentError, match="there is no archived edition of 'no-fact'"):
        made_draft(project)


# Around a document


def test_offerings_stand_side_by_side(two):
    """One column for each offering, all tables together; rows that grant the same are known."""
    compared = page(two[2]["en/every-fact/compare/index.html"]).find(".//table")
    assert [text(head) for head in compared.findall("thead/tr/th")] == ["Feature", "Hosted Basic", "Hosted Plus"]
    rows = {text(row[0]): [text(cell) for cell in row[1:]] for row in compared.iter("tr") if len(row) == 3}
    assert rows["Response, severity 1"] == ["Best effort", "1 hour"]
    assert rows["Training"] == ["Scope ✓ IncludedMethod Email", "Scope ✓ IncludedMethod Email or in person"]
    same = [text(row[0]) for row in compared.iter("tr") if row.get("class") == "same"]
    assert same == ["Reports"]


def test_two_languages_stand_line_by_line(two):
    """Each line is the same message in both languages, marked with its language."""
    pairs = page(two[2]["de/every-fact/beside/ko/index.html"]).find(".//table[@class='pairs']")
    lines = [(text(row[0]), text(row[1])) for row in pairs.findall("tbody/tr")]
    assert ("Erster Punkt", "첫째 항목") in lines
    assert all(first and second for first, second in lines)
    assert {row[1].get("lang") for row in pairs.findall("tbody/tr")} == {"ko"}


def test_a_download_says_what_it_is(two):
    """Language, format, size and pages stand in the link to a PDF."""
    files = two[2]
    link = page(files["de/every-fact/index.html"]).find(".//a[@type='application/pdf']")
    size = round(len(files["de/every-fact/X1_every-fact_de_2025-01.pdf"]) / 1000)
    assert text(link.find("span")) == f"Deutsch, PDF, {size} kB, Seiten: 2"
    assert link.get("hreflang") == "de"


def test_the_tables_are_a_spreadsheet(two):
    """Every cell is a line with its ids, its words and its fact, in a form that spreadsheets read as Unicode."""
    data = two[2]["ko/every-fact/tables.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(StringIO(data.decode("utf-8-sig"))))
    matrix = json.loads(two[2]["ko/every-fact/matrix.json"])
    cells = [
        cell
        for table in matrix["tables"]
        for group in table["groups"]
        for row in group["rows"]
        for cell in row["cells"]
    ]
    assert [(line["offering"], line["aspect"], line["text"], json.loads(line["fact"])) for line in lines] == [
        (cell["offering"], cell["aspect"], cell["text"], cell["fact"]) for cell in cells
    ]


def test_an_error_is_told_in_the_language_where_it_was_looked_for(two):
    """Each language has its own page, whose links hold at every address."""
    lost = page(two[2]["ko/404.html"])
    assert (lost.getroot().get("lang"), text(lost.find(".//h1"))) == ("ko", "페이지를 찾을 수 없음")
    assert {link.get("href") for link in lost.findall(".//main//a")} == {"/ko/every-fact/index.html"}


def test_a_text_in_a_style_sheet_can_not_break_out():
    """Quotes, backslashes and markup are told by their number."""
    assert str(templates.css_text('a"b\\c</style>')) == "a\\000022b\\00005cc\\00003c/style\\00003e"


def test_the_archive_lies_like_the_site(two):
    """What is copied into the project lies where it lay in the site."""
    kept = archive.read(two[0], ["every-fact"], {})
    assert {record.revision for records in kept.records.values() for record in records} == {"2024-03"}
    assert set(kept.files) <= set(two[1])


# Documents that aren't in every language


@pytest.fixture(scope="module")
def lacking(tmp_path_factory) -> dict[str, bytes]:
    """The site of a project whose second document doesn't go out in Korean."""
    folder = tmp_path_factory.mktemp("lacking") / "project"
    shutil.copytree(ROOT / "templates", folder / "templates")
    shutil.copytree(ROOT / "tests/projects/base", folder, dirs_exist_ok=True)
    shutil.copy(folder / "content/documents/every-fact.yaml", folder / "content/documents/other.yaml")
    shutil.copy(folder / "locales/de/LC_MESSAGES/every-fact.po", folder / "locales/de/LC_MESSAGES/other.po")
    told = f"documents: [every-fact, other]\nwithout:\n  other: [ko]\nsite: {BASE}"
    replaced(folder / "content/publication.yaml", "documents: [every-fact]", told)
    return made(folder)


def test_a_missing_translation_is_shown_as_such(lacking):
    """The menu names the language without a way there, head and site map leave it out, and no page of it is made."""
    assert not [path for path in lacking if path.startswith("ko/other/")]
    for path in ("de/other/index.html", "de/other/editions/index.html", "en/other/2024-03/index.html"):
        told = page(lacking[path])
        menu = told.find(".//nav[@class='language-menu']")
        missing = menu.find(".//li[@class='missing']")
        assert missing.find("span").get("lang") == "ko"
        assert text(missing) == (
            "한국어 not available in this language"
            if path.startswith("en")
            else "한국어 in dieser Sprache nicht verfügbar"
        )
        assert missing.find("a") is None
        assert len(menu.findall(".//a")) == 2
        assert [link.get("hreflang") for link in told.findall(".//link[@hreflang]")] == ["en", "de", "x-default"]
    assert b"/ko/other/" not in lacking["sitemap.xml"]
    assert list(links.check(lacking, BASE)) == []


def test_a_home_tells_of_documents_that_other_languages_have(lacking):
    """The reader learns that the document exists, in which language, and is led there knowingly."""
    entries = page(lacking["ko/index.html"]).findall(".//li[@class='entry']")
    assert [each.find("h2/a").get("href") for each in entries] == ["every-fact/index.html", "../en/other/index.html"]
    assert entries[1].find("h2/a").get("hreflang") == "en"
    assert entries[1].find("p/span").get("lang") == "en"


def test_a_document_can_only_lack_what_is_there(project):
    """Unknown documents and languages are told, and that no document lacks its source."""
    publication = project / "content/publication.yaml"
    kept = publication.read_text("utf-8")
    for told, problem in (
        ("no-fact: [ko]", "there is no document 'no-fact'"),
        ("every-fact: [en]", "'every-fact' can't lack its source language"),
        ("every-fact: [fr]", "there is no language 'fr'"),
    ):
        publication.write_text(f"{kept}without: {{{told}}}\n", "utf-8")
        with pytest.raises(GeneratorError, match=problem):
            made(project)
