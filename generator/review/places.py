"""Where each message stands: in which documents, sections, tables, rows and columns a reader meets it."""

from collections.abc import Iterator

from generator.model import (
    Block,
    Channels,
    Contact,
    Document,
    Fact,
    Frequency,
    Inclusion,
    ItemList,
    Message,
    Notice,
    Paragraph,
    Section,
    TableBlock,
    Words,
)
from generator.review.change import Where
from generator.review.grid import Grid, grids
from generator.review.snapshot import Snapshot

MOST = 4
"""Places told of one message; a word like "included" stands in hundreds of cells."""

Places = dict[str, list[Where]]


def places(snapshot: Snapshot) -> dict[str, tuple[Where, ...]]:
    """``domain:key`` -> where it stands, the first few places."""
    found: Places = {}
    for document in snapshot.publication.documents:
        for message, where in _document(document):
            _note(found, message, where)
    for grid in grids(snapshot.publication):
        for message, where in _grid(grid, snapshot):
            _note(found, message, where)
    for message in snapshot.publication.interface.values():
        _note(found, message, Where("every page"))
    return {name: tuple(each) for name, each in found.items()}


def _note(found: Places, message: Message, where: Where) -> None:
    known = found.setdefault(f"{message.domain}:{message.key}", [])
    if len(known) < MOST and where not in known:
        known.append(where)


def _document(document: Document) -> Iterator[tuple[Message, Where]]:
    for message in (document.title, document.subject, *document.keywords):
        yield message, Where(document.id)
    for section in document.sections:
        yield from _section(section, document.id)


def _section(section: Section, document: str) -> Iterator[tuple[Message, Where]]:
    where = Where(document, section.title.text)
    yield section.title, where
    for block in section.blocks:
        yield from ((message, where) for message in _block(block))
    for inner in section.sections:
        yield from _section(inner, document)


def _block(block: Block) -> Iterator[Message]:
    match block:
        case Paragraph(message=message) | Notice(message=message) | Contact(message=message):
            yield message
        case ItemList(items=items):
            for item in items:
                yield item.message
                for inner in item.blocks:
                    yield from _block(inner)
        case TableBlock(table=view):
            yield view.caption


def _grid(grid: Grid, snapshot: Snapshot) -> Iterator[tuple[Message, Where]]:
    publication, table = snapshot.publication, grid.view.caption.text
    yield grid.view.caption, Where(grid.document, table=table)
    yield grid.view.corner, Where(grid.document, table=table)
    for id in grid.view.groups if grid.view.group_heads else ():
        yield publication.groups[id].name, Where(grid.document, table=table)
    for path in grid.columns:
        for part in path:
            column = Where(grid.document, table=table, column=part)
            if part in publication.deployments:
                yield publication.deployments[part].name, column
            elif part in publication.offerings:
                yield publication.offerings[part].short, column
                yield publication.offerings[part].name, column
            else:
                yield publication.vocabulary.word("aspects", part), column
    for id in grid.features:
        feature = publication.features[id]
        row = Where(grid.document, table=table, row=feature.name.text)
        yield feature.name, row
        yield from ((note, row) for note in feature.notes)
        if feature.summary:
            yield feature.summary, row
        for offering, aspect in grid.leaves:
            head = publication.offerings[offering].short.text
            here = Where(grid.document, table=table, row=feature.name.text, column=head)
            yield from ((message, here) for message in _words(feature.facts[offering, aspect], snapshot))


def _words(fact: Fact, snapshot: Snapshot) -> Iterator[Message]:
    """The messages that say a fact, of those that an author would look for."""
    vocabulary = snapshot.publication.vocabulary
    match fact:
        case Words(message):
            yield message
        case Inclusion(status):
            yield vocabulary.word("statuses", status)
        case Frequency(id):
            yield vocabulary.word("frequencies", id)
        case Channels(ids):
            yield from (vocabulary.word("channels", id) for id in ids)
        case _:
            return
