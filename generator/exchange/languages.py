"""Whose file is it? The languages that a file names, and those of the project."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.catalogs import LanguageSettings
from generator.errors import CatalogError, Finding, Severity, did_you_mean
from generator.exchange.units import Returned


@dataclass(frozen=True, slots=True)
class Addressed:
    """What a file says about one language of the project."""

    settings: LanguageSettings
    returned: Returned


def fits(tag: str, wanted: str) -> bool:
    """Whether a tag names a language as *wanted* does: de-DE is de, zh-CN is zh-Hans, zh-TW is not (UTS 35, Likely Subtags).

    >>> fits("zh_CN", "zh-Hans"), fits("zh-TW", "zh-Hans"), fits("EN-US", "en")
    (True, False, True)
    """
    return _plain(tag) == _plain(wanted) or (bool(tag) and _written(tag) == _written(wanted))


def _plain(tag: str) -> str:
    return tag.lower().replace("_", "-")


def _written(tag: str) -> tuple[str, str]:
    """The language and the script in which it is written."""
    from babel.core import get_global, parse_locale

    try:
        language, territory, script, *_ = parse_locale(tag.replace("-", "_"))
    except ValueError:
        return tag, ""
    if not script:
        likely = get_global("likely_subtags")
        known = likely.get(f"{language}_{territory}") or likely.get(language)
        script = parse_locale(known)[2] if known else None
    return language, script or ""


def addressed(
    returned: Returned, source: str, settings: Sequence[LanguageSettings]
) -> tuple[tuple[Addressed, ...], tuple[str, ...]]:
    """What a file says about each language that the project has, and the tags of languages that it has not.

    Raises CatalogError if it has none of them, or the file is about another source language.
    """
    findings = []
    if returned.source and not fits(returned.source, source):
        problem = f"the source language of the file is '{returned.source}'"
        findings.append((problem, f"the content of this project is written in '{source}'"))
    targets = [each for each in settings if each.language.tag != source]
    found = {tag: _language(tag, targets) for tag in returned.languages}
    tags = [each.language.tag for each in targets]
    if not returned.languages:
        findings.append(("the file names no target language", did_you_mean("", tags)))
    elif not any(found.values()):
        named = ", ".join(returned.languages)
        findings.append((f"the target language of the file is '{named}'", did_you_mean(named, tags)))
    if findings:
        code = CatalogError.__name__
        raise CatalogError(Finding(Severity.ERROR, code, returned.place, *finding) for finding in findings)
    # one language may go by several names in a file
    names = {each.folder: [tag for tag, other in found.items() if other is each] for each in found.values() if each}
    mine = tuple(Addressed(each, _about(returned, names[each.folder])) for each in targets if each.folder in names)
    return mine, tuple(tag for tag, each in found.items() if not each)


def _language(tag: str, known: Sequence[LanguageSettings]) -> LanguageSettings | None:
    """The language that a tag names: exactly, or else in another way."""
    exact = [each for each in known if _plain(tag) in (_plain(each.language.tag), _plain(each.language.text_tag))]
    return next(iter(exact or [each for each in known if fits(tag, each.language.tag)]), None)


def _about(returned: Returned, tags: Sequence[str]) -> Returned:
    """The part of a file that is about one language."""
    return replace(
        returned,
        languages=tuple(tags),
        units=tuple(unit for unit in returned.units if unit.language in ("", *tags)),
        terms=tuple(term for term in returned.terms if term.language in tags),
        pairs=tuple(pair for pair in returned.pairs if pair.language in tags),
    )
