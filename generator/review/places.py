"""Where each message stands: in which documents, sections, tables, rows and columns a reader meets it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

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

EVERYWHERE = "every page"
"""Stands for a document where a word is said of the page itself."""

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
        _note(found, message, Where(EVERYWHERE))
    return {name: tuple(each) for name, each in found.items()}


def of_value(placeholder: str, snapshot: Snapshot, known: Mapping[str, tuple[Where, ...]]) -> Iterator[Where]:
    """Where texts place a value; *placeholder* is ``{name}``, *known* what `places` gives."""
    for name, message in snapshot.messages.items():
        if placeholder in message.text or placeholder in message.plural:
            yield from known.get(name, ())


def _note(found: Places, message: Message, where: Where) -> None:
    known = found.setdefault(f"{message.domain}:{message.key}", [])
    if len(known) < MOST and where not in known:
        known.append(where)


def _document(document: Document) -> Iterator[tuple[Message, Where]]:
    for message in (document.title, document.subject, *document.keywords):
        yield message, Where(document.id)
    for section in document.sections:
        yield from _section(section, document.id, "")


def _section(section: Section, document: str, above: str) -> Iterator[tuple[Message, Where]]:
    where = Where(document, section.title.text, id=f"{above}{section.id}")
    yield section.title, where
    for block in section.blocks:
        yield from ((message, replace(where, id=id)) for message, id in _block(block, where.id))
    for inner in section.sections:
        yield from _section(inner, document, f"{where.id}-")


def _block(block: Block, above: str) -> Iterator[tuple[Message, str]]:
    """The messages of a block, each with the id of its element."""
    id = f"{above}-{block.id}"
    match block:
        case Paragraph(message=message) | Notice(message=message) | Contact(message=message):
            yield message, id
        case ItemList(items=items):
            for item in items:
                yield item.message, f"{id}-{item.id}"
                for inner in item.blocks:
                    yield from _block(inner, f"{id}-{item.id}")
        case TableBlock():
            pass  # its grid tells more


def _grid(grid: Grid, snapshot: Snapshot) -> Iterator[tuple[Message, Where]]:
    publication = snapshot.publication
    yield grid.view.caption, grid.where
    yield grid.view.corner, grid.where
    for id in grid.view.groups if grid.view.group_heads else ():
        yield publication.groups[id].name, grid.group(id, publication.groups)
    for path in grid.columns:
        for index, part in enumerate(path, 1):
            column = grid.column(path[:index], snapshot)
            if part in publication.deployments:
                yield publication.deployments[part].name, column
            elif part in publication.offerings:
                yield publication.offerings[part].short, column
                yield publication.offerings[part].name, column
            else:
                yield publication.vocabulary.word("aspects", part), column
    for id in grid.features:
        feature = publication.features[id]
        row = grid.row(feature)
        yield feature.name, row
        yield from ((note, row) for note in feature.notes)
        if feature.summary:
            yield feature.summary, row
        for offering, aspect in grid.leaves:
            head = publication.offerings[offering].short.text
            here = replace(row, column=head)
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
