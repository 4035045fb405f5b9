"""Merging catalogs: by key, with nothing lost and nothing old made fresh; in values, and in a real git repository."""

import itertools
import random

import pytest

from generator.catalogs import po
from generator.errors import CatalogError
from generator.merge import Labels, merge

HEADER = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'


def entry(key: str, source: str, target: str = "", *, before: str = "", previous: str = "") -> str:
    stale = f'#, fuzzy\n#| msgid "{previous}"\n' if previous else ""
    return f'{before}{stale}msgctxt "{key}"\nmsgid "{source}"\nmsgstr "{target}"\n'


def file(*entries: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *entries]).encode()


def merged(base: bytes, ours: bytes, theirs: bytes) -> tuple[dict[str, po.Entry], tuple[str, ...]]:
    """The entries of a merger by key, and its conflicts; both ways around the same, but for who comes first."""
    result = merge(base, ours, theirs, "x.po")
    other = merge(base, theirs, ours, "x.po")
    assert result.conflicts == other.conflicts
    if result.conflicts:
        return {}, result.conflicts
    read = po.parse(result.data, "x.po")
    back = po.parse(other.data, "x.po")
    assert {each.key: each for each in read.entries} == {each.key: each for each in back.entries}
    return {each.key or "": each for each in read.entries}, ()


A, B, C = entry("a", "Apple", "Apfel"), entry("b", "Pear", "Birne"), entry("c", "Plum", "Pflaume")
BASE = file(A, B, C)


def test_what_only_one_side_changed_is_its_file_byte_for_byte():
    """Nothing is reordered, wrapped or tidied where there is nothing to merge."""
    changed = file(A, C, B).replace(b"\n\n", b"\n\n\n")
    assert merge(BASE, BASE, changed, "x.po").data == changed
    assert merge(BASE, changed, BASE, "x.po").data == changed
    assert merge(BASE, changed, changed, "x.po").data == changed


@pytest.mark.parametrize("first", ["Apfel", "Äpfel"])
def test_translations_of_neighbouring_messages_never_conflict(first):
    """The case in which a merge of lines fails: every entry is changed, by one side or the other."""
    ours = file(entry("a", "Apple", "Der Apfel"), B, entry("c", "Plum", "Die Pflaume"))
    theirs = file(A, entry("b", "Pear", "Die Birne"), C, entry("d", "Fig", "Feige"))
    entries, conflicts = merged(BASE, ours, theirs)
    assert not conflicts
    assert [each.forms[0] for each in entries.values()] == ["Der Apfel", "Die Birne", "Die Pflaume", "Feige"]


def test_an_old_translation_on_a_new_source_is_fuzzy():
    """One side corrects a translation, the other gets a new source: the correction is kept, stale, with its source."""
    ours = file(entry("a", "Apple pie", "Apfel", previous="Apple"), B, C)
    theirs = file(entry("a", "Apple", "Der Apfel"), B, C)
    entries, conflicts = merged(BASE, ours, theirs)
    assert not conflicts
    found = entries["a"]
    assert (found.source, found.forms, found.fuzzy, found.previous) == ("Apple pie", ("Der Apfel",), True, "Apple")


def test_a_translation_made_for_the_new_source_stays_fresh():
    """One side translated the new source, the other only wrote a comment: both are there, nothing is fuzzy."""
    ours = file(entry("a", "Apple pie", "Apfelkuchen"), B, C)
    theirs = file(entry("a", "Apple", "Apfel", before="# Obst\n"), B, C)
    entries, conflicts = merged(BASE, ours, theirs)
    assert not conflicts
    found = entries["a"]
    assert (found.source, found.forms, found.fuzzy, found.comment) == ("Apple pie", ("Apfelkuchen",), False, "Obst")


def test_two_sources_and_one_old_translation_stay_stale():
    """Both sides changed the source: whichever wins, the translation is as old as it was."""
    ours = file(entry("a", "Apple pie", "Apfel", previous="Apple"), B, C)
    theirs = file(entry("a", "Apple cake", "Apfel", previous="Apple"), B, C)
    result = po.parse(merge(BASE, ours, theirs, "x.po").data, "x.po").entries[0]
    assert (result.source, result.forms, result.fuzzy, result.previous) == ("Apple pie", ("Apfel",), True, "Apple")


def test_two_translations_of_one_message_are_a_conflict_with_both_in_the_file():
    """A person decides; until then no catalog can be read, and both texts are there."""
    ours = file(entry("a", "Apple", "Der Apfel"), B, C)
    theirs = file(entry("a", "Apple", "Ein Apfel"), B, entry("c", "Plum", "Die Pflaume"))
    result = merge(BASE, ours, theirs, "x.po", Labels(size=7))
    text = result.data.decode()
    assert result.conflicts == ("a",)
    marked = text[text.index("<" * 7) : text.index(">" * 7)]
    assert marked.index("Der Apfel") < marked.index("=" * 7) < marked.index("Ein Apfel")
    assert 'msgstr "Die Pflaume"' in text
    with pytest.raises(CatalogError, match="a conflict of two versions stands open"):
        po.parse(result.data, "x.po")
    for kept, gone in itertools.permutations(("Der Apfel", "Ein Apfel")):
        start, end = text.index("<" * 7), text.index("\n", text.index(">" * 7)) + 1
        halves = text[start:end].split("=" * 7 + "\n")
        half = halves[0].partition("\n")[2] if kept in halves[0] else halves[1].rpartition(">" * 7)[0]
        decided = po.parse((text[:start] + half + text[end:]).encode(), "x.po")
        assert decided.entries[0].forms == (kept,)
        assert gone not in half


def test_each_side_may_translate_another_plural_form():
    """Forms are texts of their own."""

    def plural(one: str, other: str) -> str:
        return f'msgctxt "p"\nmsgid "day"\nmsgid_plural "days"\nmsgstr[0] "{one}"\nmsgstr[1] "{other}"\n'

    entries, conflicts = merged(
        file(plural("Tag", "Tage")), file(plural("ein Tag", "Tage")), file(plural("Tag", "die Tage"))
    )
    assert (conflicts, entries["p"].forms) == ((), ("ein Tag", "die Tage"))


def test_a_message_that_became_a_plural_keeps_the_correction_of_the_other_side():
    """The correction fills the forms, and is stale."""
    became = '#, fuzzy\n#| msgid "Apple"\nmsgctxt "a"\nmsgid "Apple"\nmsgid_plural "Apples"\nmsgstr[0] "Apfel"\nmsgstr[1] "Apfel"\n'
    entries, conflicts = merged(BASE, file(became, B, C), file(entry("a", "Apple", "Der Apfel"), B, C))
    assert (conflicts, entries["a"].forms, entries["a"].fuzzy) == ((), ("Der Apfel", "Der Apfel"), True)


def test_what_one_side_took_away_and_the_other_changed_is_kept():
    """A translation that somebody wrote is never lost; one that nobody touched goes."""
    obsolete = "".join(f"#~ {line}\n" for line in entry("b", "Pear", "Birne").splitlines())
    entries, _ = merged(BASE, file(A, obsolete), file(A, entry("b", "Pear", "Die Birne"), C))
    assert "c" not in entries
    assert (entries["b"].forms, entries["b"].obsolete) == (("Die Birne",), True)
    entries, _ = merged(BASE, file(A), file(entry("a", "Apple", "Der Apfel"), entry("b", "Pear", "Die Birne"), C))
    assert {key: each.forms[0] for key, each in entries.items()} == {"a": "Der Apfel", "b": "Die Birne"}


def test_both_sides_may_add_the_same_message():
    """An entry that both updates brought is one entry; the side that translated it has the word."""
    entries, conflicts = merged(BASE, file(A, B, C, entry("d", "Fig")), file(A, B, C, entry("d", "Fig", "Feige")))
    assert (conflicts, entries["d"].forms) == ((), ("Feige",))
    assert merged(BASE, file(A, entry("d", "Fig", "Feige"), B), file(A, entry("d", "Fig", "Feigen"), C))[1] == ("d",)


def test_both_sides_may_add_the_file():
    """Without a common version every entry of both is there."""
    result = merge(b"", file(A, B), file(B, C), "x.po")
    assert not result.conflicts
    assert [each.key for each in po.parse(result.data, "x.po").entries] == ["a", "b", "c"]


def test_comments_flags_and_headers_of_both_sides_are_kept():
    """Lines that each side added stand there; a date never conflicts, a field that both changed differently does."""
    ours = file(
        entry("a", "Apple", "Apfel", before="# eins\n#, no-wrap\n"),
        B,
        C,
        header=HEADER + '"PO-Revision-Date: 2026\\n"\n',
    )
    theirs = file(
        entry("a", "Apple", "Apfel", before="# zwei\n#, max-length:9\n"),
        B,
        C,
        header="# Team\n" + HEADER + '"PO-Revision-Date: 2025\\n"\n"X-Team: B\\n"\n',
    )
    result = merge(BASE, ours, theirs, "x.po")
    read = po.parse(result.data, "x.po")
    assert not result.conflicts
    assert (read.entries[0].comment, read.entries[0].flags) == ("eins\nzwei", ("no-wrap", "max-length:9"))
    assert read.header.startswith("# Team\nmsgid")
    assert [line in read.header for line in ("Date: 2026", "Date: 2025", "X-Team: B")] == [True, False, True]
    one, two = (file(A, B, C, header=f'{HEADER}"X-Team: {name}\\n"\n') for name in "AB")
    assert merge(BASE, one, two, "x.po").conflicts == ("X-Team",)


def test_every_pair_of_single_edits_merges_as_it_should():
    """All pairs out of edits of every kind: different messages never conflict, and each edit is in the result."""
    edits = {
        "a": (entry("a", "Apple", "Der Apfel"), entry("a", "Apple pie", "Apfel", previous="Apple"), ""),
        "b": (entry("b", "Pear", "Die Birne"), entry("b", "Pear", "Birne", before="# Obst\n"), ""),
        "c": (entry("c", "Plum", "Die Pflaume"), entry("c", "Plum", ""), C + "\n" + entry("d", "Fig", "Feige")),
    }
    plain = {"a": A, "b": B, "c": C}
    for (one, ours), (two, theirs) in itertools.permutations([(k, e) for k, all_ in edits.items() for e in all_], 2):
        if one == two:
            continue
        left, right = (file(*{**plain, key: text}.values()) for key, text in ((one, ours), (two, theirs)))
        both = file(*{**plain, one: ours, two: theirs}.values())
        result = merge(BASE, left, right, "x.po")
        wanted = {each.key: each for each in po.parse(both, "x.po").entries}
        assert not result.conflicts
        assert {each.key: each for each in po.parse(result.data, "x.po").entries} == wanted


SOURCES = {"a": ("Apple", "Apple pie", "Apple cake"), "b": ("Pear", "Pears"), "c": ("Plum",), "d": ("Fig",)}


def worked_on(
    entries: dict[str, tuple[str, str, str]], chance: random.Random, who: str
) -> dict[str, tuple[str, str, str]]:
    """What one branch makes of a catalog, key -> (source, target, previous): updates, translations, confirmations."""
    entries = dict(entries)
    for _ in range(chance.randrange(5)):
        key = chance.choice(sorted(SOURCES))
        source, target, previous = entries.get(key, (SOURCES[key][0], "", ""))
        match chance.choice(["translate", "translate", "update", "confirm", "empty"]):
            case "translate":
                entries[key] = (source, f"{key} {who} {chance.randrange(3)}", "")
            case "update":
                now = chance.choice(SOURCES[key])
                fits = previous or source
                entries[key] = (now, target, fits if target and fits != now else "")
            case "confirm" if key in entries:
                entries[key] = (source, target, "")
            case "empty" if key in entries:
                entries[key] = (source, "", "")
    return entries


def test_nothing_old_is_ever_made_fresh_and_nothing_written_is_lost():
    """Two thousand random pairs of branches, with a seed.

    A finished text in the result was finished for the very same source on one of the sides; a text that one side alone
    has written is in the result, or stands in a conflict.
    """
    chance = random.Random(7)
    conflicts = 0
    for _ in range(2000):
        base = worked_on({}, chance, "base")
        ours, theirs = worked_on(base, chance, "ours"), worked_on(base, chance, "theirs")
        data = [
            file(*(entry(key, *each[:2], previous=each[2]) for key, each in v.items())) for v in (base, ours, theirs)
        ]
        result = merge(*data, "x.po")
        text = result.data.decode()
        conflicts += bool(result.conflicts)
        for key in SOURCES:
            before, own, other = (version.get(key, ("", "", ""))[1] for version in (base, ours, theirs))
            for mine, foreign in ((own, other), (other, own)):
                if mine and mine != before and foreign == before:
                    assert f'"{mine}"' in text
            if own and other and own != other and before not in (own, other):
                assert key in result.conflicts
        if result.conflicts:
            continue
        for found in po.parse(result.data, "x.po").entries:
            if found.begun and not found.fuzzy:
                fresh = (found.source, found.forms[0], "")
                assert fresh in (ours.get(found.key), theirs.get(found.key))
    assert 100 < conflicts < 1900


def test_a_translation_goes_along_with_a_message_that_was_renamed():
    """One side gives a message another key, the other corrects its translation: the correction stands under the new key."""
    renamed = entry("z", "Apple", "Apfel")
    corrected = file(entry("a", "Apple", "Der Apfel"), B, C)
    for ours in (file(renamed, B, C), file(B, C, renamed)):
        entries, conflicts = merged(BASE, ours, corrected)
        assert conflicts == ()
        assert {key: each.forms for key, each in entries.items()} == {
            "z": ("Der Apfel",),
            "b": ("Birne",),
            "c": ("Pflaume",),
        }
    assert merged(BASE, file(entry("z", "Apple", "Ein Apfel"), B, C), corrected)[1] == ("z",)


def test_who_renamed_whom_is_never_guessed():
    """Two messages of one text: nobody knows which became which, so nothing moves and nothing is lost."""
    twins = entry("a", "Apple", "Apfel"), entry("b", "Apple", "Äpfel")
    ours = file(entry("y", "Apple", "Apfel"), entry("z", "Apple", "Äpfel"))
    theirs = file(entry("a", "Apple", "Der Apfel"), twins[1])
    entries, conflicts = merged(file(*twins), ours, theirs)
    assert conflicts == ()
    assert {key: each.forms[0] for key, each in entries.items()} == {"a": "Der Apfel", "y": "Apfel", "z": "Äpfel"}
    both, _ = merged(BASE, file(entry("y", "Apple", "Apfel"), B, C), file(entry("z", "Apple", "Der Apfel"), B, C))
    assert {key: each.forms[0] for key, each in both.items() if key in "yz"} == {"y": "Apfel", "z": "Der Apfel"}
