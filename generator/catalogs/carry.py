"""Translations that stay good although their source has changed: the entries are made to fit the source they have now."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from generator.catalogs import po
from generator.catalogs.catalog import read_files
from generator.catalogs.languages import LanguageSettings
from generator.errors import CatalogError, Finding
from generator.model import Message
from generator.store import write_beside


def fitted(entry: po.Entry) -> tuple[str, str]:
    """The source and its plural for which the translation of an entry was made, as far as the catalog knows."""
    if entry.fuzzy and entry.previous is not None:
        return entry.previous, entry.previous_plural or ""
    return entry.source, entry.plural


def carry(project: Path, settings: LanguageSettings, messages: Iterable[Message]) -> None:
    """Take the translations of messages for those of their present sources; words and comments stay as they are.

    Raises CatalogError, before anything is written, if a catalog can't be read.
    """
    findings: list[Finding] = []
    files = read_files(project, settings, findings)
    if findings:
        raise CatalogError(findings)
    by_domain: dict[str, dict[str, Message]] = {}
    for message in messages:
        by_domain.setdefault(message.domain, {})[message.key] = message
    for domain, wanted in by_domain.items():
        if domain in files:
            entries = tuple(_carried(entry, wanted) for entry in files[domain].entries)
            data = po.render(replace(files[domain], entries=entries))
            if data != files[domain].original:
                write_beside(project / files[domain].file, data)


def _carried(entry: po.Entry, wanted: dict[str, Message]) -> po.Entry:
    if entry.obsolete or entry.key not in wanted:
        return entry
    message = wanted[entry.key]
    changed = po.set_translation(replace(entry, source=message.text, plural=message.plural), *entry.forms)
    return entry if changed == entry else replace(changed, written="")


def carriable(entry: po.Entry | None, message: Message, forms: Collection[str]) -> bool:
    """Whether there is a whole translation that could be carried: every form is there, and as many as now are wanted."""
    return entry is not None and all(forms) and bool(entry.plural) == bool(message.plural)
