"""A review in a browser: what changed beside what it was, and a decision at the press of a key.

session    the review as it is now, and what was decided in it
orders     what a reviewer may ask for, and how it is written down
staging    writing into locales/: all of a decision or nothing, and never over what another program wrote
told       the review as data for the page
aids       findings as somebody types, terms, suggestions
papers     the documents before and after, as pages; picture draws the printed page with a text outlined
app        addresses and what answers there

Security, the stream of news, the pages and the PDFs are those of ``serve``.
"""

import socket

from generator.desk.app import app
from generator.desk.session import Session
from generator.serve import server
from generator.serve.security import listen, token

__all__ = ["Session", "listen", "run", "token"]


def run(session: Session, key: str, listener: socket.socket) -> None:
    """Serve a review under the key of `token` on a socket of `listen` until SIGINT or SIGTERM."""
    server.run(lambda changes: app(session, key, changes), listener)
