"""Entries that came back changed, written into their catalogs; every other line stays as it was."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from generator.catalogs import po
from generator.catalogs.catalog import read_files
from generator.catalogs.languages import LanguageSettings
from generator.errors import CatalogError, Finding
from generator.store import write_beside


def revise(project: Path, settings: LanguageSettings, changed: Mapping[tuple[str, str], po.Entry]) -> tuple[str, ...]:
    """Put each entry in the place of the living one with its (domain, key); the files that were written.

    Raises CatalogError, before anything is written, if a catalog can't be read, and KeyError if it has no such entry.
    """
    findings: list[Finding] = []
    files = read_files(project, settings, findings)
    if findings:
        raise CatalogError(findings)
    left = dict(changed)
    revised = {}
    for domain, file in files.items():
        entries = tuple(
            entry if entry.obsolete or entry.key is None else _renewed(entry, left.pop((domain, entry.key), entry))
            for entry in file.entries
        )
        data = po.render(replace(file, entries=entries))
        if data != file.original:
            revised[file.file] = data
    if left:
        raise KeyError(next(iter(left)))
    for path, data in revised.items():
        write_beside(project / path, data)
    return tuple(revised)


def _renewed(entry: po.Entry, changed: po.Entry) -> po.Entry:
    """What doesn't change keeps its lines as they were written."""
    return entry if changed == entry else replace(changed, written="")
