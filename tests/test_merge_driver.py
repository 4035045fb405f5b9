"""The merge driver in real repositories: merges, rebases and cherry-picks of catalogs."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.catalogs import po
from generator.catalogs.attributes import FILE, LINES, tell_git
from generator.cli import servicedocs
from tests.test_merge import BASE, HEADER, A, B, C, entry, file

NAME = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_COMMITTER_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_COMMITTER_EMAIL": "a@example.com",
}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a catalog in it, where the driver was installed by the command."""
    for name, value in {**NAME, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}.items():
        monkeypatch.setenv(name, value)
    folder = tmp_path / "repository"
    path = folder / "locales/de/LC_MESSAGES/x.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(BASE)
    monkeypatch.chdir(folder)
    git("init", "-q", "-b", "main")
    (folder / FILE).write_text("* text=auto eol=lf")
    result = CliRunner().invoke(servicedocs, ["merge-driver", "--install"], catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    assert (folder / FILE).read_text().splitlines() == ["* text=auto eol=lf", *LINES]
    git("add", ".")
    git("commit", "-q", "-m", "base")
    return folder


def git(*words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *words], check=check, capture_output=True, text=True)


def branches(folder: Path, ours: bytes, theirs: bytes) -> subprocess.CompletedProcess[str]:
    """What `git merge` says of two branches that changed the catalog."""
    path = folder / "locales/de/LC_MESSAGES/x.po"
    git("checkout", "-q", "-b", "other")
    path.write_bytes(theirs)
    git("commit", "-q", "-a", "-m", "theirs")
    git("checkout", "-q", "main")
    path.write_bytes(ours)
    git("commit", "-q", "-a", "-m", "ours")
    return git("merge", "-q", "-m", "both", "other", check=False)


def test_git_merges_changes_to_neighbouring_messages(repository):
    """What git alone can't do, it does with the driver; the result is what both wrote."""
    ours = file(entry("a", "Apple", "Der Apfel"), B, entry("c", "Plum", "Die Pflaume"))
    theirs = file(A, entry("b", "Pear", "Die Birne"), C)
    result = branches(repository, ours, theirs)
    assert result.returncode == 0, result.stdout + result.stderr
    expected = file(
        entry("a", "Apple", "Der Apfel"), entry("b", "Pear", "Die Birne"), entry("c", "Plum", "Die Pflaume")
    )
    assert (repository / "locales/de/LC_MESSAGES/x.po").read_bytes() == expected
    assert git("status", "--porcelain").stdout == ""


def test_git_reports_a_conflict_and_keeps_both_sides(repository):
    """The file is unmerged, with markers; git refuses to commit it."""
    result = branches(
        repository, file(entry("a", "Apple", "Der Apfel"), B, C), file(entry("a", "Apple", "Ein Apfel"), B, C)
    )
    assert result.returncode == 1
    assert "CONFLICT" in result.stdout
    assert "two versions of 'a'" in result.stderr
    assert git("status", "--porcelain").stdout == "UU locales/de/LC_MESSAGES/x.po\n"
    text = (repository / "locales/de/LC_MESSAGES/x.po").read_text("utf-8")
    assert all(part in text for part in ("<<<<<<< ours", "Der Apfel", "=======", "Ein Apfel", ">>>>>>> theirs"))


def test_a_version_that_is_no_catalog_is_merged_as_git_merges_text(repository):
    """A broken catalog is told with its place; what lines can be merged are."""
    broken = BASE + b"\nmsgstr oops\n"
    result = branches(repository, broken, BASE.replace(b"Apfel", b"Der Apfel"))
    assert result.returncode == 0, result.stderr
    assert "locales/de/LC_MESSAGES/x.po:19:1: text outside quotes" in result.stderr
    text = (repository / "locales/de/LC_MESSAGES/x.po").read_text("utf-8")
    assert "Der Apfel" in text
    assert "oops" in text


def test_installing_twice_changes_nothing(repository):
    """Each line stands once in locales/.gitattributes."""
    before = (repository / FILE).read_text()
    assert CliRunner().invoke(servicedocs, ["merge-driver", "--install"], catch_exceptions=False).exit_code == 0
    assert (repository / FILE).read_text() == before
    driver = git("config", "merge.servicedocs.driver").stdout
    assert driver == f"{sys.executable} -P -m generator merge-driver --marker-size=%L --path=%P %O %A %B\n"


def test_what_stands_in_the_file_already_stays(tmp_path):
    """Whatever it is, in whatever encoding, and though its last line is not ended."""
    (tmp_path / "locales").mkdir()
    own = b"# Pr\xfcfung\r\nledger.tsv merge=union\r\n*.bin binary"
    (tmp_path / FILE).write_bytes(own)
    assert tell_git(tmp_path)
    assert (tmp_path / FILE).read_bytes() == own + b"\n*.po merge=servicedocs\nmemory.tsv merge=union\n"
    assert not tell_git(tmp_path)


def test_the_driver_wants_three_versions():
    """Called by hand without them it says so."""
    result = CliRunner().invoke(servicedocs, ["merge-driver"], catch_exceptions=False)
    assert result.exit_code == 2
    assert "BASE OURS THEIRS" in result.stderr


# Rebases, cherry-picks, conflicts


CATALOG = Path("locales/de/LC_MESSAGES/x.po")


def commit(message: str, data: bytes) -> None:
    CATALOG.write_bytes(data)
    git("commit", "-q", "-a", "-m", message)


@pytest.mark.parametrize("way", ["merge", "rebase", "cherry-pick"])
def test_every_way_to_bring_branches_together_asks_the_driver(repository, way):
    """Two commits on each side, every one next to one of the other side: all four changes are there, none in conflict."""
    git("checkout", "-q", "-b", "other")
    commit("b", file(A, entry("b", "Pear", "Die Birne"), C))
    commit("d", file(A, entry("b", "Pear", "Die Birne"), C, entry("d", "Fig", "Feige")))
    git("checkout", "-q", "main")
    commit("a", file(entry("a", "Apple", "Der Apfel"), B, C))
    commit("c", file(entry("a", "Apple", "Der Apfel"), B, entry("c", "Plum", "Die Pflaume")))
    command = {
        "merge": ["merge", "-q", "-m", "both", "other"],
        "rebase": ["rebase", "-q", "other"],
        "cherry-pick": ["cherry-pick", "main..other"],
    }[way]
    result = git(*command, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    texts = [each.forms[0] for each in po.parse(CATALOG.read_bytes(), "x.po").entries]
    assert texts == ["Der Apfel", "Die Birne", "Die Pflaume", "Feige"]
    assert git("status", "--porcelain").stdout == ""


@pytest.mark.parametrize("way", ["merge", "rebase"])
def test_an_old_translation_never_lands_fresh_on_a_new_source(repository, way):
    """The source changes on one branch, the translation of the old one on the other: in either direction it is fuzzy."""
    git("checkout", "-q", "-b", "other")
    commit("translate", file(entry("a", "Apple", "Der Apfel"), B, C))
    git("checkout", "-q", "main")
    commit("reword", file(entry("a", "Apple pie", "Apfel", previous="Apple"), B, C))
    assert (
        git(*(["merge", "-q", "-m", "both"] if way == "merge" else ["rebase", "-q"]), "other", check=False).returncode
        == 0
    )
    found = po.parse(CATALOG.read_bytes(), "x.po").entries[0]
    assert (found.source, found.forms, found.fuzzy, found.previous) == ("Apple pie", ("Der Apfel",), True, "Apple")


@pytest.mark.parametrize("way", ["merge", "rebase"])
@pytest.mark.parametrize("kept", ["Der Apfel", "Ein Apfel"])
def test_a_conflict_is_settled_by_taking_lines_out(repository, way, kept, tmp_path):
    """Who deletes one side and the markers has a catalog that gettext takes, with everything else that both wrote."""
    git("checkout", "-q", "-b", "other")
    header = HEADER.replace('"Language: de\\n"', '"Language: de\\n"\n"X-Team: B\\n"')
    commit("theirs", file(entry("a", "Apple", "Ein Apfel"), B, entry("c", "Plum", "Die Pflaume"), header=header))
    git("checkout", "-q", "main")
    header = HEADER.replace('"Language: de\\n"', '"Language: de\\n"\n"X-Team: A\\n"')
    commit("ours", file(entry("a", "Apple", "Der Apfel"), entry("b", "Pear", "Die Birne"), C, header=header))
    result = git(*(["merge", "-q"] if way == "merge" else ["rebase", "-q"]), "other", check=False)
    assert result.returncode == 1
    assert "two versions of 'a'" in result.stderr
    assert "two versions of 'X-Team'" in result.stderr
    text = CATALOG.read_text("utf-8")
    assert text.count("<<<<<<<") == text.count("=======") == text.count(">>>>>>>") == 2
    CATALOG.write_text(settled(text, kept, f"X-Team: {'A' if kept == 'Der Apfel' else 'B'}"), "utf-8")
    texts = [each.forms[0] for each in po.parse(CATALOG.read_bytes(), "x.po").entries]
    assert texts == [kept, "Die Birne", "Die Pflaume"]
    if shutil.which("msgfmt"):
        subprocess.run(["msgfmt", "-c", "-o", str(tmp_path / "x.mo"), str(CATALOG)], check=True)
    git("add", "-A")
    git("-c", "core.editor=true", way, "--continue")
    assert git("status", "--porcelain").stdout == ""


def settled(text: str, *kept: str) -> str:
    """The text with that side of each conflict that holds one of the words."""
    lines: list[str] = []
    sides: list[list[str]] = []
    for line in text.split("\n"):
        if line.startswith("<<<<<<<"):
            sides = [[]]
        elif line.startswith("=======") and sides:
            sides.append([])
        elif line.startswith(">>>>>>>"):
            lines += next(side for side in sides if any(word in each for each in side for word in kept))
            sides = []
        else:
            (sides[-1] if sides else lines).append(line)
    return "\n".join(lines)


def test_messages_deleted_and_renamed_on_one_branch_keep_what_the_other_wrote(repository):
    """A key that is gone goes unless somebody wrote a new text for it; one that has another key takes the new text along."""
    ours = file(entry("z", "Apple", "Apfel"), C)
    theirs = file(entry("a", "Apple", "Der Apfel"), B, entry("c", "Plum", "Die Pflaume"))
    assert branches(repository, ours, theirs).returncode == 0
    entries = {each.key: each.forms[0] for each in po.parse(CATALOG.read_bytes(), "x.po").entries}
    assert entries == {"z": "Der Apfel", "c": "Die Pflaume"}


def test_branches_keep_each_others_memories(repository):
    """Each side remembers something else: the union of the lines, without a conflict."""
    path = Path("locales/de/memory.tsv")

    def remember(text: str) -> None:
        path.write_text(f"# source\ttranslation\torigin\n{text}\tx\ta.tmx\n")
        git("add", "-A")
        git("commit", "-q", "-m", text)

    git("checkout", "-q", "-b", "other")
    remember("b")
    git("checkout", "-q", "main")
    remember("a")
    assert git("merge", "-q", "-m", "both", "other", check=False).returncode == 0
    assert [line[0] for line in path.read_text().splitlines()] == ["#", "a", "b"]
