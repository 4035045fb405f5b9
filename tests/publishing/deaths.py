"""How publishers die: after so many operations, in this process or, where it can be forked, by a real kill."""

import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path

from paramiko import SFTPClient

from generator.publish import Target

CHANGES = ("open", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink")
"""Events of Python's audit by which something may change on a disk."""

COMMANDS = ("subprocess.Popen",)

ASKED_TO_CHANGE = ("PUT", "MOVE", "MKCOL", "DELETE")


class Killed(BaseException):
    """The publisher is dead: nothing it tries any more has an effect."""


def killed(work: Callable[[], object], operations: int, events: Sequence[str], scratch: Path) -> bool:
    """Do *work* in a child process, which is killed for good after so many *events*; whether it came to that.

    Its temporary files lie in *scratch*.
    """
    child = os.fork()
    if child == 0:
        try:
            tempfile.tempdir = str(scratch)
            sys.addaudithook(_suicide(operations, events))
            work()
            os._exit(0)
        finally:
            os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, -signal.SIGKILL)
    return code != 0


def _suicide(operations: int, events: Sequence[str]) -> Callable[[str, tuple], None]:
    done = 0

    def hook(event: str, given: tuple) -> None:
        nonlocal done
        if event in events and (event != "open" or given[2] & (os.O_WRONLY | os.O_RDWR)):
            if done == operations:
                os.kill(os.getpid(), signal.SIGKILL)
            done += 1

    return hook


@dataclass
class Death:
    """Kills a publisher in this process after *last* operations: from then on each one fails before it does anything.

    The first that fails is done by half where it can be: half a file, some files of many.
    """

    last: int
    done: int = 0
    watched: list[tuple[object, str, object]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def watch(
        self,
        owner: object,
        *names: str,
        counts: Callable[..., bool] = lambda *_: True,
        half: Callable[..., object] | None = None,
    ) -> None:
        """Count those calls of these methods as operations that *counts* says yes to."""
        for name in names:
            original = getattr(owner, name)
            setattr(owner, name, self._counted(original, counts, half))
            self.watched.append((owner, name, original))

    def _counted(
        self, operation: Callable[..., object], counts: Callable[..., bool], half: Callable[..., object] | None
    ) -> Callable[..., object]:
        @wraps(operation)
        def counted(*given: object, **named: object) -> object:
            if counts(*given):
                with self.lock:
                    self.done += 1
                    now = self.done
                if half and now == self.last + 1:
                    half(operation, *given)
                if now > self.last:
                    raise Killed
            return operation(*given, **named)

        return counted

    def forget(self) -> None:
        """Let the methods be what they were."""
        for owner, name, original in self.watched:
            setattr(owner, name, original)


def watch(target: Target, death: Death) -> None:
    """Count every operation by which a target changes what lies at its destination."""
    names = [type(target).__name__, type(getattr(target, "disk", getattr(target, "store", None))).__name__]
    match names:
        case ["Switched", "RemoteDisk"]:
            death.watch(SFTPClient, "rename", "posix_rename", "mkdir", "symlink", "remove", "rmdir")
            death.watch(target.disk, "link", "_run")
            death.watch(target.disk, "_put", half=lambda put, sftp, path, content: put(sftp, path, content[::2]))
            death.watch(
                target.disk, "_rsync", half=lambda rsync, source, files, *to: list(rsync(source, files[::2], *to))
            )
        case ["Ordered", "Folder"]:
            death.watch(target.store.server, "ask", counts=lambda method, *_: method in ASKED_TO_CHANGE)
        case ["Ordered", "Memory"]:
            death.watch(target.store, "create", "replace", "delete")
        case ["Ordered", "Objects"]:
            death.watch(target.store, "put", "delete")
        case _:
            raise AssertionError(names)
