"""Every PDF of the publication, in every language, as ears and archives get it."""

from functools import lru_cache
from pathlib import Path

import pytest

from generator.build import Means, Order
from generator.build.drafts import Draft
from generator.build.inputs import take
from generator.build.shop import Shop
from generator.build.walk import Before, Walk
from tests.pdf_faults import faults
from tests.pdf_structure import Document, read

ROOT = Path(__file__).parent.parent
SIZES = {"zh-Hans": 140_000, "ko": 90_000}
"""The largest size of a file in bytes; 60 kB in languages without a character set of their own."""


@lru_cache
def walk() -> Walk:
    order = Order(formats=("pdf",), release=True)
    return Walk(Shop(ROOT, ROOT / ".cache", take(ROOT, {})), order, Means(), Before.nothing())


@lru_cache
def drafts() -> tuple[Draft, ...]:
    return walk().known()


@lru_cache
def pressed_at(number: int) -> bytes:
    (target,) = walk().without_page(drafts()[number])
    return walk().presses.bytes_of(target)


@lru_cache
def read_at(number: int) -> Document:
    return read(pressed_at(number))


def names() -> list[str]:
    return [f"{draft.document}-{draft.tag}" for draft in drafts()]


@pytest.fixture(params=range(len(names())), ids=names())
def number(request):
    return request.param


@pytest.fixture
def edition(number):
    return walk().drafts.edition(drafts()[number])


@pytest.fixture
def document(number):
    return read_at(number)


def words(text):
    """*text* with plain blanks, and without what has no sound."""
    return " ".join(text.replace("\u2060", "").replace("\u00ad", "").split())


def heads_over(table):
    """For each column of cells the ids of the heads over it, from the spans of the table's head alone."""
    slots = {}
    for y, row in enumerate(table.head):
        x = 0
        for head in row:
            while (y, x) in slots:
                x += 1
            slots.update({(y + dy, x + dx): head.id for dy in range(head.rowspan) for dx in range(head.colspan)})
            x += head.colspan
    return [{id for (_, x), id in slots.items() if x == column} for column in range(1, len(table.columns) + 1)]


def test_it_has_no_fault(document):
    """Structure, fonts, links, claims and attachments are as the standards have them."""
    assert faults(document) == []


def test_each_table_is_one_table_with_its_caption(edition, document):
    """As many tables as the edition has, whatever the number of pages."""
    captions = [table.find("Caption")[0].text for table in document.find("Table")]
    assert captions == [words(f"{table.label} {table.caption}") for table in edition.tables()]


def test_every_cell_is_read_with_the_right_heads(edition, document):
    """For every cell of every table: its words, and just the heads over and beside it."""
    for table, element in zip(edition.tables(), document.find("Table"), strict=True):
        columns = heads_over(table)
        expected = [
            (words(str(cell.phrase)), over | {row.head.id} | ({group.head.id} if group.head else set()))
            for group in table.groups
            for row in group.rows
            for cell, over in zip(row.cells, columns, strict=True)
        ]
        assert [(cell.heard, set(cell.headers)) for cell in element.find("TD")] == expected


def test_the_headings_are_those_of_the_edition(edition, document):
    """Every title is a heading of its level, in order."""

    def titles(sections):
        for section in sections:
            yield section.level, words(str(section.title))
            yield from titles(section.sections)

    found = document.find(*(f"H{level}" for level in range(1, 7)))
    expected = [(1, words(str(edition.title))), *titles(edition.sections)]
    assert [(int(one.type[1]), words(one.text)) for one in found] == expected


def test_the_matrix_is_attached(edition, document):
    """A document with tables carries them as data, once."""
    names = [str(file.UF) for file in document.pdf.Root.get("/AF", [])]
    assert names == (["matrix.json"] if any(edition.tables()) else [])


def test_it_is_small(edition, number):
    """A file can be mailed."""
    assert len(pressed_at(number)) <= SIZES.get(edition.language.tag, 60_000)
