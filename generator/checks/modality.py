"""What binds: must, should, may, expected, normally, only, unless. A contract is in these words."""

from collections.abc import Iterator

from generator.checks.concepts import has, stretches
from generator.checks.corpus import Corpus, Pair
from generator.checks.examples import Example
from generator.errors import Finding, Severity

TOLD = {
    "must": "an obligation (must)",
    "must-not": "a prohibition (must not)",
    "should": "a recommendation (should)",
    "may": "a permission or possibility (may, can)",
    "expected": "an expectation (expected)",
    "normally": "a rule with exceptions (normally)",
    "only": "a limit (only)",
    "except": "an exception (unless, except)",
}


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning where the source binds in one way and the translation has none of the words for it."""
    if corpus.usage.modality:
        for pair in corpus.pairs:
            if pair.usage.modality:
                yield from _check(pair)


def _check(pair: Pair) -> Iterator[Finding]:
    spoken, usage = pair.bitext.corpus.usage, pair.usage
    for source, target, start in stretches(pair):
        for concept, told in TOLD.items():
            wanted = spoken.pattern(spoken.modality[concept]).search(source)
            if not wanted or has(target, usage, "modality", concept):
                continue
            others = [other for other in ("must", "should", "may") if has(target, usage, "modality", other)]
            instead = f", but {TOLD[others[0]]}" if concept in ("must", "should", "may") and others else ""
            problem = f"'{wanted[0]}' is {told}; the translation says none{instead}"
            end = start + len(target)
            yield pair.finding(Severity.WARNING, "modality", problem, "bind as the source does", start, end)


EXAMPLES = (
    Example("The customer must report it.", "Der Kunde kann es melden.", caught=True),
    Example("The customer must report it.", "Der Kunde muss es melden.", caught=False),
    Example("The customer may buy it.", "El cliente compra.", language="es", caught=True),
    Example("The customer may buy it.", "El cliente puede comprarlo.", language="es", caught=False),
    Example("The customer must report it.", "고객은 이를 보고할 수 있습니다.", language="ko", caught=True),
    Example("The customer must report it.", "고객은 이를 보고해야 합니다.", language="ko", caught=False),
    Example("The customer must report it.", "客户可报告此事。", language="zh-Hans", caught=True),
    Example("The customer must report it.", "客户必须报告此事。", language="zh-Hans", caught=False),
    Example("It must not be exceeded.", "Es darf nicht überschritten werden.", caught=False),
    Example("It must not be exceeded.", "Es wird nicht überschritten.", caught=True),
    Example("It must not be exceeded.", "초과해서는 안 됩니다.", language="ko", caught=False),
    Example("It must not be exceeded.", "不得超过。", language="zh-Hans", caught=False),
    Example("It must not be exceeded.", "No debe superarse.", language="es", caught=False),
    Example("It ends unless it is renewed.", "Er endet, wenn er nicht verlängert wird.", caught=False),
    Example("in May 2020", "im Mai 2020", caught=False),
    Example("It is normally sold for a year.", "Er wird für ein Jahr verkauft.", caught=True),
    Example("in English unless agreed otherwise", "auf Englisch", caught=True),
)
