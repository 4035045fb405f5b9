"""The website as `build` makes it, page by page, as they are asked for."""

from collections.abc import Callable, Mapping, Sequence
from mimetypes import guess_type
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from generator import site
from generator.edition import Edition
from generator.formats import FORMATS, Press, templates
from generator.serve.wardrobe import Wardrobe
from generator.serve.workspace import Kept, NotThereError, Stamp, Workspace


class _Compiled(BytecodeCache):
    """Templates that were compiled before; Jinja compares them with the source."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if (kept := self._kept.get(bucket.key)) is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


class Pages:
    """The files of the website but the PDFs. All raise GeneratorError, and NotThereError for what the project has not."""

    def __init__(self, workspace: Workspace, ready: Callable[[], None]) -> None:
        self._workspace = workspace
        self._compiled = _Compiled()
        self._templates: tuple[Stamp, Environment] | None = None
        self._archive: Kept[site.Archive] = Kept()
        self.wardrobe = Wardrobe(workspace.project, workspace.cache, ready)

    def document(self, edition: Edition) -> bytes:
        """The page of a document."""
        environment, dress = self._environment(), self._dress([edition])
        page = site.document_page(edition, self._workspace.siblings(edition), dress, tuple(FORMATS), self._graph())
        return FORMATS["html"](edition, Press(environment, page=page))

    def data(self, edition: Edition, format: str) -> bytes:
        """The tables of a document in a format that takes nothing but templates."""
        return FORMATS[format](edition, Press(self._environment()))

    def around(self, document: str, tag: str, path: str) -> bytes:
        """A page that stands around a document: its editions, its changes, its offerings or languages side by side."""
        graph, card = self._graph(), self._workspace.edition(document, tag)
        if path not in site.paths_about(card, self._workspace.siblings(card), graph):
            raise NotThereError(path)
        siblings = self._workspace.editions([(document, language.tag) for language in graph.languages])
        edition = next(each for each in siblings if each.language.tag == tag)
        dresses = {each.language.tag: self._dress([each]) for each in siblings}
        return site.about(edition, siblings, dresses, self._environment(), tuple(FORMATS), graph)[path]

    def home(self, tag: str) -> bytes:
        """The list of the documents in a language."""
        view, graph = self._workspace.view(), self._graph()
        editions = self._workspace.editions([(each.id, tag) for each in view.publication.documents])
        return site.home(editions, graph.languages, self._dress(editions), self._environment(), graph)

    def index(self, path: str) -> bytes:
        """What belongs to no document: the chooser of languages, feeds, the site map."""
        graph, documents = self._graph(), self._workspace.view().publication.documents
        editions = self._workspace.editions(
            [(each.id, language.tag) for language in graph.languages for each in documents]
        )
        dresses = {
            language.tag: self._dress([each for each in editions if each.language == language])
            for language in graph.languages
        }
        return _found(site.indexes(editions, dresses, self._environment(), graph), path)

    def archived(self) -> Mapping[str, Path]:
        """The files of released editions, by path in the site: they lie there as they are."""
        return self._graph().archive.files

    def file(self, path: str) -> bytes:
        """A file that is kept: what pages wear, or what was released."""
        archived = self.archived()
        kept = self.wardrobe.asset(path)
        if kept is None and path in archived:
            kept = archived[path].read_bytes()
        if kept is None:
            raise NotThereError(path)
        return kept

    def _graph(self) -> site.Graph:
        """What pages know of the rest of the site."""
        view = self._workspace.view()
        publication = view.publication
        ids = tuple(each.id for each in publication.documents)
        stamp = (ids, *publication.withdrawn.items(), *self._workspace.stamp(site.ARCHIVE))
        archive = self._archive.get(
            stamp, lambda: site.read_archive(self._workspace.project, ids, publication.withdrawn)
        )
        return site.Graph(tuple(each.language for each in view.languages), site.Base.of(publication.site), archive)

    def _environment(self) -> Environment:
        """The templates as they are now. Jinja looks for changes of a template, but not of those that it imports."""
        stamp = self._workspace.stamp(templates.FOLDER)
        if self._templates is None or self._templates[0] != stamp:
            environment = templates.environment(self._workspace.project)
            environment.bytecode_cache = self._compiled
            self._templates = stamp, environment
        return self._templates[1]

    def _dress(self, editions: Sequence[Edition]) -> site.Dress:
        """What the editions, all of one language, wear."""
        view = self._workspace.view()
        settings = next(each for each in view.languages if each.language == editions[0].language)
        return self.wardrobe.dress(settings, editions, view.languages, self._environment())


def media_type(path: str) -> str:
    """What a file of the website is, by its name."""
    known = {"woff2": "font/woff2", "atom": "application/atom+xml", "csv": "text/csv"}
    suffix = path.rpartition(".")[2]
    return known.get(suffix) or guess_type(path)[0] or "application/octet-stream"


def _found(files: Mapping[str, bytes], path: str) -> bytes:
    if path not in files:
        raise NotThereError(path)
    return files[path]
