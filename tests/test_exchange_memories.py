"""Memories and glossaries that were made elsewhere: remembered and merged, and what they say otherwise is told."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator import catalogs, content
from generator.catalogs.pairs import NAME as MEMORY
from tests.exchanging import aged, export, locales, rewrite, run, toolkit


@pytest.fixture
def project(project: Callable[..., Path]) -> Path:
    return aged(project())


# Memories


def memory(*units: str, source: str = "en-US") -> str:
    header = f'<header creationtool="Other" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="{source}" datatype="xml"/>'
    return f'<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4">{header}<body>{"".join(units)}</body></tmx>'


def unit(**texts: str) -> str:
    variants = "".join(
        f'<tuv xml:lang="{tag.replace("_", "-")}"><seg>{text}</seg></tuv>' for tag, text in texts.items()
    )
    return f"<tu>{variants}</tu>"


def remembered(folder: Path, locale: str = "de") -> list[str]:
    path = folder / "locales" / locale / MEMORY
    return path.read_text("utf-8").splitlines()[1:] if path.exists() else []


def test_a_memory_from_elsewhere_is_remembered(project):
    """Every language of the project that it has, in any direction; codes left out; the others told, no catalog touched."""
    file = project / "agency.tmx"
    file.write_text(
        memory(
            unit(en_GB="Every single fact", de_DE="Jede einzelne Angabe", fr_FR="Chaque fait"),
            unit(
                de="Zwei\nZeilen\tund \\", EN="Two <bpt i='1'>&lt;b&gt;</bpt>lines<ept i='1'>&lt;/b&gt;</ept> {count}"
            ),
            unit(en="Packages", ko_KR="패키지들"),
            unit(fr="Rien", de="Nichts"),
            source="*all*",
        ),
        "utf-8",
    )
    before = locales(project)
    result = run(project, "import", file)
    assert result.exit_code == 0, result.stderr
    assert "left out what is in no language of this project: fr-FR" in result.stderr
    assert "3 remembered, 0 units refused" in result.stdout
    assert remembered(project) == [
        "Every single fact\tJede einzelne Angabe\tagency.tmx",
        "Two lines {count}\tZwei\\nZeilen\\tund \\\\\tagency.tmx",
    ]
    assert remembered(project, "ko") == ["Packages\t패키지들\tagency.tmx"]
    assert {path: data for path, data in locales(project).items() if not path.endswith(MEMORY)} == before
    again = locales(project)
    assert run(project, "import", file).exit_code == 0
    assert locales(project) == again


@pytest.mark.parametrize("format", ["xliff", "xliff-1.2", "xlsx"])
def test_what_is_remembered_stands_beside_messages_and_never_in_them(project, format):
    """As a match, an alternative or in a column of its own, with the file that brought it where there is a place for that."""
    file = project / "agency.tmx"
    file.write_text(memory(unit(en="Every fact!", de="Jede Angabe!")), "utf-8")
    assert run(project, "import", file).exit_code == 0
    out = export(project, format)
    if format == "xlsx":
        row = next(row for row in load_workbook(out)["every-fact"].values if row[0] == "title")
        assert (row[3], row[8].splitlines()[0]) == (None, "95 %: Jede Angabe!")
        return
    text = out.read_text("utf-8")
    own = re.search(
        {"xliff": r'<unit id="title".*?</unit>', "xliff-1.2": r'<trans-unit id="title".*?</trans-unit>'}[format],
        text,
        re.DOTALL,
    )
    offered = {"xliff": r"<mtc:match .*?</mtc:match>", "xliff-1.2": r"<alt-trans .*?</alt-trans>"}[format]
    match = re.search(offered, own[0], re.DOTALL)
    assert 'origin="agency.tmx"' in match[0]
    assert "Jede Angabe!" in match[0]
    assert "<target" not in re.sub(offered, "", own[0], flags=re.DOTALL)


def test_a_memory_of_other_languages_is_refused(project):
    """Nothing in it is of use here, which is said rather than passed over."""
    file = project / "other.tmx"
    file.write_text(memory(unit(fr="Rien", de="Nichts"), source="fr"), "utf-8")
    result = run(project, "import", file)
    assert result.exit_code == 1
    assert (
        "the source language of the file is 'fr'\n  hint: the content of this project is written in 'en'"
        in result.stderr
    )


def test_a_memory_that_translate_toolkit_made_is_remembered(project):
    """Po2tmx of another program's catalog."""
    po = project / "other.po"
    po.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Every fact there is"\nmsgstr "Jede Angabe, die es gibt"\n'
    )
    toolkit(project, "translate.convert.po2tmx", "--progress=none", "-l", "de", "other.po", "other.tmx")
    result = run(project, "import", project / "other.tmx")
    assert (result.exit_code, result.stderr) == (0, "")
    assert remembered(project) == ["Every fact there is\tJede Angabe, die es gibt\tother.tmx"]


@pytest.mark.parametrize("line", ["one cell", "a\tb", "\tb\tc", "<<<<<<< ours"])
def test_a_broken_line_of_the_memory_is_told(project, line):
    """With its place, before anything goes out."""
    (project / "locales/de" / MEMORY).write_text(f"# source\ttranslation\torigin\n{line}\n")
    result = run(project, "export", "-l", "de")
    assert result.exit_code == 1
    assert f"locales/de/{MEMORY}:2:1: no pair of texts" in result.stderr or f"{MEMORY}:2: no pair" in result.stderr


# Glossaries


def termbase(*entries: str) -> str:
    return f'<?xml version="1.0"?><martif type="TBX" xml:lang="en-US"><text><body>{"".join(entries)}</body></text></martif>'


def entry(id: str, *languages: tuple[str, tuple[tuple[str, str], ...]], note: str = "") -> str:
    sets = "".join(
        f'<langSet xml:lang="{tag}">'
        + "".join(
            f"<tig><term>{word}</term>{f'<termNote type=%sadministrativeStatus%s>{status}</termNote>' % (chr(34), chr(34)) if status else ''}</tig>"
            for word, status in words
        )
        + "</langSet>"
        for tag, words in languages
    )
    return f'<termEntry id="{id}">{f"<descrip type=%sdefinition%s>{note}</descrip>" % (chr(34), chr(34)) if note else ""}{sets}</termEntry>'


def test_a_termbase_from_elsewhere_is_merged(project):
    """New concepts come after ours, ours get the words that they lack; what is said otherwise is told and stays."""
    glossary = project / "locales/de/glossary.yaml"
    before = glossary.read_text("utf-8")
    file = project / "agency.tbx"
    file.write_text(
        termbase(
            entry("c1", ("en", (("Business day", ""), ("working day", ""))), ("de-DE", (("Geschäftstag", ""),))),
            entry("c2", ("en", (("Service hours", ""),)), ("de", (("Servicezeiten", ""), ("Dienstzeiten", "deprecatedTerm-admn-sts"))), ("fr", (("horaires", ""),)), note="When we answer."),
            entry("c3", ("fr", (("rien", ""),)), ("de", (("nichts", ""),))),
            entry("c4", ("en", (("Yes: no", ""),)), ("ko", (("예", ""),))),
        ),
        "utf-8",
    )  # fmt: skip
    result = run(project, "import", file)
    assert result.exit_code == 1
    assert re.search(
        r"agency\.tbx:1:\d+: warning: 'business-day': the file says 'Geschäftstag', the glossary 'Werktag'",
        result.stderr,
    )
    assert "'nichts' stands in an entry without a word of the source language" in result.stderr
    assert "no language of this project: fr" in result.stderr
    expected = before.replace(
        "[business day, business days]", "[business day, business days, Business day, working day]"
    )
    added = "\nservice-hours:\n  source: [Service hours]\n  target: Servicezeiten\n  forbidden: [Dienstzeiten]\n  note: When we answer.\n"
    assert glossary.read_text("utf-8") == expected + added
    assert 'yes-no:\n  source: ["Yes: no"]\n  target: 예\n' in (project / "locales/ko/glossary.yaml").read_text("utf-8")
    again = locales(project)
    run(project, "import", file)
    assert locales(project) == again


def test_a_termbase_may_forbid_what_the_glossary_uses(project):
    """Two opinions on one word are a person's matter."""
    file = project / "agency.tbx"
    words = (
        ("Werktag", "preferredTerm-admn-sts"),
        ("Arbeitstag", "admittedTerm-admn-sts"),
        ("Werktage", "supersededTerm-admn-sts"),
    )
    file.write_text(termbase(entry("c1", ("en", (("business day", ""),)), ("de", words))), "utf-8")
    before = locales(project)
    result = run(project, "import", file)
    assert "the file uses 'Arbeitstag', which the glossary forbids" in result.stderr
    assert "the file forbids 'Werktage', which the glossary uses" in result.stderr
    assert locales(project) == before


def test_words_of_any_kind_can_be_terms(project):
    """What YAML could take for something else, and characters that end lines: written so that they are read as they came."""
    words = ["true", "- x", "[a]", "#x", "a: b", "Ja\u2029nein", "\ufeffx", "a\x85b", "* y", '"q"', "服务", "12"]
    entries = [entry(f"c{n}", ("en", ((f"{word} {n}", ""),)), ("de", ((word, ""),))) for n, word in enumerate(words)]
    file = project / "odd.tbx"
    file.write_text(termbase(*entries), "utf-8")
    result = run(project, "import", file)
    assert (result.exit_code, result.stderr) == (0, "")
    settings = next(each for each in catalogs.languages(project) if each.language.tag == "de")
    terms = catalogs.read(project, settings, content.read(project)).glossary.terms[1:]
    assert [(each.source, each.target) for each in terms] == [((f"{word} {n}",), word) for n, word in enumerate(words)]
    assert len({each.concept for each in terms}) == len(words)


def test_a_language_may_go_by_two_names_in_a_file(project):
    """De and de-DE are both German here: nothing of either is lost."""
    file = project / "two.tbx"
    german = ("de", (("Eskalation", ""),)), ("de-DE", (("Steigerung", ""),))
    file.write_text(
        termbase(*(entry(tag, ("en", (("Escalation", ""),)), (tag, words)) for tag, words in german)), "utf-8"
    )
    result = run(project, "import", file)
    assert "the file says 'Steigerung', the glossary 'Eskalation'" in result.stderr
    assert "target: Eskalation" in (project / "locales/de/glossary.yaml").read_text("utf-8")


def test_a_termbase_of_2019_is_read(project):
    """ISO 30042:2019: other names for the same things."""
    file = project / "new.tbx"
    file.write_text(
        '<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="en"><text><body>'
        '<conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>Escalation</term></termSec></langSec>'
        '<langSec xml:lang="de"><termSec><term>Eskalation</term></termSec></langSec></conceptEntry></body></text></tbx>'
    )
    assert run(project, "import", file).exit_code == 0
    assert "escalation:\n  source: [Escalation]\n  target: Eskalation\n" in (
        project / "locales/de/glossary.yaml"
    ).read_text("utf-8")


def test_a_termbase_that_translate_toolkit_made_is_merged(project):
    """Csv2tbx, told which language it is; a language without a glossary gets one."""
    (project / "terms.csv").write_text('"Raising a case","Escalation","Eskalation"\n')
    (project / "locales/de/glossary.yaml").unlink()
    toolkit(project, "translate.convert.csv2tbx", "--progress=none", "-i", "terms.csv", "-o", "terms.tbx")
    rewrite(project / "terms.tbx", ('xml:lang="xx"', 'xml:lang="de"'))
    result = run(project, "import", project / "terms.tbx")
    assert (result.exit_code, result.stderr) == (0, "")
    made = (project / "locales/de/glossary.yaml").read_text("utf-8")
    assert made == "escalation:\n  source: [Escalation]\n  target: Eskalation\n"
