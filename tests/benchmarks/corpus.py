"""The shipped documents as plain data in every language, for peers that know nothing of us.

``<document>.json`` is a list of blocks that name texts by number; ``<document>.<tag>.json`` has the texts, the same numbers
in every language; ``<document>.<tag>.matrix.json`` is the file that goes with the tables. ``fonts.json`` tells the family and
the file of each language's font, as it comes: a variable font with every weight and character.

A text is a list of runs: ``["", words]``, ``["strong", words]``, ``["link", words, address]``, ``["mark", word, sign]``,
``["note", number, id, name]`` with a name where a note is first referred to, and ``["slot", name]`` for a page's number. The blocks:

- ``["foot", text, text]``: what stands at the foot of each page, on the left and on the right
- ``["title", text]``, ``["heading", level, text, id]``, ``["paragraph", text]``, ``["notice", text]``
- ``["particulars", [[name, text], …]]``, ``["contact", text, [link, …]]``
- ``["list", is ordered, [[text, [block, …]], …]]``
- ``["table", id, caption, head rows, groups of rows, [[id, note], …]]``, a cell being ``[text, scope, columns, rows]`` with the
  scopes of HTML, or "" for one that is no head
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from generator import catalogs, content, fonts
from generator.edition import (
    Cell,
    Contact,
    Edition,
    Emphasis,
    Head,
    Inline,
    Item,
    ItemList,
    Link,
    Mark,
    Name,
    NoteReference,
    Notice,
    Paragraph,
    Phrase,
    Section,
    Strong,
    Table,
    TableNote,
    Text,
    Value,
    plain,
)
from generator.formats import json as matrix
from generator.formats.templates import GLYPHS
from generator.localize import localize

Block = list[Any]
Run = list[str]


def write(project: Path, folder: Path) -> None:
    """Write the corpus of a project."""
    publication = content.read(project)
    settings = catalogs.languages(project)
    folder.mkdir(parents=True, exist_ok=True)
    sources = {each.language.tag: fonts.stack(each.language.tag)[0] for each in settings}
    _dump(folder / "fonts.json", {tag: [source.family, str(source.regular)] for tag, source in sources.items()})
    for each in settings:
        catalog, tag = catalogs.read(project, each, publication), each.language.tag
        for document in publication.documents:
            edition = localize(document, publication, catalog, settings[0], draft=False)
            texts: list[list[Run]] = []
            blocks = list(_Writer(texts).edition(edition))
            _dump(folder / f"{document.id}.json", blocks)
            _dump(folder / f"{document.id}.{tag}.json", texts)
            (folder / f"{document.id}.{tag}.matrix.json").write_bytes(matrix.render(edition))


def _dump(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=0), "utf-8")


class _Writer:
    """Lays an edition out as blocks; *texts* grows on the way."""

    def __init__(self, texts: list[list[Run]]) -> None:
        self.texts = texts
        self.referred: set[str] = set()

    def text(self, *runs: Run) -> int:
        self.texts.append([run for run in runs if run[1]])
        return len(self.texts) - 1

    def phrase(self, phrase: Phrase) -> int:
        return self.text(*_runs(phrase.content))

    def edition(self, edition: Edition) -> Iterator[Block]:
        said = edition.interface
        named = f"{edition.publisher} · {edition.number or edition.title} · {edition.date}"
        yield ["foot", self.text(["", named]), self.phrase(said["page-of"])]
        yield ["title", self.phrase(edition.title)]
        particulars = {
            "publisher": edition.publisher,
            "document-number": edition.number,
            "edition": edition.date,
            "language": edition.language.name,
        }
        yield [
            "particulars",
            [[self.phrase(said[name]), self.text(["", value])] for name, value in particulars.items() if value],
        ]
        for part in edition.sections:
            yield from self.section(part)

    def section(self, part: Section) -> Iterator[Block]:
        yield ["heading", part.level, self.phrase(part.title), part.id]
        for block in part.blocks:
            yield self.block(block)
        for inner in part.sections:
            yield from self.section(inner)

    def block(self, block: Paragraph | ItemList | Notice | Table | Contact) -> Block:
        match block:
            case Paragraph():
                return ["paragraph", self.phrase(block.phrase)]
            case Notice():
                return ["notice", self.phrase(block.phrase)]
            case Contact():
                return ["contact", self.phrase(block.phrase), [self.text(*_runs([link])) for link in block.links]]
            case ItemList():
                return ["list", block.ordered, [self.item(item) for item in block.items]]
            case Table():
                return self.table(block)

    def item(self, item: Item) -> Block:
        return [self.phrase(item.phrase), [self.block(block) for block in item.blocks]]

    def table(self, table: Table) -> Block:
        caption = self.text(["strong", table.label], ["", " "], *_runs(table.caption.content))
        heads = [[self.head(head) for head in row] for row in table.head]
        groups = [
            [
                *([[self.head(group.head)]] if group.head else []),
                *([self.head(row.head), *map(self.cell, row.cells)] for row in group.rows),
            ]
            for group in table.groups
        ]
        return ["table", table.id, caption, heads, groups, [self.note(note) for note in table.notes]]

    def head(self, head: Head) -> Block:
        summary = [["", " "], *_runs(head.summary.content)] if head.summary else []
        notes = [self.reference(note) for note in head.notes]
        name = self.text(["strong", str(head.phrase)], *notes, *summary)
        return [name, head.scope, head.colspan, head.rowspan]

    def reference(self, note: NoteReference) -> Run:
        first = note.id not in self.referred
        self.referred.add(note.id)
        return ["note", note.number, note.id, f"to-{note.id}" if first else ""]

    def cell(self, cell: Cell) -> Block:
        runs = (
            [["mark", str(cell.phrase), GLYPHS[cell.mark]]]
            if cell.mark is not Mark.NONE
            else _runs(cell.phrase.content)
        )
        return [self.text(*runs), "", 1, 1]

    def note(self, note: TableNote) -> Block:
        back = ["link", note.number, f"#to-{note.id}"]
        return [note.id, self.text(back, ["", " "], *_runs(note.phrase.content))]


def _runs(content: Sequence[Inline]) -> list[Run]:
    return [run for part in content for run in _part(part)]


def _part(part: Inline) -> list[Run]:
    match part:
        case Text() | Name():
            return [["", part.text]]
        case Strong() | Emphasis():
            return [["strong", plain(part.content)]]
        case Link():
            return [["link", plain(part.content), part.href]]
        case Value():
            return _runs(part.content) if part.content else [["slot", part.name]]


def words(text: list[Run]) -> str:
    """A text without its markup."""
    return "".join(run[1] for run in text if run[0] != "note")


def families(folder: Path) -> dict[str, tuple[str, Path]]:
    """The family and the file of each language's font."""
    listed = json.loads((folder / "fonts.json").read_text("utf-8"))
    return {tag: (family, Path(file)) for tag, (family, file) in listed.items()}


def documents(folder: Path) -> Iterator[tuple[str, list[Block]]]:
    """The documents in a corpus: id and blocks."""
    for path in sorted(folder.glob("*.json")):
        if path.name.count(".") == 1 and path.stem != "fonts":
            yield path.stem, json.loads(path.read_text("utf-8"))


def texts(folder: Path, document: str) -> dict[str, list[list[Run]]]:
    """The texts of a document by language tag."""
    paths = [path for path in sorted(folder.glob(f"{document}.*.json")) if path.name.count(".") == 2]
    return {path.name.split(".")[1]: json.loads(path.read_text("utf-8")) for path in paths}
