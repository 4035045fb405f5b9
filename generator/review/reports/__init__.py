"""A review told to people and programs: one file for each format, all of the same data."""

from collections.abc import Callable

from generator.review import Review
from generator.review.reports import html, json, markdown, text, xlsx

REPORTS: dict[str, Callable[[Review], str | bytes]] = {
    "text": text.render,
    "md": markdown.render,
    "html": html.render,
    "json": json.render,
    "xlsx": xlsx.render,
}
