"""How a text speaks to its reader: Sie or du, usted or tú, 您 or 你, 합니다체 or 해요체."""

import re
from collections import Counter
from collections.abc import Iterator

from generator.checks.corpus import Bitext, Corpus, prose
from generator.checks.examples import Example
from generator.errors import Finding, Severity


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for what is familiar, and for a manner that is not that of most texts."""
    for bitext in corpus.bitexts:
        if bitext.usage.informal:
            yield from _familiar(bitext)
        if bitext.usage.manners:
            yield from _manners(bitext)


def _familiar(bitext: Bitext) -> Iterator[Finding]:
    pattern = bitext.usage.pattern(bitext.usage.informal)
    formal = bitext.usage.pattern(bitext.usage.formal) if bitext.usage.formal else None
    polite = any(formal.search(pair.target) for pair in bitext.pairs) if formal else False
    met = [(pair, match) for pair in bitext.pairs for match in pattern.finditer(prose(pair.target))]
    # a publication that is familiar throughout has chosen so
    if met and not polite and len(met) > 3:
        return
    for pair, match in met:
        problem = f"'{match[0]}' is familiar"
        yield pair.finding(Severity.WARNING, "register", problem, "contracts are formal", *match.span())


def _manners(bitext: Bitext) -> Iterator[Finding]:
    patterns = {name: re.compile(expression, re.MULTILINE) for name, expression in bitext.usage.manners.items()}
    met = [
        (pair, name, match)
        for pair in bitext.pairs
        for name, pattern in patterns.items()
        for match in pattern.finditer(prose(pair.target))
    ]
    counted = Counter(name for _, name, _ in met)
    if not counted:
        return
    usual = max(patterns, key=lambda name: counted[name])
    for pair, name, match in met:
        if name != usual:
            problem = f"'{match[0]}' is {name}, the other texts are in {usual}"
            yield pair.finding(Severity.WARNING, "register", problem, "keep to one manner", *match.span())


_FORMAL_KO = (("It is sold.", "판매됩니다."), ("It is hosted.", "호스팅됩니다."))
_FORMAL_DE = (("Fill in the form.", "Füllen Sie das Formular aus."),)

EXAMPLES = (
    Example("your plan", "dein Plan", others=_FORMAL_DE, caught=True),
    Example("your plan", "Ihr Plan", others=_FORMAL_DE, caught=False),
    Example("your plan", "tu plan", language="es", caught=True),
    Example("your plan", "su plan", language="es", caught=False),
    Example("your plan", "你的计划", language="zh-Hans", caught=True),
    Example("your plan", "客户的计划", language="zh-Hans", caught=False),
    Example("It is given.", "제공해요.", language="ko", others=_FORMAL_KO, caught=True),
    Example("It is given.", "제공한다.", language="ko", others=_FORMAL_KO, caught=True),
    Example("It is given.", "제공합니다.", language="ko", others=_FORMAL_KO, caught=False),
)
