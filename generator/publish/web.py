"""HTTP as far as publishing needs it: one connection that is kept open, and answers with their headers."""

import ssl
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import quote, unquote, urlsplit

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
    """The server of an address, and the folder there to which paths are relative."""

    def __init__(self, address: str, user: str = "", password: str = "") -> None:
        parts = urlsplit(address)
        self.address = address
        self.folder = quote(unquote(parts.path)).rstrip("/")
        self.authorization = f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}" if user else ""
        host, port = parts.hostname or "", parts.port
        self.connection: HTTPConnection = (
            HTTPSConnection(host, port, timeout=PATIENCE, context=ssl.create_default_context())
            if parts.scheme == "https"
            else HTTPConnection(host, port, timeout=PATIENCE)
        )

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
        for last in (False, True):
            try:
                self.connection.request(method, self.at(path), content, named)
                response = self.connection.getresponse()
                found = {name.lower(): value for name, value in response.getheaders()}
                return Answer(response.status, found, response.read())
            except FAILURES:
                self.connection.close()
                if last or method in ("MOVE", "MKCOL"):
                    raise
        raise AssertionError("the second try returns or raises")

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def at(self, path: str) -> str:
        """The path that a request names."""
        return f"{self.folder}/{quote(path)}"
