"""Facts read back out of what was built."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import catalogs, content, site
from generator.checks import parity
from generator.cli import servicedocs
from generator.localize import localize

PROJECT = Path(__file__).parent / "projects" / "base"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, Path]:
    """The small project and the output of its build: pages in every language, PDFs in Korean."""
    folder = tmp_path_factory.mktemp("built") / "project"
    shutil.copytree(PROJECT, folder)
    shutil.copytree(PROJECT.parent.parent.parent / "templates", folder / "templates")
    output = folder / "output"
    for words in (("--format", "html"), ("--format", "pdf", "--language", "ko")):
        result = CliRunner().invoke(servicedocs, ["build", "--project", str(folder), "--output", str(output), *words])
        assert result.exit_code == 0, result.output
    return folder, output


def editions(folder: Path):
    publication = content.read(folder)
    settings = catalogs.languages(folder)
    return [
        localize(document, publication, catalogs.read(folder, each, publication), settings[0])
        for each in settings
        for document in publication.documents
    ]


def read_back(folder: Path, output: Path) -> list[str]:
    return [each.problem for each in parity.compare(editions(folder), output, site.path)]


def test_what_was_built_says_the_facts(built):
    """Every cell of every language, in pages and in the PDF's text."""
    assert read_back(*built) == []


def test_a_changed_fact_is_an_error_in_every_language_and_in_the_pdf(built):
    """A page that was built before the fact changed names the cell."""
    folder, output = built
    file = folder / "content/offerings.yaml"
    before = file.read_text("utf-8")
    try:
        file.write_text(
            before.replace("basic: {value: included, method: email}", "basic: {value: included, method: in-person}"),
            "utf-8",
        )
        problems = read_back(folder, output)
    finally:
        file.write_text(before, "utf-8")
    assert len([each for each in problems if "training under basic-method: says" in each]) == 3
    assert len([each for each in problems if "training under basic-method: the PDF does not say" in each]) == 1


def test_a_cell_that_says_nothing_known_is_an_error(built):
    """Words that are those of no fact are told, with the cell."""
    folder, output = built
    edition = next(each for each in editions(folder) if each.language.tag == "de")
    page = output / "site" / site.path(edition)
    before = page.read_text("utf-8")
    cell = next(
        cell
        for table in edition.tables()
        for group in table.groups
        for row in group.rows
        for cell in row.cells
        if not cell.mark
    )
    try:
        page.write_text(before.replace(f">{cell.phrase}<", ">vielleicht<"), "utf-8")
        problems = read_back(folder, output)
    finally:
        page.write_text(before, "utf-8")
    assert any("reads 'vielleicht', which are the words of no fact" in each for each in problems)


def test_a_folder_without_a_build_is_an_error(built, tmp_path):
    """Nothing read is not the same as nothing wrong."""
    folder, _ = built
    assert read_back(folder, tmp_path) == ["no page and no PDF to read back"]


def test_a_pdf_that_cannot_be_read_back_is_an_error(built, tmp_path, monkeypatch):
    """One that is damaged, and all of them where the library is missing: then one line tells how to get it."""
    folder, output = built
    copy = Path(shutil.copytree(output, tmp_path / "output"))
    paper = next((copy / "site").rglob("*.pdf"))
    paper.write_bytes(paper.read_bytes()[:1000])
    (problem,) = read_back(folder, copy)
    assert problem.startswith("can't be read")
    monkeypatch.setattr(parity, "find_spec", lambda name: None)
    (finding,) = parity.compare(editions(folder), copy, site.path)
    assert "needs the library pypdfium2" in finding.problem
    assert finding.hint == "install it with: pip install 'servicedocs[parity]'"
