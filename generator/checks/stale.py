"""A translation of something the source no longer says: marked fuzzy, or made for another English text."""

from collections.abc import Iterator

from generator.checks.corpus import Corpus
from generator.checks.examples import Example
from generator.edition import State
from generator.errors import Finding, Severity


def check(corpus: Corpus) -> Iterator[Finding]:
    """A finding for each translation that waits for another look."""
    for catalog in corpus.catalogs:
        language = catalog.settings.language.tag
        for message in corpus.messages:
            if catalog.state(message) is State.STALE:
                translation = catalog.lookup(message)
                if translation.previous == message.text:
                    problem = f"the translation of '{message.key}' is marked as fuzzy"
                    hint = "if it is right, take the flag away"
                else:
                    problem = f"the translation of '{message.key}' fits an earlier source text"
                    hint = f"it was made for: {translation.previous}"
                yield Finding(
                    Severity.WARNING, "stale", translation.place, problem, hint, message.key, language, message.domain
                )


EXAMPLES = (
    Example("Maintenance", "Wartung", fuzzy=True, caught=True),
    Example("Maintenance", "Wartung", offered="Service", caught=True),
    Example("Maintenance", "Wartung", caught=False),
    Example("Maintenance", "", offered="Service", caught=False),
)
