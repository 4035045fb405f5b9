"""What an edition states about its text, and what a release makes of text that is not up to date."""

import re
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from generator import catalogs, content
from generator.catalogs.waivers import digest
from generator.cli import servicedocs
from generator.edition import Edition, State
from generator.localize import localize
from tests.review_history import DOCUMENT, GERMAN, OFFERINGS, put, target

SETTINGS = "content/publication.yaml"
STATED = "source: en\nprovenance: {revision: true, approved: true, prevailing: en}"
TITLE = "every-fact:title"


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(servicedocs, [*words, "--project", str(folder)])


def built(folder: Path, *words: str) -> Result:
    return run(folder, "build", "--document", "every-fact", "--format", "html", *words)


def page(folder: Path, tag: str) -> str:
    return (folder / f"output/site/{tag}/every-fact/index.html").read_text("utf-8")


def edition(folder: Path, tag: str = "de", *, draft: bool = True) -> Edition:
    publication, settings = content.read(folder), catalogs.languages(folder)
    catalog = catalogs.read(folder, next(each for each in settings if each.language.tag == tag), publication)
    return localize(publication.documents[0], publication, catalog, settings[0], draft=draft)


def known(folder: Path) -> list[catalogs.Catalog]:
    publication = content.read(folder)
    return [catalogs.read(folder, each, publication) for each in catalogs.languages(folder)]


def approved(folder: Path, *keys: str) -> None:
    said = ("-l", "de", "-l", "ko", "--who", "A. Reviewer", "--date", "2026-03-01")
    assert run(folder, "approve", *keys, *said).exit_code == 0


@pytest.fixture
def stating(project) -> Path:
    folder = project()
    put(SETTINGS, "source: en", STATED)(folder)
    return folder


# What is stated


def test_nothing_is_stated_that_nobody_asked_for(project):
    """Pages are as they were where publication.yaml has no provenance."""
    folder = project()
    assert built(folder).exit_code == 0
    assert not any(word in page(folder, "de") for word in ("Freigegebene Texte", "Maßgebliche Sprache"))


def test_page_and_pdf_state_revision_approval_and_prevailing_language(stating):
    """In the words of the language; the source has no translations to approve."""
    approved(stating, TITLE, "every-fact:subject")
    assert built(stating, "--format", "pdf").exit_code == 0
    [german, english, korean] = [edition(stating, tag).provenance for tag in ("de", "en", "ko")]
    for words in (german.revision, "2 von", "Maßgebliche Sprache", "Englisch"):
        assert words in page(stating, "de")
    assert f"{korean.texts}개 중 2개" in page(stating, "ko")
    assert "Approved texts" not in page(stating, "en")
    compared, beside = (
        (stating / f"output/site/de/every-fact/{each}/index.html").read_text("utf-8")
        for each in ("compare", "beside/ko")
    )
    assert compared.count(german.revision) == 1
    assert beside.count(german.revision) == 2
    for words in (f"2 von {german.texts}", "Maßgebliche Sprache"):
        assert words in compared
        assert words in beside
    assert f"{korean.texts}개 중 2개" in beside
    assert english.revision == german.revision == korean.revision
    assert (english.approved, german.approved, german.texts) == ("", "2", korean.texts)
    [path] = (stating / "output/site/de/every-fact").glob("*.pdf")
    text = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()
    assert german.revision in text
    assert f"2 von {german.texts}" in text


@pytest.mark.parametrize(
    ("edit", "other"),
    [
        (put(OFFERINGS, "{under: 30 minutes}", "{under: 20 minutes}"), True),
        (put(OFFERINGS, "{basic: not-included, plus: included}", "{basic: included, plus: included}"), True),
        (put(DOCUMENT, "title: Every fact", "title: Every single fact"), True),
        (put(DOCUMENT, "title: Every fact", "# A remark of the author.\ntitle: Every fact"), False),
        (put("content/interface.yaml", "contents: Contents", "contents: In this document"), False),
        (target(GERMAN, "title", "Etwas anderes"), False),
    ],
    ids=["figure", "tick", "word", "comment", "word of the page", "translation"],
)
def test_the_revision_is_that_of_what_the_source_says(stating, edit, other):
    """It changes with every fact and word of the document, and with nothing else."""
    before = edition(stating).provenance.revision
    edit(stating)
    assert (edition(stating).provenance.revision != before) is other
    assert re.fullmatch("[0-9a-f]{12}", before)


def test_an_approval_is_counted_at_the_next_build(stating):
    """The ledger belongs to what a page is made of: nothing kept from an earlier build hides a decision."""
    assert built(stating).exit_code == 0
    assert "0 von" in page(stating, "de")
    approved(stating, TITLE)
    assert built(stating).exit_code == 0
    assert "1 von" in page(stating, "de")


def test_a_language_that_nobody_knows_is_told(stating):
    """CLDR must have a name for the language that prevails."""
    put(SETTINGS, "prevailing: en", "prevailing: xx")(stating)
    result = built(stating)
    assert result.exit_code == 1
    assert "'xx'" in result.stderr


# What a release makes of stale text


def stale(folder: Path) -> None:
    """The English title says more, in the content and as the source that the catalogs offer."""
    put(DOCUMENT, "title: Every fact", "title: Every single fact")(folder)
    assert run(folder, "catalogs", "update").exit_code == 0


@pytest.mark.parametrize(
    ("policy", "decision", "out"),
    [("preview", "", False), ("public", "", True), ("contract", "", False), ("contract", "waive", True)],
)
def test_policies_are_kept_by_check_build_and_publish(project, policy, decision, out):
    """All three refuse the same, and what is refused leaves nothing behind."""
    folder = project()
    put(SETTINGS, "source: en", f"source: en\npolicy: {policy}\ndestinations: {{here: {{kind: folder, path: live}}}}")(
        folder
    )
    approved(folder, "*")
    stale(folder)
    if decision:
        assert (
            run(folder, decision, TITLE, "-l", "de", "-l", "ko", "--who", "A. Reviewer", "--note", "Fits").exit_code
            == 0
        )
    assert run(folder, "check", "--release").exit_code == (not out)
    assert built(folder, "--release").exit_code == (not out)
    assert (folder / "output/site").exists() is out
    result = run(folder, "publish", "here", "--yes")
    assert result.exit_code == (not out), result.stderr
    assert (folder / "live").exists() is out


@pytest.mark.parametrize(("day", "out"), [("2026-03-31", True), ("2026-04-01", False)])
def test_a_stale_translation_may_be_waived_until_a_day(project, day, out):
    """Up to that day a release takes it as it stands; from the next day on it is refused."""
    folder = project()
    stale(folder)
    for tag in ("de", "ko"):
        said = f"{TITLE}:\n  check: [stale]\n  reason: It still fits.\n  name: A. Reviewer\n  until: 2026-03-31\n"
        catalog = next(each for each in known(folder) if each.settings.language.tag == tag)
        forms = catalog.entries["every-fact", "title"].forms
        text = f"{said}  text: {digest(('Every single fact', '', *forms))}\n"
        (folder / f"locales/{tag}/waivers.yaml").write_text(text, "utf-8")
    assert run(folder, "check", "--release", "--today", day).exit_code == (not out)


def test_a_dispute_holds_back_a_release_that_was_built_before(project):
    """What was checked in an earlier build is checked again when somebody has said something since."""
    folder = project()
    put(SETTINGS, "source: en", "source: en\npolicy: public")(folder)
    assert built(folder, "--release").exit_code == 0
    said = ("-l", "de", "--who", "A. Reviewer", "--note", "Too literal")
    assert run(folder, "dispute", TITLE, *said).exit_code == 0
    result = built(folder, "--release")
    assert result.exit_code == 1
    assert "disputed" in result.stderr


def test_a_public_release_shows_stale_text_with_a_dated_notice(project):
    """The translation as it stands, marked, and once what the mark means, with the edition's date; a draft shows English."""
    folder = project()
    put(SETTINGS, "source: en", "source: en\npolicy: public")(folder)
    was = str(edition(folder).title)
    assert built(folder, "--release").exit_code == 0
    assert "untranslated" not in page(folder, "de")
    stale(folder)
    assert built(folder, "--release", "--format", "pdf").exit_code == 0
    told = page(folder, "de")
    date = edition(folder).date
    assert (
        f'<span class="untranslated">Ausgabe {date}: markierter Text folgt einem früheren Ausgangstext.</span>' in told
    )
    assert re.search(f'<h1[^>]*><span class="untranslated">{re.escape(was)}</span></h1>', told)
    assert "untranslated" not in page(folder, "en")
    [path] = (folder / "output/site/de/every-fact").glob("*.pdf")
    assert f"Ausgabe {date}: markierter" in pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()
    assert built(folder, "--release", "--format", "html").exit_code == 0
    site = folder / "output/site"
    own = (site / "de/every-fact/beside/en/index.html").read_text("utf-8")
    other = (site / "en/every-fact/beside/de/index.html").read_text("utf-8")
    assert own.count(f"Ausgabe {date}: markierter") == other.count(f"Ausgabe {date}: markierter") == 1
    assert '<div lang="de" dir="ltr">\n<p class="draft" role="note">' in other
    assert other.count('class="draft"') == 1, "the English text is never stale"
    assert built(folder).exit_code == 0
    assert "Every single fact" in page(folder, "de")


def test_stale_text_that_can_not_be_said_any_more_stands_in_the_source(project):
    """It places what the document no longer knows."""
    folder = project()
    target(GERMAN, "title", "Jede Tatsache zu {nothing}")(folder)
    put(DOCUMENT, "title: Every fact", "title: Every single fact")(folder)
    title = edition(folder, draft=False).title
    assert (str(title), title.state, title.language) == ("Every single fact", State.STALE, "en")


def test_the_stale_word_of_a_fact_is_kept_as_well(project):
    """A cell of a release says what the vocabulary's translation says, marked as stale."""
    folder = project()
    vocabulary = "content/vocabulary.yaml"
    text = (folder / vocabulary).read_text("utf-8")
    word = re.search(r"^  not-included: (.+)$", text, re.MULTILINE)
    assert word
    put(vocabulary, word[0], "  not-included: left out")(folder)
    kept, source = (
        {str(phrase).casefold() for phrase in edition(folder, draft=draft).phrases()} for draft in (False, True)
    )
    assert "left out" in source
    assert "left out" not in kept
