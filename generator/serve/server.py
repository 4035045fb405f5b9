"""The server itself: uvicorn on a socket that is open already, until somebody ends it."""

import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

from generator.serve.changes import Changes


class _Server(uvicorn.Server):
    """Ends the endless streams first; uvicorn waits for every connection."""

    def __init__(self, config: uvicorn.Config, changes: Changes) -> None:
        super().__init__(config)
        self._changes = changes

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._changes.close()
        await super().shutdown(sockets)


def run(application: Callable[[Changes], ASGIApp], listener: socket.socket) -> None:
    """Serve an application, which is told the changes, on a socket of `security.listen` until SIGINT or SIGTERM."""
    changes = Changes()
    # Errors only: whoever works looks at the page, not at a list of requests.
    config = uvicorn.Config(
        application(changes),
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
        ws="none",
    )
    # uvicorn ends in order, then raises the signal again for whoever called it.
    with suppress(KeyboardInterrupt):
        _Server(config, changes).run([listener])
