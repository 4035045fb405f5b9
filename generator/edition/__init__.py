"""One document in one language: plain strings and finished grids, ready to be pressed.

Nothing here knows YAML, gettext or CLDR. Every text is a phrase that remembers its key, so that a page can name it,
a bilingual page can align it and a reviewer can find it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.edition.phrases import (
    Deleted,
    Emphasis,
    Inline,
    Inserted,
    Link,
    Mark,
    Name,
    Phrase,
    Sign,
    State,
    Strong,
    Text,
    Value,
    plain,
)
from generator.edition.redline import Change, Excerpt, Fate, Redline

__all__ = [
    "Block",
    "Calendar",
    "Cell",
    "Change",
    "Contact",
    "Deleted",
    "Edition",
    "Emphasis",
    "Excerpt",
    "Fate",
    "Head",
    "Inline",
    "Inserted",
    "Item",
    "ItemList",
    "Json",
    "Language",
    "LeafColumn",
    "Link",
    "Mark",
    "Name",
    "NoteReference",
    "Notice",
    "Paragraph",
    "Phrase",
    "Provenance",
    "Redline",
    "Row",
    "RowGroup",
    "Section",
    "Sign",
    "State",
    "Strong",
    "Table",
    "TableNote",
    "Text",
    "Value",
    "plain",
]

Json = str | int | bool | None | tuple["Json", ...] | Mapping[str, "Json"]
"""A typed fact or a label as plain data, as ``matrix.json`` shows it."""


# Tables


@dataclass(frozen=True, slots=True)
class Head:
    """A head cell: *id* is unique in the edition; *scope* as in HTML (col, colgroup, row, rowgroup).

    *headers* are the ids of the heads over it. *notes* are the ids of table notes to which it refers.
    """

    id: str
    phrase: Phrase
    scope: str
    colspan: int = 1
    rowspan: int = 1
    headers: tuple[str, ...] = ()
    summary: Phrase | None = None
    notes: tuple["NoteReference", ...] = ()


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The mark that leads from a row to a note under the table."""

    id: str
    number: str


@dataclass(frozen=True, slots=True)
class TableNote:
    """A note under a table; *number* is its mark."""

    id: str
    number: str
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Cell:
    """What one offering grants in one row: *headers* are the ids of every head it falls under, columns first.

    *fact* is the typed fact as plain data; *phrase* its words; *mark* what is drawn in place of them.
    """

    id: str
    phrase: Phrase
    headers: tuple[str, ...]
    fact: Json
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the feature it tells of (several rows where the facts differ by severity) and a cell for each leaf column."""

    feature: str
    severity: int | None
    head: Head
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under one head, or under none."""

    id: str
    head: Head | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class LeafColumn:
    """A column of cells, whose width follows from its *kind*.

    It is "mark" where most cells draw a mark, otherwise "brief" where each takes a few words at most, otherwise "words".
    """

    offering: str
    aspect: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Table:
    """A finished grid: *head* holds the rows of column heads, *columns* one entry per column of cells.

    *label* is the numbered name ("Table 1") and *caption* what the table is about.
    """

    id: str
    number: int
    label: str
    caption: Phrase
    continued: str
    head: tuple[tuple[Head, ...], ...]
    columns: tuple[LeafColumn, ...]
    groups: tuple[RowGroup, ...]
    notes: tuple[TableNote, ...]

    @property
    def kind(self) -> str:
        return "table"


# Blocks


@dataclass(frozen=True, slots=True)
class Paragraph:
    id: str
    phrase: Phrase

    @property
    def kind(self) -> str:
        return "paragraph"


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    phrase: Phrase
    blocks: tuple["Block", ...] = ()


@dataclass(frozen=True, slots=True)
class ItemList:
    id: str
    items: tuple[Item, ...]
    ordered: bool

    @property
    def kind(self) -> str:
        return "list"


@dataclass(frozen=True, slots=True)
class Notice:
    id: str
    phrase: Phrase

    @property
    def kind(self) -> str:
        return "notice"


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach someone: the text, then the links with their labels."""

    id: str
    phrase: Phrase
    links: tuple[Link, ...]

    @property
    def kind(self) -> str:
        return "contact"


Block = Paragraph | ItemList | Notice | Table | Contact


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of *level* 2 or more (the title has 1), its blocks, then its subsections."""

    id: str
    level: int
    title: Phrase
    blocks: tuple[Block, ...]
    sections: tuple["Section", ...]


# The edition


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the publication, as a page needs it.

    *tag* is the BCP 47 tag used in addresses and links (``zh-Hans``); *text_tag* the one for ``lang`` attributes, which
    may say more (``de-DE``, so that hyphenation is not Austrian); *name* its name in itself; *direction* ltr or rtl.
    *locale* names its folder in locales/. *territorial* says it with the territory where most of its readers live
    (``zh_CN``), as programs want it that know no script.
    """

    tag: str
    text_tag: str
    locale: str
    name: str
    direction: str
    territorial: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a language writes dates, one pattern for each month, January first: *months* with ``{year}``, *days* with ``{day}`` too.

    Dates come and go as ISO 8601 does them; a calendar without patterns leaves them so.
    """

    months: tuple[str, ...] = ()
    days: tuple[str, ...] = ()

    def month(self, date: str) -> str:
        """A month, given as ``2020-07``: "July 2020"."""
        year, month = date.split("-")
        return self.months[int(month) - 1].format(year=int(year)) if self.months else date

    def day(self, date: str) -> str:
        """A day, given as ``2020-07-31``: "31 July 2020"."""
        year, month, day = date.split("-")
        return self.days[int(month) - 1].format(year=int(year), day=int(day)) if self.days else date


@dataclass(frozen=True, slots=True)
class Provenance:
    """What an edition states about its text, in its language; "" for what it leaves open.

    *revision* names the state of the source: editions of one revision say the same. *approved* of *texts* translations
    were approved; *prevailing* is the language that counts where translations differ.
    """

    revision: str = ""
    approved: str = ""
    texts: str = ""
    prevailing: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One document in one language.

    *revision* is the edition's month as ``2020-07``, *date* the same as the language writes it; it is the only date that
    a document shows. *interface* holds the words of the page by their key in interface.yaml. *messages* tells every
    message that the edition says, by ``domain:key``, and the state of its translation. *draft* is true unless the edition
    was made for a release. *description* says what the document is, for metadata. *terms* are the words of the language's
    glossary that the edition uses, the longest first. *offerings* are the ids of those that its tables tell of.
    *calendar* writes dates that are not its own, for the pages around it. *redline* is set where the edition shows what
    changed since an earlier one.
    """

    document: str
    language: Language
    number: str
    revision: str
    date: str
    publisher: str
    title: Phrase
    description: Phrase
    keywords: tuple[str, ...]
    sections: tuple[Section, ...]
    interface: Mapping[str, Phrase]
    messages: Mapping[str, State]
    draft: bool
    terms: tuple[str, ...] = ()
    offerings: tuple[str, ...] = ()
    calendar: Calendar = Calendar()
    provenance: Provenance = Provenance()
    redline: Redline | None = None

    def tables(self) -> Iterator[Table]:
        """The tables in the order in which they stand."""
        for section in self.sections:
            yield from _tables(section)

    def phrases(self) -> Iterator[Phrase]:
        """Every phrase, in reading order, words of the page last."""
        yield self.title
        yield self.description
        for section in self.sections:
            yield from _phrases_of_section(section)
        yield from self.interface.values()


def _tables(section: Section) -> Iterator[Table]:
    for block in section.blocks:
        if isinstance(block, Table):
            yield block
    for inner in section.sections:
        yield from _tables(inner)


def _phrases_of_section(section: Section) -> Iterator[Phrase]:
    yield section.title
    for block in section.blocks:
        yield from _phrases_of_block(block)
    for inner in section.sections:
        yield from _phrases_of_section(inner)


def _phrases_of_block(block: Block) -> Iterator[Phrase]:
    match block:
        case Paragraph() | Notice() | Contact():
            yield block.phrase
        case ItemList():
            for item in block.items:
                yield item.phrase
                for inner in item.blocks:
                    yield from _phrases_of_block(inner)
        case Table():
            yield from _phrases_of_table(block)


def _phrases_of_table(table: Table) -> Iterator[Phrase]:
    yield table.caption
    heads = [head for row in table.head for head in row]
    for group in table.groups:
        heads += [group.head] if group.head else []
        for row in group.rows:
            heads.append(row.head)
            yield from (cell.phrase for cell in row.cells)
    for head in heads:
        yield head.phrase
        if head.summary:
            yield head.summary
    yield from (note.phrase for note in table.notes)
