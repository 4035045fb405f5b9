"""What a page is, in the words of schema.org, for programs that read JSON-LD.

Addresses stay relative where the base of the site is unknown; JSON-LD takes them as seen from the page.
"""

from collections.abc import Mapping, Sequence

from generator.edition import Edition, Json, Language
from generator.formats import Download
from generator.formats.templates import kilobytes
from generator.site.addresses import Base, home_path
from generator.site.graph import PageSet

CONTEXT = "https://schema.org"


def document(
    edition: Edition, pages: PageSet, here: str, downloads: Sequence[tuple[str, Download]], source: Language, base: Base
) -> dict[str, Json]:
    """A document in a language; *downloads* are the same in other formats, each with its path."""
    told: dict[str, Json] = {
        "@context": CONTEXT,
        "@type": "DigitalDocument",
        "name": str(edition.title),
        "description": str(edition.description),
        "inLanguage": edition.language.tag,
        "version": edition.revision,
        "datePublished": edition.revision,
        "publisher": _organization(edition),
        "isPartOf": {"@type": "CollectionPage", "@id": base.link(home_path(edition.language), here)},
        "encoding": tuple(_encoding(edition, file, path, here, base) for path, file in downloads),
    }
    if edition.number:
        told["identifier"] = edition.number
    if edition.keywords:
        told["keywords"] = edition.keywords
    told |= _address(here, base)
    return told | _translations(edition, pages, here, source, base)


def collection(first: Edition, name: str, entries: Mapping[str, str], here: str, base: Base) -> dict[str, Json]:
    """The list of documents in a language; *entries* maps each document's path to its title."""
    parts = tuple(
        {"@type": "DigitalDocument", "name": title, "url": base.link(path, here)} for path, title in entries.items()
    )
    return {
        "@context": CONTEXT,
        "@type": "CollectionPage",
        "name": name,
        "inLanguage": first.language.tag,
        "publisher": _organization(first),
        "hasPart": parts,
        **_address(here, base),
    }


def _organization(edition: Edition) -> dict[str, Json]:
    return {"@type": "Organization", "name": edition.publisher}


def _address(here: str, base: Base) -> dict[str, Json]:
    url = base.url(here)
    return {"@id": url, "url": url} if url else {}


def _encoding(edition: Edition, file: Download, path: str, here: str, base: Base) -> dict[str, Json]:
    told: dict[str, Json] = {
        "@type": "MediaObject",
        "contentUrl": base.link(path, here),
        "encodingFormat": file.media_type,
        "inLanguage": edition.language.tag,
    }
    if file.size:
        told["contentSize"] = kilobytes(file.size)
    return told


def _translations(edition: Edition, pages: PageSet, here: str, source: Language, base: Base) -> dict[str, Json]:
    """Of the source, its translations; of a translation, its source."""

    def work(tag: str) -> dict[str, Json]:
        return {"@type": "DigitalDocument", "@id": base.link(pages.paths[tag], here), "inLanguage": tag}

    if edition.language.tag != source.tag:
        return {"translationOfWork": work(source.tag)} if source.tag in pages.paths else {}
    others = tuple(work(tag) for tag in pages.paths if tag != source.tag)
    return {"workTranslation": others} if others else {}
