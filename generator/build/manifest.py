"""``manifest.json``: every file of an output, what it is and what it holds."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from generator.build.output import Content
from generator.edition import Edition
from generator.store import write_parts

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


def read(output: Path) -> Iterator[Artifact]:
    """The artifacts listed in an output, as `write` does it; none if there is no list that can be read."""
    entry = []
    with suppress(OSError, ValueError, TypeError), (output / NAME).open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("   "):
                entry.append(line)
            elif entry:
                yield Artifact(**json.loads(f"{{{''.join(entry)}}}"))
                entry = []


def read_shard(output: Path) -> Shard | None:
    """Which share an output is; None if it is none."""
    try:
        return Shard(**json.loads((output / NAME).read_bytes())["shard"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write(output: Path, artifacts: Iterable[Artifact], shard: Shard | None = None) -> None:
    """List the artifacts, which come sorted by path, and which share they are; the file is replaced at once, and only if it differs."""
    write_parts(output / NAME, _told(artifacts, shard))


def _told(artifacts: Iterable[Artifact], shard: Shard | None) -> Iterator[str]:
    """The list as JSON, artifact by artifact."""
    listed = {"schema": SCHEMA, **({"shard": _fields(shard)} if shard else {}), "artifacts": []}
    begin, end = _json(listed).split("[]")
    yield f"{begin}["
    before = ""
    for artifact in artifacts:
        entry = _json(_fields(artifact)).replace("\n", "\n  ")
        yield f"{before}\n  {entry}"
        before = ","
    yield ("\n ]" if before else "]") + f"{end}\n"


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _fields(value: Artifact | Shard) -> dict[str, object]:
    return dict(sorted(asdict(value).items()))
