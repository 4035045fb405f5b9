"""The markup inside a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import inline
from generator.inline import Emphasis, InlineError, Link, Placeholder, Strong, Text


def test_reads_every_kind_of_markup():
    """Strong, emphasis, links and placeholders are found, with what stands inside them."""
    nodes = inline.parse("**Gold:** see *the* [guide for {provider}](support-guide).")
    assert nodes == (
        Strong((Text("Gold:"),)),
        Text(" see "),
        Emphasis((Text("the"),)),
        Text(" "),
        Link("support-guide", (Text("guide for "), Placeholder("provider"))),
        Text("."),
    )
    assert inline.placeholders(nodes) == ("provider",)
    assert inline.links(nodes) == ("support-guide",)


def test_each_node_knows_where_it_begins():
    """Offsets count characters of the text as it was written."""
    assert [node.offset for node in inline.walk(inline.parse(r"a\*b **c {d}**"))] == [0, 5, 7, 9]


@pytest.mark.parametrize("text", ["***both***", "*a **b***", "**a *b***"])
def test_strong_and_emphasis_nest(text):
    """Three stars in a row close the inner mark first."""
    kinds = {type(node) for node in inline.walk(inline.parse(text))}
    assert kinds == {Strong, Emphasis, Text}


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a & b", "see (below) ]", "50 % _x_ `y`", r"C:\Users", ""]
)
def test_everything_else_is_plain_text(text):
    """No HTML, no Markdown beyond the subset."""
    assert inline.parse(text) == ((Text(text),) if text else ())


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("{x.__class__}", 0),
        ("{{ 7*7 }}", 0),
        ("a {0}", 2),
        ("{a!r}", 0),
        ("{a:>9}", 0),
        ("{Name}", 0),
        ("{}", 0),
        ("{open", 0),
        ("close}", 5),
        ("**never closed", 0),
        ("a *b", 2),
        ("2 * 3 * 4", 2),
        ("****", 0),
        ("** a **", 0),
        ("**a *b** c*", 7),
        ("[text]", 0),
        ("[text](javascript:alert)", 0),
        ("[text](../x)", 0),
        ("[a [b](c)](d)", 3),
        ("[](id)", 0),
        ("[never closed", 0),
    ],
)
def test_refuses_broken_markup_at_its_place(text, offset):
    """Each fault is told with its offset and what to do."""
    with pytest.raises(InlineError) as caught:
        inline.parse(text)
    assert caught.value.offset == offset
    assert caught.value.problem
    assert "put '\\' before" in caught.value.hint


@given(st.text(alphabet="*[]{}()\\ab- "))
def test_escaped_text_reads_as_itself(text):
    """Whatever is escaped comes back as one plain text."""
    assert inline.parse(inline.escape(text)) == ((Text(text),) if text else ())


@given(st.text(alphabet="*[]{}()\\ab- "))
def test_never_ends_in_anything_but_nodes_or_an_inline_error(text):
    """No input makes the parser fail in another way."""
    try:
        inline.parse(text)
    except InlineError as error:
        inside = 0 <= error.offset < len(text)
    else:
        inside = True
    assert inside
