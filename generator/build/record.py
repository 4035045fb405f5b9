"""What the last build into an output worked with and left there: if all of it is untouched there is nothing to do."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Any

from generator.build import makers
from generator.build.inputs import Inputs, Seen, Stat, stat_of, walk
from generator.build.manifest import NAME
from generator.build.order import Order, Summary
from generator.build.output import Content
from generator.store import key, write_parts

SITE = "site"
SCHEMA = 3

Parts = Mapping[str, tuple[str, ...]]
"""What a target is made of: name of the part -> hash, then the files behind it."""


@dataclass(frozen=True, slots=True)
class Record:
    """*order* of the build, *count* of its documents, languages and files; *files* of the project and *machine*: what stat said.

    *until* is the last day on which every waiver holds that held then (ISO 8601), "" if there was none. The files that it
    left in its output are too many to be in memory: see `untouched` and `intact`.
    """

    order: str = ""
    count: tuple[int, int, int] = (0, 0, 0)
    files: Mapping[str, Seen] = field(default_factory=dict)
    machine: Mapping[str, Stat] = field(default_factory=dict)
    until: str = ""

    def holds(self, order: Order, inputs: Inputs, day: date) -> bool:
        """Whether a build of *order* would make the same on a *day*."""
        return (
            self.order == repr(order)
            and _digests(self.files) == _digests(inputs.files)
            and not makers.touched(self.machine)
            and (not self.until or day.isoformat() <= self.until)
        )

    def digest(self, path: str) -> str:
        """The hash of a file of the project as it was then, "" if it was not there."""
        return self.files[path][0] if path in self.files else ""

    def summary(self, seconds: float) -> Summary:
        """What a build has done that found nothing to do."""
        documents, languages, files = self.count
        return Summary(documents, languages, written=0, unchanged=files, seconds=seconds)


def _digests(files: Mapping[str, Seen]) -> dict[str, str]:
    return {path: seen[0] for path, seen in files.items()}


def read(cache: Path, output: Path) -> Record:
    """The record of the last build into *output*; an empty one where there is none that can be read."""
    try:
        order, count, files, machine, until = next(_kept(_path(cache, output)))
        files, machine = ({path: tuple(seen) for path, seen in table.items()} for table in (files, machine))
        return Record(order, tuple(count), files, machine, until)
    except (StopIteration, ValueError, TypeError, AttributeError):
        return Record()


def write(cache: Path, output: Path, record: Record, files: Mapping[str, Content]) -> None:
    """Keep the record of a build that left *files* in its site; without it the next one has more to do, nothing worse."""

    def digest(path: str) -> str:
        content = files.get(path.removeprefix(f"{SITE}/"))
        return content.sha256 if content else ""

    told = (record.order, record.count, record.files, record.machine, record.until)
    left = ((path, digest(path), stat) for path, stat in _there(output))
    _keep(_path(cache, output), chain([told], left))


def untouched(cache: Path, output: Path) -> bool:
    """Whether an output holds just what the last build left there."""
    then = ((path, stat) for path, _, stat in _left(cache, output))
    return all(one == other for one, other in zip_longest(then, _there(output)))


def intact(cache: Path, output: Path) -> Iterator[tuple[str, str]]:
    """The files of the site that are as the last build left them, with their hash."""
    for path, digest, stat in _left(cache, output):
        now = stat_of(f"{output}/{path}")
        if digest and now and _lasting(now) == stat:
            yield path.removeprefix(f"{SITE}/"), digest


def _left(cache: Path, output: Path) -> Iterator[tuple[str, str, Stat]]:
    """What the last build left: the path of each file in the output, its hash, its stat."""
    for path, digest, stat in islice(_kept(_path(cache, output)), 1, None):
        yield path, digest, tuple(stat)


def _there(output: Path) -> Iterator[tuple[str, Stat]]:
    """The files of a build that are in an output now."""
    for path, stat in walk(output / SITE, f"{SITE}/"):
        yield path, _lasting(stat)
    if listed := stat_of(output / NAME):
        yield NAME, _lasting(listed)


def _lasting(stat: Stat) -> Stat:
    """A stat without the change of the inode, which tells nothing where files are linked."""
    return stat[0], stat[1], 0, stat[3]


SHORT = 16
"""Digits of a hash that are enough to tell it from the one before."""


@dataclass(frozen=True, slots=True)
class Ingredients:
    """What the last build was made of: *targets* by name as `traced`, and what made them, the *environment* by name."""

    targets: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)

    def left(self, name: str) -> str:
        """The hash of what a target left in the output; "" where it left nothing, or was not there."""
        return self.targets.get(name, "").partition(" ")[0]

    def parts(self, name: str) -> dict[str, str] | None:
        """The (short) hash of each part of a target; None if it was not there."""
        if name not in self.targets:
            return None
        return dict(part.split("=") for part in self.targets[name].split(" ")[1:])


def traced(parts: Parts, left: str) -> str:
    """A target as one line, for there are thousands: the hash of what it *left* in the output, and of each part."""
    return " ".join((left, *(f"{name}={digest}" for name, digest in short(parts).items())))


def short(parts: Parts) -> dict[str, str]:
    """The parts of a target as they are recorded."""
    return {name: part[0][:SHORT] for name, part in parts.items()}


def read_ingredients(cache: Path, output: Path) -> Ingredients:
    """The ingredients of the last build into *output*; none where they can't be read."""
    told = _kept(_ingredients_path(cache, output))
    try:
        environment = next(told)
        return Ingredients(dict(told), environment)
    except (StopIteration, ValueError, TypeError):
        return Ingredients()


def write_ingredients(cache: Path, output: Path, ingredients: Ingredients) -> None:
    """Keep the ingredients of a build, to tell in the next one what changed."""
    _keep(_ingredients_path(cache, output), chain([ingredients.environment], ingredients.targets.items()))


def _keep(path: Path, told: Iterable[object]) -> None:
    """Keep values, a line of JSON each, behind the number of their schema."""
    with suppress(OSError):
        write_parts(path, (f"{json.dumps(each, separators=(',', ':'))}\n" for each in chain([SCHEMA], told)))


def _kept(path: Path) -> Iterator[Any]:
    """What was kept, one by one as it is asked for: to the end, or to where it can't be read."""
    with suppress(OSError, ValueError), path.open(encoding="utf-8") as lines:
        found = map(json.loads, lines)
        if next(found, None) == SCHEMA:
            yield from found


def forget(cache: Path, output: Path) -> None:
    """Take the record away: from now until the next one, nobody knows what the output holds."""
    _path(cache, output).unlink(missing_ok=True)


def _path(cache: Path, output: Path) -> Path:
    return cache / "builds" / f"{key(str(output.resolve()))[:16]}.json"


def _ingredients_path(cache: Path, output: Path) -> Path:
    return _path(cache, output).with_suffix(".ingredients.json")
