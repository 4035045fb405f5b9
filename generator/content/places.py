"""A content file as plain data in which every key and value knows its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.content.problems import Problems
from generator.errors import Place
from generator.source import Entries, Items, Node, Scalar, parse
from generator.tree import Tree

Keys = tuple[str | int, ...]
"""The way from the top of a file to a value: keys of mappings and indexes of sequences."""

LARGEST = 8_000_000
"""Bytes a content file may have: a hundred times the largest that people still edit by hand."""

_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd\ufffe\uffff]"
)
"""Control characters, line separators, signs without a width, signs that turn the direction of text (Unicode bidi
controls: what is shown is then not what is written), and what stands where a character was lost."""

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A content file: *data* as mappings, lists, strings, numbers, booleans and None; *domain* is its gettext domain.

    *keys* and *values* hold the places, *below* the keys of each mapping; they stay what they are when a broken entry is
    taken out of *data*.
    """

    file: str
    data: object
    keys: dict[Keys, Place]
    values: dict[Keys, Place]
    below: dict[Keys, list[str]]
    lines: tuple[str, ...]

    @property
    def domain(self) -> str:
        """The file's name without suffix."""
        return Path(self.file).stem

    def key(self, path: Keys) -> Place:
        """Where the key stands that leads to a value, or the value itself in a sequence."""
        return self.keys.get(path) or self.value(path)

    def value(self, path: Keys) -> Place:
        """Where a value begins; for one that is missing, its nearest holder."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Place(self.file))

    def character(self, path: Keys, text: str, offset: int) -> Place:
        """Where the character of a text stands, as far as the text stands in one line as it is; else where it begins."""
        place = self.value(path)
        line = self.lines[place.line - 1]
        start = place.column - 1 + line.startswith(('"', "'"), place.column - 1)
        same = line.startswith(text[:offset], start)
        return Place(place.file, place.line, start + offset + 1) if same else place

    def ids(self, *path: str) -> tuple[str, ...]:
        """The keys that the file has below a path, those of broken entries too."""
        return tuple(self.below.get(path, ()))

    def has(self, *path: str) -> bool:
        """Whether the file has a key, be its entry broken or not."""
        return path in self.keys


def load(files: Tree, file: str, problems: Problems) -> Source | None:
    """Reads one file of the project (a POSIX path); None where it can't be understood, with a problem noted."""
    text = _text(files, Place(file), problems)
    if text is None:
        return None
    lines = tuple(text.split("\n"))
    hidden = [(number, found) for number, line in enumerate(lines, 1) for found in _HIDDEN.finditer(line)]
    for number, found in hidden:
        problems.add(Place(file, number, found.start() + 1), *_unseen(found[0]))
    if hidden:
        return None
    node, findings = parse(text, file)
    problems.findings.extend(findings)
    if node is None:
        if not findings:
            problems.add(Place(file), "the file is empty", "fill it, or take it away")
        return None
    plain = _Plain(problems)
    data = plain.of(node, ())
    return Source(file, data, plain.keys, plain.values, plain.below, lines)


def _text(files: Tree, place: Place, problems: Problems) -> str | None:
    try:
        if not files.has(place.file):
            problems.add(place, "there is no such file", "make it, or correct the name that leads here")
            return None
        size = files.size(place.file)
        if size > LARGEST:
            problems.add(
                place, f"the file has {size / 1e6:.0f} MB", f"a content file has at most {LARGEST // 10**6} MB"
            )
            return None
        content = files.read(place.file)
    except OSError as error:
        problems.add(place, f"the file can't be read: {error.strerror}", "check its permissions")
        return None
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
        at = Place(place.file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        problems.add(at, "the file is not written in UTF-8", "save it again with the encoding UTF-8")
        return None


def _unseen(character: str) -> tuple[str, str]:
    if character == "\ufffd":
        return "U+FFFD stands where a character was lost", "write the character again"
    return f"the invisible character U+{ord(character):04X} stands here", "delete it; it changes what readers see"


class _Plain:
    """Makes plain data out of nodes and notes every place on the way."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.keys: dict[Keys, Place] = {}
        self.values: dict[Keys, Place] = {}
        self.below: dict[Keys, list[str]] = {}

    def of(self, node: Node, path: Keys) -> object:
        self.values[path] = node.place
        match node:
            case Scalar():
                return self.scalar(node)
            case Items():
                return [self.of(item, (*path, index)) for index, item in enumerate(node.items)]
            case Entries():
                return dict(self.entries(node, path))

    def entries(self, node: Entries, path: Keys) -> Iterator[tuple[str, object]]:
        ids = self.below[path] = []
        for key, value in node.entries:
            if key.text == "<<":
                self.problems.add(key.place, "merge keys (<<) are not read", "write the entries out")
                continue
            self.visible(key)
            inner = (*path, key.text)
            self.keys[inner] = key.place
            ids.append(key.text)
            yield key.text, self.of(value, inner)

    def scalar(self, node: Scalar) -> str | int | float | bool | None:
        self.visible(node)
        return typed(node.text) if node.plain else node.text

    def visible(self, node: Scalar) -> None:
        """Refuses hidden characters that came in as escapes."""
        if not node.plain and (found := _HIDDEN.search(node.text)):
            self.problems.add(node.place, *_unseen(found[0]))


def typed(word: str) -> str | int | float | bool | None:
    """A plain word as YAML 1.2's core schema reads it: ``no``, ``24:7`` and ``2020-07`` are words (section 10.3.2)."""
    if word in _WORDS:
        return _WORDS[word]
    if word[0] not in "+-.0123456789":
        return word
    if _INTEGER.fullmatch(word):
        return int(word, 0) if word[:2] in ("0o", "0x") else _decimal(word)
    if _FLOAT.fullmatch(word):
        return float(word)
    return word


def _decimal(word: str) -> int | str:
    """Python refuses to read numbers of thousands of digits; such a one is a word here."""
    return int(word) if len(word) < 20 else word
