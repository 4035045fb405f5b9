"""The cache does not grow for ever: what was not used for the longest time goes first."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

LIMIT = 2_000_000_000
"""Bytes that the cache may hold; SERVICEDOCS_CACHE_LIMIT says another number."""

LEAVE = 0.8
"""The part of the limit that stays when it was reached, so that there is room for many builds."""


def prune(cache: Path, limit: int | None = None) -> int:
    """Take the oldest files out of *cache* if it holds more than *limit* bytes; tells how many bytes went.

    Another build may be at work in the same folder: what it finds missing it makes again.
    """
    limit = limit if limit is not None else int(os.environ.get("SERVICEDOCS_CACHE_LIMIT", LIMIT))
    held = sum(size for _, size, _ in _files(cache))
    gone = 0
    for _, size, path in sorted(_files(cache)) if held > limit else ():
        if held - gone <= limit * LEAVE:
            break
        with suppress(OSError):
            Path(path).unlink()
            gone += size
    return gone


def _files(folder: Path | str) -> Iterator[tuple[int, int, str]]:
    """When each file was used (nanoseconds), its size and path; locks and records are no part of it."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "builds":
                    yield from _files(entry.path)
            elif entry.name != "build.lock":
                with suppress(FileNotFoundError):
                    found = entry.stat()
                    yield found.st_mtime_ns, found.st_size, entry.path
