"""Destinations that can't switch: objects written one by one, in an order in which no link ever leads nowhere.

    manifest.json                       what is live; writing it is the point of no return
    _releases/ID.json                   the manifests of the releases that are kept
    _releases/objects/SHA256-CLASS.html the content of their pages, so that one can go back without a build
    _releases/lock.json                 who is publishing, and which paths are in doubt if that one dies

The content of every page goes into the store of objects before the page itself; a page is then one small write.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Protocol

from generator.destination import Destination
from generator.errors import PublishError
from generator.hosting import CacheClass, media_type
from generator.publish.manifest import NAME, File, Manifest, decode, encode
from generator.publish.parallel import each
from generator.publish.plans import Plan, steps
from generator.publish.releases import Release
from generator.publish.target import Holder, moved_on, overtaken, refused

KEPT = "_releases"
LOCK = f"{KEPT}/lock.json"
OBJECTS = f"{KEPT}/objects"


class Conflict(Exception):  # noqa: N818 - not an error until someone says so
    """Something is there that shouldn't be, or is another than it was."""


class Store(Protocol):
    """Objects by path. Each write is whole or not at all; *at_once* of the operations may run at the same time."""

    failures: tuple[type[Exception], ...]
    at_once: int

    def read(self, path: str) -> bytes | None:
        """An object, None where there is none."""

    def stamp(self, path: str) -> str:
        """What changes with every change of an object; "" where there is none."""

    def create(self, path: str, content: bytes, type: str, cache: CacheClass) -> None:
        """A new object; raises Conflict if there is one."""

    def replace(self, path: str, content: bytes, type: str, cache: CacheClass, stamp: str | None = None) -> None:
        """An object in the place of another; with a stamp only of the one that has it, else raises Conflict."""

    def delete(self, path: str) -> None:
        """Take an object away; nothing happens where there is none."""

    def names(self, folder: str) -> frozenset[str]:
        """The names of the objects right in a folder."""


@dataclass(frozen=True, slots=True)
class Lock:
    """Who is publishing, and the paths that this one may have written."""

    token: str
    name: str
    writes: tuple[str, ...]


class Ordered:
    """A destination of objects in a store."""

    def __init__(self, store: Store, destination: Destination, holder: Holder) -> None:
        self.store = store
        self.destination = destination
        self.holder = holder
        self.standing = "nothing that visitors see has changed"
        self.at_once = store.at_once

    @property
    def failures(self) -> tuple[type[Exception], ...]:
        return self.store.failures

    def live(self) -> Manifest | None:
        return self._manifest(NAME)

    def dirty(self) -> tuple[str, ...]:
        lock = self._lock()
        return lock.writes if lock else ()

    def read(self, path: str) -> bytes | None:
        return self.store.read(path)

    def releases(self) -> tuple[str, ...]:
        live = self.live()
        history = live.history if live else ()
        names = self.store.names(KEPT) - {PurePosixPath(LOCK).name}
        there = {name.removesuffix(".json") for name in names if name.endswith(".json")}
        return (*sorted(there - {*history}), *(release for release in history if release in there))

    def kept(self, release: str) -> Release | None:
        manifest = self._manifest(f"{KEPT}/{release}.json")
        if manifest is None:
            return None
        return Release(replace(manifest, carried=(), doomed=(), history=()), self._content)

    def publish(self, release: Release, plan: Plan) -> Iterator[str]:
        stamp = self.store.stamp(NAME)
        self._acquire(plan)
        yield "locked"
        if moved_on(plan.base, self.live()):
            if not plan.dirty:
                self._release_lock()
            raise overtaken(self.live())
        self.standing = f"release {plan.base.release if plan.base else 'none'} is live; no page has changed yet"
        yield from self._store_objects(release, plan)
        yield from self._send(release, plan)
        yield from self._commit(plan, stamp)
        self._prove(plan)
        self.standing = f"release {plan.goal.release} is live and whole; only clearing up is left"
        yield f"live: {plan.goal.release}"
        yield from self._delete(plan)
        yield from self._pruned()
        self._release_lock()

    # Who publishes

    def _lock(self) -> Lock | None:
        content = self.store.read(LOCK)
        if content is None:
            return None
        try:
            plain = json.loads(content)
            return Lock(plain["token"], plain["name"], tuple(plain["writes"]))
        except (ValueError, TypeError, KeyError):
            return Lock("", "someone else", ())

    def _acquire(self, plan: Plan) -> None:
        """Lock, and note what will be written before the first of it is; an own or abandoned lock is taken over."""
        writes = sorted({*plan.dirty, *(file.path for file in (*plan.new, *plan.changed))})
        mine = {"token": self.holder.token, "name": self.holder.name, "writes": writes}
        content = json.dumps(mine, ensure_ascii=False).encode()
        stamp = self.store.stamp(LOCK)
        try:
            if not stamp:
                self.store.create(LOCK, content, media_type(LOCK), CacheClass.FEED)
                return
            other = self._lock()
            if other and other.token != self.holder.token and not self.holder.takes_over:
                hint = "if nobody is at work there any more: --take-over"
                raise refused(self.destination.id, other.name, hint)
            if other and not {*other.writes} <= {*writes}:
                raise Conflict
            self.store.replace(LOCK, content, media_type(LOCK), CacheClass.FEED, stamp)
        except Conflict:
            raise refused(self.destination.id, "someone else", "wait until it is done") from None
        except FileNotFoundError:
            hint = "make the bucket first, and let this user write into it"
            raise PublishError.at(self.destination.place, f"'{self.destination.id}' leads nowhere", hint) from None

    def _release_lock(self) -> None:
        self.store.delete(LOCK)

    # What is written

    def _store_objects(self, release: Release, plan: Plan) -> Iterator[str]:
        """Keep the content of what can be overwritten, and the release's own manifest."""
        there = self.store.names(OBJECTS)
        wanted = {_object(file): file for file in (*plan.new, *plan.changed) if file.cache is not CacheClass.ASSET}

        def keep(file: File) -> str:
            self._put(f"{OBJECTS}/{_object(file)}", file, release.read(file))
            return f"kept {file.path}"

        yield from each(keep, [wanted[name] for name in sorted({*wanted} - there)], self.at_once)
        path = f"{KEPT}/{plan.goal.release}.json"
        self.store.replace(path, encode(release.manifest), media_type(path), CacheClass.FEED)
        yield f"kept the manifest of {plan.goal.release}"

    def _send(self, release: Release, plan: Plan) -> Iterator[str]:
        changed = {file.path for file in plan.changed}
        sent: list[str] = []

        def send(file: File) -> str:
            if file.path in plan.dirty and file.holds(self.store.read(file.path) or b""):
                return f"equal {file.path}"
            if file.cache in (CacheClass.ASSET, CacheClass.ARCHIVE):
                self._create(file, release.read(file), is_there=file.path in changed)
            else:
                self._put(file.path, file, release.read(file))
            sent.append(file.path)
            return f"sent {file.path}"

        try:
            for step in steps(plan):
                yield from each(send, step, self.at_once)
        finally:
            if changed & {*sent}:
                before = plan.base.release if plan.base else "none"
                self.standing = (
                    f"release {before} is live, with {len(sent)} of {len(plan.new) + len(plan.changed)} files of "
                    f"{plan.goal.release}; every link works"
                )

    def _create(self, file: File, content: bytes, *, is_there: bool) -> None:
        """A file that never changes. What is there already must be the same, or be something that was listed so."""
        try:
            self.store.create(file.path, content, file.type, file.cache)
        except Conflict:
            if not file.holds(self.store.read(file.path) or b""):
                if file.cache is CacheClass.ARCHIVE:
                    problem = f"the archived file '{file.path}' is there with other content"
                    hint = f"{self.standing}; an archived edition is a record: publish the change as a new edition"
                    raise PublishError.at(self.destination.place, problem, hint) from None
                is_there = True
            if is_there:
                self._put(file.path, file, content)

    def _put(self, path: str, file: File, content: bytes) -> None:
        self.store.replace(path, content, file.type, file.cache)

    def _commit(self, plan: Plan, stamp: str) -> Iterator[str]:
        content = encode(plan.goal)
        if self.store.read(NAME) == content:
            return
        try:
            if stamp:
                self.store.replace(NAME, content, media_type(NAME), CacheClass.INDEX, stamp)
            else:
                self.store.create(NAME, content, media_type(NAME), CacheClass.INDEX)
        except Conflict:
            raise overtaken(self.live()) from None
        yield "manifest written"

    def _prove(self, plan: Plan) -> None:
        """Read back what was written."""

        def broken(file: File) -> str:
            return "" if file.holds(self.store.read(file.path) or b"") else file.path

        if paths := sorted({*each(broken, (*plan.new, *plan.changed), self.at_once)} - {""}):
            problem = f"{len(paths)} files arrived broken, first '{paths[0]}'"
            raise PublishError.at(self.destination.place, problem, "run the command again: it sends them anew")

    # What goes away

    def _delete(self, plan: Plan) -> Iterator[str]:
        """What left the site one release ago; nothing has led there since. At last the manifest forgets it."""
        needed = self._needed() if plan.goal.doomed else {}

        def delete(path: str) -> str:
            if path in needed:
                self._put(f"{OBJECTS}/{_object(needed[path])}", needed[path], self._content(needed[path]))
            self.store.delete(path)
            return f"deleted {path}"

        if plan.goal.doomed:
            yield from each(delete, plan.goal.doomed, self.at_once)
            settled = encode(replace(plan.goal, doomed=()))
            self.store.replace(NAME, settled, media_type(NAME), CacheClass.INDEX, self.store.stamp(NAME))
            yield "manifest settled"

    def _needed(self) -> dict[str, File]:
        """The assets of kept releases, by path: what goes away here moves to the store of objects."""
        manifests = (self._manifest(f"{KEPT}/{release}.json") for release in self.releases())
        files = (file for manifest in manifests if manifest for file in manifest.files)
        return {file.path: file for file in files if file.cache is CacheClass.ASSET}

    def _pruned(self) -> Iterator[str]:
        """Take away kept releases beyond the number to be kept, and the objects that only they had."""
        releases = self.releases()
        old = releases[: max(0, len(releases) - self.destination.keep)]
        if not old:
            return
        for release in old:
            self.store.delete(f"{KEPT}/{release}.json")
            yield f"took away release {release}"
        staying = (self._manifest(f"{KEPT}/{release}.json") for release in releases[len(old) :])
        wanted = {_object(file) for manifest in staying if manifest for file in manifest.files}

        def delete(name: str) -> str:
            self.store.delete(f"{OBJECTS}/{name}")
            return f"took away {OBJECTS}/{name}"

        yield from each(delete, sorted(self.store.names(OBJECTS) - wanted), self.at_once)

    # What lies there

    def _manifest(self, path: str) -> Manifest | None:
        content = self.store.read(path)
        if content is None:
            return None
        try:
            return decode(content)
        except ValueError as error:
            problem = f"'{path}' at the destination can't be read: {error}"
            raise PublishError.at(
                self.destination.place, problem, "take it away; all files are then compared"
            ) from error

    def _content(self, file: File) -> bytes:
        """A file of a kept release: an asset at its own path, everything else in the store of objects."""
        for path in (f"{OBJECTS}/{_object(file)}", file.path):
            content = self.store.read(path)
            if content is not None and file.holds(content):
                return content
        problem = f"'{file.path}' of that release is no more at the destination"
        raise PublishError.at(self.destination.place, problem, "build that release again and publish it")


def _object(file: File) -> str:
    return f"{file.sha256}-{file.cache}{PurePosixPath(file.path).suffix}"
