"""The site -> where readers find it: planned, in a safe order, by content, and with a way back.

A built site is a ``release``; a ``plan`` compares its ``manifest`` with what lies at a destination. Two algorithms carry
a plan out: ``switched`` (a release folder, then a link) and ``ordered`` (objects, one after the other). ``git`` and
``zip`` are whole at once.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from generator.destination import Destination
from generator.errors import GeneratorError, PublishError, did_you_mean
from generator.publish import plans, releases
from generator.publish.manifest import Manifest
from generator.publish.plans import Plan, lines
from generator.publish.releases import Origin, Release, release
from generator.publish.target import Holder, Target, holding

__all__ = [
    "DESTINATIONS",
    "Manifest",
    "Origin",
    "Plan",
    "Release",
    "Target",
    "going_back",
    "lines",
    "opened",
    "plan",
    "publish",
    "release",
]

# What fails arrives as an exception; what libraries tell their logs besides, with its traceback, is not for users.
for _library in ("adlfs", "aiobotocore", "azure", "botocore", "gcsfs", "paramiko", "s3fs"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

Opening = Callable[[Destination, Any, Path, Holder], AbstractContextManager[Target]]


def _of(file: str) -> Opening:
    """Opens a kind of destination; its file, and the library it needs, are imported when it is used."""

    def opening(
        destination: Destination, where: object, project: Path, holder: Holder
    ) -> AbstractContextManager[Target]:
        try:
            module = import_module(f"generator.publish.{file}")
        except ModuleNotFoundError as error:
            extra = {"ssh": "publish"}.get(file, f"publish-{file}")
            hint = f"pip install 'servicedocs[{extra}]'"
            raise PublishError.at(destination.place, f"{file} needs the package '{error.name}'", hint) from error
        return cast("AbstractContextManager[Target]", module.opened(destination, where, project, holder))

    return opening


DESTINATIONS: dict[str, Opening] = {
    "folder": _of("folder"),
    "ssh": _of("ssh"),
    "s3": _of("s3"),
    "gcs": _of("gcs"),
    "azure": _of("azure"),
    "webdav": _of("webdav"),
    "git": _of("git"),
    "zip": _of("zip"),
}
"""How each kind of destination is opened."""


@contextmanager
def opened(destination: Destination, project: Path, *, takes_over: bool = False) -> Iterator[Target]:
    """The destination, held by this checkout as long as it is open.

    Raises PublishError if it can't be reached, or someone of this checkout is at work there.
    """
    with (
        holding(project / ".cache" / "publish", destination.id, takes_over=takes_over) as holder,
        DESTINATIONS[destination.kind](destination, destination.where, project, holder) as target,
        told(destination, target),
    ):
        yield target


@contextmanager
def told(destination: Destination, target: Target) -> Iterator[None]:
    """A lost connection or a full disk as a finding: what is live, and how to go on."""
    try:
        yield
    except GeneratorError:
        raise
    except target.failures as error:
        said = getattr(error, "strerror", None) or str(error) or type(error).__name__
        reason = ": ".join((*getattr(error, "__notes__", ()), said.splitlines()[0]))
        hint = f"{target.standing}; run the command again, it goes on from there"
        raise PublishError.at(destination.place, f"'{destination.id}': {reason}", hint) from error


def plan(release: Release, destination: Destination, target: Target, max_deletes: int | None = None) -> Plan:
    """What publishing would do.

    Raises PublishError if it must not be done.
    """
    made = plans.plan(release.manifest, target.live(), target.dirty())
    limit = destination.max_deletes if max_deletes is None else max_deletes
    found = [*releases.check(release.manifest, destination), *plans.check(made, destination, limit)]
    if found:
        raise PublishError(found)
    return made


def publish(release: Release, plan: Plan, target: Target) -> Iterator[str]:
    """Do what is planned; each line tells what has just been done.

    Raises PublishError with what is live and how to go on. Another run does the rest.
    """
    if not plan.is_empty:
        yield from target.publish(release, plan)


def going_back(target: Target, destination: Destination, wanted: str = "") -> tuple[Release, Plan]:
    """The release to which a rollback leads, and the plan of it: the one named, or the one before the live one.

    Raises PublishError if it isn't kept there.
    """
    live = target.live()
    name = wanted or (live.history[-2] if live and len(live.history) > 1 else "")
    found = target.kept(name) if name else None
    if found is None:
        problem = f"release '{name}' is not kept there" if name else "there is no earlier release to go back to"
        raise PublishError.at(destination.place, problem, did_you_mean(name, target.releases()))
    made = plans.plan(found.manifest, live, target.dirty())
    refused = tuple(plans.check_archive(made, destination))
    if refused:
        raise PublishError(refused)
    return found, made
