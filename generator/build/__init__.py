"""A build: the files of the site as a function of the project, made anew only where something changed.

Read this room first. The stages:

lock       one build at a time in a project
inputs     the project's files by hash; where nothing was touched since the last `record`, that is all
library    content and catalogs -> slices, one for each document
drafts     slices -> editions, checked
targets    editions -> what is to be made, each under the hash of exactly what it is made of
press      targets -> bytes; `makers` and `closure` tell what has a say in them
crew       who presses: this process, workers beside it, a `cluster`
output     bytes -> the site, exchanged whole; `manifest` lists it, `explain` tells why each target was made anew
cache      what was not used for long goes
shards     what several machines built -> one output; what one of them made the others take from a `shared` cache
paper      on which pages the documents say what, as they are now

``walk`` leads through the stages in the middle, and ``shop`` is where they work. Only they import the rest of the house.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from generator import collector
from generator.build import makers, manifest, record
from generator.build.cache import prune
from generator.build.inputs import FOLDERS, LARGE, Inputs, InputsChanged, take
from generator.build.inputs import walk as walk_files
from generator.build.lock import locked
from generator.build.manifest import Artifact, Shard, artifact
from generator.build.order import Means, Order, Step, Summary
from generator.build.output import Content, replace_folder
from generator.build.record import SITE, Ingredients, Record
from generator.errors import GeneratorError, Place
from generator.store import key
from generator.tree import Folder

if TYPE_CHECKING:
    from generator.build.walk import Pressed
    from generator.model import Publication

__all__ = ["CACHE", "Means", "Order", "Step", "Summary", "build"]

CACHE = ".cache"
"""The folder in a project where everything made is kept; it may be deleted at any time."""

ATTEMPTS = 5
"""How often a build looks again when files change while it works."""


def build(
    project: Path,
    order: Order,
    output: Path,
    means: Means | None = None,
    *,
    step: Step = lambda done, total, what: None,
    waiting: Callable[[], None] = lambda: None,
    told: Callable[[str], None] = lambda text: None,
) -> Summary:
    """Build what is ordered into *output*; what is there already and belongs to the rest of the publication stays.

    *step* hears of progress, *told* of workers that had to be replaced, *waiting* is called if another build is at work.
    Raises GeneratorError with every finding if anything is wrong; *output* is then as it was before.
    """
    began = time.monotonic()
    means = means or Means()
    with locked(project / CACHE / "build.lock", waiting):
        last = record.read(project / CACHE, output)
        for _ in range(ATTEMPTS):
            inputs = take(project, last.files, [path for path in last.files if not path.startswith(FOLDERS)])
            if means.cache and last.holds(order, inputs, means.day) and record.untouched(project / CACHE, output):
                return last.summary(time.monotonic() - began)
            try:
                done = _built(inputs, order, means, last, output, step, told)
            except InputsChanged:
                continue
            return replace(done, seconds=time.monotonic() - began)
    problem, hint = "files change faster than they are built", "run the command again when they are at rest"
    raise GeneratorError.at(Place("content"), problem, hint)


def _built(
    inputs: Inputs, order: Order, means: Means, last: Record, output: Path, step: Step, told: Callable[[str], None]
) -> Summary:
    kept = inputs.project / CACHE
    changed = {path for path in {*last.files, *inputs.files} if last.digest(path) != inputs.digest(path)[0][1]}
    with _cache(kept, means) as cache:
        with collector.resting(), _content(inputs, changed, means) as content:
            from generator.build.shop import Shop  # these bring Jinja, and with the first text to localize Babel
            from generator.build.walk import Before, Walk

            ingredients = record.read_ingredients(kept, output) if means.cache else Ingredients()
            there = _there(output / SITE, dict(record.intact(kept, output)))
            before = Before(ingredients, frozenset(changed), there)
            walk = Walk(Shop(inputs.project, cache, inputs), content, order, means, before, step, told)
        pressed = walk.pressed()
        former = {} if pressed.whole else _former(output, pressed)
        files = pressed.files if pressed.whole else {**_staying(there, pressed, former), **pressed.files}
        written, unchanged = replace_folder(output / SITE, files, there)
        manifest.write(output, _listed(files, pressed, former), _shard(inputs, order))
    count = (len(pressed.order.documents), len(pressed.order.languages))
    seen = {**take(inputs.project, {}, pressed.fonts, folders=()).files, **inputs.files}
    now = Record(repr(order), (*count, len(files)), seen, makers.files(), pressed.until)
    record.write(kept, output, now, files)
    record.write_ingredients(kept, output, pressed.ingredients)
    if written:
        prune(kept)
    return Summary(*count, written, unchanged, 0, pressed.reasons)


@contextmanager
def _content(inputs: Inputs, changed: Set[str], means: Means) -> "Iterator[Callable[[], Publication]]":
    """While open, what reads the content. If it was changed that has begun already, while this process gets ready."""
    from generator import content, workers

    files = inputs.below("content")
    wanted = means.workers > 1 and len(files) < LARGE and not changed.isdisjoint(files)
    with workers.begun(lambda: content.read(inputs.project), wanted) as read:
        yield read


@contextmanager
def _cache(kept: Path, means: Means) -> Iterator[Path]:
    """The folder of the cache; a build that trusts nothing made before has one of its own."""
    if means.cache:
        yield kept
    else:
        with TemporaryDirectory(prefix="servicedocs-") as folder:
            yield Path(folder)


def _there(folder: Path, intact: Mapping[str, str]) -> dict[str, Content]:
    """What stands in the site, by path; *intact* hashes of its files spare reading them."""
    site = Folder(folder)
    return {path: Content.at(site, path, intact.get(path, "")) for path, _ in walk_files(folder)}


def _shard(inputs: Inputs, order: Order) -> Shard | None:
    """Which share of what was built; None where everything ordered was."""
    if order.shard == (1, 1):
        return None
    project = sorted((path, seen[0]) for path, seen in inputs.files.items())
    return Shard(*order.shard, key(project, repr(replace(order, shard=(1, 1))), makers.digest()))


def _former(output: Path, pressed: "Pressed") -> dict[str, Artifact]:
    """What the last build listed and this one did not make, by path in the site."""
    listed = ((each.path.removeprefix(f"{SITE}/"), each) for each in manifest.read(output))
    return {path: each for path, each in listed if path not in pressed.files}


def _staying(there: Mapping[str, Content], pressed: "Pressed", former: Mapping[str, Artifact]) -> dict[str, Content]:
    """What stays in a site of which only a part was ordered: all but what the publication has no more."""
    known = {(card.document, card.language.tag) for card in pressed.cards.values()}
    gone = {path for path, each in former.items() if each.document and (each.document, each.language) not in known}
    return {path: each for path, each in there.items() if path not in gone}


def _listed(files: Mapping[str, Content], pressed: "Pressed", former: Mapping[str, Artifact]) -> Iterator[Artifact]:
    """The entries of all files, sorted; what was not ordered keeps its own."""
    for path in sorted(files):
        old, new = former.get(path), artifact(f"{SITE}/{path}", files[path], pressed.cards.get(path))
        yield old if old and old.sha256 == new.sha256 else new
