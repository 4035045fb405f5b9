"""A folder of a WebDAV server (RFC 4918). The password comes from SERVICEDOCS_<ID>_PASSWORD.

PUT may write over what visitors read, so everything is put beside its place and moved there.
"""

import itertools
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath
from threading import Lock
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from generator.destination import Destination, WebDav
from generator.errors import PublishError
from generator.hosting import CacheClass
from generator.publish.ordered import KEPT, Conflict, Ordered
from generator.publish.parallel import Pool
from generator.publish.target import Holder
from generator.publish.web import AT_ONCE, FAILURES, Answer, Server

_THERE = (200, 201, 204)
_RESPONSE, _HREF, _COLLECTION = "{DAV:}response", "{DAV:}href", "{DAV:}collection"


class Folder:
    """The objects below the address of a server."""

    failures = FAILURES

    def __init__(self, server: Server, incoming: str) -> None:
        self.server = server
        self.at_once = AT_ONCE
        numbers = itertools.count()
        self.besides = Pool(lambda: f"{incoming}-{next(numbers)}")
        self.folders: set[str] = set()
        self.making = Lock()

    def read(self, path: str) -> bytes | None:
        answer = self.server.ask("GET", path)
        return None if answer.status == 404 else self._good(answer, path).content

    def stamp(self, path: str) -> str:
        answer = self.server.ask("HEAD", path)
        if answer.status == 404:
            return ""
        headers = self._good(answer, path).headers
        return headers.get("etag") or headers.get("last-modified", "there")

    def create(self, path: str, content: bytes, type: str, cache: CacheClass) -> None:
        with self._put(path, content, type) as beside:
            self._move(beside, path, overwrite=False)

    def replace(self, path: str, content: bytes, type: str, cache: CacheClass, stamp: str | None = None) -> None:
        """The condition is asked for just before: hardly any server minds the tag of what a MOVE overwrites."""
        with self._put(path, content, type) as beside:
            if stamp is not None and self.stamp(path) != stamp:
                raise Conflict
            self._move(beside, path, overwrite=True)

    @contextmanager
    def _put(self, path: str, content: bytes, type: str) -> Iterator[str]:
        """Where the content of *path* lies until it is moved."""
        with self.besides.one() as beside:
            with self.making:
                self._make_folders(path)
                self._make_folders(beside)
            self._good(self.server.ask("PUT", beside, content, {"Content-Type": type}), path)
            yield beside

    def _move(self, old: str, new: str, *, overwrite: bool) -> None:
        parts = urlsplit(self.server.address)
        goal = f"{parts.scheme}://{parts.netloc}{self.server.at(new)}"
        answer = self.server.ask("MOVE", old, None, {"Destination": goal, "Overwrite": "T" if overwrite else "F"})
        if answer.status == 412:
            raise Conflict
        self._good(answer, new)

    def _make_folders(self, path: str) -> None:
        for folder in reversed(PurePosixPath(path).parents[:-1]):
            name = folder.as_posix()
            if name not in self.folders:
                answer = self.server.ask("MKCOL", f"{name}/")
                if answer.status != 405:  # there is one
                    self._good(answer, name)
                self.folders.add(name)

    def delete(self, path: str) -> None:
        answer = self.server.ask("DELETE", path)
        if answer.status != 404:
            self._good(answer, path)

    def names(self, folder: str) -> frozenset[str]:
        answer = self.server.ask("PROPFIND", f"{folder}/", None, {"Depth": "1"})
        if answer.status == 404:
            return frozenset()
        responses = ElementTree.fromstring(self._good(answer, folder).content).iter(_RESPONSE)  # noqa: S314
        files = (each for each in responses if each.find(f".//{_COLLECTION}") is None)
        return frozenset(unquote(each.findtext(_HREF, "")).rsplit("/", 1)[-1] for each in files)

    def _good(self, answer: Answer, path: str) -> Answer:
        if answer.status in (*_THERE, 207):
            return answer
        reasons = {
            401: "it wants a user and a password",
            403: "it forbids that",
            409: "the folder above is not there",
            507: "its disk is full",
        }
        raise OSError(None, f"the server answers {answer.status} for {path}: {reasons.get(answer.status, 'no reason')}")


@contextmanager
def opened(destination: Destination, where: WebDav, project: Path, holder: Holder) -> Iterator[Ordered]:
    """The folder; the server must have it.

    Raises PublishError if a user is named and there is no password.
    """
    variable = f"SERVICEDOCS_{destination.id.upper().replace('-', '_')}_PASSWORD"
    if where.user and variable not in os.environ:
        problem = f"there is no password for '{where.user}'"
        raise PublishError.at(destination.place, problem, f"set it in the environment: {variable}")
    server = Server(where.url, where.user, os.environ.get(variable, ""))
    incoming = f"{KEPT}/incoming/{holder.token[:8]}"
    with closing(server):
        yield Ordered(Folder(server, incoming), destination, holder)
