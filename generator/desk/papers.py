"""The documents of a review, before and after: as pages of the website, and the printed page on which a message stands."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock

from generator.desk.picture import Picture, draw
from generator.desk.session import Desk
from generator.edition import Edition
from generator.localize import localize
from generator.serve.pages import Pages
from generator.serve.paper import Paper
from generator.serve.worker import Worker
from generator.serve.workspace import NotThereError, Workspace

AFTER = "after"
SIDES = ("before", AFTER)


class Papers:
    """Pages and PDFs. All methods raise GeneratorError if they can't be made, NotThereError for what there is not."""

    def __init__(self, project: Path, ready: Callable[[], None]) -> None:
        self._workspace = Workspace(project, writes=False)
        self._pages = Pages(self._workspace, ready)
        self._paper = Paper(self._workspace)
        self._pictures = Worker("pictures")
        self._before: dict[tuple[str, str], Edition] = {}
        self._lock = Lock()

    def file(self, desk: Desk, side: str, path: str) -> bytes:
        """A file of the website of one side: pages of documents, and what they wear."""
        match path.split("/"):
            case ["assets", _]:
                return self._pages.file(path)
            case [tag, document, "index.html" | ""]:
                return self._pages.document(self.edition(desk, side, document, tag))
            case _:
                pass
        raise NotThereError(path)

    def edition(self, desk: Desk, side: str, document: str, tag: str) -> Edition:
        """A document in a language as it was or as it is."""
        if side == AFTER:
            return self._workspace.edition(document, tag)
        with self._lock:
            if (document, tag) not in self._before:
                self._before[document, tag] = _edition(desk, document, tag)
            return self._before[document, tag]

    def picture(self, name: str, document: str, tag: str) -> Picture:
        """The printed page of a document, as it is now, on which a message stands.

        Raises RenderError if the libraries that draw are not installed.
        """
        edition = self._workspace.edition(document, tag)
        text = next((str(phrase) for phrase in edition.phrases() if phrase.key == name), "")
        # a heading stands in the contents first
        heading = name.endswith((".title", ".name"))
        return self._pictures.ask(draw, self._paper.pdf(edition), text, last=heading)

    def close(self) -> None:
        """End the processes."""
        self._pictures.close()
        self._pages.wardrobe.close()
        self._paper.close()


def _edition(desk: Desk, document: str, tag: str) -> Edition:
    before = desk.before
    known = [each for each in before.publication.documents if each.id == document]
    # a page names all languages, and they are those of today
    if not known or tag not in before.catalogs or tag not in desk.after.catalogs:
        raise NotThereError(f"{document} in {tag}")
    return localize(known[0], before.publication, before.catalogs[tag], before.settings[0])
