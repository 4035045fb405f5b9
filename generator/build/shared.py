"""A cache that several machines share: a folder that all of them see, or a store of objects.

Only bytes lie there, each under the hash of exactly what it was made of: a machine that finds them need not make them. They
are believed, so whoever may write there writes your documents.
"""

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from generator.errors import Finding, GeneratorError, Place, Severity
from generator.store import kept, opened, sealed
from generator.workers import Told

EXTRAS = {"s3": "publish-s3", "gs": "publish-gcs", "gcs": "publish-gcs", "az": "publish-azure", "abfs": "publish-azure"}
"""Scheme of an address -> the extra that brings what speaks to such a store."""


class Shared:
    """The cache at an *address*: the path of a folder, or what fsspec reads, such as "s3://bucket/prefix".

    Settings and secrets of a store come from where its own programs look for them (environment, files in the home). A
    cache that can't be reached costs time, never the build: *told* hears of it once.
    Raises GeneratorError if nothing installed speaks to such a store.
    """

    def __init__(self, address: str, told: Told) -> None:
        self.address = address
        self.told = told
        self._lost = False
        scheme, store, _ = address.partition("://")
        if store:
            _need(scheme, address)

    def kept(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The bytes that lie under the hash *name*; they are made, and laid there, if there are none that are whole."""
        path = f"{name[:2]}/{name}"
        if "://" not in self.address:
            return kept(Path(self.address) / path, make)
        content = opened(self._asked("cat_file", path) or b"")
        if content is None:
            content = make()
            self._asked("pipe_file", path, sealed(content))
        return content

    def _asked(self, what: str, path: str, *content: bytes) -> bytes | None:
        """What the store answers; None if it has no such object, or has not answered once."""
        if self._lost:
            return None
        with suppress(FileNotFoundError):
            try:
                system, root = _system(self.address)
                answer: bytes | None = getattr(system, what)(f"{root}/{path}", *content)
                return answer
            except FileNotFoundError:
                raise
            except Exception as error:  # noqa: BLE001 - each store has errors of its own
                self._lost = True
                self.told(f"the shared cache {self.address} is left out: {type(error).__name__}: {error}")
        return None


def _system(address: str) -> tuple[Any, str]:
    # fsspec keeps one connection for each process and thread, and begins anew after a fork.
    root: str
    system, root = import_module("fsspec.core").url_to_fs(address)
    return system, root


def _need(scheme: str, address: str) -> None:
    try:
        import_module("fsspec").get_filesystem_class(scheme)
    except (ImportError, ValueError) as error:
        extra = EXTRAS.get(scheme)
        known = f"name a folder, or one of {', '.join(f'{each}://' for each in EXTRAS)}"
        hint = f"pip install 'servicedocs[{extra}]'" if extra else known
        problem = f"nothing here speaks to the shared cache {address}"
        raise GeneratorError([Finding(Severity.ERROR, "build", Place("."), problem, hint)]) from error
