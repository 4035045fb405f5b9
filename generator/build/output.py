"""A folder that is exchanged whole: the new one is made beside the old one and takes its place in a single step."""

import ctypes
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from posixpath import dirname

from generator.tree import Folder

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@dataclass(frozen=True, slots=True)
class Content:
    """What is to stand in a file: its SHA-256, its size, and where it is by *name* when it is to be written.

    A build holds thousands of them; many share their *source*.
    """

    sha256: str
    size: int
    source: Callable[[str], bytes]
    name: str = ""

    @classmethod
    def of(cls, content: bytes) -> "Content":
        return cls(sha256(content).hexdigest(), len(content), lambda _: content)

    @classmethod
    def at(cls, folder: Folder, name: str, digest: str = "") -> "Content":
        """What stands in a file now; *digest* spares reading it, where it is known."""
        return cls(digest or sha256(folder.read(name)).hexdigest(), folder.size(name), folder.read, name)

    def read(self) -> bytes:
        """The bytes."""
        return self.source(self.name)


def replace_folder(folder: Path, files: Mapping[str, Content], known: Mapping[str, Content]) -> tuple[int, int]:
    """Make *folder* hold just *files* (POSIX path -> content) and tell how many were written and how many kept.

    *known* is what stands in the folder, as far as that is known. Whoever looks, also after a crash, sees all of the
    old or all of the new. Files that stay the same are linked, not written, so their time of modification stays too.
    Nothing happens when nothing differs.

    Raises OSError if the file system refuses; the old folder is then untouched.
    """
    _sweep(folder)
    kept = {path for path, content in files.items() if _holds(folder / path, content, known.get(path))}
    if len(kept) == len(files) == sum(1 for path in folder.rglob("*") if not path.is_dir()):
        return 0, len(kept)
    beside = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        for parent, _ in groupby(map(dirname, sorted(files))):
            (beside / parent).mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            if path in kept:
                _link(folder / path, beside / path)
            else:
                (beside / path).write_bytes(content.read())
        beside.mkdir(parents=True, exist_ok=True)
        _exchange(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return len(files) - len(kept), len(kept)


def _holds(path: Path, content: Content, known: Content | None) -> bool:
    if known is not None:
        return known.sha256 == content.sha256
    try:
        if path.stat().st_size != content.size:
            return False
        return sha256(path.read_bytes()).hexdigest() == content.sha256
    except OSError:
        return False


def _sweep(folder: Path) -> None:
    """Put right what a killed build left beside the folder; the caller holds the lock, so nobody is at work there."""
    old = _old(folder)
    if old.exists() and not folder.exists():
        old.rename(folder)
    for left in folder.parent.glob(f".{folder.name}.*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)


def _link(old: Path, new: Path) -> None:
    try:
        new.hardlink_to(old)
    except OSError:  # a file system without links
        shutil.copy2(old, new)


def _exchange(new: Path, folder: Path) -> None:
    """Put *new* in the place of *folder*; what stood there before stands at *new* then, or nowhere."""
    if not folder.exists():
        new.rename(folder)
    elif not _exchanged_at_once(new, folder):
        old = _old(folder)
        folder.rename(old)
        new.rename(folder)
        old.rename(new)


def _old(folder: Path) -> Path:
    """Where the old folder waits while the new one takes its place, if that takes two steps."""
    return folder.with_name(f".{folder.name}.old")


def _exchanged_at_once(new: Path, folder: Path) -> bool:
    """Linux can swap two names in one step (renameat2); False where the system or the file system can't."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    failed: int = rename(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(folder), _RENAME_EXCHANGE)
    return failed == 0
