"""Markup in a translation: readable at all, and the same words stressed as often as in the source."""

from collections import Counter
from collections.abc import Iterator

from generator import inline
from generator.checks.corpus import Corpus, Pair, parsed
from generator.checks.examples import Example
from generator.errors import Finding, Severity

SIGNS = {"strong": "**…**", "emphasis": "*…*", "link": "[…](id)"}


def check(corpus: Corpus) -> Iterator[Finding]:
    """An error where markup is broken, or where it is not the markup of the source (nesting included)."""
    for pair in corpus.pairs:
        if not pair.plain:
            yield from _check(pair)


def _check(pair: Pair) -> Iterator[Finding]:
    try:
        target = Counter(_shape(inline.parse(pair.target)))
    except inline.InlineError as error:
        yield pair.finding(Severity.ERROR, "markup", error.problem, error.hint, error.offset)
        return
    sources = [Counter(_shape(nodes)) for text in pair.sources if (nodes := parsed(text)) is not None]
    if sources and target not in sources:
        wanted = sources[-1]
        problem = f"the markup is {_told(target)}, in the source it is {_told(wanted)}"
        yield pair.finding(Severity.ERROR, "markup", problem, "set the marks around the words that the source stresses")


def _shape(nodes: tuple[inline.Node, ...], path: str = "") -> Iterator[str]:
    """The path of each piece of markup from the outside: ``strong``, ``strong/emphasis``."""
    for node in nodes:
        match node:
            case inline.Strong() | inline.Emphasis() | inline.Link():
                here = f"{path}/{type(node).__name__.lower()}".lstrip("/")
                yield here
                yield from _shape(node.content, here)
            case inline.Text() | inline.Placeholder():
                pass


def _told(shape: Counter[str]) -> str:
    return ", ".join(f"{count} × {_sign(path)}" for path, count in sorted(shape.items())) or "none"


def _sign(path: str) -> str:
    return " in ".join(SIGNS[part] for part in reversed(path.split("/")))


EXAMPLES = (
    Example("**Standard:** yes", "**标准：是", language="zh-Hans", caught=True),
    Example("**Standard:** yes", "Standard: ja", caught=True),
    Example("**Standard** and *more*", "*Standard* und **mehr**", caught=False),
    Example("*Standard*", "**Standard**", caught=True),
    Example("**Standard:** yes", "**标准：**是", language="zh-Hans", caught=False),
)
