"""Everything in the site that is about no single document: lists, assets, errors, feeds, the site map, the archive."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from jinja2 import Environment

from generator.edition import Edition
from generator.formats import json as data
from generator.formats import templates
from generator.formats.templates import View
from generator.site import addresses, changes
from generator.site.addresses import ROBOTS, SCHEMA, SITEMAP, Base
from generator.site.archive import Archive
from generator.site.changes import Revision
from generator.site.dress import Dress, together
from generator.site.graph import Graph, PageSet, by_document, page_of, page_sets, site_languages
from generator.site.history import withdrawn
from generator.site.pages import chooser, errors, home, of_languages
from generator.site.record import Record

MOST = 5000
"""Addresses in one site map: with their languages they stay far below the 50 MB that sitemaps.org allows."""


@dataclass(frozen=True, slots=True)
class News:
    """An edition in a feed: *id* is the same wherever the site lies, *href* leads to it."""

    id: str
    href: str
    updated: str
    revision: Revision


@dataclass(frozen=True, slots=True)
class Listed:
    """An address in the site map with the same page in other languages, and the day of its edition."""

    url: str
    modified: str
    alternates: tuple[tuple[str, str], ...]


def indexes(
    editions: Sequence[Edition],
    dresses: Mapping[str, Dress],
    environment: Environment,
    graph: Graph | None = None,
    released: Iterable[Record] = (),
) -> dict[str, bytes]:
    """Everything in the site that belongs to no single edition, by path, but the files of the archive.

    *editions* are all of the site, in the order in which lists show them (their text is not asked for); *dresses* go by
    language tag. *released* are records of editions that go out for the first time. Raises RenderError if the project's templates can't make it.
    """
    graph = graph or Graph(site_languages(editions))
    by_language = of_languages(editions)
    told = graph.archive.with_records(released)
    common = together(dresses[language.tag] for language in by_language)
    files = {addresses.CHOOSER: chooser(editions, common, environment, graph), **common.files}
    for language, its in by_language.items():
        dress = dresses[language.tag]
        own = {each.document for each in its}
        missing = [siblings[0] for document, siblings in by_document(editions).items() if document not in own]
        files[addresses.home_path(language)] = home(its, tuple(by_language), dress, environment, graph, missing)
        files[addresses.feed_path(language.tag)] = feed(its, environment, graph.base, told)
        files |= dress.files
    files |= errors(editions, dresses, common, environment, graph)
    files |= tombstones(editions, dresses, environment, graph)
    files |= sitemap(editions, environment, graph)
    files[SCHEMA] = data.SCHEMA.read_bytes()
    return files


def tombstones(
    editions: Sequence[Edition], dresses: Mapping[str, Dress], environment: Environment, graph: Graph
) -> dict[str, bytes]:
    """What stays of documents that apply no more, in every language in which they were released."""
    files: dict[str, bytes] = {}
    for document, withdrawal in graph.archive.withdrawn.items():
        for language, its in of_languages(editions).items():
            if graph.archive.of(document, language.tag):
                successor = next((each for each in its if each.document == withdrawal.successor), None)
                files |= withdrawn(document, its[0], dresses[language.tag], environment, graph, successor)
    return files


# Feeds


def feed(editions: Sequence[Edition], environment: Environment, base: Base, archive: Archive) -> bytes:
    """What changed, edition by edition, in the language of *editions*, as Atom (RFC 4287). Drafts are no news."""
    first = editions[0]
    tag = first.language.tag
    here = addresses.feed_path(tag)
    news = sorted(_news(first, base, archive, here), key=lambda each: (each.updated, each.id), reverse=True)
    values = {
        "language": first.language,
        "publisher": first.publisher,
        "id": _urn(first.publisher, tag),
        "href": base.link(here, here),
        "home": base.link(addresses.home_path(first.language), here),
        "updated": news[0].updated if news else f"{max(each.revision for each in editions)}-01T00:00:00Z",
        "news": news,
        "view": View.of(first),
    }
    return templates.render(environment, "changes.atom.jinja", **values).encode()


def _news(first: Edition, base: Base, archive: Archive, here: str) -> Iterator[News]:
    tag = first.language.tag
    for (document, language), kept in archive.records.items():
        if language == tag:
            for revision in changes.revisions(kept):
                month = revision.record.revision
                yield News(
                    _urn(first.publisher, tag, document, month),
                    base.link(page_of(revision.record), here),
                    f"{month}-01T00:00:00Z",
                    revision,
                )


def _urn(*parts: str) -> str:
    """A name that is never given twice and never changes, wherever the site lies (RFC 4122, version 5)."""
    return uuid5(NAMESPACE_URL, json.dumps(parts)).urn


# Site map


def sitemap(editions: Sequence[Edition], environment: Environment, graph: Graph) -> dict[str, bytes]:
    """The site map, and where crawlers find it; nothing where nobody said at which address the site lies."""
    if not graph.base.address:
        return {}
    listed = [entry for pages in page_sets(graph, editions) for entry in _listed(pages, graph)]
    parts = [listed[start : start + MOST] for start in range(0, len(listed), MOST)]
    files = {}
    names = [SITEMAP] if len(parts) == 1 else [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        files[name] = templates.render(environment, "sitemap.xml.jinja", listed=part).encode()
    if len(parts) > 1:
        urls = [graph.base.url(name) for name in names]
        files[SITEMAP] = templates.render(environment, "sitemap-index.xml.jinja", urls=urls).encode()
    files[ROBOTS] = f"User-agent: *\nAllow: /\nSitemap: {graph.base.url(SITEMAP)}\n".encode()
    return files


def _listed(pages: PageSet, graph: Graph) -> Iterator[Listed]:
    url = graph.base.url
    alternates = [(tag, url(path)) for tag, path in pages.paths.items() if tag]
    alternates.append(("x-default", url(pages.default)))
    for path in pages.paths.values():
        yield Listed(url(path), f"{pages.modified}-01" if pages.modified else "", tuple(alternates))
