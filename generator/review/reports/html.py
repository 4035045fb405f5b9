"""A review as one HTML file: no network, filters, keyboard, and paper."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from generator.catalogs.ledger import Approval
from generator.review import Review
from generator.review.classes import Class
from generator.review.reports.data import data, place, unchecked


def render(review: Review) -> str:
    """The report."""
    classes = [str(each) for each in Class]
    told = data(review)
    return _template().render(
        review=told,
        unchecked=unchecked(told) if review.unchecked else "",
        classes=[*classes, "translation"],
        states=[str(each) for each in Approval],
    )


@cache
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["place"] = place
    return environment.get_template("report.html.jinja")
