"""A review told to people and programs: one file for each format, all of the same data."""

from importlib import import_module

from generator.review import Review

REPORTS = {"text": "text", "md": "markdown", "html": "html", "json": "json", "xlsx": "xlsx"}
"""The formats, each with its file, which is imported when it is asked for: what pages and workbooks take is much."""


def render(review: Review, format: str) -> str | bytes:
    """The report in a format, of those in REPORTS."""
    report: str | bytes = import_module(f"{__name__}.{REPORTS[format]}").render(review)
    return report
