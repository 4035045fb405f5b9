"""Stores of objects through fsspec: one interface for S3, Google and Azure, with our own order, hashes and headers.

Each store names headers and conditions in its own way, so each brings a function that writes.
"""

from collections.abc import Callable
from typing import Any

from generator.hosting import CacheClass, cache_control
from generator.publish.ordered import Conflict

AT_ONCE = 8
"""Requests under way: most of one's time is spent waiting for the answer."""

Put = Callable[[str, bytes, str, str, str | None], None]
"""Writes an object: full path, content, media type, Cache-Control, and a stamp: None for whatever is there, "" for
nothing, else what ``stamp`` said. Raises FileExistsError or Conflict if the stamp is another."""


class Objects:
    """The objects below *root* (bucket and prefix) in a file system of fsspec; *mark* is the key of its stamps."""

    def __init__(self, system: Any, root: str, put: Put, mark: str, failures: tuple[type[Exception], ...] = ()) -> None:
        self.system = system
        self.root = root
        self.put = put
        self.mark = mark
        self.failures: tuple[type[Exception], ...] = (OSError, *failures)
        self.at_once = AT_ONCE

    def read(self, path: str) -> bytes | None:
        try:
            content: bytes = self.system.cat_file(self._at(path))
        except FileNotFoundError:
            return None
        return content

    def stamp(self, path: str) -> str:
        self.system.invalidate_cache()
        try:
            return str(self.system.info(self._at(path)).get(self.mark, ""))
        except FileNotFoundError:
            return ""

    def create(self, path: str, content: bytes, type: str, cache: CacheClass) -> None:
        try:
            self.put(self._at(path), content, type, cache_control(cache), "")
        except FileExistsError:
            raise Conflict from None

    def replace(self, path: str, content: bytes, type: str, cache: CacheClass, stamp: str | None = None) -> None:
        try:
            self.put(self._at(path), content, type, cache_control(cache), stamp)
        except FileExistsError:
            raise Conflict from None

    def delete(self, path: str) -> None:
        try:
            self.system.rm_file(self._at(path))
        except FileNotFoundError:
            return

    def names(self, folder: str) -> frozenset[str]:
        self.system.invalidate_cache()
        try:
            listed = self.system.ls(self._at(folder), detail=True)
        except FileNotFoundError:
            return frozenset()
        return frozenset(entry["name"].rsplit("/", 1)[-1] for entry in listed if entry["type"] == "file")

    def _at(self, path: str) -> str:
        return f"{self.root}/{path}"


def below(bucket: str, prefix: str) -> str:
    """The root of a destination in its bucket."""
    return f"{bucket}/{prefix}" if prefix else bucket
