"""Names that stay as they are: letter by letter, and wherever the source has them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from generator.checks.corpus import Corpus, Pair, prose
from generator.checks.examples import Example
from generator.checks.languages.usage import beginning
from generator.errors import Finding, Severity

_SPACES = re.compile("[\u00a0\u202f\u2009]")


def check(corpus: Corpus) -> Iterator[Finding]:
    """An error where a name of the source is missing or in other letters, a warning where only its number differs."""
    if not corpus.publication.names:
        return
    pattern = _pattern(corpus.publication.names)
    letters = {name.casefold(): name for name in corpus.publication.names}
    sources = cache(lambda text: _names(_matches(text, pattern), letters))
    for pair in corpus.pairs:
        yield from _check(pair, [sources(text) for text in pair.sources], pattern, letters)


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Any of the names, the longest first, in any case; a Latin letter or digit beside it makes it another word.

    A letter of another script may stand there: Korean particles follow a name without a space.
    """
    longest = sorted(names, key=lambda name: (-len(name), name))
    words = rf"{beginning(longest)}(?:{'|'.join(map(re.escape, longest))})"
    return re.compile(rf"(?<![A-Za-z0-9]){words}(?![A-Za-z0-9])", re.IGNORECASE)


def _matches(text: str, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    """Where the names stand, in whatever letters."""
    return list(pattern.finditer(_SPACES.sub(" ", prose(text))))


def _check(
    pair: Pair, sources: Sequence[Counter[str]], pattern: re.Pattern[str], letters: Mapping[str, str]
) -> Iterator[Finding]:
    matches = _matches(pair.target, pattern)
    found = _names(matches, letters)
    for match in matches:
        name = letters[match[0].casefold()]
        if match[0] != name and any(name in source for source in sources) and found[name] < sources[-1][name]:
            problem = f"'{match[0]}' is written otherwise than '{name}'"
            yield pair.finding(Severity.ERROR, "names", problem, "names stay as they are", *match.span(), fix=name)
            found[name] += 1
    for name in sorted({*sources[-1], *found}):
        wanted = {source[name] for source in sources}
        if found[name] in wanted:
            continue
        missing = not found[name]
        problem = (
            f"'{name}' is missing" if missing else f"'{name}' stands {found[name]} times, in the source {max(wanted)}"
        )
        severity = Severity.ERROR if missing else Severity.WARNING
        yield pair.finding(severity, "names", problem, "names stay as they are, wherever the source has them")


def _names(matches: Sequence[re.Match[str]], letters: Mapping[str, str]) -> Counter[str]:
    """The names that are written exactly as they are to be."""
    return Counter(match[0] for match in matches if match[0] in letters.values())


EXAMPLES = (
    Example("SaaS customers", "SAAS-Kunden", names=("SaaS",), caught=True),
    Example("SaaS customers", "Cloud-Kunden", names=("SaaS",), caught=True),
    Example("Support by PTC Inc.", "Support durch PTC", names=("PTC", "PTC Inc."), caught=True),
    Example("Goldplus", "골드플러스", names=("Goldplus",), language="ko", caught=True),
    Example("TSAM is sold", "TSAM은 판매됩니다", names=("TSAM",), language="ko", caught=False),
    Example("ISO 9001", "ISO\u00a09001", names=("ISO 9001",), caught=False),
    Example("data integrity", "Integrität", names=("Integrity",), caught=False),
)
