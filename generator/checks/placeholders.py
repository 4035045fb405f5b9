"""Placeholders: each as often as in the source, in any order."""

from collections import Counter
from collections.abc import Iterator

from generator import inline
from generator.checks.corpus import Corpus, Pair, parsed
from generator.checks.examples import Example
from generator.errors import Finding, Severity, did_you_mean


def check(corpus: Corpus) -> Iterator[Finding]:
    """An error for each placeholder that is missing, too many, or unknown to the source."""
    for pair in corpus.pairs:
        if pair.plain:
            continue
        nodes = parsed(pair.target)
        sources = [parsed(text) for text in pair.sources]
        if nodes is None or None in sources:
            continue
        wanted = [Counter(inline.placeholders(source)) for source in sources if source is not None]
        if Counter(inline.placeholders(nodes)) not in wanted:
            yield from _differences(pair, nodes, wanted[-1])


def _differences(pair: Pair, nodes: tuple[inline.Node, ...], wanted: Counter[str]) -> Iterator[Finding]:
    found = Counter(inline.placeholders(nodes))
    for node in inline.walk(nodes):
        if isinstance(node, inline.Placeholder) and node.name not in wanted:
            hint = did_you_mean(node.name, sorted(wanted)) if wanted else "the source has no placeholder"
            problem = f"{{{node.name}}} is not in the source"
            yield pair.finding(
                Severity.ERROR, "placeholders", problem, hint, node.offset, node.offset + len(node.name) + 2
            )
    for name, times in wanted.items():
        if found[name] != times:
            problem = f"{{{name}}} is missing" if not found[name] else f"{{{name}}} stands {found[name]} times"
            hint = f"the source has it {'once' if times == 1 else f'{times} times'}"
            yield pair.finding(Severity.ERROR, "placeholders", problem, hint)


EXAMPLES = (
    Example("up to {count} cases", "bis zu Fällen", caught=True),
    Example("up to {count} cases", "bis zu {anzahl} Fällen", caught=True),
    Example("{a} and {b}", "{a} und {a}", caught=True),
    Example("{count} case", ("{count} Fall", "Fälle"), plural="{count} cases", caught=True),
    Example("a case", "{count} 건", plural="{count} cases", language="ko", caught=False),
    Example("a case", ("ein Fall", "{count} Fälle"), plural="{count} cases", caught=False),
    Example("{first} to {last}", "vor {last}, nach {first}", caught=False),
)
