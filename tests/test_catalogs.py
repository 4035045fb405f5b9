"""Languages, catalogs and glossaries, on real files."""

import difflib
import importlib.metadata
import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po

from generator import catalogs, content, status
from generator.catalogs import glossary, plurals, po
from generator.catalogs.languages import BCP47, KEYS
from generator.edition import State
from generator.errors import CatalogError, Finding, Place
from generator.localize import localize
from generator.model import Message, Publication

BASE = Path(__file__).parent / "projects" / "base"


@pytest.fixture
def project(project: Callable[..., Path]) -> Path:
    return project()


def german(project: Path) -> catalogs.LanguageSettings:
    return next(settings for settings in catalogs.languages(project) if settings.language.tag == "de")


def edit(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    file.write_bytes(text.encode())


def offerings(project: Path) -> Path:
    return project / "locales/de/LC_MESSAGES/offerings.po"


def update(project: Path) -> dict[str, catalogs.Changes]:
    publication = content.read(project)
    return {changes.domain: changes for changes in catalogs.update(project, german(project), publication)}


def entry(project: Path, key: str, domain: str = "offerings") -> po.Entry:
    file = project / f"locales/de/LC_MESSAGES/{domain}.po"
    read = po.parse(file.read_bytes(), "offerings.po")
    return next(entry for entry in read.entries if entry.key == key)


def message(publication: Publication, key: str) -> Message:
    return next(each for messages in publication.messages.values() for each in messages if each.key == key)


def lookup(project: Path, key: str) -> catalogs.Translation:
    publication = content.read(project)
    return catalogs.read(project, german(project), publication).lookup(message(publication, key))


# Languages


def test_the_source_language_comes_first_and_the_others_by_folder(project):
    """Menus list the languages in an order that does not depend on the file system."""
    assert [settings.language.tag for settings in catalogs.languages(project)] == ["en", "de", "ko"]


def test_a_language_may_ask_for_its_place_in_the_list(project):
    """`order:` puts a language before those that have none."""
    with (project / "locales/ko/language.yaml").open("a", encoding="utf-8") as file:
        file.write("order: 1\n")
    assert [settings.language.tag for settings in catalogs.languages(project)] == ["en", "ko", "de"]


def test_every_mistake_in_language_files_is_told_with_its_place(project):
    """Unknown keys, a tag that is none, a direction that is none and a folder CLDR doesn't know: all at once."""
    (project / "locales/de/language.yaml").write_text(
        "nmae: Deutsch\nname: Deutsch\ntag: de_DE!\ndirection: ltrr\n", encoding="utf-8"
    )
    shutil.copytree(project / "locales/ko", project / "locales/kro")
    with pytest.raises(CatalogError) as error:
        catalogs.languages(project)
    told = [str(finding).replace("\n  hint:", " |") for finding in error.value.findings]
    assert told[:3] == [
        "locales/de/language.yaml:1:1: 'nmae' is no key here | did you mean 'name'? known: " + ", ".join(KEYS),
        "locales/de/language.yaml:3:6: 'de_DE!' is no language tag | BCP 47 writes it like de",
        "locales/de/language.yaml:4:12: 'ltrr' is no direction | did you mean 'ltr'? known: ltr, rtl",
    ]
    assert any("'kro' is no locale" in line and "did you mean" in line for line in told)


def test_a_folder_without_language_file_and_a_doubled_tag_are_told(project):
    """A folder in locales/ is a language, so one that says nothing is a mistake; two can't share their addresses."""
    (project / "locales/fr").mkdir()
    edit(project / "locales/ko/language.yaml", ("tag: ko", "tag: de"))
    with pytest.raises(CatalogError) as error:
        catalogs.languages(project)
    places = [(finding.place.file, finding.problem) for finding in error.value.findings]
    assert ("locales/fr/language.yaml", "the file is missing") in places
    assert ("locales/ko/language.yaml", "'de' is another language than the folder 'ko'") in places
    assert ("locales/ko/language.yaml", "the tag 'de' belongs to locales/de already") in places


@pytest.mark.parametrize(
    "tag", ["de", "zh-Hans", "de-CH-1996", "sr-Latn-RS", "es-419", "sl-rozaj-biske", "en-a-bbb-x-y"]
)
def test_language_tags_are_those_of_bcp_47(tag):
    """The grammar of RFC 5646, section 2.1."""
    assert BCP47.fullmatch(tag)


@pytest.mark.parametrize("tag", ["", "d", "de_DE", "zh-Hans-", "de--CH", "en-x", "deutschland"])
def test_what_is_no_language_tag_is_refused(tag):
    """A tag stands in addresses and in `lang` attributes, where a wrong one does harm without a sound."""
    assert not BCP47.fullmatch(tag)


# A new language


@pytest.mark.parametrize(
    ("tag", "folder", "name", "direction", "forms"),
    [
        ("fr", "fr", "Français", "ltr", "nplurals=2; plural=(n > 1);"),
        ("ar", "ar", "العربية", "rtl", "nplurals=6;"),
        ("pt-BR", "pt_BR", "Português (Brasil)", "ltr", "nplurals=2; plural=(n > 1);"),
        ("zh_Hant", "zh_Hant", "中文 (繁體)", "ltr", "nplurals=1; plural=0;"),
    ],
)
def test_a_language_is_made_with_what_cldr_knows_of_it(project, tag, folder, name, direction, forms):
    """Name in itself, direction and plural forms come from CLDR; the concepts from a glossary that is there."""
    publication = content.read(project)
    settings, _ = catalogs.init(project, tag, publication)
    made = next(each for each in catalogs.languages(project) if each.language.locale == folder)
    assert (made.language.name, made.language.direction) == (name, direction)
    assert made == settings
    assert forms in (project / settings.catalog("offerings")).read_text("utf-8")
    catalog = catalogs.read(project, made, publication)
    assert [(term.concept, term.target) for term in catalog.glossary.terms] == [("business-day", "")]
    states = {catalog.lookup(each).state for messages in publication.messages.values() for each in messages}
    assert states == {State.MISSING}


def test_an_unknown_language_is_refused_with_a_guess(project):
    """A slip in the name makes no folder."""
    with pytest.raises(CatalogError, match=r"'zh-Hansx' is no language(.|\n)*did you mean 'zh_Hans'"):
        catalogs.init(project, "zh-Hansx", content.read(project))
    assert sorted(path.name for path in (project / "locales").glob("[!.]*")) == ["de", "en", "ko"]


@pytest.mark.parametrize("tag", ["de", "../../etc", "", "en"])
def test_a_language_that_is_there_or_is_none_is_left_alone(project, tag):
    """What exists is never written over, and no name leads out of locales/."""
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    with pytest.raises(CatalogError):
        catalogs.init(project, tag, content.read(project))
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


# Plural forms


@pytest.mark.parametrize(
    "locale", ["de", "es", "ko", "zh_Hans", "fr", "ar", "pl", "ru", "cs", "he", "lt", "cy", "lv", "mt"]
)
def test_plural_forms_agree_with_cldr(locale):
    """The header's rule parts whole numbers as CLDR does, form by form in CLDR's order of categories."""
    from babel import Locale

    number, expression = plurals.parsed(plurals.plural_forms(locale))
    form, rule = plurals.compiled(expression), Locale.parse(locale).plural_form
    pairs = {(rule(count), form(count)) for count in range(1000)}
    assert len(pairs) == number
    assert sorted(pairs, key=lambda pair: plurals.CATEGORIES.index(pair[0])) == sorted(pairs, key=lambda pair: pair[1])


@pytest.mark.parametrize(
    "header",
    [
        "",
        "nplurals=2",
        "nplurals=2; plural=__import__('os').system('true');",
        "nplurals=2; plural=n;",
        "nplurals=1; plural=n/0;",
    ],
)
def test_a_plural_rule_that_is_none_is_refused(header):
    """The rule stands in a file that anybody may edit: it is never run as a program."""
    with pytest.raises(ValueError, match=r"."):
        plurals.parsed(header)


# Round trip

WRITTEN_BY_PEOPLE = r"""# German translation.
# Reviewed twice.
#
msgid ""
msgstr ""
"X-Generator: Some Tool 3.1\n"
"Language: de\n"
"Project-Id-Version: offerings\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"X-Unknown-Header: kept\n"

# translator's remark
#  with two spaces
#. Kind: name
#: a.yaml#one
#: b.yaml#one
#, fuzzy, max-length:20
#, python-brace-format
#| msgctxt "old.key"
#| msgid "Old {x}"
msgctxt "features.one"
msgid ""
"A text that a tool "
"has wrapped {x}\n"
msgstr ""
"Ein Text, den ein \"Werkzeug\" "
"umbrochen hat {x}\\\n"


#| msgid "one"
#| msgid_plural "many"
msgctxt "features.two"
msgid "{n} one"
msgid_plural "{n} many"
msgstr[0] "{n} eins"
msgstr[1] "{n} viele"

# why it went
#, fuzzy
#~| msgid "Old source"
#~| msgid_plural "Old sources"
#~ msgctxt "features.gone"
#~ msgid "Gone"
#~ msgid_plural "Gones"
#~ msgstr[0] "Weg"
#~ msgstr[1] "Wege"

#~| msgctxt "elsewhere"
#~| msgid "Before"
#~ msgctxt "features.later"
#~ msgid "Later"
#~ msgstr ""
#~ "Spä"
#~ "ter"

# a remark that belongs to nobody
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_what_people_and_tools_wrote_comes_back_byte_by_byte(newline, end):
    """Comments, flags, unknown headers, previous sources of obsolete entries too, wrapping, empty lines, line ends."""
    data = (WRITTEN_BY_PEOPLE.rstrip("\n") + end).replace("\n", newline).encode()
    assert po.render(po.parse(data, "a.po", "de")) == data


def test_an_entry_that_changes_leaves_its_neighbours_as_they_are():
    """Only the lines of the changed entry differ, whatever the tool was that wrote the file."""
    file = po.parse(WRITTEN_BY_PEOPLE.encode(), "a.po", "de")
    changed = replace(po.set_translation(file.entries[1], "{n} einer", "{n} etliche"), written="")
    text = po.render(replace(file, entries=(file.entries[0], changed, *file.entries[2:]))).decode()
    before = [line for line in WRITTEN_BY_PEOPLE.split("\n") if line]
    after = [line for line in text.split("\n") if line]
    difference = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    assert sorted(difference) == [
        '+ msgstr[0] "{n} einer"',
        '+ msgstr[1] "{n} etliche"',
        '- #| msgid "one"',
        '- #| msgid_plural "many"',
        '- msgstr[0] "{n} eins"',
        '- msgstr[1] "{n} viele"',
    ]


def test_previous_sources_of_obsolete_entries_are_read():
    """The library drops `#~|` lines; an entry that is revived needs them."""
    entries = po.parse(WRITTEN_BY_PEOPLE.encode(), "a.po", "de").entries
    assert [(entry.previous_key, entry.previous, entry.previous_plural) for entry in entries] == [
        ("old.key", "Old {x}", None),
        (None, "one", "many"),
        (None, "Old source", "Old sources"),
        ("elsewhere", "Before", None),
    ]


def test_the_place_of_a_character_is_the_one_in_the_file():
    """Wrapped lines and escapes before it count, so that an editor jumps to the right column."""
    first, second, *_ = po.parse(WRITTEN_BY_PEOPLE.encode(), "a.po", "de").entries
    lines = WRITTEN_BY_PEOPLE.split("\n")
    for found, form, word in ((first, 0, "Text"), (first, 0, "Werkzeug"), (first, 0, "hat"), (second, 1, "viele")):
        place = found.at(form, found.forms[form].index(word))
        assert lines[place.line - 1][place.column - 1 :].startswith(word)


def test_every_shipped_catalog_reads_as_the_standard_tools_read_it():
    """Babel and polib see the same keys, sources and translations, and msgfmt finds nothing wrong."""
    for path in sorted(BASE.glob("locales/*/LC_MESSAGES/*.po")):
        ours = [(entry.key, entry.source, entry.forms) for entry in po.parse(path.read_bytes(), path.name).entries]
        theirs = [
            (entry.msgctxt, entry.msgid, tuple(entry.msgstr_plural.values()) or (entry.msgstr,))
            for entry in polib.pofile(str(path), wrapwidth=0)
        ]
        with path.open("rb") as file:
            babel = [
                (each.context, each.id[0] if each.pluralizable else each.id, each.string)
                for each in read_po(file)
                if each.id
            ]
        assert ours == theirs
        assert ours == [(key, id, text if isinstance(text, tuple) else (text,)) for key, id, text in babel]
        assert path.read_bytes() == po.render(po.parse(path.read_bytes(), path.name))


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
def test_msgfmt_finds_no_error_in_a_catalog_made_here(project):
    """Headers, plural forms and braces are as gettext wants them; a text with braces that place nothing passes too."""
    catalogs.init(project, "ar", content.read(project))
    for path in sorted(project.glob("locales/*/LC_MESSAGES/*.po")):
        subprocess.run(["msgfmt", "-c", "-o", os.devnull, path], check=True, capture_output=True)


# Updating


def test_a_second_update_changes_no_byte(project):
    """Catalogs that are up to date are not even touched."""
    edit(project / "content/offerings.yaml", ("name: Inclusion", "name: Inclusiveness"))
    update(project)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in project.rglob("*.po")}
    assert not any(changes.written for changes in update(project).values())
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in project.rglob("*.po")} == before


def test_a_new_message_stands_in_content_order_with_what_a_translator_needs(project):
    """The author's note, the kind, the sample, the place in the content and the flag for braces."""
    edit(
        project / "content/offerings.yaml",
        (
            "  availability:\n",
            """  quota:
    group: facts
    name: {text: 'Quota of {contacts}', note: Persons.}
    facts: {basic: included, plus: included}
  availability:
""",
        ),
    )
    publication = content.read(project)
    changes = catalogs.update(
        project, german(project), publication, {("offerings", "features.quota.name"): "Quota of 3"}
    )
    assert [each.added for each in changes if each.domain == "offerings"] == [("features.quota.name",)]
    text = offerings(project).read_text("utf-8")
    assert (
        text.index("features.statuses.summary")
        < text.index("features.quota.name")
        < text.index("features.availability")
    )
    assert (
        "\n\n#. Persons.\n#. Kind: name\n#. Reads: Quota of 3\n#: content/offerings.yaml#features.quota.name\n"
        '#, python-brace-format\nmsgctxt "features.quota.name"\nmsgid "Quota of {contacts}"\nmsgstr ""\n\n'
    ) in text


def test_a_changed_source_keeps_the_translation_and_tells_the_source_it_fits(project):
    """Four lines of the catalog change: the flag, the previous source, and the source itself."""
    before = offerings(project).read_text("utf-8").splitlines()
    edit(project / "content/offerings.yaml", ("Not on public holidays.", "Never on public holidays."))
    assert update(project)["offerings"].stale == ("features.availability.notes.holidays",)
    after = offerings(project).read_text("utf-8").splitlines()
    assert [line for line in difflib.ndiff(before, after) if line[0] in "+-"] == [
        "+ #, fuzzy",
        '+ #| msgid "Not on public holidays."',
        '- msgid "Not on public holidays."',
        '+ msgid "Never on public holidays."',
    ]
    stale = lookup(project, "features.availability.notes.holidays")
    assert stale.state is State.STALE
    assert stale.forms == ("Nicht an gesetzlichen Feiertagen.",)
    assert stale.previous == "Not on public holidays."


def test_the_previous_source_is_the_one_that_the_translation_fits(project):
    """However often the source changes meanwhile, the translator sees the text that was translated."""
    source = project / "content/offerings.yaml"
    for old, new in (("Not on", "Never on"), ("Never on", "Hardly on"), ("Hardly on", "Seldom on")):
        edit(source, (f"{old} public holidays.", f"{new} public holidays."))
        update(project)
    assert entry(project, "features.availability.notes.holidays").previous == "Not on public holidays."


def test_a_source_that_changes_back_frees_its_translation(project):
    """Nobody has to look again at a translation that fits: the catalog is as before, byte by byte."""
    before = offerings(project).read_bytes()
    source = project / "content/offerings.yaml"
    edit(source, ("Not on public holidays.", "Never on public holidays."))
    update(project)
    edit(source, ("Never on public holidays.", "Not on public holidays."))
    assert update(project)["offerings"].restored == ("features.availability.notes.holidays",)
    assert offerings(project).read_bytes() == before


def test_a_limit_of_the_content_reaches_the_translator_and_goes_with_it(project):
    """A comment and a flag; when the author takes the limit back, the catalog is as before, byte by byte."""
    before = offerings(project).read_bytes()
    source = project / "content/offerings.yaml"
    limits = (("name: Purchase", "name: {text: Purchase, max-length: 12}"), ("max-length: 12", "max-length: 15"))
    for characters, change in zip((12, 15), limits, strict=True):
        edit(source, change)
        update(project)
        limited = entry(project, "features.purchase.name")
        assert limited.flags == (f"max-length:{characters}",)
        assert limited.extracted == f"Kind: name\nAt most {characters} characters."
    edit(source, ("name: {text: Purchase, max-length: 15}", "name: Purchase"))
    update(project)
    assert offerings(project).read_bytes() == before


def test_a_limit_of_the_translators_stays(project):
    """The content says nothing of it, and takes nothing away."""
    limit = '#, max-length:9\nmsgctxt "features.purchase.name"'
    edit(offerings(project), ('msgctxt "features.purchase.name"', limit))
    before = offerings(project).read_bytes()
    update(project)
    assert offerings(project).read_bytes() == before


def test_a_mark_that_a_person_set_stays_until_a_person_takes_it(project):
    """A translator's own fuzzy flag says something about the translation that no source text can answer."""
    edit(offerings(project), ('msgctxt "features.purchase.name"', '#, fuzzy\nmsgctxt "features.purchase.name"'))
    source = project / "content/offerings.yaml"
    for old, new in (("name: Purchase", "name: Buying"), ("name: Buying", "name: Purchase")):
        edit(source, (old, new))
        update(project)
        assert entry(project, "features.purchase.name").fuzzy


def test_a_translation_looked_at_loses_its_previous_source(project):
    """Who takes the flag away has settled the matter; the next change begins anew."""
    source = project / "content/offerings.yaml"
    edit(source, ("name: Purchase", "name: Buying"))
    update(project)
    edit(offerings(project), ("#, fuzzy\n", ""))
    update(project)
    assert entry(project, "features.purchase.name").previous is None
    edit(source, ("name: Buying", "name: Acquisition"))
    update(project)
    assert entry(project, "features.purchase.name").previous == "Buying"


def test_a_message_without_translation_never_becomes_fuzzy(project):
    """There is nothing that could be out of date."""
    publication = content.read(project)
    settings, _ = catalogs.init(project, "fr", publication)
    edit(project / "content/offerings.yaml", ("name: Purchase", "name: Buying"))
    catalogs.update(project, settings, content.read(project))
    assert "fuzzy" not in (project / settings.catalog("offerings")).read_text("utf-8")


def test_a_former_key_brings_its_translation_and_comments_along(project):
    """A renamed feature keeps what was written about it, and is not out of date."""
    edit(
        offerings(project),
        (
            "#. Kind: name\n#: content/offerings.yaml#features.purchase.name",
            "# Ask legal.\n#. Kind: name\n#: content/offerings.yaml#features.purchase.name",
        ),
    )
    edit(
        project / "content/offerings.yaml",
        (
            "  purchase:\n    group: facts\n    name: Purchase",
            "  buying:\n    group: facts\n    name: {text: Purchase, former: features.purchase.name}",
        ),
    )
    changes = update(project)["offerings"]
    assert (changes.moved, changes.removed, changes.added) == (("features.buying.name",), (), ())
    moved = entry(project, "features.buying.name")
    assert (moved.forms, moved.comment, moved.fuzzy) == (("Erwerb",), "Ask legal.", False)
    assert "features.purchase.name" not in offerings(project).read_text("utf-8")
    assert not any(changes.written for changes in update(project).values())


def test_a_former_key_that_is_told_too_late_still_finds_the_obsolete_entry(project):
    """An author who renames, updates, and then remembers `former:` has lost nothing."""
    source = project / "content/offerings.yaml"
    edit(source, ("  purchase:\n", "  buying:\n"))
    (told,) = update(project)["offerings"].strayed
    assert told.problem == "the text of 'features.purchase.name' is new here, without its translations"
    assert (told.place.file, "former: features.purchase.name" in told.hint) == ("content/offerings.yaml", True)
    edit(source, ("name: Purchase", "name: {text: Purchase, former: features.purchase.name}"))
    assert update(project)["offerings"].moved == ("features.buying.name",)
    assert entry(project, "features.buying.name").forms == ("Erwerb",)
    assert "#~" not in offerings(project).read_text("utf-8")


def test_a_text_that_stands_twice_anew_is_nobodys_former(project):
    """What goes and what comes are held together only where there is no doubt, and nothing is moved by its text."""
    source = project / "content/offerings.yaml"
    edit(source, ("  purchase:\n", "  buying:\n"), ("  seats:\n", "  chairs:\n"), ("name: Seats", "name: Purchase"))
    changes = update(project)["offerings"]
    assert {*changes.added} == {"features.buying.name", "features.chairs.name"}
    assert ({*changes.removed}, changes.strayed) == ({"features.purchase.name", "features.seats.name"}, ())


def test_removed_messages_wait_at_the_end_by_key_and_come_back_with_theirs(project):
    """Obsolete entries keep their context; a key that returns revives its translation."""
    source = project / "content/offerings.yaml"
    whole, catalog = source.read_text("utf-8"), offerings(project).read_bytes()
    without = re.sub(r"  (seats|purchase):\n.*?(?=\n  \w)", "  ", whole, flags=re.DOTALL).replace("  \n", "")
    source.write_text(without, encoding="utf-8")
    assert update(project)["offerings"].removed == ("features.purchase.name", "features.seats.name")
    end = offerings(project).read_text("utf-8").split("\n\n#~ ")[1:]
    assert [part.splitlines()[0] for part in end] == [
        'msgctxt "features.purchase.name"',
        'msgctxt "features.seats.name"',
    ]
    source.write_text(whole, encoding="utf-8")
    assert update(project)["offerings"].revived == ("features.purchase.name", "features.seats.name")
    assert offerings(project).read_bytes() == catalog


def test_a_key_that_comes_back_with_another_source_is_out_of_date(project):
    """An old translation never lands on a new source as if it were fresh."""
    source = project / "content/offerings.yaml"
    whole = source.read_text("utf-8")
    source.write_text(re.sub(r"  seats:\n.*?(?=  \w+:\n    group)", "", whole, flags=re.DOTALL), encoding="utf-8")
    update(project)
    source.write_text(whole.replace("name: Seats", "name: Chairs"), encoding="utf-8")
    changes = update(project)["offerings"]
    assert (changes.revived, changes.stale) == (("features.seats.name",), ("features.seats.name",))
    assert lookup(project, "features.seats.name").state is State.STALE


def test_pruning_takes_obsolete_entries_and_empty_catalogs_away(project):
    """Only a command throws translations away."""
    source = project / "content/offerings.yaml"
    whole = source.read_text("utf-8")
    source.write_text(re.sub(r"  seats:\n.*?(?=  \w+:\n    group)", "", whole, flags=re.DOTALL), encoding="utf-8")
    update(project)
    lost = project / "locales/de/LC_MESSAGES/lost.po"
    lost.write_text(
        (project / "locales/de/LC_MESSAGES/publication.po")
        .read_text("utf-8")
        .replace("msgctxt", "#~ msgctxt")
        .replace('\nmsgid "H', '\n#~ msgid "H')
        .replace('\nmsgid "W', '\n#~ msgid "W')
        .replace('msgstr "H', '#~ msgstr "H')
        .replace('msgstr "A', '#~ msgstr "A'),
        encoding="utf-8",
    )
    removed = {changes.domain: changes.removed for changes in catalogs.prune(project, german(project))}
    assert removed["offerings"] == ("features.seats.name",)
    assert len(removed["lost"]) == 2
    assert "#~" not in offerings(project).read_text("utf-8")
    assert not lost.exists()


def test_the_source_language_has_no_catalog(project):
    """English text speaks for itself, in the right plural form."""
    publication = content.read(project)
    english = catalogs.languages(project)[0]
    assert catalogs.update(project, english, publication) == ()
    assert not (project / "locales/en/LC_MESSAGES").exists()
    catalog = catalogs.read(project, english, publication)
    plural = message(publication, "business-days.exactly")
    assert catalog.lookup(plural).state is State.SOURCE
    assert catalog.lookup(plural).forms[catalog.plural(1)] == "{count} business day"
    assert catalog.lookup(plural).forms[catalog.plural(2)] == "{count} business days"


def test_a_message_that_becomes_plural_keeps_its_translation_in_every_form(project):
    """The translator begins with what is there, and is asked to look."""
    edit(
        project / "content/documents/every-fact.yaml",
        ("first: First point", "first: {count: contacts, one: '{contacts} point', other: '{contacts} points'}"),
    )
    update(project)
    changed = entry(project, "sections.blocks.blocks.points.list.first", "every-fact")
    assert changed.plural == "{contacts} points"
    assert (changed.forms, changed.fuzzy, changed.previous) == (("Erster Punkt",) * 2, True, "First point")


# Reading


def test_a_translation_is_printed_only_when_it_fits_its_source(project):
    """Missing, half a plural, fuzzy, made for another source: four ways of not being translated."""
    edit(
        offerings(project),
        ('msgstr "Erwerb"', 'msgstr ""'),
        ('msgctxt "features.hours.name"', '#, fuzzy\nmsgctxt "features.hours.name"'),
        ('msgid "Seats"', 'msgid "Chairs"'),
    )
    edit(project / "locales/de/LC_MESSAGES/vocabulary.po", ('msgstr[1] "{count} Werktage"', 'msgstr[1] ""'))
    states = {
        key: lookup(project, key).state
        for key in (
            "features.purchase.name",
            "features.hours.name",
            "features.seats.name",
            "business-days.exactly",
            "features.answer.name",
        )
    }
    assert list(states.values()) == [State.MISSING, State.STALE, State.STALE, State.MISSING, State.TRANSLATED]


def test_a_translation_knows_its_place(project):
    """Line and column of the first character of the msgstr."""
    place = lookup(project, "features.answer.name").place
    line = offerings(project).read_text("utf-8").splitlines()[place.line - 1]
    assert place.file == "locales/de/LC_MESSAGES/offerings.po"
    assert line[place.column - 1 :] == 'Antwort"'


def test_a_catalog_that_is_not_there_has_no_translations(project):
    """A content file that is new builds as a draft at once."""
    offerings(project).unlink()
    assert lookup(project, "features.answer.name").state is State.MISSING


def test_a_catalog_can_be_sent_to_another_process(project):
    """Workers get it by pickling, also after a plural form was chosen."""
    catalog = catalogs.read(project, german(project), content.read(project))
    assert catalog.plural(1) == 0
    assert pickle.loads(pickle.dumps(catalog)).plural(5) == 1  # noqa: S301 our own bytes


BROKEN = {
    "an open conflict": ('msgid "Purchase"', '<<<<<<< ours\nmsgid "Purchase"', "conflict"),
    "a quote too few": ('msgstr "Erwerb"', 'msgstr "Erwerb', 'the closing " is missing'),
    "a quote within": ('msgstr "Erwerb"', 'msgstr "Er"werb"', 'text after the closing "'),
    "text outside quotes": ('msgstr "Erwerb"', "Erwerb", "text outside quotes"),
    "a misspelt keyword": ('msgstr "Erwerb"', 'msgstring "Erwerb"', "'msgstring' begins no line"),
    "another comment": (
        'msgctxt "features.purchase.name"',
        '#fuzzy\nmsgctxt "features.purchase.name"',
        "begins no comment",
    ),
    "a translation without source": ('msgid "Purchase"\n', "", "this line can't stand here"),
    "a doubled entry": ('msgctxt "features.purchase.name"', 'msgctxt "features.hours.name"', "a second time"),
    "no context": ('msgctxt "features.purchase.name"\n', "", "without msgctxt"),
    "a line separator": ('msgstr "Erwerb"', 'msgstr "Er\u2028werb"', "U+2028"),
    "no header": ('"Content-Type: text/plain; charset=UTF-8\\n"\n', "", "the header is missing"),
    "another charset": ("charset=UTF-8", "charset=ISO-8859-1", "charset 'ISO-8859-1'"),
    "another language": ('"Language: de\\n"', '"Language: fr\\n"', "the header says language 'fr'"),
    "no plural rule": ('"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n', "", "no Plural-Forms"),
    "a program for a rule": ("plural=(n != 1)", "plural=exit(1)", "Plural-Forms can't be read"),
    "another plural rule": ("nplurals=2; plural=(n != 1)", "nplurals=3; plural=(n != 1)", "Plural-Forms differs"),
}


@pytest.mark.parametrize(("old", "new", "problem"), BROKEN.values(), ids=BROKEN)
def test_a_broken_catalog_is_told_by_place_and_nothing_is_written(project, old, new, problem):
    """File, line and column, what is wrong and what to do; and `update` leaves every file as it was."""
    edit(offerings(project), (old, new))
    publication, settings = content.read(project), german(project)
    before = {path: path.read_bytes() for path in project.rglob("*.po")}
    with pytest.raises(CatalogError) as error:
        catalogs.read(project, settings, publication)
    finding = next(finding for finding in error.value.findings if problem in finding.problem)
    assert finding.place.file in {"locales/de/LC_MESSAGES/offerings.po", "locales/de/LC_MESSAGES/publication.po"}
    assert finding.hint
    if "differs" not in problem:
        with pytest.raises(CatalogError):
            catalogs.update(project, settings, publication)
    assert {path: path.read_bytes() for path in project.rglob("*.po")} == before


def test_wrong_numbers_of_plural_forms_are_told(project):
    """A hand that deletes a form would otherwise show nothing for most numbers."""
    edit(project / "locales/de/LC_MESSAGES/vocabulary.po", ('msgstr[1] "{count} Werktage"\n', ""))
    with pytest.raises(CatalogError, match=r"'business-days\.exactly' has 1 plural forms, the header says 2"):
        catalogs.read(project, german(project), content.read(project))


def test_all_mistakes_in_all_files_are_told_at_once(project):
    """Two in one catalog, one in another, one in the glossary: four findings, in one go."""
    edit(offerings(project), ('msgstr "Erwerb"', 'msgstr "Erwerb'), ('msgstr "Antwort"', "msgstr Antwort"))
    (project / "locales/de/LC_MESSAGES/publication.po").write_bytes(b'msgid ""\nmsgstr "\xe4"\n')
    edit(project / "locales/de/glossary.yaml", ("target: Werktag", "taget: Werktag"))
    with pytest.raises(CatalogError) as error:
        catalogs.read(project, german(project), content.read(project))
    places = [str(finding.place) for finding in error.value.findings]
    assert places[:2] == ["locales/de/glossary.yaml:3:3", places[1]]
    assert [place.rpartition("/")[2].split(":")[0] for place in places] == [
        "glossary.yaml",
        "offerings.po",
        "offerings.po",
        "publication.po",
    ]
    assert places[3].endswith("publication.po:2:9")


@pytest.mark.parametrize(
    "text", ["", "\x00", "msgid", '"', "#~", '#~| msgid "x"', 'msgid ""\nmsgstr ""\n' * 3, "[" * 9999]
)
def test_no_file_however_odd_ends_in_a_traceback(text):
    """What isn't a catalog is told as a mistake of the file."""
    with pytest.raises(CatalogError):
        po.parse(text.encode(), "a.po", "de")


def test_every_cut_of_a_catalog_is_read_or_refused_with_a_place(project):
    """A file that a crash or a bad merge has cut anywhere never surprises the reader."""
    data = offerings(project).read_bytes()
    whole = [length for length in range(0, len(data), 37) if read_or_refused(data[:length])]
    assert whole


def read_or_refused(data: bytes) -> bool:
    """Whether the catalog could be read, and then came back byte by byte."""
    try:
        read = po.parse(data, "a.po", "de")
    except CatalogError as error:
        return not all(finding.place.line >= 1 for finding in error.findings)
    return po.render(read) == data


# Filling


def test_a_translation_set_fits_its_present_source(project):
    """The flag and the previous source go with it; a wrong key or number of forms is refused."""
    edit(project / "content/offerings.yaml", ("name: Purchase", "name: Buying"))
    update(project)
    catalogs.fill(project, german(project), {"offerings": {"features.purchase.name": ("Kauf",)}})
    assert lookup(project, "features.purchase.name").state is State.TRANSLATED
    assert entry(project, "features.purchase.name").previous is None
    with pytest.raises(CatalogError, match=r"did you mean 'features\.purchase\.name'"):
        catalogs.fill(project, german(project), {"offerings": {"features.purchas.name": ("Kauf",)}})
    with pytest.raises(ValueError, match="has 1 forms, not 2"):
        catalogs.fill(project, german(project), {"offerings": {"features.purchase.name": ("Kauf", "Käufe")}})


# Glossary


def test_a_glossary_is_read_with_its_places(project):
    """Source forms, the chosen word, its variants, what must not be used."""
    findings: list[Finding] = []
    terms = glossary.read_glossary(project, german(project), findings).terms
    assert findings == []
    assert terms == (
        glossary.Term(
            "business-day",
            ("business day", "business days"),
            "Werktag",
            ("Werktage", "Werktagen"),
            ("Arbeitstag",),
            "A day on which the provider works.",
        ),
    )
    assert terms[0].place == Place("locales/de/glossary.yaml", 1, 1)


def test_a_word_that_is_chosen_and_forbidden_is_a_mistake(project):
    """The glossary can't ask for what it refuses."""
    edit(project / "locales/de/glossary.yaml", ("forbidden: [Arbeitstag]", "forbidden: [Arbeitstag, Werktag]"))
    findings: list[Finding] = []
    glossary.read_glossary(project, german(project), findings)
    assert [(str(finding.place), finding.problem) for finding in findings] == [
        ("locales/de/glossary.yaml:5:27", "'Werktag' is the term itself")
    ]


# Extraction and status


def test_pybabel_extract_finds_every_message(project, tmp_path):
    """Babel reads content files by the registered method: same keys, sources, plurals, with the author's notes."""
    method = importlib.metadata.entry_points(group="babel.extractors")["servicedocs"]
    assert method.value == "generator.extraction:extract"
    (tmp_path / "babel.cfg").write_text("[servicedocs: content/**.yaml]\n", encoding="utf-8")
    made = tmp_path / "messages.pot"
    command = ["extract", "--no-wrap", "--add-comments=", "-F", str(tmp_path / "babel.cfg"), "-o", str(made), "."]
    program = "import sys; from babel.messages.frontend import main; sys.exit(main())"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    subprocess.run(
        [sys.executable, "-c", program, *command], cwd=project, env=environment, check=True, capture_output=True
    )
    with made.open("rb") as file:
        found = {(each.context, each.id) for each in read_po(file) if each.id}
    messages = [each for domain in content.read(project).messages.values() for each in domain]
    assert found == {(each.key, (each.text, each.plural) if each.plural else each.text) for each in messages}
    assert "#. Phone as a way to reach the desk." in made.read_text("utf-8")


def test_status_counts_messages_and_source_words_by_state(project):
    """What a document says in a language, by what still has to be done."""
    publication = content.read(project)
    catalog = catalogs.read(project, german(project), publication)
    keys = {
        ("offerings", "features.answer.name"): {},
        ("offerings", "features.desk-hours.name"): {"forms": ("",)},
        ("vocabulary", "business-days.within"): {"flags": ("fuzzy",)},
        ("offerings", "features.availability.notes.holidays"): {"forms": ("",)},
    }
    changed = {own: replace(catalog.entries[own], **change) for own, change in keys.items()}
    said = tuple(each for all_ in publication.messages.values() for each in all_ if (each.domain, each.key) in keys)
    (row,) = status.status({"every-fact": said}, [replace(catalog, entries={**catalog.entries, **changed})])
    assert row.messages == {State.TRANSLATED: 1, State.STALE: 1, State.MISSING: 2}
    assert row.words == {State.TRANSLATED: 1, State.STALE: 4, State.MISSING: 6}
    assert row.share == 0.25


def test_every_language_says_the_same_messages(project):
    """So status asks one language only; another one, with its texts missing or not, would tell the same."""
    publication = content.read(project)
    settings = catalogs.languages(project)
    known = [catalogs.read(project, each, publication) for each in settings]
    for document in publication.documents:
        said = [localize(document, publication, each, settings[0]).messages for each in known]
        said.append(localize(document, publication, replace(known[1], entries={}), settings[0]).messages)
        assert all(list(each) == list(said[0]) for each in said)
