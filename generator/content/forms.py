"""The authors' form of the content files: which keys each may have, and what stands under them.

The same classes check a file and make its JSON Schema, by which an editor completes keys while an author writes.
Meaning (does this id exist?) is looked after where the model is made; here is only shape.
"""

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.content.facts import shown
from generator.errors import did_you_mean
from generator.model import Comparison, Status, Weekday

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""An id: kebab-case. Ids become addresses, file names and anchors, so nothing else may stand in them."""


def wrong(problem: str, hint: str) -> PydanticCustomError:
    """An error of shape in our own words."""
    return PydanticCustomError("wrong", "{problem}", {"problem": problem, "hint": hint})


def like(pattern: str, what: str, hint: str) -> tuple[AfterValidator, WithJsonSchema]:
    """A text that matches a pattern from end to end."""
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise wrong(f"{shown(text)} is no {what}", hint)
        return text

    return AfterValidator(check), WithJsonSchema({"type": "string", "pattern": f"^({pattern})$"})


def one_of(what: str, *known: str) -> tuple[AfterValidator, WithJsonSchema]:
    """One word of a closed set."""

    def check(text: str) -> str:
        if text not in known:
            raise wrong(f"{shown(text)} is no {what}", did_you_mean(text, known))
        return text

    return AfterValidator(check), WithJsonSchema({"type": "string", "enum": list(known)})


def _line(text: str) -> str:
    """A text without white space at its ends."""
    text = text.strip()
    if not text:
        raise wrong("the text is empty", "write it, or take the key away")
    if "\n" in text:
        raise wrong("the text has several lines", "write one paragraph after '>-'; start another block for another one")
    return text


_ID_HINT = "small letters, digits and single '-' between them, a letter first: service-hours"
_KEY = rf"{ID.pattern}(\.{ID.pattern})*"

Id = Annotated[str, *like(ID.pattern, "id", _ID_HINT)]
Name = Annotated[str, *like("[a-z][a-z0-9_]*", "placeholder", "write its name without braces: named_contacts")]
Key = Annotated[str, *like(_KEY, "key", "ids joined by '.': features.maintenance.name")]
MonthText = Annotated[str, *like(r"[12][0-9]{3}-(0[1-9]|1[0-2])", "month", "write the year and the month: 2020-07")]
LanguageTag = Annotated[
    str, *like(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", "language tag", "for example: en, de, zh-Hans")
]
Url = Annotated[
    str,
    *like(
        r"https://[a-zA-Z0-9][a-zA-Z0-9.-]*(:[0-9]+)?([/?#][^\s\"'<>\\]*)?|mailto:[^\s\"'<>\\:/@]+@[a-zA-Z0-9.-]+|tel:\+?[0-9().-]+",
        "address that a document may point to",
        "it begins with https:, mailto: or tel:",
    ),
]
Line = Annotated[str, AfterValidator(_line), WithJsonSchema({"type": "string", "minLength": 1})]


class Form(BaseModel):
    """What holds for every mapping: keys in kebab-case, none that nobody knows, nothing converted by guessing."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, alias_generator=lambda name: name.replace("_", "-")
    )


# Messages


class BriefedForm(Form):
    """What translators must know of a text."""

    note: Line = Field("", description="What a translator must know; arrives in the catalogs as a comment.")
    max_length: int = Field(
        0, ge=1, description="The most characters that the text and its translations may have, marks included."
    )
    former: Key = Field("", description="The key that this text had before it was moved; keeps its translations.")


class TextForm(BriefedForm):
    """A text for translators."""

    text: Line = Field(description="The text in the source language.")


class PluralForm(BriefedForm):
    """A text whose form depends on a number."""

    count: Name = Field(description="The placeholder whose number chooses the form.")
    one: Line = Field(description="The form for one.")
    other: Line = Field(description="The form for every other number.")


def _choose(**marks: str) -> Callable[[object], str | None]:
    """Tells by a key which form a mapping has: the first of *marks* that it holds, else the last."""

    def choose(value: object) -> str | None:
        if isinstance(value, str):
            return "str"
        if not isinstance(value, dict):
            return None
        return next((form for form, mark in marks.items() if mark in value), list(marks)[-1])

    return choose


def _form(choose: Callable[[object], str | None]) -> Discriminator:
    return Discriminator(choose, custom_error_type="no_text", custom_error_message="no text")


Message = Annotated[
    Annotated[Line, Tag("str")] | Annotated[PluralForm, Tag("PluralForm")] | Annotated[TextForm, Tag("TextForm")],
    _form(_choose(PluralForm="count", TextForm="text")),
]


# interface.yaml

InterfaceForm = dict[Id, Message]


# vocabulary.yaml

StatusId = Annotated[str, *one_of("status", *Status)]
CoverageId = Annotated[str, *one_of("way to tell service hours", "long", "short")]
DayId = Annotated[str, *one_of("word for days", Weekday.PUBLIC_HOLIDAYS, "range")]
BoundId = Annotated[str, *one_of("bound", Comparison.UNDER, Comparison.WITHIN, Comparison.UP_TO)]
ComparisonId = Annotated[str, *one_of("comparison", *Comparison)]


class VocabularyForm(Form):
    """vocabulary.yaml: the words for facts, each once."""

    statuses: dict[StatusId, Message] = {}
    included_with: Message | None = None
    channels: dict[Id, Message] = {}
    frequencies: dict[Id, Message] = {}
    coverage: dict[CoverageId, Message] = {}
    days: dict[DayId, Message] = {}
    zones: dict[Id, Message] = {}
    comparisons: dict[BoundId, Message] = {}
    business_days: dict[ComparisonId, Message] = {}
    best_effort: Message | None = None
    local_languages: Message | None = None
    severity: Message | None = None
    aspects: dict[Id, Message] = {}


# offerings.yaml

FACT_MARK = "fact"
"""Stands in a schema for the reference to a fact's schema: facts are read, and described, in a room of their own."""

FactForm = Annotated[object, WithJsonSchema({FACT_MARK: "Facts"})]
PlainFactForm = Annotated[object, WithJsonSchema({FACT_MARK: "Fact"})]


class NamedForm(Form):
    """Something that has a name."""

    name: Message


class OfferingForm(Form):
    """Something a customer can have: a package or a tier."""

    name: Message
    short: Message | None = Field(None, description="Heads a column; the name where it is not given.")
    deployment: Id = Field("", description="Where the software runs.")


class FeatureForm(Form):
    """Something an offering may grant: a row of tables."""

    group: Id
    name: Message | None = None
    offering: Id = Field("", description="In place of a name: the offering whose name it takes.")
    summary: Message | None = Field(None, description="What the feature is.")
    notes: dict[Id, Message] = Field({}, description="Restrictions; they stand under the table.")
    facts: dict[Id, FactForm] = Field(min_length=1, description="What each offering grants.")


class OfferingsForm(Form):
    """offerings.yaml: what each offering grants."""

    deployments: dict[Id, NamedForm] = {}
    offerings: dict[Id, OfferingForm] = Field(min_length=1)
    groups: dict[Id, NamedForm] = {}
    terms: dict[Id, PlainFactForm] = Field(
        {}, description="Facts that sentences place: named-contacts is {named_contacts}."
    )
    features: dict[Id, FeatureForm] = {}


# documents/*.yaml


class ValueForm(Form):
    """A fact of an offering that a sentence places."""

    feature: Id
    offering: Id
    aspect: Id = "value"
    severity: int | None = Field(None, ge=0, description="Which one, of a fact for each severity.")


class ColumnForm(Form):
    """A column, or a group of columns under one head; it says one of deployment, offering and aspect."""

    deployment: Id = ""
    offering: Id = ""
    aspect: Id = ""
    columns: list["ColumnForm"] = []


class TableForm(Form):
    """A table: the features of its groups that have a fact for every column."""

    caption: Message
    corner: Message = Field(description="Head of the column of row names.")
    groups: list[Id] = Field(min_length=1)
    columns: list[ColumnForm] = Field(min_length=1)
    group_heads: bool = Field(False, description="Show the names of the groups as heads of rows.")
    summaries: bool = Field(False, description="Show what each feature is.")


class ItemForm(TextForm):
    """A point of a list, with a list under it."""

    items: "dict[Id, Item]" = Field({}, alias="list")
    ordered: bool = False


Item = Annotated[
    Annotated[Line, Tag("str")] | Annotated[PluralForm, Tag("PluralForm")] | Annotated[ItemForm, Tag("ItemForm")],
    _form(_choose(PluralForm="count", ItemForm="text")),
]


class ListForm(Form):
    """A list; ordered where the order of its points matters."""

    items: dict[Id, Item] = Field(alias="list", min_length=1)
    ordered: bool = False


class TableRef(Form):
    """The place where a table stands."""

    table: Id


class NoticeForm(BriefedForm):
    """A text set off from the run of the document."""

    notice: Line


class ContactForm(BriefedForm):
    """How to reach someone: a text, then links."""

    contact: Line
    links: list[Id] = Field(min_length=1)


Block = Annotated[
    Annotated[Line, Tag("str")]
    | Annotated[PluralForm, Tag("PluralForm")]
    | Annotated[ListForm, Tag("ListForm")]
    | Annotated[TableRef, Tag("TableRef")]
    | Annotated[NoticeForm, Tag("NoticeForm")]
    | Annotated[ContactForm, Tag("ContactForm")]
    | Annotated[TextForm, Tag("TextForm")],
    _form(
        _choose(
            ListForm="list",
            TableRef="table",
            NoticeForm="notice",
            ContactForm="contact",
            PluralForm="count",
            TextForm="text",
        )
    ),
]


class SectionForm(Form):
    """A heading with its blocks, then its subsections."""

    title: Message | None = None
    feature: Id = Field("", description="In place of a title: the feature whose name it takes.")
    blocks: dict[Id, Block] = {}
    sections: "dict[Id, SectionForm]" = {}


STAND_INS: dict[str, object] = {
    "provider": "-",
    "source": "en",
    "edition": "2000-01",
    "documents": ["stand-in"],
    "offerings": {"stand-in": {"name": "-"}},
    "title": "-",
    "subject": "-",
    "sections": {"stand-in": {"title": "-", "blocks": {"stand-in": "-"}}},
}
"""What reading goes on with where a file's top lacks a key that it needs; never seen, for then nothing is made."""


class DocumentForm(Form):
    """documents/ID.yaml: one document, for all languages."""

    title: Message
    subject: Message = Field(description="What the document is about, for search results and file properties.")
    number: Line = Field("", description="The document's number, if it has one.")
    edition: MonthText = Field("", description="The month of this edition; the publication's where it is not given.")
    keywords: dict[Id, Message] = {}
    values: dict[Id, ValueForm] = Field({}, description="Facts that sentences place, by id.")
    tables: dict[Id, TableForm] = {}
    sections: dict[Id, SectionForm] = Field(min_length=1)
