"""Korean particles after a placeholder: which of its two forms is right depends on a value that the text can't know."""

import re
from collections.abc import Iterator

from generator import inline
from generator.checks.corpus import Corpus, parsed
from generator.checks.examples import Example
from generator.errors import Finding, Severity

# Particles and forms of the copula that differ after a consonant and after a vowel: topic, subject, object, "and",
# "by", "or", "is called", "even if it is", vocative… and what may be added to them (으로는, 과의, 로부터, 이라는).
TWO_FORMS = (
    "은|는|이|가|을|를|과|와|으로|로|이나|나|이랑|랑|이며|며|이고|고|이라|라|이란|란|이든|든|이든지|든지|이라도|라도|이라고|라고|이라는|라는"
    "|이라면|라면|이나마|나마|이야|야|이여|여|이므로|므로|이지만|지만|이어야|여야|이라서|라서|이거나|거나"
)
ADDED = "는|도|만|의|서|써|서의|써의|부터|부터의|까지|서는|써는|서도|까지의"

# A word that only begins like a particle (이상, 이내, 가지, 로그) goes on in Hangul and is none.
PARTICLE = re.compile(rf"(?P<particle>(?:{TWO_FORMS})(?:{ADDED})?)(?![\uac00-\ud7a3])")
_VALUE = "\ue000"
_AFTER_VALUE = re.compile(rf"{_VALUE}[”’\"'」』》〉»]*{PARTICLE.pattern}")


def check(corpus: Corpus) -> Iterator[Finding]:
    """An error where a particle with two forms touches a placeholder, markup and quotes between them or not."""
    for pair in corpus.pairs:
        if pair.language.split("-")[0] != "ko":
            continue
        text, offsets = _flat(parsed(pair.target) or ())
        for match in _AFTER_VALUE.finditer(text):
            particle = match["particle"]
            problem = f"the form of '{particle}' depends on the value of the placeholder before it"
            hint = "use a particle with one form (의, 에, 에서, 에게, 도, 만), or put a noun between them"
            yield pair.finding(Severity.ERROR, "particle", problem, hint, *_where(match, offsets))


def _where(match: re.Match[str], offsets: list[int]) -> tuple[int, int]:
    return offsets[match.start("particle")], offsets[match.end("particle") - 1] + 1


def _flat(nodes: tuple[inline.Node, ...]) -> tuple[str, list[int]]:
    """The text without markup, a stand-in for each value, and the offset of each character in the translation."""
    text, offsets = "", []
    for node in inline.walk(nodes):
        if isinstance(node, inline.Placeholder):
            text += _VALUE
            offsets.append(node.offset)
        elif isinstance(node, inline.Text):
            text += node.text
            offsets += range(node.offset, node.offset + len(node.text))
    return text, offsets


EXAMPLES = (
    Example("{provider} agrees", "{provider}가 동의합니다", language="ko", caught=True),
    Example("with {provider}", "{provider}와의 계약", language="ko", caught=True),
    Example("by {method}", "**{method}**으로", language="ko", caught=True),
    Example("by “{method}”", "“{method}”로 연락합니다", language="ko", caught=True),
    Example("within {count}", "{count}이내", language="ko", caught=False),
    Example("{count} kinds", "{count}가지", language="ko", caught=False),
    Example("of {provider}", "{provider}의 서비스", language="ko", caught=False),
    Example("{provider} agrees", "{provider} 회사가 동의합니다", language="ko", caught=False),
    Example("{count} days", "{count}이 Tage", language="de", caught=False),
)
