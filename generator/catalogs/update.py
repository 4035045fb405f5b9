"""Bringing catalogs up to date with the content: by key alone, and without losing a word of what people wrote."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator import inline
from generator.catalogs import ledger, po
from generator.catalogs.catalog import read_files, read_ledger
from generator.catalogs.languages import LanguageSettings
from generator.catalogs.plurals import parsed, plural_forms
from generator.catalogs.po import FUZZY, MAX_LENGTH, Entry, Po
from generator.errors import CatalogError, Finding, Place, Severity, did_you_mean
from generator.model import Message, Publication
from generator.store import write_beside

BRACE_FORMAT = "python-brace-format"
"""The flag by which PO tools know that words in braces must stay as they are."""

Samples = Mapping[tuple[str, str], str]
"""(domain, key) -> how a message reads with its values filled in."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What an update did to one catalog, as keys.

    *added* are new and wait for a translation, *stale* had their source changed, *restored* got the source back which
    their translation fits, *moved* came from another key, *revived* were obsolete, *removed* became obsolete.
    *strayed* tells of those removed whose very text is new under another key, which does not say where it comes from.
    *written* is whether the file changed at all.
    """

    domain: str
    file: str
    added: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    revived: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    strayed: tuple[Finding, ...] = ()
    written: bool = False


def update(
    project: Path, settings: LanguageSettings, publication: Publication, samples: Samples | None = None
) -> tuple[Changes, ...]:
    """Bring every catalog of a language up to date; a second time changes no byte.

    What the ledger knows of a renamed message moves along. The source language has no catalogs, so nothing happens.
    Raises CatalogError, before anything is written, if a catalog or the ledger can't be read.
    """
    if settings.language.tag == publication.source:
        return ()
    findings: list[Finding] = []
    files = read_files(project, settings, findings)
    if findings:
        raise CatalogError(findings)
    merge = _Merge(settings, publication, samples or {}, files)
    verdicts = read_ledger(project, settings, findings)
    if findings:
        raise CatalogError(findings)
    results = [merge.domain(domain) for domain in sorted({*publication.messages, *files})]
    if verdicts.lines:
        renamed = ledger.recorded(verdicts, (), (each for group in publication.messages.values() for each in group))
        if set(renamed.lines) != set(verdicts.lines):
            write_beside(project / settings.folder / ledger.NAME, ledger.render(renamed))
    return tuple(
        replace(changes, written=_write(project, file))
        for file, changes in (merge.settled(file, changes) for file, changes in results)
    )


def prune(project: Path, settings: LanguageSettings) -> tuple[Changes, ...]:
    """Take the obsolete entries out of every catalog, and catalogs away that hold nothing else.

    Raises CatalogError, before anything is written, if a catalog can't be read.
    """
    findings: list[Finding] = []
    files = read_files(project, settings, findings)
    if findings:
        raise CatalogError(findings)
    return tuple(_prune(project, domain, file) for domain, file in files.items())


def _prune(project: Path, domain: str, file: Po) -> Changes:
    living = tuple(entry for entry in file.entries if not entry.obsolete)
    removed = tuple(entry.key or entry.source for entry in file.entries if entry.obsolete)
    if removed and not living:
        (project / file.file).unlink()
        written = True
    else:
        written = _write(project, replace(file, entries=living))
    return Changes(domain, file.file, removed=removed, written=written)


def fill(
    project: Path, settings: LanguageSettings, translations: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> tuple[Changes, ...]:
    """Write translations, domain -> key -> forms, into catalogs that `update` has made.

    Raises CatalogError, before anything is written, if a catalog can't be read or has no such entry, and ValueError if
    the number of forms is wrong.
    """
    findings: list[Finding] = []
    files = read_files(project, settings, findings)
    if findings:
        raise CatalogError(findings)
    for domain, texts in translations.items():
        file = files.get(domain) or new_file(settings, domain)
        known = [entry.key for entry in file.entries if entry.key and not entry.obsolete]
        findings += [_unknown(file, key, known) for key in texts if key not in known]
    if findings:
        raise CatalogError(findings)
    filled = {domain: _filled(files[domain], texts) for domain, texts in translations.items() if texts}
    return tuple(Changes(domain, file.file, written=_write(project, file)) for domain, file in filled.items())


def _unknown(file: Po, key: str, known: list[str]) -> Finding:
    return Finding(
        Severity.ERROR, CatalogError.__name__, Place(file.file), f"no entry '{key}'", did_you_mean(key, known)
    )


def _write(project: Path, file: Po) -> bool:
    """Whether the file had to be written: one that would not change stays untouched."""
    data = po.render(file)
    if file.original == data:
        return False
    write_beside(project / file.file, data)
    return True


def _filled(file: Po, texts: Mapping[str, tuple[str, ...]]) -> Po:
    def translated(entry: Entry) -> Entry:
        if entry.obsolete or entry.key is None or entry.key not in texts:
            return entry
        changed = po.set_translation(entry, *texts[entry.key])
        return entry if changed == entry else replace(changed, written="")

    return replace(file, entries=tuple(translated(entry) for entry in file.entries))


class _Merge:
    """One update: the catalogs as they were, and which of their entries have found a message."""

    def __init__(
        self, settings: LanguageSettings, publication: Publication, samples: Samples, files: Mapping[str, Po]
    ) -> None:
        self.settings, self.publication, self.samples, self.files = settings, publication, samples, files
        self.keys = {(domain, message.key) for domain, all_ in publication.messages.items() for message in all_}
        self.taken: set[int] = set()
        self.added: dict[tuple[str, str], list[Message]] = {}
        self.living: dict[tuple[str, str], Entry] = {}
        self.obsolete: dict[tuple[str, str], list[Entry]] = {}
        for domain, file in files.items():
            for entry in file.entries:
                if entry.key is None:
                    continue
                if entry.obsolete:
                    self.obsolete.setdefault((domain, entry.key), []).append(entry)
                else:
                    self.living[domain, entry.key] = entry

    def domain(self, domain: str) -> tuple[Po, Changes]:
        """A catalog with its living entries; what became of the others is settled afterwards.

        An entry stays where it stood, so that a message that moved changes no line; a new one stands behind the one
        before it in content order.
        """
        file = self.files.get(domain) or new_file(self.settings, domain)
        notes: dict[str, list[str]] = {}
        stood = {id(entry): index for index, entry in enumerate(file.entries) if not entry.obsolete}
        kept: dict[int, Entry] = {}
        behind: dict[int, list[Entry]] = {}
        last = -1
        for message in self.publication.messages.get(domain, ()):
            entry, old = self._entry(message, file.plural_forms[0], notes)
            if id(old) in stood:
                last = stood[id(old)]
                kept[last] = entry
            else:
                behind.setdefault(last, []).append(entry)
        entries = behind.get(-1, [])
        for index in sorted(kept):
            entries += [kept[index], *behind.get(index, ())]
        told = {kind: tuple(keys) for kind, keys in notes.items()}
        return replace(file, entries=tuple(entries)), Changes(domain, file.file, **told)  # type: ignore[arg-type]

    def settled(self, file: Po, changes: Changes) -> tuple[Po, Changes]:
        """The catalog with everything at its end that no message wants any more, by key."""
        before = self.files[changes.domain].entries if changes.domain in self.files else ()
        left = [entry for entry in before if id(entry) not in self.taken]
        gone = [entry for entry in left if not entry.obsolete and entry.begun and entry.key]
        removed = tuple(entry.key for entry in gone if entry.key)
        strayed = tuple(finding for entry in gone for finding in self._strayed(changes.domain, entry))
        obsolete = [_obsolete(entry) for entry in left if entry.obsolete or entry.begun or entry.comment]
        obsolete.sort(key=lambda entry: entry.key or "")
        return replace(file, entries=(*file.entries, *obsolete)), replace(changes, removed=removed, strayed=strayed)

    def _strayed(self, domain: str, entry: Entry) -> Iterator[Finding]:
        """Which new message has the text of an entry that goes, if there is just one: nothing is moved by its text alone."""
        found = self.added.get((entry.source, entry.plural), ())
        if len(found) == 1 and not found[0].former:
            message = found[0]
            former = entry.key if message.domain == domain else f"{domain}:{entry.key}"
            problem = f"the text of '{former}' is new here, without its translations"
            hint = f"write former: {former} beside its 'text:', and they come along"
            yield Finding(Severity.INFO, "former", message.place, problem, hint, message.key, domain=message.domain)

    def _entry(self, message: Message, forms: int, notes: dict[str, list[str]]) -> tuple[Entry, Entry | None]:
        """The entry for a message, and the one from which it comes."""
        found, how = self._find(message)
        if how == "added":
            self.added.setdefault((message.text, message.plural), []).append(message)
        if how:
            notes.setdefault(how, []).append(message.key)
        if found is None:
            old = Entry(message.key, message.text, message.plural, forms=("",) * (forms if message.plural else 1))
        else:
            old = found
            self.taken.add(id(old))
        entry = _resourced(replace(old, key=message.key, obsolete=False), message, forms)
        if entry.fuzzy != old.fuzzy:
            notes.setdefault("stale" if entry.fuzzy else "restored", []).append(message.key)
        entry = self._described(entry, message)
        # what stays as it is keeps its lines as they were written
        return (old if entry == old and old.written else replace(entry, written="")), found

    def _find(self, message: Message) -> tuple[Entry | None, str]:
        """The entry for a message, and how it was found: under its key, under its former key, among the obsolete."""
        own = message.domain, message.key
        here = self.living.get(own)
        if here and here.begun:
            return here, ""
        if moved := self._former(message):
            return moved, "moved"
        if gone := [entry for entry in self.obsolete.get(own, ()) if id(entry) not in self.taken]:
            same = [entry for entry in gone if entry.source == message.text]
            return (same or gone)[0], "revived"
        return here, "" if here else "added"

    def _former(self, message: Message) -> Entry | None:
        """The entry under the message's former key (of its own domain, or ``domain:key``), if no message has that key."""
        if not message.former:
            return None
        domain, _, key = message.former.rpartition(":")
        former = domain or message.domain, key
        if former in self.keys:
            return None
        candidates = [*([self.living[former]] if former in self.living else []), *self.obsolete.get(former, [])]
        return next((entry for entry in candidates if entry.begun and id(entry) not in self.taken), None)

    def _described(self, entry: Entry, message: Message) -> Entry:
        """The entry with what the content says about its message."""
        lines = [message.note, f"Kind: {message.kind}"]
        if message.count:
            lines.append(f"{{{message.count}}} decides between the forms.")
        if message.max_length:
            lines.append(_limit(message.max_length))
        if sample := self.samples.get((message.domain, message.key)):
            lines.append(f"Reads: {sample}")
        flags = _flagged(entry.flags, BRACE_FORMAT, BRACE_FORMAT if _has_placeholders(message) else "")
        # a limit that the content never set is the translators' own
        if message.max_length or _limit(entry.max_length) in entry.extracted.splitlines():
            flags = _flagged(flags, MAX_LENGTH, f"{MAX_LENGTH}{message.max_length}" if message.max_length else "")
        file = message.place.file or f"content/{message.domain}.yaml"
        return replace(
            entry,
            extracted="\n".join(" ".join(line.split()) for line in lines if line.strip()),
            # "#" rather than a space or a colon, so that tools take the reference for one word without a line number
            references=((f"{file}#{message.key}", ""),),
            flags=flags,
        )


def _limit(characters: int) -> str:
    return f"At most {characters} characters."


def _flagged(flags: tuple[str, ...], prefix: str, wanted: str) -> tuple[str, ...]:
    """The flags with *wanted* in place of the one that begins with *prefix*, at the end if there is none."""
    if wanted and not any(flag.startswith(prefix) for flag in flags):
        return (*flags, wanted)
    return tuple(wanted if flag.startswith(prefix) else flag for flag in flags if wanted or not flag.startswith(prefix))


def _resourced(entry: Entry, message: Message, forms: int) -> Entry:
    """The entry for the message's present source: fuzzy exactly while its translation fits another one."""
    if (entry.source, entry.plural) == (message.text, message.plural):
        # a person who took the flag away has looked at the translation, so the previous source has had its day
        return entry if entry.fuzzy else replace(entry, previous=None, previous_plural=None, previous_key=None)
    shape_kept = bool(entry.plural) == bool(message.plural)
    changed = replace(
        entry, source=message.text, plural=message.plural, forms=_reshaped(entry.forms, forms if message.plural else 1)
    )
    if not entry.begun:
        return changed
    if entry.fuzzy:
        return _back(changed) if shape_kept else changed
    return replace(
        changed,
        flags=(FUZZY, *entry.flags),
        previous=entry.source,
        previous_plural=entry.plural or None,
        previous_key=None,
    )


def _back(entry: Entry) -> Entry:
    """A fuzzy entry no longer fuzzy, if its source is again the one that its translation fits.

    One that a person marked has no previous source, and stays as the person left it.
    """
    if (entry.previous, entry.previous_plural or "") != (entry.source, entry.plural):
        return entry
    flags = tuple(flag for flag in entry.flags if flag != FUZZY)
    return replace(entry, flags=flags, previous=None, previous_plural=None, previous_key=None)


def _reshaped(forms: tuple[str, ...], number: int) -> tuple[str, ...]:
    """The last form, which says the most, wherever the message now has more or fewer of them."""
    return forms if len(forms) == number else (forms[-1] if forms else "",) * number


def _obsolete(entry: Entry) -> Entry:
    """The entry as it stands at the end of a catalog: without what the content said about it."""
    if entry.obsolete:
        return entry
    return replace(entry, obsolete=True, extracted="", references=(), written="")


def _has_placeholders(message: Message) -> bool:
    """Whether PO tools may take every brace in the message for a placeholder, as their flag for it says."""
    try:
        nodes = [node for text in (message.text, message.plural) for node in inline.walk(inline.parse(text))]
    except inline.InlineError:
        return False
    literal = any(isinstance(node, inline.Text) and re.search("[{}]", node.text) for node in nodes)
    return not literal and any(isinstance(node, inline.Placeholder) for node in nodes)


def new_file(settings: LanguageSettings, domain: str) -> Po:
    """A catalog without entries. Its header has no dates and names: they would change with every tool and person."""
    rule = plural_forms(settings.language.locale)
    fields = {
        "Project-Id-Version": domain,
        "Language": settings.language.locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": rule,
    }
    header = "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items())
    return Po(settings.catalog(domain), f'msgid ""\nmsgstr ""\n{header}', parsed(rule))
