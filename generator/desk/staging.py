"""Writing into locales/: all of a decision or nothing, and never over what another program wrote.

A decision is made on a copy of its language's folder. What has changed there is brought back file by file, each at once,
and only if all of them still hold the bytes that the reviewer's page was made of.
"""

import fcntl
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.errors import CatalogError, Place
from generator.store import write_beside
from generator.tree import Memory

FOLDER = "locales"


class MeanwhileError(Exception):
    """Another program has changed the file named first since the page was made."""


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of a file before and after; None where there was no file."""

    before: bytes | None
    after: bytes | None


Changes = Mapping[str, Written]
"""File -> what happened to it."""


def staged(tree: Memory, folder: str, act: Callable[[Path], None]) -> Changes:
    """What *act* changes in a folder of the project, to which it is given a copy; nothing outside of that counts.

    Raises what *act* raises.
    """
    known = {path: data for path, data in tree.files.items() if path.startswith(f"{folder}/")}
    with TemporaryDirectory(prefix="servicedocs-") as name:
        stage = Path(name)
        for path, data in known.items():
            (stage / path).parent.mkdir(parents=True, exist_ok=True)
            (stage / path).write_bytes(data)
        act(stage)
        found = sorted(path for path in (stage / folder).rglob("[!.]*") if path.is_file())
        after = {path.relative_to(stage).as_posix(): path.read_bytes() for path in found}
    changed = sorted(path for path in {*known, *after} if known.get(path) != after.get(path))
    return {path: Written(known.get(path), after.get(path)) for path in changed}


def put(project: Path, changes: Changes) -> None:
    """Brings changes into the project, catalogs before the ledger that speaks of their words.

    Raises MeanwhileError, before anything is written, if a file is no longer what it was, and CatalogError if it lies
    elsewhere than it seems to.
    """
    for path in changes:
        if not _inside(project, path):
            raise CatalogError.at(Place(path), f"lies outside {FOLDER}/", "a link leads there; put the folder itself")
    for path, change in changes.items():
        if _bytes(project / path) != change.before:
            raise MeanwhileError(path)
    for path, change in sorted(changes.items(), key=lambda each: (not each[0].endswith(".po"), each[0])):
        if change.after is None:
            (project / path).unlink()
        else:
            write_beside(project / path, change.after)


def reversed_(changes: Changes) -> Changes:
    """What takes changes back."""
    return {path: Written(each.after, each.before) for path, each in changes.items()}


@contextmanager
def alone(project: Path) -> Iterator[None]:
    """Keeps other reviews of the project, also those of other processes, from writing meanwhile."""
    folder = os.open(project / FOLDER, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _inside(project: Path, path: str) -> bool:
    root = (project / FOLDER).resolve()
    return root in (project / path).parent.resolve().parents


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
