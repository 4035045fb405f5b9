"""A document as PDF, made in a process of its own: laying out pages takes a second, and other pages must not wait."""

from functools import lru_cache
from pathlib import Path
from threading import Lock

from jinja2 import Environment

from generator import fonts
from generator.build.proof import printed
from generator.build.shop import look, sources
from generator.edition import Edition
from generator.formats import templates
from generator.serve.worker import Worker
from generator.serve.workspace import NotThereError, Stamp, Workspace


class Paper:
    """The PDFs that were asked for last: one of a document in a language, remembered as long as it is right."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._worker = Worker("PDFs")
        self._lock = Lock()
        self._made: dict[tuple[str, str], tuple[Edition, Stamp, bytes]] = {}

    def pdf(self, edition: Edition) -> bytes:
        """The PDF of an edition.

        Raises GeneratorError if it can't be made.
        """
        project, cache = self._workspace.project, self._workspace.cache
        view = self._workspace.view()
        settings = view.settings(edition.language.tag)
        if settings is None:
            raise NotThereError(edition.language.tag)
        own_look = look(project, settings)
        sheet = f"paper-{view.publication.paper}"
        stamp = (own_look, sheet, settings, *self._workspace.stamp(templates.FOLDER))
        name = (edition.document, edition.language.tag)
        # Whoever asks for the same again while it is being made waits for it here.
        with self._lock:
            known = self._made.get(name)
            if known is not None and known[0] is edition and known[1] == stamp:
                return known[2]
            made = self._worker.ask(
                press, project, cache, edition, (sheet, own_look), sources(project, settings), stamp
            )
            self._made[name] = (edition, stamp, made)
        return made

    def close(self) -> None:
        """End the process that presses."""
        self._worker.close()


def press(
    project: Path, cache: Path, edition: Edition, dress: tuple[str, str], files: tuple[fonts.Source, ...], stamp: Stamp
) -> bytes:
    """The bytes of an edition's PDF.

    *dress* is the name of the sheet and the language's look; another *stamp* are other templates.
    Raises RenderError if the project's templates or style sheets can't press it.
    """
    environment = _environment(project, stamp)
    sheet, own_look = dress
    return printed(edition, environment, (templates.stylesheet(environment, sheet), own_look), files, cache)


@lru_cache(maxsize=1)
def _environment(project: Path, stamp: Stamp) -> Environment:
    """The templates as they were at a stamp. Jinja looks for changes of a template, but not of those that it imports."""
    return templates.environment(project)
