"""All that is known about a message: its texts, states, verdicts, findings and history, in every language."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from generator import checks
from generator.catalogs import Catalog
from generator.catalogs.ledger import digest, names
from generator.errors import Finding, GeneratorError
from generator.model import Message
from generator.review.decide import chosen
from generator.review.history import versions
from generator.review.paper import Pages, on_pages
from generator.review.places import places
from generator.review.snapshot import Snapshot, working_tree
from generator.review.words import diff, plain


def explain(project: Path, key: str, pages: Callable[[Sequence[str]], Pages] = lambda documents: {}) -> Iterator[str]:
    """The lines about the message that a key means; *pages* tells those of the documents in which it stands.

    Raises GeneratorError if there is none, or several without a pattern.
    """
    snapshot = working_tree(project)
    messages = {names(message)[0]: message for message in chosen(snapshot, [key])}
    where = {name: found for name, found in places(snapshot).items() if name in messages}
    known = {document.id for document in snapshot.publication.documents}
    documents = sorted(known & {place.document for found in where.values() for place in found if place.id})
    printed = pages(documents) if documents else {}
    for name, message in messages.items():
        yield name
        yield f"  {message.kind}, {message.place}" + (f", formerly {message.former}" if message.former else "")
        yield from (f"  {place}" for place in on_pages(where.get(name, ()), printed, snapshot.catalogs))
        yield from (f"  note: {line}" for line in filter(None, [message.note]))
        yield from (f"  {text}" for text in (message.text, message.plural) if text)
        for tag, catalog in snapshot.catalogs.items():
            if not catalog.source:
                yield ""
                yield from _language(project, snapshot, tag, catalog, message)


def _language(project: Path, snapshot: Snapshot, tag: str, catalog: Catalog, message: Message) -> Iterator[str]:
    state, forms = catalog.approval(message), catalog.forms(message)
    yield f"{tag}: {state}, {catalog.lookup(message).place}"
    yield from (f"  {form}" for form in forms if form)
    pair = digest(message.text, message.plural), digest(*forms)
    for name in names(message):
        for line in sorted(catalog.ledger.by_key.get(name, ()), key=lambda line: line.date):
            about = "these words" if (line.source, line.target) == pair else "earlier words"
            note = f": {line.note}" if line.note else ""
            yield f"  {line.date} {line.verdict} by {line.who} ({about}){note}"
    for finding in _findings(snapshot, catalog, message):
        yield f"  {finding.severity} {finding.code}: {finding.problem}"
    try:
        known = list(versions(project, catalog.settings, message))
    except GeneratorError:
        return  # no repository, no history
    for newer, older in zip(known, [*known, None][1:], strict=True):
        before = older.forms if older else ("",) * len(newer.forms)
        told = " | ".join(plain(diff(was, now)) for was, now in zip(before, newer.forms, strict=False))
        yield f"  {newer.commit} {newer.date} {newer.who}: {told}"


def _findings(snapshot: Snapshot, catalog: Catalog, message: Message) -> tuple[Finding, ...]:
    publication = replace(snapshot.publication, messages={message.domain: (message,)})
    entries = (
        {(message.domain, message.key): catalog.entries[message.domain, message.key]} if catalog.forms(message) else {}
    )
    found = checks.run(publication, [replace(catalog, entries=entries)])
    return tuple(finding for finding in found if finding.key == message.key)
