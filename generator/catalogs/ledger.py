"""Who approved which words: ``ledger.tsv``, beside the catalogs of a language.

A line holds a key, the hashes of the source and of the translation that somebody looked at, and what that person said::

    service-management:title⇥<source>⇥<target>⇥<terms>⇥approved⇥A. Reviewer⇥2026-03-01⇥note

A state is derived from it, never stored: a text is approved exactly while a line holds the hashes of both its present
texts. So an edit voids an approval by itself, a revert brings it back, and ``git blame`` tells who approved which words.
Lines are sorted by key, one for each pair of texts that somebody looked at. With a single line for each key the next
decision would forget the texts before, and their return could bring nothing back; so a line gives way only to another
decision about the same pair. Two branches merge as the union of their lines (see ``attributes``); where that brings
several verdicts on one pair together, a dispute holds until somebody settles it anew.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from unicodedata import normalize

from generator.catalogs.glossary import Glossary
from generator.errors import CatalogError, Finding, Place, Severity
from generator.model import Message

NAME = "ledger.tsv"
COLUMNS = ("key", "source", "target", "terms", "verdict", "who", "date", "note")
HEADER = "# " + "\t".join(COLUMNS)

_HASH = re.compile("[0-9a-f]{16}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_BREAKS = re.compile(r"[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BLANKS = re.compile(r"[ \t\r\n]+")
_NOTHING = "0" * 16


class Verdict(StrEnum):
    """What a person said of a pair of texts.

    *carried* means that the translation, though made for an earlier source, says what the present one does: nobody has
    approved it by that. *waived* lets it pass as it is. *moved* speaks of the key alone: its note is the key that the
    message had from then on, so that a verdict from a branch where it still had the old one finds it.
    """

    APPROVED = "approved"
    CARRIED = "carried"
    DISPUTED = "disputed"
    WAIVED = "waived"
    MOVED = "moved"


_STRONGEST = (Verdict.DISPUTED, Verdict.APPROVED, Verdict.WAIVED, Verdict.CARRIED)
"""Which of several verdicts on the same words holds, as a merge of branches can bring them together: a dispute that
somebody may not have known of is not to be lost."""


class Approval(StrEnum):
    """How far a translation is, worst first for those who wait for it."""

    DISPUTED = "disputed"
    STALE = "stale"
    MISSING = "missing"
    DRAFT = "draft"
    WAIVED = "waived"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """A verdict on the words of a key (``domain:key``); *terms* is the hash of the glossary's words for them."""

    key: str
    source: str
    target: str
    terms: str
    verdict: Verdict
    who: str
    date: str
    note: str = ""
    place: Place = field(default=Place(""), compare=False)

    def __str__(self) -> str:
        # an editor that takes blanks from the ends of lines changes none of them
        return "\t".join(_BREAKS.sub(" ", str(getattr(self, column))).strip() for column in COLUMNS).rstrip("\t")


@dataclass(frozen=True)
class Ledger:
    """The lines of one language."""

    lines: tuple[Line, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[str, tuple[Line, ...]]:
        """The verdicts on each key, those from before it was renamed among them."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            if line.verdict is not Verdict.MOVED:
                for key in self.kin(line.key):
                    found.setdefault(key, []).append(line)
        return {key: tuple(lines) for key, lines in found.items()}

    def kin(self, key: str) -> frozenset[str]:
        """All the keys that one message had, of which this is one."""
        return self._kin.get(key, frozenset({key}))

    @cached_property
    def _kin(self) -> Mapping[str, frozenset[str]]:
        """Key -> all the keys that one message had."""
        kin: dict[str, frozenset[str]] = {}
        for line in self.lines:
            if line.verdict is Verdict.MOVED:
                joined = kin.get(line.key, frozenset({line.key})) | kin.get(line.note, frozenset({line.note}))
                kin |= dict.fromkeys(joined, joined)
        return kin

    def standing(self, message: Message, forms: tuple[str, ...]) -> Line | None:
        """The line that holds for a message and the translation that it has now."""
        if not self.lines:
            return None
        known = [line for key in names(message) for line in self.by_key.get(key, ())]
        if not known:
            return None
        pair = digest(message.text, message.plural), digest(*forms)
        present = [line for line in known if (line.source, line.target) == pair]
        return min(present, key=lambda line: _STRONGEST.index(line.verdict), default=None)


def names(message: Message) -> tuple[str, ...]:
    """The names under which a ledger may know a message: its own, then the one that it had before."""
    own = f"{message.domain}:{message.key}"
    if not message.former:
        return (own,)
    return own, message.former if ":" in message.former else f"{message.domain}:{message.former}"


def digest(*texts: str) -> str:
    r"""The hash of a text with all its plural forms: 64 bits of SHA-256 over its canonical form (Unicode NFC).

    Where lines break and how many blanks part words makes no difference; a no-break space does.

    >>> digest("two  lines") == digest("two\nlines")
    True
    """
    told = (_BLANKS.sub(" ", normalize("NFC", text)).strip(" ") for text in texts)
    return sha256("\x1f".join(told).rstrip("\x1f").encode()).hexdigest()[:16]


def terms_digest(glossary: Glossary, message: Message) -> str:
    """The hash of what the glossary says about the terms in a message; of nothing where it has none of them."""
    text = f" {message.text} {message.plural} ".casefold()
    used = [term for term in glossary.terms if any(_stands(word.casefold(), text) for word in term.source)]
    return digest(*(part for term in used for part in (term.concept, term.target, *sorted(term.forbidden))))


def _stands(word: str, text: str) -> bool:
    return word in text and bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text))


# Reading and writing


def parse(text: str, file: str, findings: list[Finding]) -> Ledger:
    """The ledger in a text; every mistake goes to *findings*."""
    lines = []
    for number, written in enumerate(text.split("\n"), 1):
        if written.strip() and not written.startswith("#"):
            place = Place(file, number)
            cells = written.rstrip("\r").split("\t")
            line = _line(cells if len(cells) != len(COLUMNS) - 1 else [*cells, ""], place, findings)
            lines += [line] if line else []
    return Ledger(tuple(lines))


def _line(cells: list[str], place: Place, findings: list[Finding]) -> Line | None:
    def wrong(problem: str, hint: str) -> None:
        findings.append(Finding(Severity.ERROR, CatalogError.__name__, place, problem, hint))

    if re.match(r"<{7}|={7}|>{7}|\|{7}", cells[0]):
        hint = "keep the lines of both; locales/.gitattributes can say so: ledger.tsv merge=union"
        wrong("a conflict of two versions stands open", hint)
    elif len(cells) != len(COLUMNS):
        wrong(f"{len(cells)} columns, not {len(COLUMNS)}", f"in this order, with tabs between: {', '.join(COLUMNS)}")
    elif cells[4] not in list(Verdict):
        wrong(f"'{cells[4]}' is no verdict", f"known: {', '.join(Verdict)}")
    elif not all(map(_HASH.fullmatch, cells[1:4])):
        wrong("the hashes are not whole", "let servicedocs approve write the line")
    elif not _DATE.fullmatch(cells[6]) and cells[4] != Verdict.MOVED:
        wrong(f"'{cells[6]}' is no date", "write it like 2026-03-01")
    else:
        key, source, target, terms, verdict, who, date, note = cells
        return Line(key, source, target, terms, Verdict(verdict), who, date, note, place)
    return None


def render(ledger: Ledger) -> bytes:
    """The bytes of the file: sorted, each line once."""
    return ("\n".join([HEADER, *sorted({str(line) for line in ledger.lines})]) + "\n").encode()


def recorded(ledger: Ledger, lines: Iterable[Line], messages: Iterable[Message]) -> Ledger:
    """The ledger with more lines.

    A line takes the place of those about the same words; what is known of a message's former key moves to the key that
    it has now, and a line in its place says so.
    """
    new = {(line.key, line.source, line.target): line for line in lines}
    moved = {old: own for message in messages for own, *rest in (names(message),) for old in rest if old != own}
    signs = [Line(old, _NOTHING, _NOTHING, _NOTHING, Verdict.MOVED, "", "", own) for old, own in moved.items()]
    known = Ledger((*ledger.lines, *signs))
    owns = {old: own for own in {*moved.values(), *(line.key for line in new.values())} for old in known.kin(own)}
    kept = (line if line.verdict is Verdict.MOVED else _under(line, owns.get(line.key, "")) for line in known.lines)
    others = (line for line in kept if (line.key, line.source, line.target) not in new)
    return Ledger(tuple(dict.fromkeys((*others, *new.values()))))


def _under(line: Line, key: str) -> Line:
    return replace(line, key=key) if key else line


def differences(before: Ledger, after: Ledger) -> Iterator[Line]:
    """The lines that came to a ledger."""
    known = {tuple(getattr(line, each.name) for each in fields(line) if each.compare) for line in before.lines}
    for line in after.lines:
        if tuple(getattr(line, each.name) for each in fields(line) if each.compare) not in known:
            yield line
