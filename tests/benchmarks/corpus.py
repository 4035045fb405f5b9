"""The shipped documents as plain text in every language, for peers that know nothing of us.

A document is a list of blocks that name texts by number: ``["h", level, text]``, ``["p", text]``, ``["li", text]``,
``["table", caption, [[text, …], …]]``. The same numbers name the same texts in every language.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator import catalogs, content, fonts
from generator.edition import Contact, Edition, ItemList, Notice, Paragraph, Phrase, Section, Table
from generator.localize import localize

Block = list[Any]


def write(project: Path, folder: Path) -> None:
    """Write ``<document>.json`` (title, blocks), ``<document>.<tag>.json`` (texts), and static fonts for each language."""
    publication = content.read(project)
    settings = catalogs.languages(project)
    folder.mkdir(parents=True, exist_ok=True)
    for each in settings:
        catalog = catalogs.read(project, each, publication)
        letters: set[str] = set()
        for document in publication.documents:
            edition = localize(document, publication, catalog, settings[0], draft=False)
            texts: list[str] = []
            blocks = list(_Writer(texts).edition(edition))
            _dump(folder / f"{document.id}.json", blocks)
            _dump(folder / f"{document.id}.{each.language.tag}.json", texts)
            letters.update(*texts)
        _fonts(each.language.tag, letters, folder / "fonts" / each.language.tag, project / ".cache")


def _fonts(tag: str, letters: set[str], folder: Path, cache: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for face in fonts.faces(fonts.stack(tag), letters, cache):
        (folder / f"{face.family}-{face.weight}.ttf").write_bytes(face.ttf)


def _dump(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=0), "utf-8")


class _Writer:
    """Lays an edition out as blocks; *texts* grows on the way."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts

    def text(self, phrase: Phrase | str) -> int:
        self.texts.append(str(phrase) or "–")
        return len(self.texts) - 1

    def edition(self, edition: Edition) -> Iterator[Block]:
        yield ["h", 1, self.text(edition.title)]
        for part in edition.sections:
            yield from self.section(part)

    def section(self, part: Section) -> Iterator[Block]:
        yield ["h", part.level, self.text(part.title)]
        for block in part.blocks:
            match block:
                case Paragraph() | Notice() | Contact():
                    yield ["p", self.text(block.phrase)]
                case ItemList():
                    yield from self.items(block)
                case Table():
                    yield self.table(block)
        for inner in part.sections:
            yield from self.section(inner)

    def items(self, block: ItemList) -> Iterator[Block]:
        for item in block.items:
            yield ["li", self.text(item.phrase)]
            for inner in item.blocks:
                if isinstance(inner, ItemList):
                    yield from self.items(inner)

    def table(self, block: Table) -> Block:
        rows = [[self.text(head) for head in ("", *(column.label for column in block.columns))]]
        for group in block.groups:
            rows += [
                [self.text(row.head.phrase), *(self.text(cell.phrase) for cell in row.cells)] for row in group.rows
            ]
        return ["table", self.text(block.caption), rows]


def documents(folder: Path) -> Iterator[tuple[str, list[Block]]]:
    """The documents in a corpus: id and blocks."""
    for path in sorted(folder.glob("*.json")):
        if path.name.count(".") == 1:
            yield path.stem, json.loads(path.read_text("utf-8"))


def texts(folder: Path, document: str) -> dict[str, list[str]]:
    """The texts of a document by language tag."""
    paths = sorted(folder.glob(f"{document}.*.json"))
    return {path.name.split(".")[1]: json.loads(path.read_text("utf-8")) for path in paths}
