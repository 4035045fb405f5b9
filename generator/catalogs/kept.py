"""The translations of a language, kept as long as none of its catalogs changes: parsing them takes longer than all else."""

import pickle
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
    data = store.kept_alone(
        path, lambda: pickle.dumps(read_translations(project, settings, source), pickle.HIGHEST_PROTOCOL)
    )
    catalog: Catalog = pickle.loads(data)  # noqa: S301 - our own cache
    return catalog
