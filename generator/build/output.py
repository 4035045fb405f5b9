"""A folder that is exchanged whole: the new one is made beside the old one and takes its place in a single step."""

import ctypes
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> tuple[int, int]:
    """Make *folder* hold just *files* (POSIX path -> content) and tell how many were written and how many kept.

    Whoever looks, also after a crash, sees all of the old or all of the new. Files that stay the same are linked, not
    written, so their time of modification stays too. Nothing happens when nothing differs.

    Raises OSError if the file system refuses; the old folder is then untouched.
    """
    kept = {path for path, content in files.items() if _holds(folder / path, content)}
    if len(kept) == len(files) == sum(1 for path in folder.rglob("*") if not path.is_dir()):
        return 0, len(kept)
    beside = folder.with_name(f".{folder.name}.{os.getpid()}")
    _sweep(folder)
    try:
        for path, content in files.items():
            target = beside / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if path in kept:
                _link(folder / path, target)
            else:
                target.write_bytes(content)
        _exchange(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return len(files) - len(kept), len(kept)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _sweep(folder: Path) -> None:
    """Take away what a killed build left beside the folder; the caller holds the lock, so nobody is at work there."""
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
        old = folder.with_name(f".{folder.name}.old")
        folder.rename(old)
        new.rename(folder)
        old.rename(new)


def _exchanged_at_once(new: Path, folder: Path) -> bool:
    """Linux can swap two names in one step (renameat2); False where the system or the file system can't."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    failed: int = rename(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(folder), _RENAME_EXCHANGE)
    return failed == 0
