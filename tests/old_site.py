"""A small site with a past: an edition that was replaced, and a document that applies no more."""

import shutil
from pathlib import Path

from click.testing import CliRunner

from generator.build import Means, Order, build
from generator.cli import servicedocs

ROOT = Path(__file__).resolve().parent.parent

PAGES = (
    "index.html",
    "404.html",
    "ko/index.html",
    "de/every-fact/index.html",
    "ko/every-fact/compare/index.html",
    "de/every-fact/beside/ko/index.html",
    "de/every-fact/2024-03/index.html",
    "de/every-fact/editions/index.html",
    "ko/every-fact/changes/index.html",
    "de/other/index.html",
)
"""Every kind of page, the kinds spread over the languages."""


def old_site(folder: Path) -> Path:
    """The site, built below *folder*; gives where it lies."""
    project = folder / "project"
    shutil.copytree(ROOT / "templates", project / "templates")
    shutil.copytree(ROOT / "tests/projects/base", project, dirs_exist_ok=True)
    content = project / "content"
    document = content / "documents/every-fact.yaml"
    other = content / "documents/other.yaml"
    shutil.copy(document, other)
    for catalog in project.glob("locales/*/LC_MESSAGES/every-fact.po"):
        shutil.copy(catalog, catalog.with_name("other.po"))
    _replace(content / "publication.yaml", "documents: [every-fact]", "documents: [every-fact, other]")
    result = CliRunner().invoke(servicedocs, ["archive", "--project", str(project)])
    assert result.exit_code == 0, result.output
    other.unlink()
    withdrawn = "documents: [every-fact]\nwithdrawn:\n  other: {since: 2025-01, successor: every-fact}"
    _replace(content / "publication.yaml", "documents: [every-fact, other]", withdrawn)
    _replace(content / "publication.yaml", "2024-03", "2025-01")
    _replace(content / "offerings.yaml", "severity-1: 2 hours", "severity-1: 1 hour")
    for catalog in project.glob("locales/*/LC_MESSAGES/other.po"):
        catalog.unlink()
    build(project, Order(release=True), project / "output", Means(jobs=1))
    return project / "output/site"


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1), "utf-8")
