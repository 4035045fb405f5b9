"""Files that go to translators and come back, in every format, on a catalog that people have worked on."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import content, exchange
from generator.catalogs import ledger
from generator.cli.catalogs import FORMATS as NAMED
from tests.exchanging import CARRYING_ALL, CONTACTS, TEXTS, aged, catalog, edit, export, locales, run, translate


@pytest.fixture
def project(project: Callable[..., Path]) -> Path:
    return aged(project())


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
