"""HTML -> tagged, archivable PDF: ``write_pdf``.

The rooms, in the order of the walk (`press` is the walk):

engine       lays the pages out; the one place that adapts WeasyPrint
stand_ins    what stands for parts of WeasyPrint, with the same results at less work:
             characters, everywhere, styles, lengths, shaping
hyphenation  where words may be parted, kept between builds
patterns     hyphenation patterns, read one by one
boxes        which element each drawn run belongs to -> structure
elements     the HTML behind the boxes as structure elements, by the table in roles
heads        which heads each cell falls under, by the HTML table model in tables
marks        paints each run as content of its element, or as an artifact
tags         writes the structure tree
pages        how many a finished file has, and what begins on which
output_intent, attachments
             embed the colour profile and the files
metadata     Info and XMP, and the claims to conform
writing      has each object written once

WeasyPrint is imported when the first PDF is made, not before.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from generator.formats.pdf.attachments import Attachment
from generator.formats.pdf.engine import Face
from generator.formats.pdf.metadata import Metadata
from generator.formats.pdf.pages import page_count, pages_by_id

__all__ = ["Attachment", "Face", "Metadata", "page_count", "pages_by_id", "prepare", "write_pdf"]


def write_pdf(
    html: str,
    *,
    stylesheets: Sequence[str],
    fonts: Sequence[Face],
    metadata: Metadata,
    attachments: Sequence[Attachment] = (),
    resources: Mapping[str, bytes] | None = None,
    base: str = "document.html",
    cache: Path | None = None,
) -> bytes:
    """The PDF of a page of HTML: PDF/UA-1 and PDF/A-3a in one file, the same bytes for the same arguments.

    *stylesheets* are texts of CSS, *resources* files by name that HTML and CSS can name as ``asset:NAME``; nothing else is
    reachable. *base* names the document in errors. The folder *cache* makes hyphenation quick and changes no byte. README.md here tells which HTML counts.
    Raises RenderError with all findings if WeasyPrint warns of anything, or if the HTML can't be read out well.
    """
    from generator.formats.pdf.press import press

    return press(html, stylesheets, fonts, metadata, attachments, resources or {}, base, cache)


def prepare(stylesheets: Iterable[str]) -> None:
    """Import the engine and parse style sheets, for all processes that are forked from this one to press PDFs."""
    from generator.formats.pdf import engine, press  # noqa: F401 - imported is what it shall be

    engine.prepare(stylesheets)
