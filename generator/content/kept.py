"""The publication of a project, kept as long as no file of content/ changes: reading it takes most of a command's time."""

import pickle
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from generator import content, store
from generator.model import Publication
from generator.tree import Tree, tree

FOLDER = Path(".cache", "publication")

_ROOMS = ("content", "destination", "errors", "inline", "model", "source", "tree")
"""What decides what the files say."""


def read(project: Path) -> Publication:
    """What `content.read` gives. Raises ContentError as it does: what is wrong is never kept."""
    path = _path(project, tree(project))
    data = store.kept_alone(path, lambda: pickle.dumps(content.read(project), pickle.HIGHEST_PROTOCOL))
    publication: Publication = pickle.loads(data)  # noqa: S301 - our own cache
    return publication


def found(project: Path, files: Tree) -> Publication | None:
    """What `read` kept of the project when its content/ was that of *files*, a revision's for example.

    None where it was never read, or is not the last that was; nothing is written.
    """
    try:
        data = store.found(_path(project, files))
    except OSError:  # a file can't be read, which is for `content.read` to tell
        return None
    publication: Publication | None = pickle.loads(data) if data else None  # noqa: S301 - our own cache
    return publication


def _path(project: Path, files: Tree) -> Path:
    digests = [(path, sha256(files.read(path)).hexdigest()) for path in _below("content", files)]
    return project / FOLDER / store.key(store.code(*_ROOMS), digests)


def _below(folder: str, files: Tree) -> Iterator[str]:
    """The YAML files in a folder and those below it."""
    for name in files.names(folder):
        path = f"{folder}/{name}"
        if not files.has(path):
            yield from _below(path, files)
        elif name.endswith((".yaml", ".yml")):
            yield path
