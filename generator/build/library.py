"""Content and catalogs, slice by slice: a document is made of what all share and of what is its own.

What is made of a slice can't depend on more than the slice, so the hashes of the slice's files are all that its key needs.
The whole publication is in memory only while content is read, and if it is large, in a process of its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from generator import catalogs, site, workers
from generator.build import makers
from generator.build.inputs import LARGE
from generator.build.shop import Shop
from generator.catalogs import Catalog, Entry, LanguageSettings
from generator.catalogs.catalog import read_of
from generator.catalogs.languages import source_tag
from generator.catalogs.waivers import FILE as WAIVERS
from generator.catalogs.waivers import Waiver, read_waivers
from generator.model import Publication
from generator.store import key

SHARED = ("publication", "vocabulary", "offerings", "interface")
"""The domains of the content files that every project has."""

Entries = Mapping[tuple[str, str], Entry]


class Library:
    """The slices of a project; *documents* are ids and *settings* languages, both in their order, *source* is a tag.

    *content* reads the project's content, when it is first asked for. Raises GeneratorError where languages or content
    can't be read.
    """

    def __init__(self, shop: Shop, content: Callable[[], Publication]) -> None:
        self.shop = shop
        self.content = content
        self.inputs = shop.inputs
        self.settings, self.source = self._read_settings()
        self._publications: dict[str, Publication] = {}
        self._entries: dict[str, Entries] = {}
        self._waivers: dict[str, tuple[Waiver, ...]] = {}

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(settings.language.tag for settings in self.settings)

    def pairs(self, *, release: bool) -> tuple[tuple[str, str], ...]:
        """Each document with each language in which it is made: a draft in all, a release but in those that it goes without."""
        without = self.publication().without if release else {}
        return tuple(
            (document, tag) for tag in self.tags for document in self.documents if tag not in without.get(document, ())
        )

    def of(self, tag: str) -> LanguageSettings:
        """The settings of a language."""
        return next(each for each in self.settings if each.language.tag == tag)

    def _read_settings(self) -> tuple[tuple[LanguageSettings, ...], str]:
        names = ("/language.yaml", "content/publication.yaml")
        files = [path for path in self.inputs.files if path.endswith(names)]
        folders = sorted({path.split("/")[1] for path in self.inputs.below("locales")})
        name = key(makers.of_editions(), folders, self.inputs.digest(*files))
        return self.shop.remembered(
            "languages", name, files, lambda: (catalogs.languages(self.shop.project), source_tag(self.shop.project))
        )

    # Content

    @property
    def is_unread(self) -> bool:
        """Whether the content is to be read: it is not kept."""
        return not self.shop.remembers("content", self._content_key())

    def _content_key(self) -> str:
        return key(makers.of_editions(), self.inputs.digest(*self.inputs.below("content")))

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents; to know them the content is read."""
        files = self.inputs.below("content")

        def read() -> tuple[str, ...]:
            publication = self.content()
            for document in ("", *(each.id for each in publication.documents)):
                self._slice(publication, document, files)
            return tuple(document.id for document in publication.documents)

        return self.shop.remembered(
            "content", self._content_key(), files, lambda: workers.apart(read, len(files) >= LARGE)
        )

    def publication(self, document: str = "") -> Publication:
        """The publication with one document and its messages, or with none: what all share."""
        if not document:
            return self._shared()
        return self._slice(None, document, self.inputs.below("content"))

    def _shared(self) -> Publication:
        if "" not in self._publications:
            self._publications[""] = self._slice(None, "", self.inputs.below("content"))
        return self._publications[""]

    def _slice(self, whole: Publication | None, document: str, files: Sequence[str]) -> Publication:
        name = key(makers.of_editions(), document, self.inputs.digest(*content_files(document)))
        return self.shop.remembered("slices", name, files, lambda: _sliced(whole or self.content(), document))

    def archive(self) -> site.Archive:
        """The editions that were released.

        Raises ContentError if the archive isn't whole, or holds a document of which the content says nothing.
        """
        files = (*self.inputs.below(site.ARCHIVE), "content/publication.yaml")
        name = key(makers.of_editions(), makers.of_format("html"), self.inputs.digest(*files))
        withdrawn = self.publication().withdrawn

        def read() -> site.Archive:
            return site.read_archive(self.shop.project, self.documents, withdrawn)

        return self.shop.remembered("archive", name, files, read)

    # Catalogs

    def waivers(self, tag: str) -> tuple[Waiver, ...]:
        """What somebody lets stand in a language. Raises CatalogError with every mistake in the file."""
        if tag not in self._waivers:
            settings = self.of(tag)
            there = f"{settings.folder}/{WAIVERS}" in self.inputs.files
            self._waivers[tag] = read_waivers(self.shop.project, settings) if there else ()
        return self._waivers[tag]

    def unread(self) -> tuple[str, ...]:
        """The languages whose catalogs are to be read, by tag."""
        return tuple(tag for tag in self.tags if not self.shop.remembers("catalogs", self._catalogs_key(tag)))

    def read_language(self, tag: str) -> Catalog:
        """The catalog of a language without its entries, which are kept by domain.

        Raises CatalogError with every mistake in the language's folder.
        """
        files = self.inputs.below(self.of(tag).folder)

        def read() -> Catalog:
            catalog = read_of(self.shop.project, self.of(tag), self.source)
            for domain in self.domains(tag):
                own = {name: entry for name, entry in catalog.entries.items() if name[0] == domain}
                self._keep(tag, domain, own, files)
            return replace(catalog, entries={})

        name = self._catalogs_key(tag)
        return self.shop.remembered("catalogs", name, files, lambda: workers.apart(read, len(files) >= LARGE))

    def _catalogs_key(self, tag: str) -> str:
        files = self.inputs.below(self.of(tag).folder)
        return key(makers.of_editions(), repr(self.of(tag)), self.inputs.digest(*files, "content/publication.yaml"))

    def domains(self, tag: str) -> tuple[str, ...]:
        """The domains for which a language has a catalog."""
        folder = f"{self.of(tag).folder}/LC_MESSAGES"
        paths = [path.removeprefix(f"{folder}/") for path in self.inputs.below(folder)]
        return tuple(path.removesuffix(".po") for path in paths if path.endswith(".po") and "/" not in path)

    def catalog(self, tag: str, document: str) -> Catalog:
        """The catalog of a language with the entries of a document and of what all documents share."""
        return replace(self.read_language(tag), entries={**self._shared_entries(tag), **self.entries(tag, document)})

    def _shared_entries(self, tag: str) -> Entries:
        if tag not in self._entries:
            self._entries[tag] = {name: entry for each in SHARED for name, entry in self.entries(tag, each).items()}
        return self._entries[tag]

    def entries(self, tag: str, domain: str) -> Entries:
        """The entries of one domain in a language; none where it has no catalog for it."""
        if domain not in self.domains(tag):
            return {}

        def read() -> Entries:
            whole = read_of(self.shop.project, self.of(tag), self.source)
            return {name: entry for name, entry in whole.entries.items() if name[0] == domain}

        files = self.inputs.below(self.of(tag).folder)
        return self.shop.remembered("entries", self._entries_key(tag, domain), files, read)

    def _keep(self, tag: str, domain: str, entries: Entries, files: Sequence[str]) -> None:
        self.shop.remembered("entries", self._entries_key(tag, domain), files, lambda: entries)

    def _entries_key(self, tag: str, domain: str) -> str:
        settings = self.of(tag)
        return key(makers.of_editions(), repr(settings), self.inputs.digest(settings.catalog(domain)))


def content_files(document: str = "") -> tuple[str, ...]:
    """The content files behind a document, or behind what all share."""
    shared = tuple(f"content/{domain}.yaml" for domain in SHARED)
    return (*shared, f"content/documents/{document}.yaml") if document else shared


def catalog_files(settings: LanguageSettings, document: str = "") -> tuple[str, ...]:
    """The files of a language behind a document, or behind what all share."""
    domains = (*SHARED, document) if document else SHARED
    return f"{settings.folder}/language.yaml", *(settings.catalog(domain) for domain in domains)


def _sliced(publication: Publication, document: str) -> Publication:
    domains = (*SHARED, document)
    return replace(
        publication,
        documents=tuple(each for each in publication.documents if each.id == document),
        messages={domain: found for domain, found in publication.messages.items() if domain in domains},
    )
