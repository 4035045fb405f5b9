"""What the files for translators are made of, and what the programs of others make of them."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from generator import content, exchange
from generator.exchange import codes, xlsx
from tests.exchanging import CONTACTS, LANG, TEXTS, XLIFF1, XLIFF2, aged, catalog, edit, export, run, translate


@pytest.fixture
def project(project: Callable[..., Path]) -> Path:
    return aged(project())


# The workbook


def test_a_workbook_is_locked_but_for_two_columns(project):
    """Translations and comments can be written; the rest, and the hidden columns, can't."""
    for sheet in load_workbook(export(project, "xlsx")):
        assert sheet.protection.sheet
        for row in sheet.iter_rows(min_row=2):
            unlocked = [cell.column for cell in row if not cell.protection.locked]
            assert unlocked == [xlsx.TARGET, xlsx.COMMENT]
        hidden = [letter for letter, dimension in sheet.column_dimensions.items() if dimension.hidden]
        assert hidden == ["J", "K", "L"]


def test_a_workbook_shows_a_stale_translation_beside_the_cell_to_write(project):
    """Copied over it is confirmed; left alone it stays stale."""
    file = export(project, "xlsx")
    rows = {row[2]: row for row in load_workbook(file)["every-fact"].values}
    row = rows["Each kind of block"]
    assert (row[1], row[3], row[5], row[6]) == ("stale", None, "Every kind of block", "Jede Art von Block")
    translate(file, "Each kind of block", "Jede Art von Block")
    assert run(project, "import", file).exit_code == 0
    assert "fuzzy" not in catalog(project, "every-fact").read_text("utf-8")


def test_a_workbook_may_come_back_sorted_and_with_figures(project):
    """Rows know themselves; a number in a cell is the text that was typed."""
    file = export(project, "xlsx")
    book = load_workbook(file)
    sheet = book["every-fact"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for row in rows:
        if row[2] == "Packages":
            row[3] = 24
    for number, row in enumerate(sorted(rows, key=str, reverse=True), 2):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    book.save(file)
    result = run(project, "import", file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert 'msgid "Packages"\nmsgstr "24"' in catalog(project, "every-fact").read_text("utf-8")


def test_a_formula_is_no_translation(project):
    """A cell that begins with = and was typed as a formula is refused with its sheet and cell."""
    file = export(project, "xlsx")
    translate(file, "Packages", '=HYPERLINK("https://example.com")')
    result = run(project, "import", file)
    assert result.exit_code == 1
    assert re.search(r"de\.xlsx:\d+:4: .*every-fact!D\d+ holds a formula", result.stderr)


def test_a_text_like_a_formula_stays_a_text(project):
    """A source or translation that begins with = is never run by a program that opens the workbook."""
    edit(catalog(project, "every-fact"), ('msgstr "Pakete"', 'msgstr "=1+1"'))
    file = export(project, "xlsx")
    cell = next(row[3] for row in load_workbook(file)["every-fact"].iter_rows() if row[2].value == "Packages")
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert run(project, "import", file).stdout.endswith("0 changed, 0 units refused\n")


# Structure


def test_xliff_2_has_its_elements_in_the_order_of_the_standard(project):
    """XLIFF 2.1, section 4.2: modules, notes, segments; ids are NMTOKENs and unique in their file, states those it knows."""
    root = ElementTree.parse(export(project, "xliff")).getroot()
    assert (root.tag, root.get("version"), root.get("srcLang"), root.get("trgLang")) == (
        f"{XLIFF2}xliff",
        "2.1",
        "en",
        "de",
    )
    assert [each.get("id") for each in root] == list(content.read(project).messages)
    for file in root:
        ids = [unit.get("id") for unit in file.iter(f"{XLIFF2}unit")]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"[\w.:-]+", id) for id in ids)
    for unit in root.iter(f"{XLIFF2}unit"):
        names = [child.tag.rpartition("}")[2] for child in unit]
        assert names in (["metadata", "notes", "segment"], ["matches", "metadata", "notes", "segment"])
        segment = unit.find(f"{XLIFF2}segment")
        assert segment.get("state") in ("initial", "translated", "reviewed", "final")
        assert [child.tag for child in segment] in ([f"{XLIFF2}source"], [f"{XLIFF2}source", f"{XLIFF2}target"])
        codes_of = [code.get("id") for code in segment[0].iter() if code.tag in (f"{XLIFF2}ph", f"{XLIFF2}pc")]
        assert len(set(codes_of)) == len(codes_of)


def test_xliff_1_has_its_elements_in_the_order_of_the_standard(project):
    """XLIFF 1.2: what a file needs, then in each unit source, target, and what tells of it; types that the schema lists."""
    root = ElementTree.parse(export(project, "xliff-1.2")).getroot()
    assert (root.tag, root.get("version")) == (f"{XLIFF1}xliff", "1.2")
    for file in root:
        assert {"original", "source-language", "target-language", "datatype"} == set(file.attrib)
        assert [child.tag for child in file] == [f"{XLIFF1}body"]
    for unit in root.iter(f"{XLIFF1}trans-unit"):
        names = [child.tag.removeprefix(XLIFF1) for child in unit]
        assert names[0] == "source"
        assert "target" not in names or names[1] == "target"
        assert set(names[2:]) <= {"context-group", "note", "alt-trans"}
        assert unit.get("approved") == (
            "yes" if unit.find(f"{XLIFF1}target[@state='translated']") is not None else "no"
        )


@pytest.mark.parametrize("format", ["tmx", "tbx"])
def test_memory_and_glossary_tell_both_languages(project, format):
    """TMX 1.4: a variant in each language for each unit; TBX: a set of terms in each for each concept."""
    root = ElementTree.parse(export(project, format)).getroot()
    units = list(root.iter({"tmx": "tu", "tbx": "termEntry"}[format]))
    assert units
    for unit in units:
        assert [each.get(LANG) for each in unit if each.get(LANG)] == ["en", "de"]


# Tools of others


def test_translate_toolkit_reads_every_unit(project):
    """Another program finds the same sources and targets in XLIFF 2 and 1.2 and in the memory."""
    script = """
import json, sys
from translate.storage import factory, xliff2
found = {}
for path in sys.argv[1:]:
    two = path.endswith("de.xlf")
    store = xliff2.Xliff2File.parsefile(path) if two else factory.getobject(path)
    found[path] = [[str(unit.source), str(unit.target or "")] for unit in store.units if unit.source]
print(json.dumps(found))
"""
    files = [export(project, format) for format in ("xliff", "xliff-1.2", "tmx")]
    done = subprocess.run([sys.executable, "-c", script, *map(str, files)], capture_output=True, check=True)
    found = json.loads(done.stdout)
    units = ElementTree.parse(files[0]).getroot().iter(f"{XLIFF2}unit")
    assert len(found[str(files[0])]) == len(found[str(files[1])]) == sum(1 for _ in units)
    for file in files:
        assert ["Deliverable", "Leistung"] in found[str(file)]
        assert ["Every fact", ""] in found[str(file)] or file.suffix == ".tmx"


def test_gettext_takes_what_came_back(project, tmp_path):
    """Msgfmt finds no fault in a catalog after an import, msgcat reads it, msgmerge keeps its translations."""
    file = export(project, "xliff")
    translate(file, "Every fact", 'Alle „Angaben“\t\\und\n"mehr"')
    translate(file, CONTACTS["xliff"], CONTACTS["xliff"].replace("Up to", "Bis zu"))
    assert run(project, "import", file).exit_code == 0
    path = catalog(project, "every-fact")
    for command in (["msgfmt", "-c", "-o", str(tmp_path / "x.mo")], ["msgcat", "-o", str(tmp_path / "x.po")]):
        done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    merged = subprocess.run(["msgmerge", "-q", "-N", str(path), str(path)], capture_output=True, text=True, check=True)
    assert 'msgstr ""\n"Alle „Angaben“\\t\\\\und\\n"\n"\\"mehr\\""' in merged.stdout


# Codes


MARKUP = st.lists(
    st.sampled_from(
        ["**", "*", "[", "](to-it)", "{count}", "{a_b}", "\\", "{", "}", "a", " ", "文", "\\*", "&<>\"'", "_x0041_"]
    )
).map("".join)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MARKUP)
def test_any_text_is_its_codes_again(text):
    """Whatever the markup, broken or whole, the pieces put together are the very same text."""

    def whole(pieces) -> str:
        return "".join(
            piece
            if isinstance(piece, str)
            else piece.text
            if isinstance(piece, codes.Code)
            else piece.opening + whole(piece.content) + piece.closing
            for piece in pieces
        )

    def opened(pieces):
        for piece in pieces:
            if not isinstance(piece, str):
                yield piece
            if isinstance(piece, codes.Span):
                yield from opened(piece.content)

    pieces = codes.encode(text)
    assert whole(pieces) == text
    found = list(opened(pieces))
    assert len({piece.id for piece in found}) == len(found)
    for piece in found:
        marks = (piece.text, "") if isinstance(piece, codes.Code) else (piece.opening, piece.closing)
        assert codes.marks(piece.id) == marks


@pytest.mark.parametrize("format", TEXTS)
def test_any_text_comes_back_from_any_format(project, format):
    """Characters that formats have plans of their own for: marks, escapes, white space, what looks like markup."""
    odd = [
        "  a  ", "a\tb", "\\\\*x*", "**a *b* {c}** [d](e)", "{c}{c}", "<b>&amp;</b>", "]]>", "_x0041_ _x005F_", "=1", "'x",
        "\u00a0\u200b\u202f", "\U0001f600", "-", "a\nb", "é e\u0301", "**x", "{", "\ufeffx", "a\r\nb",
    ]  # fmt: skip
    from dataclasses import replace

    from generator import catalogs
    from generator.edition import State

    publication = content.read(project)
    settings = next(each for each in catalogs.languages(project) if each.language.tag == "de")
    first, *_ = exchange.units(publication, catalogs.read(project, settings, publication), {})
    units = tuple(
        replace(
            first, key=f"k{number}", form=None, source=text, target=text, state=State.TRANSLATED, comment=text.strip()
        )
        for number, text in enumerate(odd)
    )
    parcel = exchange.Parcel(settings, "en", "Example", units)
    _, returned = exchange.read(exchange.write(format, parcel, "de.x"), f"de{exchange.EXCHANGES[format].ending}")
    assert [unit.target for unit in returned.units] == odd
    assert [unit.comment for unit in returned.units] == [text.strip() for text in odd]
    assert [unit.source_hash for unit in returned.units] == [unit.source_hash for unit in units]
