"""``servicedocs check`` and ``explain``: findings as people and programs want them, waivers, baselines, corrections."""

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from generator.checks import CHECKS, reports
from generator.cli import servicedocs
from generator.errors import Finding, Place, Severity, Span

DAY = "2026-01-31"


def run(*words: str):
    return CliRunner().invoke(servicedocs, words)


@pytest.fixture
def faulty(project: Callable[..., Path]) -> Path:
    """A project whose German has a lost placeholder (an error) and two blanks (a warning that can be corrected)."""
    folder = project()
    change(folder, "de", "every-fact", "{legal_name} kann", "Es kann")
    change(folder, "de", "offerings", 'msgstr "Antwort"', 'msgstr "Eine  Antwort"')
    return folder


def change(folder: Path, locale: str, domain: str, old: str, new: str) -> None:
    file = folder / f"locales/{locale}/LC_MESSAGES/{domain}.po"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def check(folder: Path, *words: str) -> list[dict]:
    result = run("check", "--project", str(folder), "--format", "json", "--severity", "warning", *words)
    return [each for each in json.loads(result.stdout)["findings"] if each["language"]]


def test_text_says_where_what_and_what_to_do_and_marks_the_words(faulty):
    """file:line:col, the problem, its code, the sentence with carets below the words, and a hint."""
    result = run("check", "--project", str(faulty), "-l", "de")
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    at = next(number for number, line in enumerate(lines) if "[blanks]" in line)
    assert lines[at].startswith("locales/de/LC_MESSAGES/offerings.po:")
    assert lines[at + 1] == "    Eine  Antwort"
    assert lines[at + 2] == "        ^^"
    assert lines[at + 3] == "  hint: one is enough"
    assert "{legal_name} is missing [placeholders]" in result.stderr
    assert result.stdout.startswith("1 error, 1 warning")


def test_json_has_every_field(faulty):
    """Programs find severity, code, place, key, language, message and hint of each finding."""
    (error, *_) = [each for each in check(faulty) if each["severity"] == "error"]
    assert {"severity", "code", "file", "line", "column", "key", "language", "message", "hint"} <= set(error)
    assert (error["code"], error["language"], error["key"]) == ("placeholders", "de", "sections.blocks.blocks.warning")
    line = (faulty / error["file"]).read_text("utf-8").splitlines()[error["line"] - 1]
    assert line.startswith("msgstr")


def test_sarif_names_rules_and_places(faulty):
    """Each result points to a rule of the list and to a place in a file."""
    log = json.loads(run("check", "--project", str(faulty), "--format", "sarif").stdout)
    (run_,) = log["runs"]
    rules = [rule["id"] for rule in run_["tool"]["driver"]["rules"]]
    assert set(CHECKS) <= set(rules)
    for result in run_["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1
    assert {result["level"] for result in run_["results"]} == {"error", "warning", "note"}


def test_github_shows_findings_beside_their_lines(faulty):
    """A workflow command for each; signs that would end it are escaped."""
    lines = run("check", "--project", str(faulty), "--format", "github", "-l", "de").stdout.splitlines()
    assert any(line.startswith("::error file=locales/de/LC_MESSAGES/every-fact.po,line=") for line in lines)
    finding = Finding(Severity.ERROR, "code", Place("a,b:c.po", 2, 3), "100 %\nlost")
    assert reports.as_github([finding]) == "::error file=a%2Cb%3Ac.po,line=2,col=3,title=code::100 %25%0Alost"


def test_junit_has_a_case_for_each_check(faulty):
    """A check with findings is a failed case, the others passed."""
    suite = ElementTree.fromstring(run("check", "--project", str(faulty), "--format", "junit", "-l", "de").stdout)[0]
    failed = {case.get("name") for case in suite if case.find("failure") is not None}
    assert failed == {"placeholders", "blanks"}
    assert {case.get("name") for case in suite} >= set(CHECKS)
    assert suite.get("failures") == "2"


@pytest.mark.parametrize("format", ["json", "sarif", "junit"])
def test_a_catalog_that_cannot_be_read_is_a_finding_for_programs_as_well(project, format):
    """What stops the work comes in the format that was asked for."""
    folder = project()
    change(folder, "de", "offerings", 'msgstr "Antwort"', 'msgstr "Antwort')
    result = run("check", "--project", str(folder), "--format", format)
    assert result.exit_code == 1
    assert "CatalogError" in result.stdout
    assert "closing" in result.stdout


def test_many_findings_of_one_kind_are_condensed():
    """Five of thirty are shown, with how many more there are; asked for by --code, all."""
    findings = [Finding(Severity.WARNING, "notes", Place("a.po", line), f"problem {line}") for line in range(1, 31)]
    text = reports.as_text(findings)
    assert text.count("[notes]") == 5
    assert "a.po: and 25 more like this (servicedocs check --code notes shows all)" in text
    assert reports.as_text(findings, whole=True).count("[notes]") == 30


def test_carets_stand_below_wide_characters():
    """A Han character takes two columns, and so does the mark below it."""
    span = Span("服务,客户", 2, 3)
    finding = Finding(Severity.WARNING, "width", Place("a.po"), "a half-width sign", span=span)
    assert reports.as_text([finding]).splitlines()[1:] == ["    服务,客户", "        ^"]


def test_only_one_document_is_checked_when_asked_for(faulty):
    """A finding about a text that the document does not say is left out; a document that is not there is wrong use."""
    assert {each["domain"] for each in check(faulty, "--document", "every-fact")} == {"every-fact", "offerings"}
    assert run("check", "--project", str(faulty), "--document", "nothing").exit_code == 2
    assert "did you mean 'de'" not in run("check", "--project", str(faulty), "-l", "fr").stderr
    assert run("check", "--project", str(faulty), "-l", "fr").exit_code == 2


def test_fix_corrects_what_is_safe_and_nothing_else(faulty):
    """Two blanks become one; a lost placeholder is for a person. A second time changes nothing."""
    result = run("check", "--project", str(faulty), "--fix")
    assert result.exit_code == 1
    file = faulty / "locales/de/LC_MESSAGES/offerings.po"
    assert 'msgstr "Eine Antwort"' in file.read_text("utf-8")
    assert [each["code"] for each in check(faulty)] == ["placeholders"]
    before = file.read_bytes()
    run("check", "--project", str(faulty), "--fix-unsafe")
    assert file.read_bytes() == before


def waiver(folder: Path, key: str, code: str, until: str = "2026-12-31", text: str = "") -> None:
    lines = [f"{key}:", f"  check: {code}", "  reason: seen by a person", "  name: A. Translator", f"  until: {until}"]
    lines += [f"  text: {text}"] if text else []
    (folder / "locales/de/waivers.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def bound(folder: Path, key: str, code: str, until: str = "2026-12-31") -> None:
    """A waiver with the digest that `check` tells."""
    waiver(folder, key, code, until)
    (told,) = [each for each in check(folder, "--today", DAY) if each["code"] == "waiver"]
    waiver(folder, key, code, until, told["hint"].removeprefix("write text: "))


NAME = "offerings:features.response.name"


def test_a_waived_finding_is_let_stand(faulty):
    """The waiver says who, why and until when; the summary counts it."""
    key = name_of_answer(faulty)
    bound(faulty, key, "blanks")
    assert [each["code"] for each in check(faulty, "--today", DAY)] == ["placeholders"]
    assert "1 waived" in run("check", "--project", str(faulty), "--today", DAY).stdout


def name_of_answer(folder: Path) -> str:
    (found,) = [each for each in check(folder) if each["code"] == "blanks"]
    return f"{found['domain']}:{found['key']}"


def test_a_waiver_ends_with_its_day(faulty):
    """The day itself still counts; on the next one the finding is back, and the waiver is told."""
    bound(faulty, name_of_answer(faulty), "blanks", "2026-02-01")
    assert [each["code"] for each in check(faulty, "--today", "2026-02-01")] == ["placeholders"]
    codes = [each["code"] for each in check(faulty, "--today", "2026-02-02")]
    assert sorted(codes) == ["blanks", "placeholders", "waiver"]


def test_a_waiver_ends_when_the_text_changes(faulty):
    """Another translation needs another look."""
    bound(faulty, name_of_answer(faulty), "blanks")
    change(faulty, "de", "offerings", "Eine  Antwort", "Unsere  Antwort")
    codes = [each["code"] for each in check(faulty, "--today", DAY)]
    assert sorted(codes) == ["blanks", "placeholders", "waiver"]


def test_a_waiver_is_for_the_check_it_names(faulty):
    """A waiver of another check lets nothing stand, and is told to be idle."""
    bound(faulty, name_of_answer(faulty), "numbers")
    assert "blanks" in [each["code"] for each in check(faulty, "--today", DAY)]
    everything = run("check", "--project", str(faulty), "--today", DAY, "--severity", "info").stderr
    assert "there is nothing left to waive" in everything


def test_a_waiver_must_say_who_why_and_until_when(faulty):
    """Every mistake in the file comes with its place."""
    (faulty / "locales/de/waivers.yaml").write_text("offerings:x:\n  check: blanks\n  until: soon\n", "utf-8")
    result = run("check", "--project", str(faulty))
    assert result.exit_code == 1
    for problem in ("'reason' is missing", "'name' is missing", "'soon' is no date"):
        assert problem in result.stderr


def test_a_baseline_passes_over_what_was_there_and_never_grows(faulty, tmp_path):
    """Old findings are passed over, new ones block, and what is gone leaves the file for good."""
    file = tmp_path / "baseline.tsv"
    options = ("--baseline", str(file), "-l", "de")
    assert run("check", "--project", str(faulty), *options).exit_code == 2
    assert run("check", "--project", str(faulty), *options, "--update-baseline").exit_code == 0
    begun = file.read_text("utf-8")
    assert begun.count("\n") == 3
    change(faulty, "de", "offerings", "Eine  Antwort", "Eine Antwort")
    change(faulty, "de", "every-fact", "**stark**", "**stark")
    result = run("check", "--project", str(faulty), *options, "--update-baseline")
    assert result.exit_code == 1
    assert "[markup]" in result.stderr
    assert "[placeholders]" not in result.stderr
    assert set(file.read_text("utf-8").splitlines()) < set(begun.splitlines())


@pytest.mark.parametrize("code", CHECKS)
def test_every_check_is_explained(code):
    """What it looks for, what it catches and what it lets pass."""
    result = run("explain", code)
    assert result.exit_code == 0
    assert "Caught:" in result.stdout
    assert "Passes:" in result.stdout


def test_explain_without_a_code_lists_every_check():
    """One line each; a code that is not there is wrong use with a suggestion."""
    assert [line.split()[0] for line in run("explain").stdout.splitlines()] == list(CHECKS)
    result = run("explain", "number")
    assert result.exit_code == 2
    assert "did you mean 'numbers'" in result.stderr
