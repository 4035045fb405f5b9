"""Which files make up the content of a project, and the writing of them."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator.content.forms import ID
from generator.content.problems import Problems
from generator.errors import Place, did_you_mean
from generator.tree import Tree

FILES = ("publication", "vocabulary", "offerings", "interface")
"""The files that every project has, in the order of their domains."""


def check_names(files: Tree, problems: Problems) -> None:
    """There is no content file that nobody reads."""
    known = tuple(f"{name}.yaml" for name in FILES)
    for path in _yaml(files, "content"):
        if path.name not in known:
            place = Place(f"content/{path.name}")
            problems.add(place, f"nobody reads a file '{path.name}' here", did_you_mean(path.name, known))
    for path in _yaml(files, "content/documents"):
        place = Place(f"content/documents/{path.name}")
        if path.suffix != ".yaml":
            problems.add(place, f"the name '{path.name}' ends with '{path.suffix}'", f"call it '{path.stem}.yaml'")
        check_id(path.stem, place, problems)


def check_id(id: str, place: Place, problems: Problems) -> bool:
    """Whether a document may have the id, which is its domain and part of its address; if not, a problem is noted."""
    if not ID.fullmatch(id):
        problems.add(place, f"'{id}' is no id for a document", "small letters, digits and single '-', a letter first")
    elif id in FILES:
        problems.add(place, f"a document can't be called '{id}'", "texts of that name are in another file already")
    else:
        return True
    return False


def document_ids(files: Tree) -> tuple[str, ...]:
    """The ids of the documents that have a file."""
    return tuple(path.stem for path in _yaml(files, "content/documents") if path.suffix == ".yaml")


def _yaml(files: Tree, folder: str) -> Iterator[PurePosixPath]:
    paths = map(PurePosixPath, files.names(folder))
    return (path for path in paths if path.suffix in (".yaml", ".yml"))


def write(path: Path, text: str) -> None:
    """Writes a file whole or not at all: beside its place first, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(beside).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
