"""The heads of cells: Scope and id of each TH, Headers of each cell (ISO 14289-1, 7.5)."""

from collections.abc import Iterator

from generator.formats.pdf.elements import Elements
from generator.formats.pdf.tables import Grid, explicit


def resolve(elements: Elements) -> Iterator[tuple[str, str]]:
    """Give every TH its scope and id, and every cell its heads. Yields what is wrong (problem, hint).

    A cell's ``headers`` attribute counts as it is written; without one the heads follow from the grid.
    """
    tables = (elements.ancestor(cell, lambda html: html.tag == "table") for cell in elements.cells)
    for number, table in enumerate(dict.fromkeys(table for table in tables if table is not None), 1):
        grid = Grid(table)
        _name_heads(elements, grid, f"table-{number}")
        yield from _associate(elements, grid)


def _name_heads(elements: Elements, grid: Grid, prefix: str) -> None:
    for number, cell in enumerate((cell for cell in grid.cells if cell.is_head), 1):
        if element := elements.known(cell.element):
            element.id = cell.element.get("id") or f"{prefix}-head-{number}"
            element.attributes["Scope"] = "/Row" if grid.scope(cell).startswith("row") else "/Column"


def _associate(elements: Elements, grid: Grid) -> Iterator[tuple[str, str]]:
    heads = [cell.element for cell in grid.cells if cell.is_head]
    for cell in grid.cells:
        if (element := elements.known(cell.element)) is None:
            continue
        named = explicit(cell.element, heads)
        found, lost = (grid.heads(cell), []) if named is None else named
        element.headers = tuple(head for html in found if (head := elements.known(html)) is not None)
        text = " ".join("".join(cell.element.itertext()).split())
        for id in lost:
            yield f"cell '{text}' names a head '{id}' that its table does not have", "headers= lists ids of th elements"
        if text and not cell.is_head and not element.headers:
            yield f"no head leads to the cell '{text}'", "give the table th elements with scope"
