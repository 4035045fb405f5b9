"""``servicedocs status``: how far each document is in each language."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import collector
from generator.cli import console

if TYPE_CHECKING:
    from generator.catalogs import LanguageSettings
    from generator.edition import State
    from generator.model import Message
    from generator.status import Row

_ROOMS = ("content", "localize", "cldr", "inline", "model", "source", "status", "cli")
"""What decides which messages a document says."""


@click.command("status")
@click.option("--format", "format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--fail-under", type=click.FloatRange(0, 100), metavar="PERCENT", help="Exit with 1 if any row has less.")
@console.project_option
@click.pass_context
@collector.resting()
def verb(ctx: click.Context, project: Path, format: str, fail_under: float | None) -> None:
    """Count messages and words by the state of their translation, for each document in each language."""
    from generator import catalogs
    from generator.catalogs import kept
    from generator.status import status

    settings = catalogs.languages(project)
    source = settings[0].language.tag
    known = [kept.read(project, each, source) for each in settings]
    rows = status(_said(project, settings[0]), known)
    console.show(_json(rows) if format == "json" else _table(rows))
    behind = [row for row in rows if fail_under is not None and row.share * 100 < fail_under]
    for row in behind:
        console.tell(f"{row.document} in {row.language}: {row.share:.1%} is under {fail_under:g}%")
    if behind:
        ctx.exit(1)


def _said(project: Path, source: "LanguageSettings") -> "dict[str, tuple[Message, ...]]":
    """The messages of each document, kept as long as the content stays the same: reading it takes most of the time."""
    from generator import store
    from generator.model import Kind, Message

    files = [*(project / "content").rglob("*.yaml"), project / source.folder / "language.yaml"]
    contents = sorted((path.relative_to(project).as_posix(), store.digest(path)) for path in files if path.is_file())
    name = store.key(store.code(*_ROOMS), contents)
    data = store.kept_alone(project / ".cache" / "status" / name, lambda: _read(project, source))
    documents = json.loads(data)
    return {
        document: tuple(Message(domain, key, text, Kind(kind), plural) for domain, key, text, kind, plural in messages)
        for document, messages in documents.items()
    }


def _read(project: Path, source: "LanguageSettings") -> bytes:
    """The messages of each document as JSON."""
    from generator.catalogs import Catalog
    from generator.content import kept
    from generator.localize import localize
    from generator.status import said

    publication = kept.read(project)
    catalog = Catalog(source, source=True)
    found = said(publication, (localize(each, publication, catalog, source) for each in publication.documents))
    documents = {
        document: [(each.domain, each.key, each.text, each.kind, each.plural) for each in messages]
        for document, messages in found.items()
    }
    return json.dumps(documents, ensure_ascii=False).encode()


def _json(rows: "tuple[Row, ...]") -> str:
    listed = [
        {
            "document": row.document,
            "language": row.language,
            "messages": {str(state): count for state, count in row.messages.items()},
            "words": {str(state): count for state, count in row.words.items()},
            "percent": round(row.share * 100, 1),
        }
        for row in rows
    ]
    return json.dumps({"rows": listed}, indent=2)


def _table(rows: "tuple[Row, ...]") -> str:
    """Columns of text: document, language, then the counts in the order of the states."""
    from generator.edition import State

    head = ["document", "language", "ready", *(str(state) for state in State)]
    lines = [head, *([row.document, row.language, f"{row.share:.0%}", *_counts(row, State)] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def _counts(row: "Row", states: "type[State]") -> list[str]:
    """Messages, and in brackets words, as in "206 (1834)"; a dash for none."""
    return [f"{row.messages[state]} ({row.words[state]})" if state in row.messages else "–" for state in states]
