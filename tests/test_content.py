"""Content files -> model, and everything that can be wrong with them."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from generator import content
from generator.content import kept
from generator.content.facts import Facts, Known
from generator.content.places import Source, typed
from generator.content.problems import Problems
from generator.errors import ContentError
from generator.model import (
    BestEffort,
    Channels,
    ClockRange,
    Comparison,
    Contact,
    Count,
    Coverage,
    DayRange,
    Days,
    Duration,
    Frequency,
    IncludedWith,
    Inclusion,
    ItemList,
    Kind,
    Languages,
    Month,
    Notice,
    Paragraph,
    PerSeverity,
    Status,
    TableBlock,
    Unit,
    Weekday,
    Words,
)
from tests.broken_content import BROKEN

ROOT = Path(__file__).parent.parent


def findings(project: Path) -> list[str]:
    """What reading a broken project tells: ``file:line:col: problem``."""
    with pytest.raises(ContentError) as caught:
        content.read(project)
    assert all(finding.hint for finding in caught.value.findings), "every finding says what to do"
    return [f"{finding.place}: {finding.problem}" for finding in caught.value.findings]


# The model


def test_reads_every_kind_of_fact(project):
    """The short forms become typed facts."""
    features = content.read(project()).features
    facts = [fact for feature in features.values() for fact in feature.facts.values()]
    remark = features["remark"].facts["basic", "value"]
    assert isinstance(remark, Words)
    assert (remark.message.key, remark.message.note) == (
        "features.remark.facts.basic",
        "The remark of the basic package.",
    )
    assert facts[:26] == [
        Inclusion(Status.NOT_INCLUDED),
        Inclusion(Status.INCLUDED),
        Inclusion(Status.NOT_AVAILABLE),
        Inclusion(Status.OPTIONAL),
        Inclusion(Status.BY_SUBSCRIPTION),
        Inclusion(Status.ADDITIONAL_PURCHASE),
        IncludedWith("hosted"),
        IncludedWith("basic"),
        Channels(("email",)),
        Channels(("email", "phone"), "and"),
        Frequency("as-needed"),
        Frequency("weekly"),
        Coverage(5, 8),
        Coverage(7, 24, short=True),
        Days((Weekday.MONDAY, Weekday.TUESDAY, Weekday.PUBLIC_HOLIDAYS)),
        DayRange(Weekday.MONDAY, Weekday.SATURDAY),
        ClockRange(540, 1020, "contract"),
        ClockRange(0, 1440, "contract"),
        Duration(2, Unit.BUSINESS_DAY, Comparison.WITHIN),
        Duration(1, Unit.BUSINESS_DAY),
        Duration(3, Unit.WEEK, Comparison.UP_TO),
        Duration(90, Unit.MINUTE, Comparison.UNDER),
        PerSeverity(((0, Duration(4, Unit.HOUR, Comparison.UNDER)), (1, BestEffort()))),
        PerSeverity(((0, Duration(30, Unit.MINUTE, Comparison.UNDER)), (1, Duration(2, Unit.HOUR)))),
        Count(1),
        Count(250),
    ]
    assert facts[26:28] == [Languages(("en", "zh-Hans")), Languages()]
    assert features["training"].facts["plus", "method"] == Channels(("email", "in-person"), "or")


def test_reads_every_kind_of_block(project):
    """Sections hold paragraphs, lists in lists, notices, tables and contacts in the order of the file."""
    publication = content.read(project())
    (document,) = publication.documents
    text, plural, points, warning, desk = document.sections[0].blocks
    assert isinstance(text, Paragraph)
    assert isinstance(plural, Paragraph)
    assert (plural.message.text, plural.message.plural, plural.message.count) == (
        "Up to {contacts} contact.",
        "Up to {contacts} contacts.",
        "contacts",
    )
    assert isinstance(points, ItemList)
    (inner,) = points.items[1].blocks
    assert isinstance(inner, ItemList)
    assert inner.ordered
    assert not points.ordered
    assert inner.items[0].message.key == "sections.blocks.blocks.points.list.second.list.inner"
    assert isinstance(warning, Notice)
    assert (warning.message.key, warning.message.kind) == ("sections.blocks.blocks.warning", Kind.NOTICE)
    assert isinstance(desk, Contact)
    assert desk.links == ("desk",)
    inside = document.sections[0].sections[0]
    assert inside.title is publication.features["training"].name
    assert [block.table.id for block in inside.blocks if isinstance(block, TableBlock)] == ["packages", "methods"]


def test_values_come_from_terms_and_features(project):
    """A sentence places terms, and single facts out of the features."""
    (document,) = content.read(project()).documents
    assert document.values == {
        "contacts": Count(3),
        "call_days": DayRange(Weekday.MONDAY, Weekday.FRIDAY),
        "office_hours": ClockRange(540, 1020, "contract"),
        "fast_response": Duration(30, Unit.MINUTE, Comparison.UNDER),
        "training_method": Channels(("email", "in-person"), "or"),
    }


def test_a_document_takes_the_edition_of_the_publication_unless_it_has_its_own(project):
    """The edition is a month; what a document says of itself counts."""
    folder = project()
    assert content.read(folder).documents[0].edition == Month(2024, 3)
    path = folder / "content/documents/every-fact.yaml"
    path.write_text("edition: 2025-11\n" + path.read_text())
    assert content.read(folder).documents[0].edition == Month(2025, 11)


def test_a_feature_and_a_short_name_can_be_taken_from_an_offering():
    """A name stands once and is the same message wherever it is used."""
    publication = content.read(ROOT)
    assert publication.features["account-manager"].name is publication.offerings["tsam"].name
    assert publication.offerings["goldplus"].short is publication.offerings["goldplus"].name


def test_every_message_is_listed_once_in_the_order_of_its_file():
    """Domains follow the files, keys the paths in them, and each place leads to the text."""
    publication = content.read(ROOT)
    documents = ("service-management", "support-services-guide")
    assert tuple(publication.messages) == ("publication", "vocabulary", "offerings", "interface", *documents)
    for messages in publication.messages.values():
        assert len({message.key for message in messages}) == len(messages)
        assert [message.place for message in messages] == sorted(message.place for message in messages)
    keys = [message.key for message in publication.messages["service-management"]]
    assert "sections.availability.blocks.calls.list.business-days.list.holidays" in keys
    for message in publication.messages["interface"]:
        line = (ROOT / message.place.file).read_text().split("\n")[message.place.line - 1]
        assert line[message.place.column - 1 :].strip('"').startswith(message.text)


def test_a_plain_word_stays_a_word():
    """YAML 1.2: only true, false, null and numbers are no words."""
    words = ("no", "yes", "on", "24:7", "2020-07", "2020-07-01", "1_000", "0b1", "1e", "é", "-", ".")
    assert [typed(word) for word in words] == list(words)
    assert [typed(word) for word in ("010", "0o17", "0x1F", "-3", "1.5", "true", "~")] == [
        10,
        15,
        31,
        -3,
        1.5,
        True,
        None,
    ]


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(project):
    """What Windows editors add is read over."""
    folder = project()
    wanted = content.read(folder)
    for path in folder.glob("content/**/*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert content.read(folder) == wanted


def test_html_in_a_text_is_text(project):
    """Nothing but the inline subset is markup."""
    folder = project()
    path = folder / "content/documents/every-fact.yaml"
    path.write_text(path.read_text().replace("First point", "<script>alert(1)</script> & more"))
    (document,) = content.read(folder).documents
    points = document.sections[0].blocks[2]
    assert isinstance(points, ItemList)
    assert points.items[0].message.text == "<script>alert(1)</script> & more"


# What is wrong


@pytest.mark.parametrize("situation", BROKEN)
def test_a_broken_project_is_told_at_its_place(project, situation):
    """Every mistake, and nothing else, is told in one run with file, line, column and a hint."""
    folder = project()
    for file, old, new in BROKEN[situation].edits:
        path = folder / "content" / file
        text = path.read_text()
        assert text.count(old) >= 1
        path.write_text(text.replace(old, new, 1))
    assert tuple(findings(folder)) == BROKEN[situation].findings


def test_a_file_that_nobody_reads_is_told(project):
    """A name with a slip in it does not make content vanish."""
    assert findings(project("unread-files")) == [
        "content/documents/Third.yaml:1:1: 'Third' is no id for a document",
        "content/documents/Third.yaml:1:1: the document 'Third' is not listed",
        "content/documents/second.yml:1:1: the name 'second.yml' ends with '.yml'",
        "content/offering.yaml:1:1: nobody reads a file 'offering.yaml' here",
    ]


def test_an_empty_file_is_told(project):
    """A file of comments only says nothing."""
    assert findings(project("empty-file")) == ["content/interface.yaml:1:1: the file is empty"]


def test_a_file_in_another_encoding_is_told(project):
    """The place is the first character that is no UTF-8."""
    assert findings(project("not-utf-8")) == ["content/publication.yaml:10:19: the file is not written in UTF-8"]


def test_missing_files_are_told_together(project):
    """Each file that every project has is asked for."""
    folder = project()
    for name in ("vocabulary", "interface"):
        (folder / "content" / f"{name}.yaml").unlink()
    (folder / "content/documents/every-fact.yaml").write_text("title: [1]\n")
    assert findings(folder) == [
        "content/documents/every-fact.yaml:1:1: 'sections' is missing",
        "content/documents/every-fact.yaml:1:1: 'subject' is missing",
        "content/documents/every-fact.yaml:1:8: a list is no text",
        "content/interface.yaml:1:1: there is no such file",
        "content/vocabulary.yaml:1:1: there is no such file",
    ]


def test_a_folder_in_the_place_of_a_file_is_told(project):
    """What can't be read is a finding, not a traceback."""
    folder = project()
    (folder / "content/offerings.yaml").unlink()
    (folder / "content/offerings.yaml").mkdir()
    assert findings(folder) == ["content/offerings.yaml:1:1: there is no such file"]


@pytest.mark.parametrize("kind", ["aliases", "size", "depth", "number"])
def test_bombs_are_refused_at_once(project, kind):
    """Aliases that would unfold to gigabytes, huge files, deep nesting and huge numbers take no time and no memory."""
    folder = project()
    path = folder / "content/publication.yaml"
    match kind:
        case "aliases":
            rows = [f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 10)}]" for n in range(9)]
            path.write_text("\n".join(["a0: &a0 [boom, boom]", *rows]))
            wanted = "content/publication.yaml:1:5: anchors (&) are not read"
        case "size":
            with path.open("r+b") as file:
                file.truncate(100_000_000)
            wanted = "content/publication.yaml:1:1: the file has 100 MB"
        case "depth":
            path.write_text("[" * 1_000_000)
            wanted = "content/publication.yaml:1:42: nested more than 40 levels deep"
        case _:
            path.write_text(path.read_text().replace("edition: 2024-03", "edition: " + "9" * 10_000))
            wanted = f"content/publication.yaml:4:10: '{'9' * 59}…' is no month"
    assert findings(folder) == [wanted]


# Schemas


@pytest.mark.parametrize("name", content.SCHEMAS)
def test_the_committed_schema_is_the_one_of_the_forms(name):
    """content/schemas/ is renewed by `servicedocs schema --write`."""
    committed = json.loads((ROOT / "content/schemas" / f"{name}.json").read_text())
    assert committed == content.schema(name)
    jsonschema.Draft202012Validator.check_schema(committed)


@pytest.mark.parametrize("folder", [ROOT, ROOT / "tests/projects/base"], ids=["shipped", "base"])
def test_what_is_read_fits_its_schema(folder):
    """An editor complains of nothing that the generator takes."""
    for path in sorted((folder / "content").glob("**/*.yaml")):
        name = "document" if path.parent.name == "documents" else path.stem
        data = yaml.safe_load(path.read_text())
        assert [
            error.message for error in jsonschema.Draft202012Validator(content.schema(name)).iter_errors(data)
        ] == []


@pytest.mark.parametrize(
    "situation",
    ["unknown-keys", "number-for-text", "script-address", "negative-count", "too-many-hours", "unknown-kind-of-fact"],
)
def test_a_schema_refuses_wrong_shape(project, situation):
    """An editor marks what the generator would refuse for its shape."""
    folder = project()
    for file, old, new in BROKEN[situation].edits:
        name = "document" if file.startswith("documents/") else file.removesuffix(".yaml")
        data = yaml.safe_load((folder / "content" / file).read_text().replace(old, new, 1))
        assert not jsonschema.Draft202012Validator(content.schema(name)).is_valid(data)


def test_the_shipped_files_name_their_schema():
    """Editors find the schema by the first line."""
    for path in sorted((ROOT / "content").glob("**/*.yaml")):
        first = path.read_text().split("\n", 1)[0]
        named = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert named.resolve().is_file(), path
        assert named.stem == ("document" if path.parent.name == "documents" else path.stem)


def test_the_examples_for_authors_are_facts():
    """What the comment at the top of offerings.yaml shows can be written."""
    lines = (ROOT / "content/offerings.yaml").read_text().split("deployments:")[0].split("\n")
    shown = [line.removeprefix("#   ") for line in lines if line.startswith("#   ")]
    words = " · ".join(line.split("     ")[0].rstrip() for line in shown).split(" · ")
    known = Known(
        ("email", "phone-call", "web", "phone"),
        ("as-needed", "weekly", "monthly", "quarterly"),
        ("contract",),
        ("saas",),
        (),
    )
    problems = Problems()
    examples = [word.strip() for word in words if "…" not in word]
    source = Source("content/offerings.yaml", {}, {}, {}, {}, ("",))
    facts = [Facts(known, problems, lambda *_: None).read(source, (), yaml.safe_load(each)) for each in examples]
    assert len(facts) > 20
    assert None not in facts
    assert problems.findings == []


# Projects and new documents


def test_a_project_is_found_from_any_folder_in_it(project):
    """The nearest folder upward that holds content/publication.yaml."""
    folder = project()
    assert content.find_project(folder / "content" / "documents") == folder
    assert content.find_project(ROOT / "generator") == ROOT


def test_outside_a_project_there_is_none(tmp_path):
    """The error says how to name one."""
    with pytest.raises(ContentError, match="no project in this folder or above it"):
        content.find_project(tmp_path)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("documents: [every-fact]  # all", "documents: [every-fact, second-guide]  # all"),
        ("documents:\n- every-fact # one\n# end", "documents:\n- every-fact # one\n- second-guide\n# end"),
        ("documents:\n  - every-fact", "documents:\n  - every-fact\n  - second-guide"),
    ],
)
def test_a_new_document_is_valid_and_listed(project, before, after):
    """The list grows by one entry in its own manner; comments stay."""
    folder = project()
    path = folder / "content/publication.yaml"
    path.write_text(path.read_text().replace("documents: [every-fact]", before))
    text = path.read_text()
    written = content.scaffold(folder, "second-guide")
    assert written == [folder / "content/documents/second-guide.yaml", path]
    assert path.read_text() == text.replace(before, after)
    publication = content.read(folder)
    assert [document.title.text for document in publication.documents] == ["Every fact", "Second guide"]


@pytest.mark.parametrize("id", ["every-fact", "../evil", "Guide", "two words", "", "offerings", "a--b"])
def test_a_new_document_needs_a_new_id(project, id):
    """What is taken or no id is refused, and nothing is written."""
    folder = project()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(ContentError):
        content.scaffold(folder, id)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_what_is_kept_is_what_is_read(project, monkeypatch):
    """The second time no file is taken apart; any change is seen, and what is wrong is told each time."""
    folder = project()
    assert kept.read(folder) == content.read(folder)
    with monkeypatch.context() as patch:
        patch.setattr(content, "read", lambda project: pytest.fail("read again"))
        assert kept.read(folder).provider == "Example"
    path = folder / "content/publication.yaml"
    path.write_text(path.read_text().replace("provider: Example", "provider: Another", 1))
    assert kept.read(folder).provider == "Another"
    path.write_text(path.read_text().replace("provider: Another", "supplier: Another", 1))
    for _ in range(2):
        with pytest.raises(ContentError, match="'supplier' is no key here"):
            kept.read(folder)
    assert len(list((folder / kept.FOLDER).iterdir())) == 1
