"""A folder of this machine: ``releases/`` beside the link ``current``, to which a web server's root points."""

import errno
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from pathlib import Path

from generator.destination import Destination, Folder
from generator.publish.manifest import File
from generator.publish.releases import Release
from generator.publish.switched import Switched
from generator.publish.target import Holder, locked
from generator.store import write_beside


class LocalDisk:
    """Files below *root*; POSIX semantics: a rename takes the place of what was there in one step."""

    failures: tuple[type[Exception], ...] = (OSError,)
    at_once = 1

    def __init__(self, root: Path, destination: str) -> None:
        self.root = root
        self.destination = destination

    def lock(self, holder: Holder) -> AbstractContextManager[None]:
        return locked(self.root, self.destination)

    def names(self, folder: str) -> tuple[str, ...]:
        here = self.root / folder
        return tuple(path.name for path in here.iterdir()) if here.is_dir() else ()

    def walk(self, folder: str) -> frozenset[str]:
        here = self.root / folder
        return frozenset(path.relative_to(here).as_posix() for path in here.rglob("*") if not path.is_dir())

    def read(self, path: str) -> bytes | None:
        try:
            return (self.root / path).read_bytes()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None

    def make_folders(self, folders: Sequence[str]) -> None:
        for folder in folders:
            (self.root / folder).mkdir(parents=True, exist_ok=True)

    def write(self, path: str, content: bytes) -> None:
        write_beside(self.root / path, content)

    def send(self, release: Release, files: Sequence[File], folder: str) -> Iterator[str]:
        for file in files:
            self.write(f"{folder}/{file.path}", release.read(file))
            yield f"sent {file.path}"

    def link(self, old: str, new: str) -> bool:
        try:
            (self.root / new).hardlink_to(self.root / old)
        except (NotImplementedError, PermissionError, FileNotFoundError):
            return False
        except OSError as error:
            if error.errno in (errno.EMLINK, errno.EXDEV, errno.ENOTSUP):
                return False
            raise
        return True

    def hashes(self, folder: str, paths: Sequence[str]) -> Mapping[str, str]:
        contents = ((path, self.read(f"{folder}/{path}")) for path in paths)
        return {path: sha256(content).hexdigest() for path, content in contents if content is not None}

    def rename(self, old: str, new: str) -> None:
        (self.root / old).rename(self.root / new)

    def goal(self, link: str) -> str:
        path = self.root / link
        return path.readlink().as_posix() if path.is_symlink() else ""

    def point(self, link: str, goal: str) -> None:
        beside = self.root / f".{link}.new"
        beside.unlink(missing_ok=True)
        beside.symlink_to(goal)
        beside.replace(self.root / link)
        _sync(self.root)

    def remove(self, path: str) -> None:
        here = self.root / path
        if here.is_dir() and not here.is_symlink():
            shutil.rmtree(here)
        else:
            here.unlink(missing_ok=True)

    def sync(self, folder: str) -> None:
        for path in (self.root / folder, *(self.root / folder).rglob("*")):
            _sync(path)


def _sync(path: Path) -> None:
    """After a loss of power the link must not lead to files that were never written."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def opened(destination: Destination, where: Folder, project: Path, holder: Holder) -> Iterator[Switched]:
    """The folder, made if it isn't there; its path is relative to the project."""
    root = project / Path(where.path).expanduser()
    root.mkdir(parents=True, exist_ok=True)
    yield Switched(LocalDisk(root, destination.id), destination, holder)
