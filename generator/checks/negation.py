"""Negations: none lost, none added."""

from collections.abc import Iterator

from generator.checks.concepts import negations, stretches, without_idle
from generator.checks.corpus import Corpus, Pair
from generator.checks.examples import Example
from generator.checks.languages import Usage
from generator.errors import Finding, Severity


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning where one text has more words that negate beyond doubt than the other has that could."""
    if corpus.usage.negation:
        for pair in corpus.pairs:
            if pair.usage.negation:
                yield from _check(pair)


def _check(pair: Pair) -> Iterator[Finding]:
    spoken, usage = pair.bitext.corpus.usage, pair.usage
    for source, target, start in stretches(pair):
        wanted, found = negations(source, spoken), negations(target, usage)
        if len(wanted) > len(found) and len(wanted) > len(found) + _possible(target, usage):
            begin, end = wanted[-1]
            problem = f"the source negates ('{source[begin:end]}'), the translation does not"
            stop = start + len(target)
            yield pair.finding(Severity.WARNING, "negation", problem, "negate what the source negates", start, stop)
        elif len(found) > len(wanted) and len(found) > len(wanted) + _possible(source, spoken) - _excepted(
            source, spoken, target, usage
        ):
            at, to = found[-1]
            problem = f"'{target[at:to]}' negates, the source does not"
            yield pair.finding(Severity.WARNING, "negation", problem, "take it out", start + at, start + to)


def _possible(text: str, usage: Usage) -> int:
    """How many words and phrases could negate, or take another's negation upon themselves."""
    sure = {at for start, end in negations(text, usage) for at in range(start, end)}
    words = usage.pattern(usage.negating).finditer(without_idle(text, usage))
    idle = len(usage.pattern(usage.idle).findall(text)) if usage.idle else 0
    return idle + sum(match.start() not in sure for match in words)


def _excepted(source: str, spoken: Usage, target: str, usage: Usage) -> int:
    """How many exceptions both texts make in words that don't negate: "unless", "salvo que"; none takes a negation."""
    return min(_exceptions(source, spoken), _exceptions(target, usage))


def _exceptions(text: str, usage: Usage) -> int:
    if "except" not in usage.modality:
        return 0
    negated = {at for span in negations(text, usage) for at in range(*span)}
    found = usage.pattern(usage.modality["except"]).finditer(text)
    return sum(negated.isdisjoint(range(*match.span())) for match in found)


EXAMPLES = (
    Example(
        "It pays neither for wear nor for damage.", "既不赔偿磨损，也不赔偿损坏。", language="zh-Hans", caught=False
    ),
    Example("Keep it away from children.", "어린이의 손이 닿지 않는 곳에 보관하십시오.", language="ko", caught=False),
    Example(
        "Share it with nobody, not even with us.",
        "당사를 포함하여 누구와도 공유하지 마십시오.",
        language="ko",
        caught=False,
    ),
    Example("It ends unless it is renewed.", "Termina salvo que no se renueve.", language="es", caught=True),
    Example("It ends unless it is renewed.", "Termina salvo que se renueve.", language="es", caught=False),
    Example("It ends unless it is renewed.", "Er endet, wenn er nicht verlängert wird.", caught=False),
    Example("It ends unless it is renewed.", "갱신하지 않는 한 종료됩니다.", language="ko", caught=False),
    Example("if the other fails to pay", "wenn die andere zahlt", caught=True),
    Example("if the other fails to pay", "bei Zahlungsverzug der anderen", caught=False),
    Example("It is not hosted.", "Sie wird gehostet.", caught=True),
    Example("It is not hosted.", "Sie wird nicht gehostet.", caught=False),
    Example("It is hosted.", "Sie wird nicht gehostet.", caught=True),
    Example("It is not hosted.", "Se aloja.", language="es", caught=True),
    Example("It cannot be renewed.", "No se puede renovar.", language="es", caught=False),
    Example("It cannot be renewed.", "갱신할 수 없습니다.", language="ko", caught=False),
    Example("It cannot be renewed.", "갱신할 수 있습니다.", language="ko", caught=True),
    Example("It is not included.", "包含。", language="zh-Hans", caught=True),
    Example("It is not included.", "不包含。", language="zh-Hans", caught=False),
    Example("It is included unless agreed otherwise.", "包含，除非另有约定。", language="zh-Hans", caught=False),
    Example("without limit", "unbegrenzt", caught=False),
)
