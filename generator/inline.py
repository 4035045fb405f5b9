r"""The little markup inside a text: ``**strong**``, ``*emphasis*``, ``[text](link-id)``, ``{placeholder}``.

Nothing else is markup, so ``<script>`` is eight plain characters. A backslash takes the meaning from the one of
``*``, ``[``, ``{``, ``}`` and ``\`` that follows it; before anything else it is itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field


class InlineError(ValueError):
    """Broken markup: what is wrong and what to do, *offset* characters after the beginning of the text."""

    def __init__(self, offset: int, problem: str, hint: str = "") -> None:
        super().__init__(problem)
        self.offset = offset
        self.problem = problem
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters, escapes already taken away."""

    text: str
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Strong:
    content: tuple["Node", ...]
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Emphasis:
    content: tuple["Node", ...]
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A text that points to a link of the publication, by its id."""

    target: str
    content: tuple["Node", ...]
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """The place of a value, by its name (``snake_case``)."""

    name: str
    offset: int = field(default=0, compare=False)


Node = Text | Strong | Emphasis | Link | Placeholder

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
LINK_END = re.compile(r"\]\(([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\)")
_PLAIN = re.compile(r"[^\\*\[\]{}]+")
_ESCAPED = re.compile(r"\\([*\[{}\\])")
_TO_ESCAPE = re.compile(r"\\(?=[*\[{}\\])|[*\[{}]")


def parse(text: str) -> tuple[Node, ...]:
    """The nodes of a text, each with the offset at which it begins.

    >>> parse("**Fast:** {time}")
    (Strong(content=(Text(text='Fast:', offset=2),), offset=0), Text(text=' ', offset=9), Placeholder(name='time', offset=10))

    Raises InlineError at the first fault.
    """
    return _Parser(text).content("", 0)


def is_plain(text: str) -> bool:
    """Whether a text has no sign that could be markup."""
    return not text or bool(_PLAIN.fullmatch(text))


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Every node, outer before inner, in reading order."""
    for node in nodes:
        yield node
        if not isinstance(node, Text | Placeholder):
            yield from walk(node.content)


def placeholders(nodes: tuple[Node, ...]) -> tuple[str, ...]:
    """The names of the placeholders in reading order, each as often as it stands."""
    return tuple(node.name for node in walk(nodes) if isinstance(node, Placeholder))


def links(nodes: tuple[Node, ...]) -> tuple[str, ...]:
    """The ids of the links in reading order, each as often as it stands."""
    return tuple(node.target for node in walk(nodes) if isinstance(node, Link))


def escape(text: str) -> str:
    """The markup that reads as *text*: ``parse(escape(text)) == (Text(text),)``."""
    return _TO_ESCAPE.sub(r"\\\g<0>", text)


class _Parser:
    """Descends into strong, emphasis and link, each at most once open, so three levels at most."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.open: list[str] = []

    def content(self, closing: str, start: int) -> tuple[Node, ...]:
        """The nodes up to *closing* (or the end of the text), which stays unread; *start* is where it was opened."""
        nodes: list[Node] = []
        while self.at < len(self.text) and not self.closes(closing):
            self.add(nodes, self.node())
        if closing and self.at == len(self.text):
            raise InlineError(
                start,
                f"'{self.open[-1]}' is opened but never closed",
                f"write '{_FORMS[self.open[-1]]}', {_ESCAPE_HINT}",
            )
        return tuple(nodes)

    def closes(self, closing: str) -> bool:
        if closing == "*":
            # `***` first ends the emphasis within a strong text
            return self.text.startswith("*", self.at) and (not self.text.startswith("**", self.at) or "**" in self.open)
        return bool(closing) and self.text.startswith(closing, self.at)

    def add(self, nodes: list[Node], node: Node) -> None:
        """Appends a node; plain text that an escape had split becomes one again."""
        if isinstance(node, Text) and nodes and isinstance(last := nodes[-1], Text):
            nodes[-1] = Text(last.text + node.text, last.offset)
        else:
            nodes.append(node)

    def node(self) -> Node:
        start = self.at
        if plain := _PLAIN.match(self.text, start):
            self.at = plain.end()
            return Text(plain[0], start)
        if escaped := _ESCAPED.match(self.text, start):
            self.at = escaped.end()
            return Text(escaped[1], start)
        match self.text[start]:
            case "*":
                return self.starred("**" if self.text.startswith("**", start) else "*")
            case "[":
                return self.link()
            case "{" | "}":
                return self.placeholder()
            case other:
                self.at += 1
                return Text(other, start)

    def starred(self, mark: str) -> Strong | Emphasis:
        start = self.at
        content = self.inside(mark, mark)
        self.at += len(mark)
        return Strong(content, start) if mark == "**" else Emphasis(content, start)

    def link(self) -> Link:
        start = self.at
        content = self.inside("[", "]")
        end = LINK_END.match(self.text, self.at)
        if not end:
            raise InlineError(
                start, "'[' begins a link, but no link id follows its text", f"write '{_FORMS['[']}', {_ESCAPE_HINT}"
            )
        self.at = end.end()
        return Link(end[1], content, start)

    def inside(self, mark: str, closing: str) -> tuple[Node, ...]:
        """What stands between a mark and its end; the end is not yet read."""
        start = self.at
        if mark in self.open:
            raise InlineError(start, f"'{mark}' is opened inside '{mark}'", f"close the first one, {_ESCAPE_HINT}")
        self.at += len(mark)
        self.open.append(mark)
        content = self.content(closing, start)
        self.open.pop()
        inner = self.text[start + len(mark) : self.at]
        if not inner or inner != inner.strip():
            raise InlineError(
                start,
                f"'{mark}' holds {'white space at its edge' if inner else 'nothing'}",
                f"put the marks right at the words, {_ESCAPE_HINT}",
            )
        return content

    def placeholder(self) -> Placeholder:
        start = self.at
        if self.text[start] == "}":
            raise InlineError(start, "'}' closes nothing", f"open it with '{{', {_ESCAPE_HINT}")
        found = PLACEHOLDER.match(self.text, start)
        if not found:
            end = self.text.find("}", start) + 1 or start + 1
            raise InlineError(
                start,
                f"'{self.text[start:end]}' is no placeholder",
                f"a placeholder is a name in small letters, digits and '_', like {{open_cases}}, {_ESCAPE_HINT}",
            )
        self.at = found.end()
        return Placeholder(found[1], start)


_FORMS = {"**": "**strong**", "*": "*emphasis*", "[": "[text](link-id)"}
_ESCAPE_HINT = "or put '\\' before the character to show it as it is"
