"""A single file with everything in it: the same release gives the same bytes."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from generator.destination import Destination, Zip
from generator.errors import PublishError
from generator.publish.manifest import NAME, Manifest, decode, encode
from generator.publish.plans import Plan
from generator.publish.releases import Release
from generator.publish.target import Holder, locked, moved_on, overtaken
from generator.store import write_beside

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16
_UNIX = 3


class Bundle:
    """A zip file at *path*."""

    def __init__(self, path: Path, destination: Destination) -> None:
        self.path = path
        self.destination = destination
        self.standing = "the file is as it was"
        self.failures: tuple[type[Exception], ...] = (OSError,)
        self.at_once = 1

    def live(self) -> Manifest | None:
        content = self.read(NAME)
        try:
            return decode(content) if content is not None else None
        except ValueError as error:
            raise self._foreign() from error

    def dirty(self) -> tuple[str, ...]:
        """None: the file is replaced at once."""
        return ()

    def read(self, path: str) -> bytes | None:
        if not self.path.exists():
            return None
        try:
            with zipfile.ZipFile(self.path) as file:
                return file.read(path)
        except KeyError:
            return None
        except zipfile.BadZipFile as error:
            raise self._foreign() from error

    def releases(self) -> tuple[str, ...]:
        live = self.live()
        return (live.release,) if live else ()

    def kept(self, release: str) -> Release | None:
        """None: a bundle holds nothing but its own release, and that one is there."""
        return None

    def publish(self, release: Release, plan: Plan) -> Iterator[str]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with locked(self.path.parent, self.destination.id):
            live = self.live()
            if moved_on(plan.base, live):
                raise overtaken(live)
            goal = replace(plan.goal, carried=(), doomed=(), history=(plan.goal.release,))
            content = bundle(release, goal)
            yield f"packed {len(goal.files)} files"
            write_beside(self.path, content)
        self.standing = f"{self.path.name} holds release {goal.release}"
        yield f"live: {goal.release}"

    def _foreign(self) -> PublishError:
        hint = "give another path, or take that file away"
        return PublishError.at(self.destination.place, f"{self.path.name} is no bundle of ours", hint)


def bundle(release: Release, manifest: Manifest) -> bytes:
    """The zip file of a release.

    Entries are stored, not deflated: two builds of zlib need not give the same bytes, and PDFs and fonts are packed.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as file:
        file.writestr(_entry(NAME), encode(manifest))
        for each in sorted(manifest.files):
            file.writestr(_entry(each.path), release.read(each))
    return target.getvalue()


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _EPOCH)
    entry.external_attr = _MODE
    entry.create_system = _UNIX
    return entry


@contextmanager
def opened(destination: Destination, where: Zip, project: Path, holder: Holder) -> Iterator[Bundle]:
    """The file; its path is relative to the project."""
    yield Bundle(project / Path(where.path).expanduser(), destination)
