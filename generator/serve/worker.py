"""A process that works for the server: heavy work leaves the pages fast, and when it fails the server lives on."""

import os
import signal
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Lock
from typing import Any, ParamSpec, TypeVar, cast

from generator.errors import Finding, GeneratorError, Place, RenderError

LONGEST = 120.0
"""Seconds after which a piece of work counts as stuck."""

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


class Worker:
    """One process, started when it is first asked and again whenever it has ended; one piece of work at a time."""

    def __init__(self, what: str, longest: float = LONGEST) -> None:
        self._what = what
        self._longest = longest
        self._context = get_context("spawn")
        self._lock = Lock()
        self._gate = Lock()  # a process is started or ended, never both at once
        self._closed = False
        self._process: Any = None  # the contexts' process classes have no common public name
        self._line: Connection | None = None

    def ask(self, make: Callable[_Given, _Made], *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        """What *make* (a function of a module) returns over there.

        Raises GeneratorError with the findings of one that *make* raised, and RenderError if the process ended or was stuck.
        """
        with self._lock:
            try:
                line = self._started()
                line.send((make, args, kwargs))
                if not line.poll(self._longest):
                    raise self._failed(f"took longer than {self._longest:.0f} seconds and was stopped")
                made, findings = line.recv()
            except (EOFError, OSError):
                raise self._failed("ended before it was done") from None
        if findings:
            raise GeneratorError(findings)
        return cast(_Made, made)

    def close(self) -> None:
        """End the process, at work or not, for ever."""
        with self._gate:
            self._closed = True
            self._end()

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._process = None

    def _started(self) -> Connection:
        with self._gate:
            if self._closed:
                raise OSError("the server has ended")
            return self._running()

    def _running(self) -> Connection:
        if self._line is None or self._process is None or not self._process.is_alive():
            self._line, theirs = self._context.Pipe()
            self._process = self._context.Process(target=_work, args=(theirs,), daemon=True)
            self._process.start()
            theirs.close()
        return self._line

    def _failed(self, how: str) -> RenderError:
        with self._gate:
            self._end()
        hint = "the terminal may tell why; the next change tries again"
        return RenderError.at(Place("."), f"the process that makes {self._what} {how}", hint)


def _work(line: Connection) -> None:
    """Do what comes over the line until nobody is at its other end."""
    # Ctrl-C reaches the whole group of processes; the server ends its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(10)  # the page that is on screen comes first
    findings: tuple[Finding, ...]
    while True:
        try:
            make, args, kwargs = line.recv()
        except EOFError:
            return
        try:
            made, findings = make(*args, **kwargs), ()
        except GeneratorError as error:
            made, findings = None, error.findings
        try:
            line.send((made, findings))
        except OSError:
            return  # the server ended meanwhile
