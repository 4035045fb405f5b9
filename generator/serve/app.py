"""Addresses, and what answers there.

/                                    every document in every language
/view/DOCUMENT/TAG                   a document in the frame: page and PDF
/compare/DOCUMENT/TAG/TAG            two languages side by side
/checked                             what `servicedocs check` finds
/site/…                              the website, with the addresses that it has when it is built
/keys/DOCUMENT/TAG                   where the texts of a page stand, for the frame's script
/events                              news of changes
/static/…                            the frame's own script and style sheets
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from generator import site
from generator.edition import Edition
from generator.errors import Finding, GeneratorError, Place, Severity
from generator.formats import FORMATS
from generator.serve import frame
from generator.serve.changes import Changes
from generator.serve.keys import origins
from generator.serve.pages import Pages, media_type
from generator.serve.paper import Paper
from generator.serve.security import FRAME, PAGE, PAPER, Guard
from generator.serve.shelf import shelf
from generator.serve.workspace import NotThereError, Workspace

BROKEN = 422
"""The HTTP status of a page that can't be made of what is in the files (RFC 9110, section 15.5.21)."""

_FOR_EVER = "public, max-age=31536000, immutable"


class Desk:
    """Everything that the addresses answer from. Its methods run beside the event loop, several at once."""

    def __init__(self, project: Path, changes: Changes, loop: asyncio.AbstractEventLoop) -> None:
        self.changes = changes
        self._loop = loop
        self.workspace = Workspace(project)
        self.pages = Pages(self.workspace, self.tell)
        self.paper = Paper(self.workspace)

    def tell(self) -> None:
        """Pages may look different now; called from any thread."""
        with contextlib.suppress(RuntimeError):  # the server has stopped meanwhile
            asyncio.run_coroutine_threadsafe(self.changes.tell(), self._loop)

    def close(self) -> None:
        """End the processes."""
        self.pages.wardrobe.close()
        self.paper.close()


def app(project: Path, changes: Changes) -> ASGIApp:
    """The application for a project."""

    @contextlib.asynccontextmanager
    async def lifespan(running: Starlette) -> AsyncIterator[None]:
        desk = running.state.desk = Desk(project, changes, asyncio.get_running_loop())
        watching = asyncio.create_task(changes.watch(project))
        try:
            yield
        finally:
            watching.cancel()
            desk.close()

    application = Starlette(
        routes=[
            Route("/", index),
            Route("/view/{document}/{tag}", view),
            Route("/compare/{document}/{left}/{right}", compare),
            Route("/checked", checked),
            Route("/site/{path:path}", site_file),
            Route("/keys/{document}/{tag}", keys),
            Route("/events", events),
            Route("/static/{name}", shelf(Path(__file__).parent / "static")),
        ],
        exception_handlers={
            GeneratorError: broken,
            OSError: unreadable,
            NotThereError: missing,
            HTTPException: missing,
            Exception: stumbled,
        },
        lifespan=lifespan,
    )
    # Outside of everything, so that no answer leaves without its headers.
    return Guard(application)


# Pages of the frame


def index(request: Request) -> Response:
    return _framed(frame.index(_desk(request).workspace.view()))


def view(request: Request) -> Response:
    workspace = _desk(request).workspace
    document, tag = request.path_params["document"], request.path_params["tag"]
    edition = workspace.edition(document, tag)
    panes = request.query_params.get("show", "")
    shown = frame.Shown(document, tag, panes if panes in frame.PANES else "both", "keys" in request.query_params)
    return _framed(frame.document(workspace.view(), edition, shown))


def compare(request: Request) -> Response:
    workspace, document = _desk(request).workspace, request.path_params["document"]
    left, right = workspace.editions([(document, request.path_params[side]) for side in ("left", "right")])
    ours, theirs = origins(workspace, left), origins(workspace, right)
    both = {key: (ours[key], theirs[key]) for key in ours if key in theirs}
    return _framed(frame.comparison(workspace.view(), left, right, both))


def checked(request: Request) -> Response:
    from generator import checks  # the other pages do without

    known, catalogs = _desk(request).workspace.catalogs()
    return _framed(frame.checked(checks.run(known.publication, catalogs)))


# The website


def site_file(request: Request) -> Response:
    desk, path = _desk(request), request.path_params["path"]
    if not path or path.endswith("/"):
        path += "index.html"
    match path.split("/"):
        case ["assets", _]:
            return _file(desk.pages.file(path), path, {"cache-control": _FOR_EVER})
        case [tag, "index.html"]:
            return _file(desk.pages.home(tag), path)
        case [_] | [_, _]:
            return _file(desk.pages.index(path), path)
        case [tag, document, name] if format := _format(desk, document, tag, name):
            return _edition(desk, desk.workspace.edition(document, tag), format, path)
        case [tag, document, *_] if path not in desk.pages.archived():
            return _file(desk.pages.around(document, tag, path), path)
        case _:
            return _file(desk.pages.file(path), path)


def _format(desk: Desk, document: str, tag: str, name: str) -> str:
    """The format of an edition that has a file of this name; "" if there is none."""
    edition = desk.workspace.edition(document, tag)
    return next((format for format in FORMATS if name == site.file_name(edition, format)), "")


def _edition(desk: Desk, edition: Edition, format: str, path: str) -> Response:
    match format:
        case "html":
            return _file(desk.pages.document(edition), path)
        case "pdf":
            pdf = desk.paper.pdf(edition)
            tag = f'"{sha256(pdf).hexdigest()[:16]}"'
            return _file(pdf, path, {"etag": tag})
        case _:
            return _file(desk.pages.data(edition, format), path)


def _file(data: bytes, path: str, headers: Mapping[str, str] = MappingProxyType({})) -> Response:
    kind = media_type(path)
    policy = PAPER if kind == "application/pdf" else PAGE
    return Response(data, media_type=kind, headers={"content-security-policy": policy, **headers})


# For the script


def keys(request: Request) -> Response:
    workspace = _desk(request).workspace
    edition = workspace.edition(request.path_params["document"], request.path_params["tag"])
    found = origins(workspace, edition)
    return JSONResponse({key: {**asdict(origin), "place": origin.place} for key, origin in found.items()})


async def events(request: Request) -> Response:
    return StreamingResponse(_desk(request).changes.events(), media_type="text/event-stream")


# What can go wrong


def broken(request: Request, error: Exception) -> Response:
    """A page can't be made of what is in the files: tell what is wrong, and become the page as soon as it is mended."""
    assert isinstance(error, GeneratorError)  # noqa: S101 - tells the type checker
    return _framed(frame.problems(error.findings), BROKEN)


def unreadable(request: Request, error: Exception) -> Response:
    """A file was there a moment ago, or may not be read."""
    assert isinstance(error, OSError)  # noqa: S101 - tells the type checker
    project = _desk(request).workspace.project
    path = Path(str(error.filename or "."))
    file = path.relative_to(project) if path.is_relative_to(project) else Path(path.name)
    problem = f"can't be read: {error.strerror or error}"
    finding = Finding(Severity.ERROR, "file-system", Place(file.as_posix()), problem, "restore it, or give access")
    return _framed(frame.problems([finding]), BROKEN)


def missing(request: Request, error: Exception) -> Response:
    """The project has no such document, language or file."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    return _framed(frame.missing(request.url.path), status)


def stumbled(request: Request, error: Exception) -> Response:
    """The program itself has a fault; the server writes it to the terminal and lives on."""
    return _framed(frame.stumbled(), 500)


def _framed(page: str, status: int = 200) -> Response:
    return HTMLResponse(page, status, headers={"content-security-policy": FRAME})


def _desk(request: Request) -> Desk:
    desk = request.app.state.desk
    assert isinstance(desk, Desk)  # noqa: S101 - tells the type checker
    return desk
