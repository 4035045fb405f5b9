"""What every test may ask for."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import content
from generator.build import Order, build
from tests.review_history import git, repository

PROJECTS = Path(__file__).parent / "projects"
TEMPLATES = PROJECTS.parent.parent / "templates"


def until(answers: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something that another process does."""
    end = time.monotonic() + seconds
    while not answers():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Makes a small real project in a folder of its own.

    ``project()`` is tests/projects/base, ``project("situation")`` the same with the files of tests/projects/situation
    laid over it. The templates are the shipped ones, unless the situation brings its own.
    """

    def make(*situations: str) -> Path:
        folder = tmp_path / "project"
        shutil.copytree(TEMPLATES, folder / "templates")
        for situation in ("base", *situations):
            shutil.copytree(PROJECTS / situation, folder, dirs_exist_ok=True)
        return folder

    return make


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "project"
    shutil.copytree(TEMPLATES, folder / "templates")
    shutil.copytree(PROJECTS / "base", folder, dirs_exist_ok=True)
    content.scaffold(folder, "second")
    build(folder, Order(), folder / "output")
    return folder


@pytest.fixture
def ready(built_once: Path, tmp_path: Path) -> Path:
    """A project of two documents in three languages with a full cache and no output, in a folder of its own."""
    return Path(shutil.copytree(built_once, tmp_path / "ready", ignore=shutil.ignore_patterns("output")))


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The base project in a repository of twenty commits, and their ids; tests only read it."""
    folder = tmp_path_factory.mktemp("history") / "project"
    shutil.copytree(PROJECTS / "base", folder)
    return folder, repository(folder)


@pytest.fixture
def committed(project: Callable[..., Path]) -> Path:
    """The base project with one commit."""
    folder = project()
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Begin")
    return folder
