"""HTML -> PDF/UA-1 and PDF/A-3a, in the order in which it happens."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element as Html

import pydyf

from generator.errors import Finding, Place
from generator.formats.pdf import attachments as embedded
from generator.formats.pdf import engine, output_intent, tags, writing
from generator.formats.pdf import metadata as described
from generator.formats.pdf.attachments import Attachment
from generator.formats.pdf.engine import Face
from generator.formats.pdf.hyphenation import Hyphenation
from generator.formats.pdf.metadata import Metadata
from generator.formats.pdf.structure import Structure

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def press(
    html: str,
    stylesheets: Sequence[str],
    fonts: Sequence[Face],
    metadata: Metadata,
    attachments: Sequence[Attachment],
    resources: Mapping[str, bytes],
    base: str,
    cache: Path | None,
) -> bytes:
    """See `generator.formats.pdf.write_pdf`."""
    place = Place(base)
    hyphenation = Hyphenation(cache) if cache else None
    with engine.listening(place) as logged:
        document = engine.render(html, fonts, stylesheets, resources, hyphenation)
        from generator.formats.pdf import boxes

        plan = boxes.read(document)
        pdf = _paint(document, plan, metadata, attachments)
    if hyphenation:
        hyphenation.keep()
    engine.refuse(
        [
            *logged,
            *_faults(document._html.etree_element, place),
            *(engine.problem(place, *problem) for problem in plan.problems),
        ]
    )
    return pdf


def _paint(document: Any, plan: Structure, metadata: Metadata, attachments: Sequence[Attachment]) -> bytes:
    from generator.formats.pdf.marks import MarkedStream

    def add_tags(pdf: Any, document: Any, version: str, streams: list[Any]) -> None:
        tags.write(pdf, plan, streams)

    def finish(document: Any, pdf: Any) -> None:
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        output_intent.write(pdf)
        embedded.write(pdf, attachments, metadata.pdf_date)
        described.write(pdf, metadata, f"WeasyPrint {engine.WEASYPRINT}")
        writing.finish(pdf)

    with engine.hooked(partial(MarkedStream, plan), add_tags):
        return bytes(document.write_pdf(finisher=finish, **engine.OPTIONS))


def _faults(html: Html, place: Place) -> Iterator[Finding]:
    """What makes a document unfit for ears, seen in its HTML."""
    if not html.get("lang"):
        yield engine.problem(place, "the document has no language", "write <html lang=…>")
    levels = [int(str(element.tag)[1]) for element in html.iter() if element.tag in HEADINGS]
    if levels.count(1) != 1:
        yield engine.problem(
            place, f"the document has {levels.count(1)} headings of level 1", "the title is the only h1"
        )
    for before, level in zip([0, *levels], levels, strict=False):
        if level > before + 1:
            yield engine.problem(
                place, f"a heading of level {level} follows one of level {before}", "don't skip levels"
            )
    if "\u2010" in "".join(html.itertext()):
        # Hyphenation draws this character at line ends, where it is read as a soft hyphen.
        yield engine.problem(place, "the text holds U+2010 HYPHEN", "write the hyphen of the keyboard (-) or U+2011")
