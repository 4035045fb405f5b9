"""Suggestions from what was translated before."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator import catalogs, content, memory
from generator.catalogs import Catalog, Entry, LanguageSettings
from generator.edition import Language
from generator.errors import CatalogError
from generator.model import Kind, Message

GERMAN = LanguageSettings(Language("de", "de", "de", "Deutsch", "ltr"), "de")


def message(text: str, plural: str = "") -> Message:
    return Message("guide", "a", text, Kind.PHRASE, plural)


def remembered(*entries: Entry, obsolete: tuple[Entry, ...] = ()) -> memory.Memory:
    return memory.remember(Catalog(GERMAN, {("guide", each.key or ""): each for each in entries}, obsolete=obsolete))


REVIEW = Entry("review", "The service review takes place monthly.", forms=("Die Leistungsbesprechung ist monatlich.",))


def test_the_likest_comes_first_and_only_the_same_text_has_a_hundred():
    """One word apart is 99 at most, whatever the length; far away is nothing."""
    weekly = Entry("weekly", "The service review takes place weekly.", forms=("Wöchentlich.",))
    found = memory.suggest(remembered(weekly, REVIEW), message("The service review  takes place monthly."))
    assert [(each.origin, each.likeness == 100) for each in found] == [("guide:review", True), ("guide:weekly", False)]
    assert found[1].likeness > 80
    assert memory.suggest(remembered(REVIEW), message("Trademarks")) == ()


def test_drafts_and_missing_texts_are_not_remembered():
    """Only what somebody called finished: a fuzzy entry counts for the English that it fits, if that is known."""
    draft = replace(REVIEW, key="draft", flags=("fuzzy",))
    stale = replace(REVIEW, key="stale", flags=("fuzzy",), previous="Old text.", forms=("Alter Text.",))
    missing = replace(REVIEW, key="missing", forms=("",))
    assert [(each.source, each.target) for each in remembered(draft, stale, missing).pairs] == [
        ("Old text.", "Alter Text.")
    ]


def test_obsolete_entries_and_both_ends_of_a_plural_are_remembered():
    """A text that was taken out may come back in other words; "1 day" and "2 days" are two texts."""
    days = Entry("days", "{n} day", "{n} days", ("{n} Tag", "{n} Tage"))
    pairs = {(each.source, each.target) for each in remembered(days, obsolete=(replace(REVIEW, obsolete=True),)).pairs}
    assert pairs == {("{n} day", "{n} Tag"), ("{n} days", "{n} Tage"), (REVIEW.source, REVIEW.forms[0])}


def test_every_text_of_a_real_catalog_finds_itself(project: Callable[..., Path]):
    """The memory of a language knows each of its translations."""
    folder = project()
    publication = content.read(folder)
    settings = next(each for each in catalogs.languages(folder) if each.language.tag == "ko")
    known = memory.remember(catalogs.read(folder, settings, publication))
    for each in (each for all_ in publication.messages.values() for each in all_):
        found = memory.suggest(known, each)
        assert found
        assert found[0].likeness == 100


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch):
    """The library that compares is part of an extra."""
    monkeypatch.setitem(__import__("sys").modules, "rapidfuzz", None)
    with pytest.raises(CatalogError, match="suggestions need the library rapidfuzz"):
        memory.suggest(remembered(REVIEW), message("x"))
