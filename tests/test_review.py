"""Reviews of real repositories: what changed, who did it, what is open, and what a reviewer decides."""

import shutil
from pathlib import Path

import pytest

from generator import catalogs, checks, content
from generator.catalogs.ledger import Approval
from generator.content import kept
from generator.edition import State
from generator.errors import GeneratorError, Severity
from generator.review import Review, compare, decide, review
from generator.review.classes import Class
from generator.review.snapshot import pair, working_tree
from tests.review_history import COMMITS, DOCUMENT, GERMAN, OFFERINGS, git, put, run, target

HAND = decide.Hand("A. Reviewer", "2026-03-01")


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


@pytest.mark.parametrize(("number", "name"), [(1, "{contacts}"), (3, "{fast_response}")])
def test_a_value_is_told_where_texts_place_it(history, number, name):
    """A term of the publication, and a value of one document: the section and the element in which it stands."""
    folder, ids = history
    revisions = f"{ids[number - 1]}..{ids[number]}"
    (where,) = next(change.where for change in review(folder, revisions).changes if change.name == name)
    assert str(where).startswith("every-fact › ")
    assert where.id
    assert name in {change.name for change in review(folder, revisions, documents=["every-fact"]).changes}


def test_reading_a_revision_writes_nothing(history):
    """Neither the folder nor the index of git changes."""
    folder, ids = history

    def stats() -> dict[str, tuple[int, int]]:
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in folder.rglob("*")}

    before = stats()
    review(folder, f"{ids[2]}..{ids[9]}")
    assert stats() == before


def test_content_that_is_kept_is_not_read_again(committed, monkeypatch):
    """A revision whose content was read from disk before is taken from there, and is the same."""
    first = review(committed, "HEAD")
    kept.read(committed)
    monkeypatch.setattr(content, "read", lambda *_, **__: pytest.fail("read again"))
    assert review(committed, "HEAD") == first
    monkeypatch.undo()
    put("content/publication.yaml", "provider: Example", "provider: Another")(committed)
    assert [side.publication.provider for side in pair(committed)] == ["Example", "Another"]


def test_another_party_is_a_change_of_meaning(committed):
    """Who promises is no figure, though there is nothing to translate."""
    put("content/publication.yaml", "provider: Example", "provider: Another")(committed)
    found = review(committed)
    assert [(str(each), each.change_class) for each in found.changes] == [
        ("party changed: provider: Example → Another", Class.MEANING)
    ]
    assert found.units == ()


def test_a_row_that_bears_another_name_is_a_change_of_meaning(committed):
    """A product name came where the row had one of its own."""
    put(OFFERINGS, "    name: Reach\n", "    offering: plus\n")(committed)
    found = review(committed)
    assert [(str(each), each.change_class) for each in found.changes] == [
        ("row changed: Example Cloud Plus: Reach → Example Cloud Plus", Class.MEANING)
    ]


def test_a_language_that_is_gone_or_new_is_told(committed):
    """Also where it alone is asked for; another one's diff says nothing of it."""
    shutil.rmtree(committed / "locales/de")
    gone = "language removed: Deutsch"
    assert [str(each) for each in review(committed).changes] == [gone]
    assert [str(each) for each in review(committed, languages=["de"]).changes] == [gone]
    assert review(committed, languages=["ko"]).changes == ()
    git(committed, "commit", "-qam", "Remove")
    git(committed, "checkout", "-q", "HEAD~1", "--", "locales/de")
    assert [str(each) for each in review(committed).changes] == ["language added: Deutsch"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("provenance: {prevailing: en}", "setting changed: provenance.prevailing: en"),
        ("provenance: {approved: true}", "setting changed: provenance.approved: not stated → stated"),
        ("paper: letter", "setting changed: paper: a4 → letter"),
        ("site: https://docs.example.com/", "setting changed: site: https://docs.example.com/"),
        ("without: {every-fact: [ko]}", "setting changed: without.every-fact: ko"),
        ("withdrawn: {old: {since: 2026-01}}", "setting changed: withdrawn.old: 2026-01"),
    ],
)
def test_settings_that_readers_see_are_told(committed, line, told):
    """What the pages say of themselves, and where, is no text and no fact; nothing is open by it."""
    put("content/publication.yaml", "source: en\n", f"source: en\n{line}\n")(committed)
    found = review(committed)
    assert [str(each) for each in found.changes] == [told]
    assert found.code == 0


def test_a_catalog_that_both_sides_have_is_parsed_once(committed):
    """Of a language of which one file changed, the others are those of the side before."""
    target(GERMAN, "title", "Neuer Titel")(committed)
    before, after = pair(committed)
    catalogs = after.parsed.catalogs
    shared = {name for name, file in catalogs.items() if file is before.parsed.catalogs[name]}
    assert {file for file, _ in {*catalogs} - shared} == {GERMAN}
    assert after.catalogs["de"].glossary is before.catalogs["de"].glossary
    assert after.catalogs["de"].entries["every-fact", "title"].forms == ("Neuer Titel",)


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


def test_what_is_carried_over_another_wording_waits_for_an_approval(committed):
    """Somebody says that it fits; that nobody approved these two texts side by side stays true."""
    key = "every-fact:sections.blocks.blocks.desk"
    approved(committed, key)
    put(DOCUMENT, "Ask the desk.", "Ask the team.")(committed)
    assert run(committed, "carry", key, "-l", "de", "--reason", "typo", "--who", "A. Reviewer").exit_code == 0
    assert state(committed, key) is Approval.DRAFT


def test_nothing_is_carried_over_no_change(committed):
    """A text that fits its source is to be approved, or is already."""
    key = "every-fact:sections.blocks.blocks.desk"
    result = run(committed, "carry", key, "-l", "de", "--reason", "typo", "--who", "A. Reviewer")
    assert result.exit_code == 1
    assert "its source is the same" in result.stderr
    assert not (committed / "locales/de/ledger.tsv").exists()


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


def test_what_a_release_refuses_is_open_under_every_policy(committed):
    """A changed sentence is stale, which a preview can't release either; a figure leaves nothing open."""
    put(OFFERINGS, "contacts: {count: 3}", "contacts: {count: 4}")(committed)
    assert review(committed).code == 0
    put(DOCUMENT, "Ask the desk.", "Never ask the desk.")(committed)
    assert {each.state for unit in review(committed).units for each in unit.translations} == {Approval.STALE}
    assert review(committed).code == 3


@pytest.mark.parametrize("arguments", [["approve", "--who", " "], ["dispute", "--note", ""], ["waive", "--note", " "]])
def test_a_decision_without_a_name_or_a_reason_is_refused(committed, arguments):
    """An empty text is no answer; nothing is written."""
    before = (committed / "locales/de/ledger.tsv").exists()
    done = run(committed, *arguments, "title", "-l", "de")
    assert (done.exit_code, "it is empty" in done.output) == (2, True)
    assert (committed / "locales/de/ledger.tsv").exists() == before
