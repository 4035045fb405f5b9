"""Every file that a build makes, as data: what it is called, where it lies, and the hash of exactly what it is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from generator import site
from generator.build import makers
from generator.build.drafts import Draft
from generator.build.library import Library
from generator.build.record import Parts
from generator.build.shop import LOOK, Shop
from generator.catalogs import LanguageSettings
from generator.edition import Edition
from generator.formats import Page, html, paper, templates
from generator.store import key

FONT_RULES = "styles/fonts.css.jinja"
INDEXES = (
    "home.html.jinja",
    "chooser.html.jinja",
    "not-found.html.jinja",
    "withdrawn.html.jinja",
    "editions.html.jinja",
    "changes.html.jinja",
    "changes.atom.jinja",
    "sitemap.xml.jinja",
    "sitemap-index.xml.jinja",
    "styles/standing.css.jinja",
)
AROUND = (
    "comparison.html.jinja",
    "bilingual.html.jinja",
    site.LINE,
    "editions.html.jinja",
    "changes.html.jinja",
    "styles/standing.css.jinja",
)


@dataclass(frozen=True, slots=True)
class Target:
    """A draft in a format. *parts* are what it is made of, by name: the hash, then the files behind it.

    *characters* are those for which fonts are cut; *page* is the place of a web page.
    """

    draft: Draft
    format: str
    path: str
    parts: Parts
    characters: str = ""
    page: Page | None = None

    @property
    def key(self) -> str:
        """The hash under which its bytes are kept."""
        return key(self.format, *((name, part[0]) for name, part in self.parts.items()))

    @property
    def paths(self) -> tuple[str, ...]:
        """Where it lies in the site."""
        return (self.path,)

    @property
    def weight(self) -> int:
        """How long it takes, roughly: a printed page takes long to lay out."""
        return self.draft.weight * (20 if self.format == "pdf" else 1)

    def __str__(self) -> str:
        return f"{self.draft.document} {self.draft.tag} {self.format}"


@dataclass(frozen=True, slots=True)
class Around:
    """Everything around the page of a draft, by *paths*: comparisons, editions, changes, its permanent address.

    *siblings* are its document in all languages. *dresses* go without their files; *weights* by path.
    """

    draft: Draft
    siblings: tuple[Draft, ...]
    formats: tuple[str, ...]
    weights: Mapping[str, site.Weight]
    dresses: Mapping[str, site.Dress]
    graph: site.Graph
    paths: tuple[str, ...]
    parts: Parts

    @property
    def key(self) -> str:
        """The hash under which all of it is kept."""
        return key("around", *((name, part[0]) for name, part in self.parts.items()))

    @property
    def weight(self) -> int:
        """How long it takes, as of a target: a page for each language."""
        return sum(each.weight for each in self.siblings)

    def __str__(self) -> str:
        return f"{self.draft.document} {self.draft.tag} pages"


@dataclass(frozen=True, slots=True)
class Look:
    """The style sheets and web fonts for the pages of a language, for all *characters* in them, some in *bold*."""

    tag: str
    characters: str
    bold: str
    parts: Parts
    paths: ClassVar[tuple[str, ...]] = ()

    @property
    def key(self) -> str:
        """The hash under which they are kept."""
        return key("look", *((name, part[0]) for name, part in self.parts.items()))

    @property
    def weight(self) -> int:
        """How long it takes, as of a target: compressing a glyph takes as long as laying out some words."""
        return 2000 * len(self.characters)

    def __str__(self) -> str:
        return f"{self.tag} style sheets and fonts"


@dataclass(frozen=True, slots=True)
class Lists:
    """What is about no single document: the chooser of languages, a home for each, feeds.

    *cards* are all documents; *released* those that go out for the first time. *dresses* go by language tag.
    """

    cards: tuple[Edition, ...]
    released: tuple[Draft, ...]
    dresses: Mapping[str, site.Dress]
    graph: site.Graph
    parts: Parts
    paths: ClassVar[tuple[str, ...]] = ()

    @property
    def key(self) -> str:
        """The hash under which they are kept."""
        return key("lists", *((name, part[0]) for name, part in self.parts.items()))

    @property
    def weight(self) -> int:
        """How long it takes, as of a target: a few lines for each document."""
        return 20_000 * len(self.cards)

    def __str__(self) -> str:
        return "lists of documents"


Job = Target | Look | Around | Lists
"""Whatever is made. *paths* is where that lies in the site: nowhere for a look and for lists, which go by their content."""


class Targets:
    """The targets of a publication; *files* are those of the project behind a draft."""

    def __init__(self, shop: Shop, library: Library, sheet: str) -> None:
        self.shop = shop
        self.library = library
        self.sheet = sheet
        self._parts: dict[tuple[str, ...], tuple[str, ...]] = {}

    def of(self, draft: Draft, text: tuple[str, ...], format: str) -> Target:
        """A draft in a format other than a page; *text* are the files behind its text."""
        return self.printed(draft, text) if format == "pdf" else self.data(draft, text, format)

    def printed(self, draft: Draft, text: tuple[str, ...]) -> Target:
        """The PDF of a draft."""
        settings = self.library.of(draft.tag)
        rules = self.shop.reached(paper.TEMPLATE, FONT_RULES)
        styles = [f"{templates.FOLDER}/styles/{name}.css" for name in (*paper.STYLES, f"paper-{self.sheet}")]
        styles.append(f"{settings.folder}/{LOOK}")
        # Templates and style sheets bring a few characters of their own.
        characters = "".join(sorted({*draft.characters, *self._characters([*rules, *styles])}))
        parts = {
            "text": (draft.digest, *text),
            "templates": self._part(rules),
            "styles": self._part(styles),
            "fonts": (key(self.shop.cuts(settings, characters)),),
            "makers": (key(makers.of_format("pdf")),),
        }
        return Target(draft, "pdf", site.path(draft.card, "pdf"), parts, characters)

    def page(self, draft: Draft, text: tuple[str, ...], page: Page) -> Target:
        """The web page of a draft, at its place."""
        parts = {
            "text": (draft.digest, *text),
            "templates": self._part(self.shop.reached(html.TEMPLATE)),
            "place": (key(repr(page)),),
            "makers": (key(makers.of_format("html")),),
        }
        return Target(draft, "html", site.path(draft.card), parts, page=page)

    def data(self, draft: Draft, text: tuple[str, ...], format: str) -> Target:
        """A draft in a format that needs nothing else."""
        parts = {"text": (draft.digest, *text), "makers": (key(makers.of_format(format)),)}
        return Target(draft, format, site.path(draft.card, format), parts)

    def around(
        self,
        draft: Draft,
        siblings: Sequence[Draft],
        formats: tuple[str, ...],
        weights: Mapping[str, site.Weight],
        dresses: Mapping[str, site.Dress],
        graph: site.Graph,
        text: tuple[str, ...],
    ) -> Around:
        """Everything around the page of a draft; *text* are the files behind the texts of all *siblings*."""
        own = {tag: replace(dress, files={}) for tag, dress in dresses.items()}
        weighed = {
            path: weight for path, weight in weights.items() if path.startswith(f"{draft.tag}/{draft.document}/")
        }
        graph = graph.about(draft.document)
        paths = site.paths_about(draft.card, [each.card for each in siblings], graph)
        parts = {
            "text": (key(draft.digest, *(each.digest for each in siblings)), *text),
            "templates": self._part(self.shop.reached(*AROUND, html.TEMPLATE)),
            "place": (key(formats, repr(weighed), repr(own), repr(graph)),),
            "makers": (key(makers.of_format("html")),),
        }
        return Around(draft, tuple(siblings), formats, weighed, own, graph, paths, parts)

    def look(self, settings: LanguageSettings, characters: str, bold: str) -> Look:
        """The look of a language's pages."""
        styles = [f"{templates.FOLDER}/styles/{name}.css" for name in html.STYLES]
        parts = {
            "styles": self._part([*self.shop.reached(FONT_RULES), *styles, f"{settings.folder}/{LOOK}"]),
            "fonts": (key(self.shop.cuts(settings, characters, bold)),),
            "language": (key(repr(settings)),),
            "makers": (key(makers.of_dress()),),
        }
        return Look(settings.language.tag, characters, bold, parts)

    def lists(
        self, known: Sequence[Draft], looks: Sequence[Look], dresses: Mapping[str, site.Dress], graph: site.Graph
    ) -> Lists:
        """The lists of all documents."""
        cards = tuple(draft.card for draft in known)
        archive = graph.archive
        released = tuple(
            draft
            for draft in known
            if not draft.card.draft and not archive.holds(draft.document, draft.tag, draft.card.revision)
        )
        words = {card.language.tag: card.interface for card in reversed(cards)}
        parts = {
            "documents": (key([key(repr(replace(card, interface={}))) for card in cards], repr(words)),),
            "templates": self._part(self.shop.reached(*INDEXES)),
            "looks": (key([look.key for look in looks]),),
            "released": (key([draft.digest for draft in released]),),
            "site": (key(repr(replace(graph, archive=replace(graph.archive, files={})))),),
            "makers": (key(makers.of_format("html")),),
        }
        return Lists(cards, released, dresses, graph, parts)

    def _part(self, files: Sequence[str]) -> tuple[str, ...]:
        names = tuple(files)
        if names not in self._parts:
            self._parts[names] = (key(self.shop.inputs.digest(*names)), *names)
        return self._parts[names]

    def _characters(self, files: Sequence[str]) -> frozenset[str]:
        return frozenset().union(*(self.shop.letters(path) for path in files))
