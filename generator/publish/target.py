"""What every kind of destination can do, and who holds it while something is done."""

import fcntl
import getpass
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from generator.errors import Place, PublishError
from generator.publish.manifest import Manifest
from generator.publish.plans import Plan
from generator.publish.releases import Release
from generator.store import write_beside


@dataclass(frozen=True, slots=True)
class Holder:
    """Who publishes: *token* is this checkout's own, *name* tells people; *takes_over* breaks the lock of another."""

    token: str
    name: str
    takes_over: bool = False


class Target(Protocol):
    """A destination that is open. Every method may raise PublishError, or one of *failures*."""

    @property
    def failures(self) -> tuple[type[Exception], ...]:
        """What a lost connection or a full disk raises."""

    @property
    def at_once(self) -> int:
        """How many operations may run at the same time."""

    @property
    def standing(self) -> str:
        """What visitors see at this moment of a publishing, in words."""

    def live(self) -> Manifest | None:
        """What lies there now."""

    def dirty(self) -> tuple[str, ...]:
        """Paths that an interrupted run may have written."""

    def publish(self, release: Release, plan: Plan) -> Iterator[str]:
        """Do what is planned; each line tells what has just been done. Refuses if the plan's base is live no more."""

    def releases(self) -> tuple[str, ...]:
        """The releases that can be published again from here, in the order of their publishing."""

    def kept(self, release: str) -> Release | None:
        """A release that lies here."""

    def read(self, path: str) -> bytes | None:
        """What a visitor gets for a path of the site."""


@contextmanager
def holding(cache: Path, destination: str, *, takes_over: bool = False) -> Iterator[Holder]:
    """Be the one of this checkout who publishes to a destination.

    The system's lock tells that whoever left our token at the destination is dead. Raises PublishError if someone is
    at work.
    """
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / f"{destination}.lock").open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise refused(destination, "this checkout", "wait until it is done") from None
        yield Holder(_token(cache / "holder"), f"{getpass.getuser()} on {socket.gethostname()}", takes_over)


@contextmanager
def locked(folder: Path, destination: str) -> Iterator[None]:
    """Be the only one who publishes into a folder of this machine; the lock ends with its holder, however that ends.

    Raises PublishError if someone is at work there.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise refused(destination, "someone else", "wait until it is done") from None
        yield
    finally:
        os.close(handle)


def refused(destination: str, who: str, hint: str) -> PublishError:
    """The refusal because someone else is at work."""
    return PublishError.at(Place("content/publication.yaml"), f"{who} is publishing to '{destination}'", hint)


def moved_on(base: Manifest | None, live: Manifest | None) -> bool:
    """Whether another release went live since a plan was made."""
    return (base.history if base else None) != (live.history if live else None)


def overtaken(live: Manifest | None) -> PublishError:
    """The refusal because the plan's base is live no more."""
    problem = f"someone else has published {live.release if live else 'nothing'} since the plan was made"
    return PublishError.at(Place("content/publication.yaml"), problem, "look at the new plan: run the command again")


def _token(path: Path) -> str:
    if not path.is_file():
        write_beside(path, os.urandom(16).hex().encode())
    return path.read_text("ascii")
