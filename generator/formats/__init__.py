"""Edition -> bytes: one file per output format.

To add a format, write ``render(edition, press) -> bytes`` in a file of its own and give it a line in FORMATS.
"""

from collections.abc import Mapping

from generator.formats import html, json, paper
from generator.formats.press import Alternate, Download, Page, Press, Render

__all__ = ["FORMATS", "Alternate", "Download", "Page", "Press", "Render"]

FORMATS: Mapping[str, Render] = {
    "html": html.render,
    "json": json.render,
    "pdf": paper.render,
}
