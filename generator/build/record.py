"""What the last build into an output worked with and left there: if all of it is untouched there is nothing to do."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from generator.build import makers
from generator.build.inputs import Inputs, Seen, Stat, stat_of, walk
from generator.build.manifest import NAME
from generator.build.order import Order, Summary
from generator.store import key, write_beside

SITE = "site"
SCHEMA = 2

Parts = Mapping[str, tuple[str, ...]]
"""What a target is made of: name of the part -> hash, then the files behind it."""


@dataclass(frozen=True, slots=True)
class Record:
    """*order* and *count* (documents, languages) of the build; *files* of the project and *machine*: what stat said.

    *outputs* are the files that it left, by their path in the output, with what stat said, and hash. *until* is the last
    day on which every waiver holds that held then (ISO 8601), "" if there was none.
    """

    order: str = ""
    count: tuple[int, int] = (0, 0)
    files: Mapping[str, Seen] = field(default_factory=dict)
    machine: Mapping[str, Stat] = field(default_factory=dict)
    outputs: Mapping[str, Seen] = field(default_factory=dict)
    until: str = ""

    def holds(self, order: Order, inputs: Inputs, output: Path, day: date) -> bool:
        """Whether a build of *order* would change nothing on a *day*."""
        return (
            self.order == repr(order)
            and _digests(self.files) == _digests(inputs.files)
            and not makers.touched(self.machine)
            and (not self.until or day.isoformat() <= self.until)
            and {path: seen[1:] for path, seen in self.outputs.items()} == left(output)
        )

    def intact(self, output: Path) -> dict[str, str]:
        """The files of the output that are as the last build left them, with their hash."""
        now = left(output)
        return {path: seen[0] for path, seen in self.outputs.items() if now.get(path) == seen[1:]}

    def digest(self, path: str) -> str:
        """The hash of a file of the project as it was then, "" if it was not there."""
        return self.files[path][0] if path in self.files else ""

    def summary(self, seconds: float) -> Summary:
        """What a build has done that found nothing to do."""
        return Summary(*self.count, written=0, unchanged=len(self.outputs) - 1, seconds=seconds)


def left(output: Path) -> dict[str, Stat]:
    """The files of a build in an output, with their stat; the change of an inode tells nothing where files are linked."""
    found = {f"{SITE}/{path}": stat for path, stat in walk(output / SITE)}
    if listed := stat_of(output / NAME):
        found[NAME] = listed
    return {path: (stat[0], stat[1], 0, stat[3]) for path, stat in found.items()}


def _digests(files: Mapping[str, Seen]) -> dict[str, str]:
    return {path: seen[0] for path, seen in files.items()}


def read(cache: Path, output: Path) -> Record:
    """The record of the last build into *output*; an empty one where there is none that can be read."""
    try:
        told = json.loads(_path(cache, output).read_bytes())
        if told.pop("schema") != SCHEMA:
            return Record()
        tables = ("files", "machine", "outputs")
        found = {name: {path: tuple(seen) for path, seen in told[name].items()} for name in tables}
        return Record(told["order"], tuple(told["count"]), **found, until=told["until"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Record()


def write(cache: Path, output: Path, record: Record) -> None:
    """Keep the record of a build; without it the next one has more to do, nothing worse."""
    _keep(_path(cache, output), {"schema": SCHEMA, **asdict(record)})


@dataclass(frozen=True, slots=True)
class Ingredients:
    """What the targets of the last build were made of: by name the key of each, and the (short) hash of each part.

    *environment* is what made them, by name.
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)


def read_ingredients(cache: Path, output: Path) -> Ingredients:
    """The ingredients of the last build into *output*; none where they can't be read."""
    try:
        return Ingredients(**json.loads(_ingredients_path(cache, output).read_bytes()))
    except (OSError, ValueError, TypeError):
        return Ingredients()


def write_ingredients(cache: Path, output: Path, ingredients: Ingredients) -> None:
    """Keep the ingredients of a build, to tell in the next one what changed."""
    _keep(_ingredients_path(cache, output), asdict(ingredients))


def _keep(path: Path, told: object) -> None:
    with suppress(OSError):
        write_beside(path, json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())


def forget(cache: Path, output: Path) -> None:
    """Take the record away: from now until the next one, nobody knows what the output holds."""
    _path(cache, output).unlink(missing_ok=True)


def _path(cache: Path, output: Path) -> Path:
    return cache / "builds" / f"{key(str(output.resolve()))[:16]}.json"


def _ingredients_path(cache: Path, output: Path) -> Path:
    return _path(cache, output).with_suffix(".ingredients.json")
