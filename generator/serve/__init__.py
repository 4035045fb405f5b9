"""The project in a browser while it is being written: every document, live.

workspace  the project as it is on disk now, read again only where it has changed
pages      the website, page by page, as it is asked for; wardrobe cuts its fonts beside
paper      a document as PDF
compare    two languages of a document, laid beside each other by message
keys       where each text of a page stands
frame      what stands around the pages: menus, switches, problems
shelf      the files that a page loads; shared/ is the look that the desk has too
changes    what is saved on disk, told to every browser
security   who may ask, and what pages may do
worker     a process that works for the server and may fail without it
app        addresses and what answers there; server runs it
"""

import socket
from pathlib import Path

from generator.serve import server
from generator.serve.app import app
from generator.serve.security import listen

__all__ = ["listen", "run"]


def run(project: Path, listener: socket.socket) -> None:
    """Serve a project on a socket of `listen` until SIGINT or SIGTERM."""
    server.run(lambda changes: app(project.absolute(), changes), listener)
