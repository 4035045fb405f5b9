"""What is open as a workbook, and the decisions that come back in it."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock

from generator.catalogs import ledger
from generator.cli import servicedocs
from generator.review import decisions
from tests.review_history import DOCUMENT, GERMAN, OFFERINGS, git, put

NAMES = [name for name, _ in decisions.COLUMNS]
CORNER, TITLE = "every-fact:tables.methods.corner", "every-fact:sections.blocks.title"


@pytest.fixture
def project(project: Callable[..., Path]) -> Path:
    """The base project with a commit, and after it a typo mended, a title reworded, a translation changed, a tick added."""
    folder = project()
    shutil.rmtree(folder / "templates")
    put(DOCUMENT, "Ask the desk.", "Ask the deks.")(folder)
    put(GERMAN, "Ask the desk.", "Ask the deks.")(folder)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Begin")
    put(DOCUMENT, "Ask the deks.", "Ask the desk.")(folder)
    put(DOCUMENT, "Every kind of block", "Each kind of block")(folder)
    put(GERMAN, 'msgstr "Leistung"', 'msgstr "Liefergegenstand"')(folder)
    put(OFFERINGS, "{basic: not-included, plus: included}", "{basic: included, plus: included}")(folder)
    return folder


def run(folder: Path, *words: object) -> Result:
    arguments = [*map(str, words), "--project", str(folder)]
    return CliRunner().invoke(servicedocs, arguments, catch_exceptions=False)


def written(folder: Path, *words: object) -> Path:
    """The workbook in a file."""
    result = run(folder, "diff", "--format", "xlsx", *words)
    assert result.exit_code in (0, 3), result.stderr
    file = folder / "open.xlsx"
    file.write_bytes(result.stdout_bytes)
    return file


def taken(folder: Path, file: Path, *words: object) -> Result:
    return run(folder, "catalogs", "import", file, "--date", "2026-03-01", *words)


def fill(file: Path, text: str, sheet: str = "de", /, **cells: object) -> None:
    """What a reviewer writes into the row of a text."""
    book = load_workbook(file, rich_text=True)
    row = next(row for row in book[sheet].iter_rows(min_row=2) if row[NAMES.index("key")].value == text)
    for column, value in cells.items():
        row[NAMES.index(column)].value = value
    book.save(file)


def lines(folder: Path, language: str = "de") -> list[str]:
    """The ledger without its hashes."""
    path = folder / "locales" / language / ledger.NAME
    cells = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]] if path.exists() else []
    return [" ".join((line[0], *line[4:])).strip() for line in cells]


def locales(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (folder / "locales").rglob("*") if path.is_file()}


def test_a_sheet_for_each_language_shows_what_waits_for_a_decision(project):
    """Old and new texts, states and findings beside the three columns to write in; what else changed on a sheet of its own."""
    book = load_workbook(written(project))
    assert book.sheetnames == ["de", "ko", "facts"]
    rows = {row[3]: dict(zip(NAMES, row, strict=True)) for row in book["de"].iter_rows(min_row=2, values_only=True)}
    assert {CORNER, TITLE} < set(rows)
    title = rows[TITLE]
    assert (title["state"], title["class"]) == ("stale", "wording")
    assert (title["source before"], title["source now"]) == ("Every kind of block", "Each kind of block")
    corner = rows[CORNER]
    assert (corner["state"], corner["translation before"], corner["translation now"]) == (
        "draft",
        "Leistung",
        "Liefergegenstand",
    )
    assert ["figure", "tick", "added"] in [
        list(row[:3]) for row in book["facts"].iter_rows(min_row=2, values_only=True)
    ]
    for row in book["de"].iter_rows(min_row=2):
        assert [NAMES[cell.column - 1] for cell in row if not cell.protection.locked] == ["decision", "reason", "name"]
    assert book["de"].protection.sheet


def test_words_that_changed_are_marked_in_their_cells(project):
    """Struck out where they were, underlined where they are: rich text, which is the plain text to every reader."""
    book = load_workbook(written(project), rich_text=True)
    row = next(row for row in book["de"].iter_rows(min_row=2) if row[3].value == TITLE)
    before, now = (row[NAMES.index(name)].value for name in ("source before", "source now"))
    assert isinstance(before, CellRichText)
    marked = [(block.text, bool(block.font.strike)) for block in (*before, *now) if isinstance(block, TextBlock)]
    assert marked == [("Every", True), ("Each", False)]


def test_the_same_review_gives_the_same_bytes(project, monkeypatch):
    """No clock goes into the file."""
    first = written(project).read_bytes()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert written(project).read_bytes() == first


def test_decisions_are_written_down_with_their_names(project):
    """Approved, disputed with a reason, carried over a typo: lines of the ledger, and the carried text is fresh again."""
    file = written(project)
    fill(file, CORNER, decision="Approve", name="A. Reviewer")
    fill(file, TITLE, decision="dispute", reason="Too literal", name="B. Reviewer")
    typo = next(row[3].value for row in load_workbook(file)["de"].iter_rows(min_row=2) if row[4].value == "typo")
    fill(file, typo, decision="carry: typo", name="A. Reviewer")
    fill(file, CORNER, "ko", decision="waive", reason="Next edition", name="C. Reviewer")
    result = taken(project, file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "4 decided, 0 units refused" in result.stdout
    assert lines(project) == [
        f"{typo} carried A. Reviewer 2026-03-01 carried over a typo",
        f"{TITLE} disputed B. Reviewer 2026-03-01 Too literal",
        f"{CORNER} approved A. Reviewer 2026-03-01",
    ]
    assert lines(project, "ko") == [f"{CORNER} waived C. Reviewer 2026-03-01 Next edition"]
    assert "Ask the deks." not in (project / GERMAN).read_text("utf-8")
    assert "every-fact:tables.methods.corner" not in [row[3].value for row in load_workbook(written(project))["de"]]


def test_a_decision_about_other_words_is_refused_and_listed(project):
    """Source or translation changed after the workbook was made: nobody said anything about the new words."""
    file = written(project)
    fill(file, CORNER, decision="approve", name="A. Reviewer")
    fill(file, TITLE, decision="waive", name="A. Reviewer")
    fill(file, CORNER, "ko", decision="waive", name="A. Reviewer")
    put(GERMAN, 'msgstr "Liefergegenstand"', 'msgstr "Eigenschaft"')(project)
    put(DOCUMENT, "Each kind of block", "All kinds of block")(project)
    result = taken(project, file)
    assert result.exit_code == 1
    assert f"warning: '{CORNER}' has another translation now\n  hint: " in result.stderr
    assert f"warning: '{TITLE}' has another source now\n  hint: " in result.stderr
    assert "1 decided, 2 units refused" in result.stdout
    assert (lines(project), lines(project, "ko")) == ([], [f"{CORNER} waived A. Reviewer 2026-03-01"])


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"decision": "aprove", "name": "A"}, "'aprove' is no decision\n  hint: did you mean 'approve'?"),
        ({"decision": "approve"}, "nobody's decision"),
        ({"decision": "dispute", "name": "A"}, "disputed without a reason"),
        ({"reason": "Hm.", "name": "A"}, "a reason, but no decision"),
        ({"decision": "=1+1", "name": "A"}, "holds a formula"),
        ({"decision": "carry: cosmetic", "name": "A"}, "changed in a way that is no matter of 'cosmetic' (wording)"),
        ({"decision": "approve", "name": "A"}, "is stale; it can't be approved"),
        ({"decision": "approve", "name": "A", "text": None}, "this row belongs to no text of ours"),
    ],
)
def test_what_cannot_be_decided_keeps_the_whole_file_out_unless_asked(project, cells, problem):
    """Told with the cell; nothing is written, with --skip-refused the other decisions are."""
    file = written(project)
    fill(file, CORNER, decision="approve", name="A. Reviewer")
    fill(file, TITLE, **cells)
    before = locales(project)
    result = taken(project, file)
    assert result.exit_code == 1
    assert problem in result.stderr, result.stderr
    assert "open.xlsx:" in result.stderr
    assert locales(project) == before
    assert taken(project, file, "--skip-refused", "--dry-run").exit_code == 1
    assert locales(project) == before
    assert taken(project, file, "--skip-refused").exit_code == 1
    assert lines(project) == [f"{CORNER} approved A. Reviewer 2026-03-01"]


def test_rows_may_be_sorted_and_columns_moved(project):
    """A cell is found by the name of its column."""
    file = written(project)
    fill(file, CORNER, decision="approve", name="A. Reviewer")
    book = load_workbook(file)
    rows = [[cell.value for cell in reversed(row)] for row in book["de"].iter_rows()]
    book["de"].delete_rows(1, len(rows))
    for row in (rows[0], *sorted(rows[1:], key=str, reverse=True)):
        book["de"].append(["", *row])
    book.save(file)
    assert taken(project, file).exit_code == 0
    assert lines(project) == [f"{CORNER} approved A. Reviewer 2026-03-01"]


def test_hostile_texts_stay_texts(project):
    """What looks like a formula in a catalog is no formula in the workbook."""
    put(GERMAN, 'msgstr "Liefergegenstand"', 'msgstr "=cmd()"')(project)
    book = load_workbook(io.BytesIO(written(project).read_bytes()))
    assert "=cmd()" in [row[9].value for row in book["de"]]
    assert {cell.data_type for sheet in book for row in sheet for cell in row if cell.value} == {"s"}


def test_a_terminal_gets_no_workbook(project, monkeypatch):
    """It is told where to send it instead."""
    monkeypatch.setattr("generator.cli.console.is_terminal", lambda: True)
    result = run(project, "diff", "--format", "xlsx")
    assert result.exit_code == 2
    assert "--format xlsx > open.xlsx" in result.stderr
