"""What every test may ask for."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

PROJECTS = Path(__file__).parent / "projects"
TEMPLATES = PROJECTS.parent.parent / "templates"


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
