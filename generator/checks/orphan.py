"""An entry whose key no message has: its translation is never printed."""

from collections.abc import Iterator

from generator.checks.corpus import Corpus
from generator.checks.examples import Example
from generator.errors import Finding, Severity, did_you_mean


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for each living entry that belongs to no message."""
    known = {(message.domain, message.key) for message in corpus.messages}
    for catalog in corpus.catalogs:
        language = catalog.settings.language.tag
        for (domain, key), entry in catalog.entries.items():
            if (domain, key) not in known:
                near = [other for place, other in sorted(known) if place == domain]
                problem = f"no message has the key '{key}'"
                hint = f"servicedocs catalogs update makes it obsolete; {did_you_mean(key, near)}"
                yield Finding(Severity.WARNING, "orphan", entry.place, problem, hint, key, language, domain)


EXAMPLES = (
    Example("Maintenance", "Wartung", key="features.old.name", caught=True),
    Example("Maintenance", "Wartung", caught=False),
)
