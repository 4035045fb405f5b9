"""The two documents that ship, against the fact sheet from which they were written: every cell, and every statement."""

from pathlib import Path

import pytest

from generator import catalogs, content
from generator.edition import plain
from generator.localize import localize

ROOT = Path(__file__).resolve().parent.parent

YES, NO = "Included", "Not included"

# TSAM, Standard, Premium
FEATURES = {
    "Customer enablement": (YES, YES, YES),
    "Service reviews": (YES, YES, YES),
    "Maintenance": (NO, YES, YES),
    "Upgrade planning": (NO, YES, YES),
    "Root cause analysis of significant severity-0 outages": (YES, YES, YES),
    "Customer intelligence management": (YES, YES, YES),
    "Product roadmap and supportability": (YES, YES, YES),
    "Release management": (NO, YES, YES),
    "Customer advocacy": (YES, NO, YES),
    "Provider spokesperson": (YES, NO, YES),
    "Risk mitigation": (YES, NO, YES),
    "Software performance reports (SPR)": (YES, NO, YES),
    "Environment consulting": (NO, NO, YES),
    "Escalation management": (YES, NO, YES),
    "Case management": (YES, NO, YES),
    "Cost": ("Additional purchase", "Included with SaaS", "Additional purchase"),
}

IN_PERSON = "In person or video conference"
ANY = "Video conference, email or phone call"

# Standard method and frequency, Premium method and frequency
DELIVERY = {
    "Customer enablement": ("Online self-paced training", "As needed", IN_PERSON, "As needed"),
    "Service reviews": ("Video conference", "Quarterly", IN_PERSON, "Monthly"),
    "Maintenance": ("Email", "As needed", ANY, "As needed"),
    "Upgrade planning": ("Video conference", "As needed", IN_PERSON, "As needed"),
    "Root cause analysis of significant severity-0 outages": (
        "Email",
        "As needed",
        "Video conference or phone call",
        "As needed",
    ),
    "Customer intelligence management": ("Email", "Quarterly", ANY, "Weekly"),
    "Product roadmap and supportability": ("Email", "Quarterly", IN_PERSON, "Monthly"),
    "Release management": ("Email", "As needed", IN_PERSON, "As needed"),
}

OPTIONAL = ("Optional", "Optional", "Optional")
NONE = "Not available"

# group -> row -> Silver, Gold, Goldplus
PACKAGES = {
    "Software services": {"Software updates and maintenance releases": (NONE, YES, YES)},
    "eSupport services": {
        "eSupport tools": (YES, YES, YES),
        "Knowledge base": ("24 × 7", "24 × 7", "24 × 7"),
        "Performance Advisor, core functions": (YES, YES, YES),
        "Performance Advisor, advanced functions": ("By subscription", "By subscription", YES),
    },
    "Proactive support services": {
        "On-demand system scan": (NONE, YES, YES),
        "Proactive monitoring and guidance": (NONE, NONE, YES),
    },
    "Assisted support": {
        "Community support": (YES, YES, YES),
        "Support desk": (NONE, "Web and phone", "Web and phone"),
        "Availability": (NONE, "5 days a week × 24 hours a day", "7 days a week × 24 hours a day"),
        "Language": ("English", "Available local languages", "Available local languages"),
        "Response time, severity 0": (NONE, "Under 1 hour", "Under 30 minutes"),
        "Response time, severity 1": (NONE, "Under 2 hours", "Under 2 hours"),
        "Response time, severity 2": (NONE, "Under 4 hours", "Under 4 hours"),
        "Response time, severity 3": (NONE, "Under 24 hours", "Under 24 hours"),
        "Response frequency, severity 1": (NONE, "Under 4 business days", "Under 3 business days"),
        "Response frequency, severity 2": (NONE, "Under 6 business days", "Under 5 business days"),
        "Response frequency, severity 3": (NONE, "Best effort", "Best effort"),
        "Recovery of an enterprise production system that is down": (NONE, "Under 24 hours", "Under 24 hours"),
    },
    "Optional support services": {
        "Weekend support for upgrades and migrations": OPTIONAL,
        "Dedicated support engineer": OPTIONAL,
        "Technical Support Account Manager (TSAM)": OPTIONAL,
        "Extended support": OPTIONAL,
    },
}


@pytest.fixture(scope="module")
def english():
    publication = content.read(ROOT)
    settings = catalogs.languages(ROOT)
    source = catalogs.read(ROOT, settings[0], publication)
    editions = [localize(document, publication, source, settings[0]) for document in publication.documents]
    return {edition.document: edition for edition in editions}


def text(phrase) -> str:
    return plain(phrase.content).replace("\u00a0", " ")


def rows(group) -> dict[str, tuple[str, ...]]:
    return {text(row.head.phrase): tuple(text(cell.phrase) for cell in row.cells) for row in group.rows}


def heads(table) -> list[list[tuple[str, int]]]:
    return [[(text(head.phrase), head.colspan) for head in row] for row in table.head]


def test_table_1_states_which_offering_includes_what(english):
    """Every tick, every dash and the cost of TSAM, Standard and Premium, in order, under a head of two levels."""
    table, _ = english["service-management"].tables()
    assert heads(table) == [
        [("Service feature", 1), ("On-premises", 1), ("SaaS", 2)],
        [("TSAM", 1), ("Standard", 1), ("Premium", 1)],
    ]
    assert list(rows(table.groups[0]).items()) == list(FEATURES.items())


def test_table_1_says_what_each_feature_is(english):
    """Each row but the cost has its explanation."""
    table, _ = english["service-management"].tables()
    assert [text(row.head.phrase) for row in table.groups[0].rows if not row.head.summary] == ["Cost"]


def test_table_2_states_how_the_common_deliverables_are_delivered(english):
    """Method and frequency of Standard and of Premium, in order."""
    _, table = english["service-management"].tables()
    pair = [("Method", 1), ("Frequency", 1)]
    assert heads(table) == [[("Deliverable", 1), ("Standard", 2), ("Premium", 2)], [*pair, *pair]]
    assert list(rows(table.groups[0]).items()) == list(DELIVERY.items())


def test_the_guide_states_what_each_package_gives(english):
    """Every cell of the support packages, in its group and order."""
    (table,) = english["support-services-guide"].tables()
    assert heads(table) == [[("Service", 1), ("Silver", 1), ("Gold", 1), ("Goldplus", 1)]]
    assert {text(group.head.phrase): rows(group) for group in table.groups if group.head} == PACKAGES
    assert [text(group.head.phrase) for group in table.groups if group.head] == list(PACKAGES)


def test_the_note_on_the_response_frequency_stands_at_its_rows_only(english):
    """The restriction to cases in progress belongs to the response frequency."""
    (table,) = english["support-services-guide"].tables()
    noted = {row.feature for group in table.groups for row in group.rows if row.head.notes}
    assert noted == {"response-frequency"}
    assert "“in progress”" in text(table.notes[0].phrase)


STATEMENTS = {
    "service-management": [
        "recognises that some customers want a higher level of service engagement",
        "sold separately",
        "on-premises or as a service (SaaS)",
        "Customers with on-premises licences may buy the services of a Technical Support Account Manager (TSAM)",
        "may buy Premium Service Management",
        "a Standard service level free of charge",
        "(Table 1)",
        "(Table 2)",
        "Standard: the service manager responds within 2 business days.",
        "Premium: the service manager responds within 1 business day.",
        "breadth and depth of the PTC ecosystem",
        "plan resources, budgets and timelines for critical initiatives",
        "open issues",
        "represents the customer’s voice",
        "Monday to Friday: during standard business hours, normally 09:00–17:00 local time",
        "holidays recognised by PTC",
        "paid-time-off policy",
        "Saturday, Sunday and public holidays: as needed, with advance notice and at the discretion of PTC",
        "communication is in English unless",
        "in a weekly conference call",
        "Up to 3 named customer points of contact (PoC)",
        "expected maximum of 30 cases, incidents or service requests",
        "not expected to exceed 10 hours for one customer engagement in a given week",
        "at its sole discretion",
    ],
    "support-services-guide": [
        "certified to ISO 9001, the highest international quality standard",
        "On-demand system scan (Gold and Goldplus): administrators check",
        "for Windchill and Integrity customers only",
        "Holders of perpetual licences may renew their support agreement before it expires",
        "Expired licences cannot be renewed but can be converted to a subscription",
        "For 1 year after development of the software has stopped",
        "without queueing",
        "Fill in the form, and PTC calls back.",
        "Was this guide helpful?",
        "trademarks or registered trademarks of PTC Inc. or its subsidiaries in the United States and other countries",
    ],
}


@pytest.mark.parametrize("document", STATEMENTS)
def test_every_statement_of_the_fact_sheet_is_made(english, document):
    """What the overview, the descriptions and the sections after the tables must say."""
    edition = english[document]
    whole = "\n".join(text(phrase) for phrase in edition.phrases())
    assert [statement for statement in STATEMENTS[document] if statement not in whole] == []


def test_the_documents_carry_number_and_edition(english):
    """The guide is J13399, and July 2020 is the one date."""
    guide = english["support-services-guide"]
    assert (guide.number, guide.date.replace("\u00a0", " "), guide.revision) == ("J13399", "July 2020", "2020-07")


def test_the_provider_is_never_typed_into_a_text():
    """Its name is a value of the publication."""
    publication = content.read(ROOT)
    typed = [
        message.key
        for messages in publication.messages.values()
        for message in messages
        if publication.provider in message.text
    ]
    assert typed == []
