"""The HTML table model: which heads a cell falls under."""

from xml.etree import ElementTree

import pytest

from generator.formats.pdf.tables import Grid


def heads(html):
    """Each cell's text and the texts of its heads."""
    grid = Grid(ElementTree.fromstring(f"<table>{html}</table>"))
    return {cell.element.text: [head.text for head in grid.heads(cell)] for cell in grid.cells}


@pytest.mark.parametrize(
    ("html", "cell", "expected"),
    [
        # One row of heads, one column of heads, without scope.
        ("<tr><th/><th>A</th></tr><tr><th>r</th><td>x</td></tr>", "x", ["A", "r"]),
        # A head over two rows shifts the second row of heads.
        (
            (
                '<thead><tr><th rowspan="2">F</th><th scope="col">On</th><th scope="colgroup" colspan="2">S</th></tr>'
                '<tr><th scope="col">a</th><th scope="col">b</th><th scope="col">c</th></tr></thead>'
                '<tbody><tr><th scope="row">r</th><td>x</td><td>y</td><td>z</td></tr></tbody>'
            ),
            "y",
            ["S", "b", "r"],
        ),
        # A cell over two columns falls under both.
        ('<tr><th>A</th><th>B</th></tr><tr><td colspan="2">x</td></tr>', "x", ["A", "B"]),
        # A cell over two rows stands beside both.
        (
            '<tr><th scope="row">r</th><td rowspan="2">x</td></tr><tr><th scope="row">s</th></tr>',
            "x",
            ["r", "s"],
        ),
        # rowspan="0" goes to the end of the row group, and no further.
        (
            (
                '<tbody><tr><th scope="row" rowspan="0">r</th><td>x</td></tr><tr><td>y</td></tr></tbody>'
                "<tbody><tr><td>z</td></tr></tbody>"
            ),
            "y",
            ["r"],
        ),
        (
            '<tbody><tr><th scope="row" rowspan="9">r</th><td>x</td></tr></tbody><tbody><tr><td>z</td></tr></tbody>',
            "z",
            [],
        ),
        # A second row of heads farther down replaces the first for what is under it.
        (
            '<tr><th scope="col">A</th></tr><tr><td>x</td></tr><tr><th scope="col">B</th></tr><tr><td>y</td></tr>',
            "y",
            ["B"],
        ),
        # The head of a row group is for its own rows.
        (
            (
                '<tbody><tr><th scope="rowgroup" colspan="2">g</th></tr><tr><th scope="row">r</th><td>x</td></tr></tbody>'
                '<tbody><tr><th scope="rowgroup" colspan="2">h</th></tr><tr><th scope="row">s</th><td>y</td></tr></tbody>'
            ),
            "y",
            ["h", "s"],
        ),
        # A head falls under the heads over it; an empty head is none.
        ('<tr><th scope="colgroup" colspan="2">S</th></tr><tr><th>a</th><th>b</th></tr>', "b", ["S"]),
        ('<tr><th scope="col"></th></tr><tr><td>x</td></tr>', "x", []),
    ],
)
def test_heads_follow_from_the_grid(html, cell, expected):
    """The standard's algorithm, in document order."""
    assert heads(html)[cell] == expected
