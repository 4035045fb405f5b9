"""Destinations that switch: each release is a folder of its own, and a link tells which one is live.

    PATH/releases/0007-2020-07-3fa9c2d1b4e8/    a release with its manifest.json, never changed
    PATH/releases/.partial-9c2d1b4e83fa/        one that is being filled; nobody reads it
    PATH/current -> releases/0007-…             exchanged in one step

Everything works on a small set of operations of a disk, so a folder here and a folder behind SSH are one algorithm.
Whenever it is interrupted, visitors see a whole release; the next run goes on with what the partial folder holds.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Protocol

from generator.destination import Destination
from generator.errors import PublishError
from generator.publish.manifest import NAME, File, Manifest, decode, encode
from generator.publish.parallel import each
from generator.publish.plans import Plan
from generator.publish.releases import Release
from generator.publish.target import Holder, moved_on, overtaken

CURRENT = "current"
RELEASES = "releases"


class Disk(Protocol):
    """Operations on the files below a destination's path; each path is relative to it, in POSIX form."""

    failures: tuple[type[Exception], ...]
    at_once: int
    """How many of these may run at the same time: reading, writing, linking."""

    def lock(self, holder: Holder) -> AbstractContextManager[None]:
        """Be the only one who publishes here, while open; raises PublishError if someone else is."""

    def names(self, folder: str) -> tuple[str, ...]:
        """The names in a folder; none if there is no such folder."""

    def walk(self, folder: str) -> frozenset[str]:
        """The files below a folder, relative to it."""

    def read(self, path: str) -> bytes | None:
        """A file, None where there is none."""

    def make_folders(self, folders: Sequence[str]) -> None:
        """Folders, each after those that hold it; what is there stays."""

    def write(self, path: str, content: bytes) -> None:
        """A file, there whole or not at all."""

    def send(self, release: Release, files: Sequence[File], folder: str) -> Iterator[str]:
        """Many files of a release into a folder, each there whole or not at all; tells each."""

    def link(self, old: str, new: str) -> bool:
        """A second name for a file; False if the disk can't."""

    def hashes(self, folder: str, paths: Sequence[str]) -> Mapping[str, str]:
        """The SHA-256 of files in a folder."""

    def rename(self, old: str, new: str) -> None:
        """Another name for a file or folder."""

    def goal(self, link: str) -> str:
        """Where a link leads; "" if there is none."""

    def point(self, link: str, goal: str) -> None:
        """Let a link lead elsewhere, in one step."""

    def remove(self, path: str) -> None:
        """Take a folder with everything in it, or a file."""

    def sync(self, folder: str) -> None:
        """Have everything in a folder on the disk for good."""


class Switched:
    """A destination of release folders on a disk."""

    def __init__(self, disk: Disk, destination: Destination, holder: Holder) -> None:
        self.disk = disk
        self.destination = destination
        self.holder = holder
        self.standing = "nothing that visitors see has changed"
        self.at_once = disk.at_once

    @property
    def failures(self) -> tuple[type[Exception], ...]:
        return self.disk.failures

    def live(self) -> Manifest | None:
        goal = self.disk.goal(CURRENT)
        return self._manifest(goal.removeprefix(f"{RELEASES}/")) if goal else None

    def dirty(self) -> tuple[str, ...]:
        """None: nothing is ever written where visitors look."""
        return ()

    def read(self, path: str) -> bytes | None:
        return self.disk.read(f"{CURRENT}/{path}")

    def releases(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name.partition("-")[2] for name in self._folders()))

    def kept(self, release: str) -> Release | None:
        name = next((name for name in reversed(self._folders()) if name.partition("-")[2] == release), "")
        manifest = self._manifest(name) if name else None
        if manifest is None:
            return None
        bare = Manifest(manifest.release, manifest.files, manifest.provenance)
        return Release(bare, lambda file: self._content(f"{RELEASES}/{name}/{file.path}"))

    def publish(self, release: Release, plan: Plan) -> Iterator[str]:
        self.disk.make_folders([RELEASES])
        with self.disk.lock(self.holder):
            if moved_on(plan.base, self.live()):
                raise overtaken(self.live())
            if plan.base is None or plan.base.release != plan.goal.release:
                # What isn't taken along is gone at once, so nothing is left to be deleted.
                partial = yield from self._filled(release, replace(plan.goal, doomed=()))
                name = self._next_name(plan.goal.release)
                self.disk.rename(f"{RELEASES}/{partial}", f"{RELEASES}/{name}")
                yield f"release folder {name} is whole"
                self.disk.point(CURRENT, f"{RELEASES}/{name}")
                self.standing = f"release {release.manifest.release} is live and whole"
                yield f"live: {release.manifest.release}"
            yield from self._pruned()

    def _filled(self, release: Release, goal: Manifest) -> Generator[str, None, str]:
        """Fill a partial folder with everything that the goal lists, proven by reading it back; its name."""
        partial = f".partial-{sha256(encode(goal)).hexdigest()[:12]}"
        folder = f"{RELEASES}/{partial}"
        wanted = goal.by_path
        self._sweep(partial)
        there = self.disk.walk(folder)
        for path in sorted(there - {*wanted}):
            self.disk.remove(f"{folder}/{path}")
        self.disk.make_folders([folder, *(f"{folder}/{name}" for name in _folders_of(wanted))])
        missing = [file for path, file in wanted.items() if path not in there]
        linked = yield from self._linked(missing, goal.release, folder)
        own = {file.path for file in goal.files}
        fresh = [file for file in missing if file.path not in linked and file.path in own]
        yield from self.disk.send(release, fresh, folder)
        self._prove([file for path, file in wanted.items() if path not in linked], folder)
        self.disk.write(f"{folder}/{NAME}", encode(goal))
        self.disk.sync(folder)
        return partial

    def _linked(self, files: Sequence[File], release: str, folder: str) -> Generator[str, None, frozenset[str]]:
        """Take files from releases that lie here already, by a second name or else as a copy; which were linked."""
        linked: set[str] = set()
        for name in self._bases(release):
            manifest = self._manifest(name)
            there = {path: file.sha256 for path, file in manifest.by_path.items()} if manifest else {}

            def take(path: str, base: str = f"{RELEASES}/{name}") -> str:
                if not self.disk.link(f"{base}/{path}", f"{folder}/{path}"):
                    self.disk.write(f"{folder}/{path}", self._content(f"{base}/{path}"))
                return f"kept {path}"

            same = [file.path for file in files if file.path not in linked and there.get(file.path) == file.sha256]
            yield from each(take, same, self.at_once)
            linked.update(same)
        return frozenset(linked)

    def _bases(self, release: str) -> tuple[str, ...]:
        """The folder of the live release, and one of *release* if it was published before."""
        live = self.disk.goal(CURRENT).removeprefix(f"{RELEASES}/")
        before = [name for name in self._folders() if name.partition("-")[2] == release]
        return tuple(name for name in (live, *before[-1:]) if name)

    def _prove(self, files: Sequence[File], folder: str) -> None:
        """Read back what was written; take away what arrived broken, so that the next run sends it again."""
        found = self.disk.hashes(folder, [file.path for file in files])
        broken = [file.path for file in files if found.get(file.path) != file.sha256]
        for path in broken:
            self.disk.remove(f"{folder}/{path}")
        if broken:
            problem = f"{len(broken)} files arrived broken, first '{broken[0]}'"
            raise PublishError.at(self.destination.place, problem, f"{self.standing}; run the command again")

    def _pruned(self) -> Iterator[str]:
        """Take away the oldest releases beyond those to be kept, never the live one."""
        live = self.disk.goal(CURRENT).removeprefix(f"{RELEASES}/")
        others = [name for name in self._folders() if name != live]
        old = others[: max(0, len(others) + 1 - self.destination.keep)]
        for name in old:
            # Renamed first: a release folder is whole as long as it has its name.
            gone = f"{RELEASES}/.partial-gone-{name}"
            self.disk.rename(f"{RELEASES}/{name}", gone)
            self.disk.remove(gone)
            yield f"took away release {name}"
        self._sweep("")

    def _sweep(self, but: str) -> None:
        """Take away what interrupted runs left."""
        for name in self.disk.names(RELEASES):
            if name.startswith(".partial-") and name != but:
                self.disk.remove(f"{RELEASES}/{name}")

    def _folders(self) -> list[str]:
        """The names of release folders, in the order of their publishing."""
        return sorted(name for name in self.disk.names(RELEASES) if name[:1].isdigit())

    def _next_name(self, release: str) -> str:
        last = max((int(name.partition("-")[0]) for name in self._folders()), default=0)
        return f"{last + 1:04}-{release}"

    def _manifest(self, name: str) -> Manifest | None:
        content = self.disk.read(f"{RELEASES}/{name}/{NAME}")
        if content is None:
            return None
        try:
            return decode(content)
        except ValueError as error:
            problem = f"the manifest of release {name} can't be read: {error}"
            raise PublishError.at(self.destination.place, problem, "take that folder away") from error

    def _content(self, path: str) -> bytes:
        content = self.disk.read(path)
        if content is None:
            raise PublishError.at(self.destination.place, f"'{path}' is missing at the destination", "publish anew")
        return content


def _folders_of(paths: Iterable[str]) -> list[str]:
    """Every folder on the way to paths, outer ones first."""
    parents = (parent.as_posix() for path in paths for parent in PurePosixPath(path).parents)
    return sorted({parent for parent in parents if parent != "."})
