"""What the pages of a language wear while its texts still change.

Cutting fonts takes up to a second, so no page waits for it: a page with a new character comes at once with the fonts that
there are, the larger ones are cut in another process, and `ready` is called when pages may wear them.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread

from jinja2 import Environment

from generator import fonts, site
from generator.build.shop import look, sources
from generator.catalogs import LanguageSettings
from generator.edition import Edition
from generator.errors import Finding, GeneratorError
from generator.serve.worker import Worker

MOST = 300
"""Assets that are kept for browsers that still show an older page."""


@dataclass(frozen=True, slots=True)
class _Fonts:
    """What is cut for a language: for which characters, the faces, and why it could not be done."""

    characters: frozenset[str] = frozenset()
    sources: tuple[fonts.Source, ...] = ()
    faces: tuple[site.WebFace, ...] = ()
    refused: tuple[Finding, ...] = ()


class Wardrobe:
    """The style sheets and fonts of every language, by language tag; *cache* is where cut fonts are kept."""

    def __init__(self, project: Path, cache: Path, ready: Callable[[], None]) -> None:
        self._project, self._cache = project, cache
        self._ready = ready
        self._worker = Worker("fonts")
        self._lock = Lock()
        self._cut: dict[str, _Fonts] = {}
        self._cutting: set[str] = set()
        self._assets: OrderedDict[str, bytes] = OrderedDict()

    def dress(
        self,
        settings: LanguageSettings,
        editions: Sequence[Edition],
        languages: Sequence[LanguageSettings],
        environment: Environment,
    ) -> site.Dress:
        """What a page wears that shows these editions of a language and names the languages.

        Raises GeneratorError if a style sheet is missing or the language's fonts can't be read.
        """
        names = "".join(each.language.name for each in languages)
        wanted = site.characters(editions) | set(names)
        faces = self._faces(settings, wanted)
        dress = site.dress(environment, settings.language, look(self._project, settings), faces)
        with self._lock:
            for name, data in dress.files.items():
                self._assets[name] = data
                self._assets.move_to_end(name)
            while len(self._assets) > MOST:
                self._assets.popitem(last=False)
        return dress

    def asset(self, name: str) -> bytes | None:
        """A file that some page wears, by its path in the site."""
        with self._lock:
            return self._assets.get(name)

    def close(self) -> None:
        """End the process that cuts."""
        self._worker.close()

    def _faces(self, settings: LanguageSettings, wanted: frozenset[str]) -> tuple[site.WebFace, ...]:
        tag, files = settings.language.tag, sources(self._project, settings)
        with self._lock:
            known = self._cut.get(tag, _Fonts())
            fits = wanted <= known.characters and files == known.sources
            if not fits and tag not in self._cutting:
                self._cutting.add(tag)
                characters = wanted | known.characters if files == known.sources else wanted
                Thread(target=self._enlarge, args=(tag, files, characters), daemon=True).start()
        if fits and known.refused:
            raise GeneratorError(known.refused)
        return known.faces

    def _enlarge(self, tag: str, files: tuple[fonts.Source, ...], characters: frozenset[str]) -> None:
        try:
            faces = self._worker.ask(cut, files, characters, self._cache)
            made = _Fonts(characters, files, faces)
        except GeneratorError as error:
            made = _Fonts(characters, files, refused=error.findings)
        with self._lock:
            self._cut[tag] = made
            self._cutting.discard(tag)
        self._ready()


def cut(files: tuple[fonts.Source, ...], characters: frozenset[str], cache: Path) -> tuple[site.WebFace, ...]:
    """The faces that draw the characters, for the web."""
    made = fonts.faces(files, characters, cache)
    return tuple(site.WebFace(face.family, face.weight, fonts.woff2(face.ttf, cache)) for face in made)
