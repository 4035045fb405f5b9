"""Every file that goes out is valid by the schema that belongs to its format."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from generator import content, exchange
from generator.catalogs import ledger
from tests.exchanging import aged, catalog, edit, export

SCHEMAS = Path(__file__).parent / "schemas"
ROOT = SCHEMAS.parent.parent
XML_FORMATS = ("xliff", "xliff-1.2", "tmx", "tbx")


class Beside(etree.Resolver):
    """Whatever address a schema imports, the file of that name beside it is meant."""

    def resolve(self, url, id, context):
        return self.resolve_filename(str(SCHEMAS / url.rpartition("/")[2]), context)


@cache
def schema(format: str) -> etree.XMLSchema | etree.DTD | etree.RelaxNG:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Beside())
    match format:
        case "xliff":
            return etree.XMLSchema(etree.parse(SCHEMAS / "xliff-2.xsd", parser))
        case "xliff-1.2":
            return etree.XMLSchema(etree.parse(SCHEMAS / "xliff-core-1.2-strict.xsd", parser))
        case "tmx":
            return etree.DTD(SCHEMAS / "tmx14.dtd")
        case _:
            return etree.RelaxNG(etree.parse(SCHEMAS / "tbx.rng"))


def faults(format: str, file: Path) -> list[str]:
    """What the schema says against a file, with the lines."""
    judge = schema(format)
    judge.validate(etree.parse(file))
    return [f"{each.line}: {each.message}" for each in judge.error_log]


@pytest.fixture
def project(project: Callable[..., Path]) -> Path:
    """Everything that a file can hold: every state, plurals, comments, limits, suggestions, markup, an approval."""
    folder = aged(project())
    limited = "caption: {text: Packages, max-length: 12}"
    edit(folder / "content/documents/every-fact.yaml", ("caption: Packages", limited))
    edit(folder / "content/documents/every-fact.yaml", ("one: Up to", "max-length: 60\n        one: Up to"))
    publication = content.read(folder)
    message = next(each for each in publication.messages["every-fact"] if each.key == "tables.packages.caption")
    hashes = ledger.digest(message.text), ledger.digest("Pakete"), ledger.digest()
    line = ledger.Line("every-fact:tables.packages.caption", *hashes, ledger.Verdict.APPROVED, "A", "2026-03-01")
    (folder / "locales/de" / ledger.NAME).write_bytes(ledger.render(ledger.Ledger((line,))))
    edit(folder / "content/interface.yaml", ("Contents", "Every fact of it"))
    edit(catalog(folder, "interface"), ('msgid "Contents"', 'msgid "Every fact of it"'))
    return folder


TOLD = {
    "xliff": [
        "<mtc:match ",
        'slr:sizeInfo="10"',
        'slr:sizeRestriction="12"',
        'state="final"',
        'subState="',
        "<pc ",
        'category="comment"',
    ],
    "xliff-1.2": ["<alt-trans ", 'maxwidth="12"', 'state="final"', "<group ", "<g ", 'annotates="target"'],
    "tmx": ["<bpt ", '<ph type="x-value">', "<note>", 'type="x-comment"'],
    "tbx": ["deprecatedTerm-admn-sts", "admittedTerm-admn-sts", "<note>"],
}


@pytest.mark.parametrize("format", XML_FORMATS)
def test_a_file_with_everything_in_it_is_valid(project, format):
    """States, plurals, codes, notes, limits, suggestions and hashes, each where its standard has a place for it."""
    file = export(project, format)
    text = file.read_text("utf-8")
    assert [part for part in TOLD[format] if part not in text] == []
    assert faults(format, file) == []


@pytest.mark.parametrize("format", XML_FORMATS)
def test_every_shipped_language_is_valid(tmp_path, format):
    """The texts that ship, in each language."""
    for name in ("content", "locales", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for language in ("de", "es", "ko", "zh-Hans"):
        assert faults(format, export(tmp_path, format, language=language)) == []


@pytest.mark.parametrize("format", ["xliff", "xliff-1.2"])
def test_a_language_without_a_word_of_translation_is_valid(project, format):
    """A file of nothing but sources, and one in which only what is open stands."""
    for path in (project / "locales/ko/LC_MESSAGES").iterdir():
        path.unlink()
    assert faults(format, export(project, format, language="ko")) == []
    assert faults(format, export(project, format, "--open")) == []


@pytest.mark.parametrize(
    ("format", "right", "wrong"),
    [
        ("xliff", 'state="translated"', 'state="done"'),
        ("xliff", 'matchQuality="', 'matchQuality="1'),
        ("xliff", '<mda:meta type="source">', "<mda:meta>"),
        ("xliff", '<slr:normalization general="none"/>', '<slr:normalization general="some"/>'),
        ("xliff-1.2", 'state="translated"', 'state="done"'),
        ("xliff-1.2", 'context-type="x-key"', 'context-type="key"'),
        ("tmx", "<seg>Leistung</seg>", ""),
        ("tbx", "<term>Werktag</term>", ""),
    ],
)
def test_the_schemas_find_planted_faults(project, format, right, wrong):
    """Core and modules alike: a schema that lets everything pass proves nothing."""
    file = export(project, format)
    edit(file, (right, wrong))
    assert faults(format, file) != []


def test_every_format_has_a_judge():
    """A new format needs its schema here; the workbook is opened by programs of others instead."""
    assert {*XML_FORMATS, "xlsx"} == set(exchange.EXCHANGES)
