"""Short texts without a note: a translator can't know what one to three words mean."""

from collections.abc import Iterator

from generator.checks.corpus import Corpus, prose
from generator.checks.examples import Content
from generator.checks.terms import tokens
from generator.errors import Finding, Severity
from generator.model import Inclusion, Message, Status

ENOUGH = 4
"""Words of a text that speaks for itself."""


def check(corpus: Corpus) -> Iterator[Finding]:
    """An info for each text of fewer than four words without a note for translators; names need none."""
    for message in corpus.messages:
        words = len(tokens(_said(message, corpus)))
        if 0 < words < ENOUGH and not message.note:
            problem = f"'{message.text}' has {words} word{'' if words == 1 else 's'} and no note"
            hint = "write note: what it means, or what it does not mean"
            yield Finding(Severity.INFO, "notes", message.place, problem, hint, message.key, domain=message.domain)


def _said(message: Message, corpus: Corpus) -> str:
    text = prose(message.text)
    return corpus.names.sub("", text) if corpus.names else text


_INCLUDED = {("gold", "value"): Inclusion(Status.INCLUDED)}

EXAMPLES = (
    Content(facts=_INCLUDED, name="Maintenance", caught=True),
    Content(facts=_INCLUDED, name="Maintenance", note="Work on the system, not the fee.", caught=False),
    Content(facts=_INCLUDED, name="Maintenance of the hosted system", caught=False),
)
