"""``manifest.json``: every file of an output, what it is and what it holds."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from generator.build.output import Content
from generator.edition import Edition
from generator.store import write_beside

NAME = "manifest.json"
SCHEMA = 1


@dataclass(frozen=True, slots=True, order=True)
class Artifact:
    """A file of the output: *path* is relative to it, *sha256* hexadecimal, *bytes* its size.

    *document*, *language*, *title* and *revision* are empty for what belongs to no edition (style sheets, fonts, lists).
    """

    path: str
    document: str
    language: str
    format: str
    sha256: str
    bytes: int
    title: str
    revision: str


@dataclass(frozen=True, slots=True)
class Shard:
    """A share of a build: *number* from 1, *of* how many; *whole* is the hash of what all of them are made of."""

    number: int
    of: int
    whole: str


def artifact(path: str, content: Content, card: Edition | None) -> Artifact:
    """The entry of a file, which may belong to an edition; its format is the ending of its name."""
    format = PurePosixPath(path).suffix.removeprefix(".")
    if card is None:
        return Artifact(path, "", "", format, content.sha256, content.size, "", "")
    named = (card.document, card.language.tag, format)
    return Artifact(path, *named, content.sha256, content.size, str(card.title), card.revision)


def read(output: Path) -> tuple[Artifact, ...]:
    """The artifacts listed in an output; none if there is no list that can be read."""
    try:
        listed = json.loads((output / NAME).read_bytes())
        return tuple(Artifact(**entry) for entry in listed["artifacts"])
    except (OSError, ValueError, TypeError, KeyError):
        return ()


def read_shard(output: Path) -> Shard | None:
    """Which share an output is; None if it is none."""
    try:
        return Shard(**json.loads((output / NAME).read_bytes())["shard"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write(output: Path, artifacts: Iterable[Artifact], shard: Shard | None = None) -> None:
    """List the artifacts, sorted by path, and which share they are; the file is replaced at once, and only if it differs."""
    listed: dict[str, object] = {"schema": SCHEMA}
    if shard:
        listed["shard"] = _entry(shard)
    listed["artifacts"] = sorted(artifacts)
    content = (json.dumps(listed, ensure_ascii=False, indent=1, default=_entry) + "\n").encode()
    path = output / NAME
    if not path.is_file() or path.read_bytes() != content:
        write_beside(path, content)


def _entry(value: Artifact | Shard) -> dict[str, object]:
    return dict(sorted(asdict(value).items()))
