"""A translation that nobody has approved, or that somebody disputes, where the publication's policy asks for more."""

from collections.abc import Iterator

from generator.catalogs.ledger import Approval
from generator.catalogs.policy import is_open
from generator.checks.corpus import Corpus
from generator.checks.examples import Example
from generator.errors import Finding, Severity
from generator.model import Policy

_OWN = (Approval.DRAFT, Approval.DISPUTED)
"""What is missing or stale has checks of its own."""


def check(corpus: Corpus) -> Iterator[Finding]:
    """An info for each translation that waits for a reviewer; for a release it is an error."""
    for catalog in corpus.catalogs:
        language = catalog.settings.language.tag
        policy = corpus.publication.policy(language)
        for message in corpus.messages if policy is not Policy.PREVIEW and not catalog.source else ():
            state = catalog.approval(message)
            if state in _OWN and is_open(state, policy):
                line = catalog.ledger.standing(message, catalog.forms(message))
                problem = f"the translation of '{message.key}' is {'disputed' if line else 'not approved'}"
                hint = (
                    f"{line.who}: {line.note}" if line and line.note else "servicedocs approve, or dispute with a note"
                )
                place = catalog.lookup(message).place
                yield Finding(Severity.INFO, "approval", place, problem, hint, message.key, language, message.domain)


EXAMPLES = (
    Example("Maintenance", "Wartung", policy=Policy.CONTRACT, caught=True),
    Example("Maintenance", "Wartung", policy=Policy.CONTRACT, verdict="disputed", caught=True),
    Example("Maintenance", "Wartung", policy=Policy.PUBLIC, verdict="disputed", caught=True),
    Example("Maintenance", "Wartung", policy=Policy.CONTRACT, verdict="approved", caught=False),
    Example("Maintenance", "Wartung", policy=Policy.CONTRACT, verdict="waived", caught=False),
    Example("Maintenance", "Wartung", policy=Policy.PUBLIC, caught=False),
    Example("Maintenance", "Wartung", verdict="disputed", caught=False),
    Example("Maintenance", "", policy=Policy.CONTRACT, caught=False),
)
