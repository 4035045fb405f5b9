"""A new language: its folder with settings, glossary and catalogs."""

import json
import re
import shutil
from pathlib import Path

from generator.catalogs.attributes import tell_git
from generator.catalogs.glossary import Glossary, read_glossary
from generator.catalogs.languages import FOLDER, LanguageSettings, languages, locale_hint, territorial
from generator.catalogs.update import Changes, Samples, update
from generator.edition import Language
from generator.errors import CatalogError, Finding, Place
from generator.model import Publication
from generator.store import write_beside

_PLAIN = re.compile(r"[^\W\d_][\w -]*")
_TYPED = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def init(
    project: Path, language_tag: str, publication: Publication, samples: Samples | None = None
) -> tuple[LanguageSettings, tuple[Changes, ...]]:
    """Make the folder of a language (``fr``, ``pt-BR``, ``zh_Hant``), with CLDR's name and direction for it.

    The folder stands there whole or not at all. Raises CatalogError if CLDR doesn't know the language or the project
    has it already.
    """
    settings = _settings(language_tag)
    folder = project / settings.folder
    if folder.exists():
        problem = f"the language '{language_tag}' is there already"
        raise CatalogError.at(Place(settings.folder), problem, "bring it up to date with: servicedocs catalogs update")
    if settings.language.tag == publication.source:
        raise CatalogError.at(Place(settings.folder), f"'{language_tag}' is the source language", "it needs no catalog")
    try:
        write_beside(folder / "language.yaml", _language_yaml(settings).encode())
        write_beside(folder / "glossary.yaml", _glossary_yaml(_concepts(project, settings)).encode())
        tell_git(project)
        return settings, update(project, settings, publication, samples)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _settings(language_tag: str) -> LanguageSettings:
    from babel import Locale, UnknownLocaleError, localedata

    try:
        locale = Locale.parse(language_tag.replace("-", "_"), resolve_likely_subtags=False)
    except (UnknownLocaleError, ValueError):
        hint = locale_hint(language_tag, localedata.locale_identifiers())
        raise CatalogError.at(Place(FOLDER), f"'{language_tag}' is no language that CLDR knows", hint) from None
    tag = str(locale).replace("_", "-")
    name = locale.get_display_name(locale) or tag
    language = Language(
        tag=tag,
        text_tag=tag,
        locale=str(locale),
        # CLDR writes names as they stand in a sentence; in a menu they begin with a capital
        name=name[:1].upper() + name[1:],
        direction=locale.text_direction,
        territorial=territorial(str(locale)),
    )
    return LanguageSettings(language, cldr=str(locale), folder=f"{FOLDER}/{locale}")


def _language_yaml(settings: LanguageSettings) -> str:
    language = settings.language
    lines = [
        f"name: {_scalar(language.name)}",
        f"tag: {_scalar(language.tag)}",
        f"direction: {language.direction}",
    ]
    return "\n".join(lines) + "\n"


def _concepts(project: Path, settings: LanguageSettings) -> Glossary:
    """The terms of the first language that has a glossary: another language needs words for the same concepts."""
    findings: list[Finding] = []
    others = languages(project) if (project / FOLDER).is_dir() else ()
    glossaries = (read_glossary(project, other, findings) for other in others if other.folder != settings.folder)
    return next((glossary for glossary in glossaries if glossary.terms), Glossary())


def _glossary_yaml(glossary: Glossary) -> str:
    lines = ["# One word for each concept, and no word for two of them. Leave target empty until it is decided.", ""]
    for term in glossary.terms:
        source = ", ".join(_scalar(word) for word in term.source)
        lines += [f"{term.concept}:", f"  source: [{source}]", '  target: ""']
    return "\n".join(lines) + "\n"


def _scalar(text: str) -> str:
    """The text as YAML, in quotes where it could be read as something else."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _TYPED and text == text.strip()
    return text if plain else json.dumps(text, ensure_ascii=False)
