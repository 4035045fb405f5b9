"""Checks of translations: each against its own examples, and on a real project."""

import importlib
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator import catalogs, checks, content, workers
from generator.checks.corpus import Corpus
from generator.checks.examples import Content, Example
from generator.checks.fixes import fixed
from generator.errors import Severity

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = [
    (code, example)
    for code in checks.CHECKS
    for example in importlib.import_module(f"generator.checks.{code}").EXAMPLES
]
IDS = [f"{code}-{number}" for number, (code, _) in enumerate(EXAMPLES)]
SHARED = {
    "__init__",
    "baseline",
    "concepts",
    "corpus",
    "examples",
    "figures",
    "fixes",
    "parity",
    "reports",
    "terms",
    "waiving",
}
"""Files that hold what the checks share, or what is done with their findings."""


@pytest.fixture
def project(project: Callable[..., Path]) -> Path:
    return project()


def run(project: Path, **options: bool):
    """Errors and warnings about translations."""
    publication = content.read(project)
    read = [catalogs.read(project, settings, publication) for settings in catalogs.languages(project)]
    found = checks.run(publication, read, **options)
    return [each for each in found if each.language and each.severity is not Severity.INFO]


@pytest.mark.parametrize(("code", "example"), EXAMPLES, ids=IDS)
def test_a_check_catches_what_is_wrong_and_lets_pass_what_is_right(code: str, example: Example | Content):
    """Every example in the check's own file; what is caught says where, in which language, and what to do."""
    corpus = example.corpus()
    findings = list(checks.CHECKS[code](corpus))
    assert bool(findings) == example.caught
    for finding in findings:
        assert (finding.code, finding.language) == (code, example.language)
        assert finding.place.file
        assert finding.hint


def test_errors_come_from_the_checks_that_are_said_to_find_them():
    """A build runs these alone, and so does a large review: no error may escape them."""
    found = {
        code
        for code, example in EXAMPLES
        for finding in checks.CHECKS[code](example.corpus())
        if finding.severity is Severity.ERROR
    }
    assert found == {*checks.ERRORS}


@pytest.mark.parametrize(
    ("code", "example"), [each for each in EXAMPLES if each[1].caught and isinstance(each[1], Example)]
)
def test_a_finding_marks_the_words_that_are_wrong(code: str, example: Example):
    """A finding about a text stands in its msgstr, and its span lies within the text."""
    corpus = example.corpus()
    for finding in checks.CHECKS[code](corpus):
        if finding.span is None:
            continue
        entry = next(
            each for catalog in corpus.catalogs for each in catalog.entries.values() if each.key == finding.key
        )
        lines = entry.written.split("\n")
        assert "msgstr" in lines[finding.place.line - entry.line]
        assert finding.place.column > len("msgstr ")
        assert finding.span.text == entry.forms[finding.span.form]
        assert 0 <= finding.span.start <= finding.span.end <= len(finding.span.text)


@pytest.mark.parametrize(("code", "example"), [each for each in EXAMPLES if isinstance(each[1], Example)])
def test_a_correction_ends_the_finding(code: str, example: Example):
    """What --fix puts there is right in the eyes of the check that asked for it."""
    corpus = example.corpus()
    findings = [each for each in checks.CHECKS[code](corpus) if each.span and each.span.fix is not None]
    if not findings:
        return
    for finding in findings:
        (catalog,) = corpus.catalogs
        texts = fixed([finding], [catalog], unsafe=True)
        entry = catalog.entries[finding.domain, finding.key]
        (forms,) = (keys[finding.key] for keys in texts[finding.language].values())
        assert forms != entry.forms
    forms = fixed(findings, [catalog], unsafe=True)[findings[0].language]["offerings"]
    entries = {id: replace(entry, forms=forms.get(entry.key, entry.forms)) for id, entry in catalog.entries.items()}
    again = checks.CHECKS[code](Corpus(corpus.publication, [replace(catalog, entries=entries)]))
    assert not [each for each in again if each.span and each.span.fix is not None]


@pytest.mark.parametrize("code", checks.CHECKS)
def test_every_check_is_proved_both_ways(code):
    """A check without a case that it must let pass could simply cry always."""
    proved = {example.caught for name, example in EXAMPLES if name == code}
    assert proved == {True, False}


def test_every_file_with_a_check_is_in_the_list():
    """The folder's files and CHECKS say the same, but for what the checks share."""
    files = {path.stem for path in Path(checks.__file__).parent.glob("*.py")}
    assert files - SHARED == set(checks.CHECKS)


def test_clean_catalogs_have_no_findings(project):
    """A German and a Korean catalog that a person has checked give no alarm at all."""
    assert run(project) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("at 9:00 on July 1, 2020 ", "um 9:00 am 1. Juli 2020 "),
        ("must not be sold by {provider} ", "darf nicht von {provider} verkauft werden "),
        ("a" * 9, "b" * 9),
        ("[text](help) (a) “b” **c** ", "[Text](help) (a) „b“ **c** "),
    ],
)
def test_a_text_of_many_thousand_words_is_checked_like_any_other(source, target):
    """No check goes over the whole text again for each of its words: that would take many minutes here."""
    long = Example(
        source * 2000 + " It is sold.",
        target * 2000 + " Es ist verkauft. Es ist verkauft.",
        caught=True,
        links=("help",),
    )
    found = checks.run(long.corpus().publication, long.corpus().catalogs)
    *_, double = [each.span for each in found if each.code == "doubled"]
    assert double.text[double.start : double.end] == "Es ist verkauft. Es ist verkauft."


@pytest.mark.parametrize("count", [2, 3, 9])
def test_languages_shared_among_processes_have_the_same_findings(tmp_path, monkeypatch, count):
    """In the same order, those about the content once; each process has about as many texts as the others."""
    for folder in ("content", "locales"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for file in tmp_path.glob("locales/*/LC_MESSAGES/support-services-guide.po"):
        file.write_text(re.sub(r'(?m)^(msgstr ".*[0-9a-z]+.*)\."$', r'\1 7."', file.read_text("utf-8")), "utf-8")
    publication = content.read(tmp_path)
    read = [catalogs.read(tmp_path, settings, publication) for settings in catalogs.languages(tmp_path)]
    alone = checks.run(publication, read, release=True)
    assert {"numbers", "length", "notes"} <= {each.code for each in alone}
    shares, run = [], workers.run
    monkeypatch.setattr(workers, "run", lambda work, jobs, **kinds: shares.append(jobs) or run(work, jobs, **kinds))
    assert checks.run(publication, read, release=True, count=count) == alone
    ((*jobs, whole),) = shares
    assert (len(jobs), whole) == (min(count, 4), "all languages")
    assert sorted(", ".join(jobs).split(", ")) == ["de", "en", "es", "ko", "zh-Hans"]


def test_a_few_texts_are_checked_in_this_process(project, monkeypatch):
    """Another process would take longer to begin than they take."""
    monkeypatch.setattr(workers, "run", lambda *_: pytest.fail("shared out"))
    publication = content.read(project)
    read = [catalogs.read(project, settings, publication) for settings in catalogs.languages(project)][:2]
    assert checks.run(publication, read, count=2) == checks.run(publication, read)


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
    corpus = Example("{x}", text.format(particle), caught=True, language="ko").corpus()
    findings = list(checks.CHECKS["particle"](corpus))
    assert [finding.severity for finding in findings] == [Severity.ERROR]


@pytest.mark.parametrize("word", HARMLESS)
def test_a_word_that_only_begins_like_a_particle_passes(word):
    """Counters, nouns and particles with one form may follow a value."""
    corpus = Example("{x}", f"{{x}}{word} 끝", caught=False, language="ko").corpus()
    assert list(checks.CHECKS["particle"](corpus)) == []
