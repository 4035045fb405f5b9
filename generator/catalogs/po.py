"""A PO file as values, and back to the very same bytes.

polib reads the entries and writes those that change. It forgets what stands between the lines it understands (``#~|``
lines, line breaks, the order of headers), so every entry also keeps its lines as they were *written*, and an entry that
doesn't change goes back exactly so.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import polib

from generator.catalogs.fields import place_of_byte
from generator.catalogs.plurals import parsed
from generator.errors import CatalogError, Finding, Place, Severity

FUZZY = "fuzzy"
MAX_LENGTH = "max-length:"
"""The flag that limits the length of a translation in characters, as Weblate writes it."""

_STRING = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_BLANKS = r"[^\S\n]*+"
_WRITTEN = (
    rf"{_BLANKS}(?:(?:#~{_BLANKS})?(?:(?:msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?){_BLANKS})?{_STRING}{_BLANKS}"
    r"|#(?:(?:[#,.:|~]|[^\S\n]).*)?)?"
)
_LINE = re.compile(_WRITTEN)
_LINES = re.compile(rf"(?:{_WRITTEN}\n)*+{_WRITTEN}")
_QUOTED = re.compile(_STRING)
_ESCAPE = re.compile(r"\\(.)")
_MSGSTR = re.compile(r"\s*(?:#~\s*)?msgstr(?:\[(\d)\])?\s*\"")
_SPEAKING = ("msgid", "msgstr", '"', "#~")
_OBSOLETE = re.compile("^#~ ", re.MULTILINE)
_CONFLICT = re.compile(r"<{7}|={7}|>{7}|\|{7}")
# Characters at which Python ends a line and a PO file does not; a paste from a word processor brings them along.
_SEPARATOR = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|\r")
_ERROR_LINE = re.compile(r"\(line (\d+)\)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A message in a catalog.

    *source* and *plural* are the English it was last offered for, *previous* and *previous_plural* the English that the
    translation still fits while it is fuzzy. *comment* is the translator's, *extracted* the author's. *forms* holds one
    text, or one for each plural form. *written* are its lines in the file, from line *line* on.
    """

    key: str | None
    source: str
    plural: str = ""
    forms: tuple[str, ...] = ("",)
    comment: str = ""
    extracted: str = ""
    references: tuple[tuple[str, str], ...] = ()
    flags: tuple[str, ...] = ()
    previous: str | None = None
    previous_plural: str | None = None
    previous_key: str | None = None
    obsolete: bool = False
    written: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)
    file: str = field(default="", compare=False)

    @property
    def fuzzy(self) -> bool:
        return FUZZY in self.flags

    @property
    def max_length(self) -> int:
        """The most characters that the translation may have by the entry's own flag, 0 for any number."""
        limits = (flag.removeprefix(MAX_LENGTH) for flag in self.flags if flag.startswith(MAX_LENGTH))
        return next((int(text) for text in limits if text.isdecimal() and len(text) < 10), 0)

    @property
    def begun(self) -> bool:
        """Somebody has written something."""
        return any(self.forms)

    def at(self, form: int = 0, offset: int = 0) -> Place:
        """The place of a character of a translation: *offset* characters into *form*."""
        inside = False
        place = Place(self.file, self.line)
        for number, line in enumerate(self.written.split("\n"), self.line):
            if start := _MSGSTR.match(line):
                inside = int(start[1] or 0) == form
            quote = line.find('"')
            if not inside or quote < 0:
                continue
            text = line[quote + 1 : line.rindex('"')]
            place = Place(self.file, number, quote + 2 + _escaped_length(text, offset))
            offset -= len(_ESCAPE.sub("_", text) if "\\" in text else text)
            # at the end of a line that goes on, the character stands on the next one
            if offset < 0:
                return place
        return place

    @property
    def place(self) -> Place:
        """Where the translation begins."""
        return self.at()


def _escaped_length(text: str, count: int) -> int:
    """How long the first *count* characters are as written in the file."""
    if "\\" not in text:
        return min(count, len(text))
    at = 0
    for _ in range(count):
        at += 2 if text.startswith("\\", at) else 1
    return min(at, len(text))


def set_translation(entry: Entry, *forms: str) -> Entry:
    """The entry with a translation that fits its present source: no longer fuzzy, no previous source.

    Raises ValueError if the entry has another number of forms.
    """
    if len(forms) != len(entry.forms):
        raise ValueError(f"{entry.key} has {len(entry.forms)} forms, not {len(forms)}")
    flags = tuple(flag for flag in entry.flags if flag != FUZZY)
    return replace(entry, forms=forms, flags=flags, previous=None, previous_plural=None, previous_key=None)


@dataclass(frozen=True, slots=True)
class Po:
    """A PO file: its header as written, its entries, and comments after the last of them.

    *plural_forms* is the header's rule: how many forms, and the expression that chooses.
    """

    file: str
    header: str
    plural_forms: tuple[int, str]
    entries: tuple[Entry, ...] = ()
    tail: str = ""
    original: bytes = field(default=b"", compare=False)


def render(po: Po) -> bytes:
    """The bytes of the file; the very same as read where no entry has changed."""
    chunks = [po.header, *(entry.written or format_entry(entry) for entry in po.entries), po.tail]
    text = "\n".join(chunk.strip("\n") + "\n" for chunk in chunks if chunk)
    original = po.original.decode("utf-8-sig").replace("\r\n", "\n")
    if _without_gaps(original) == _without_gaps(text):
        return po.original
    return text.replace("\n", "\r\n" if b"\r\n" in po.original else "\n").encode()


def _without_gaps(text: str) -> str:
    """Empty lines between entries are a matter of taste, and no reason to write a file."""
    return re.sub(r"\n{2,}", "\n", text.strip("\n"))


def format_entry(entry: Entry) -> str:
    """The lines of an entry as gettext writes them, none of them wrapped."""
    plural = bool(entry.plural)
    written = polib.POEntry(
        msgctxt=entry.key,
        msgid=entry.source,
        msgid_plural=entry.plural,
        msgstr="" if plural else entry.forms[0],
        msgstr_plural=dict(enumerate(entry.forms)) if plural else {},
        obsolete=entry.obsolete,
        comment=entry.extracted,
        tcomment=entry.comment,
        occurrences=list(entry.references),
        flags=list(entry.flags),
        previous_msgctxt=entry.previous_key,
        previous_msgid=entry.previous,
        previous_msgid_plural=entry.previous_plural,
    )
    return str(written.__unicode__(wrapwidth=0))


# Reading


def parse(data: bytes, file: str, language: str = "") -> Po:
    """The PO file in *data*; *language* is the one its header must name.

    Raises CatalogError with everything that is wrong in it.
    """
    text = _decoded(data, file).replace("\r\n", "\n")
    lines = text.split("\n")
    # all at once is six times faster than line by line
    findings = [] if _LINES.fullmatch(text) and not _SEPARATOR.search(text) else list(_syntax(lines, file))
    if findings:
        raise CatalogError(findings)
    try:
        read = polib.pofile(text, encoding="utf-8")
    except OSError as error:
        found = _ERROR_LINE.search(str(error))
        place = Place(file, int(found[1]) if found else 1)
        hint = "an entry is msgctxt, msgid, msgstr in this order, each once"
        raise CatalogError.at(place, "this line can't stand here", hint) from None
    plural_forms = _header(read.metadata, lines, file, language, findings)
    entries = tuple(_entries(read, lines, file))
    _whole(entries, plural_forms[0], file, findings)
    if findings:
        raise CatalogError(sorted(findings, key=lambda finding: finding.place))
    header = "\n".join(lines[: entries[0].line - 1]) if entries else text
    tail = _tail(lines) if entries else ""
    if tail:
        last = replace(entries[-1], written=entries[-1].written.removesuffix(tail).strip("\n"))
        entries = (*entries[:-1], last)
    return Po(file, header, plural_forms, entries, tail, original=data)


def _decoded(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = place_of_byte(file, data, error.start)
        raise CatalogError.at(place, "not UTF-8", "save the file in UTF-8") from None


def _problem(place: Place, problem: str, hint: str) -> Finding:
    return Finding(Severity.ERROR, CatalogError.__name__, place, problem, hint)


def _syntax(lines: Sequence[str], file: str) -> Iterator[Finding]:
    """Lines that no PO file can have, with the column where they go wrong."""
    for number, line in enumerate(lines, 1):
        if separator := _SEPARATOR.search(line):
            place = Place(file, number, separator.start() + 1)
            problem = f"an invisible character that ends the line (U+{ord(separator[0]):04X})"
            yield _problem(place, problem, "delete it")
        elif not _LINE.fullmatch(line):
            yield _fault(line, Place(file, number), len(line) - len(line.lstrip()))


def _fault(line: str, place: Place, indent: int) -> Finding:
    at = Place(place.file, place.line, indent + 1)
    if _CONFLICT.match(line):
        return _problem(place, "a conflict of two versions stands open", "decide between the two, delete the markers")
    if line.lstrip().startswith("#"):
        hint = "'# ' begins your comment, '#, ' flags, '#. ' and '#: ' what the tool tells"
        return _problem(at, f"'{line.strip()[:2]}' begins no comment", hint)
    quote = line.find('"')
    if quote < 0:
        return _problem(at, "text outside quotes", 'every text stands between two "')
    string = _QUOTED.search(line)
    if not string:
        return _problem(Place(place.file, place.line, len(line)), 'the closing " is missing', 'end the line with "')
    if line[string.end() :].strip():
        after = Place(place.file, place.line, string.end() + 1)
        return _problem(after, 'text after the closing "', r'write \" for a " inside a text')
    return _problem(at, f"'{line[:quote].strip()}' begins no line", "known: msgctxt, msgid, msgid_plural, msgstr")


def _header(
    fields: Mapping[str, str], lines: Sequence[str], file: str, language: str, findings: list[Finding]
) -> tuple[int, str]:
    """The plural rule; what is wrong with the header goes to *findings*."""
    if "Content-Type" not in fields:
        findings.append(
            _problem(Place(file), "the header is missing", 'begin with msgid "" and Content-Type in its msgstr')
        )
        return 0, "0"

    def wrong(name: str, problem: str, hint: str) -> None:
        line = next((number for number, line in enumerate(lines, 1) if line.startswith(f'"{name}:')), 1)
        findings.append(_problem(Place(file, line), problem, hint))

    charset = fields["Content-Type"].partition("charset=")[2].strip()
    if charset.upper() not in ("UTF-8", "UTF8"):
        wrong("Content-Type", f"the header says charset '{charset}'", "save the file in UTF-8 and write charset=UTF-8")
    named = fields.get("Language", "")
    if language and re.split(r"[-_@]", named)[0].lower() != language.split("_", maxsplit=1)[0].lower():
        wrong("Language", f"the header says language '{named}'", f"this is the folder of '{language}'")
    if "Plural-Forms" not in fields:
        wrong("Plural-Forms", "the header has no Plural-Forms", "copy the line from another catalog of the language")
        return 0, "0"
    try:
        return parsed(fields["Plural-Forms"])
    except ValueError as error:
        wrong("Plural-Forms", f"Plural-Forms can't be read: {error}", "copy the line from another catalog")
        return 0, "0"


def _entries(read: polib.POFile, lines: Sequence[str], file: str) -> Iterator[Entry]:
    starts = [_start(entry, lines) for entry in read]
    for entry, (start, end) in zip(read, pairwise([*starts, len(lines)]), strict=True):
        written = "\n".join(lines[start:end]).strip("\n")
        previous = entry
        if entry.obsolete and "#~|" in written:
            # polib drops these lines; without the marks of an obsolete entry it reads them
            previous = polib.pofile(_OBSOLETE.sub("", written.replace("#~|", "#|")))[0]
        yield Entry(
            key=entry.msgctxt,
            source=entry.msgid,
            plural=entry.msgid_plural,
            forms=_forms(entry),
            comment=entry.tcomment,
            extracted=entry.comment,
            references=tuple(entry.occurrences),
            flags=tuple(entry.flags),
            previous=previous.previous_msgid,
            previous_plural=previous.previous_msgid_plural,
            previous_key=previous.previous_msgctxt,
            obsolete=bool(entry.obsolete),
            written=written,
            line=start + 1,
            file=file,
        )


def _start(entry: polib.POEntry, lines: Sequence[str]) -> int:
    """The index of an entry's first line; polib doesn't count the ``#~|`` lines before it."""
    start = int(entry.linenum or 1) - 1
    while start and lines[start - 1].startswith("#~|"):
        start -= 1
    return start


def _forms(entry: polib.POEntry) -> tuple[str, ...]:
    if not entry.msgid_plural and not entry.msgstr_plural:
        return (entry.msgstr,)
    return tuple(entry.msgstr_plural.get(index, "") for index in range(max(entry.msgstr_plural, default=-1) + 1))


def _whole(entries: Sequence[Entry], forms: int, file: str, findings: list[Finding]) -> None:
    """Whether every living entry is what it should be, and there once."""
    known: dict[str, int] = {}
    for entry in entries:
        if entry.obsolete:
            continue
        if entry.key is None:
            hint = "texts come from content/; every entry has a key in its msgctxt"
            findings.append(_problem(Place(file, entry.line), "an entry without msgctxt", hint))
            continue
        if known.setdefault(entry.key, entry.line) != entry.line:
            problem = f"'{entry.key}' stands here a second time"
            hint = f"the first is on line {known[entry.key]}; keep the right one"
            findings.append(_problem(Place(file, entry.line), problem, hint))
        wanted = forms if entry.plural else 1
        if wanted and len(entry.forms) != wanted:
            problem = f"'{entry.key}' has {len(entry.forms)} plural forms, the header says {forms}"
            findings.append(_problem(entry.at(), problem, "write msgstr[0], msgstr[1], … one for each form"))


def _tail(lines: Sequence[str]) -> str:
    """Comments after the last entry, which belong to none."""
    last = next(at for at in reversed(range(len(lines))) if lines[at].lstrip().startswith(_SPEAKING))
    return "\n".join(lines[last + 1 :]).strip("\n")
