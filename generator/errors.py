"""Where something stands, what is wrong with it, and what to do: the ground that every room stands on.

GeneratorError            one or more findings that stop the work
├── ContentError          content/ can't be read as a model
├── CatalogError          locales/ can't be read or written
├── RenderError           an edition can't be pressed into HTML, PDF or JSON
└── PublishError          a destination refused a release
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file of the project: POSIX path relative to the project, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Severity(StrEnum):
    """How a finding counts: an error is provably wrong and blocks, a warning asks for a look, an info only tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Span:
    """The part of a text that a finding means: the characters from *start* up to *end* of *text*.

    *form* is the plural form that the text is. *fix* is what should stand there, None where only a person can know;
    it is *safe* where it can't change what the text says.
    """

    text: str
    start: int
    end: int
    form: int = 0
    fix: str | None = None
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to tell the user about one place.

    *code* is stable and names the check; *key* is the message's key ("" where no message is meant), *domain* the file
    that has it, and *language* the BCP 47 tag of the catalog concerned ("" for the source). *span* marks the words.
    """

    severity: Severity
    code: str
    place: Place
    problem: str
    hint: str = ""
    key: str = ""
    language: str = ""
    domain: str = ""
    span: Span | None = field(default=None, compare=False)

    def __str__(self) -> str:
        text = f"{self.place}: {self.problem}"
        return f"{text}\n  hint: {self.hint}" if self.hint else text


class GeneratorError(Exception):
    """Work that can't go on, with every finding that says why (at least one)."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Finding, ...]]]:
        return type(self), (self.findings,)

    @classmethod
    def at(cls, place: Place, problem: str, hint: str = "") -> Self:
        """The error with a single finding; its code is the name of the class."""
        return cls([Finding(Severity.ERROR, cls.__name__, place, problem, hint)])


class ContentError(GeneratorError):
    """The content folder can't be read as a model."""


class CatalogError(GeneratorError):
    """A catalog, glossary or language file can't be read or written."""


class RenderError(GeneratorError):
    """An edition can't be pressed into an output format."""


class PublishError(GeneratorError):
    """A destination can't take a release."""


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A hint for an unknown id: the nearest known one, and what else there is."""
    if not known:
        return "nothing of that kind is defined"
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    listed = ", ".join(known[:12]) + (", …" if len(known) > 12 else "")
    return f"did you mean '{near[0]}'? known: {listed}" if near else f"known: {listed}"
