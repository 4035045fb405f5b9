"""The website as `build` makes it, page by page, as they are asked for."""

from collections.abc import Callable, Sequence

from jinja2 import Environment

from generator import site
from generator.edition import Edition
from generator.formats import FORMATS, Press, templates
from generator.serve.wardrobe import Wardrobe
from generator.serve.workspace import Stamp, Workspace


class Pages:
    """The files of the website but the PDFs. All raise GeneratorError, and NotThereError for what the project has not."""

    def __init__(self, workspace: Workspace, ready: Callable[[], None]) -> None:
        self._workspace = workspace
        self._templates: tuple[Stamp, Environment] | None = None
        self.wardrobe = Wardrobe(workspace.project, ready)

    def document(self, edition: Edition) -> bytes:
        """The page of a document."""
        environment = self._environment()
        page = site.document_page(
            edition, self._workspace.siblings(edition), self._dress([edition], environment), tuple(FORMATS)
        )
        return FORMATS["html"](edition, Press(environment, page=page))

    def data(self, edition: Edition, format: str) -> bytes:
        """The tables of a document in a format that takes nothing but templates."""
        return FORMATS[format](edition, Press(self._environment()))

    def home(self, tag: str) -> bytes:
        """The list of the documents in a language."""
        view = self._workspace.view()
        editions = self._workspace.editions([(each.id, tag) for each in view.publication.documents])
        languages = [each.language for each in view.languages]
        environment = self._environment()
        return site.home(editions, languages, self._dress(editions, environment), environment)

    def chooser(self) -> bytes:
        """Every language by its own name."""
        view = self._workspace.view()
        wanted = [(each.id, one.language.tag) for one in view.languages for each in view.publication.documents]
        editions, environment = self._workspace.editions(wanted), self._environment()
        dresses = {
            tag: self._dress([each for each in editions if each.language.tag == tag], environment)
            for tag in dict.fromkeys(each.language.tag for each in editions)
        }
        return site.chooser(editions, dresses, environment)

    def _environment(self) -> Environment:
        """The templates as they are now. Jinja looks for changes of a template, but not of those that it imports."""
        stamp = self._workspace.stamp(templates.FOLDER)
        if self._templates is None or self._templates[0] != stamp:
            self._templates = stamp, templates.environment(self._workspace.project)
        return self._templates[1]

    def _dress(self, editions: Sequence[Edition], environment: Environment) -> site.Dress:
        """What the editions, all of one language, wear."""
        view = self._workspace.view()
        settings = next(each for each in view.languages if each.language == editions[0].language)
        return self.wardrobe.dress(settings, editions, view.languages, environment)
