"""A built site as a release: what it holds, and whether it may go out."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator import hosting
from generator.destination import Destination
from generator.errors import Finding, Place, PublishError, Severity
from generator.publish.manifest import NAME, File, Manifest, identify

RESERVED = (NAME, "_releases")
"""What publishing itself writes at the root of a destination."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The edition that a file shows."""

    document: str
    language: str
    edition: str


@dataclass(frozen=True, slots=True)
class Release:
    """A manifest and where the content of its files comes from: *read* takes one of its files.

    *folder* is where they lie on this machine, if they do.
    """

    manifest: Manifest
    read: Callable[[File], bytes]
    folder: Path | None = None


def release(folder: Path, origins: Mapping[str, Origin], provenance: Mapping[str, object]) -> Release:
    """The release that the site in *folder* is. *origins* tells by path which edition a file shows.

    Raises PublishError if there is no site, or a file that can't be published.
    """
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    if not paths:
        raise PublishError.at(Place(folder.name), "there is no built site", "run servicedocs build")
    names = [path.relative_to(folder).as_posix() for path in paths]
    if wrong := [name for name in names if name.split("/")[0] in RESERVED or not name.isprintable()]:
        findings = (_refusal(Place(name), "the name is taken, or holds a sign that can't be in one") for name in wrong)
        raise PublishError(findings)
    files = tuple(_file(name, path.read_bytes(), origins.get(name)) for name, path in zip(names, paths, strict=True))
    return Release(Manifest(identify(files), files, provenance), reader(folder), folder)


def reader(folder: Path) -> Callable[[File], bytes]:
    """Reads the files of a release that lies in a folder."""

    def read(file: File) -> bytes:
        content = (folder / file.path).read_bytes()
        if not file.holds(content):
            hint = "a build has changed it meanwhile; run the command again"
            raise PublishError.at(Place(file.path), "the file is not the one that was listed", hint)
        return content

    return read


def _file(path: str, content: bytes, origin: Origin | None) -> File:
    origin = origin or Origin("", "", "")
    return File(
        path,
        sha256(content).hexdigest(),
        len(content),
        hosting.media_type(path),
        hosting.rule(path).cache_class,
        origin.document,
        origin.language,
        origin.edition,
    )


def check(manifest: Manifest, destination: Destination) -> Iterator[Finding]:
    """Whether each document goes out in all languages and one edition, but for those that the destination lets off."""
    languages = sorted({file.language for file in manifest.files if file.language})
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for file in manifest.files:
        if file.document and file.cache == hosting.CacheClass.DOCUMENT:
            found[file.document][file.language] = file.edition
    for document, editions in found.items():
        let_off = destination.without.get(document, ())
        for missing in sorted({*languages} - {*editions} - {*let_off}):
            hint = f"build it, or declare it: without: {{{document}: [{missing}]}}"
            yield _refusal(destination.place, f"'{document}' is not there in {missing}", hint)
        if len({*editions.values()}) > 1:
            told = ", ".join(f"{tag} {edition}" for tag, edition in sorted(editions.items()))
            yield _refusal(destination.place, f"'{document}' is of several editions: {told}", "build all languages")


def _refusal(place: Place, problem: str, hint: str = "") -> Finding:
    return Finding(Severity.ERROR, "publish", place, problem, hint)
