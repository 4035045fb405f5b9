"""A message without a translation: a draft shows the source text in its place, a release can't be built."""

from collections.abc import Iterator

from generator.checks.corpus import Corpus
from generator.checks.examples import Example
from generator.edition import State
from generator.errors import Finding, Severity


def check(corpus: Corpus) -> Iterator[Finding]:
    """A finding for each message that has no translation, or not all of its plural forms."""
    for catalog in corpus.catalogs:
        language = catalog.settings.language.tag
        for message in corpus.messages:
            if catalog.state(message) is State.MISSING:
                translation = catalog.lookup(message)
                problem = f"'{message.key}' is not translated"
                known = (message.domain, message.key) in catalog.entries
                hint = "fill in its msgstr" if known else "run: servicedocs catalogs update"
                yield Finding(
                    Severity.WARNING,
                    "untranslated",
                    translation.place,
                    problem,
                    hint,
                    message.key,
                    language,
                    message.domain,
                )


EXAMPLES = (
    Example("Maintenance", "", caught=True),
    Example("{count} day", ("{count} Tag", ""), plural="{count} days", caught=True),
    Example("Maintenance", "Wartung", caught=False),
    Example("Maintenance", "Wartung", offered="Service", caught=False),
)
