"""Decisions of reviewers that come back in a workbook, each held against the texts as they are now.

Each row carries the hashes of the texts that it shows, as the ledger counts them: a decision about other words than those
that stand there now is refused and listed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.catalogs import Catalog
from generator.catalogs.ledger import digest
from generator.errors import Finding, Place, Severity, did_you_mean
from generator.exchange import require, workbook
from generator.exchange.workbook import Row, Sheet
from generator.review.decide import VERBS, Choice, Hand, weigh
from generator.review.snapshot import Snapshot

COLUMNS = (
    ("decision", 17),
    ("reason", 30),
    ("name", 18),
    ("key", 26),
    ("class", 11),
    ("state", 11),
    ("source before", 40),
    ("source now", 40),
    ("translation before", 40),
    ("translation now", 40),
    ("findings", 40),
    ("stands in", 30),
    ("text", 8),
    ("source hash", 8),
    ("translation hash", 8),
)
"""The columns with their widths in characters: three to write in, and at the end three that are hidden."""

OPEN, HIDDEN = 3, 3

_TEXT = re.compile(r"(?P<language>[^|]+)\|(?P<name>.+)")


@dataclass(frozen=True, slots=True)
class Decided:
    """What came back: choices by language, what was refused for its words are others now, and what can't be read."""

    choices: Mapping[str, tuple[Choice, ...]]
    outdated: tuple[Finding, ...] = ()
    broken: tuple[Finding, ...] = ()


def sheets(data: bytes, file: str) -> tuple[Sheet, ...]:
    """The sheets with decisions of a file that came back, none if it is something else.

    Raises CatalogError if it can't be trusted or read, or the library for workbooks is missing.
    """
    if not data.startswith(b"PK"):
        return ()
    require("openpyxl", file)
    found = workbook.sheets(data, file, [name for name, _ in COLUMNS])
    return tuple(sheet for sheet in found if sheet.named)


def held(sheets: Sequence[Sheet], snapshot: Snapshot, date: str) -> Decided:
    """The decisions in sheets, each held against the texts as they are now; *date* (ISO 8601) is when they are made."""
    found = _Reading(snapshot, date)
    for row in (row for sheet in sheets for row in sheet.rows):
        if any(row[name].text or row[name].fault for name in ("decision", "reason")):
            found.row(row)
    choices = {language: found.weighed(language, chosen) for language, chosen in found.choices.items()}
    return Decided(choices, tuple(found.outdated), tuple(found.broken))


class _Reading:
    """One workbook on its way in."""

    def __init__(self, snapshot: Snapshot, date: str) -> None:
        self.snapshot, self.date = snapshot, date
        self.choices: dict[str, list[Choice]] = {}
        self.outdated: list[Finding] = []
        self.broken: list[Finding] = []
        self.places: dict[tuple[str, str], Place] = {}

    def refuse(self, place: Place, problem: str, hint: str) -> None:
        self.broken.append(Finding(Severity.ERROR, "refused", place, problem, hint))

    def row(self, row: Row) -> None:
        """One row in which somebody has written."""
        match = _TEXT.fullmatch(row["text"].text)
        catalog = self.snapshot.catalogs.get(match["language"]) if match else None
        if match is None or catalog is None:
            hint = "only workbooks that `servicedocs diff --format xlsx` made come back, with all their columns"
            return self.refuse(row.place, "this row belongs to no text of ours", hint)
        name, verb = match["name"], " ".join(row["decision"].text.lower().split())
        if faults := row.faults("decision", "reason", "name"):
            return self.refuse(row.place, f"{name}: {faults[0]}", "write it as text")
        if verb not in VERBS:
            problem = (
                f"{name}: '{row['decision'].text}' is no decision" if verb else f"{name}: a reason, but no decision"
            )
            return self.refuse(row["decision"].place, problem, did_you_mean(verb, VERBS))
        if not row["name"].text.strip():
            return self.refuse(row["name"].place, f"{name}: nobody's decision", "write your name beside it")
        if verb == "dispute" and not row["reason"].text.strip():
            return self.refuse(row["reason"].place, f"{name}: disputed without a reason", "say what is wrong")
        if (match["language"], name) in self.places:
            return self.refuse(row.place, f"'{name}' stands here a second time", "keep the right one")
        self.places[match["language"], name] = row["decision"].place
        return self.held(row, catalog, match["language"], name, verb)

    def held(self, row: Row, catalog: Catalog, language: str, name: str, verb: str) -> None:
        """The row against the texts as they are now."""
        message = self.snapshot.messages.get(name)
        shown = row["source hash"].text, row["translation hash"].text
        now = (digest(message.text, message.plural), digest(*catalog.forms(message))) if message else ("", "")
        if message is None or shown != now:
            what = "is no longer in the content"
            if message:
                what = "has another source now" if shown[0] != now[0] else "has another translation now"
            hint = "make a new workbook; this decision is not written down"
            finding = Finding(Severity.WARNING, "outdated", row["decision"].place, f"'{name}' {what}", hint)
            self.outdated.append(finding)
            return
        hand = Hand(row["name"].text.strip(), self.date, row["reason"].text.strip())
        self.choices.setdefault(language, []).append(Choice(message, verb, hand))

    def weighed(self, language: str, choices: Sequence[Choice]) -> tuple[Choice, ...]:
        """Those of the choices that can be made; why the others can't is told at their places in the workbook."""
        made = []
        for choice, verdict in zip(choices, weigh(self.snapshot, language, choices), strict=True):
            if isinstance(verdict, Finding):
                name = f"{choice.message.domain}:{choice.message.key}"
                self.refuse(self.places[language, name], verdict.problem, verdict.hint)
            else:
                made.append(choice)
        return tuple(made)
