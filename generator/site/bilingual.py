"""One edition in two languages -> pairs of lines with the same key, in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment
from markupsafe import Markup

from generator.edition import Block, Contact, Edition, ItemList, Notice, Paragraph, Phrase, Row, Section, Table
from generator.formats import templates
from generator.formats.templates import View

LINE = "components/line.html.jinja"
"""The template that draws a line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A phrase and its place: *id* is the same in every language. *kind* says how it is drawn, *level* how deep it lies.

    A row of a table has its summary and cells in *inner*, a cell the names of its columns.
    """

    id: str
    kind: str
    phrase: Phrase
    level: int = 0
    inner: tuple["Line", ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line as it stands on every page that shows it beside another language: *html* is what it says.

    *unsettled* is whether some of it is not up to date, or not translated.
    """

    id: str
    kind: str
    html: Markup
    unsettled: bool = False


Column = tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """The same line in two languages; None where one of them has it not."""

    first: Drawn | None
    second: Drawn | None


def column(edition: Edition, environment: Environment) -> Column:
    """The lines of an edition, drawn once for all the languages that they will stand beside.

    Raises RenderError if the project's templates can't draw one.
    """
    view = View.of(edition)
    return tuple(
        Drawn(line.id, line.kind, templates.call(environment, LINE, "line", line, view), _is_unsettled(line))
        for line in _lines(edition)
    )


def _is_unsettled(line: Line) -> bool:
    return templates.is_unsettled(line.phrase) or any(map(_is_unsettled, line.inner))


def pairs(first: Column, second: Column) -> tuple[Pair, ...]:
    """The columns of one document in two languages beside each other, in the order of the first."""
    others = {line.id: line for line in second}
    found = [Pair(line, others.pop(line.id, None)) for line in first]
    return (*found, *(Pair(None, line) for line in others.values()))


def _lines(edition: Edition) -> Iterator[Line]:
    yield Line("title", "title", edition.title)
    for section in edition.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[Line]:
    yield Line(section.id, "heading", section.title, section.level)
    for block in section.blocks:
        yield from _block(block, 0)
    for inner in section.sections:
        yield from _section(inner)


def _block(block: Block, level: int) -> Iterator[Line]:
    match block:
        case Paragraph():
            yield Line(block.id, "paragraph", block.phrase, level)
        case Notice():
            yield Line(block.id, "notice", block.phrase, level)
        case Contact():
            yield Line(block.id, "paragraph", block.phrase, level)
        case ItemList():
            for item in block.items:
                yield Line(item.id, "item", item.phrase, level)
                for inner in item.blocks:
                    yield from _block(inner, level + 1)
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[Line]:
    yield Line(table.id, "caption", table.caption)
    for group in table.groups:
        if group.head:
            yield Line(group.head.id, "group", group.head.phrase)
        yield from (_row(row, table) for row in group.rows)
    yield from (Line(note.id, "note", note.phrase) for note in table.notes)


def _row(row: Row, table: Table) -> Line:
    """A row with its cells, each under the names of its columns."""
    heads = {head.id: head for level in table.head for head in level}
    inner = [Line(f"{row.head.id}-summary", "summary", row.head.summary)] if row.head.summary else []
    for cell in row.cells:
        names = tuple(Line(id, "column", heads[id].phrase) for id in cell.headers if id in heads)
        inner.append(Line(cell.id, "cell", cell.phrase, inner=names))
    return Line(row.head.id, "row", row.head.phrase, inner=tuple(inner))
