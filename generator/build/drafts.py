"""Each document in each language, localized and checked once and kept: what the rest of a build has to know of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from sys import intern
from typing import Any

from generator import checks, site
from generator.build import makers
from generator.build.library import SHARED, Library, catalog_files, content_files
from generator.build.shop import Shop
from generator.catalogs import Catalog, ledger
from generator.catalogs.waivers import FILE as WAIVERS
from generator.checks.waiving import settle
from generator.edition import Edition, Phrase
from generator.errors import GeneratorError, Severity
from generator.localize import localize
from generator.model import Publication
from generator.store import code, key


@dataclass(frozen=True, slots=True)
class Draft:
    """What a build keeps in mind of an edition: thousands of them fit in memory.

    *card* is the edition without its text, as lists show it; *digest* is the hash of the whole edition, *weight* its size.
    *characters* are all that it says, *bold* those of them that may stand in bold.
    """

    card: Edition
    digest: str
    weight: int
    characters: str
    bold: str

    @property
    def tag(self) -> str:
        return self.card.language.tag

    @property
    def document(self) -> str:
        return self.card.document


COMMON = ("language", "revision", "date", "publisher", "keywords", "offerings", "calendar", "provenance")
"""What one edition often says just as others do."""


def sharing(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts with what they have in common in memory only once; the words of the page are those of the language."""
    words: dict[str, Mapping[str, Phrase]] = {}
    known: dict[Any, Any] = {}
    for draft in drafts:
        said = {name: getattr(draft.card, name) for name in COMMON}
        its = {name: known.setdefault(value, value) for name, value in said.items()}
        card = replace(draft.card, interface=words.setdefault(draft.tag, draft.card.interface), **its)
        characters, bold = (known.setdefault(each, each) for each in (draft.characters, draft.bold))
        yield replace(draft, card=card, characters=characters, bold=bold)


class Drafts:
    """Drafts by document and tag, made when they are asked for; *release* as in an order, *day* as in means."""

    def __init__(self, shop: Shop, library: Library, *, release: bool, day: date) -> None:
        self.shop = shop
        self.library = library
        self.release = release
        self.day = day

    def missing(self) -> tuple[tuple[str, str], ...]:
        """Those that are to be made: document and tag; "" for the texts that no document has for itself."""
        pairs = [*(("", tag) for tag in self.library.tags), *self.library.pairs(release=self.release)]
        return tuple(pair for pair in pairs if not self.shop.remembers(self._kind(pair[0]), self._key(*pair)))

    def prepare(self, document: str, tag: str) -> None:
        """Make what there is to know of a document in a language, or of the texts that no document has for itself.

        Raises GeneratorError with every error of the checks, or if it can't be localized.
        """
        if document:
            self.of(document, tag)
        else:
            self.shop.remembered("checked", self._key("", tag), self.files("", tag), lambda: self._check_shared(tag))

    def of(self, document: str, tag: str) -> Draft:
        """The draft of a document in a language."""
        files = self.files(document, tag)
        return self.shop.remembered("drafts", self._key(document, tag), files, lambda: self._draft(document, tag))

    def edition(self, draft: Draft) -> Edition:
        """The whole edition."""
        files = self.files(draft.document, draft.tag)
        return self.shop.remembered(
            "editions", draft.digest, files, lambda: self._localized(*self._slices(draft.document, draft.tag))
        )

    def files(self, document: str, tag: str) -> tuple[str, ...]:
        """The files of the project behind a draft; most stand behind others too, and their names in memory only once."""
        settings, source = self.library.of(tag), self.library.settings[0]
        files = {
            *content_files(document),
            *catalog_files(settings, document),
            f"{settings.folder}/glossary.yaml",
            f"{settings.folder}/{WAIVERS}",
            f"{source.folder}/language.yaml",
        }
        if not document:
            files |= {settings.catalog(domain) for domain in self._strays(tag)}
        if self.release or self.library.publication().provenance.approved:
            files.add(f"{settings.folder}/{ledger.NAME}")
        return tuple(sorted(map(intern, files)))

    def _key(self, document: str, tag: str) -> str:
        digests = self.shop.inputs.digest(*self.files(document, tag))
        ended = [waiver.key for waiver in self.library.waivers(tag) if waiver.until < self.day]
        made = (makers.of_editions(), code("build/drafts"))
        return key(made, document, self.release, repr(self.library.of(tag)), digests, ended)

    @staticmethod
    def _kind(document: str) -> str:
        return "drafts" if document else "checked"

    def _strays(self, tag: str) -> tuple[str, ...]:
        """Domains that have a catalog and no content file."""
        known = {*SHARED, *self.library.documents}
        return tuple(domain for domain in self.library.domains(tag) if domain not in known)

    def _check_shared(self, tag: str) -> bool:
        entries = dict(self.library.catalog(tag, "").entries)
        for domain in self._strays(tag):
            entries |= self.library.entries(tag, domain)
        self._check(self.library.publication(), replace(self.library.catalog(tag, ""), entries=entries))
        return True

    def _draft(self, document: str, tag: str) -> Draft:
        slices = self._slices(document, tag)
        self._check(*_own(document, *slices))
        edition = self._localized(*slices)
        told = repr(edition)
        digest = sha256(told.encode()).hexdigest()
        self.shop.remembered("editions", digest, self.files(document, tag), lambda: edition)
        card = replace(edition, sections=(), messages={}, terms=())
        characters = (site.characters([edition]), site.bold_characters([edition]))
        return Draft(card, digest, len(told), *("".join(sorted(each)) for each in characters))

    def _slices(self, document: str, tag: str) -> tuple[Publication, Catalog]:
        return self.library.publication(document), self.library.catalog(tag, document)

    def _localized(self, publication: Publication, catalog: Catalog) -> Edition:
        source = self.library.settings[0]
        return localize(publication.documents[0], publication, catalog, source, draft=not self.release)

    def _check(self, publication: Publication, catalog: Catalog) -> None:
        codes = (*checks.ERRORS, *(checks.RELEASE if self.release else ()))
        found = checks.run(publication, [catalog], release=self.release, codes=codes)
        errors = [each for each in found if each.severity is Severity.ERROR]
        waivers = self.library.waivers(catalog.settings.language.tag)
        if left := settle(errors, waivers, publication, [catalog], self.day).left:
            raise GeneratorError(left)

    @property
    def until(self) -> str:
        """The last day on which every waiver holds that holds now (ISO 8601), "" if there is none."""
        days = [each.until for tag in self.library.tags for each in self.library.waivers(tag) if each.until >= self.day]
        return min(days).isoformat() if days else ""


def _own(document: str, publication: Publication, catalog: Catalog) -> tuple[Publication, Catalog]:
    """What a document has for itself; checks look at each message alone."""
    messages = {domain: found for domain, found in publication.messages.items() if domain == document}
    entries = {name: entry for name, entry in catalog.entries.items() if name[0] == document}
    return replace(publication, messages=messages), replace(catalog, entries=entries)
