"""Addresses, all below a key that only the terminal tells, and what answers there.

/                                    the page
/review                              every change in a line
/message?name                        a message in all its languages
/decide, /undo                       POST: writes a decision, takes the last one back
/findings                            POST: what the checks find in words that somebody types
/suggestions?name&language           earlier translations
/SIDE/TAG/DOCUMENT/index.html        a document before or after, and below SIDE what it wears
/picture?name&language&document      the printed page on which a message stands
/events                              news of changes
/static/…                            scripts and style sheets
"""

import asyncio
import contextlib
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from generator.desk import aids, told
from generator.desk.orders import Order
from generator.desk.papers import SIDES, Papers
from generator.desk.session import Desk, Session
from generator.desk.staging import MeanwhileError
from generator.errors import Finding, GeneratorError, Place, Severity
from generator.review.reports import data
from generator.serve.changes import Changes
from generator.serve.pages import media_type
from generator.serve.security import FRAME, PAGE, Guard
from generator.serve.shelf import shelf
from generator.store import key

STATIC = Path(__file__).parent / "static"

POLICY = f"{FRAME}; require-trusted-types-for 'script'"
"""The page's own policy: no script but its own, and none of these can make text into markup (W3C Trusted Types)."""

LONGEST = 1_000_000
"""Bytes of a request; the longest text has a few thousand."""

BROKEN, MEANWHILE = 422, 409
"""HTTP status: content or catalogs are broken or refuse a decision; somebody else was faster (RFC 9110, 15.5)."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Words that somebody types."""

    name: str
    language: str
    forms: tuple[str, ...]


_ORDER, _TYPED = TypeAdapter(Order), TypeAdapter(Typed)


class Room:
    """What the addresses answer from."""

    def __init__(self, session: Session, changes: Changes) -> None:
        self.session, self.changes = session, changes
        loop = asyncio.get_running_loop()

        def ready() -> None:
            self.dressed += 1
            with contextlib.suppress(RuntimeError):  # the server has stopped meanwhile
                asyncio.run_coroutine_threadsafe(changes.tell(), loop)

        self.dressed = 0  # how often fonts were cut
        self.papers = Papers(session.project, ready)


def app(session: Session, secret: str, changes: Changes) -> ASGIApp:
    """The application for a review."""

    @contextlib.asynccontextmanager
    async def lifespan(running: Starlette) -> AsyncIterator[None]:
        room = running.state.room = Room(session, changes)
        watching = asyncio.create_task(changes.watch(session.project))
        try:
            yield
        finally:
            watching.cancel()
            room.papers.close()

    routes = [
        Route("/", page),
        Route("/review", review),
        Route("/message", message),
        Route("/decide", decide, methods=["POST"]),
        Route("/undo", undo, methods=["POST"]),
        Route("/findings", findings, methods=["POST"]),
        Route("/suggestions", suggestions),
        Route("/picture", picture),
        Route("/events", events),
        Route("/static/{name}", shelf(STATIC)),
        *(Route(f"/{side}/{{path:path}}", paper, name=side) for side in SIDES),
    ]
    application = Starlette(
        routes=[Mount(f"/{secret}", routes=routes)],
        exception_handlers={
            GeneratorError: refused,
            MeanwhileError: meanwhile,
            ValidationError: unreadable,
            OSError: unavailable,
            LookupError: missing,
            HTTPException: wrong,
            Exception: stumbled,
        },
        lifespan=lifespan,
    )
    return Guard(application, secret)


# The page


def page(request: Request) -> Response:
    return HTMLResponse((STATIC / "desk.html").read_bytes(), headers={"content-security-policy": POLICY})


async def events(request: Request) -> Response:
    return StreamingResponse(_room(request).changes.events(), media_type="text/event-stream")


# The review


def review(request: Request) -> Response:
    room = _room(request)
    session, desk = room.session, room.session.desk()
    pages = f"{key(*sorted(told.printed(desk)))[:16]}-{room.dressed}"
    more = {"who": session.hand("").who, "undoable": session.undoable, "pages": pages}
    return JSONResponse({**told.overview(desk), **more})


def message(request: Request) -> Response:
    return JSONResponse(told.message(_room(request).session.desk(), _asked(request, "name")))


def suggestions(request: Request) -> Response:
    found = aids.suggestions(_room(request).session.desk(), _asked(request, "name"), _asked(request, "language"))
    return JSONResponse([asdict(each) for each in found])


async def findings(request: Request) -> Response:
    typed = _TYPED.validate_json(await _body(request))
    return await _beside(
        lambda: [
            data.finding(each)
            for each in aids.findings(_room(request).session.desk(), typed.name, typed.language, typed.forms)
        ]
    )


async def decide(request: Request) -> Response:
    order = _ORDER.validate_json(await _body(request))
    session = _room(request).session
    return await _beside(lambda: _settled(session, session.decide(order), order.name, order.language))


async def undo(request: Request) -> Response:
    await _body(request)
    return await _beside(lambda: _undone(_room(request).session))


def _undone(session: Session) -> dict[str, Any]:
    done, desk = session.undo()
    return _settled(session, desk, done.name, done.language) if done else {"name": "", "undoable": 0}


def _settled(session: Session, desk: Desk, name: str, language: str) -> dict[str, Any]:
    """What the page has to know after a decision."""
    return {
        "name": name,
        "language": language,
        "summary": told.summary(desk.unit(name)),
        "message": told.message(desk, name),
        "undoable": session.undoable,
    }


async def _beside(work: Callable[[], Any]) -> Response:
    """The answer of work that takes its time, done beside the event loop."""
    return JSONResponse(await run_in_threadpool(work))


# Documents


def paper(request: Request) -> Response:
    room = _room(request)
    path = request.path_params["path"]
    side = request.scope["path"].split("/")[2]
    return Response(
        room.papers.file(room.session.desk(), side, path),
        media_type=media_type(path),
        headers={"content-security-policy": PAGE},
    )


def picture(request: Request) -> Response:
    name, document, tag = (_asked(request, each) for each in ("name", "document", "language"))
    found = _room(request).papers.picture(name, document, tag)
    return JSONResponse({**asdict(found), "png": b64encode(found.png).decode()})


# What can go wrong


def refused(request: Request, error: Exception) -> Response:
    """What is in the files can't be read, or a decision can't be made."""
    assert isinstance(error, GeneratorError)  # noqa: S101 - tells the type checker
    return JSONResponse({"findings": [data.finding(each) for each in error.findings]}, BROKEN)


def meanwhile(request: Request, error: Exception) -> Response:
    """Another program or person was faster."""
    return JSONResponse({"changed": str(error)}, MEANWHILE)


def unreadable(request: Request, error: Exception) -> Response:
    """The request is none of the page's own."""
    return PlainTextResponse("That is no order.\n", 400)


def unavailable(request: Request, error: Exception) -> Response:
    """A file can't be read or written."""
    assert isinstance(error, OSError)  # noqa: S101 - tells the type checker
    file = Path(str(error.filename or ".")).name
    finding = Finding(Severity.ERROR, "file-system", Place(file), error.strerror or str(error), "nothing was written")
    return JSONResponse({"findings": [data.finding(finding)]}, BROKEN)


def missing(request: Request, error: Exception) -> Response:
    """The review has no such message, language or document."""
    return PlainTextResponse("There is nothing of that name.\n", 404)


def wrong(request: Request, error: Exception) -> Response:
    """An address or a method that there is not."""
    assert isinstance(error, HTTPException)  # noqa: S101 - tells the type checker
    return PlainTextResponse(f"{error.detail}\n", error.status_code, headers=error.headers)


def stumbled(request: Request, error: Exception) -> Response:
    """The program itself has a fault; the server writes it to the terminal and lives on."""
    return PlainTextResponse("The program has a fault; the terminal tells more.\n", 500)


async def _body(request: Request) -> bytes:
    """What was sent, from the page itself: a form of another page can't say that it is JSON."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise HTTPException(415)
    if "origin" not in request.headers:
        raise HTTPException(403)
    found = b""
    async for chunk in request.stream():
        found += chunk
        if len(found) > LONGEST:
            raise HTTPException(413)
    return found


def _asked(request: Request, name: str) -> str:
    if name not in request.query_params:
        raise HTTPException(400)
    return request.query_params[name]


def _room(request: Request) -> Room:
    room = request.app.state.room
    assert isinstance(room, Room)  # noqa: S101 - tells the type checker
    return room
