"""The languages of a project: its folders in locales/, each with a ``language.yaml``."""

import re
from dataclasses import dataclass, field

from generator.catalogs.fields import Fields, load
from generator.edition import Language
from generator.errors import CatalogError, Finding, Place, Severity, did_you_mean
from generator.source import Entries, Scalar
from generator.tree import Project, tree

FOLDER = "locales"
DIRECTIONS = ("ltr", "rtl")
KEYS = ("name", "tag", "text-tag", "direction", "fonts", "han-latin-space", "cldr", "order", "carry")

# RFC 5646, section 2.1: language, script, region, variants, extensions, private use. Grandfathered tags are left out:
# every one of them has a better name today.
BCP47 = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LanguageSettings:
    """What a language's folder says about it.

    *cldr* is the CLDR locale that formats values, where it is another one than the folder's (``en_GB`` for ``en``).
    *fonts* are font files of the project, one variable file or ``regular + bold`` each; they come before the shipped
    ones, and the first that has a character draws it.
    *han_latin_space* puts a space between Han and Latin letters or digits. *carry* is whether a translation may stay
    approved when a typo of its source is mended. *folder* is relative to the project.
    """

    language: Language
    cldr: str
    fonts: tuple[str, ...] = ()
    han_latin_space: bool = False
    carry: bool = True
    folder: str = ""
    place: Place = field(default=Place(""), compare=False)

    def catalog(self, domain: str) -> str:
        """The path of a domain's catalog, relative to the project."""
        return f"{self.folder}/LC_MESSAGES/{domain}.po"


def languages(project: Project) -> tuple[LanguageSettings, ...]:
    """The project's languages: the source language first, then by ``order:``, then by folder name.

    Raises CatalogError with every mistake in every ``language.yaml``.
    """
    files = tree(project)
    folders = [name for name in files.names(FOLDER) if not files.has(f"{FOLDER}/{name}")]
    if not folders:
        hint = "make the first with: servicedocs catalogs init LANGUAGE"
        raise CatalogError.at(Place(FOLDER), "there is no language", hint)
    findings: list[Finding] = []
    known = [found for folder in folders if (found := _language(project, folder, findings))]
    _tags_differ([settings for _, settings in known], findings)
    if findings:
        raise CatalogError(findings)
    source = source_tag(project)
    known.sort(key=lambda entry: (entry[1].language.tag != source, entry[0], entry[1].folder))
    return tuple(settings for _, settings in known)


def source_tag(project: Project) -> str:
    """The tag of the language in which the content is written; what else is wrong there, the content room tells."""
    node, _ = load(project, "content/publication.yaml")
    source = node.get("source") if isinstance(node, Entries) else None
    return source.text if isinstance(source, Scalar) else "en"


def _language(project: Project, folder: str, findings: list[Finding]) -> tuple[int, LanguageSettings] | None:
    file = f"{FOLDER}/{folder}/language.yaml"
    if not tree(project).has(file):
        hint = f"give the folder a language.yaml with name and tag, or move it out of {FOLDER}/"
        findings.append(Finding(Severity.ERROR, CatalogError.__name__, Place(file), "the file is missing", hint))
        return None
    node, mistakes = load(project, file)
    findings += mistakes
    if mistakes and node is None:
        return None
    entries = node if isinstance(node, Entries) else Entries((), Place(file))
    fields = Fields(entries, KEYS, findings)
    _folder_is_a_locale(folder, fields)
    tag = _tag(fields, "tag", folder)
    language = Language(
        tag=tag,
        text_tag=_tag(fields, "text-tag", folder) if "text-tag" in fields.nodes else tag,
        locale=folder,
        name=fields.text("name"),
        direction=fields.choice("direction", DIRECTIONS, "ltr"),
        territorial=territorial(cldr := _cldr(fields, folder)),
    )
    settings = LanguageSettings(
        language,
        cldr=cldr,
        fonts=tuple(scalar.text for scalar in fields.texts("fonts")),
        han_latin_space=fields.choice("han-latin-space", ("true", "false"), "false") == "true",
        carry=fields.choice("carry", ("true", "false"), "true") == "true",
        folder=f"{FOLDER}/{folder}",
        place=Place(file),
    )
    return _order(fields), settings


def _order(fields: Fields) -> int:
    text = fields.text("order", "1000")
    if text.isdecimal():
        return int(text)
    fields.wrong(fields.where("order"), f"'{text}' is no number", "languages are listed by it: 1, 2, …")
    return 0


def _tag(fields: Fields, key: str, folder: str) -> str:
    tag = fields.text(key)
    if not tag:
        return tag
    proposed = folder.replace("_", "-")
    if not BCP47.fullmatch(tag):
        fields.wrong(fields.where(key), f"'{tag}' is no language tag", f"BCP 47 writes it like {proposed}")
    elif tag.split("-")[0].lower() != folder.split("_", maxsplit=1)[0].lower():
        problem = f"'{tag}' is another language than the folder '{folder}'"
        fields.wrong(fields.where(key), problem, f"did you mean '{proposed}'?")
    return tag


def _cldr(fields: Fields, folder: str) -> str:
    from babel import localedata

    named = fields.text("cldr", folder)
    if named != folder and named not in (known := localedata.locale_identifiers()):
        fields.wrong(fields.where("cldr"), f"CLDR knows no locale '{named}'", locale_hint(named, known))
    return named


def territorial(cldr: str) -> str:
    """The locale with the territory that CLDR takes for likely (UTS 35, Likely Subtags), without its script."""
    from babel.core import get_global, parse_locale

    try:
        language, territory, script, *_ = parse_locale(cldr)
    except ValueError:  # told already
        return ""
    if not territory:
        likely = get_global("likely_subtags")
        asked = f"{language}_{script}" if script else language
        territory = parse_locale(likely.get(asked) or likely.get(language) or language)[1]
    return f"{language}_{territory}" if territory else language


def _folder_is_a_locale(folder: str, fields: Fields) -> None:
    from babel import localedata

    known = localedata.locale_identifiers()
    if folder not in known:
        place = Place(f"{FOLDER}/{folder}/language.yaml")
        fields.wrong(place, f"the folder '{folder}' is no locale that CLDR knows", locale_hint(folder, known))


def locale_hint(name: str, known: list[str]) -> str:
    """A hint for an unknown locale; the list of all of them would help nobody."""
    same = [locale for locale in known if locale.lower() == name.lower().replace("-", "_")]
    hint = did_you_mean(name, same or known)
    return hint.split(" known:")[0] if "did you mean" in hint else "locales are written like de, pt_BR, zh_Hans"


def _tags_differ(known: list[LanguageSettings], findings: list[Finding]) -> None:
    first: dict[str, LanguageSettings] = {}
    for settings in known:
        tag = settings.language.tag
        if tag and first.setdefault(tag.lower(), settings) is not settings:
            problem = f"the tag '{tag}' belongs to {first[tag.lower()].folder} already"
            hint = "two languages can't have one address"
            findings.append(Finding(Severity.ERROR, CatalogError.__name__, settings.place, problem, hint))
