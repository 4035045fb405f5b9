"""What is saved on disk, told to every browser at once (server-sent events, WHATWG HTML section 9.2)."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from watchfiles import Change, DefaultFilter, awatch

from generator.serve.workspace import FOLDERS

QUIET = 15.0
"""Seconds after which a sign of life is sent, so that connections to browsers that are gone end."""

STEP = 10
"""Milliseconds without another change until a change is told: editors write a file in several steps."""

LOOK_UP = 1000
"""Milliseconds after which the watched folders are looked up again: one may be deleted, renamed, or come back."""


class Changes:
    """Counts changes and tells each to whoever listens. Everything here happens in the server's event loop."""

    def __init__(self) -> None:
        # Another start of the server is another name, so that a browser that reconnects knows that it missed something.
        self._start = secrets.token_hex(4)
        self._count = 0
        self._closed = False
        self._news = asyncio.Condition()

    @property
    def revision(self) -> str:
        """The name of the state that the project is in now."""
        return f"{self._start}-{self._count}"

    async def tell(self) -> None:
        """Something has changed."""
        self._count += 1
        await self._wake()

    async def close(self) -> None:
        """End every stream, so that the server can stop."""
        self._closed = True
        await self._wake()

    async def events(self) -> AsyncIterator[str]:
        """The stream for one browser: the revision now, and again whenever it is another."""
        told = ""
        yield "retry: 500\n\n"
        while not self._closed:
            if told == self.revision:
                yield ": still here\n\n"
            else:
                told = self.revision
                yield f"data: {told}\n\n"
            async with self._news:
                with suppress(TimeoutError):
                    async with asyncio.timeout(QUIET):
                        await self._news.wait_for(partial(self._is_news, told))

    async def watch(self, project: Path) -> None:
        """Tell every change in the project's folders, for as long as the server runs."""
        while not self._closed:
            there = _there(project)
            async for found in _changes(project, there):
                if found:
                    await self.tell()
                if _there(project) != there:
                    await self.tell()
                    break

    def _is_news(self, told: str) -> bool:
        return self._closed or told != self.revision

    async def _wake(self) -> None:
        async with self._news:
            self._news.notify_all()


async def _changes(project: Path, folders: Iterable[str]) -> AsyncIterator[bool]:
    """Whether something has changed, told as soon as it has, and at least every second."""
    watched = [project / name for name in folders]
    if not watched:
        await asyncio.sleep(LOOK_UP / 1000)
        yield False
        return
    found = awatch(
        *watched, watch_filter=_Files(), step=STEP, debounce=200, rust_timeout=LOOK_UP, yield_on_timeout=True
    )
    async for changes in found:
        yield bool(changes)


class _Files(DefaultFilter):
    """Files that count: not those that editors keep beside them."""

    def __call__(self, change: Change, path: str) -> bool:
        return super().__call__(change, path) and not Path(path).name.startswith(".")


def _there(project: Path) -> dict[str, int]:
    """The folders that can be watched, and which ones they are: a folder that comes back is another one."""
    found = {}
    for name in FOLDERS:
        with suppress(OSError):
            found[name] = (project / name).stat().st_ino
    return found
