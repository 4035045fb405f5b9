"""The translations of one language, looked up by message."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generator.catalogs import ledger, po
from generator.catalogs.glossary import Glossaries, Glossary, read_glossary
from generator.catalogs.languages import LanguageSettings
from generator.catalogs.ledger import Approval, Ledger, Verdict
from generator.catalogs.plurals import compiled
from generator.edition import State
from generator.errors import CatalogError, Finding, Place, Severity
from generator.model import Message, Publication
from generator.tree import Project, tree


@dataclass(frozen=True, slots=True)
class Translation:
    """What a catalog has for a message: one form, or one for each plural form of the language; none where it is missing.

    A stale translation keeps its forms and tells in *previous* the English that they fit, where that is known.
    """

    forms: tuple[str, ...]
    state: State
    place: Place
    previous: str = ""


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything that one language's folder says about texts.

    *entries* maps (domain, key) to the living entries of every catalog in the folder, those of unknown domains
    included; *obsolete* entries wait at the ends of the files. *plural_forms* is the number of forms and the rule that
    chooses.
    """

    settings: LanguageSettings
    entries: Mapping[tuple[str, str], po.Entry] = field(default_factory=dict)
    plural_forms: tuple[int, str] = (2, "(n != 1)")
    glossary: Glossary = field(default_factory=Glossary)
    source: bool = False
    obsolete: tuple[po.Entry, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)

    def lookup(self, message: Message) -> Translation:
        """The translation of a message, and whether it can be printed."""
        state = self.state(message)
        if state is State.SOURCE:
            forms = (message.text, message.plural) if message.plural else (message.text,)
            return Translation(forms, state, message.place)
        entry = self.entries.get((message.domain, message.key))
        if entry is None:
            return Translation((), state, Place(self.settings.catalog(message.domain)))
        if state is State.STALE:
            previous = entry.source if entry.previous is None else entry.previous
            return Translation(entry.forms, state, entry.place, previous)
        return Translation(entry.forms if state is State.TRANSLATED else (), state, entry.place)

    def state(self, message: Message) -> State:
        """Whether a message has a translation: all of its forms, made for the text that it has now, and not fuzzy."""
        if self.source:
            return State.SOURCE
        entry = self.entries.get((message.domain, message.key))
        if entry is None or not all(entry.forms):
            return State.MISSING
        fits = (entry.source, entry.plural) == (message.text, message.plural)
        return State.TRANSLATED if fits and not entry.fuzzy else State.STALE

    def approval(self, message: Message) -> Approval:
        """How far the translation of a message is: what the catalog has, and what the ledger says about these very words.

        A dispute or a waiver may speak about a stale translation too; what is missing can only be waived. The source
        speaks for itself.
        """
        state = self.state(message)
        if state is State.SOURCE:
            return Approval.APPROVED
        line = self.ledger.standing(message, self.forms(message))
        if line and line.verdict in (Verdict.DISPUTED, Verdict.WAIVED):
            return Approval(line.verdict)
        if state is State.TRANSLATED:
            return Approval.APPROVED if line and line.verdict is Verdict.APPROVED else Approval.DRAFT
        return Approval(state)

    def forms(self, message: Message) -> tuple[str, ...]:
        """Whatever the catalog has for a message, fitting or not."""
        entry = self.entries.get((message.domain, message.key))
        return entry.forms if entry else ()

    def max_length(self, message: Message) -> int:
        """The most characters that a translation may have: what the content says, or else the flag of the entry."""
        entry = self.entries.get((message.domain, message.key))
        return message.max_length or (entry.max_length if entry else 0)

    def plural(self, number: int) -> int:
        """The index of the form for a number.

        >>> [german.plural(number) for number in (0, 1, 2)]
        [1, 0, 1]
        """
        return compiled(self.plural_forms[1])(number)


@dataclass(frozen=True, slots=True)
class Parsed:
    """Files as they were parsed, catalogs by file and locale: where one has the same bytes again it is taken from here."""

    catalogs: dict[tuple[str, str], po.Po] = field(default_factory=dict)
    glossaries: Glossaries = field(default_factory=dict)

    def copy(self) -> "Parsed":
        """The same files, to which others can be added."""
        return Parsed(dict(self.catalogs), dict(self.glossaries))


def read(
    project: Project, settings: LanguageSettings, publication: Publication, parsed: Parsed | None = None
) -> Catalog:
    """The language's catalogs and glossary; the source language has none, and every message is its own translation.

    A catalog file that isn't there counts as one without translations. *parsed* is added to. Raises CatalogError with
    every mistake in every file of the folder.
    """
    return read_of(project, settings, publication.source, parsed)


def read_of(project: Project, settings: LanguageSettings, source: str, parsed: Parsed | None = None) -> Catalog:
    """What `read` gives, where nothing is known of the publication but *source*, the tag of the source language."""
    findings: list[Finding] = []
    glossary = read_glossary(project, settings, findings, parsed.glossaries if parsed else None)
    catalog = _translations(project, settings, source, findings, parsed)
    catalog = replace(catalog, glossary=glossary, ledger=read_ledger(project, settings, findings))
    if findings:
        raise CatalogError(findings)
    return catalog


def read_translations(project: Project, settings: LanguageSettings, source: str) -> Catalog:
    """The language's catalogs without its glossary; *source* is the tag of the source language.

    Raises CatalogError with every mistake in every catalog.
    """
    findings: list[Finding] = []
    catalog = _translations(project, settings, source, findings)
    if findings:
        raise CatalogError(findings)
    return catalog


def _translations(
    project: Project,
    settings: LanguageSettings,
    source_tag: str,
    findings: list[Finding],
    parsed: Parsed | None = None,
) -> Catalog:
    source = settings.language.tag == source_tag
    files = {} if source else read_files(project, settings, findings, parsed)
    _one_rule(tuple(files.values()), findings)
    entries = {
        (domain, entry.key): entry
        for domain, file in files.items()
        for entry in file.entries
        if entry.key is not None and not entry.obsolete
    }
    rule = next((file.plural_forms for file in files.values()), (2, "(n != 1)"))
    obsolete = tuple(entry for file in files.values() for entry in file.entries if entry.obsolete)
    return Catalog(settings, entries, rule, source=source, obsolete=obsolete)


def read_files(
    project: Project, settings: LanguageSettings, findings: list[Finding], parsed: Parsed | None = None
) -> dict[str, po.Po]:
    """Every catalog file of a language by domain; mistakes go to *findings*."""
    there, files, locale = tree(project), {}, settings.language.locale
    known = {} if parsed is None else parsed.catalogs
    for name in there.names(f"{settings.folder}/LC_MESSAGES"):
        domain = name.removesuffix(".po")
        if domain == name:
            continue
        file = settings.catalog(domain)
        try:
            data = there.read(file)
            before = known.get((file, locale))
            files[domain] = before if before and before.original == data else po.parse(data, file, locale)
            known[file, locale] = files[domain]
        except CatalogError as error:
            findings += error.findings
        except OSError as error:
            problem = f"can't be read: {error.strerror}"
            findings.append(
                Finding(Severity.ERROR, CatalogError.__name__, Place(file), problem, "check the file's rights")
            )
    return files


def read_ledger(project: Project, settings: LanguageSettings, findings: list[Finding]) -> Ledger:
    """The language's ledger, empty where there is no file; every mistake goes to *findings*."""
    file = f"{settings.folder}/{ledger.NAME}"
    if not tree(project).has(file):
        return Ledger()
    try:
        return ledger.parse(tree(project).read(file).decode("utf-8-sig"), file, findings)
    except UnicodeDecodeError:
        problem, hint = "not UTF-8", "save the file in UTF-8"
        findings.append(Finding(Severity.ERROR, CatalogError.__name__, Place(file), problem, hint))
        return Ledger()


def _one_rule(files: tuple[po.Po, ...], findings: list[Finding]) -> None:
    """A number needs the same form in every catalog of a language."""
    for file in files[1:]:
        if file.plural_forms != files[0].plural_forms:
            problem = f"Plural-Forms differs from {files[0].file}"
            hint = "copy the line from one catalog of the language to the others"
            findings.append(Finding(Severity.ERROR, CatalogError.__name__, Place(file.file), problem, hint))
