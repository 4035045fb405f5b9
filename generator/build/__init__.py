"""The whole walk, one line per stage: content -> model -> editions -> pages -> output.

Read this room first. ``press`` makes one file out of one edition, ``output`` exchanges the finished folder,
``manifest`` lists it, ``lock`` lets one build work at a time.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import catalogs, checks, content, site
from generator.build import manifest
from generator.build.lock import locked
from generator.build.manifest import Artifact, artifact
from generator.build.output import replace_folder
from generator.build.press import Shop, Target, coverage, pressed
from generator.catalogs import Catalog, LanguageSettings
from generator.edition import Edition
from generator.errors import Finding, GeneratorError, Place, Severity, did_you_mean
from generator.formats import FORMATS
from generator.localize import localize
from generator.model import Message, Publication

SITE = "site"

Step = Callable[[int, int, str], None]
"""Told after each file: how many are done, of how many, and which it was."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: language tags, document ids and formats (all where none is named), and for whom.

    A *release* refuses texts that are missing or stale; without it they show the source, marked as a draft.
    *sheet* is the paper of the PDFs: "a4" or "letter".
    """

    languages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    release: bool = False
    sheet: str = "a4"

    def is_all(self, editions: Sequence[Edition]) -> bool:
        """Whether nothing of the publication is left out."""
        languages = {edition.language.tag for edition in editions}
        documents = {edition.document for edition in editions}
        return languages <= {*self.languages} and documents <= {*self.documents} and {*FORMATS} <= {*self.formats}


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did: how many documents and languages, files written and left as they were, seconds."""

    documents: int
    languages: int
    written: int
    unchanged: int
    seconds: float


def build(
    project: Path,
    order: Order,
    output: Path,
    *,
    step: Step = lambda done, total, what: None,
    waiting: Callable[[], None] = lambda: None,
) -> Summary:
    """Build what is ordered into *output*; what is there already and belongs to the rest of the publication stays.

    *step* hears of progress, *waiting* is called if another build is at work in the project.
    Raises GeneratorError with every finding if anything is wrong; *output* is then as it was before.
    """
    began = time.monotonic()
    cache = project / ".cache"
    with locked(cache / "build.lock", waiting):
        publication = content.read(project)
        settings = catalogs.languages(project)
        known = tuple(catalogs.read(project, each, publication) for each in settings)
        wanted = _checked(order, publication, settings)
        refuse(checks.run(publication, known, release=order.release))
        editions = localized(publication, known, settings[0], draft=not order.release)
        shop = Shop(project, cache, settings, editions, order.sheet)
        refuse(coverage(shop, _places(publication, known)))
        targets = chosen(editions, wanted)
        files = press(shop, targets, wanted.formats, step)
        written, unchanged = put(output, files, shop, whole=wanted.is_all(shop.editions))
    return Summary(len(wanted.documents), len(wanted.languages), written, unchanged, time.monotonic() - began)


def refuse(found: Iterable[Finding]) -> None:
    """Raise the errors among findings, if there are any."""
    errors = sorted((each for each in found if each.severity is Severity.ERROR), key=lambda each: each.place)
    if errors:
        raise GeneratorError(errors)


def localized(
    publication: Publication, known: Sequence[Catalog], source: LanguageSettings, *, draft: bool
) -> tuple[Edition, ...]:
    """Every document in every language, language by language."""
    return tuple(
        localize(document, publication, catalog, source, draft=draft)
        for catalog in known
        for document in publication.documents
    )


def chosen(editions: Sequence[Edition], order: Order) -> tuple[Target, ...]:
    """The files to make, document by document."""
    return tuple(
        Target(edition, format)
        for edition in editions
        if edition.language.tag in order.languages and edition.document in order.documents
        for format in order.formats
    )


def press(shop: Shop, targets: Sequence[Target], formats: Sequence[str], step: Step) -> dict[str, bytes]:
    """The targets by their path in the site, with the lists and assets of the whole site where pages are among them."""
    files: dict[str, bytes] = {}
    for done, target in enumerate(targets, 1):
        files[target.path] = pressed(shop, target, formats)
        step(done, len(targets), str(target))
    if "html" in formats:
        dresses = {edition.language.tag: shop.dress(edition.language) for edition in shop.editions}
        files |= site.indexes(shop.editions, dresses, shop.environment)
    return files


def put(output: Path, files: Mapping[str, bytes], shop: Shop, *, whole: bool) -> tuple[int, int]:
    """Exchange the site and list it. When not the *whole* publication was pressed, what was there before stays."""
    site_files = files if whole else {**_there(output / SITE), **files}
    written, unchanged = replace_folder(output / SITE, site_files)
    manifest.write(output, _listed(site_files, shop))
    return written, unchanged


def _there(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _listed(files: Mapping[str, bytes], shop: Shop) -> list[Artifact]:
    targets = {
        target.path: target for target in (Target(edition, format) for edition in shop.editions for format in FORMATS)
    }
    return [_artifact(f"{SITE}/{path}", data, targets.get(path)) for path, data in files.items()]


def _artifact(path: str, data: bytes, target: Target | None) -> Artifact:
    if target is None:
        return artifact(path, data)
    edition = target.edition
    return artifact(path, data, edition.document, edition.language.tag, str(edition.title), edition.revision)


def _checked(order: Order, publication: Publication, settings: Sequence[LanguageSettings]) -> Order:
    """The order with everything named; raises GeneratorError for what the project does not have."""
    languages = tuple(each.language.tag for each in settings)
    documents = tuple(document.id for document in publication.documents)
    unknown = [
        *_unknown("language", order.languages, languages),
        *_unknown("document", order.documents, documents),
        *_unknown("format", order.formats, tuple(FORMATS)),
    ]
    if unknown:
        raise GeneratorError(unknown)
    return Order(
        order.languages or languages,
        order.documents or documents,
        order.formats or tuple(FORMATS),
        order.release,
        order.sheet,
    )


def _unknown(what: str, named: Sequence[str], known: Sequence[str]) -> list[Finding]:
    place = Place("content/publication.yaml")
    return [
        Finding(Severity.ERROR, "order", place, f"there is no {what} '{name}'", did_you_mean(name, known))
        for name in named
        if name not in known
    ]


def _places(publication: Publication, known: Sequence[Catalog]) -> Callable[[str, str], Place]:
    """Where the text behind (language tag, ``domain:key``) stands."""
    messages: dict[str, Message] = {
        f"{message.domain}:{message.key}": message for group in publication.messages.values() for message in group
    }
    by_tag = {catalog.settings.language.tag: catalog for catalog in known}

    def place_of(tag: str, name: str) -> Place:
        if name not in messages:
            return Place("content/offerings.yaml")
        return by_tag[tag].lookup(messages[name]).place

    return place_of
