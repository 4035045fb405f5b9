"""Who may talk to a local server, and what its pages may do.

A server on loopback is open to every page in the same browser. A foreign name that leads to 127.0.0.1 (DNS rebinding)
is refused by its Host header, a request from a foreign page by its Origin header (RFC 6454, section 7).
"""

import secrets
import socket
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = "127.0.0.1"
HOSTS = frozenset({LOOPBACK, "localhost", "::1"})

_COMMON = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
_DRESS = "style-src 'self'; font-src 'self'; img-src 'self' data:"
BARE = _COMMON
PAGE = f"{_COMMON}; {_DRESS}"
FRAME = f"{PAGE}; script-src 'self'; connect-src 'self'; frame-src 'self'"
PAPER = "frame-ancestors 'self'"
"""Content security policies (W3C CSP 3): nothing; a page of the website; the frame with its script; a PDF, where a
stricter one would stop the browser's own viewer."""

HEADERS: Mapping[str, str] = {
    "cache-control": "no-store",
    "content-security-policy": BARE,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
"""What every response says, unless it says something else itself."""


def listen(port: int) -> socket.socket:
    """A socket on loopback that nobody outside this machine can reach; port 0 takes any that is free.

    Raises OSError if the port is taken or needs other rights.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        listener.listen()  # whoever is told the address can connect, and waits until the server is ready
    except OSError:
        listener.close()
        raise
    return listener


def refusal(headers: Headers) -> tuple[int, str] | None:
    """Why a request is refused (HTTP status and a sentence), or None."""
    hosts = headers.getlist("host")
    if len(hosts) != 1 or _name(hosts[0]) not in HOSTS:
        return 421, "This server answers only to localhost."
    for origin in headers.getlist("origin"):
        if urlsplit(origin).netloc != hosts[0]:
            return 403, "This server answers only to its own pages."
    return None


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def token() -> str:
    """A new secret for an address: 256 bits that nobody guesses."""
    return secrets.token_urlsafe(32)


class Guard:
    """Refuses strangers and completes the headers of every response.

    Where there is a *token*, every address begins with it: other users of this machine reach loopback too.
    """

    def __init__(self, app: ASGIApp, token: str = "") -> None:
        self.app = app
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = refusal(Headers(scope=scope)) or self._stranger(scope)
        answer = PlainTextResponse(f"{refused[1]}\n", refused[0]) if refused else self.app
        await answer(scope, receive, guarded)

    def _stranger(self, scope: Scope) -> tuple[int, str] | None:
        named = scope["path"].lstrip("/").partition("/")[0]
        if self.token and not secrets.compare_digest(named.encode(), self.token.encode()):
            return 403, "Open the address that the terminal shows; it holds the key."
        return None
