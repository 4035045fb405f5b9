"""Editions become data: matrix.json."""

import json
from dataclasses import replace

import jsonschema
import pytest

from generator.formats.json import SCHEMA, SCHEMA_ID, render
from tests import sample_edition


@pytest.fixture(scope="module")
def schema():
    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


def data(edition):
    return json.loads(render(edition))


def test_the_schema_is_a_schema(schema):
    """The published JSON Schema is one itself."""
    schema.check_schema(schema.schema)


def test_what_is_written_fits_the_schema(schema):
    """Every member that is written is described, and none is missing."""
    schema.validate(data(sample_edition.edition()))


def test_what_is_written_names_its_schema(schema):
    """A reader who has a file alone, out of a PDF for example, can tell which schema it follows."""
    assert data(sample_edition.edition())["$schema"] == schema.schema["$id"] == SCHEMA_ID


@pytest.mark.parametrize(
    "spoil",
    [
        lambda matrix: matrix.pop("$schema"),
        lambda matrix: matrix.pop("language"),
        lambda matrix: matrix.update(edition="July 2020"),
        lambda matrix: matrix.update(extra=1),
        lambda matrix: matrix["tables"][0]["columns"][0].pop("aspect"),
        lambda matrix: matrix["tables"][0]["groups"][0]["rows"][0].update(severity="1"),
        lambda matrix: matrix["tables"][0]["groups"][0]["rows"][0]["cells"][0].pop("fact"),
    ],
)
def test_the_schema_sees_faults(schema, spoil):
    """A missing, wrong or unknown member doesn't fit."""
    matrix = data(sample_edition.edition())
    spoil(matrix)
    with pytest.raises(jsonschema.ValidationError):
        schema.validate(matrix)


def test_a_cell_says_its_offering_and_aspect_its_fact_and_its_words():
    """A cell can be understood without its place in the grid."""
    (table,) = data(sample_edition.edition())["tables"]
    assert table["groups"][0]["rows"][0]["cells"][2] == {
        "offering": "premium",
        "aspect": "value",
        "fact": {"kind": "sample"},
        "text": "Under 2 hours",
    }


def test_rows_stand_in_their_groups_with_severity_and_notes():
    """The grid keeps its groups; a row of several tells its severity and the notes that restrict it."""
    (table,) = data(sample_edition.edition())["tables"]
    assert [(group["id"], group["label"]) for group in table["groups"]] == [
        ("plain", ""),
        ("assisted", "Assisted support"),
    ]
    first, second = table["groups"][1]["rows"]
    assert (first["feature"], first["severity"], second["severity"]) == ("response", 1, 2)
    assert first["notes"] == ["note-status"]
    assert table["notes"] == [{"id": "note-status", "number": "1", "text": "Only while a case is in progress."}]


def test_the_document_is_named():
    """Ids, edition and language say what the data belongs to."""
    matrix = data(sample_edition.edition(sample_edition.GERMAN))
    found = {key: matrix[key] for key in ("schema", "document", "language", "number", "edition", "title")}
    assert found == {
        "schema": 1,
        "document": "sample-guide",
        "language": "de",
        "number": "J1",
        "edition": "2020-07",
        "title": "Sample <guide>",
    }


def test_keys_are_sorted_and_the_file_ends_with_a_line_end():
    """The bytes don't depend on the order in which the program thinks."""
    content = render(sample_edition.edition())
    assert content.endswith(b"}\n")
    assert content.decode() == json.dumps(json.loads(content), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def test_letters_of_every_script_are_written_as_they_are():
    """No escapes: the file is UTF-8 and a person can read it."""
    edition = replace(sample_edition.edition(), title=sample_edition.phrase("支持服务指南"))
    assert "支持服务指南".encode() in render(edition)
