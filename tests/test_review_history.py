"""What twenty realistic commits leave of catalogs and approvals."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import catalogs, content
from generator.catalogs.ledger import Approval
from generator.edition import State
from generator.review import review
from generator.review.snapshot import working_tree
from tests.review_history import COMMITS, git, run

PROJECT = Path(__file__).parent / "projects/base"


@dataclass(frozen=True)
class Left:
    """What a commit left, catalogs brought up to date: catalog *lines* that changed, and texts that became *stale*."""

    expected: tuple[str, ...]
    lines: int
    stale: int


def update(folder: Path) -> int:
    """Brings the catalogs up to date; how many of their texts are stale."""
    publication, stale = content.read(folder), 0
    for settings in catalogs.languages(folder)[1:]:
        catalogs.update(folder, settings, publication)
        catalog = catalogs.read(folder, settings, publication)
        stale += sum(catalog.state(each) is State.STALE for group in publication.messages.values() for each in group)
    return stale


@pytest.fixture(scope="module")
def left(tmp_path_factory) -> dict[str, Left]:
    """By the words of the commit."""
    folder = tmp_path_factory.mktemp("left") / "project"
    shutil.copytree(PROJECT, folder)
    git(folder, "init", "-q")
    found, before = {}, 0
    for words, _, edits, expected in COMMITS:
        for edit in edits:
            edit(folder)
        stale = update(folder)
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", words)
        told = git(folder, "show", "--numstat", "--format=", "--", "locales/*.po")
        lines = sum(int(number) for line in told.splitlines() for number in line.split()[:2])
        found[words], before = Left(expected, lines, stale - before), stale
    return found


@pytest.mark.parametrize(
    "words",
    [words for words, *_, told in COMMITS if told and all(each.startswith(("figure", "moved")) for each in told)],
)
def test_a_figure_or_a_move_leaves_nothing_to_translate(left, words):
    """No text becomes stale, and no line of a catalog changes but the key of what was given another one."""
    renamed = any(" renamed " in each for each in left[words].expected)
    assert left[words].stale == 0
    assert left[words].lines == (8 if renamed else 0)


def test_another_word_for_a_term_is_told_with_the_texts_that_it_concerns(tmp_path):
    """Those that speak of it, in that language alone, with a hint; nobody's approval is taken away."""
    folder = Path(shutil.copytree(PROJECT, tmp_path / "project"))
    glossary = folder / "locales/de/glossary.yaml"
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Begin")
    glossary.write_text(glossary.read_text("utf-8").replace("target: Werktag", "target: Geschäftstag"), "utf-8")
    found = review(folder)
    assert [str(change.change_class) for change in found.changes] == ["wording"]
    speaking = {
        name for name, message in _messages(folder).items() if "business day" in f"{message.text} {message.plural}"
    }
    assert {unit.name for unit in found.units} == speaking != set()
    assert {each.language for unit in found.units for each in unit.translations if each.terms} == {"de"}
    assert all(each.state is each.was is Approval.DRAFT for unit in found.units for each in unit.translations)
    glossary.write_text(
        glossary.read_text("utf-8").replace("Geschäftstag", "Werktag").replace("A day on which", "Any day on which"),
        "utf-8",
    )
    assert review(folder).units == ()


def _messages(folder: Path):
    return {f"{each.domain}:{each.key}": each for group in content.read(folder).messages.values() for each in group}


def test_branches_that_say_something_of_the_same_words_merge_without_a_conflict(committed):
    """Git keeps the lines of both, as the decisions told it to; the dispute holds, and the other approval is there too."""
    (committed / "locales/.gitattributes").unlink()
    git(committed, "commit", "-qam", "Tell git nothing")
    title, subject = "every-fact:title", "every-fact:subject"
    git(committed, "checkout", "-q", "-b", "other")
    assert run(committed, "dispute", title, "-l", "de", "--who", "B. Reviewer", "--note", "Too literal").exit_code == 0
    git(committed, "add", "-A")
    git(committed, "commit", "-q", "-m", "Dispute")
    git(committed, "checkout", "-q", "-")
    assert run(committed, "approve", title, subject, "-l", "de", "--who", "A. Reviewer").exit_code == 0
    git(committed, "add", "-A")
    git(committed, "commit", "-q", "-m", "Approve", author="A. Reviewer")
    git(committed, "merge", "-q", "--no-edit", "other")
    catalog, messages = working_tree(committed).catalogs["de"], _messages(committed)
    assert [catalog.approval(messages[each]) for each in (title, subject)] == [Approval.DISPUTED, Approval.APPROVED]
    blame = git(committed, "blame", "--line-porcelain", "--", "locales/de/ledger.tsv")
    [line] = [part for part in blame.split("\n\t") if part.startswith(subject)]
    assert "author A. Reviewer" in blame.split(f"\n\t{line}")[0].rpartition("\n\t")[2]
    assert run(committed, "approve", title, "-l", "de", "--who", "B. Reviewer").exit_code == 0
    assert working_tree(committed).catalogs["de"].approval(messages[title]) is Approval.APPROVED
