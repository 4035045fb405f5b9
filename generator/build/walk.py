"""The stages of a build that has something to do: content -> catalogs -> drafts -> targets -> files of the site."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from generator import site
from generator.build import coverage, makers, workers
from generator.build.drafts import Draft, Drafts
from generator.build.explain import reason, short
from generator.build.library import Library
from generator.build.order import Means, Order, Step
from generator.build.output import Content
from generator.build.press import Presses
from generator.build.record import Ingredients
from generator.build.shop import Shop, font_files
from generator.build.targets import Lists, Look, Target, Targets
from generator.edition import Edition, Phrase
from generator.errors import Finding, GeneratorError, Place, Severity, did_you_mean
from generator.formats import FORMATS
from generator.site import Dress

Job = TypeVar("Job")

LIGHT = 16
"""So many pages are made in the time that it takes to fork workers and to hear from them."""


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
    the font files that the project brings.
    """

    order: Order
    whole: bool
    files: Mapping[str, Content]
    cards: Mapping[str, Edition]
    ingredients: Ingredients
    reasons: tuple[tuple[str, str], ...]
    fonts: tuple[str, ...]


class Walk:
    """One walk through a project. Raises GeneratorError with all that is wrong at the first stage where anything is."""

    def __init__(
        self,
        shop: Shop,
        order: Order,
        means: Means,
        before: Before,
        step: Step = lambda done, total, what: None,
        told: workers.Told = lambda text: None,
    ) -> None:
        self.shop, self.means, self.before, self.step, self.told = shop, means, before, step, told
        self.library = Library(shop)
        self.order = named(order, self.library)
        self.drafts = Drafts(shop, self.library, release=order.release)
        self.presses = Presses(shop, self.library, self.drafts, self.order.sheet)
        self.targets = Targets(shop, self.library, self.order.sheet)
        self._by_document: dict[str, list[Edition]] = {}

    def pressed(self) -> Pressed:
        """All that was ordered."""
        known = self.known()
        letters = {tag: _letters(draft for draft in known if draft.tag == tag) for tag in self.library.tags}
        self._refuse_undrawn(known, letters)
        printed = self._shard([target for draft in self._ordered(known) for target in self.without_page(draft)])
        looks = self._looks(known, letters)
        self._make([*looks, *printed], len(printed))
        dresses = {look.tag: self.presses.dress(look) for look in looks}
        pages = self._shard([self._page(draft, known, dresses) for draft in self._ordered(known) if looks])
        self._make(pages, len(pages))
        lists = (
            [self.targets.lists([draft.card for draft in known], looks)] if looks and self.order.shard[0] == 1 else []
        )
        files = {target.path: self._content(target) for target in (*printed, *pages)}
        for data in (
            *(dress.files for dress in dresses.values()),
            *(self.presses.lists(each, dresses) for each in lists),
        ):
            files |= {path: Content.of(content) for path, content in data.items()}
        cards = {site.path(draft.card, format): draft.card for draft in known for format in FORMATS}
        return self._told(files, cards, [*printed, *looks, *pages, *lists])

    # Reading

    def known(self) -> tuple[Draft, ...]:
        """Every document in every language, localized and checked."""
        for _ in self._run(self.library.read_language, self.library.unread()):
            pass
        missing = self.drafts.missing()
        for _ in self._run(lambda pair: self.drafts.prepare(*pair), missing, light=len(missing) < LIGHT):
            pass
        pairs = [(document, tag) for tag in self.library.tags for document in self.library.documents]
        words: dict[str, Mapping[str, Phrase]] = {}
        return tuple(_sharing(self.drafts.of(*pair), words) for pair in pairs)

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
        return [
            self.targets.look(self.library.of(tag), "".join(sorted(menu | set(its)))) for tag, its in letters.items()
        ]

    def _page(self, draft: Draft, known: Sequence[Draft], dresses: Mapping[str, Dress]) -> Target:
        siblings = self._siblings(known)[draft.document]
        there = {format for format in FORMATS if site.path(draft.card, format) in self.before.files}
        formats = {*self.order.formats, *there} if not self.is_whole else self.order.formats
        page = site.document_page(draft.card, siblings, dresses[draft.tag], formats)
        return self.targets.page(draft, self.drafts.files(draft.document, draft.tag), page)

    def _siblings(self, known: Sequence[Draft]) -> Mapping[str, Sequence[Edition]]:
        if not self._by_document:
            for draft in known:
                self._by_document.setdefault(draft.document, []).append(draft.card)
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

    def _shard(self, targets: Sequence[Target]) -> list[Target]:
        """This shard's share: the targets are dealt out by weight, the same on every machine."""
        number, of = self.order.shard
        return sorted(targets, key=lambda target: (-target.weight, str(target)))[number - 1 :: of]

    # Making

    def _make(self, jobs: Sequence[Target | Look], total: int) -> None:
        missing = sorted((job for job in jobs if not self._is_there(job)), key=lambda job: (-job.weight, str(job)))
        heavy = [job for job in missing if isinstance(job, Look) or job.format == "pdf"]
        away = [job for job in heavy if isinstance(job, Target)] if self.means.executor else []
        here = [job for job in missing if not (away and isinstance(job, Target) and job.format == "pdf")]
        tags = {job.draft.tag for job in heavy if isinstance(job, Target)}
        if tags and not away:
            self.presses.warm(sorted(tags))
        light = len(heavy) - len(away) < 2 and len(here) < LIGHT
        pressed = chain(self._away(away), (job for job, _ in self._run(self.presses.make, here, light=light)))
        for done, job in enumerate(pressed, 1):
            self.step(total - len(missing) + done, total, str(job))

    def _away(self, jobs: Sequence[Target]) -> Iterator[Target]:
        """Have jobs done by a cluster."""
        if jobs:
            from generator.build import cluster

            yield from cluster.press(self.presses, jobs, self.means.executor, self.told)

    def _is_there(self, job: Target | Look) -> bool:
        return self._is_as_before(job) or self.presses.has(job)

    def _is_as_before(self, job: Target | Look) -> bool:
        """Whether the last build left the same in the output."""
        return (
            isinstance(job, Target)
            and job.path in self.before.files
            and self.before.ingredients.keys.get(str(job)) == f"{job.key} {self.before.files[job.path].sha256}"
        )

    def _content(self, target: Target) -> Content:
        if self._is_as_before(target):
            return self.before.files[target.path]
        made = Content.of(self.presses.bytes_of(target))
        return Content(made.sha256, made.size, lambda: self.presses.bytes_of(target))

    def _run(
        self, work: Callable[[Job], object], jobs: Sequence[Job], *, light: bool = False
    ) -> Iterator[tuple[Job, object]]:
        count = 1 if light else self.means.workers
        return workers.run(work, jobs, count=count, patience=self.means.patience, told=self.told)

    # Telling

    def _told(
        self, files: Mapping[str, Content], cards: Mapping[str, Edition], made: Sequence[Target | Look | Lists]
    ) -> Pressed:
        last, environment = self.before.ingredients, makers.environment()
        reasons = [(str(each), reason(str(each), each.parts, last, self.before.changed, environment)) for each in made]
        ingredients = Ingredients(
            {
                **last.keys,
                **{str(each): f"{each.key} {files[each.path].sha256}" for each in made if isinstance(each, Target)},
            },
            {**last.parts, **{str(each): short(each.parts) for each in made}},
            environment,
        )
        told = tuple(pair for pair in reasons if pair[1])
        own = {file for settings in self.library.settings for name in settings.fonts for file in font_files(name)}
        return Pressed(self.order, self.is_whole, files, cards, ingredients, told, tuple(sorted(own)))


def _letters(drafts: Iterable[Draft]) -> str:
    """The characters of drafts together, sorted."""
    return "".join(sorted(set().union(*(draft.characters for draft in drafts))))


def _sharing(draft: Draft, words: dict[str, Mapping[str, Phrase]]) -> Draft:
    """The draft with the same words of the page as the others of its language, in memory only once."""
    card = draft.card
    return replace(draft, card=replace(card, interface=words.setdefault(draft.tag, card.interface)))


def named(order: Order, library: Library) -> Order:
    """The order with everything named; raises GeneratorError for what the project does not have."""
    known = {"language": library.tags, "document": library.documents, "format": tuple(FORMATS)}
    asked = {"language": order.languages, "document": order.documents, "format": order.formats}
    place = Place("content/publication.yaml")
    unknown = [
        Finding(Severity.ERROR, "order", place, f"there is no {what} '{name}'", did_you_mean(name, known[what]))
        for what, names in asked.items()
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
