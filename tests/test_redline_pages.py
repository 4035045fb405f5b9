"""A redline as page and as PDF: what others' judges and our own say of it, and how it is read and walked through."""

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import servicedocs
from tests import pdf_structure
from tests.pdf_faults import faults
from tests.review_history import DOCUMENT, OFFERINGS, git, put
from tests.test_web_judges import AXE, CHROMIUM, JUDGES, MODULES, RULES, VIEWS, needs_chromium, needs_judge

EDITS = (
    put(OFFERINGS, "{under: 30 minutes}", "{under: 20 minutes}"),
    put(OFFERINGS, "{basic: not-included, plus: included}", "{basic: included, plus: included}"),
    put(
        OFFERINGS,
        "  seats:\n    group: facts\n    name: Seats\n    facts: {basic: {count: 1}, plus: {count: 250}}\n",
        "",
    ),
    put(DOCUMENT, "[{offering: basic}, {offering: plus}]", "[{offering: plus}, {offering: basic}]"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A folder with the Korean redline of a figure, a tick, a row that went and one that moved, as page and as PDF."""
    folder = tmp_path_factory.mktemp("printed") / "project"
    here = Path(__file__).parent
    shutil.copytree(here / "projects/base", folder)
    shutil.copytree(here.parent / "templates", folder / "templates")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Begin")
    for edit in EDITS:
        edit(folder)
    for format in ("html", "pdf"):
        words = ["-l", "ko", "-f", format, "-o", str(folder / f"redline.{format}"), "--project", str(folder)]
        done = CliRunner().invoke(servicedocs, ["redline", *words])
        assert done.exit_code == 0, done.output
    written = git(folder, "ls-files", "--others").splitlines()
    assert written == ["redline.html", "redline.pdf"]
    return folder


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def printed(made) -> pdf_structure.Document:
    return pdf_structure.read(made / "redline.pdf")


def test_the_pdf_has_no_fault(printed):
    """What holds for every PDF holds for a redline."""
    assert faults(printed) == []


def test_the_pdf_says_deletions_and_insertions_to_ears(printed):
    """The structure has struck out and underlined spans, with words of the language at their ends."""
    spans = [each for each in printed.elements if "/TextDecorationType" in each.attributes]
    assert {str(each.attributes["/TextDecorationType"]) for each in spans} == {"/Underline", "/LineThrough"}
    heard = [each.heard for each in spans]
    assert "삭제 시작 30 삭제 끝" in heard
    assert "삽입 시작 20 삽입 끝" in heard


def test_the_list_of_changes_names_pages(printed):
    """Each entry ends with the page on which its change stands."""
    rows = printed.find("Table")[-1].find("TR")[1:]
    pages = [row.find("TD")[-1].text for row in rows]
    assert len(pages) == 5
    assert all(number.isdecimal() for number in pages)


@needs_judge(MODULES / ".bin/html-validate")
def test_html_validate_finds_nothing(made):
    """The page is as valid as those of the site."""
    command = [MODULES / ".bin/html-validate", "-c", JUDGES / "rules.json", made / "redline.html"]
    judged = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (judged.returncode, judged.stdout) == (0, "")


@needs_chromium
@needs_judge(AXE)
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_violation(made, browser, view):
    """The page is good for everyone, opens from a disk without asking for anything, and fits on a phone."""
    tab = browser.new_page(**VIEWS[view])
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto((made / "redline.html").as_uri())
    tab.evaluate(AXE.read_text("utf-8"))
    told = tab.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
    assert [each["id"] for each in told["violations"]] == []
    assert not tab.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert [url for url in asked if not url.startswith(("data:", "file:"))] == []
    tab.close()


@needs_chromium
def test_changes_are_walked_with_the_keyboard(made, browser):
    """Enter on an entry of the list leads to the change, and Enter there leads back."""
    tab = browser.new_page()
    tab.goto((made / "redline.html").as_uri())
    tab.locator("#listed-2 a").press("Enter")
    assert tab.evaluate("location.hash") == "#change-2"
    tab.locator("#change-2").press("Enter")
    assert tab.evaluate("location.hash") == "#listed-2"
    tab.close()


@needs_chromium
def test_whatever_went_with_its_group_has_a_bar(made, browser, tmp_path):
    """Rows under the head of a group that is gone are changes as it is, though it is the one that is listed."""
    folder = shutil.copytree(made, tmp_path / "project")
    put(OFFERINGS, "  delivery:\n    name: Delivery\n", "  delivery:\n    name: Delivery\n  rest:\n    name: Rest\n")(
        folder
    )
    put(OFFERINGS, "  training:\n    group: delivery\n", "  training:\n    group: rest\n")(folder)
    put(DOCUMENT, "groups: [facts]", "groups: [rest]")(folder)
    put(DOCUMENT, "groups: [delivery]", "groups: [rest]")(folder)
    page = folder / "redline.html"
    words = ["-l", "en", "-f", "html", "-o", str(page), "--project", str(folder)]
    done = CliRunner().invoke(servicedocs, ["redline", *words])
    assert done.exit_code == 0, done.output
    tab = browser.new_page()
    tab.goto(page.as_uri())
    rows = tab.locator("tr.group[data-change=deleted] ~ tr > :last-child")
    bars = rows.evaluate_all("cells => cells.map(each => getComputedStyle(each, '::after').borderInlineEndWidth)")
    assert len(bars) > 5
    assert set(bars) == {"2px"}
    tab.close()
