"""The stages of a build that has something to do: content -> catalogs -> drafts -> targets -> files of the site."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, compress
from operator import not_

from generator import hosting, site, workers
from generator.build import coverage, makers
from generator.build.crew import Crew
from generator.build.drafts import Draft, Drafts, sharing
from generator.build.explain import Account
from generator.build.inputs import LARGE
from generator.build.library import Library
from generator.build.order import Means, Order, Step
from generator.build.output import Content
from generator.build.press import Presses
from generator.build.record import Ingredients
from generator.build.shared import Shared
from generator.build.shop import Shop, font_files
from generator.build.targets import Around, Job, Lists, Look, Target, Targets
from generator.edition import Edition
from generator.errors import Finding, GeneratorError, Place, Severity, did_you_mean
from generator.formats import FORMATS
from generator.model import Publication
from generator.site import Dress
from generator.store import key
from generator.tree import Folder

BATCH = 250
"""So many drafts are made at a time."""


@dataclass(frozen=True, slots=True)
class Before:
    """What the last build left: *changed* are files of the project that differ since, *files* is what the site holds."""

    ingredients: Ingredients
    changed: frozenset[str]
    files: Mapping[str, Content]

    @classmethod
    def nothing(cls) -> "Before":
        """As if there had been no build."""
        return cls(Ingredients(), frozenset(), {})


@dataclass(frozen=True, slots=True)
class Pressed:
    """Where the walk leads: the *files* of the site that were ordered, and *cards* of what may stand at a path.

    *order* names all that was ordered, *whole* is true if that is everything. *reasons* tell what changed; *fonts* are
    the font files that the project brings. *until* is the last day on which its waivers hold, "" if it has none.
    """

    order: Order
    whole: bool
    files: Mapping[str, Content]
    cards: Mapping[str, Edition]
    ingredients: Ingredients
    reasons: tuple[tuple[str, str], ...]
    fonts: tuple[str, ...]
    until: str


class Walk:
    """One walk through a project, whose content *content* reads.

    Raises GeneratorError with all that is wrong at the first stage where anything is.
    """

    def __init__(
        self,
        shop: Shop,
        content: Callable[[], Publication],
        order: Order,
        means: Means,
        before: Before,
        step: Step = lambda done, total, what: None,
        told: workers.Told = lambda text: None,
    ) -> None:
        self.shop, self.before, self.step = shop, before, step
        self.library = Library(shop, content)
        if self.library.is_unread:
            self._read_ahead()
        self.order = named(order, self.library)
        self.drafts = Drafts(shop, self.library, release=order.release, day=means.day)
        shared = Shared(means.shared, told) if means.shared and means.cache else None
        self.presses = Presses(shop, self.library, self.drafts, self.order.sheet, shared)
        self.crew = Crew(self.presses, means, told)
        self.targets = Targets(shop, self.library, self.order.sheet)
        self._by_document: dict[str, list[Draft]] = {}
        self.done = self.steps = 0
        self.graph = site.Graph(())
        self.files: dict[str, Content] = {}
        self.cards: dict[str, Edition] = {}
        self.dresses: dict[str, Dress] = {}
        self.lists: tuple[Lists, ...] = ()

    def _read_ahead(self) -> None:
        """Do what is needed anyway and needs no content, while another process reads that. What is wrong is told later."""
        with suppress(GeneratorError):
            for tag in self.library.unread() if self._has_few_catalogs else ():
                self.library.read_language(tag)
            coverage.prepare(self.shop, self.library.settings)

    @property
    def _has_few_catalogs(self) -> bool:
        return len(self.shop.inputs.below("locales")) < LARGE

    @cached_property
    def account(self) -> Account:
        """Why each thing is made anew."""
        return Account(self.before.ingredients, self.before.changed, makers.environment())

    def pressed(self) -> Pressed:
        """All that was ordered."""
        # most changes change a PDF
        with self.crew.ahead(likely=bool(self.before.ingredients.targets) and "pdf" in self.order.formats):
            known = self.known()
            letters = {tag: _letters(draft for draft in known if draft.tag == tag) for tag in self.library.tags}
            self._refuse_undrawn(known, letters)
            self.graph = self._graph(known)
            self._refuse_rewritten(known)
            ordered = self._shard(self._ordered(known))
            looks = self._looks(known, letters)
            self.steps = len(looks) + len(ordered) * (len(self.order.formats) + bool(looks)) + self._has_lists(looks)
            self.cards = {site.path(draft.card, format): draft.card for draft in known for format in FORMATS}
            for batch in _batches(ordered):
                self._press(batch, looks, known)
            self.files |= self._standing(known, looks)
        account = self.account
        own = {file for settings in self.library.settings for name in settings.fonts for file in font_files(name)}
        return Pressed(
            self.order,
            self.is_whole,
            self.files,
            self.cards,
            account.ingredients,
            tuple(account.reasons),
            tuple(sorted(own)),
            self.drafts.until,
        )

    def _press(self, batch: Sequence[Draft], looks: Sequence[Look], known: Sequence[Draft]) -> None:
        """Make all of some drafts. What it is made of is forgotten afterwards, what it is and left is noted.

        A page tells how large its PDF is; those whose PDFs are there are made while others are pressed.
        """
        drafts = [(draft, self.without_page(draft)) for draft in batch]
        fresh = [look for look in looks if look.tag not in self.dresses]
        dressed = all(map(self._is_there, fresh))
        absent = [[target for target in printed if not self._is_there(target)] for _, printed in drafts]
        there = [dressed and not targets for targets in absent]
        self.done += sum(len(printed) for _, printed in drafts) - sum(map(len, absent))
        if dressed:
            self._dress(fresh)
        first = self._web(compress(drafts, there), looks, known)
        few = len(known) < LARGE  # of many there is too much in lists to hand it to a worker
        lists = self._lists(known, looks) if few and dressed else ()
        self._make([*fresh, *chain(*absent), *first, *lists])
        self._dress(fresh)
        then = self._web(compress(drafts, map(not_, there)), looks, known)
        self._make([*then, *(self._lists(known, looks) if few else ())])
        web = [*first, *then]
        for made in web:
            found = self._contents(made)
            self.files |= found
            self.cards |= dict.fromkeys(found, made.draft.card)
        for around in (made for made in web if isinstance(made, Around)):
            copies = self._copies(around)
            self.files |= copies
            self.cards |= dict.fromkeys(copies, around.draft.card)
        self._note([*chain(*(printed for _, printed in drafts)), *fresh, *web])

    def _dress(self, looks: Iterable[Look]) -> None:
        """Note what the pages of some languages wear."""
        self.dresses |= {look.tag: self.presses.dress(look) for look in looks if look.tag not in self.dresses}

    def _standing(self, known: Sequence[Draft], looks: Sequence[Look]) -> dict[str, Content]:
        """What belongs to no document: style sheets and fonts, and in the first shard the lists and all that is kept."""
        worn = {path: data for dress in self.dresses.values() for path, data in dress.files.items()}
        found = {path: Content.of(data) for path, data in worn.items()}
        if self._has_lists(looks):
            self._make(self._lists(known, looks))
            found |= self.presses.lists(*self.lists)
            found |= self._archived()
            redirects = self.library.publication().redirects
            hosted = hosting.files(chain(self.files, found), self.library.tags, redirects)
            moved = site.moved(redirects, self.library.tags, self.shop.environment)
            made = {path: Content.of(data) for path, data in {**moved, **hosted}.items()}
            found = {path: content for path, content in made.items() if path not in self.files} | found
            self._note(self.lists)
        return found

    def _lists(self, known: Sequence[Draft], looks: Sequence[Look]) -> Sequence[Lists]:
        """The lists of the site, where they are made here (in the first shard) and were not made yet."""
        if self.lists or not self._has_lists(looks):
            return ()
        self.lists = (self.targets.lists(known, looks, self.dresses, self.graph),)
        return self.lists

    def _has_lists(self, looks: Sequence[Look]) -> bool:
        return bool(looks) and self.order.shard[0] == 1

    def _graph(self, known: Sequence[Draft]) -> site.Graph:
        """What pages know of the rest of the site."""
        base = site.Base.of(self.library.publication().site)
        return site.Graph(site.site_languages([draft.card for draft in known]), base, self.library.archive())

    def _refuse_rewritten(self, known: Sequence[Draft]) -> None:
        """A release can't say something else under the month of an edition that was released before."""
        released = [draft for draft in known if self.order.release and self._is_archived(draft)]
        records = (site.record(self.drafts.edition(draft)) for draft in released)
        if found := list(site.changed(records, self.graph.archive)):
            raise GeneratorError(found)

    def _is_archived(self, draft: Draft) -> bool:
        return self.graph.archive.holds(draft.document, draft.tag, draft.card.revision)

    def _archived(self) -> dict[str, Content]:
        """The files of editions that were released, as they are."""
        digests = dict(self.shop.inputs.digest(*(f"{site.ARCHIVE}/{path}" for path in self.graph.archive.files)))
        folder = Folder(self.shop.project / site.ARCHIVE)
        return {path: Content.at(folder, path, digests[f"{site.ARCHIVE}/{path}"]) for path in self.graph.archive.files}

    def _copies(self, around: Around) -> dict[str, Content]:
        """What lies at a permanent address as it lies where it may be replaced."""
        pairs = site.permanent_copies(around.draft.card, around.formats, around.graph)
        there = {path: self._content(original) for path, original in pairs.items()}
        return {path: content for path, content in there.items() if content}

    # Reading

    def known(self) -> tuple[Draft, ...]:
        """Every document in every language, localized and checked."""
        self.crew.read(self.library.read_language, self.library.unread(), light=self._has_few_catalogs)
        missing, printed = self.drafts.missing(), "pdf" in self.order.formats
        self.crew.localize(lambda pair: self.drafts.prepare(*pair), missing, printed=printed)
        pairs = self.library.pairs(release=self.order.release)
        return tuple(sharing(self.drafts.of(*pair) for pair in pairs))

    def _refuse_undrawn(self, known: Sequence[Draft], letters: Mapping[str, str]) -> None:
        found = [
            finding
            for tag, its in letters.items()
            for finding in coverage.lacking(self.drafts, [draft for draft in known if draft.tag == tag], its)
        ]
        if found:
            raise GeneratorError(found)

    # Targets

    def _ordered(self, known: Sequence[Draft]) -> list[Draft]:
        tags, documents = set(self.order.languages), set(self.order.documents)
        return [draft for draft in known if draft.tag in tags and draft.document in documents]

    def without_page(self, draft: Draft) -> list[Target]:
        """A draft in the formats ordered that take nothing from the rest of the site."""
        files = self.drafts.files(draft.document, draft.tag)
        formats = [format for format in self.order.formats if format != "html"]
        return [self.targets.of(draft, files, format) for format in formats]

    def _looks(self, known: Sequence[Draft], letters: Mapping[str, str]) -> list[Look]:
        """What the pages of each language wear; nothing where no page is ordered."""
        if "html" not in self.order.formats:
            return []
        menu = {letter for draft in known for letter in draft.card.language.name}
        bold = {tag: _bold(draft for draft in known if draft.tag == tag) for tag in letters}
        return [
            self.targets.look(self.library.of(tag), *("".join(sorted(menu | set(each))) for each in (its, bold[tag])))
            for tag, its in letters.items()
        ]

    def _web(
        self, drafts: Iterable[tuple[Draft, Sequence[Target]]], looks: Sequence[Look], known: Sequence[Draft]
    ) -> list[Target | Around]:
        """The pages of drafts that are there in their other formats, and the pages around them."""
        web: list[Target | Around] = []
        for draft, printed in drafts:
            for target in printed:
                self.files |= self._contents(target)
            web += self._pages(draft, known) if looks else ()
        return web

    def _pages(self, draft: Draft, known: Sequence[Draft]) -> tuple[Target, Around]:
        """The page of a draft, and the pages around it."""
        siblings = self._siblings(known)[draft.document]
        cards = [each.card for each in siblings]
        there = {format for format in FORMATS if site.path(draft.card, format) in self.before.files}
        formats = tuple(each for each in FORMATS if each in self.order.formats or (not self.is_whole and each in there))
        weights = self._weights(draft, formats)
        page = site.document_page(draft.card, cards, self.dresses[draft.tag], formats, self.graph, weights)
        text = self.drafts.files(draft.document, draft.tag)
        texts = tuple(sorted({file for each in siblings for file in self.drafts.files(each.document, each.tag)}))
        around = self.targets.around(draft, siblings, formats, weights, self.dresses, self.graph, texts)
        return self.targets.page(draft, text, page), around

    def _weights(self, draft: Draft, formats: Sequence[str]) -> dict[str, site.Weight]:
        """How much there is to load of a draft in its other formats."""
        paths = {format: site.path(draft.card, format) for format in formats if format != "html"}
        there = {format: content for format, path in paths.items() if (content := self._content(path))}
        return {paths[format]: self.presses.weight(content, format) for format, content in there.items()}

    def _content(self, path: str) -> Content | None:
        """What stands at a path now, or did after the last build."""
        return self.files.get(path) or self.before.files.get(path)

    def _siblings(self, known: Sequence[Draft]) -> Mapping[str, Sequence[Draft]]:
        if not self._by_document:
            for draft in known:
                self._by_document.setdefault(draft.document, []).append(draft)
        return self._by_document

    @property
    def is_whole(self) -> bool:
        """Whether everything of the publication is ordered."""
        everything = (self.library.tags, self.library.documents, tuple(FORMATS), (1, 1))
        order = self.order
        return (set(order.languages), set(order.documents), set(order.formats), order.shard) == (
            *(set(each) for each in everything[:3]),
            everything[3],
        )

    def _shard(self, drafts: Sequence[Draft]) -> list[Draft]:
        """This shard's share: drafts are dealt out by weight, the same on every machine.

        A page tells how large its PDF is, so all formats of a draft stay together.
        """
        number, of = self.order.shard
        return sorted(drafts, key=lambda draft: (-draft.weight, draft.document, draft.tag))[number - 1 :: of]

    # Making

    def _make(self, jobs: Sequence[Job]) -> None:
        missing = [job for job in jobs if not self._is_there(job)]
        self.done += len(jobs) - len(missing)
        for job in self.crew.make(missing):
            self.done += 1
            self.step(self.done, self.steps, str(job))

    def _is_there(self, job: Job) -> bool:
        return self._is_as_before(job) or self.presses.has(job)

    def _is_as_before(self, job: Job) -> bool:
        """Whether the last build left the same in the output."""
        if not job.paths or any(path not in self.before.files for path in job.paths):
            return False
        return self.before.ingredients.left(str(job)) == _left(job, self.before.files)

    def _contents(self, made: Target | Around) -> dict[str, Content]:
        if self._is_as_before(made):
            return {path: self.before.files[path] for path in made.paths}
        return self.presses.contents(made)

    def _note(self, made: Sequence[Job]) -> None:
        for each in made:
            self.account.add(str(each), each.parts, _left(each, self.files) if each.paths else "")


def _batches(drafts: Sequence[Draft]) -> list[Sequence[Draft]]:
    """What is made at a time: what targets are made of takes memory, and thousands of drafts may be ordered."""
    return [drafts[start : start + BATCH] for start in range(0, len(drafts), BATCH)] or [()]


def _letters(drafts: Iterable[Draft]) -> str:
    """The characters of drafts together, sorted."""
    return "".join(sorted(set().union(*(draft.characters for draft in drafts))))


def _bold(drafts: Iterable[Draft]) -> str:
    return "".join(sorted(set().union(*(draft.bold for draft in drafts))))


def _left(job: Job, files: Mapping[str, Content]) -> str:
    """What a job was, and what it left: the hash of its key and those of its files."""
    return key(job.key, [files[path].sha256 for path in job.paths])


def named(order: Order, library: Library) -> Order:
    """The order with everything named; raises GeneratorError for what the project does not have."""
    known = {"language": library.tags, "document": library.documents, "format": tuple(FORMATS)}
    asked = {"language": order.languages, "document": order.documents, "format": order.formats}
    lacking = [tag for tags in library.publication().without.values() for tag in tags]
    place = Place("content/publication.yaml")
    unknown = [
        Finding(Severity.ERROR, "order", place, f"there is no {what} '{name}'", did_you_mean(name, known[what]))
        for what, names in (*asked.items(), ("language", lacking))
        for name in names
        if name not in known[what]
    ]
    if unknown:
        raise GeneratorError(unknown)
    return replace(
        order,
        languages=order.languages or library.tags,
        documents=order.documents or library.documents,
        formats=order.formats or tuple(FORMATS),
        sheet=order.sheet or library.publication().paper,
    )
