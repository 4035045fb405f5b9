"""Our files as other programs give them back: what is good is taken, what is not is told, nothing is lost."""

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.exchanging import aged, catalog, edit, export, locales, rewrite, run, toolkit, translate

GERMAN_TITLE = 'msgid "Every fact"\nmsgstr "Alle Angaben"'


@pytest.fixture
def project(project: Callable[..., Path]) -> Path:
    return aged(project())


def segments(file: Path, xml: str) -> None:
    """Other segments for the title in an XLIFF 2 file."""
    rewrite(file, (r'(<unit id="title" name="title".*?)<segment .*?</segment>', rf"\1{xml}"))


def title(folder: Path) -> str:
    """The entry of the title, from its first line on."""
    return next(each for each in catalog(folder, "every-fact").read_text("utf-8").split("\n\n") if '"title"' in each)


# XLIFF


@pytest.mark.parametrize("format", ["xliff", "xliff-1.2"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "crlf"])
def test_the_encoding_and_the_line_ends_are_the_other_programs(project, format, encoding):
    """A byte order mark, UTF-16, line ends of Windows: no text is another one for that."""
    file = export(project, format)
    translate(file, "Every fact", "Alle Angaben")
    text = file.read_text("utf-8")
    if encoding == "crlf":
        file.write_bytes(text.replace("\n", "\r\n").encode())
    else:
        file.write_bytes(text.replace("UTF-8", encoding.removesuffix("-sig")).encode(encoding))
    result = run(project, "import", file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "1 changed" in result.stdout
    assert GERMAN_TITLE in catalog(project, "every-fact").read_text("utf-8")


def test_prefixes_cdata_and_attributes_of_their_own_change_no_text(project):
    """Namespaces by what they are, not by their prefix; CDATA and entities by what they say; unknown elements passed over."""
    file = export(project, "xliff")
    translate(file, "Every fact", "<![CDATA[Alle]]> &#65;ngaben")
    rewrite(
        file,
        (r"<(/?)(?=[a-z]+[ >/])(?!\?)", r"<\1x:"),
        (r'xmlns="', 'xmlns:x="'),
        (r"<x:xliff ", '<x:xliff xmlns:own="urn:own" own:version="3" '),
        (r"(<x:file [^>]*>)", r"\1<own:settings><own:meta type='source'>?</own:meta></own:settings>"),
    )
    result = run(project, "import", file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert GERMAN_TITLE in catalog(project, "every-fact").read_text("utf-8")


def test_a_text_that_was_cut_into_sentences_comes_back_in_one_piece(project):
    """Segments with what stands between them, in the order that their targets name."""
    file = export(project, "xliff")
    segments(
        file,
        '<segment id="s1" state="translated"><source>Every</source><target order="3">Angaben</target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment id="s2" state="final"><source>fact</source><target order="1"><mrk id="m1">Alle</mrk></target></segment>',
    )
    assert run(project, "import", file).exit_code == 0
    assert GERMAN_TITLE in title(project)


@pytest.mark.parametrize(
    "left_out", ["<segment><source>fact</source></segment>", "<segment><source>fact</source><target/></segment>"]
)
def test_a_sentence_that_was_left_out_leaves_the_text_unfinished(project, left_out):
    """Half a text is kept, and not printed."""
    file = export(project, "xliff")
    segments(file, f"<segment state='translated'><source>Every </source><target>Jede </target></segment>{left_out}")
    assert run(project, "import", file).exit_code == 0
    assert "#, fuzzy" in title(project)
    assert 'msgstr "Jede "' in title(project)


@pytest.mark.parametrize("format", ["xliff", "xliff-1.2"])
def test_units_may_come_back_in_any_order_and_number(project, format):
    """Reordered, missing, with notes of programs: each unit knows itself."""
    file = export(project, format)
    translate(file, "Every fact", "Alle Angaben")
    name = {"xliff": "unit", "xliff-1.2": "trans-unit"}[format]
    text = file.read_text("utf-8")
    found = re.findall(rf" *<{name} .*?</{name}>\n", text, re.DOTALL)
    kept = [unit for unit in found if "<group" not in unit]
    start, end = text.index(found[0]), text.index(found[20]) + len(found[20])
    block = "".join(reversed([unit for unit in kept if start <= text.index(unit) < end][3:]))
    file.write_text(text[:start] + block + text[end:], "utf-8")
    result = run(project, "import", file)
    assert result.exit_code == 0, result.stderr
    assert "1 changed" in result.stdout


@pytest.mark.parametrize("format", ["xliff", "xliff-1.2"])
def test_a_unit_that_stands_there_twice_is_told(project, format):
    """Nobody knows which is the right one; the place of the second is named."""
    file = export(project, format)
    translate(file, "Every fact", "Alle Angaben")
    name = {"xliff": "unit", "xliff-1.2": "trans-unit"}[format]
    unit = next(
        each for each in re.findall(rf"<{name} .*?</{name}>", file.read_text(), re.DOTALL) if "Alle Ang" in each
    )
    edit(file, (unit, f"{unit}{unit.replace('Alle', 'Sämtliche')}"))
    before = locales(project)
    result = run(project, "import", file)
    assert re.search(r":\d+:\d+: 'title' stands here a second time\n  hint: keep the right one", result.stderr)
    assert locales(project) == before


@pytest.mark.parametrize(("format", "tag"), [("xliff", "de-DE"), ("xliff-1.2", "de_AT"), ("tmx", "DE-de")])
def test_a_language_may_come_back_with_its_territory(project, format, tag):
    """Programs that know no language without one add it; the file is still the one for German."""
    file = export(project, format)
    rewrite(file, (r'(trgLang|target-language|xml:lang)="de"', rf'\1="{tag}"'))
    translate(file, "Packages", "Die Pakete")
    result = run(project, "import", file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert 'msgstr "Die Pakete"' in catalog(project, "every-fact").read_text("utf-8")


def test_a_script_is_never_taken_for_another():
    """Traditional Chinese is not what a project in simplified Chinese asked for; every other way to say it is."""
    from generator.exchange.languages import fits

    assert all(fits(tag, "zh-Hans") for tag in ("zh-Hans", "zh", "zh-CN", "ZH_cn", "zh-Hans-SG", "zh-SG"))
    assert not any(fits(tag, "zh-Hans") for tag in ("zh-TW", "zh-Hant", "zh-HK", "ja", "", "x-klingon", "not a tag"))


WITHOUT_HASHES = {
    "xliff": (r" *<mda:metadata>.*?</mda:metadata>\n", ""),
    "xliff-1.2": (r" *<context-group.*?</context-group>\n", ""),
}


@pytest.mark.parametrize("format", WITHOUT_HASHES)
def test_without_hashes_the_source_itself_is_compared(project, format):
    """A program that drops what it doesn't know: what is missing here is taken, another translation is told, a changed source too."""
    file = export(project, format)
    translate(file, "Every fact", "Alle Angaben")
    translate(file, "Packages", "Die Pakete")
    translate(file, "Each kind of block", "Jede Blockart")
    rewrite(file, WITHOUT_HASHES[format])
    edit(project / "content/documents/every-fact.yaml", ("Each kind of block", "All kinds of block"))
    assert run(project, "update").exit_code == 0
    result = run(project, "import", file)
    assert result.exit_code == 1
    assert "warning: 'tables.packages.caption' carries no hash, and another translation stands" in result.stderr
    assert "warning: the source of 'sections.blocks.title' has changed meanwhile" in result.stderr
    assert "1 changed, 2 units refused" in result.stdout
    text = catalog(project, "every-fact").read_text("utf-8")
    assert GERMAN_TITLE in text
    assert 'msgstr "Pakete"' in text


@pytest.mark.parametrize("format", WITHOUT_HASHES)
def test_without_hashes_a_stale_translation_can_be_confirmed(project, format):
    """The words are the same, the state says that they fit; the source may be spaced in another way."""
    file = export(project, format)
    translate(file, "Each kind of block", "Jede Art von Block")
    rewrite(file, WITHOUT_HASHES[format], (r"(<source[^>]*>)Each kind of block", r"\1 Each  kind\n of block"))
    result = run(project, "import", file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert 'msgid "Each kind of block"\nmsgstr "Jede Art von Block"' in catalog(project, "every-fact").read_text(
        "utf-8"
    )
    assert "fuzzy" not in catalog(project, "every-fact").read_text("utf-8")


def test_files_numbered_anew_are_known_by_where_they_come_from(project):
    """The ids of files, and paths written as on Windows, are a program's own matter."""
    for format, change in (
        ("xliff", (r'<file id="[^"]+"', '<file id="f1"')),
        ("xliff-1.2", (r'original="content/documents/([^"]+)"', r'original="content\\documents\\\1"')),
    ):
        file = export(project, format)
        translate(file, "Every fact", f"Alle Angaben ({format})")
        rewrite(file, change)
        result = run(project, "import", file)
        assert (result.exit_code, result.stderr) == (0, "")
        assert f"Alle Angaben ({format})" in title(project)


def test_what_others_say_in_our_words_is_not_ours(project):
    """Metadata with a type of ours in another group, contexts and targets of suggestions: none of the unit's own."""
    file = export(project, "xliff")
    translate(file, "Every fact", "Alle Angaben")
    own = r'<mda:metaGroup category="own"><mda:meta type="source">0</mda:meta></mda:metaGroup>'
    rewrite(file, (r"</mda:metadata>", f"{own}</mda:metadata>"))
    assert run(project, "import", file).exit_code == 0
    file = export(project, "xliff-1.2")
    translate(file, "Every fact", "Sämtliche Angaben")
    group = '<context-group><context context-type="x-source-hash">0</context></context-group>'
    other = f"<alt-trans><source>x</source><target>y</target>{group}</alt-trans>"
    rewrite(file, (r"(</context-group>\n)", rf"\1{other}"))
    result = run(project, "import", file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Sämtliche Angaben" in title(project)


def test_segments_of_xliff_1_come_back_in_one_piece(project):
    """As Trados and memoQ mark sentences: `seg-source`, and a `mrk` for each in the target."""
    file = export(project, "xliff-1.2")
    mark = '<mrk mtype="seg" mid="{}">{}</mrk>'
    target = f"{mark.format(1, 'Alle')} {mark.format(2, 'Angaben')}"
    translate(file, "Every fact", target)
    rewrite(file, ('<target state="translated"><mrk', f"<seg-source>{mark.format(1, 'Every fact')}</seg-source>\\g<0>"))
    result = run(project, "import", file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert GERMAN_TITLE in title(project)


# Workbooks


def test_columns_may_be_moved_and_notes_added(project):
    """A column of one's own, a total below, a sheet of remarks: our cells are found by the names of their columns."""
    file = export(project, "xlsx")
    translate(file, "Every fact", "Alle Angaben")
    book = load_workbook(file)
    book["every-fact"].insert_cols(2)
    book["every-fact"]["B1"] = "my notes"
    book["every-fact"]["B3"] = "call them"
    book["every-fact"].cell(book["every-fact"].max_row + 2, 1).value = "done on Friday"
    book.create_sheet("remarks", 0)["A1"] = "Thank you"
    book.save(file)
    result = run(project, "import", file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "1 changed" in result.stdout
    assert GERMAN_TITLE in title(project)


def test_a_translation_in_a_row_of_its_own_is_told(project):
    """It belongs to no text; it is not passed over in silence."""
    file = export(project, "xlsx")
    book = load_workbook(file)
    row = book["every-fact"].max_row + 1
    book["every-fact"].cell(row, 4).value = "Noch etwas"
    book.save(file)
    result = run(project, "import", file)
    assert result.exit_code == 1
    assert f"de.xlsx:{row}:4: " in result.stderr
    assert "belongs to no text" in result.stderr


@pytest.mark.parametrize(("value", "shown"), [(0.5, "0%"), (1200.5, "#,##0.00 €")])
def test_a_number_that_looks_different_is_no_translation(project, value, shown):
    """50 % is 0.5 to a program; who types it is asked to type it as text."""
    file = export(project, "xlsx")
    book = load_workbook(file)
    cell = next(row[3] for row in book["every-fact"].iter_rows() if row[2].value == "Packages")
    cell.value, cell.number_format = value, shown
    book.save(file)
    result = run(project, "import", file)
    assert result.exit_code == 1
    assert f"holds a number that is shown in another way ({shown})" in result.stderr


def test_cells_to_write_in_are_cells_of_text(project):
    """So that what a translator types stays what was typed: 1-2 is no date, 50 % no number."""
    for sheet in load_workbook(export(project, "xlsx")):
        assert {cell.number_format for row in sheet.iter_rows(min_row=2) for cell in row[3:5]} == {"@"}


def test_a_workbook_that_was_written_anew_is_read(project):
    """Only values, copied into a new workbook without styles, sheets' names or locks."""
    file = export(project, "xlsx")
    translate(file, "Every fact", "Alle Angaben")
    old, new = load_workbook(file), Workbook(write_only=True)
    for number, sheet in enumerate(old):
        made = new.create_sheet(f"Tabelle{number}")
        for row in sheet.values:
            made.append(row)
    data = io.BytesIO()
    new.save(data)
    file.write_bytes(data.getvalue())
    assert run(project, "import", file).exit_code == 0
    assert GERMAN_TITLE in title(project)


def test_a_workbook_that_libreoffice_saved_is_read(project):
    """The export of what is open, filled in and saved by LibreOffice 7.4; kept as it came, for its hashes hold."""
    file = shutil.copy(Path(__file__).parent / "exchange_files/libreoffice.xlsx", project / "de.xlsx")
    result = run(project, "import", file)
    assert (result.exit_code, result.stderr) == (0, "")
    text = catalog(project, "every-fact").read_text("utf-8")
    assert f'# Neu\n#. Kind: title\n#: content/documents/every-fact.yaml#title\nmsgctxt "title"\n{GERMAN_TITLE}' in text
    assert 'msgid "Each kind of block"\nmsgstr ""\n"Jede „Blockart“\\n"\n"50 %"' in text


# Every format


SAVE = """
import sys
from translate.storage import factory, xliff2
path, source, target = sys.argv[1:]
store = xliff2.Xliff2File.parsefile(path) if path.endswith("de.xlf") else factory.getobject(path)
for unit in store.units:
    if target and unit.source == source:
        unit.target = target
store.savefile(path)
"""


@pytest.mark.parametrize("format", ["xliff", "xliff-1.2", "tmx", "tbx"])
def test_files_that_translate_toolkit_saved_come_back(project, format):
    """As they are, without a change; with another text, that text and nothing else."""
    file = export(project, format)
    before = locales(project)
    toolkit(project, SAVE, str(file), "", "")
    result = run(project, "import", file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert locales(project) == before
    source, target = ("business day", "Geschäftstag") if format == "tbx" else ("Deliverable", "Lieferung")
    toolkit(project, SAVE, str(file), source, target)
    result = run(project, "import", file)
    assert (result.exit_code, result.stderr) == (0, "")
    after = locales(project)
    [changed] = [path for path, data in after.items() if data != before[path]]
    lines = zip(before[changed].decode().splitlines(), after[changed].decode().splitlines(), strict=True)
    assert [new.strip() for old, new in lines if old != new] == [
        f"target: {target}" if format == "tbx" else f'msgstr "{target}"'
    ]
