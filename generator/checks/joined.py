"""Korean particles and counters close up to what they belong to: PTC는, 2영업일."""

from collections import Counter
from collections.abc import Iterator

from generator.checks.corpus import Bitext, Corpus
from generator.checks.examples import Example
from generator.checks.languages.usage import compiled
from generator.errors import Finding, Severity

# 이 and 그 are words of their own as well ("this"), and so are 의도, 은행, 가…: only a particle that ends there counts
_APART = r"(?<=[\w)}”’*가-힣])[  ](?P<particle>PARTICLES)(?=[\s.,;:!?)]|$)"
_DEMONSTRATIVE = frozenset({"이", "가", "도", "의", "로", "보다"})


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for a particle that stands apart, and for a counter that is spaced otherwise than most."""
    for bitext in corpus.bitexts:
        if bitext.usage.particles:
            yield from _particles(bitext)
        if bitext.usage.counters:
            yield from _counters(bitext)


def _particles(bitext: Bitext) -> Iterator[Finding]:
    apart = compiled(_APART.replace("PARTICLES", bitext.usage.particles), False)
    for pair in bitext.pairs:
        for match in apart.finditer(pair.target):
            particle = match["particle"]
            after_hangul = "\uac00" <= pair.target[match.start() - 1] <= "\ud7a3"
            if particle in _DEMONSTRATIVE and after_hangul:
                continue
            problem = f"the particle '{particle}' stands apart from its word"
            start, end = match.span()
            yield pair.finding(Severity.WARNING, "joined", problem, "close it up", start, end, particle, True)


def _counters(bitext: Bitext) -> Iterator[Finding]:
    pattern = compiled(
        rf"(?:(?<=\d)|(?<=[}}]))(?P<gap>[  ]?)(?P<counter>{bitext.usage.counters})(?![가-힣]*(?:하|되))", False
    )
    found = [(pair, match) for pair in bitext.pairs for match in pattern.finditer(pair.target)]
    spaced = Counter(bool(match["gap"]) for _, match in found)
    usual = spaced[True] > spaced[False]
    for pair, match in found:
        if bool(match["gap"]) != usual:
            how = "apart from" if not usual else "closed up to"
            problem = f"the counter '{match['counter']}' stands {how} its number, unlike elsewhere"
            fix = ("\u00a0" if usual else "") + match["counter"]
            start, end = match.span()
            yield pair.finding(Severity.WARNING, "joined", problem, "write counters alike", start, end, fix, True)


_DAYS = (("2 days", "2일"), ("3 days", "3일"))

EXAMPLES = (
    Example("PTC offers", "PTC 는 제공합니다", language="ko", caught=True),
    Example("of {provider}", "{provider} 의 서비스", language="ko", caught=True),
    Example("from the customer", "고객 에게서 받음", language="ko", caught=True),
    Example("2 business days", "2 영업일", language="ko", others=_DAYS, caught=True),
    Example("PTC offers", "PTC는 제공합니다", language="ko", caught=False),
    Example("this service", "또한 이 서비스", language="ko", caught=False),
    Example("2 business days", "2영업일", language="ko", others=_DAYS, caught=False),
)
