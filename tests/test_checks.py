"""Checks of translations: each against its own examples, and on a real project."""

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import catalogs, checks, content
from generator.checks.examples import Example
from generator.errors import Severity

EXAMPLES = [
    (code, example)
    for code in checks.CHECKS
    for example in importlib.import_module(f"generator.checks.{code}").EXAMPLES
]


@pytest.fixture
def project(project: Callable[..., Path]) -> Path:
    return project()


def run(project: Path, **options: bool):
    publication = content.read(project)
    read = [catalogs.read(project, settings, publication) for settings in catalogs.languages(project)]
    return checks.run(publication, read, **options)


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_a_check_catches_what_is_wrong_and_lets_pass_what_is_right(code: str, example: Example):
    """Every example in the check's own file; what is caught says where, in which language, and what to do."""
    publication, catalog = example.situation()
    findings = list(checks.CHECKS[code](publication, [catalog]))
    assert bool(findings) == example.caught
    for finding in findings:
        assert (finding.code, finding.language, finding.key) == (code, example.language, example.key)
        assert finding.place.line > 1
        assert finding.hint


@pytest.mark.parametrize("code", checks.CHECKS)
def test_every_check_is_proved_both_ways(code):
    """A check without a case that it must let pass could simply cry always."""
    proved = {example.caught for name, example in EXAMPLES if name == code}
    assert proved == {True, False}


def test_every_file_with_a_check_is_in_the_list():
    """The folder's files and CHECKS say the same; three files hold what the checks share."""
    files = {path.stem for path in Path(checks.__file__).parent.glob("*.py")}
    assert files - {"__init__", "examples", "pairs"} == set(checks.CHECKS)


@pytest.mark.parametrize("code", [code for code in checks.CHECKS if code not in ("untranslated", "stale", "orphan")])
def test_a_finding_marks_the_character_that_is_wrong(code):
    """Findings stand in the msgstr's line, not before its text begins."""
    for _, example in (each for each in EXAMPLES if each[0] == code and each[1].caught):
        publication, catalog = example.situation()
        for finding in checks.CHECKS[code](publication, [catalog]):
            (entry,) = catalog.entries.values()
            lines = entry.written.split("\n")
            assert "msgstr" in lines[finding.place.line - entry.line]
            assert finding.place.column > len("msgstr ")


def test_clean_catalogs_have_no_findings(project):
    """A German and a Korean catalog that a person has checked give no alarm at all."""
    assert run(project) == ()


def test_what_is_not_translated_stops_a_release_only(project):
    """A draft shows the source text instead; a release would print it in a contract."""
    file = project / "locales/ko/LC_MESSAGES/offerings.po"
    text = file.read_text("utf-8").replace('msgstr "답변"', 'msgstr ""').replace('msgid "Seats"', 'msgid "Chairs"')
    file.write_text(text, encoding="utf-8")
    draft, release = run(project), run(project, release=True)
    assert [(each.code, each.severity) for each in draft] == [
        ("untranslated", Severity.WARNING),
        ("stale", Severity.WARNING),
    ]
    assert [(each.code, each.severity) for each in release] == [
        ("untranslated", Severity.ERROR),
        ("stale", Severity.ERROR),
    ]


def test_findings_of_several_checks_come_by_place(project):
    """A translator works through a file from its top."""
    file = project / "locales/de/LC_MESSAGES/every-fact.po"
    text = file.read_text("utf-8").replace("{legal_name} kann", "{legal_nam} kann").replace("**stark**", "stark")
    file.write_text(text, encoding="utf-8")
    found = run(project)
    assert [(each.code, each.key) for each in found] == [
        ("markup", "sections.blocks.blocks.text"),
        ("placeholders", "sections.blocks.blocks.warning"),
        ("placeholders", "sections.blocks.blocks.warning"),
    ]
    assert [each.place for each in found] == sorted(each.place for each in found)


KOREAN = [
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "과",
    "와",
    "으로",
    "로",
    "이나",
    "나",
    "이라",
    "라",
    "으로는",
    "로부터",
    "와의",
]
HARMLESS = [
    "의",
    "에",
    "에서",
    "에게",
    "도",
    "만",
    "건",
    "명",
    "이내",
    "이상",
    "가지",
    "이며칠",
    "과목",
    "나라",
    "까지",
    "부터",
]


@pytest.mark.parametrize("particle", KOREAN)
@pytest.mark.parametrize("text", ["{{x}}{} 끝", "{{x}}{}.", "**{{x}}**{}", "“{{x}}”{}, 끝"])
def test_a_particle_with_two_forms_is_caught_after_a_value(particle, text):
    """Before a space, punctuation or the end, and with markup or quotes between."""
    publication, catalog = Example("{x}", text.format(particle), caught=True, language="ko").situation()
    findings = list(checks.CHECKS["particle"](publication, [catalog]))
    assert [finding.severity for finding in findings] == [Severity.ERROR]


@pytest.mark.parametrize("word", HARMLESS)
def test_a_word_that_only_begins_like_a_particle_passes(word):
    """Counters, nouns and particles with one form may follow a value."""
    publication, catalog = Example("{x}", f"{{x}}{word} 끝", caught=False, language="ko").situation()
    assert list(checks.CHECKS["particle"](publication, [catalog])) == []
