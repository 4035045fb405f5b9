"""What reports tell of a review: in a terminal, a pull request, a browser and to programs."""

import io
import json
import re
from dataclasses import replace

import jsonschema
import pytest
from openpyxl import load_workbook

from generator import checks
from generator.catalogs.ledger import Approval
from generator.model import Policy
from generator.review import Review, compare, review
from generator.review.reports import REPORTS, markdown, render
from generator.review.reports import json as json_report
from generator.review.reports.text import columns
from generator.review.reports.text import render as text_report
from generator.review.snapshot import of
from generator.tree import Memory
from tests.review_history import DOCUMENT, GERMAN, many, put, run, target


@pytest.fixture
def hostile(committed) -> Review:
    """A review of texts that try to be markup."""
    text = r"<script>alert(1)</script> | @everyone **x** </td> \n# head \x1b[31m"
    target(GERMAN, "title", text.replace("\\x1b", ""))(committed)
    put(DOCUMENT, "{legal_name} may change this.", "<img src=x onerror=alert(1)> | {legal_name} must change this.")(
        committed
    )
    return review(committed)


def test_json_follows_its_published_schema(history):
    """Whatever is in a review, the report has the form that programs rely on."""
    folder, ids = history
    assert json.loads(run(folder, "schema", "diff").stdout) == json_report.schema()
    jsonschema.Draft202012Validator.check_schema(json_report.schema())
    for pair in ((0, -1), (3, 8), (5, 5)):
        report = render(review(folder, f"{ids[pair[0]]}..{ids[pair[1]]}"), "json")
        jsonschema.validate(json.loads(report), json_report.schema())


def test_hostile_text_stays_text(hostile):
    """No report lets a text of a catalog become markup, a mention or an escape of the terminal."""
    html, told = render(hostile, "html"), render(hostile, "md")
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "<img" not in told
    assert "<script" not in told
    assert "@everyone" not in told
    assert "\x1b" not in text_report(hostile, colour=False)


def test_the_page_needs_no_network(hostile):
    """One file: no address outside it, and a policy that would forbid one."""
    html = render(hostile, "html")
    assert not re.search(r"(src|href)=[\"'](?!#)", html)
    assert "default-src 'none'" in html


def test_the_page_is_well_formed_and_accessible(history):
    """A language, one main heading, captions and labels; every text says its language."""
    import html5lib

    folder, ids = history
    html = render(review(folder, f"{ids[0]}..{ids[-1]}"), "html")
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(html)
    assert tree.get("lang") == "en"
    assert len(tree.findall(".//h1")) == 1
    assert tree.find(".//caption") is not None
    assert {each.get("lang") for each in tree.iter("p") if each.get("class") == "text"} <= {"en", "de", "ko"}
    ids_ = [each.get("id") for each in tree.iter() if each.get("id")]
    assert len(ids_) == len(set(ids_))


def test_a_comment_is_cut_by_priority():
    """What needs a decision comes first, and the end tells how much is missing."""
    one, other = many(600, False), many(600, True)
    found = compare(of(one, "before"), of(other, "after"))
    stale = replace(found.units[-1].translations[0], state=Approval.DISPUTED)
    last = replace(found.units[-1], name="every-fact:the-worst", translations=(stale,))
    report = render(replace(found, policies=(Policy.PUBLIC,) * 5, units=(*found.units[:-1], last)), "md")
    assert len(report) <= markdown.LONGEST
    assert re.search(r"and \d+ more\. The whole report", report)
    assert report.index("the-worst") < report.index("extra-1<")


def test_text_is_aligned_by_what_characters_take(history):
    """No line is wider than asked, counting wide characters as two columns."""
    folder, ids = history
    report = text_report(review(folder, f"{ids[0]}..{ids[-1]}"), width=60)
    assert max(columns(line) for line in report.splitlines()) <= 62  # a closing sign may hang over
    assert columns("서비스 PTC") == 10
    assert columns("e\u0301") == 1


def test_text_marks_changes_with_and_without_colour(committed):
    """Signs where there is no colour, colour with lines through and under where there is."""
    target(GERMAN, "title", "Jede Tatsache")(committed)
    found = review(committed)
    assert re.search(r"\[-.+-\].*\{\+.+\+\}", text_report(found))
    assert "\x1b[31;9m" in text_report(found, colour=True)
    assert "{+" not in text_report(found, colour=True)


def test_the_same_review_gives_the_same_bytes(history):
    """No clock, no chance in any report."""
    folder, ids = history
    for format in REPORTS:
        one, other = (render(review(folder, f"{ids[0]}..{ids[-1]}"), format) for _ in range(2))
        assert one == other


def test_explain_tells_all_about_a_message(history):
    """Its text in every language, its place, and every version that git knows with who made it."""
    folder, _ = history
    result = run(folder, "explain", "every-fact:title")
    assert result.exit_code == 0
    assert "de: draft, locales/de/LC_MESSAGES/every-fact.po:" in result.stdout
    assert "ko: draft" in result.stdout
    assert re.search(r"2026-03-01 T\. Translator: .*\{\+", result.stdout)
    assert "A. Author" in result.stdout


def test_only_chosen_languages_and_documents_are_told(committed):
    """A filter leaves the rest out; a name that is none is told with what there is."""
    target(GERMAN, "title", "Jede Tatsache")(committed)
    found = review(committed, languages=["ko"])
    assert found.languages == ("ko",)
    assert found.units == ()
    assert "did you mean 'de'" in run(committed, "diff", "-l", "dee").stderr
    assert len(review(committed, documents=["every-fact"]).units) == 1


def test_a_source_text_has_its_own_findings(committed):
    """What a check says of the English stands beside it once, not under every language."""
    put(DOCUMENT, "title: Every fact", "title: Every fact within 30 minutes")(committed)
    [unit] = review(committed).units
    assert [finding.code for finding in unit.findings] == ["typed"]
    assert not any(each.findings for each in unit.translations)


# Large reviews


def test_a_diff_of_five_languages_tells_every_message():
    """Reading both sides, comparing and telling it, for a hundred changed messages in five languages."""
    one, other = many(100, False), many(100, True)
    before = of(one, "before")
    found = compare(before, of(other, "after", before))
    assert len(found.units) == 100
    assert found.unchecked == ()
    assert len(text_report(found)) > 100


def test_a_large_review_finds_every_error_and_says_what_it_left_out(monkeypatch):
    """So many translations take only the checks that find errors; each report tells so."""
    monkeypatch.setattr("generator.review._LARGE", 400)
    one, other = many(100, False), many(100, True)
    file = "locales/de/LC_MESSAGES/every-fact.po"
    wrong = other.files[file].replace(b"Bericht 7 B", b"Bericht 8 B")
    found = compare(of(one, "before"), of(Memory({**other.files, file: wrong}), "after"))
    assert found.code == 1
    [finding] = [finding for unit in found.units for each in unit.translations for finding in each.findings]
    assert (finding.code, finding.problem) == ("numbers", "'8' stands for '7'")
    assert {*found.unchecked} == {*checks.CHECKS} - {*checks.ERRORS, "untranslated", "stale", "orphan", "approval"}
    for format in REPORTS:
        told = render(found, format)
        if isinstance(told, bytes):
            told = str(next(load_workbook(io.BytesIO(told))["de"].values))
        assert "servicedocs check" in told or '"unchecked": [' in told
