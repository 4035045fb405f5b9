"""The publication of a project, kept as long as no file of content/ changes: reading it takes most of a command's time."""

import pickle
from pathlib import Path

from generator import content, store
from generator.model import Publication

FOLDER = Path(".cache", "publication")

_ROOMS = ("content", "destination", "errors", "inline", "model", "source", "tree")
"""What decides what the files say."""


def read(project: Path) -> Publication:
    """What `content.read` gives. Raises ContentError as it does: what is wrong is never kept."""
    files = [path for path in (project / "content").rglob("*.y*ml") if path.is_file()]
    digests = sorted((path.relative_to(project).as_posix(), store.digest(path)) for path in files)
    path = project / FOLDER / store.key(store.code(*_ROOMS), digests)
    data = store.kept_alone(path, lambda: pickle.dumps(content.read(project), pickle.HIGHEST_PROTOCOL))
    publication: Publication = pickle.loads(data)  # noqa: S301 - our own cache
    return publication
