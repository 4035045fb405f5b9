"""What an edition states about its text: from which source, how much of it approved, and which language counts."""

from hashlib import sha256

from generator import cldr
from generator.catalogs import Catalog
from generator.catalogs.ledger import Approval
from generator.edition import Edition, Provenance
from generator.model import Publication

_PAGE = "interface:"
"""The beginning of the keys of words that belong to the page and not to the document."""


def stated(
    edition: Edition, original: Edition, publication: Publication, catalog: Catalog, formats: cldr.Formats
) -> Provenance:
    """What the publication wants an edition to state; *original* is the same document in the source language.

    Raises RenderError if CLDR has no name for the prevailing language.
    """
    wanted = publication.provenance
    approved = texts = ""
    if wanted.approved and not catalog.source:
        names = {name for name in edition.messages if not name.startswith(_PAGE)}
        told = [
            each for group in publication.messages.values() for each in group if f"{each.domain}:{each.key}" in names
        ]
        approved = cldr.number(sum(catalog.approval(each) is Approval.APPROVED for each in told), formats)
        texts = cldr.number(len(told), formats)
    return Provenance(
        revision=revision(original) if wanted.revision else "",
        approved=approved,
        texts=texts,
        prevailing=cldr.language_name(wanted.prevailing, formats) if wanted.prevailing else "",
    )


def revision(original: Edition) -> str:
    """A name for all that a document says in its source language: twelve digits that change with any word or fact.

    It follows from the content alone, so nobody can forget to raise it, and an unpacked archive has the same as a clone.
    """
    told = (str(phrase) for phrase in original.phrases() if not phrase.key.startswith(_PAGE))
    return sha256("\n".join(told).encode()).hexdigest()[:12]
