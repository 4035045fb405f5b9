"""Approvals are bound to words: nothing is approved that nobody approved, and nothing approved is lost."""

import random
import subprocess
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from generator.catalogs import Catalog, Entry, Glossary, LanguageSettings, Term
from generator.catalogs.ledger import (
    HEADER,
    Approval,
    Ledger,
    Line,
    Verdict,
    digest,
    parse,
    recorded,
    render,
    terms_digest,
)
from generator.edition import Language, State
from generator.errors import Finding
from generator.model import Kind, Message

SETTINGS = LanguageSettings(Language("de", "de", "de", "Deutsch", "ltr"), "de", folder="locales/de")
# One text in several ways that are all the same words: blanks, line breaks, composed and decomposed letters.
SOURCES = (("Café hours", "Cafe\u0301 hours", "Café  hours"), ("Two cases", "Two\ncases"), ("One case", " One case "))
TARGETS = (("Öffnungszeiten", "O\u0308ffnungszeiten"), ("Zwei Fälle", "Zwei  Fälle"), ("Ein Fall", "Ein\nFall"))


@dataclass
class Text:
    """A message and its translation on a branch; *fits* is the source that the translation was made for."""

    key: str
    former: str = ""
    source: tuple[int, str] = (0, "Café hours")
    target: tuple[int, str] = (0, "Öffnungszeiten")
    fits: str = "Café hours"

    @property
    def pair(self) -> tuple[int, int]:
        return self.source[0], self.target[0]


@dataclass
class Branch:
    """A branch: texts by what they are, their earlier versions, the ledger, and what people said, in the test's words."""

    texts: dict[int, Text]
    ledger: Ledger = field(default_factory=Ledger)
    past: list[dict[int, Text]] = field(default_factory=list)
    said: dict[tuple[int, int, int], set[Verdict]] = field(default_factory=dict)
    last: dict[tuple[int, int, int], Verdict] = field(default_factory=dict)

    def copy(self) -> "Branch":
        texts = {id: replace(text) for id, text in self.texts.items()}
        return Branch(texts, self.ledger, list(self.past), {k: set(v) for k, v in self.said.items()}, dict(self.last))

    def message(self, id: int) -> Message:
        text = self.texts[id]
        return Message("offerings", text.key, text.source[1], Kind.PARAGRAPH, former=text.former)

    @property
    def catalog(self) -> Catalog:
        entries = {
            ("offerings", text.key): Entry(text.key, text.fits, forms=(text.target[1],)) for text in self.texts.values()
        }
        return Catalog(SETTINGS, entries, (1, "0"), ledger=self.ledger)


def variant(chance: random.Random, pool: tuple[tuple[str, ...], ...]) -> tuple[int, str]:
    index = chance.randrange(len(pool))
    return index, chance.choice(pool[index])


def edit(branch: Branch, id: int, chance: random.Random) -> None:
    branch.texts[id].source = variant(chance, SOURCES)


def translate(branch: Branch, id: int, chance: random.Random) -> None:
    text = branch.texts[id]
    text.target, text.fits = variant(chance, TARGETS), text.source[1]


def reflow(branch: Branch, id: int, chance: random.Random) -> None:
    """The same words of the translation, written otherwise."""
    text = branch.texts[id]
    text.target = text.target[0], chance.choice(TARGETS[text.target[0]])


def revert(branch: Branch, id: int, chance: random.Random) -> None:
    text = branch.texts[id]
    if branch.past:
        old = chance.choice(branch.past)[id]
        text.source, text.target, text.fits = old.source, old.target, old.fits


def rename(branch: Branch, id: int, chance: random.Random) -> None:
    text = branch.texts[id]
    text.former, text.key = text.key, f"{text.key.partition('-')[0]}-{chance.randrange(10**6)}"
    branch.ledger = recorded(branch.ledger, (), [branch.message(each) for each in branch.texts])


def move(branch: Branch, id: int, chance: random.Random) -> None:
    """It stands elsewhere now."""
    branch.texts = {id: branch.texts[id], **branch.texts}


def decide(branch: Branch, id: int, chance: random.Random) -> None:
    """Somebody approves, disputes or waives what stands there."""
    message, catalog = branch.message(id), branch.catalog
    verdict = chance.choice((Verdict.APPROVED, Verdict.APPROVED, Verdict.APPROVED, Verdict.DISPUTED, Verdict.WAIVED))
    if verdict is Verdict.APPROVED and catalog.state(message) is not State.TRANSLATED:
        return
    pair = digest(message.text), digest(*catalog.forms(message))
    day = f"2026-01-{chance.randint(1, 28):02}"
    line = Line(f"offerings:{message.key}", *pair, "0" * 16, verdict, "A. Reviewer", day)
    branch.ledger = recorded(branch.ledger, [line], [message])
    words = (id, *branch.texts[id].pair)
    branch.said.setdefault(words, set()).add(verdict)
    branch.last[words] = verdict


STEPS = (edit, translate, translate, reflow, revert, rename, move, decide, decide, decide)


def union(folder: Path, base: Ledger, ours: Ledger, theirs: Ledger) -> Ledger:
    """What git makes of three ledgers with ``merge=union``."""
    names = ("ours", "base", "theirs")
    for name, ledger in zip(names, (ours, base, theirs), strict=True):
        (folder / name).write_bytes(render(ledger))
    merged = subprocess.run(["git", "merge-file", "-p", "--union", *names], cwd=folder, capture_output=True, check=True)
    findings: list[Finding] = []
    ledger = parse(merged.stdout.decode(), "ledger.tsv", findings)
    assert not findings
    return ledger


def merge(folder: Path, base: Branch, ours: Branch, theirs: Branch) -> Branch:
    """Two branches made one: texts that only one side touched are taken from it, those of both from ours."""
    merged = ours.copy()
    for id, text in theirs.texts.items():
        was, mine = base.texts[id], merged.texts[id]
        if (mine.source, mine.target, mine.fits) == (was.source, was.target, was.fits):
            mine.source, mine.target, mine.fits = text.source, text.target, text.fits
        if mine.key == was.key:
            mine.key, mine.former = text.key, text.former
    merged.ledger = union(folder, base.ledger, ours.ledger, theirs.ledger)
    for words, verdicts in theirs.said.items():
        merged.said.setdefault(words, set()).update(verdicts)
    merged.last = {words: verdict for words, verdict in ours.last.items() if theirs.last.get(words) == verdict}
    merged.past += theirs.past
    return merged


def check(branch: Branch) -> None:
    """What the ledger says is what people said."""
    catalog = branch.catalog
    for id, text in branch.texts.items():
        message = branch.message(id)
        state, words = catalog.approval(message), (id, *text.pair)
        said = branch.said.get(words, set())
        if state is Approval.APPROVED:
            assert Verdict.APPROVED in said, "approved words that nobody approved"
            assert catalog.state(message) is State.TRANSLATED
        if said == {Verdict.APPROVED} and catalog.state(message) is State.TRANSLATED:
            assert state is Approval.APPROVED, "an approval got lost"
        if not said:
            assert state in (Approval.DRAFT, Approval.STALE)
        if (last := branch.last.get(words)) is Verdict.DISPUTED:
            assert state is Approval.DISPUTED
        elif last is Verdict.APPROVED and catalog.state(message) is State.TRANSLATED:
            assert state is Approval.APPROVED
        elif last is Verdict.WAIVED:
            assert state is Approval.WAIVED


def walk(branch: Branch, chance: random.Random, steps: int) -> None:
    for _ in range(steps):
        branch.past.append({id: replace(text) for id, text in branch.texts.items()})
        chance.choice(STEPS)(branch, chance.choice(list(branch.texts)), chance)
        check(branch)


@pytest.mark.parametrize("seed", range(10))
def test_approval_is_right_in_every_history(tmp_path, seed):
    """A thousand histories of edits, reverts, moves, renames, merges and decisions; after each step all is right."""
    chance = random.Random(seed)
    for _ in range(100):
        trunk = Branch({id: Text(f"key{id}") for id in range(3)})
        walk(trunk, chance, 10)
        for _ in range(chance.randint(0, 2)):
            ours, theirs = trunk.copy(), trunk.copy()
            walk(ours, chance, 4)
            walk(theirs, chance, 4)
            trunk = merge(tmp_path, trunk, ours, theirs)
            check(trunk)
            walk(trunk, chance, 5)


MESSAGE = Message("offerings", "name", "A case", Kind.NAME)
LINE = Line(
    "offerings:name", digest("A case"), digest("Ein Fall"), "0" * 16, Verdict.APPROVED, "A. Reviewer", "2026-03-01"
)


def approval(*lines: Line, target: str = "Ein Fall", fuzzy: bool = False, message: Message = MESSAGE) -> Approval:
    flags = ("fuzzy",) if fuzzy else ()
    entry = Entry(message.key, message.text, forms=(target,), flags=flags)
    return Catalog(SETTINGS, {("offerings", message.key): entry}, (1, "0"), ledger=Ledger(lines)).approval(message)


def test_both_texts_must_be_those_of_the_line():
    """Approved is only what a line holds both hashes of."""
    assert approval(LINE) is Approval.APPROVED
    assert approval(LINE, target="Ein Vorfall") is Approval.DRAFT
    assert approval(LINE, message=replace(MESSAGE, text="An incident")) is Approval.DRAFT
    assert approval(LINE, fuzzy=True) is Approval.STALE
    assert approval(LINE, target="") is Approval.MISSING
    assert approval() is Approval.DRAFT


def test_a_dispute_is_stronger_than_an_approval_of_the_same_words():
    """Where branches brought both, somebody has to look."""
    assert approval(LINE, replace(LINE, verdict=Verdict.DISPUTED)) is Approval.DISPUTED


def test_a_decision_takes_the_place_of_the_one_before():
    """Who approves what was disputed ends the dispute."""
    ledger = recorded(Ledger((replace(LINE, verdict=Verdict.DISPUTED),)), [LINE], [MESSAGE])
    assert ledger.lines == (LINE,)


def test_a_waiver_holds_for_stale_words_too():
    """It lets words pass as they are; with the words it goes."""
    waived = replace(LINE, verdict=Verdict.WAIVED)
    assert approval(waived, fuzzy=True) is Approval.WAIVED
    assert approval(waived, target="Ein Vorfall", fuzzy=True) is Approval.STALE


def test_a_carried_draft_is_a_draft():
    """Carrying is no approval."""
    assert approval(replace(LINE, verdict=Verdict.CARRIED)) is Approval.DRAFT


def test_the_file_is_sorted_and_comes_back():
    """Lines are sorted under a head that names the columns; reading gives what was written."""
    other = replace(LINE, key="offerings:a", note="with a\ttab")
    written = render(Ledger((LINE, other, LINE)))
    lines = written.decode().splitlines()
    assert lines[0] == HEADER
    assert lines[1:] == sorted(lines[1:])
    assert len(lines) == 3
    findings: list[Finding] = []
    assert set(parse(written.decode(), "ledger.tsv", findings).lines) == {LINE, replace(other, note="with a tab")}
    assert not findings


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("<<<<<<< ours", "a conflict of two versions stands open"),
        ("offerings:name\tabc", "2 columns, not 8"),
        (str(LINE).replace("approved", "fine"), "'fine' is no verdict"),
        (str(LINE).replace("2026-03-01", "yesterday"), "'yesterday' is no date"),
        (str(LINE).replace("0" * 16, "0" * 15), "the hashes are not whole"),
    ],
)
def test_a_broken_line_is_told_with_its_place(line, problem):
    """Every mistake of the file has its line and a hint."""
    findings: list[Finding] = []
    parse(f"{HEADER}\n{LINE}\n{line}\n", "locales/de/ledger.tsv", findings)
    assert [(str(each.place), each.problem) for each in findings] == [("locales/de/ledger.tsv:3:1", problem)]
    assert findings[0].hint


def test_the_terms_hash_is_of_the_terms_in_the_message():
    """Another word for a term of the message changes it; one for another term doesn't."""
    case, plan = Term("case", ("case", "cases"), "Fall"), Term("plan", ("plan",), "Plan")
    known = terms_digest(Glossary((case, plan)), MESSAGE)
    assert terms_digest(Glossary((case, replace(plan, target="Vorhaben"))), MESSAGE) == known
    assert terms_digest(Glossary((replace(case, target="Vorgang"), plan)), MESSAGE) != known
