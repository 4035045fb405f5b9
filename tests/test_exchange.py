"""Files that go to translators and come back, in every format, on a catalog that people have worked on."""

import io
import json
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from generator import content, exchange
from generator.catalogs import ledger
from generator.cli import servicedocs
from generator.cli.catalogs import FORMATS as NAMED
from generator.errors import CatalogError
from generator.exchange import codes, xlsx
from generator.exchange.accept import Outcome

TEXTS = ("xliff", "xliff-1.2", "xlsx", "tmx")
CARRYING_ALL = ("xliff", "xliff-1.2", "xlsx")
XLIFF2 = "{urn:oasis:names:tc:xliff:document:2.0}"
XLIFF1 = "{urn:oasis:names:tc:xliff:document:1.2}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# A catalog as it looks after years: comments, flags and headers nobody knows, a stale, a missing and a half-done entry,
# obsolete ones, other line breaks than ours.
OFFERINGS = (
    (
        '"Language: de\\n"',
        '"Language: de\\n"\n"X-Team: Übersetzung <team@example.com>\\n"\n"PO-Revision-Date: 2019\\n"',
    ),
    ("#. Kind: name\n", '# Frage: "A & B" <C>?\n#  zweite Zeile\n#, no-wrap\n#. Kind: name\n'),
)
OBSOLETE = '\n#~| msgid "Old"\n#~ msgctxt "gone"\n#~ msgid "Gone"\n#~ msgstr "Weg"\n\n# The end.\n'


@pytest.fixture
def project(project: Callable[..., Path]) -> Path:
    folder = project()
    offerings = catalog(folder)
    text = offerings.read_text("utf-8")
    for old, new in OFFERINGS:
        text = text.replace(old, new, 1)
    offerings.write_bytes((text + OBSOLETE).replace("\n", "\r\n").encode())
    document = catalog(folder, "every-fact")
    edit(document, ('msgstr "Jede Angabe"', 'msgstr ""'))
    edit(document, ('msgstr[1] "Bis zu {contacts} Ansprechpartner."', 'msgstr[1] ""'))
    edit(folder / "content/documents/every-fact.yaml", ("Every kind of block", "Each kind of block"))
    assert run(folder, "update").exit_code == 0
    return folder


def catalog(folder: Path, domain: str = "offerings", locale: str = "de") -> Path:
    return folder / f"locales/{locale}/LC_MESSAGES/{domain}.po"


def edit(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_bytes(text.encode())


def run(folder: Path, *words: object):
    arguments = ["catalogs", *map(str, words), "--project", str(folder)]
    return CliRunner().invoke(servicedocs, arguments, catch_exceptions=False)


def export(folder: Path, format: str, *more: str, language: str = "de") -> Path:
    """The file for one language."""
    result = run(folder, "export", "--format", format, "-l", language, *more)
    assert result.exit_code == 0, result.stderr
    return folder / "exchange" / f"{language}{exchange.EXCHANGES[format].ending}"


def locales(folder: Path) -> dict[str, bytes]:
    files = [path for path in (folder / "locales").rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def translate(file: Path, source: str, target: str, *, comment: str = "") -> None:
    """What a translator does: find a source text, write the target, say that it is done."""
    if file.suffix == ".xlsx":
        return _translate_cell(file, source, target, comment)
    text = file.read_text("utf-8")
    if file.suffix == ".tmx":
        block = next(each for each in re.findall(r"<tu .*?</tu>", text, re.DOTALL) if f"<seg>{source}</seg>" in each)
        done = re.sub(r"(.*<seg>).*(</seg>)", rf"\g<1>{target}\g<2>", block, flags=re.DOTALL)
    elif 'version="2.1"' in text:
        block = next(each for each in re.findall(r"<unit .*?</unit>", text, re.DOTALL) if f">{source}</source>" in each)
        done = re.sub(r" *<target .*?</target>\n", "", block, flags=re.DOTALL)
        done = (
            done.replace("</source>", f"</source><target>{target}</target>", 1)
            if "</mtc" not in block
            else (
                f"</mtc:matches>{done.partition('</mtc:matches>')[2]}".replace(
                    "</source>", f"</source><target>{target}</target>"
                )
            )
        )
        done = block.partition("</mtc:matches>")[0] + done if "</mtc" in block else done
        done = re.sub(r'state="[a-z]+"( subState="[^"]+")?', 'state="translated"', done)
        if comment:
            done = done.replace("</notes>", f'<note category="comment">{comment}</note></notes>')
    else:
        units = re.findall(r"<trans-unit .*?</trans-unit>", text, re.DOTALL)
        block = next(each for each in units if f"<source>{source}</source>" in each.partition("<context-group")[0])
        head, context, rest = block.partition("<context-group")
        head = re.sub(r" *<target.*?</target>\n", "", head, flags=re.DOTALL)
        done = head.replace("</source>", f'</source><target state="translated">{target}</target>') + context + rest
        if comment:
            done = done.replace("</context-group>", f"</context-group><note>{comment}</note>")
    assert text.count(block) == 1
    file.write_text(text.replace(block, done), "utf-8")
    return None


def _translate_cell(file: Path, source: str, target: str, comment: str) -> None:
    book = load_workbook(file)
    for sheet in book:
        for row in sheet.iter_rows(min_row=2):
            if row[2].value == source:
                row[xlsx.TARGET - 1].value = target
                if comment:
                    row[xlsx.COMMENT - 1].value = comment
    book.save(file)


# There and back


def test_the_command_knows_every_format():
    """The formats of the command line are those of the room."""
    assert set(NAMED) == set(exchange.EXCHANGES)


@pytest.mark.parametrize("language", ["de", "ko"])
@pytest.mark.parametrize("format", exchange.EXCHANGES)
def test_there_and_back_changes_no_byte(project, format, language):
    """A file that comes back as it went out leaves every catalog and glossary as it was, whatever people wrote there."""
    before = locales(project)
    file = export(project, format, language=language)
    result = run(project, "import", file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("0 changed, 0 units refused\n")
    assert locales(project) == before


@pytest.mark.parametrize("format", exchange.EXCHANGES)
def test_the_same_catalogs_give_the_same_bytes(project, format, monkeypatch):
    """Neither the clock nor chance goes into a file."""
    first = export(project, format).read_bytes()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert export(project, format).read_bytes() == first
    if format == "xlsx":
        with zipfile.ZipFile(io.BytesIO(first)) as archive:
            assert {member.date_time[0] for member in archive.infolist()} == {1980}
            assert b"20" not in re.findall(rb"<dcterms:modified[^>]*>(..)", archive.read("docProps/core.xml"))


@pytest.mark.parametrize("format", CARRYING_ALL)
def test_what_a_translator_wrote_is_written_and_nothing_else(project, format):
    """A missing and a stale text come back translated: their lines change, the flag and the previous source go."""
    file = export(project, format)
    translate(file, "Every fact", "Alle Angaben")
    translate(file, "Each kind of block", "Jede Blockart")
    before = catalog(project, "every-fact").read_text("utf-8")
    result = run(project, "import", file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "2 changed" in result.stdout
    expected = before.replace('msgid "Every fact"\nmsgstr ""', 'msgid "Every fact"\nmsgstr "Alle Angaben"')
    stale = '#, fuzzy\n#| msgid "Every kind of block"\n'
    assert stale in expected
    expected = expected.replace(stale, "").replace("Jede Art von Block", "Jede Blockart", 1)
    assert catalog(project, "every-fact").read_text("utf-8") == expected


@pytest.mark.parametrize("format", TEXTS)
def test_markup_and_placeholders_come_back_as_they_were_written(project, format):
    """Codes in the file are the marks of the text again, in the order in which the translator set them."""
    file = export(project, format, language="ko")
    text = file.read_text("utf-8") if format != "xlsx" else ""
    if format == "xliff":
        spans = re.findall(r'<pc id="([a-z-]+\d[^"]*)"', text)
        assert any(id.startswith("strong-1") for id in spans)
        assert '<ph id="value-1-contacts" equiv="{contacts}"' in text
    elif format == "xliff-1.2":
        assert '<x id="value-1-contacts" equiv-text="{contacts}"/>' in text
    elif format == "tmx":
        assert '<ph type="x-value">{contacts}</ph>' in text


def test_a_comment_comes_back_into_the_catalog(project):
    """A note that a translator adds is a comment of the entry; one that a program lost is not taken away."""
    for format in CARRYING_ALL:
        file = export(project, format)
        translate(file, "Plus", "Plus", comment=f"Bleibt so ({format}).")
        assert run(project, "import", file).exit_code == 0
        assert f"Bleibt so ({format})." in catalog(project).read_text("utf-8")
    file = export(project, "xliff")
    file.write_text(re.sub(r"<notes>.*?</notes>", "", file.read_text("utf-8"), flags=re.DOTALL), "utf-8")
    before = locales(project)
    assert run(project, "import", file).exit_code == 0
    assert locales(project) == before


@pytest.mark.parametrize("format", ["xliff", "xliff-1.2"])
def test_a_translation_that_is_not_finished_comes_back_fuzzy(project, format):
    """A target whose state says that it is not translated yet is kept, and not printed."""
    file = export(project, format)
    translate(file, "Every fact", "Alle Anga")
    text = file.read_text("utf-8")
    at = text.index("Alle Anga")
    start = text.rindex('state="translated"', 0, at)
    state = {"xliff": "initial", "xliff-1.2": "needs-translation"}[format]
    file.write_text(text[:start] + f'state="{state}"' + text[start + len('state="translated"') :], "utf-8")
    assert run(project, "import", file).exit_code == 0
    assert (
        '#, fuzzy\nmsgctxt "title"\nmsgid "Every fact"\nmsgstr "Alle Anga"'
        in catalog(project, "every-fact").read_text()
    )


CONTACTS = {
    "xliff": 'Up to <ph id="value-1-contacts" equiv="{contacts}" disp="{contacts}" canCopy="no" canDelete="no"/> contacts.',
    "xliff-1.2": 'Up to <x id="value-1-contacts" equiv-text="{contacts}"/> contacts.',
    "xlsx": "Up to {contacts} contacts.",
}


@pytest.mark.parametrize("format", CARRYING_ALL)
def test_a_plural_is_translated_when_all_its_forms_are(project, format):
    """The form that was missing comes back; the other stays."""
    file = export(project, format)
    source = CONTACTS[format]
    translate(file, source, source.replace("Up to", "Bis zu").replace("contacts.", "Kontakte."))
    result = run(project, "import", file)
    assert (result.exit_code, result.stderr) == (0, "")
    text = catalog(project, "every-fact").read_text("utf-8")
    assert 'msgstr[0] "Bis zu {contacts} Ansprechpartner."\nmsgstr[1] "Bis zu {contacts} Kontakte."' in text


def test_what_a_reviewer_approved_goes_out_as_final(project):
    """The ledger's yes to these very words is the last state of a unit; it comes back without a change."""
    publication = content.read(project)
    message = next(each for each in publication.messages["every-fact"] if each.key == "tables.packages.caption")
    hashes = ledger.digest(message.text), ledger.digest("Pakete"), ledger.digest()
    line = ledger.Line("every-fact:tables.packages.caption", *hashes, ledger.Verdict.APPROVED, "A", "2026-03-01")
    (project / "locales/de" / ledger.NAME).write_bytes(ledger.render(ledger.Ledger((line,))))
    for format in ("xliff", "xliff-1.2"):
        file = export(project, format)
        assert file.read_text("utf-8").count('state="final"') == 1
        before = locales(project)
        assert run(project, "import", file).exit_code == 0
        assert locales(project) == before


@pytest.mark.parametrize("change", [('trgLang="de"', 'trgLang="DE"'), (' state="translated"', "")])
def test_what_other_programs_drop_or_rewrite_does_no_harm(project, change):
    """A tag in other letters, a state that is gone: nothing changes that the translator did not change."""
    file = export(project, "xliff")
    file.write_text(file.read_text("utf-8").replace(*change), "utf-8")
    before = locales(project)
    result = run(project, "import", file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert locales(project) == before


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ('<cp hex="zz"/>', "'zz' is the number of no character"),
        ('<cp hex="0001"/>', "a control character (U+0001)"),
        ('<ph id="x7"/>', "the code 'x7' is none of the source's"),
        ('<ph id="value-1-weeks"/>', "{weeks} is not in the source"),
        ('<mrk id="m1">Die </mrk>Pakete', ""),
        ('Pak<sm id="m2"/>ete<em startRef="m2"/>!', ""),
    ],
)
def test_codes_that_other_programs_write_are_read_or_told(project, code, problem):
    """Annotations carry no text of their own; a code that is not the source's refuses the unit."""
    file = export(project, "xliff")
    translate(file, "Packages", code)
    result = run(project, "import", file)
    assert (result.exit_code, problem in result.stderr) == (1 if problem else 0, True), result.stderr


# What must not be written


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
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (xlsx.LARGEST + 1))
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
        ('<mda:meta type="source">', '<mda:meta type="sauce">', "carries no hash"),
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
    monkeypatch.setattr(exchange, "find_spec", lambda name: None)
    result = run(project, "export", "--format", "xlsx")
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


# The glossary


def test_a_term_comes_back_into_its_line(project):
    """One key of one concept changes; comments, order and everything else in the glossary stay."""
    glossary = project / "locales/de/glossary.yaml"
    edit(
        glossary, ("business-day:", "# Zeiten\nbusiness-day:"), ("target: Werktag", "target: Werktag  # so im Vertrag")
    )
    file = export(project, "tbx")
    edit(
        file, ("<term>Werktag</term>", "<term>Geschäftstag: ganz</term>"), ("<term>Werktagen</term>", "<term>GT</term>")
    )
    before = glossary.read_text("utf-8")
    result = run(project, "import", file)
    assert (result.exit_code, result.stderr) == (0, "")
    expected = before.replace("target: Werktag ", 'target: "Geschäftstag: ganz" ').replace("Werktagen]", "GT]")
    assert glossary.read_text("utf-8") == expected


def test_a_term_whose_source_changed_meanwhile_is_refused(project):
    """The glossary is what it was, and the concept is listed."""
    file = export(project, "tbx")
    edit(file, ("<term>Werktag</term>", "<term>Geschäftstag</term>"))
    glossary = project / "locales/de/glossary.yaml"
    edit(glossary, ("[business day, business days]", "[business day]"))
    result = run(project, "import", file)
    assert result.exit_code == 1
    assert "the source of 'business-day' has changed meanwhile" in result.stderr
    assert "Geschäftstag" not in glossary.read_text("utf-8")


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
