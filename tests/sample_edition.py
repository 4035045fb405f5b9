"""An edition made by hand, with everything that a template can meet."""

from dataclasses import replace

from generator.edition import (
    Cell,
    Contact,
    Edition,
    Emphasis,
    Head,
    Item,
    ItemList,
    Language,
    LeafColumn,
    Link,
    Mark,
    Name,
    NoteReference,
    Notice,
    Paragraph,
    Phrase,
    Row,
    RowGroup,
    Section,
    State,
    Strong,
    Table,
    TableNote,
    Text,
    Value,
)

ENGLISH = Language("en", "en", "en", "English", "ltr")
GERMAN = Language("de", "de-DE", "de", "Deutsch", "ltr")
ARABIC = Language("ar", "ar", "ar", "العربية", "rtl")

INTERFACE = {
    "document-number": "Document number",
    "edition": "Edition",
    "language": "Language",
    "publisher": "Publisher",
    "contents": "Contents",
    "documents": "Documents",
    "notes": "Notes",
    "draft": "Draft",
    "draft-notice": "Draft. Marked text is not settled.",
    "skip-to-content": "Skip to content",
    "choose-language": "Choose a language",
    "language-menu": "Languages",
    "download-pdf": "Download as PDF",
    "download-data": "Tables as data (JSON)",
    "back-to-documents": "All documents",
    "external-link": "(leads to another website)",
    "download-csv": "Tables for spreadsheets (CSV)",
    "files": "Files",
    "more": "More about this document",
    "no-translation": "not available in this language",
    "compare": "Compare side by side",
    "compare-choose": "Show",
    "compare-differences": "Only rows that differ",
    "feature": "Feature",
    "offering": "Offering",
    "bilingual": "Two languages side by side",
    "beside": "Read beside another language",
    "editions": "Editions",
    "editions-rule": "An edition applies from the first day of its month until the day before the next one applies.",
    "editions-data": "Editions as data (JSON)",
    "applies-from": "Applies from",
    "applies-until": "Applies until",
    "in-force": "in force",
    "former-edition": "Read the former edition",
    "permanent": "Permanent address of this edition",
    "edition-in-force": "Read the edition in force",
    "changes": "What changed",
    "feed": "Changes as a feed (Atom)",
    "first-edition": "The first edition kept here.",
    "no-changes": "Nothing that this document grants or says changed.",
    "changed-facts": "Changed in the tables",
    "changed-texts": "Changed in the text",
    "before": "Before",
    "now": "Now",
    "not-stated": "not stated",
    "not-found": "Page not found",
    "not-found-hint": "Nothing lies at this address. These documents are here:",
    "withdrawn": "Withdrawn",
    "successor": "In its place:",
    "last-edition": "Last edition:",
}

SLOTS = {
    "pages": ("Pages: ", "pages", ""),
    "edition-of": ("Edition of ", "date", ""),
    "superseded-by": ("Superseded by the edition of ", "date", "."),
    "replaces": ("Replaces the edition of ", "date", "."),
    "permanent-notice": ("This is the edition of ", "date", " as it was published. It does not change."),
    "withdrawn-notice": ("This document has not applied since ", "date", "."),
}
"""Words with a place that the template fills: before it, its name, behind it."""


def phrase(text: str, key: str = "sample:key") -> Phrase:
    return Phrase(key, (Text(text),))


def cell(row: str, column: str, text: str, mark: Mark = Mark.NONE, heads: tuple[str, ...] = ()) -> Cell:
    id = f"{row}-{column}"
    return Cell(f"cell-{id}", phrase(text), (f"head-{column}", *heads, f"head-{row}"), {"kind": "sample"}, mark)


def table() -> Table:
    """Two levels of heads, two groups (one without a head), a summary, a note that two rows refer to."""
    reference = NoteReference("note-status", "1")
    group = Head("head-group", phrase("Assisted support"), "rowgroup", colspan=4)
    rows = (
        Row(
            "training",
            None,
            Head("head-training", phrase("Training"), "row", summary=phrase("On tools & processes")),
            (
                cell("training", "tsam", "Included", Mark.YES),
                cell("training", "standard", "Not included", Mark.NO),
                cell("training", "premium", "Under 2 hours"),
            ),
        ),
    )
    grouped = tuple(
        Row(
            "response",
            level,
            Head(
                f"head-response-{level}",
                phrase(f"Response, severity {level}"),
                "row",
                headers=("head-group",),
                notes=(reference,),
            ),
            tuple(
                cell(f"response-{level}", column, f"Under {level} hours", heads=("head-group",))
                for column in ("tsam", "standard", "premium")
            ),
        )
        for level in (1, 2)
    )
    return Table(
        id="table-features",
        number=1,
        label="Table 1",
        caption=phrase("Features by offering", "sample:tables.features.caption"),
        continued="Table 1 (continued)",
        head=(
            (
                Head("head-corner", phrase("Feature"), "col", rowspan=2),
                Head("head-on-premises", phrase("On-premises"), "col"),
                Head("head-saas", phrase("SaaS"), "colgroup", colspan=2),
            ),
            (
                Head("head-tsam", phrase("TSAM"), "col", headers=("head-on-premises",)),
                Head("head-standard", phrase("Standard"), "col", headers=("head-saas",)),
                Head("head-premium", phrase("Premium"), "col", headers=("head-saas",)),
            ),
        ),
        columns=(
            LeafColumn("tsam", "value", "TSAM", "mark"),
            LeafColumn("standard", "value", "Standard", "mark"),
            LeafColumn("premium", "value", "Premium", "words"),
        ),
        groups=(RowGroup("plain", None, rows), RowGroup("assisted", group, grouped)),
        notes=(TableNote("note-status", "1", phrase("Only while a case is in progress.")),),
    )


def sections() -> tuple[Section, ...]:
    everything = Phrase(
        "sample:sections.overview.blocks.aim",
        (
            Text("Plain <b>&amp; "),
            Strong((Text("strong "), Emphasis((Text("both"),)))),
            Text(", "),
            Link("https://example.org/?a=1&b=2", (Text("outside"),)),
            Text(", "),
            Link("#table-features", (Text("Table 1"),)),
            Text(", "),
            Name("Windchill"),
            Text(", "),
            Value("response_days", (Text("2 days"),)),
            Text("."),
        ),
    )
    items = (
        Item("overview-list-one", phrase("One"), (ItemList("inner", (Item("inner-a", phrase("A")),), ordered=True),)),
        Item("overview-list-two", phrase("Two")),
    )
    deeper = Section("overview-more", 3, phrase("More"), (Paragraph("more-text", phrase("Deeper.")),), ())
    overview = Section(
        "overview",
        2,
        phrase("Overview", "sample:sections.overview.title"),
        (Paragraph("overview-aim", everything), ItemList("overview-list", items, ordered=False)),
        (deeper,),
    )
    contact = Contact("contact-form", phrase("Ask us."), (Link("https://example.org/form", (Text("Open the form"),)),))
    notice = Notice("contact-notice", phrase("A trademark."))
    return (
        overview,
        Section("features", 2, phrase("Features"), (table(),), ()),
        Section("contact", 2, phrase("Contact"), (contact, notice), ()),
    )


def edition(language: Language = ENGLISH, document: str = "sample-guide", *, draft: bool = False) -> Edition:
    interface = {key: phrase(text, f"interface:{key}") for key, text in INTERFACE.items()}
    for key, (before, name, behind) in SLOTS.items():
        parts = (Text(before), Value(name, ()), Text(behind))
        interface[key] = Phrase(f"interface:{key}", tuple(part for part in parts if part != Text("")))
    interface["note"] = Phrase("interface:note", (Text("Note "), Value("number", ())))
    interface["page-of"] = Phrase(
        "interface:page-of", (Text("Page "), Value("page", ()), Text(" of "), Value("pages", ()))
    )
    return Edition(
        document=document,
        language=language,
        number="J1",
        revision="2020-07",
        date="July 2020",
        publisher="PTC",
        title=phrase("Sample <guide>", "sample:title"),
        description=phrase("What the sample includes.", "sample:subject"),
        keywords=("sample",),
        sections=sections(),
        interface=interface,
        messages={},
        draft=draft,
    )


def with_paragraph(given: Edition, text: Phrase) -> Edition:
    """The edition with one more section, which holds just this text."""
    extra = Section("extra", 2, phrase("Extra"), (Paragraph("extra-text", text),), ())
    return replace(given, sections=(*given.sections, extra))


def untranslated(state: State = State.MISSING) -> Phrase:
    return Phrase("sample:extra", (Text("Source text"),), state, language="en", direction="ltr")
