"""One edition in one format: what goes into it, under which key it is kept, and how it is made."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator import fonts, formats, site
from generator.build.digests import folder_digest
from generator.catalogs import LanguageSettings
from generator.edition import Edition, Language, plain
from generator.errors import Finding, Place, RenderError
from generator.formats import Press, paper, templates
from generator.store import code, kept, key, version

LOOK = "style.css"
MAKERS = ("weasyprint", "pydyf", "jinja2", "uharfbuzz", "fontTools")
"""Packages whose version has a say in the bytes of an output."""


@dataclass(frozen=True, slots=True)
class Target:
    """A file to make: an edition in a format."""

    edition: Edition
    format: str

    @property
    def path(self) -> str:
        """Where it lies in the site."""
        return site.path(self.edition, self.format)

    def __str__(self) -> str:
        return f"{self.edition.document} {self.edition.language.tag} {self.format}"


class Shop:
    """Everything that pressing takes beside an edition: templates, styles and fonts of a project.

    *editions* are all of the publication, since pages lead to each other and a language's pages share their fonts.
    """

    def __init__(
        self, project: Path, cache: Path, settings: Sequence[LanguageSettings], editions: Sequence[Edition], sheet: str
    ) -> None:
        self.project = project
        self.cache = cache
        self.settings = {each.language.tag: each for each in settings}
        self.editions = tuple(editions)
        self.sheet = sheet
        self.environment = templates.environment(project)
        self.dresses: dict[str, site.Dress] = {}

    def of_language(self, language: Language) -> tuple[Edition, ...]:
        """The editions in a language."""
        return tuple(edition for edition in self.editions if edition.language == language)

    def of_document(self, document: str) -> tuple[Edition, ...]:
        """The editions of a document."""
        return tuple(edition for edition in self.editions if edition.document == document)

    @cached_property
    def templates_digest(self) -> str:
        """The digest of everything that can dress an edition."""
        return folder_digest(self.project / templates.FOLDER)

    def sources(self, language: Language) -> tuple[fonts.Source, ...]:
        """The font files for a language: the project's own, then the shipped ones."""
        own = (self._own_source(name, self.settings[language.tag].place) for name in self.settings[language.tag].fonts)
        return (*own, *fonts.stack(language.tag))

    def _own_source(self, name: str, place: Place) -> fonts.Source:
        """A font of the project: one variable file, or ``regular + bold``."""
        regular, _, bold = (part.strip() for part in name.partition("+"))
        for file in filter(None, (regular, bold)):
            if not (self.project / file).is_file():
                hint = "fonts are named from the project's folder: one variable file, or 'regular.ttf + bold.ttf'"
                raise RenderError.at(place, f"there is no font file '{file}'", hint)
        return fonts.Source(Path(regular).stem, self.project / regular, self.project / (bold or regular))

    def look(self, language: Language) -> str:
        """The text of the language's own style sheet; empty if it has none."""
        path = self.project / self.settings[language.tag].folder / LOOK
        return path.read_text("utf-8") if path.is_file() else ""

    def dress(self, language: Language) -> site.Dress:
        """The style sheets and web fonts of a language, made once."""
        if language.tag not in self.dresses:
            names = "".join(each.name for each in {edition.language for edition in self.editions})
            wanted = site.characters(self.of_language(language)) | set(names)
            cut = fonts.faces(self.sources(language), wanted, self.cache)
            faces = [site.WebFace(face.family, face.weight, fonts.woff2(face.ttf, self.cache)) for face in cut]
            self.dresses[language.tag] = site.dress(self.environment, language, self.look(language), faces)
        return self.dresses[language.tag]


def pressed(shop: Shop, target: Target, chosen_formats: Sequence[str]) -> bytes:
    """The bytes of a target, from the cache if they were made before from the same things.

    Raises RenderError if they can't be made.
    """
    match target.format:
        case "html":
            return _page(shop, target.edition, chosen_formats)
        case "pdf":
            return _paper(shop, target.edition)
        case _:
            return formats.FORMATS[target.format](target.edition, Press(shop.environment))


def _page(shop: Shop, edition: Edition, chosen_formats: Sequence[str]) -> bytes:
    dress = shop.dress(edition.language)
    page = site.document_page(edition, shop.of_document(edition.document), dress, chosen_formats)
    press = Press(shop.environment, page=page)
    name = key("html", _makers(), shop.templates_digest, repr(page), repr(edition))
    return _kept(shop, name, lambda: formats.FORMATS["html"](edition, press))


def _paper(shop: Shop, edition: Edition) -> bytes:
    sheets = (templates.stylesheet(shop.environment, f"paper-{shop.sheet}"), shop.look(edition.language))
    sources = shop.sources(edition.language)
    wanted = set(paper.markup(edition, shop.environment))
    shares = fonts.share(sources, {*fonts.ALWAYS, *wanted}, shop.cache)
    cuts = [fonts.fingerprint(source, mine, fonts.REGULAR, shop.cache) for source, mine in shares.items()]
    name = key("pdf", _makers(), shop.templates_digest, sheets, cuts, repr(edition))

    def make() -> bytes:
        faces = fonts.faces(sources, wanted, shop.cache)
        return formats.FORMATS["pdf"](edition, Press(shop.environment, stylesheets=sheets, faces=faces, cache=shop.cache))

    return _kept(shop, name, make)


def _kept(shop: Shop, name: str, make: Callable[[], bytes]) -> bytes:
    return kept(shop.cache / "targets" / name[:2] / name, make)


def _makers() -> tuple[object, ...]:
    return (code("formats", "site", "edition"), *(version(package) for package in MAKERS))


def coverage(shop: Shop, place_of: Callable[[str, str], Place]) -> Iterator[Finding]:
    """Texts with a character that none of their language's fonts can draw. *place_of* tells where (tag, key) stands."""
    for tag, settings in shop.settings.items():
        texts = [
            fonts.Text(plain(phrase.content), place_of(tag, phrase.key), phrase.key, tag)
            for edition in shop.of_language(settings.language)
            for phrase in edition.phrases()
        ]
        yield from fonts.coverage(shop.sources(settings.language), dict.fromkeys(texts), shop.cache)


def by_path(targets: Sequence[Target]) -> Mapping[str, Target]:
    """The targets by where they lie."""
    return {target.path: target for target in targets}
