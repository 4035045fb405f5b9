"""Translations with more characters than the place where they stand can take."""

from collections.abc import Iterator

from generator.checks.corpus import Corpus
from generator.checks.examples import Example
from generator.errors import Finding, Severity


def check(corpus: Corpus) -> Iterator[Finding]:
    """An error for each text over its ``max-length``, in the content or as a flag of the entry; what is over is marked.

    Characters are counted as they stand in the catalog, marks and placeholders included, as translators' programs do.
    """
    for pair in corpus.pairs:
        most = pair.catalog.max_length(pair.message)
        if most and len(pair.target) > most:
            problem = f"{len(pair.target)} characters, {most} are allowed"
            yield pair.finding(Severity.ERROR, "limit", problem, "say it shorter", most)


EXAMPLES = (
    Example("Fee", "Gebühren", max_length=5, caught=True),
    Example("{count} fee", ("{count} Gebühr", "{count} Gebühren"), plural="{count} fees", max_length=14, caught=True),
    Example("Fee", "Kosten", max_length=6, caught=False),
    Example("Fee", "费用", language="zh-Hans", max_length=2, caught=False),
    Example("Fee", "Gebühren", caught=False),
)
