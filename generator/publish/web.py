"""HTTP as far as publishing needs it: connections that are kept open, and answers with their headers."""

import ssl
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import quote, unquote, urlsplit

from generator.publish.parallel import Pool

AT_ONCE = 8
"""Connections to a server."""
PATIENCE = 30
"""Seconds without an answer before a connection counts as lost."""

FAILURES: tuple[type[Exception], ...] = (OSError, HTTPException)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server says: the names of *headers* are in small letters."""

    status: int
    headers: Mapping[str, str]
    content: bytes


class Server:
    """The server of an address, and the folder there to which paths are relative; several may ask at once."""

    def __init__(self, address: str, user: str = "", password: str = "") -> None:
        parts = urlsplit(address)
        self.address = address
        self.folder = quote(unquote(parts.path)).rstrip("/")
        self.authorization = f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}" if user else ""
        host, port = parts.hostname or "", parts.port
        connect: Callable[[], HTTPConnection] = partial(HTTPConnection, host, port, timeout=PATIENCE)
        if parts.scheme == "https":
            context = ssl.create_default_context()
            connect = partial(HTTPSConnection, host, port, timeout=PATIENCE, context=context)
        self.connections = Pool(connect)

    def ask(
        self, method: str, path: str, content: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """The answer to a request.

        A connection that the server closed is opened once more, for a request that can be repeated.
        Raises one of FAILURES if there is none.
        """
        named = dict(headers or {})
        if self.authorization:
            named["Authorization"] = self.authorization
        with self.connections.one() as connection:
            for last in (False, True):
                try:
                    connection.request(method, self.at(path), content, named)
                    response = connection.getresponse()
                    found = {name.lower(): value for name, value in response.getheaders()}
                    return Answer(response.status, found, response.read())
                except FAILURES:
                    connection.close()
                    if last or method in ("MOVE", "MKCOL"):
                        raise
        raise AssertionError("the second try returns or raises")

    def close(self) -> None:
        """Close the connections."""
        for connection in self.connections.emptied():
            connection.close()

    def at(self, path: str) -> str:
        """The path that a request names."""
        return f"{self.folder}/{quote(path)}"
