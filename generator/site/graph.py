"""The link graph: which pages are the same page in another language, and which belong to one document.

Everything that names another page asks here: head tags, language menus, site maps, feeds and downloads.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.edition import Edition, Language
from generator.formats import Alternate, Former, Neighbours
from generator.site import addresses
from generator.site.addresses import CHOOSER, Base, href
from generator.site.archive import Archive
from generator.site.record import Record


@dataclass(frozen=True, slots=True)
class PageSet:
    """One page in several languages: tag -> path. *default* is where readers of no other language go.

    *modified* is the month of the newest edition that it tells of ("" where it belongs to none).
    """

    paths: Mapping[str, str]
    default: str
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """What pages know of the site: its *languages*, the source first, its *base* address, and its *archive*."""

    languages: tuple[Language, ...]
    base: Base = field(default_factory=Base)
    archive: Archive = field(default_factory=Archive)

    def about(self, document: str) -> "Graph":
        """The graph as far as one document needs it."""
        return Graph(self.languages, self.base, self.archive.about(document))

    # The same page in other languages

    def homes(self) -> PageSet:
        """The lists of documents."""
        return PageSet({language.tag: addresses.home_path(language) for language in self.languages}, CHOOSER)

    def documents(self, siblings: Sequence[Edition]) -> PageSet:
        """The pages of a document."""
        return self._set(siblings, lambda tag: addresses.path(_in(tag, siblings)))

    def permanents(self, siblings: Sequence[Edition]) -> PageSet:
        """The pages at which an edition lies for ever."""
        released = [each for each in siblings if is_released(each)]
        return self._set(released, lambda tag: addresses.permanent_path(_in(tag, siblings)))

    def comparisons(self, siblings: Sequence[Edition]) -> PageSet:
        """The pages that show a document's offerings side by side."""
        able = [each for each in siblings if compares(each)]
        return self._set(able, lambda tag: addresses.comparison_path(tag, _in(tag, siblings).document))

    def editions(self, siblings: Sequence[Edition]) -> PageSet:
        """The lists of a document's editions."""
        return self._set(siblings, lambda tag: addresses.editions_path(tag, siblings[0].document))

    def changes(self, siblings: Sequence[Edition]) -> PageSet:
        """The pages that tell what changed in a document."""
        return self._set(siblings, lambda tag: addresses.changes_path(tag, siblings[0].document))

    def _set(self, siblings: Sequence[Edition], path: Callable[[str], str]) -> PageSet:
        have = {each.language.tag for each in siblings}
        paths = {language.tag: path(language.tag) for language in self.languages if language.tag in have}
        modified = max((each.revision for each in siblings), default="")
        return PageSet(paths, next(iter(paths.values()), CHOOSER), modified)

    def archived(self, document: str, revision: str) -> PageSet:
        """The pages of an edition in the archive."""
        holding = [language.tag for language in self.languages if self.archive.holds(document, language.tag, revision)]
        paths = {tag: f"{addresses.permanent_folder(tag, document, revision)}index.html" for tag in holding}
        return PageSet(paths, next(iter(paths.values()), CHOOSER), revision)

    def withdrawn(self, document: str, path: Callable[[str, str], str]) -> PageSet:
        """A page of a document that applies no more, in the languages in which it was released."""
        tags = [language.tag for language in self.languages if self.archive.of(document, language.tag)]
        paths = {tag: path(tag, document) for tag in tags}
        newest = max((each.revision for tag in tags for each in self.archive.of(document, tag)), default="")
        return PageSet(paths, next(iter(paths.values()), CHOOSER), newest)

    # What a page says of it

    def alternates(self, pages: PageSet, here: str) -> tuple[Alternate, ...]:
        """A page in every language of the site, seen from *here*; without a way there where it is missing."""
        return tuple(self._alternate(language, pages.paths.get(language.tag, ""), here) for language in self.languages)

    def _alternate(self, language: Language, path: str, here: str) -> Alternate:
        if not path:
            return Alternate(language, "")
        return Alternate(language, href(path, here), path == here, self.base.link(path, here))

    def bilingual(self, edition: Edition, siblings: Sequence[Edition], here: str) -> tuple[Alternate, ...]:
        """The pages on which a document stands beside itself in each other language."""
        tag, document = edition.language.tag, edition.document
        paths = {
            other.language: addresses.bilingual_path(tag, document, other.language.tag)
            for other in siblings
            if other.language != edition.language
        }
        return tuple(Alternate(language, href(path, here), path == here) for language, path in paths.items())

    # The pages around a document

    def neighbours(self, edition: Edition, siblings: Sequence[Edition], here: str) -> Neighbours:
        """What is around the page of an edition that may be replaced by another one."""
        tag, document = edition.language.tag, edition.document
        return Neighbours(
            comparison=href(addresses.comparison_path(tag, document), here) if compares(edition) else "",
            editions=href(addresses.editions_path(tag, document), here),
            changes=href(addresses.changes_path(tag, document), here),
            permanent=href(addresses.permanent_path(edition), here) if self.is_permanent(edition) else "",
            current=href(addresses.path(edition), here),
            former=self.former(edition, here),
            beside=self.bilingual(edition, siblings, here),
        )

    def is_permanent(self, edition: Edition) -> bool:
        """Whether an edition has a permanent address: drafts have none, unless they were released before."""
        return is_released(edition) or self.archive.holds(edition.document, edition.language.tag, edition.revision)

    def former(self, edition: Edition, here: str) -> Former | None:
        """The edition that this one replaced."""
        before = [each for each in self.records(edition) if each.revision < edition.revision]
        return Former(before[-1].date, href(page_of(before[-1]), here)) if before else None

    def records(self, edition: Edition) -> tuple[Record, ...]:
        """The released editions of the same document in the same language, oldest first."""
        return self.archive.of(edition.document, edition.language.tag)


def page_of(kept: Record) -> str:
    """Where a record's page lies."""
    return f"{addresses.permanent_folder(kept.language, kept.document, kept.revision)}index.html"


def is_released(edition: Edition) -> bool:
    """Whether an edition goes out as a record."""
    return not edition.draft


def compares(edition: Edition) -> bool:
    """Whether there is something to compare."""
    return len(edition.offerings) > 1


def site_languages(editions: Sequence[Edition]) -> tuple[Language, ...]:
    """The languages of editions, in their order."""
    return tuple(dict.fromkeys(edition.language for edition in editions))


def by_document(editions: Sequence[Edition]) -> dict[str, list[Edition]]:
    """Editions by document, in their order."""
    found: dict[str, list[Edition]] = {}
    for edition in editions:
        found.setdefault(edition.document, []).append(edition)
    return found


def page_sets(graph: Graph, editions: Sequence[Edition]) -> Iterator[PageSet]:
    """Every page that search engines should know, with its languages."""
    homes = graph.homes()
    yield replace(homes, paths={"": CHOOSER, **homes.paths})
    current = by_document(editions)
    for document, siblings in current.items():
        yield graph.documents(siblings)
        yield graph.comparisons(siblings)
        yield graph.editions(siblings)
        yield graph.changes(siblings)
        if not graph.archived(document, siblings[0].revision).paths:
            yield graph.permanents(siblings)
    for document in dict.fromkeys(document for document, _ in graph.archive.records):
        if document not in current:
            yield graph.withdrawn(document, addresses.editions_path)
            yield graph.withdrawn(document, addresses.changes_path)
        revisions = {each.revision for tag in graph.archive.tags(document) for each in graph.archive.of(document, tag)}
        yield from (graph.archived(document, revision) for revision in sorted(revisions))


def _in(tag: str, siblings: Sequence[Edition]) -> Edition:
    return next(each for each in siblings if each.language.tag == tag)
