"""Edition -> bytes: one file per output format.

To add a format, write ``render(edition, press) -> bytes`` in a file of its own and give it a line in FORMATS.
"""

from collections.abc import Mapping

from generator.formats import csv, html, json, paper
from generator.formats.press import Alternate, Download, Former, Neighbours, Page, Press, Render

__all__ = ["FORMATS", "Alternate", "Download", "Former", "Neighbours", "Page", "Press", "Render"]

FORMATS: Mapping[str, Render] = {
    "csv": csv.render,
    "html": html.render,
    "json": json.render,
    "pdf": paper.render,
}
