"""Facts and source messages of a publication, for all languages: what the content files say, typed.

Nothing here depends on a language. A fact is a value that no translator touches; a message is English text with a key.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from generator.destination import Destination, Redirect
from generator.errors import Place

# Messages


class Kind(StrEnum):
    """What a message is on the page; a translator reads it beside the text."""

    TITLE = "title"
    NAME = "name"
    LABEL = "label"
    SUMMARY = "summary"
    CAPTION = "caption"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    NOTICE = "notice"
    NOTE = "table note"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Message:
    """A source text with its identity.

    *key* is the path of ids in the content file (gettext's msgctxt); *domain* is the file's name without suffix.
    *text* is the English text (msgid) in the inline subset: ``**strong**``, ``*emphasis*``, ``[text](link-id)``,
    ``{placeholder}``. A plural message has the form for *one* in *text*, the form for *other* in *plural*
    (msgid_plural), and *count* names the placeholder whose value chooses between them.
    *former* is the key under which the catalogs may still hold the message. *max_length* is the most characters (Unicode
    code points, marks and placeholders as they are written) that the text and its translations may have, 0 for any number.
    """

    domain: str
    key: str
    text: str
    kind: Kind
    plural: str = ""
    count: str = ""
    note: str = ""
    former: str = ""
    max_length: int = 0
    place: Place = field(default=Place(""), compare=False)


# Facts


class Status(StrEnum):
    """Whether an offering grants something; each has its word in vocabulary.yaml under ``statuses``."""

    INCLUDED = "included"
    NOT_INCLUDED = "not-included"
    NOT_AVAILABLE = "not-available"
    OPTIONAL = "optional"
    BY_SUBSCRIPTION = "by-subscription"
    ADDITIONAL_PURCHASE = "additional-purchase"


class Unit(StrEnum):
    """A unit of time. A business day is a day on which the provider works; CLDR has no such unit."""

    MINUTE = "minute"
    HOUR = "hour"
    BUSINESS_DAY = "business-day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Comparison(StrEnum):
    """How a duration bounds: exactly so long, less than it (under), not later than it (within), at most it (up to)."""

    EXACTLY = "exactly"
    UNDER = "under"
    WITHIN = "within"
    UP_TO = "up-to"


class Weekday(StrEnum):
    """A day of the week (ISO 8601 order), or the class of public holidays, which have no place in that order."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    PUBLIC_HOLIDAYS = "public-holidays"


@dataclass(frozen=True, slots=True)
class Inclusion:
    """A status: drawn as a mark or a word, always with the word for ears."""

    status: Status


@dataclass(frozen=True, slots=True)
class IncludedWith:
    """Included because the customer has something else: the id of a deployment or an offering."""

    owner: str


@dataclass(frozen=True, slots=True)
class Channels:
    """Means of communication, by id; *conjunction* is "or" (any of them) or "and" (all of them)."""

    ids: tuple[str, ...]
    conjunction: str = "or"


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often, by id in vocabulary.yaml (weekly, quarterly, as-needed…)."""

    id: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Service hours: *hours* a day on *days* days a week. *short* is the trade's "24 × 7"."""

    days: int
    hours: int
    short: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """Days of the week as listed, in order."""

    days: tuple[Weekday, ...]


@dataclass(frozen=True, slots=True)
class DayRange:
    """Every day of the week from *first* to *last*, both included."""

    first: Weekday
    last: Weekday


@dataclass(frozen=True, slots=True)
class ClockRange:
    """Two times of a day in minutes after midnight; which zone's clock is meant, by id in vocabulary.yaml."""

    start: int
    end: int
    zone: str


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time and how it bounds. Working time is counted in business days, never in days."""

    amount: int
    unit: Unit
    comparison: Comparison = Comparison.EXACTLY


@dataclass(frozen=True, slots=True)
class BestEffort:
    """No time is promised: the provider does what it reasonably can."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things."""

    number: int


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a service, as BCP 47 tags; none listed means those available locally."""

    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year: the precision of an edition."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


@dataclass(frozen=True, slots=True)
class Words:
    """A fact that is only words: a message."""

    message: Message


@dataclass(frozen=True, slots=True)
class PerSeverity:
    """A fact for each severity level, most severe (lowest number) first."""

    levels: tuple[tuple[int, "Fact"], ...]


Fact = (
    Inclusion
    | IncludedWith
    | Channels
    | Frequency
    | Coverage
    | Days
    | DayRange
    | ClockRange
    | Duration
    | BestEffort
    | Count
    | Languages
    | Month
    | Words
    | PerSeverity
)


# Offerings


@dataclass(frozen=True, slots=True)
class Deployment:
    """Where the software runs, which decides what can be bought."""

    id: str
    name: Message


@dataclass(frozen=True, slots=True)
class Offering:
    """Something a customer can have: a package or a tier. *short* heads a column, *name* stands in sentences."""

    id: str
    name: Message
    short: Message
    deployment: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Features that belong together; the heading of rows in a table."""

    id: str
    name: Message


@dataclass(frozen=True, slots=True)
class Feature:
    """Something an offering may grant: a row.

    *facts* maps (offering, aspect) to what is granted; the aspect says what of it (``value``, ``method``, ``frequency``).
    *summary* says what the feature is; *notes* restrict it and stand under the table.
    """

    id: str
    group: str
    name: Message
    summary: Message | None
    notes: tuple[Message, ...]
    facts: Mapping[tuple[str, str], Fact]
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words for facts, each once: section -> id -> message (``statuses``, ``channels``, ``frequencies``, …).

    A section that is one message (``best-effort``, ``severity``, …) holds it under the id "".
    """

    words: Mapping[str, Mapping[str, Message]]

    def word(self, section: str, id: str) -> Message:
        """The message for one id; content reading guarantees that it exists for every id a fact uses."""
        return self.words[section][id]


# Documents


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, or a group of them under one head.

    The head is the name of what the column adds to its parents: a deployment, an offering or an aspect.
    A leaf has no *columns*; its (offering, aspect) come from itself and its parents.
    """

    deployment: str = ""
    offering: str = ""
    aspect: str = ""
    columns: tuple["Column", ...] = ()


@dataclass(frozen=True, slots=True)
class TableView:
    """A view of the facts: the features of *groups* that have a fact for every leaf column, in content order.

    *corner* is the head of the column of row names. *group_heads* shows the groups' names as row heads,
    *summaries* what each feature is.
    """

    id: str
    caption: Message
    corner: Message
    groups: tuple[str, ...]
    columns: tuple[Column, ...]
    group_heads: bool = False
    summaries: bool = False
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    id: str
    message: Message


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list: a text, and what hangs under it."""

    id: str
    message: Message
    blocks: tuple["Block", ...] = ()


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; *ordered* where the order of the items matters."""

    id: str
    items: tuple[Item, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A text set off from the run of the document."""

    id: str
    message: Message


@dataclass(frozen=True, slots=True)
class TableBlock:
    """The place where a table of the document stands."""

    id: str
    table: TableView


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach someone: a text and the ids of links in the publication."""

    id: str
    message: Message
    links: tuple[str, ...]


Block = Paragraph | ItemList | Notice | TableBlock | Contact


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its blocks, then its subsections."""

    id: str
    title: Message
    blocks: tuple[Block, ...]
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One document, for all languages.

    *values* are the facts its sentences place: placeholder name -> fact. Each table is a placeholder as well
    (its id with underscores) and prints as a reference to it.
    """

    id: str
    title: Message
    subject: Message
    number: str
    edition: Month
    keywords: tuple[Message, ...]
    sections: tuple[Section, ...]
    values: Mapping[str, Fact]
    place: Place = field(default=Place(""), compare=False)

    def tables(self) -> Iterator[TableView]:
        """The tables in the order in which they stand, which is the order of their numbers."""
        for section in self.sections:
            yield from _tables(section)


def _tables(section: Section) -> Iterator[TableView]:
    for block in section.blocks:
        if isinstance(block, TableBlock):
            yield block.table
    for inner in section.sections:
        yield from _tables(inner)


# Publication


@dataclass(frozen=True, slots=True)
class Link:
    """An address outside the documents; *label* names it where it stands alone."""

    id: str
    url: str
    label: Message


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A document that applies no more from the month *since* on; *successor* is the id of the one in its place, or ""."""

    since: Month
    successor: str = ""
    place: Place = field(default=Place("content/publication.yaml"), compare=False)


class Policy(StrEnum):
    """What a language's translations must be before a release: all approved; none missing or disputed; a draft."""

    CONTRACT = "contract"
    PUBLIC = "public"
    PREVIEW = "preview"


@dataclass(frozen=True, slots=True)
class Provenance:
    """What each edition states about its text: the *revision* of the source, how much was *approved*.

    *prevailing* is the tag of the language that counts where translations differ; "" where nobody said so.
    """

    revision: bool = False
    approved: bool = False
    prevailing: str = ""


PAPERS = ("a4", "letter")
"""The sheets on which a publication can be printed."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that content/ says.

    *names* stay as they are in every language. *source* is the language tag of the source text. *paper* is one of PAPERS.
    *messages* holds every message of every content file, domain by domain, in content order. *terms* are the facts that
    texts of every file may place: placeholder name -> fact. *destinations* go by id. *site* is the address at
    which readers find the site ("" if nobody said it); *withdrawn* are documents that apply no more, by id;
    *without* names the languages in which a document doesn't go out: id -> language tags.
    """

    provider: str
    legal_name: str
    source: str
    names: tuple[str, ...]
    links: Mapping[str, Link]
    interface: Mapping[str, Message]
    vocabulary: Vocabulary
    deployments: Mapping[str, Deployment]
    offerings: Mapping[str, Offering]
    groups: Mapping[str, Group]
    features: Mapping[str, Feature]
    documents: tuple[Document, ...]
    messages: Mapping[str, tuple[Message, ...]]
    terms: Mapping[str, Fact] = field(default_factory=dict)
    paper: str = "a4"
    destinations: Mapping[str, Destination] = field(default_factory=dict)
    redirects: tuple[Redirect, ...] = ()
    policies: Mapping[str, Policy] = field(default_factory=dict)
    site: str = ""
    withdrawn: Mapping[str, Withdrawal] = field(default_factory=dict)
    without: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    provenance: Provenance = Provenance()

    def policy(self, language: str) -> Policy:
        """The policy for a language, by its tag; *policies* has under "" the one for those that it doesn't name."""
        return self.policies.get(language) or self.policies.get("", Policy.PREVIEW)
