"""A destination of each kind as tests see it: its settings, what readers get there, and where a publisher can die."""

import subprocess
import zipfile
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from generator import publish
from generator.destination import Destination
from generator.hosting import CacheClass
from generator.publish import Release, Target
from generator.publish.ordered import Conflict, Ordered
from generator.publish.target import Holder
from tests.publishing.deaths import CHANGES, COMMANDS, Death, Killed, killed, watch
from tests.publishing.sites import Fetch

LOCAL = ("folder", "git", "zip")
SWITCHED = ("folder", "rsync", "sftp", "sftp-only", "git", "zip")
"""Kinds whose readers see whole releases only."""


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

    def publish(self, release: Release, opened: Target | None = None) -> list[str]:
        """Publish as the verb does, and tell what was done."""
        with nullcontext(opened) if opened else self.opened() as target:
            return list(publish.publish(release, publish.plan(release, self.destination, target), target))

    def publish_until(self, release: Release, operations: int, opened: Target | None = None) -> bool:
        """Publish, dying after so many operations; whether it came to its end before.

        A publisher on this machine's own disk is killed by the system; of another, which holds the connection *opened*
        if there is one, nothing arrives any more.
        """
        if self.kind in LOCAL:
            events = COMMANDS if self.kind == "git" else CHANGES
            return not killed(lambda: self.publish(release), operations, events, self.project)
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
