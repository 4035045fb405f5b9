"""``manifest.json``: every file of a release, what it is, and how hosts shall serve it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256

from generator.hosting import CacheClass

NAME = "manifest.json"
SCHEMA = 1


@dataclass(frozen=True, slots=True, order=True)
class File:
    """A file of a release: *path* from the site's root, *sha256* hexadecimal, *size* in bytes, *type* with its charset.

    *document*, *language* and *edition* are empty for what belongs to no edition.
    """

    path: str
    sha256: str
    size: int
    type: str
    cache: CacheClass
    document: str = ""
    language: str = ""
    edition: str = ""

    def __str__(self) -> str:
        return self.path

    def holds(self, content: bytes) -> bool:
        """Whether the file has this content."""
        return len(content) == self.size and sha256(content).hexdigest() == self.sha256

    def same(self, other: "File | None") -> bool:
        """Whether nothing has to be sent where *other* lies: content, type and caching are the same."""
        return other is not None and (self.sha256, self.type, self.cache) == (other.sha256, other.type, other.cache)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A release, or what lies at a destination.

    *release* names the release by its content. At a destination, *carried* are files of earlier releases that are still
    there: archived editions for ever, others for one release; *doomed* are paths to be deleted after this release;
    *history* names the releases in the order of their publishing, this one last.
    """

    release: str
    files: tuple[File, ...]
    provenance: Mapping[str, object] = field(default_factory=dict)
    carried: tuple[File, ...] = ()
    doomed: tuple[str, ...] = ()
    history: tuple[str, ...] = ()

    @property
    def by_path(self) -> dict[str, File]:
        """Everything that is there, by path."""
        return {file.path: file for file in (*self.carried, *self.files)}


def identify(files: Iterable[File]) -> str:
    """The name of a release: its latest edition, and a hash over everything that is published."""
    listed = sorted(files)
    lines = "".join(f"{file.path}\0{file.sha256}\0{file.type}\0{file.cache}\n" for file in listed)
    edition = max((file.edition for file in listed), default="")
    digest = sha256(lines.encode()).hexdigest()[:12]
    return f"{edition}-{digest}" if edition else digest


def encode(manifest: Manifest) -> bytes:
    """The manifest as JSON; the same manifest gives the same bytes."""
    plain = {"schema": SCHEMA, **asdict(manifest)}
    return (json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def decode(content: bytes) -> Manifest:
    """The manifest that was written so.

    Raises ValueError if it is none.
    """
    try:
        plain = json.loads(content)
        if plain.pop("schema") != SCHEMA:
            raise ValueError("it was written by another version")
        for name in ("files", "carried"):
            plain[name] = tuple(File(**{**each, "cache": CacheClass(each["cache"])}) for each in plain[name])
        return Manifest(**{**plain, "doomed": tuple(plain["doomed"]), "history": tuple(plain["history"])})
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"a part is missing or unknown: {error}") from error
