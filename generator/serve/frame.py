"""What stands around the project's pages: menus, switches, problems. It is for those who write, so it speaks English.

Its templates and its script are the generator's own; they lie beside this file and don't depend on the project, so that
they work when the project is broken.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator import site
from generator.edition import Edition, Language
from generator.errors import Finding, Severity
from generator.formats.templates import GLYPHS, TESTS
from generator.serve.compare import paired
from generator.serve.keys import Origin
from generator.serve.workspace import View

HERE = Path(__file__).parent
PANES = {"both": "Page and PDF", "page": "Page", "pdf": "PDF"}
"""What the frame can show of a document."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of a menu. *language* is set where the label is the name of a language in itself."""

    label: str
    href: str
    current: bool = False
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """Which document the frame shows in which language and how: *panes* is one of PANES."""

    document: str
    tag: str
    panes: str
    keys: bool

    def at(self, *, document: str = "", tag: str = "", panes: str = "") -> str:
        """The address of the same, but for what is named."""
        chosen = panes or self.panes
        asked = [f"show={chosen}"] * (chosen != "both") + ["keys=1"] * self.keys
        query = f"?{'&'.join(asked)}" if asked else ""
        return f"/view/{document or self.document}/{tag or self.tag}{query}"


@cache
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.tests.update(TESTS)
    found.globals["glyphs"] = GLYPHS
    return found


def _page(template: str, **values: object) -> str:
    return _environment().get_template(template).render(values)


def index(view: View) -> str:
    """Every document in every language."""
    return _page("index.html.jinja", publication=view.publication, languages=view.languages)


def document(view: View, edition: Edition, shown: Shown) -> str:
    """A document in a language: its page and its PDF beside each other, and the way to everything else."""
    documents = [
        Choice(each.title.text, shown.at(document=each.id), each.id == shown.document)
        for each in view.publication.documents
    ]
    return _page(
        "document.html.jinja",
        edition=edition,
        shown=shown,
        page=f"/site/{site.path(edition)}",
        pdf=f"/site/{site.path(edition, 'pdf')}",
        documents=documents,
        languages=_languages(view, lambda tag: shown.at(tag=tag), shown.tag),
        panes=[Choice(label, shown.at(panes=name), name == shown.panes) for name, label in PANES.items()],
        comparisons=_comparisons(view, shown.document, shown.tag),
    )


def comparison(view: View, left: Edition, right: Edition, origins: Mapping[str, tuple[Origin, Origin]]) -> str:
    """Two languages of a document side by side. *origins* tells where each message stands in both."""
    name, ours, theirs = left.document, left.language.tag, right.language.tag
    return _page(
        "compare.html.jinja",
        left=left,
        right=right,
        parts=paired(left, right),
        origins=origins,
        documents=[
            Choice(each.title.text, f"/compare/{each.id}/{ours}/{theirs}", each.id == name)
            for each in view.publication.documents
        ],
        lefts=_languages(view, lambda tag: f"/compare/{name}/{tag}/{theirs}", ours),
        rights=_languages(view, lambda tag: f"/compare/{name}/{ours}/{tag}", theirs),
    )


def problems(findings: Sequence[Finding]) -> str:
    """What is wrong with the project, so that a page can't be made."""
    return _page("problems.html.jinja", findings=_by_file(findings), count=len(findings))


def checked(findings: Sequence[Finding]) -> str:
    """What `servicedocs check` finds."""
    counts = {severity: sum(each.severity is severity for each in findings) for severity in Severity}
    return _page("checked.html.jinja", findings=_by_file(findings), counts=counts, count=len(findings))


def missing(path: str) -> str:
    """There is nothing at an address."""
    return _page("missing.html.jinja", path=path)


def stumbled() -> str:
    """The server itself has a fault."""
    return _page("stumbled.html.jinja")


def _languages(view: View, address: Callable[[str], str], current: str) -> list[Choice]:
    """The menu of languages."""
    languages = (each.language for each in view.languages)
    return [Choice(each.name, address(each.tag), each.tag == current, each) for each in languages]


def _comparisons(view: View, document: str, tag: str) -> list[Choice]:
    """The menu of languages to lay beside one: the source language stands left."""
    source = view.languages[0].language.tag
    found = []
    for each in view.languages:
        other = each.language.tag
        pair = (tag, other) if tag == source or other != source else (other, tag)
        if other != tag:
            found.append(Choice(each.language.name, f"/compare/{document}/{pair[0]}/{pair[1]}", language=each.language))
    return found


def _by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings under the files in which they stand."""
    files: dict[str, list[Finding]] = {}
    for finding in findings:
        files.setdefault(finding.place.file, []).append(finding)
    return files
