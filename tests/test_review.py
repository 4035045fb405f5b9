"""Reviews of real repositories: what changed, who did it, what is open, and what a reviewer decides."""

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from generator import catalogs, checks, content
from generator.catalogs.ledger import Approval
from generator.cli import servicedocs
from generator.edition import State
from generator.errors import GeneratorError, Severity
from generator.model import Policy
from generator.review import Review, compare, decide, review
from generator.review.reports import REPORTS, markdown
from generator.review.reports import json as json_report
from generator.review.reports.text import columns
from generator.review.reports.text import render as text_report
from generator.review.snapshot import of, working_tree
from generator.tree import Memory
from tests.review_history import COMMITS, DOCUMENT, GERMAN, OFFERINGS, git, put, repository, target

HAND = decide.Hand("A. Reviewer", "2026-03-01")


@pytest.fixture(scope="module")
def history(tmp_path_factory) -> tuple[Path, list[str]]:
    """The base project with its twenty commits."""
    import shutil

    folder = tmp_path_factory.mktemp("history") / "project"
    shutil.copytree(Path(__file__).parent / "projects/base", folder)
    return folder, repository(folder)


@pytest.fixture
def committed(project) -> Path:
    """The base project with one commit."""
    folder = project()
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Begin")
    return folder


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(servicedocs, [*words, "--project", str(folder)])


def approved(folder: Path, *keys: str, language: str = "de") -> None:
    snapshot = working_tree(folder)
    decide.approve(folder, snapshot, language, decide.chosen(snapshot, keys), HAND)


def state(folder: Path, key: str, language: str = "de") -> Approval:
    snapshot = working_tree(folder)
    return snapshot.catalogs[language].approval(decide.chosen(snapshot, [key])[0])


def told(found: Review) -> set[str]:
    """The changes in short: class, kind, action, id; and the messages."""
    lines = {
        f"{change.change_class} {change.kind} {change.action} {change.id} {change.language}".rstrip()
        for change in found.changes
    }
    for unit in found.units:
        if unit.change:
            lines.add(f"{unit.change} message {unit.name}")
        else:
            lines |= {
                f"translation message {unit.name} {each.language} {each.by}"
                for each in unit.translations
                if each.changed
            }
    return lines


# History


@pytest.mark.parametrize("number", range(1, len(COMMITS)), ids=lambda number: COMMITS[number][0])
def test_each_of_twenty_commits_is_told_for_what_it_is(history, number):
    """The diff of a commit names just what it did, with its class."""
    folder, ids = history
    assert told(review(folder, f"{ids[number - 1]}..{ids[number]}")) == set(COMMITS[number][3])


def test_a_change_and_its_revert_cancel_each_other(history):
    """From the first commit to the last nothing is told of the figure that went up and came down again."""
    folder, ids = history
    assert not any("terms.contacts" in line for line in told(review(folder, f"{ids[0]}..{ids[-1]}")))


def test_reading_a_revision_writes_nothing(history):
    """Neither the folder nor the index of git changes."""
    folder, ids = history

    def stats() -> dict[str, tuple[int, int]]:
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in folder.rglob("*")}

    before = stats()
    review(folder, f"{ids[2]}..{ids[9]}")
    assert stats() == before


def test_three_dots_start_where_two_branches_parted(committed):
    """What the trunk did meanwhile is no change of the branch."""
    git(committed, "checkout", "-q", "-b", "branch")
    put(DOCUMENT, "number: X1", "number: X2")(committed)
    git(committed, "commit", "-qam", "Number")
    git(committed, "checkout", "-q", "-")
    put(OFFERINGS, "contacts: {count: 3}", "contacts: {count: 9}")(committed)
    git(committed, "commit", "-qam", "Contacts")
    assert told(review(committed, "HEAD...branch")) == {"figure setting changed every-fact:number"}


def test_an_unknown_revision_is_told_without_a_traceback(committed):
    """Git's own words, and a hint."""
    result = run(committed, "diff", "nowhere..HEAD")
    assert result.exit_code == 1
    assert "nowhere" in result.stderr
    assert "hint:" in result.stderr
    with pytest.raises(GeneratorError, match="no revision"):
        review(committed, "--output=x")


def test_a_broken_revision_names_the_revision(committed):
    """The place is that of the revision's file."""
    put(OFFERINGS, "group: facts", "group: fakts")(committed)
    git(committed, "commit", "-qam", "Break")
    with pytest.raises(GeneratorError, match=r"\(in HEAD\)"):
        review(committed, "HEAD~1..HEAD")


def test_a_project_without_git_says_so(project):
    """No repository is a finding, not a traceback."""
    result = run(project(), "diff")
    assert result.exit_code == 1
    assert "git: not a git repository" in result.stderr


# States


def test_a_figure_makes_no_translation_stale(committed):
    """Every fact of the project changes, and every translation still fits."""
    approved(committed, "*")
    before = working_tree(committed)
    text = (committed / OFFERINGS).read_text("utf-8")
    for old, new in (("{count: 3}", "{count: 5}"), ("{under: 30 minutes}", "{under: 1 hour}"), ("{count: 250}", "{count: 99}"),
                     ("plus: weekly", "plus: as-needed"), ("2 business-days", "4 business-days"), ("not-included", "included")):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    (committed / OFFERINGS).write_text(text, "utf-8")
    after = working_tree(committed)
    found = compare(before, after)
    assert {str(change.change_class) for change in found.changes} == {"figure"}
    assert found.units == ()
    for tag in ("de", "ko"):
        states = [after.catalogs[tag].state(message) for message in after.messages.values()]
        assert State.STALE not in states


def test_a_decision_is_about_words(committed):
    """An edit voids an approval, and a revert brings it back."""
    approved(committed, "every-fact:title")
    assert state(committed, "every-fact:title") is Approval.APPROVED
    old = (committed / GERMAN).read_bytes()
    target(GERMAN, "title", "Etwas anderes")(committed)
    assert state(committed, "every-fact:title") is Approval.DRAFT
    (committed / GERMAN).write_bytes(old)
    assert state(committed, "every-fact:title") is Approval.APPROVED
    put(DOCUMENT, "title: Every fact", "title: Every single fact")(committed)
    assert state(committed, "every-fact:title") is Approval.STALE


def test_what_is_stale_can_not_be_approved(committed):
    """The reviewer hears why, and what to do; nothing is written."""
    put(DOCUMENT, "title: Every fact", "title: Every single fact")(committed)
    result = run(committed, "approve", "every-fact:title", "every-fact:subject", "-l", "de", "--who", "A. Reviewer")
    assert result.exit_code == 1
    assert "'every-fact:title' is stale" in result.stderr
    assert not (committed / "locales/de/ledger.tsv").exists()


def test_an_approval_moves_with_a_renamed_key(committed):
    """A former key leads to the verdict, before and after the catalogs were brought up to date."""
    approved(committed, "offerings:features.recovery.name")
    put(OFFERINGS, "  recovery:\n", "  restoration:\n")(committed)
    put(OFFERINGS, "    name: Recovery\n", "    name: {text: Recovery, former: features.recovery.name}\n")(committed)
    publication = content.read(committed)
    settings = next(each for each in catalogs.languages(committed) if each.language.tag == "de")
    catalogs.update(committed, settings, publication)
    assert state(committed, "offerings:features.restoration.name") is Approval.APPROVED
    ledger = (committed / "locales/de/ledger.tsv").read_text("utf-8")
    assert "offerings:features.restoration.name\t" in ledger
    assert catalogs.update(committed, settings, publication)
    assert (committed / "locales/de/ledger.tsv").read_text("utf-8") == ledger


def test_a_typo_is_carried_with_a_name(committed):
    """What was approved stays approved for the mended source, and the catalog fits it."""
    approved(committed, "every-fact:sections.blocks.blocks.desk")
    put(DOCUMENT, "Ask the desk.", "Ask the desk!")(committed)
    key = "every-fact:sections.blocks.blocks.desk"
    assert state(committed, key) is Approval.STALE
    result = run(
        committed, "carry", key, "-l", "de", "--reason", "cosmetic", "--who", "A. Reviewer", "--date", "2026-04-01"
    )
    assert result.exit_code == 0, result.stderr
    assert state(committed, key) is Approval.APPROVED
    assert 'msgid "Ask the desk!"' in (committed / GERMAN).read_text("utf-8")
    assert "2026-04-01\tcarried over a cosmetic" in (committed / "locales/de/ledger.tsv").read_text("utf-8")


def test_a_draft_that_is_carried_stays_a_draft(committed):
    """Nobody approved its words."""
    put(DOCUMENT, "Ask the desk.", "Ask the desk!")(committed)
    key = "every-fact:sections.blocks.blocks.desk"
    assert run(committed, "carry", key, "-l", "de", "--reason", "typo", "--who", "A. Reviewer").exit_code == 0
    assert state(committed, key) is Approval.DRAFT


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("may change this", "must change this"),
        ("may change this", "may not change this"),
        ("may change", "may change 2 times"),
    ],
)
def test_a_change_of_meaning_is_never_carried(committed, old, new):
    """Refused, whatever reason is given, and nothing is written."""
    approved(committed, "every-fact:sections.blocks.blocks.warning")
    put(DOCUMENT, old, new)(committed)
    before = (committed / GERMAN).read_bytes()
    result = run(committed, "carry", "*warning", "-l", "de", "--reason", "typo", "--who", "A. Reviewer")
    assert result.exit_code == 1
    assert "(meaning)" in result.stderr
    assert (committed / GERMAN).read_bytes() == before
    assert state(committed, "every-fact:sections.blocks.blocks.warning") is Approval.STALE


def test_a_language_may_veto_carrying(committed):
    """Its language.yaml says that a person looks at every changed source."""
    path = committed / "locales/de/language.yaml"
    path.write_text(path.read_text("utf-8") + "carry: false\n", "utf-8")
    put(DOCUMENT, "Ask the desk.", "Ask the desk!")(committed)
    result = run(committed, "carry", "*desk", "-l", "de", "--reason", "typo", "--who", "A. Reviewer")
    assert result.exit_code == 1
    assert "carry: false" in result.stderr


def test_a_dispute_is_open_until_it_is_settled(committed):
    """It stands with its note; who approves the words settles it."""
    said = ("-l", "de", "--who", "A. Reviewer")
    assert run(committed, "dispute", "every-fact:title", *said, "--note", "Too literal").exit_code == 0
    assert state(committed, "every-fact:title") is Approval.DISPUTED
    assert "Too literal" in run(committed, "explain", "every-fact:title").stdout
    assert run(committed, "approve", "every-fact:title", *said).exit_code == 0
    assert state(committed, "every-fact:title") is Approval.APPROVED


def test_all_that_a_diff_shows_is_approved_at_once(committed):
    """Drafts of the changed messages; what did not change is left alone."""
    target(GERMAN, "title", "Jede Tatsache")(committed)
    result = run(committed, "approve", "--all-shown", "HEAD", "-l", "de", "--who", "A. Reviewer")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == "de every-fact:title: approved\nde: 1 approved\n"


def test_a_key_of_two_files_must_say_which(committed):
    """An ambiguous or unknown key is no guess."""
    result = run(committed, "approve", "every-fact:titel", "-l", "de", "--who", "A. Reviewer")
    assert result.exit_code == 1
    assert "did you mean 'every-fact:title'?" in result.stderr


# Policy


@pytest.mark.parametrize(
    ("policy", "verdicts", "stale", "refused"),
    [
        ("preview", "", False, False),
        ("preview", "", True, True),
        ("public", "", False, False),
        ("public", "", True, False),
        ("contract", "", False, True),
        ("contract", "approve", False, False),
        ("contract", "approve", True, True),
        ("contract", "waive", True, False),
    ],
)
def test_a_release_is_held_to_the_policy(committed, policy, verdicts, stale, refused):
    """contract: all approved; public: none missing or disputed; preview: as ever."""
    put("content/publication.yaml", "source: en", f"source: en\npolicy: {policy}")(committed)
    if verdicts == "approve":
        for language in ("de", "ko"):
            approved(committed, "*", language=language)
    if stale:
        put(DOCUMENT, "title: Every fact", "title: Every single fact")(committed)
    if verdicts == "waive":
        snapshot = working_tree(committed)
        for language in ("de", "ko"):
            decide.waive(committed, snapshot, language, tuple(snapshot.messages.values()), HAND)
    publication = content.read(committed)
    known = [catalogs.read(committed, each, publication) for each in catalogs.languages(committed)]
    errors = [each for each in checks.run(publication, known, release=True) if each.severity is Severity.ERROR]
    assert bool(errors) is refused, errors[:3]
    assert run(committed, "check", "--release").exit_code == refused


def test_a_policy_may_differ_by_language(committed):
    """German is held to a contract, Korean is not."""
    put("content/publication.yaml", "source: en", "source: en\npolicy: preview\npolicies: {de: contract}")(committed)
    target(GERMAN, "title", "Jede Tatsache")(committed)
    found = review(committed)
    assert [each.language for each in found.open(found.units[0])] == ["de"]
    assert found.code == 3


def test_exit_codes_tell_automation_what_is_open(committed):
    """0 nothing open, 1 errors, 3 stale or unapproved beyond the policy."""
    assert run(committed, "diff").exit_code == 0
    target(GERMAN, "title", "Jede {unknown}")(committed)
    assert run(committed, "diff").exit_code == 1
    target(GERMAN, "title", "Jede Tatsache")(committed)
    assert run(committed, "diff").exit_code == 0
    put("content/publication.yaml", "source: en", "source: en\npolicy: contract")(committed)
    assert run(committed, "diff").exit_code == 3
    approved(committed, "every-fact:title")
    assert run(committed, "diff").exit_code == 3  # Korean is in the diff as well
    assert run(committed, "diff", "-l", "de").exit_code == 0


# Reports


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
        report = REPORTS["json"](review(folder, f"{ids[pair[0]]}..{ids[pair[1]]}"))
        jsonschema.validate(json.loads(report), json_report.schema())


def test_hostile_text_stays_text(hostile):
    """No report lets a text of a catalog become markup, a mention or an escape of the terminal."""
    html, told = REPORTS["html"](hostile), REPORTS["md"](hostile)
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "<img" not in told
    assert "<script" not in told
    assert "@everyone" not in told
    assert "\x1b" not in text_report(hostile, colour=False)


def test_the_page_needs_no_network(hostile):
    """One file: no address outside it, and a policy that would forbid one."""
    html = REPORTS["html"](hostile)
    assert not re.search(r"(src|href)=[\"'](?!#)", html)
    assert "default-src 'none'" in html


def test_the_page_is_well_formed_and_accessible(history):
    """A language, one main heading, captions and labels; every text says its language."""
    import html5lib

    folder, ids = history
    html = REPORTS["html"](review(folder, f"{ids[0]}..{ids[-1]}"))
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
    report = REPORTS["md"](replace(found, policies=(Policy.PUBLIC,) * 5, units=(*found.units[:-1], last)))
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
    for render in REPORTS.values():
        assert render(review(folder, f"{ids[0]}..{ids[-1]}")) == render(review(folder, f"{ids[0]}..{ids[-1]}"))


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


# Speed


def many(count: int, changed: bool) -> Memory:
    """The base project with *count* more messages in five languages; every one of them changed, or none."""
    base = Path(__file__).parent / "projects/base"
    files = {path.relative_to(base).as_posix(): path.read_bytes() for path in base.rglob("*") if path.is_file()}
    word = "quarterly" if changed else "weekly"
    blocks = "".join(
        f"      extra-{n}: The manager sends report {n} to the customer {word}, unless agreed otherwise.\n"
        for n in range(count)
    )
    text = files[DOCUMENT].decode()
    files[DOCUMENT] = text.replace("    sections:\n      training:", f"{blocks}    sections:\n      training:").encode()
    for locale, tag, words in (
        ("de", "de", "Der Manager sendet dem Kunden Bericht {} {}, sofern nicht anders vereinbart."),
        ("ko", "ko", "매니저는 달리 합의하지 않는 한 고객에게 보고서 {} 을(를) {} 보냅니다."),
        ("es", "es", "El gestor envía al cliente el informe {} {}, salvo acuerdo en contrario."),
        ("zh_Hans", "zh-Hans", "除非另有约定，经理{1}向客户发送报告 {0}。"),
        ("fr", "fr", "Le gestionnaire envoie au client le rapport {} {}, sauf accord contraire."),
    ):
        folder = f"locales/{locale}"
        plural = "nplurals=1; plural=0;" if tag in ("ko", "zh-Hans") else "nplurals=2; plural=(n != 1);"
        head = f'msgid ""\nmsgstr ""\n"Language: {locale}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {plural}\\n"\n'
        entries = "".join(
            f'\nmsgctxt "sections.blocks.blocks.extra-{n}"\nmsgid "The manager sends report {n} to the customer {word}, '
            f'unless agreed otherwise."\nmsgstr "{words.format(n, "B" if changed else "A")}"\n'
            for n in range(count)
        )
        file = f"{folder}/LC_MESSAGES/every-fact.po"
        files[file] = files[file] + entries.encode() if file in files else (head + entries).encode()
        files.setdefault(f"{folder}/language.yaml", f"name: {tag}\ntag: {tag}\n".encode())
    return Memory(files)


def test_a_diff_of_five_languages_tells_every_message():
    """Reading both sides, comparing and telling it, for a hundred changed messages in five languages."""
    one, other = many(100, False), many(100, True)
    before = of(one, "before")
    found = compare(before, of(other, "after", before))
    assert len(found.units) == 100
    assert found.unchecked == ()
    assert len(text_report(found)) > 100


def test_a_large_review_finds_every_error_and_says_what_it_left_out():
    """So many translations take only the checks that find errors; each report tells so."""
    one, other = many(410, False), many(410, True)
    file = "locales/de/LC_MESSAGES/every-fact.po"
    wrong = other.files[file].replace(b"Bericht 7 B", b"Bericht 8 B")
    found = compare(of(one, "before"), of(Memory({**other.files, file: wrong}), "after"))
    assert found.code == 1
    [finding] = [finding for unit in found.units for each in unit.translations for finding in each.findings]
    assert (finding.code, finding.problem) == ("numbers", "'8' stands for '7'")
    assert {*found.unchecked} == {*checks.CHECKS} - {*checks.ERRORS, "untranslated", "stale", "orphan", "approval"}
    for render in REPORTS.values():
        told = render(found)
        if isinstance(told, bytes):
            told = str(next(load_workbook(io.BytesIO(told))["de"].values))
        assert "servicedocs check" in told or '"unchecked": [' in told
