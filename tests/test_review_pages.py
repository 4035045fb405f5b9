"""A review tells on which page of each PDF something stands."""

import json
import shutil
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from generator.build.paper import pages
from generator.cli import servicedocs
from generator.formats.pdf import page_count, pages_by_id
from generator.review import review
from generator.review.paper import paged
from generator.review.places import places
from generator.review.snapshot import working_tree
from tests.review_history import DOCUMENT, GERMAN, git, put, target


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> Path:
    """The base project in a repository, its second section moved to another page."""
    folder = tmp_path_factory.mktemp("pages") / "project"
    shutil.copytree(Path(__file__).parent / "projects/base", folder)
    shutil.copytree(Path(__file__).parent.parent / "templates", folder / "templates")
    long = "".join(
        f"      filler-{n}: This paragraph fills the page, and it is number {n} of many.\n" for n in range(60)
    )
    put(DOCUMENT, "    sections:\n      training:", f"{long}    sections:\n      training:")(folder)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Begin")
    return folder


@pytest.fixture
def project(printed, tmp_path) -> Path:
    """A copy that a test may change; what was printed before is kept."""
    return shutil.copytree(printed, tmp_path / "project")


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(servicedocs, [*words, "--project", str(folder)])


def test_every_place_of_a_message_is_found_on_paper(printed):
    """Whatever has an id in the model's places begins on a page of every language, and on one that the PDF has."""
    found = pages(printed, ())
    assert {language for _, language in found} == {"en", "de", "ko"}
    for each in places(working_tree(printed)).values():
        for where in (where for where in each if where.id):
            for language in ("en", "de", "ko"):
                assert found[where.document, language][where.id] >= 1, where


def test_the_page_is_the_one_that_shows_the_words(printed):
    """What another program reads on the page is the title of the section that is said to begin there."""
    assert run(printed, "build", "-l", "en", "-f", "pdf").exit_code == 0
    [path] = (printed / "output").rglob("*_en_*.pdf")
    data = path.read_bytes()
    found, pdf = pages_by_id(data), pypdfium2.PdfDocument(data)
    assert found == pages(printed, ())["every-fact", "en"]
    assert max(found.values()) <= page_count(data) == len(pdf) > 1
    for number in (0, 59):
        page = pdf[found[f"blocks-filler-{number}"] - 1].get_textpage().get_text_range()
        assert f"number {number} of many" in page


def test_a_file_of_others_has_no_pages():
    """Nothing is guessed."""
    assert pages_by_id(b"%PDF-1.7 nothing that we wrote") == {}


def test_a_diff_tells_pages_when_asked(project):
    """The present ones in every language; the schema holds, and without the option nothing is printed."""
    put(DOCUMENT, "number 59 of many", "number 59 of very many")(project)
    [message] = json.loads(run(project, "diff", "--format", "json", "--pages").stdout)["messages"]
    [where] = message["where"]
    assert where["id"].endswith("filler-59")
    assert {*where["pages"]} == {"en", "de", "ko"}
    assert min(where["pages"].values()) > 1
    assert "page" in run(project, "diff", "--pages", "--format", "md").stdout
    assert "› page" not in run(project, "diff").stdout


def test_nothing_is_written(project):
    """Neither by a diff that lays out pages, nor by what explains a message, nor where a cache may be read."""
    for kept in (False, True):
        if kept:
            assert run(project, "build", "-f", "pdf").exit_code == 0
        before = written(project)
        put(DOCUMENT, f"number {58 + kept} of many", f"number {58 + kept} of very many")(project)
        assert "› page" in run(project, "diff", "--pages").stdout
        assert "› page" in run(project, "explain", "*filler-59").stdout
        after = written(project)
        assert {path for path in after if after[path] != before.get(path)} == {project / DOCUMENT}
        assert after.keys() == before.keys()


def written(folder: Path) -> dict[Path, int]:
    """When each file of a project but git's own was written last."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if ".git" not in path.parts}


def test_what_is_gone_stands_on_no_page(project):
    """A section that was removed has a place and no page."""
    put(DOCUMENT, "      filler-59: This paragraph fills the page, and it is number 59 of many.\n", "")(project)
    found = paged(review(project), pages(project, ()))
    [change] = [change for change in found.changes if str(change.action) == "removed"]
    assert [where.pages for where in change.where] == [{}]


def test_pages_are_those_of_the_files_on_disk(project):
    """Of a revision that is another than these none is told, and why; of one that is the same all are."""
    put(DOCUMENT, "number 59 of many", "number 59 of very many")(project)
    git(project, "commit", "-qam", "Say more")
    assert "page" in run(project, "diff", "HEAD~1..HEAD", "--pages").stdout
    put(DOCUMENT, "number 59 of very many", "number 59 of all")(project)
    result = run(project, "diff", "HEAD~1..HEAD", "--pages")
    assert "no pages: they are those of the files on disk" in result.stderr
    assert "page " not in result.stdout


def test_explain_tells_the_page(project):
    """And where the documents can't be printed, the rest all the same."""
    result = run(project, "explain", "*filler-59")
    assert "› page" in result.stdout, result.stderr
    target(GERMAN, "title", "Jede *Tatsache")(project)
    result = run(project, "explain", "*filler-59")
    assert result.exit_code == 0
    assert "no pages: locales/de/LC_MESSAGES/every-fact.po:" in result.stderr
    assert "blocks" in result.stdout
