"""What comes back from translators and must not be written."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator import content, exchange
from generator.errors import CatalogError
from generator.exchange import workbook
from generator.exchange.accept import Outcome
from tests.exchanging import CARRYING_ALL, TEXTS, aged, catalog, edit, export, locales, run, translate


@pytest.fixture
def project(project: Callable[..., Path]) -> Path:
    return aged(project())


@pytest.mark.parametrize("format", TEXTS)
def test_a_unit_whose_source_changed_meanwhile_is_refused_and_listed(project, format):
    """The catalog keeps what it has for the new source; the other units are written."""
    file = export(project, format)
    translate(file, "Deliverable", "Leistungsmerkmal")
    translate(file, "Packages", "Die Pakete")
    edit(project / "content/documents/every-fact.yaml", ("Packages", "All packages"))
    assert run(project, "update").exit_code == 0
    result = run(project, "import", file)
    assert result.exit_code == 1
    assert re.search(
        r":\d+:\d+: warning: the source of 'tables.packages.caption' has changed meanwhile\n  hint: ", result.stderr
    )
    text = catalog(project, "every-fact").read_text("utf-8")
    assert "Leistungsmerkmal" in text
    assert "Die Pakete" not in text
    assert '#| msgid "Packages"' in text


@pytest.mark.parametrize("format", TEXTS)
def test_a_translation_that_somebody_else_changed_meanwhile_is_not_written_over(project, format):
    """Two people worked on one message: the second one is told."""
    file = export(project, format)
    translate(file, "Deliverable", "Leistungsmerkmal")
    edit(catalog(project, "every-fact"), ('msgstr "Leistung"', 'msgstr "Eigenschaft"'))
    result = run(project, "import", file)
    assert result.exit_code == 1
    assert "was changed in the catalog meanwhile" in result.stderr
    assert 'msgstr "Eigenschaft"' in catalog(project, "every-fact").read_text("utf-8")


@pytest.mark.parametrize("format", TEXTS)
def test_a_broken_unit_keeps_the_whole_file_out_unless_asked(project, format):
    """A placeholder that came from nowhere: nothing is written; with --skip-refused the sound units are."""
    file = export(project, format)
    translate(file, "Deliverable", "{merkmal}")
    translate(file, "Packages", "Die Pakete")
    before = locales(project)
    result = run(project, "import", file)
    assert result.exit_code == 1
    assert re.search(rf"{file.name}:\d+:\d+: tables.methods.corner: {{merkmal}} is not in the source", result.stderr)
    assert "1 unit refused, nothing written" in result.stderr
    assert locales(project) == before
    result = run(project, "import", file, "--skip-refused")
    assert result.exit_code == 1
    text = catalog(project, "every-fact").read_text("utf-8")
    assert "Die Pakete" in text
    assert "merkmal" not in text


def test_a_dry_run_writes_nothing(project):
    """--dry-run tells what would be written and refused."""
    file = export(project, "xliff")
    translate(file, "Packages", "Die Pakete")
    before = locales(project)
    assert "1 would be changed, 0 units refused" in run(project, "import", file, "--dry-run").stdout
    assert locales(project) == before


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (('trgLang="de"', 'trgLang="fr"'), "the target language of the file is 'fr'"),
        (('trgLang="de"', ""), "the file names no target language"),
        (('trgLang="de"', 'trgLang="en"'), "the target language of the file is 'en'"),
        (('srcLang="en"', 'srcLang="nl"'), "the source language of the file is 'nl'"),
        (("<xliff ", '<!DOCTYPE x [<!ENTITY a "b">]><xliff '), "defines a document type of its own"),
        (("<xliff ", '<!DOCTYPE xliff SYSTEM "file:///etc/passwd"><xliff '), "defines a document type of its own"),
        ((">Packages<", ">&pack;<"), "no well-formed XML: undefined entity"),
        (("</xliff>", ""), "no well-formed XML: no element found"),
        (("document:2.0", "document:3.0"), "'xliff' begins none of the exchange formats"),
        (('encoding="UTF-8"', 'encoding="UTF-42"'), "unknown encoding"),
    ],
)
def test_a_file_that_is_wrong_as_a_whole_is_refused_with_its_place(project, change, problem):
    """Languages the project doesn't have, entities, damage: one finding, nothing written."""
    file = export(project, "xliff")
    edit(file, change)
    before = locales(project)
    result = run(project, "import", file)
    assert result.exit_code == 1
    assert re.search(rf"de\.xlf:\d+:\d+: .*{re.escape(problem)}", result.stderr), result.stderr
    assert "  hint: " in result.stderr
    assert locales(project) == before


def test_a_bomb_of_entities_is_refused_before_it_goes_off(tmp_path):
    """Ten entities of ten entities each are never expanded, in XML and in a workbook."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY l0 "boom">{levels}]><tmx>&l9;</tmx>'.encode()
    for data in (bomb, bomb.decode().encode("utf-16")):
        with pytest.raises(CatalogError, match="document type of its own"):
            exchange.read(data, "de.tmx")
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("xl/workbook.xml", bomb.replace(b"tmx", b"workbook"))
    with pytest.raises(CatalogError, match=r"xl/workbook\.xml defines a document type"):
        exchange.read(book.getvalue(), "de.xlsx")


def test_a_zip_bomb_is_refused_by_its_size(tmp_path):
    """A small archive that unpacks to gigabytes is not unpacked."""
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (workbook.LARGEST + 1))
    assert len(book.getvalue()) < 100_000
    with pytest.raises(CatalogError, match="unpacks to more than 32 MB"):
        exchange.read(book.getvalue(), "de.xlsx")


def test_elements_nested_without_end_are_refused():
    """A depth that no exchange file has is told, not recursed into."""
    with pytest.raises(CatalogError, match="nested more than 100 levels deep"):
        exchange.read(b"<a>" * 100_000, "de.xlf")


@pytest.mark.parametrize("format", exchange.EXCHANGES)
def test_a_damaged_file_is_a_finding_and_never_a_traceback(project, format):
    """Bytes that a disk or a mail program has changed, eighty times with a seed."""
    data = export(project, format).read_bytes()
    publication = content.read(project)
    chance = random.Random(5)
    told = []
    for _ in range(80):
        broken = bytearray(data[: chance.randrange(len(data))] if chance.random() < 0.2 else data)
        for _ in range(chance.randrange(1, 4)):
            broken[chance.randrange(len(broken) or 1)] = chance.randrange(256)
        try:
            _, returned = exchange.read(bytes(broken), f"de{exchange.EXCHANGES[format].ending}")
            assert isinstance(_accept(project, publication, returned), Outcome)
        except CatalogError as error:
            told += error.findings
    assert told
    assert all(finding.hint for finding in told)


def _accept(folder: Path, publication, returned) -> Outcome:
    from generator import catalogs

    settings = next(each for each in catalogs.languages(folder) if each.language.tag == "de")
    return exchange.accept(returned, publication, catalogs.read(folder, settings, publication))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            'category="servicedocs"',
            'category="theirs"',
            "carries no hash, and another translation stands in the catalog",
        ),
        ('name="tables.packages.caption"', 'name="tables.packages.caption" x="y"', None),
        (
            'id="tables.packages.caption"',
            'id="tables.packages.captain"',
            "'every-fact:tables.packages.captain' is no longer",
        ),
    ],
)
def test_units_that_are_none_of_ours_are_told(project, old, new, problem):
    """Keys nobody knows, hashes that are gone; attributes nobody knows do no harm."""
    file = export(project, "xliff")
    translate(file, "Packages", "Die Pakete")
    text = file.read_text("utf-8")
    start = text.index('<unit id="tables.packages.caption"')
    file.write_text(text[:start] + text[start:].replace(old, new, 1), "utf-8")
    result = run(project, "import", file)
    if problem is None:
        assert result.exit_code == 0, result.stderr
    else:
        assert (result.exit_code, problem in result.stderr) == (1, True), result.stderr
        assert "Die Pakete" not in catalog(project, "every-fact").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "came back empty"), ("a\u2028b", "a control character (U+2028)"), ("**x", "'**' is opened but never closed")],
)
def test_texts_that_no_catalog_can_hold_are_refused(project, text, problem):
    """An emptied translation, a line separator, broken markup."""
    file = export(project, "xliff")
    translate(file, "Packages", text)
    result = run(project, "import", file)
    assert (result.exit_code, problem in result.stderr) == (1, True), result.stderr
    assert 'msgstr "Pakete"' in catalog(project, "every-fact").read_text("utf-8")


def test_a_length_limit_goes_out_and_is_kept(project):
    """The author's max-length stands in every format; a longer translation is refused."""
    edit(
        project / "content/documents/every-fact.yaml",
        ("caption: Packages", "caption: {text: Packages, max-length: 12}"),
    )
    assert 'slr:sizeRestriction="12"' in export(project, "xliff").read_text("utf-8")
    assert 'maxwidth="12" size-unit="char"' in export(project, "xliff-1.2").read_text("utf-8")
    sheet = load_workbook(export(project, "xlsx"))["every-fact"]
    assert [(rule.type, rule.formula1) for rule in sheet.data_validations.dataValidation] == [("textLength", "12")]
    for format in CARRYING_ALL:
        file = export(project, format)
        translate(file, "Packages", "Dreizehn lang")
        result = run(project, "import", file)
        assert "'tables.packages.caption' has 13 characters, 12 are allowed" in result.stderr


def test_a_control_character_is_told_before_anything_goes_out(project):
    """XML can't write it; the finding names the line of the catalog."""
    edit(catalog(project, "every-fact"), ('msgstr "Pakete"', 'msgstr "Pa\x01kete"'))
    result = run(project, "export", "-l", "de")
    assert result.exit_code == 1
    assert re.search(
        r"every-fact.po:\d+:\d+: 'tables.packages.caption' holds a control character \(U\+0001\)", result.stderr
    )
    assert not (project / "exchange").exists()


def test_a_library_that_is_not_installed_is_told_in_one_line(project, monkeypatch):
    """Formats are an extra of the package; the hint is the command that brings it."""
    file = export(project, "xlsx")
    monkeypatch.setattr(exchange, "find_spec", lambda name: None)
    for result in (run(project, "export", "--format", "xlsx"), run(project, "import", file)):
        assert result.exit_code == 1
        assert (
            "this format needs the library openpyxl\n  hint: install it with: pip install 'servicedocs[exchange]'"
            in result.stderr
        )


def test_only_what_is_open_can_go_out(project):
    """--open leaves out what is translated; the rest comes back as from a whole file."""
    file = export(project, "xliff", "--open")
    assert file.read_text("utf-8").count("<unit ") == 3
    translate(file, "Every fact", "Alle Angaben")
    assert run(project, "import", file).exit_code == 0
    assert "Alle Angaben" in catalog(project, "every-fact").read_text("utf-8")


def test_suggestions_stand_beside_a_message_and_never_in_it(project):
    """What is like a message was translated before: it is offered, and the target stays empty."""
    edit(catalog(project, "every-fact"), ('msgstr "Pakete"', 'msgstr ""'))
    edit(project / "content/interface.yaml", ("Contents", "Packages"))
    edit(catalog(project, "interface"), ('msgid "Contents"', 'msgid "Packages"'))
    text = export(project, "xliff").read_text("utf-8")
    unit = re.search(r'<unit id="tables.packages.caption".*?</unit>', text, re.DOTALL)
    assert unit
    assert re.search(r'<mtc:match [^>]*matchQuality="100" origin="interface:', unit[0])
    assert "<target xml:space" not in unit[0].partition("<segment")[2]
    row = next(
        row
        for row in load_workbook(export(project, "xlsx"))["every-fact"].values
        if row[0] == "tables.packages.caption"
    )
    assert (row[3], row[8].startswith("100 %: ")) == (None, True)


def test_every_shipped_catalog_goes_out_and_comes_back_as_it_is(tmp_path):
    """The project's own texts in every language: complete, and not a byte different."""
    import shutil

    root = Path(__file__).resolve().parent.parent
    for name in ("content", "locales", "templates"):
        shutil.copytree(root / name, tmp_path / name)
    assert run(tmp_path, "update").exit_code == 0
    before = locales(tmp_path)
    assert run(tmp_path, "export").exit_code == 0
    files = sorted((tmp_path / "exchange").iterdir())
    assert [file.name for file in files] == ["de.xlf", "es.xlf", "ko.xlf", "zh-Hans.xlf"]
    result = run(tmp_path, "import", *files)
    assert (result.exit_code, result.stderr) == (0, "")
    assert locales(tmp_path) == before
