"""The files that go into a build and what is in them; a file is read again only when it was touched."""

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

FOLDERS = ("archive", "content", "locales", "templates")

LARGE = 100
"""From this many files on they are read in a process of its own, which gives its memory back."""

Stat = tuple[int, int, int, int]
"""Size, modification and change of the inode in nanoseconds, number of the inode; the third can't be set back."""

Seen = tuple[str, *Stat]
"""The SHA-256 of a file, and what stat said before it was read."""

UNTRUSTED: Stat = (-1, 0, 0, 0)

# Clocks of file systems tick every few milliseconds: what was touched just now may be touched again unseen.
_TICK = 50_000_000


class InputsChanged(Exception):  # noqa: N818 - nothing is wrong; the build looks again
    """A file was changed while the build worked with it, or what it made was taken out of the cache."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of a project by their path in it (POSIX), as they were when the build began."""

    project: Path
    files: Mapping[str, Seen]

    def digest(self, *paths: str) -> tuple[tuple[str, str], ...]:
        """Paths with the hash of what is there, "" where nothing is."""
        return tuple((path, self.files[path][0] if path in self.files else "") for path in paths)

    def below(self, *folders: str) -> tuple[str, ...]:
        """The paths of the files in folders, sorted."""
        starts = tuple(f"{folder}/" for folder in folders)
        return tuple(sorted(path for path in self.files if path.startswith(starts)))

    def verify(self, paths: Iterable[str]) -> None:
        """Raises InputsChanged if one of the files isn't what it was when the build began."""
        project = str(self.project)  # a Path is put together ten times slower
        for path in paths:
            now, before = stat_of(f"{project}/{path}"), self.files.get(path)
            if now and before and now == before[1:]:
                continue
            if (_hash(self.project / path) if now else None) != (before[0] if before else None):
                raise InputsChanged(path)


def take(
    project: Path, before: Mapping[str, Seen], more: Iterable[str] = (), folders: Sequence[str] = FOLDERS
) -> Inputs:
    """The inputs of a project; *before* spares the reading of files that were not touched since.

    *more* are paths of single files beside those in *folders*.
    """
    files = {}
    now = time.time_ns()
    for path, stat in _stats(project, folders, more):
        known = before.get(path)
        if known is not None and tuple(known[1:]) == stat:
            files[path] = known
        else:
            trusted = max(stat[1], stat[2]) < now - _TICK
            files[path] = (_hash(project / path), *(stat if trusted else UNTRUSTED))
    return Inputs(project, files)


def _stats(project: Path, folders: Iterable[str], more: Iterable[str]) -> Iterator[tuple[str, Stat]]:
    for folder in folders:
        yield from walk(project / folder, f"{folder}/")
    for path in more:
        if stat := stat_of(project / path):
            yield path, stat


def walk(folder: Path | str, prefix: str = "") -> Iterator[tuple[str, Stat]]:
    """Every file below a folder, but hidden ones and compiled code: its path from there, behind *prefix*, and its stat."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from walk(entry.path, f"{prefix}{entry.name}/")
        else:
            try:
                yield f"{prefix}{entry.name}", _stat(entry.stat())
            except OSError:  # a link that leads nowhere, or a file gone in this moment
                yield f"{prefix}{entry.name}", UNTRUSTED


def stat_of(path: Path | str) -> Stat | None:
    """The stat of a file; None where there is none."""
    try:
        return _stat(os.stat(path))  # noqa: PTH116 - half the time of Path.stat, for thousands of files
    except OSError:
        return None


def stats_of(paths: Sequence[str]) -> dict[str, Stat]:
    """The stats of files that are there."""
    return {path: stat for path in paths if (stat := stat_of(path))}


def _stat(found: os.stat_result) -> Stat:
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _hash(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:  # the room that reads it will tell
        return "unreadable"
