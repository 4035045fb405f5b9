"""A destination of each kind as tests see it: its settings, what readers get there, and where a publisher can die."""

import subprocess
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path

from generator import publish
from generator.destination import Destination
from generator.publish import Release, Target
from tests.publishing.sites import Fetch

SWITCHED = ("folder", "rsync", "sftp", "sftp-only", "git", "zip")
"""Kinds whose readers see whole releases only."""


class Killed(BaseException):
    """The publisher is dead: nothing it tries any more has an effect."""


@dataclass
class Death:
    """Kills a publisher after *last* operations: from then on each one fails before it does anything."""

    last: int
    done: int = 0
    watched: list[tuple[object, str, object]] = field(default_factory=list)

    def watch(self, owner: object, *names: str) -> None:
        """Count these methods of an object as operations."""
        for name in names:
            original = getattr(owner, name)
            setattr(owner, name, self._counted(original))
            self.watched.append((owner, name, original))

    def _counted(self, operation: Callable[..., object]) -> Callable[..., object]:
        @wraps(operation)
        def counted(*given: object, **named: object) -> object:
            if self.done >= self.last:
                raise Killed
            self.done += 1
            return operation(*given, **named)

        return counted

    def forget(self) -> None:
        """Let the methods be what they were."""
        for owner, name, original in self.watched:
            setattr(owner, name, original)


@dataclass(frozen=True)
class Place:
    """A destination: *project* is the checkout that publishes, *fetch* what readers get."""

    kind: str
    destination: Destination
    project: Path
    fetch: Fetch = field(repr=False)

    def opened(self, checkout: str = "project", *, takes_over: bool = False) -> AbstractContextManager[Target]:
        """The destination as a checkout opens it."""
        return publish.opened(self.destination, self.project / checkout, takes_over=takes_over)

    def publish(self, release: Release) -> list[str]:
        """Publish as the verb does, and tell what was done."""
        with self.opened() as target:
            return list(publish.publish(release, publish.plan(release, self.destination, target), target))

    def publish_until(self, release: Release, operations: int, opened: Target | None = None) -> bool:
        """Publish, dying after so many operations; whether it came to its end before."""
        death = Death(operations)
        with nullcontext(opened) if opened else self.opened() as target:
            watch(target, death)
            try:
                list(publish.publish(release, publish.plan(release, self.destination, target), target))
            except Killed:
                return False
            finally:
                death.forget()
        return True


def watch(target: Target, death: Death) -> None:
    """Count every operation by which a target changes what lies at its destination."""
    names = [type(target).__name__, type(getattr(target, "disk", getattr(target, "store", None))).__name__]
    match names:
        case ["Switched", "LocalDisk"]:
            death.watch(target.disk, "write", "make_folders", "link", "rename", "point", "remove", "sync")
        case ["Switched", "RemoteDisk"]:
            sftp = target.disk.sftp
            death.watch(sftp, "rename", "posix_rename", "mkdir", "symlink", "remove", "rmdir")
            death.watch(target.disk, "_put", "link", "_rsync")
        case ["Ordered", "Folder"]:
            death.watch(target.store.server, "ask")
        case ["Ordered", "Objects"]:
            death.watch(target.store, "put", "delete")
        case ["Branch", _]:
            death.watch(target, "_git")
        case ["Bundle", _]:
            death.watch(target, "live")
        case _:
            raise AssertionError(names)


def from_folder(folder: Path) -> Fetch:
    """Readers of a folder."""

    def fetch(path: str) -> bytes | None:
        file = folder / path
        return file.read_bytes() if file.is_file() else None

    return fetch


def from_branch(repository: Path, branch: str) -> Fetch:
    """Readers of a branch."""

    def fetch(path: str) -> bytes | None:
        command = ["git", "-C", str(repository), "cat-file", "blob", f"{branch}:{path}"]
        done = subprocess.run(command, capture_output=True, check=False)
        return done.stdout if done.returncode == 0 else None

    return fetch


def from_zip(file: Path) -> Fetch:
    """Readers of a bundle."""

    def fetch(path: str) -> bytes | None:
        if not file.exists():
            return None
        with zipfile.ZipFile(file) as bundle:
            return bundle.read(path) if path in bundle.namelist() else None

    return fetch


def lines_until(lines: Iterator[str], wanted: str) -> None:
    """Let a publisher go on up to a line that begins so."""
    for line in lines:
        if line.startswith(wanted):
            return
    raise AssertionError(f"it never said {wanted}")
