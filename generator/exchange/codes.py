"""The markup inside a text as codes that a translator's program protects, and back to the very same text.

A code's id says what it stands for, so that the text comes back whole whatever the program did to the code's other
attributes: ``value-1-count`` is the first ``{count}``, ``strong-1`` the first pair of ``**``, ``link-2-quality`` the
second link, to ``quality``.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator import inline

_ID = re.compile(r"(value|strong|emphasis|link)-\d+(?:-([a-z][a-z0-9_-]*))?")


@dataclass(frozen=True, slots=True)
class Code:
    """A place for a value; *text* is how the markup writes it."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text between two marks; *kind* is "strong", "emphasis" or "link"."""

    id: str
    kind: str
    opening: str
    closing: str
    content: tuple["Piece", ...]


Piece = str | Code | Span


def encode(text: str) -> tuple[Piece, ...]:
    """The pieces of a text; one whose markup is broken is a single piece of plain text."""
    try:
        nodes = inline.parse(text)
    except inline.InlineError:
        return (text,)
    return _pieces(nodes, text, len(text), Counter())


def marks(id: str) -> tuple[str, str] | None:
    """What a code writes before and after its content; None if it is no code of ours.

    >>> marks("value-1-count"), marks("link-1-quality"), marks("x7")
    (('{count}', ''), ('[', '](quality)'), None)
    """
    match = _ID.fullmatch(id)
    if not match:
        return None
    kind, name = match[1], match[2]
    if kind in ("value", "link") and not name:
        return None
    ways = {"value": (f"{{{name}}}", ""), "strong": ("**", "**"), "emphasis": ("*", "*"), "link": ("[", f"]({name})")}
    return ways[kind]


def _pieces(nodes: Sequence[inline.Node], text: str, end: int, seen: Counter[str]) -> tuple[Piece, ...]:
    """The nodes that stand in *text* up to *end*, with their markup as written."""
    pieces: list[Piece] = []
    starts = [*(node.offset for node in nodes), end]
    for node, after in zip(nodes, starts[1:], strict=True):
        match node:
            case inline.Text():
                pieces.append(text[node.offset : after])
            case inline.Placeholder(name=name):
                pieces.append(Code(_id("value", name, seen), text[node.offset : after]))
            case inline.Strong() | inline.Emphasis() | inline.Link():
                kind = type(node).__name__.lower()
                id = _id(kind, node.target if isinstance(node, inline.Link) else "", seen)
                opening, closing = marks(id) or ("", "")
                inner = _pieces(node.content, text, after - len(closing), seen)
                pieces.append(Span(id, kind, opening, closing, inner))
    return tuple(pieces)


def _id(kind: str, name: str, seen: Counter[str]) -> str:
    counted = f"{kind}-{name}"
    seen[counted] += 1
    return f"{kind}-{seen[counted]}-{name}" if name else f"{kind}-{seen[counted]}"
