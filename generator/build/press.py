"""Targets -> bytes: from the cache if they were made before of the same, otherwise pressed."""

import pickle
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import NoReturn

from jinja2 import TemplateError

from generator import fonts, site
from generator.build.drafts import Draft, Drafts
from generator.build.inputs import LARGE, InputsChanged
from generator.build.library import Library
from generator.build.output import Content
from generator.build.record import Parts
from generator.build.shared import Shared
from generator.build.shop import Shop, used
from generator.build.targets import Around, Job, Lists, Look, Target
from generator.formats import FORMATS, Page, Press, paper, pdf, templates
from generator.site import Dress
from generator.store import kept, key
from generator.workers import apart

KINDS = {Target: "targets", Look: "looks", Around: "around", Lists: "listed"}
"""Where in the cache something is kept."""


class Presses:
    """Makes what a build needs; the same in every worker."""

    def __init__(self, shop: Shop, library: Library, drafts: Drafts, sheet: str, shared: Shared | None = None) -> None:
        self.shop = shop
        self.library = library
        self.drafts = drafts
        self.sheet = sheet
        self.shared = shared
        self._open: tuple[str, dict[str, bytes]] = ("", {})  # the files around a draft are read one after the other

    def has(self, made: Job) -> bool:
        """Whether something was made before, and is kept."""
        return self.shop.remembers(KINDS[type(made)], made.key)

    def make(self, made: Job) -> None:
        """Make something and keep it. Raises RenderError if it can't be made."""
        match made:
            case Look():
                self.dress(made)
            case Around():
                self.around(made)
            case Lists():
                self.lists(made)
            case Target():
                self.bytes_of(made)

    def bytes_of(self, target: Target) -> bytes:
        """The bytes of a target."""
        path = self.shop.path("targets", target.key)
        used(path)
        if self.shared is None:
            return kept(path, lambda: self._pressed(target))
        shared = self.shared
        return kept(path, lambda: shared.kept(target.key, lambda: self._pressed(target)))

    def _pressed(self, target: Target) -> bytes:
        made = FORMATS[target.format](self.drafts.edition(target.draft), self.dressed(target))
        self.shop.inputs.verify(_files(target.parts))
        return made

    def contents(self, made: Target | Around) -> dict[str, Content]:
        """What a job makes, by path: read again from the cache where it is written, not held here.

        Only where the cache took nothing (a full disk) does it stay in memory.
        """
        data = self.around(made) if isinstance(made, Around) else {made.path: self.bytes_of(made)}
        source = _Again(self, KINDS[type(made)], made.key) if self.has(made) else data.__getitem__
        return {path: Content(sha256(each).hexdigest(), len(each), source, path) for path, each in data.items()}

    def again(self, kind: str, name: str, path: str) -> bytes:
        """What was made before and is kept; *path* is one of those that are kept together around a draft."""
        if kind != KINDS[Around]:
            return self._kept(kind, name)
        if self._open[0] != name:
            self._open = (name, pickle.loads(self._kept(kind, name)))  # noqa: S301 - our own cache
        return self._open[1][path]

    def _kept(self, kind: str, name: str) -> bytes:
        def gone() -> NoReturn:
            raise InputsChanged(name)

        return kept(self.shop.path(kind, name), gone)

    def dressed(self, target: Target) -> Press:
        """What a target is pressed with."""
        environment, cache = self.shop.environment, self.shop.cache
        if target.format == "pdf":
            settings = self.library.of(target.draft.tag)
            faces = fonts.faces(self.shop.sources(settings), target.characters, cache)
            return Press(environment, stylesheets=self._sheets(target.draft.tag), faces=faces, cache=cache)
        return Press(environment, page=target.page or Page(home=""))

    def _sheets(self, tag: str) -> tuple[str, ...]:
        size = templates.stylesheet(self.shop.environment, f"paper-{self.sheet}")
        return size, self.shop.look(self.library.of(tag))

    def warm(self, tags: Iterable[str]) -> None:
        """Import, parse and compile what every worker needs for PDFs, once for all that are forked later."""
        for path in self.shop.reached(paper.TEMPLATE):
            with suppress(TemplateError):  # told of where the page is made
                self.shop.environment.get_template(path.removeprefix(f"{templates.FOLDER}/"))
        own = templates.stylesheet(self.shop.environment, *paper.STYLES)
        pdf.prepare((own, *dict.fromkeys(sheet for tag in tags for sheet in self._sheets(tag))))

    # The site

    def dress(self, look: Look) -> Dress:
        """What the pages of a language wear."""
        settings = self.library.of(look.tag)

        def make() -> Dress:
            cut = fonts.faces(self.shop.sources(settings), look.characters, self.shop.cache, look.bold)
            faces = [site.WebFace(face.family, face.weight, fonts.woff2(face.ttf, self.shop.cache)) for face in cut]
            return site.dress(self.shop.environment, settings.language, self.shop.look(settings), faces)

        return self.shop.remembered("looks", look.key, _files(look.parts), make)

    def around(self, around: Around) -> dict[str, bytes]:
        """Everything around the page of a draft, by path."""

        def make() -> dict[str, bytes]:
            drafts = {each.tag: each for each in around.siblings}
            return site.about(
                self.drafts.edition(around.draft),
                tuple(each.card for each in around.siblings),
                around.dresses,
                self.shop.environment,
                around.formats,
                around.graph,
                around.weights,
                lambda edition: self.column(drafts[edition.language.tag], around),
            )

        return self.shop.remembered("around", around.key, _files(around.parts), make)

    def column(self, draft: Draft, around: Around) -> site.Column:
        """A draft as it stands beside other languages, drawn once for all of them."""
        name = key(draft.digest, around.parts["templates"][0], around.parts["makers"][0])

        def make() -> site.Column:
            return site.column(self.drafts.edition(draft), self.shop.environment)

        return self.shop.remembered("columns", name, _files(around.parts), make)

    def weight(self, content: Content, format: str) -> site.Weight:
        """How much there is to load of a PDF, a file with tables, or another."""
        if format != "pdf":
            return site.Weight(content.size)
        pages = self.shop.remembered("pages", key(content.sha256), (), lambda: pdf.page_count(content.read()))
        return site.Weight(content.size, pages)

    def lists(self, lists: Lists) -> dict[str, Content]:
        """The lists of the site by path, and all that pages wear; each is kept for itself, for some are large."""

        def made() -> dict[str, bytes]:
            released = [site.record(self.drafts.edition(draft)) for draft in lists.released]
            return site.indexes(lists.cards, lists.dresses, self.shop.environment, lists.graph, released)

        def again(path: str, files: Callable[[], Mapping[str, bytes]] = made) -> bytes:
            return kept(self.shop.path("lists", key(lists.key, path)), lambda: files()[path])

        def told() -> dict[str, tuple[str, int]]:
            files = made()
            each = {path: again(path, lambda: files) for path in files}
            return {path: (sha256(data).hexdigest(), len(data)) for path, data in each.items()}

        def listed() -> dict[str, tuple[str, int]]:
            return apart(told, len(lists.cards) >= LARGE)

        found = self.shop.remembered(KINDS[Lists], lists.key, _files(lists.parts), listed)
        return {path: Content(digest, size, again, path) for path, (digest, size) in found.items()}


@dataclass(frozen=True, slots=True)
class _Again:
    """Where what a job made is read again; there are thousands of them."""

    presses: Presses
    kind: str
    key: str

    def __call__(self, path: str) -> bytes:
        return self.presses.again(self.kind, self.key, path)


def _files(parts: Parts) -> tuple[str, ...]:
    return tuple(file for _, *files in parts.values() for file in files)
