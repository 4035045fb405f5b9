"""On which pages of the PDFs stands what a review tells of."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.review import Review
from generator.review.change import Where

Pages = Mapping[tuple[str, str], Mapping[str, int]]
"""(document, language) -> id of an element -> the page of the PDF on which it begins."""


def paged(found: Review, pages: Pages) -> Review:
    """The review with the pages of every place, in the languages looked at."""
    tags = (found.source, *found.languages)
    units = (replace(unit, where=on_pages(unit.where, pages, tags)) for unit in found.units)
    changes = (replace(change, where=on_pages(change.where, pages, tags)) for change in found.changes)
    return replace(found, units=tuple(units), changes=tuple(changes))


def on_pages(places: Iterable[Where], pages: Pages, tags: Iterable[str]) -> tuple[Where, ...]:
    """Places with their pages; what is gone is on none."""
    return tuple(replace(where, pages=_pages(where, pages, tuple(tags))) for where in places)


def _pages(where: Where, pages: Pages, tags: tuple[str, ...]) -> dict[str, int]:
    found = {tag: pages.get((where.document, tag), {}).get(where.id, 0) for tag in tags}
    return {tag: page for tag, page in found.items() if page}
