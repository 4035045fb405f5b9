"""A destination of each kind as tests see it: its settings, what readers get there, and where a publisher can die."""

import subprocess
import threading
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import wraps
from hashlib import sha256
from pathlib import Path

from paramiko import SFTPClient

from generator import publish
from generator.destination import Destination
from generator.hosting import CacheClass
from generator.publish import Release, Target
from generator.publish.ordered import Conflict, Ordered
from generator.publish.target import Holder
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
    lock: threading.Lock = field(default_factory=threading.Lock)

    def watch(self, owner: object, *names: str) -> None:
        """Count these methods of an object as operations."""
        for name in names:
            original = getattr(owner, name)
            setattr(owner, name, self._counted(original))
            self.watched.append((owner, name, original))

    def _counted(self, operation: Callable[..., object]) -> Callable[..., object]:
        @wraps(operation)
        def counted(*given: object, **named: object) -> object:
            with self.lock:
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
    """A destination: *project* holds the checkouts that publish, *fetch* is what readers get.

    *always* is the target itself where it is nowhere else than in this process.
    """

    kind: str
    destination: Destination
    project: Path
    fetch: Fetch = field(repr=False)
    always: Target | None = None

    def opened(self, checkout: str = "project", *, takes_over: bool = False) -> AbstractContextManager[Target]:
        """The destination as a checkout opens it."""
        if self.always is not None:
            return nullcontext(self.always)
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
            death.watch(SFTPClient, "rename", "posix_rename", "mkdir", "symlink", "remove", "rmdir")
            death.watch(target.disk, "_put", "link", "_rsync")
        case ["Ordered", "Folder"]:
            death.watch(target.store.server, "ask")
        case ["Ordered", "Memory"]:
            death.watch(target.store, "create", "replace", "delete")
        case ["Ordered", "Objects"]:
            death.watch(target.store, "put", "delete")
        case ["Branch", _]:
            death.watch(target, "_git")
        case ["Bundle", _]:
            death.watch(target, "live")
        case _:
            raise AssertionError(names)


class Memory:
    """A store of objects in this process, for what takes too many operations elsewhere."""

    failures = (OSError,)
    at_once = 8

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def read(self, path: str) -> bytes | None:
        return self.objects.get(path)

    def stamp(self, path: str) -> str:
        return sha256(self.objects[path]).hexdigest() if path in self.objects else ""

    def create(self, path: str, content: bytes, type: str, cache: CacheClass) -> None:
        if path in self.objects:
            raise Conflict
        self.objects[path] = content

    def replace(self, path: str, content: bytes, type: str, cache: CacheClass, stamp: str | None = None) -> None:
        if stamp is not None and stamp != self.stamp(path):
            raise Conflict
        self.objects[path] = content

    def delete(self, path: str) -> None:
        self.objects.pop(path, None)

    def names(self, folder: str) -> frozenset[str]:
        paths = (path for path in self.objects if path.rpartition("/")[0] == folder)
        return frozenset(path.rpartition("/")[2] for path in paths)


def in_memory(destination: Destination, project: Path) -> Place:
    """A destination of objects in this process."""
    store = Memory()
    target = Ordered(store, destination, Holder("token", "this test"))
    return Place("memory", destination, project, store.read, target)


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
