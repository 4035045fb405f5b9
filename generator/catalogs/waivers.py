"""Findings that somebody has looked at and lets stand: ``waivers.yaml`` beside the catalogs of a language.

::

    offerings:features.maintenance.name:
      check: [glossary]
      reason: The customer's own word in this contract.
      name: Legal
      until: 2027-01-31
      text: 4be1f0c29a7d
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.catalogs.fields import Fields, load, mappings
from generator.catalogs.languages import LanguageSettings
from generator.errors import CatalogError, Place

FILE = "waivers.yaml"
KEYS = ("check", "reason", "name", "until", "text")


@dataclass(frozen=True, slots=True)
class Waiver:
    """What is let stand: the findings of *checks* about the message *key* (``domain:key``) of one language.

    *name* answers for it, because of *reason*, up to and including *until*. *text* is the digest of the text that was
    looked at ("" while nobody has written it).
    """

    language: str
    key: str
    checks: tuple[str, ...]
    reason: str
    name: str
    until: date
    text: str
    place: Place = field(default=Place(""), compare=False)


def digest(texts: Iterable[str]) -> str:
    """Twelve digits that change with any of the texts.

    >>> digest(["Maintenance", "Wartung"])
    'dbe662c42895'
    """
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]


def read_waivers(project: Path, settings: LanguageSettings) -> tuple[Waiver, ...]:
    """The waivers of a language, none where there is no file. Raises CatalogError with every mistake in it."""
    file = f"{settings.folder}/{FILE}"
    if not (project / file).is_file():
        return ()
    node, mistakes = load(project, file)
    findings = list(mistakes)
    waivers = tuple(
        _waiver(settings.language.tag, name.text, name.place, Fields(entries, KEYS, findings))
        for name, entries in mappings(node, file, findings)
    )
    if findings:
        raise CatalogError(findings)
    return waivers


def _waiver(language: str, key: str, place: Place, fields: Fields) -> Waiver:
    if ":" not in key:
        fields.wrong(place, f"'{key}' is no key", "write the file and the key: offerings:features.maintenance.name")
    checks = tuple(scalar.text for scalar in fields.texts("check"))
    if not checks:
        fields.wrong(fields.where("check"), "'check' is missing", "write check: [the code of the finding]")
    reason, name = fields.text("reason"), fields.text("name")
    return Waiver(language, key, checks, reason, name, _until(fields), fields.text("text", ""), place)


def _until(fields: Fields) -> date:
    text = fields.text("until")
    try:
        return date.fromisoformat(text)
    except ValueError:
        if text:
            fields.wrong(fields.where("until"), f"'{text}' is no date", "write until: 2027-01-31")
        return date.min
