"""What changed in the build of the documents: sections, blocks, values, settings, languages and glossaries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.catalogs import Term
from generator.model import (
    Block,
    Contact,
    Document,
    Fact,
    ItemList,
    Message,
    Notice,
    Paragraph,
    Publication,
    Section,
    TableBlock,
)
from generator.review.change import Action, Change, Kind, Where
from generator.review.sequence import moved, paired
from generator.review.snapshot import Snapshot

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A section or a block: what it is, its text as a name, where it stands, and the id of its element in an edition."""

    kind: Kind
    what: str
    name: str
    section: str
    element: str
    former: str = ""


def compare(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    """Every change that is neither a text nor in a table."""
    old = {document.id: document for document in before.publication.documents}
    new = {document.id: document for document in after.publication.documents}
    names = paired(*({id: each.title.text for id, each in side.items()} for side in (old, new)))
    yield from _listed(Kind.DOCUMENT, "documents", _titles(old), _titles(new), names)
    for id, document in new.items():
        if was := old.get(names.get(id, id)):
            yield from _outline(was, document)
            own = [_own(side, each) for side, each in ((before, was), (after, document))]
            yield from _values(f"{id}:values", own[0], own[1], before, after, (Where(id),))
            yield from _settings(was, document)
    yield from _values("offerings:terms", before.publication.terms, after.publication.terms, before, after)
    yield from _publication(before.publication, after.publication)
    yield from _languages(before, after)


def _titles(documents: Mapping[str, Document]) -> dict[str, str]:
    return {id: document.title.text for id, document in documents.items()}


def _listed(
    kind: Kind, path: str, old: Mapping[str, str], new: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[Change]:
    """Things of a list by id: those that came, went, moved and have another id."""
    for id, name in new.items():
        if id in names:
            yield Change(kind, Action.RENAMED, f"{path}.{id}", name, names[id], id)
        elif id not in old:
            yield Change(kind, Action.ADDED, f"{path}.{id}", name)
    for id, name in old.items():
        if id not in new and id not in names.values():
            yield Change(kind, Action.REMOVED, f"{path}.{id}", name)
    back = {names.get(id, id): id for id in new}
    for was in moved(tuple(old), tuple(back)):
        yield Change(kind, Action.MOVED, f"{path}.{back[was]}", new[back[was]])


# Sections and blocks


def nodes(document: Document) -> dict[Path, Node]:
    """Every section and block of a document by its path, in reading order."""
    found: dict[Path, Node] = {}
    for section in document.sections:
        _section(section, (), found)
    return found


def _section(section: Section, above: Path, found: dict[Path, Node]) -> None:
    path = (*above, section.id)
    former = section.title.former.rpartition(":")[2].split(".")
    was = former[-2] if len(former) > 2 and former[-1] == "title" else ""
    title = section.title.text
    found[path] = Node(Kind.SECTION, "section", title, title, "-".join(path), was)
    for block in section.blocks:
        _block(block, path, section.title.text, found)
    for inner in section.sections:
        _section(inner, path, found)


def _block(block: Block, above: Path, section: str, found: dict[Path, Node]) -> None:
    path = (*above, block.id)
    match block:
        case Paragraph(message=message) | Notice(message=message) | Contact(message=message):
            what = type(block).__name__.lower()
            found[path] = Node(Kind.BLOCK, what, message.text, section, "-".join(path), _former(message))
        case TableBlock(table=view):
            found[path] = Node(Kind.BLOCK, "table", view.caption.text, section, f"table-{view.id}")
        case ItemList(items=items, ordered=ordered):
            what = "numbered list" if ordered else "list"
            found[path] = Node(Kind.BLOCK, what, block.id, section, "-".join(path))
            for item in items:
                here, text = (*path, item.id), item.message
                found[here] = Node(Kind.BLOCK, "list item", text.text, section, "-".join(here), _former(text))
                for inner in item.blocks:
                    _block(inner, here, section, found)


def _former(message: Message) -> str:
    return message.former.rpartition(":")[2].rpartition(".")[2]


def pairs(old: Mapping[Path, Node], new: Mapping[Path, Node]) -> dict[Path, Path]:
    """New path -> old path of every section and block; where there was none, its own."""
    formers = {path: (*path[:-1], node.former) for path, node in new.items() if node.former}
    likeness = [
        {path: (node.kind, node.name) for path, node in side.items() if node.what != "list"} for side in (old, new)
    ]
    names = paired(likeness[0], likeness[1], formers)
    names |= _below(names, old, new)
    return {path: names.get(path, path) for path in new}


def _outline(was: Document, document: Document) -> Iterator[Change]:
    old, new = nodes(was), nodes(document)
    back = pairs(old, new)
    for path, node in new.items():
        yield from _node(path, node, back, old, document.id)
    kept = set(back.values())
    for path, node in old.items():
        if path not in kept and (path[:-1] in kept or not path[:-1]):
            where = (Where(document.id, node.section),)
            yield Change(node.kind, Action.REMOVED, _id(document.id, path), _short(node.name), where=where)
    for parent in {path[:-1]: None for path in new}:
        yield from _order(parent, old, new, back, document.id)


def _below(names: Mapping[Path, Path], old: Mapping[Path, Node], new: Mapping[Path, Node]) -> dict[Path, Path]:
    """What stands below something renamed went with it."""
    found: dict[Path, Path] = {}
    for path in new:
        for upper, was in names.items():
            if len(upper) < len(path) and path[: len(upper)] == upper and path not in names:
                former = (*was, *path[len(upper) :])
                if former in old and former not in new:
                    found[path] = former
    return found


def _node(
    path: Path, node: Node, back: Mapping[Path, Path], old: Mapping[Path, Node], document: str
) -> Iterator[Change]:
    was = back[path]
    where = (Where(document, node.section, id=node.element),)
    id, name = _id(document, path), _short(node.name)
    if was not in old:
        if not path[:-1] or back[path[:-1]] in old:
            yield Change(node.kind, Action.ADDED, id, name, where=where)
        return
    upper = back.get(path[:-1], ())
    if was[:-1] != upper:
        yield Change(node.kind, Action.MOVED, id, name, old[was].section, node.section, where)
    elif was[-1] != path[-1]:
        yield Change(node.kind, Action.RENAMED, id, name, was[-1], path[-1], where)
    if node.what != old[was].what:
        yield Change(node.kind, Action.CHANGED, id, name, old[was].what, node.what, where)


def _order(
    parent: Path, old: Mapping[Path, Node], new: Mapping[Path, Node], back: Mapping[Path, Path], document: str
) -> Iterator[Change]:
    here = [path for path in new if path[:-1] == parent]
    there = [path for path in old if path[:-1] == back.get(parent, parent)]
    for was in moved(there, [back[path] for path in here]):
        path = next(path for path in here if back[path] == was)
        node = new[path]
        where = (Where(document, node.section, id=node.element),)
        yield Change(node.kind, Action.MOVED, _id(document, path), _short(node.name), where=where)


def _id(document: str, path: Path) -> str:
    return f"{document}:{'.'.join(path)}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"


# Values and settings


def _values(
    path: str,
    old: Mapping[str, Fact],
    new: Mapping[str, Fact],
    before: Snapshot,
    after: Snapshot,
    where: tuple[Where, ...] = (),
) -> Iterator[Change]:
    for name in {**old, **new}:
        was, now = old.get(name), new.get(name)
        if was == now:
            continue
        action = Action.ADDED if was is None else Action.REMOVED if now is None else Action.CHANGED
        told = before.say(was) if was else "", after.say(now) if now else ""
        yield Change(Kind.VALUE, action, f"{path}.{name.replace('_', '-')}", f"{{{name}}}", *told, where)


def _own(snapshot: Snapshot, document: Document) -> dict[str, Fact]:
    """The values that only this document has; the publication's terms are told once."""
    return {name: fact for name, fact in document.values.items() if name not in snapshot.publication.terms}


def _settings(was: Document, document: Document) -> Iterator[Change]:
    for name in ("number", "edition"):
        old, new = str(getattr(was, name)), str(getattr(document, name))
        if old != new:
            yield Change(Kind.SETTING, Action.CHANGED, f"{document.id}:{name}", name, old, new, (Where(document.id),))


def _publication(old: Publication, new: Publication) -> Iterator[Change]:
    for name in ("provider", "legal_name", "source"):
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            id, kind = name.replace("_", "-"), Kind.SETTING if name == "source" else Kind.PARTY
            yield Change(kind, Action.CHANGED, f"publication:{id}", id, was, now)
    settings = [dict(_told_settings(each)) for each in (old, new)]
    yield from (
        Change(Kind.SETTING, Action.CHANGED, f"publication:{id}", id, settings[0].get(id, ""), settings[1].get(id, ""))
        for id in sorted({*settings[0], *settings[1]})
        if settings[0].get(id) != settings[1].get(id)
    )
    for word in sorted({*old.names} ^ {*new.names}):
        action = Action.ADDED if word in new.names else Action.REMOVED
        yield Change(Kind.SETTING, action, "publication:names", word)
    for tag in sorted({*old.policies, *new.policies}):
        if old.policy(tag) is not new.policy(tag):
            id = f"publication:policies.{tag}" if tag else "publication:policy"
            yield Change(Kind.SETTING, Action.CHANGED, id, "policy", old.policy(tag), new.policy(tag), language=tag)
    for id, link in new.links.items():
        if id in old.links and old.links[id].url != link.url:
            yield Change(Kind.SETTING, Action.CHANGED, f"publication:links.{id}.url", id, old.links[id].url, link.url)


def _told_settings(publication: Publication) -> Iterator[tuple[str, str]]:
    """What else readers see of the settings, by the path in publication.yaml."""
    stated = publication.provenance
    yield "provenance.revision", "stated" if stated.revision else "not stated"
    yield "provenance.approved", "stated" if stated.approved else "not stated"
    yield "provenance.prevailing", stated.prevailing
    yield "paper", publication.paper
    yield "site", publication.site
    for id, tags in publication.without.items():
        yield f"without.{id}", ", ".join(tags)
    for id, withdrawal in publication.withdrawn.items():
        yield f"withdrawn.{id}", " ".join(filter(None, (str(withdrawal.since), withdrawal.successor)))


def _languages(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    names = [{each.language.tag: each.language.name for each in side.settings} for side in (before, after)]
    for change in _listed(Kind.LANGUAGE, "locales", names[0], names[1], {}):
        yield replace(change, language=change.id.partition(".")[2])
    for tag, catalog in after.catalogs.items():
        if tag in before.catalogs:
            old = {term.concept: term for term in before.catalogs[tag].glossary.terms}
            new = {term.concept: term for term in catalog.glossary.terms}
            for concept in {**old, **new}:
                was, now = old.get(concept), new.get(concept)
                if was == now:
                    continue
                action = Action.ADDED if was is None else Action.REMOVED if now is None else Action.CHANGED
                words = _told(was), _told(now)
                yield Change(Kind.TERM, action, f"glossary.{concept}", concept, *words, language=tag)


def _told(term: Term | None) -> str:
    """What the glossary says of a concept, in a line."""
    if term is None:
        return ""
    parts = [", ".join((term.target, *term.variants))]
    parts += [f"not: {', '.join(term.forbidden)}"] if term.forbidden else []
    parts += [f"for: {', '.join(term.source)}", *filter(None, [term.note])]
    return "; ".join(parts)
