"""YAML text -> nodes that know their place: strings, sequences and mappings, and nothing else.

The one reader of YAML for content/ and locales/ alike. It follows YAML 1.2 where a plain word stays a word: ``no`` is
not false, ``24:7`` is not a number; the room that reads a value gives it its type. Refused are doubled keys, anchors,
aliases, tags and several documents in a file: none helps an author, and aliases can blow a small file up to gigabytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from generator.errors import Finding, Place, Severity

DEEPEST = 40
"""Levels of nesting allowed: far more than any content file needs, far less than what exhausts the stack."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A word or text. *plain* is false where quotes or a block style made it a text beyond doubt."""

    text: str
    place: Place
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Items:
    """A sequence of nodes."""

    items: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping in the order of the file; no key stands twice."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    place: Place

    def get(self, key: str) -> "Node | None":
        """The node under *key*."""
        return next((node for name, node in self.entries if name.text == key), None)


Node = Scalar | Items | Entries


class _SourceError(Exception):
    def __init__(self, event: yaml.Event, problem: str, hint: str = "") -> None:
        super().__init__(problem)
        self.event, self.problem, self.hint = event, problem, hint


def parse(text: str, file: str) -> tuple[Node | None, tuple[Finding, ...]]:
    """The document in *text*, and what is wrong with it (findings with the code ``yaml``).

    An empty file gives None without findings. After an error of syntax nothing can be known, so None comes with one
    finding; doubled keys are all found, and the first of each counts.
    """
    findings: list[Finding] = []
    try:
        return _document(_Reader(text, file, findings)), tuple(findings)
    except _SourceError as error:
        findings.append(_finding(_place(file, error.event.start_mark), error.problem, error.hint))
    except yaml.MarkedYAMLError as error:
        problem = error.problem or error.context or "not YAML"
        findings.append(_finding(_place(file, error.problem_mark or error.context_mark), problem, _hint(problem)))
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        hint = "delete it, or write it as an escape in double quotes"
        findings.append(_finding(place, "a control character that YAML forbids", hint))
    return None, tuple(findings)


class _Reader:
    """The events of a file, one ahead, with the place where findings go."""

    def __init__(self, text: str, file: str, findings: list[Finding]) -> None:
        self.file, self.findings = file, findings
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=_Loader)

    def next(self) -> yaml.Event:
        return next(self.events)

    def place(self, event: yaml.Event) -> Place:
        return _place(self.file, event.start_mark)


def _document(reader: _Reader) -> Node | None:
    reader.next()
    if isinstance(reader.next(), yaml.StreamEndEvent):
        return None
    node = _node(reader, reader.next(), 0)
    reader.next()
    after = reader.next()
    if not isinstance(after, yaml.StreamEndEvent):
        raise _SourceError(after, "a second document in one file", "take the line '---' out")
    return None if isinstance(node, Scalar) and not node.text and node.plain else node


def _node(reader: _Reader, event: yaml.Event, depth: int) -> Node:
    if isinstance(event, yaml.AliasEvent):
        raise _SourceError(event, "aliases (*) are not read", "write the value out")
    if getattr(event, "anchor", None):
        raise _SourceError(event, "anchors (&) are not read", "take it out, or quote the text")
    if tag := getattr(event, "tag", None):
        raise _SourceError(event, f"tags ({tag}) are not read", "take it out, or quote the text")
    if depth > DEEPEST:
        raise _SourceError(event, f"nested more than {DEEPEST} levels deep", "check the brackets")
    if isinstance(event, yaml.SequenceStartEvent):
        return Items(tuple(_items(reader, depth)), reader.place(event))
    if isinstance(event, yaml.MappingStartEvent):
        return Entries(tuple(_entries(reader, depth)), reader.place(event))
    assert isinstance(event, yaml.ScalarEvent)  # noqa: S101 the only kind of event left
    return Scalar(event.value, reader.place(event), not event.style)


def _items(reader: _Reader, depth: int) -> Iterator[Node]:
    while not isinstance(event := reader.next(), yaml.SequenceEndEvent):
        yield _node(reader, event, depth + 1)


def _entries(reader: _Reader, depth: int) -> Iterator[tuple[Scalar, Node]]:
    known: dict[str, Place] = {}
    while not isinstance(event := reader.next(), yaml.MappingEndEvent):
        key = _node(reader, event, depth + 1)
        if not isinstance(key, Scalar):
            raise _SourceError(event, "a key must be a word", 'quote a text that begins with "{" or "["')
        value = _node(reader, reader.next(), depth + 1)
        if key.text in known:
            problem = f"'{key.text}' stands here a second time"
            hint = f"the first is on line {known[key.text].line}"
            reader.findings.append(_finding(key.place, problem, hint))
            continue
        known[key.text] = key.place
        yield key, value


def _place(file: str, mark: Any) -> Place:
    # Any: the C parser's marks have a class of their own, the same in all but name
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)


def _finding(place: Place, problem: str, hint: str) -> Finding:
    return Finding(Severity.ERROR, "yaml", place, problem, hint)


def _hint(problem: str) -> str:
    """What usually lies behind a complaint of the YAML library."""
    if "mapping values are not allowed" in problem:
        return "quote a text that contains ': '"
    if "did not find expected key" in problem or "block end" in problem:
        return "check the indentation of this line and of those before it"
    if "cannot start any token" in problem or "\\t" in problem:
        return "indent with spaces, and quote a text that begins with a sign"
    return "check quotes, brackets and indentation before this place"
