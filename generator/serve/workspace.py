"""The project as it is on disk now: what has not changed since the last look is not read again.

Whether something has changed is told by the hashes of its files, so a catalog that is saved doesn't make the content be
read, and a file that is saved without a change makes nothing happen at all.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from generator import catalogs, content
from generator.build import CACHE
from generator.catalogs import Catalog, LanguageSettings
from generator.edition import Edition
from generator.errors import GeneratorError
from generator.localize import localize
from generator.model import Publication
from generator.store import Lent

FOLDERS = ("content", "locales", "templates", "archive")
"""Folders of the project whose files make pages."""

Stamp = tuple[object, ...]
Value = TypeVar("Value")


class NotThereError(LookupError):
    """The project has no such document or language."""


class Kept(Generic[Value]):
    """A value, or the refusal to make one, and the stamp of what it was made of."""

    def __init__(self) -> None:
        self._stamp: Stamp | None = None
        self._value: Value | None = None
        self._refused: GeneratorError | None = None

    def get(self, stamp: Stamp, make: Callable[[], Value]) -> Value:
        if self._stamp != stamp:
            self._value, self._refused = None, None
            try:
                self._value = make()
            except GeneratorError as error:
                self._refused = error
            self._stamp = stamp
        if self._refused is not None:
            raise GeneratorError(self._refused.findings)
        assert self._value is not None  # noqa: S101 - whatever could not be made was refused
        return self._value


@dataclass(frozen=True, slots=True)
class View:
    """What was on disk at one moment: the publication, and its languages, the source language first."""

    publication: Publication
    languages: tuple[LanguageSettings, ...]

    def settings(self, tag: str) -> LanguageSettings | None:
        """The language with a tag, if there is one."""
        return next((each for each in self.languages if each.language.tag == tag), None)


class Workspace:
    """A project that is being written. Every question is answered from the files as they are when it is asked.

    All of them raise GeneratorError with what is wrong in the files, and NotThereError for what the project does not have.
    *cache* is the folder for what is made; with *writes* off, that of the project is only read.
    """

    def __init__(self, project: Path, *, writes: bool = True) -> None:
        self.project = project
        self.cache = (Path if writes else Lent)(project / CACHE)
        self._lock = Lock()
        self._publication: Kept[Publication] = Kept()
        self._catalogs: dict[str, Kept[Catalog]] = {}
        self._editions: dict[tuple[str, str], Kept[Edition]] = {}

    def view(self) -> View:
        """Publication and languages."""
        with self._lock:
            return self._view()

    def edition(self, document: str, tag: str) -> Edition:
        """A document in a language."""
        return self.editions([(document, tag)])[0]

    def editions(self, wanted: Sequence[tuple[str, str]]) -> tuple[Edition, ...]:
        """Documents in languages, as (id, tag), all of the same moment."""
        with self._lock:
            view = self._view()
            return tuple(self._edition(view, document, tag) for document, tag in wanted)

    def siblings(self, edition: Edition) -> tuple[Edition, ...]:
        """Stand-ins for the edition in all languages: a page asks them for language and address only."""
        return tuple(replace(edition, language=each.language) for each in self.view().languages)

    def catalogs(self) -> tuple[View, tuple[Catalog, ...]]:
        """Everything that can be checked."""
        with self._lock:
            view = self._view()
            return view, tuple(self._catalog(view, each) for each in view.languages)

    def catalog(self, tag: str) -> tuple[View, Catalog]:
        """The translations of a language."""
        with self._lock:
            view = self._view()
            return view, self._catalog(view, _known(view, tag))

    def stamp(self, folder: str) -> Stamp:
        """What is in a folder of the project now, to be compared with what was in it before."""
        return tuple(_hashes(self.project / folder))

    def _view(self) -> View:
        publication = self._publication.get(self.stamp("content"), lambda: content.read(self.project))
        return View(publication, catalogs.languages(self.project))

    def _catalog(self, view: View, settings: LanguageSettings) -> Catalog:
        stamp = (settings, view.publication.source, *self.stamp(settings.folder))
        kept = self._catalogs.setdefault(settings.language.tag, Kept())
        return kept.get(stamp, lambda: catalogs.read(self.project, settings, view.publication))

    def _edition(self, view: View, document: str, tag: str) -> Edition:
        settings, source = _known(view, tag), view.languages[0]
        model = next((each for each in view.publication.documents if each.id == document), None)
        if model is None:
            raise NotThereError(document)
        catalog = self._catalog(view, settings)
        # Publication and catalog are the same objects as long as their files are, so comparing them costs nothing.
        stamp = (_Same(view.publication), _Same(catalog), source)
        kept = self._editions.setdefault((document, tag), Kept())
        return kept.get(stamp, lambda: localize(model, view.publication, catalog, source))


class _Same:
    """Equal only to another that holds the very same object."""

    def __init__(self, held: object) -> None:
        self.held = held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.held is other.held

    __hash__ = None  # type: ignore[assignment]


def _known(view: View, tag: str) -> LanguageSettings:
    settings = view.settings(tag)
    if settings is None:
        raise NotThereError(tag)
    return settings


def _hashes(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, and the SHA-256 of what is in it; hidden files don't count.

    A file that can't be read counts as empty: whoever reads it next will say so.
    """
    for path in sorted(folder.rglob("[!.]*")):
        if path.is_file():
            read = b""
            with suppress(OSError):  # deleted or forbidden in this very moment
                read = path.read_bytes()
            yield path.relative_to(folder).as_posix(), sha256(read).digest()
