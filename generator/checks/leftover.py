"""Text left in the source language: a whole one, or words within one."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.checks.corpus import Bitext, Corpus, Pair
from generator.checks.examples import Example
from generator.checks.languages.usage import beginning
from generator.checks.terms import tokens
from generator.errors import Finding, Severity

_LATIN_RUN = re.compile(
    r"(?<![-._/A-Za-z（(])[A-Za-z][A-Za-z’'-]*(?:[ \u00a0][A-Za-z][A-Za-z’'-]*)+|(?<![-._/A-Za-z（(])[a-z]{4,}(?![-._/A-Za-z])"
)
_LATIN_WORD = re.compile("[A-Za-z]+")
_ASCII = re.compile("[A-Za-z]{2}")
_MANY = 2
"""So many words in a row, one of them of the source language alone, can hardly be a loan."""


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for each; names, and what the glossary or most texts take over as it is, pass."""
    for bitext in corpus.bitexts:
        loans = _loans(bitext)
        latin = "LATIN" in bitext.usage.scripts
        usual = frozenset() if latin else _usual(bitext)
        for pair in bitext.pairs:
            if not latin and pair.target not in pair.sources and not _ASCII.search(pair.words):
                continue
            text = loans.sub(lambda match: "\0" * len(match[0]), pair.words) if loans else pair.words
            yield from _check(pair, text, usual)


def _usual(bitext: Bitext) -> frozenset[str]:
    """Words that most translations of their texts take over, in a language of another script."""
    met: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for pair in bitext.pairs:
        target = {word.casefold() for word in _LATIN_WORD.findall(pair.target)}
        source = {word.casefold() for word, _, _ in tokens(pair.source)}
        met.update(source)
        kept.update(source & target)
    return frozenset(word for word, times in kept.items() if times > 1 and times * 2 >= met[word])


def _loans(bitext: Bitext) -> re.Pattern[str] | None:
    """The words of the glossary that are those of the source, in part at least."""
    loans = set()
    for term in bitext.catalog.glossary.terms:
        source = {word.casefold() for form in term.source for word, _, _ in tokens(form)}
        for form in (term.target, *term.variants):
            if any(word.casefold() in source for word, _, _ in tokens(form)):
                loans.add(form)
    longest = sorted(loans, key=lambda form: (-len(form), form))
    forms = "|".join(map(re.escape, longest))
    return re.compile(f"{beginning(longest)}(?:{forms})", re.IGNORECASE) if longest else None


def _check(pair: Pair, text: str, usual: frozenset[str]) -> Iterator[Finding]:
    hint = "translate it, or list it in the glossary"
    if _same(pair, text):
        yield pair.finding(Severity.WARNING, "leftover", "the translation is the source text", hint)
        return
    source = tuple(word.casefold() for word, _, _ in tokens(pair.source_words))
    if pair.usage.scripts and "LATIN" not in pair.usage.scripts:
        said = frozenset(source) - usual
        for match in _LATIN_RUN.finditer(text):
            if any(word.islower() and word in said for word, _, _ in tokens(match[0])):
                problem = f"'{match[0]}' is left in the source language"
                yield pair.finding(Severity.WARNING, "leftover", problem, hint, *match.span())
        return
    yield from _runs(pair, text, f" {' '.join(source)} ")


def _same(pair: Pair, text: str) -> bool:
    """Whether nothing was translated; a single word, and what the glossary has, may be the same in two languages."""
    words = [word for word, _, _ in tokens(pair.words)]
    if pair.target not in pair.sources or not tokens(text):
        return False
    return len(words) > 1 or words[0] in pair.bitext.corpus.usage.stray


def _runs(pair: Pair, text: str, source: str) -> Iterator[Finding]:
    """Stretches of words that stand just so in the source, with a word among them that only its language has."""
    words = tokens(text)
    folded = [word.casefold() for word, _, _ in words]
    stray = pair.bitext.corpus.usage.stray
    at = 0
    while at < len(words):
        end = _end(folded, at, source)
        run = folded[at:end]
        strange = [word for word in run if word in stray and word not in pair.usage.stray]
        if strange and (len(run) >= _MANY or len(run) == len(strange)):
            start, stop = words[at][1], words[end - 1][2]
            problem = f"'{text[start:stop]}' is left in the source language"
            hint = "translate it, or list it in the glossary"
            yield pair.finding(Severity.WARNING, "leftover", problem, hint, start, stop)
        at = max(end, at + 1)


def _end(words: Sequence[str], at: int, source: str) -> int:
    """Where the longest run of words from *at* ends that stands in the source; *at* itself if the first does not."""
    run, found = " ", 0
    for end in range(at, len(words)):
        run += f"{words[end]} "
        # a longer run stands nowhere before the shorter one
        if (found := source.find(run, found)) < 0:
            return end
    return len(words)


EXAMPLES = (
    Example("The customer’s needs", "The customer’s needs", caught=True),
    Example("Up to three contacts may communicate", "Bis zu drei Kontakte may communicate", caught=True),
    Example("a defined set of deliverables", "一组 defined set of 交付项", language="zh-Hans", caught=True),
    Example("resolutions are given", "resolutions 제공", language="ko", caught=True),
    Example("the support team and its plans", "el equipo and its planes", language="es", caught=True),
    Example("Feedback", "Feedback", caught=False),
    Example("by PTC Windchill", "由 PTC Windchill 提供", language="zh-Hans", names=("PTC", "Windchill"), caught=False),
    Example("the roadmap in detail", "die Roadmap in allen Einzelheiten", caught=False),
)
