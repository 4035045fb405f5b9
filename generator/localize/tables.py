"""A view of the facts into a finished grid: heads with spans and ids, and every cell with the heads it falls under."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from generator import cldr
from generator.edition import (
    Cell,
    Head,
    Inline,
    LeafColumn,
    Mark,
    NoteReference,
    Phrase,
    Row,
    RowGroup,
    State,
    Table,
    TableNote,
    Text,
    plain,
)
from generator.localize.facts import mark, plain_data, spoken
from generator.localize.voice import Spoken, Voice, phrase, split_names
from generator.model import Column, Fact, Feature, Message, PerSeverity, Publication, TableView

Values = Mapping[str, tuple[Spoken, Spoken]]

BRIEF = 20
"""The breadth up to which words are brief: "Nicht verfügbar", "Según sea necesario"."""


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A column of cells and the ids of its heads, from the top down."""

    offering: str
    aspect: str
    label: Phrase
    heads: tuple[str, ...]


def rows_of(view: TableView, publication: Publication) -> Iterator[tuple[str, tuple[Feature, ...]]]:
    """The features that a view shows, group by group."""
    wanted = tuple(leaf_columns(view.columns))
    for group in view.groups:
        features = (feature for feature in publication.features.values() if feature.group == group)
        yield group, tuple(feature for feature in features if all(leaf in feature.facts for leaf in wanted))


def leaf_columns(columns: tuple[Column, ...], offering: str = "", aspect: str = "") -> Iterator[tuple[str, str]]:
    """The (offering, aspect) of every column of cells, in order; a column without an aspect tells the ``value``."""
    for column in columns:
        own_offering, own_aspect = column.offering or offering, column.aspect or aspect
        if column.columns:
            yield from leaf_columns(column.columns, own_offering, own_aspect)
        else:
            yield own_offering, own_aspect or "value"


def grid(view: TableView, number: int, voice: Voice, values: Values) -> Table:
    """The finished grid of a view in the voice's language."""
    publication = voice.publication
    anchor = f"table-{view.id}"
    depth = _depth(view.columns)
    corner = Head(f"{anchor}-corner", phrase(voice, view.corner, values), "col", rowspan=depth)
    levels: list[list[Head]] = [[] for _ in range(depth)]
    leaves = tuple(_heads(view.columns, voice, values, anchor, levels, (), "", ""))
    levels[0].insert(0, corner)
    notes: list[TableNote] = []
    groups = tuple(
        _group(view, id, features, leaves, voice, values, notes, corner.id)
        for id, features in rows_of(view, publication)
        if features
    )
    label, continued = _labels(number, voice)
    return Table(
        id=anchor,
        number=number,
        label=label,
        caption=phrase(voice, view.caption, values),
        continued=continued,
        head=tuple(tuple(level) for level in levels),
        columns=_columns(leaves, groups),
        groups=groups,
        notes=tuple(notes),
    )


def label(number: int, voice: Voice) -> Spoken:
    """The numbered name of a table ("Table 1"), as its caption and every reference to it say it."""
    message = voice.publication.interface["table"]
    digits = Spoken(cldr.number(number, voice.formats))
    said = phrase(voice, message, {"number": (digits, digits)})
    return Spoken(cldr.tied_label(plain(said.content)), said.state, said.language)


def _labels(number: int, voice: Voice) -> tuple[str, str]:
    named = label(number, voice)
    continued = phrase(voice, voice.publication.interface["table-continued"], {"table": (named, named)})
    return named.text, plain(continued.content)


def _depth(columns: tuple[Column, ...]) -> int:
    return 1 + max((_depth(column.columns) for column in columns if column.columns), default=0)


def _width(column: Column) -> int:
    return sum(map(_width, column.columns)) or 1


def _heads(
    columns: tuple[Column, ...],
    voice: Voice,
    values: Values,
    anchor: str,
    levels: list[list[Head]],
    above: tuple[str, ...],
    offering: str,
    aspect: str,
) -> Iterator[_Leaf]:
    """Fills the levels of heads from the top down and yields the columns of cells."""
    for column in columns:
        own_offering, own_aspect = column.offering or offering, column.aspect or aspect
        said = phrase(voice, _column_name(column, voice.publication), values)
        id = "-".join((above[-1] if above else anchor, column.deployment or column.aspect or column.offering))
        said = Phrase(said.key, _capital(said), said.state, said.language, said.direction)
        if column.columns:
            levels[0].append(Head(id, said, "colgroup", colspan=_width(column), headers=above))
            yield from _heads(column.columns, voice, values, anchor, levels[1:], (*above, id), own_offering, own_aspect)
        else:
            levels[0].append(Head(id, said, "col", rowspan=len(levels), headers=above))
            yield _Leaf(own_offering, own_aspect or "value", said, (*above, id))


def _column_name(column: Column, publication: Publication) -> Message:
    if column.deployment:
        return publication.deployments[column.deployment].name
    if column.aspect:
        return publication.vocabulary.word("aspects", column.aspect)
    return publication.offerings[column.offering].short


def _group(
    view: TableView,
    id: str,
    features: tuple[Feature, ...],
    leaves: tuple[_Leaf, ...],
    voice: Voice,
    values: Values,
    notes: list[TableNote],
    corner: str,
) -> RowGroup:
    head = None
    if view.group_heads:
        name = phrase(voice, voice.publication.groups[id].name, values)
        head = Head(f"table-{view.id}-{id}", name, "rowgroup", colspan=len(leaves) + 1)
    above = (corner, head.id) if head else (corner,)
    rows = [row for feature in features for row in _rows(view, feature, leaves, voice, values, notes, above)]
    return RowGroup(id, head, tuple(rows))


def _rows(
    view: TableView,
    feature: Feature,
    leaves: tuple[_Leaf, ...],
    voice: Voice,
    values: Values,
    notes: list[TableNote],
    above: tuple[str, ...],
) -> Iterator[Row]:
    """One row for a feature, or one for each severity that its facts tell apart."""
    references = tuple(_note(view, message, voice, values, notes) for message in feature.notes)
    summary = phrase(voice, feature.summary, values) if view.summaries and feature.summary else None
    name = phrase(voice, feature.name, values)
    for severity in _severities(feature, leaves):
        id = f"table-{view.id}-{feature.id}" + ("" if severity is None else f"-{severity}")
        title = name if severity is None else _with_severity(name, severity, voice)
        head = Head(id, title, "row", headers=above, summary=summary, notes=references)
        cells = tuple(_cell(feature, leaf, severity, head, voice) for leaf in leaves)
        yield Row(feature.id, severity, head, cells)


def _severities(feature: Feature, leaves: tuple[_Leaf, ...]) -> list[int] | list[None]:
    told = {
        level
        for leaf in leaves
        if isinstance(fact := feature.facts[leaf.offering, leaf.aspect], PerSeverity)
        for level, _ in fact.levels
    }
    return sorted(told) or [None]


def _with_severity(name: Phrase, severity: int, voice: Voice) -> Phrase:
    message = voice.publication.vocabulary.word("severity", "")
    level = Spoken(cldr.number(severity, voice.formats))
    feature = Spoken(plain(name.content), name.state, name.language)
    said = phrase(voice, message, {"feature": (feature, feature), "level": (level, level)})
    text = cldr.tied_label(plain(said.content))
    state = said.state if name.state in (State.SOURCE, State.TRANSLATED) else name.state
    language = said.language or name.language
    return Phrase(
        name.key, split_names(text, voice.publication.names), state, language, said.direction or name.direction
    )


def _note(view: TableView, message: Message, voice: Voice, values: Values, notes: list[TableNote]) -> NoteReference:
    number = cldr.number(len(notes) + 1, voice.formats)
    note = TableNote(f"table-{view.id}-note-{len(notes) + 1}", number, phrase(voice, message, values))
    notes.append(note)
    return NoteReference(note.id, note.number)


def _cell(feature: Feature, leaf: _Leaf, severity: int | None, head: Head, voice: Voice) -> Cell:
    fact: Fact = feature.facts[leaf.offering, leaf.aspect]
    path = f"offerings:features.{feature.id}.facts.{leaf.offering}.{leaf.aspect}"
    if isinstance(fact, PerSeverity) and severity is not None:
        fact = dict(fact.levels)[severity]
        path += f".severity-{severity}"
    said = spoken(fact, voice)
    direction = voice.source.language.direction if said.language and voice.source else ""
    words = Phrase(path, split_names(said.text, voice.publication.names), said.state, said.language, direction)
    words = Phrase(path, _capital(words), said.state, said.language, direction)
    headers = (*leaf.heads, *(id for id in head.headers[1:]), head.id)
    return Cell(f"{head.id}-{leaf.offering}-{leaf.aspect}", words, headers, plain_data(fact), mark(fact))


def _capital(said: Phrase) -> tuple[Inline, ...]:
    """The phrase as it stands alone: with a capital, unless it begins with a name, which stays as it is."""
    match said.content:
        case (Text(text), *rest) if text:
            return (Text(text[0].upper() + text[1:]), *rest)
        case _:
            return said.content


def _columns(leaves: tuple[_Leaf, ...], groups: tuple[RowGroup, ...]) -> tuple[LeafColumn, ...]:
    kinds = []
    for index, leaf in enumerate(leaves):
        cells = [row.cells[index] for group in groups for row in group.rows]
        kinds.append(LeafColumn(leaf.offering, leaf.aspect, plain(leaf.label.content), _kind(cells)))
    return tuple(kinds)


def _kind(cells: Sequence[Cell]) -> str:
    words = [str(cell.phrase) for cell in cells if cell.mark is Mark.NONE]
    if len(words) * 2 < len(cells):
        return "mark"
    return "brief" if all(_breadth(text) <= BRIEF for text in words) else "words"


def _breadth(text: str) -> int:
    """How much room a text takes, in Latin letters: East Asian ones take twice as much (UAX 11)."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
