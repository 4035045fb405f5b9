"""The translations of a language, kept as long as none of its catalogs changes: parsing them takes longer than all else."""

import pickle
from dataclasses import replace
from pathlib import Path

from generator import store
from generator.catalogs.catalog import Catalog, read_translations
from generator.catalogs.languages import LanguageSettings

FOLDER = Path(".cache", "translations")

_ROOMS = ("catalogs", "cldr", "errors", "model", "source", "tree")
"""What decides what the files say."""


def read(project: Path, settings: LanguageSettings, source: str) -> Catalog:
    """What `read_translations` gives. Raises CatalogError as it does: what is wrong is never kept."""
    files = (project / settings.folder / "LC_MESSAGES").glob("*.po")
    digests = sorted((path.name, store.digest(path)) for path in files if path.is_file())
    name = store.key(store.code(*_ROOMS), repr(settings), source, digests)
    path = project / FOLDER / settings.language.tag / name
    data = store.kept_alone(path, lambda: _written(read_translations(project, settings, source)))
    catalog: Catalog = pickle.loads(data)  # noqa: S301 - our own cache
    return catalog


def _written(catalog: Catalog) -> bytes:
    """The catalog without its files, whose entries it has."""
    return pickle.dumps(replace(catalog, files={}), pickle.HIGHEST_PROTOCOL)
