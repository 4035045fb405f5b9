"""Where a build works: the project as it was when the build began, the cache, the templates."""

import os
import pickle
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment, FileSystemBytecodeCache

from generator import fonts
from generator.build.closure import closures
from generator.build.inputs import Inputs
from generator.catalogs import LanguageSettings
from generator.errors import Place, RenderError
from generator.formats import templates
from generator.store import code, kept, key

LOOK = "style.css"

Made = TypeVar("Made")


class Shop:
    """The workplace of one build, the same in all its workers."""

    def __init__(self, project: Path, cache: Path, inputs: Inputs) -> None:
        self.project = project
        self.cache = cache
        self.inputs = inputs
        self._letters: dict[str, frozenset[str]] = {}
        self._reached: dict[tuple[str, ...], tuple[str, ...]] = {}

    def remembered(self, kind: str, name: str, files: Sequence[str], make: Callable[[], Made]) -> Made:
        """What *make* gives, kept under the hash *name*; *files* are those that it reads.

        Values are kept as pickles, so this part of the cache belongs to one machine; what is shared is bytes.
        Raises InputsChanged if a file was changed meanwhile: what was made then belongs to no hash.
        """
        fresh: list[Made] = []

        def pickled() -> bytes:
            fresh.append(make())
            self.inputs.verify(files)
            return pickle.dumps(fresh[0], pickle.HIGHEST_PROTOCOL)

        path = self.path(kind, name)
        used(path)
        found = kept(path, pickled)
        value: Made = fresh[0] if fresh else pickle.loads(found)  # noqa: S301 - our own cache
        return value

    def remembers(self, kind: str, name: str) -> bool:
        """Whether something is kept under the hash."""
        return self.path(kind, name).is_file()

    def path(self, kind: str, name: str) -> Path:
        """Where something of a kind is kept under a hash."""
        return self.cache / kind / name

    # Templates

    @cached_property
    def environment(self) -> Environment:
        """The project's templates; compiled ones are kept."""
        found = templates.environment(self.project)
        folder = self.cache / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        found.bytecode_cache = FileSystemBytecodeCache(str(folder))
        return found

    @cached_property
    def _closures(self) -> dict[str, tuple[str, ...]]:
        """The files that each template reaches."""
        files = self.inputs.below(templates.FOLDER)
        names = tuple(file.removeprefix(f"{templates.FOLDER}/") for file in files)
        tops = [name for name in names if name.endswith(".jinja")]

        def make() -> dict[str, tuple[str, ...]]:
            return closures(self.environment, tops, names)

        return self.remembered("closures", key(self.inputs.digest(*files), code("build/closure")), files, make)

    def reached(self, *names: str) -> tuple[str, ...]:
        """The files of the project that make pages of the templates *names*, style sheets among them."""
        if names not in self._reached:
            found = {name for top in names for name in self._closures.get(top, (top,))}
            self._reached[names] = tuple(sorted(f"{templates.FOLDER}/{name}" for name in found))
        return self._reached[names]

    def letters(self, path: str) -> frozenset[str]:
        """The characters in a file of the project."""
        if path not in self._letters:
            file = self.project / path
            self._letters[path] = frozenset(file.read_text("utf-8", "replace")) if file.is_file() else frozenset()
        return self._letters[path]

    def look(self, settings: LanguageSettings) -> str:
        """The text of the language's own style sheet; empty if it has none."""
        return look(self.project, settings)

    # Fonts

    def sources(self, settings: LanguageSettings) -> tuple[fonts.Source, ...]:
        """The font files for a language: the project's own, then the shipped ones."""
        return sources(self.project, settings)

    def cuts(self, settings: LanguageSettings, characters: str, bold: str | None = None) -> tuple[str, ...]:
        """The fingerprints of the fonts cut for a text; *bold* are the characters that may stand in bold."""
        return tuple(
            fonts.fingerprint(source, mine, weight, self.cache)
            for source, weight, mine in fonts.weighted(self.sources(settings), characters, self.cache, bold)
        )


def used(path: Path) -> None:
    """Note that a file of the cache is of use still; the others go first when it grows too large."""
    with suppress(OSError):
        os.utime(path)


def font_files(name: str) -> tuple[str, str]:
    """The files of a font that a language names: regular and bold, the same if it is one."""
    regular, _, bold = (part.strip() for part in name.partition("+"))
    return regular, bold or regular


def sources(project: Path, settings: LanguageSettings) -> tuple[fonts.Source, ...]:
    """The font files for a language: the project's own (one variable file, or ``regular + bold``), then the shipped ones.

    Raises RenderError if the project has no such file.
    """
    own = (_own_source(project, name, settings.place) for name in settings.fonts)
    return (*own, *fonts.stack(settings.language.tag))


def _own_source(project: Path, name: str, place: Place) -> fonts.Source:
    regular, bold = font_files(name)
    for file in (regular, bold):
        if not (project / file).is_file():
            hint = "fonts are named from the project's folder: one variable file, or 'regular.ttf + bold.ttf'"
            raise RenderError.at(place, f"there is no font file '{file}'", hint)
    return fonts.Source(Path(regular).stem, project / regular, project / bold)


def look(project: Path, settings: LanguageSettings) -> str:
    """The text of the language's own style sheet; empty if it has none."""
    path = project / settings.folder / LOOK
    return path.read_text("utf-8", errors="replace") if path.is_file() else ""
