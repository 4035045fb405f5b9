"""Every PDF of the publication, in every language, as ears and archives get it."""

import subprocess
from functools import lru_cache
from shutil import which

import pytest
import yaml

from generator.formats import FORMATS, Press, paper, templates
from generator.formats.pdf import engine
from tests import shipped
from tests.pdf_faults import faults
from tests.pdf_structure import Document, read

SIZES = {"zh-Hans": 140_000, "ko": 90_000}
"""The largest size of a file in bytes; 60 kB in languages without a character set of their own."""


@lru_cache
def read_at(number: int) -> Document:
    return read(shipped.pdf(number))


@pytest.fixture(params=range(len(shipped.editions())), ids=shipped.names())
def number(request):
    return request.param


@pytest.fixture
def edition(number):
    return shipped.editions()[number]


@pytest.fixture
def document(number):
    return read_at(number)


def words(text):
    """*text* with plain blanks, and without what has no sound."""
    return " ".join(text.replace("\u2060", "").replace("\u00ad", "").split())


# What the YAML says, read without any of our code


def written(path):
    return yaml.safe_load((shipped.ROOT / "content" / path).read_text("utf-8"))


def in_content(edition):
    return written(f"documents/{edition.document}.yaml")


def leaves(columns, above, offering=""):
    """The offering, the aspect and the ids of the heads of each column of cells."""
    for column in columns:
        own = column.get("offering", offering)
        id = "-".join((above[-1], column.get("deployment") or column.get("aspect") or column["offering"]))
        if "columns" in column:
            yield from leaves(column["columns"], (*above, id), own)
        else:
            yield own, column.get("aspect", "value"), {*above[1:], id}


def stated(facts, offering, aspect):
    """A feature's fact for an offering and an aspect, None if it states none."""
    fact = facts.get(offering)
    by_aspect = isinstance(fact, dict) and not {*fact}.isdisjoint({"value", "method", "frequency"})
    return fact.get(aspect) if by_aspect else fact if aspect == "value" else None


def severities(facts):
    """The levels for which a feature has a row of its own; the empty text for a feature that has one row."""
    found = {key for fact in facts if isinstance(fact, dict) for key in fact if key.startswith("severity-")}
    return sorted(key.removeprefix("severity") for key in found) or [""]


def associations(id, table):
    """For each row of a table and each of its cells: the ids of all heads that the cell falls under."""
    columns = list(leaves(table["columns"], (f"table-{id}",)))
    for group in table["groups"]:
        over = {f"table-{id}-{group}"} if table.get("group-heads") else set()
        for feature, entry in written("offerings.yaml")["features"].items():
            facts = [stated(entry["facts"], offering, aspect) for offering, aspect, _ in columns]
            if entry["group"] == group and None not in facts:
                for level in severities(facts):
                    yield [heads | over | {f"table-{id}-{feature}{level}"} for *_, heads in columns]


def test_it_has_no_fault(document):
    """Structure, fonts, links, claims and attachments are as the standards have them."""
    assert faults(document) == []


def test_each_table_is_one_table_with_its_caption(edition, document):
    """As many tables as the edition has, whatever the number of pages."""
    captions = [table.find("Caption")[0].text for table in document.find("Table")]
    assert captions == [words(f"{table.label} {table.caption}") for table in edition.tables()]


def test_every_cell_is_read_with_the_heads_that_the_content_gives_it(edition, document):
    """For every cell of every table: the heads that follow from the YAML, by an arithmetic of the test's own."""
    tables = {f"table-{id}": list(associations(id, table)) for id, table in in_content(edition)["tables"].items()}
    for table, element in zip(edition.tables(), document.find("Table"), strict=True):
        expected = [heads for row in tables[table.id] for heads in row]
        assert [set(cell.headers) for cell in element.find("TD")] == expected


def test_every_cell_is_read_with_its_words(edition, document):
    """A cell is heard as its fact's words, also where a sign is drawn."""
    for table, element in zip(edition.tables(), document.find("Table"), strict=True):
        expected = [words(str(cell.phrase)) for row in shipped.rows(table) for cell in row.cells]
        assert [cell.heard for cell in element.find("TD")] == expected


def test_the_headings_are_those_of_the_edition(edition, document):
    """Every title is a heading of its level, in order."""

    def titles(sections):
        for section in sections:
            yield section.level, words(str(section.title))
            yield from titles(section.sections)

    found = document.find(*(f"H{level}" for level in range(1, 7)))
    expected = [(1, words(str(edition.title))), *titles(edition.sections)]
    assert [(int(one.type[1]), words(one.text)) for one in found] == expected


def test_the_matrix_is_attached(edition, document):
    """A document carries its tables as data, once: the same bytes as the file beside it."""
    files = list(document.pdf.Root.get("/AF", []))
    assert [str(file.UF) for file in files] == ["matrix.json"]
    assert files[0].EF.F.read_bytes() == FORMATS["json"](edition, Press(templates.environment(shipped.ROOT)))


def test_the_metadata_say_what_it_is(edition, document):
    """Title, number, edition, language, publisher and keywords, for those who find the file without its folder."""
    info = {key: str(value) for key, value in document.pdf.docinfo.items()}
    assert info["/Title"] == str(edition.title)
    assert info["/Author"] == edition.publisher
    assert info["/Subject"] == str(edition.description)
    assert info["/Keywords"] == ", ".join(edition.keywords)
    assert info["/Producer"].startswith("WeasyPrint 70")
    assert info["/CreationDate"] == info["/ModDate"] == "D:20200701000000Z"
    with document.pdf.open_metadata() as xmp:
        assert xmp["dc:date"] == [edition.revision]
        assert xmp["dc:language"] == {edition.language.text_tag}
        assert xmp.get("dc:identifier", "") == edition.number
    assert document.pdf.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.skipif(which("qpdf") is None, reason="qpdf is not installed")
def test_another_program_finds_no_fault_in_the_file(number, tmp_path):
    """The file's own structure is sound: ``qpdf --check`` says nothing."""
    path = tmp_path / "document.pdf"
    path.write_bytes(shipped.pdf(number))
    run = subprocess.run(["qpdf", "--check", path], check=False, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "No syntax or stream encoding errors found" in run.stdout


def test_it_is_small(edition, number):
    """A file can be mailed."""
    assert len(shipped.pdf(number)) <= SIZES.get(edition.language.tag, 60_000)


def test_the_readme_tells_what_weasyprint_writes_by_itself():
    """Before and after: the heads of the TSAM column of the first table, and how many tables there are."""
    weasyprint = engine.load()
    number = shipped.names().index("service-management-en")
    environment = templates.environment(shipped.ROOT)
    styles = templates.stylesheet(environment, *paper.STYLES, "paper-a4")
    html = weasyprint.HTML(string=paper.markup(shipped.editions()[number], environment))
    before = read(html.write_pdf(stylesheets=[weasyprint.CSS(string=styles)], pdf_variant="pdf/ua-1"))
    after = read_at(number)
    heads = [document.associations(document.find("Table")[0])[0][1] for document in (before, after)]
    assert [[head for head in each if "enablement" not in head] for each in heads] == [
        ["On-premises", "Standard"],
        ["On-premises", "TSAM"],
    ]
    parts = [table for table in before.find("Table") if not table.find("Caption")]
    assert (len(before.find("Table")) - len(parts), len(after.find("Table"))) == (2, 2)
    assert parts
    told = (shipped.ROOT / "README.md").read_text("utf-8")
    assert 'announces the TSAM column of the service description\'s first table as "On-premises, Standard"' in told
    assert "a table that runs over two pages becomes two tables" in told
