"""What can be wrong with content and translations although every file can be read: one file for each check.

A check is a function from a corpus (the messages, and every translation beside its source) to findings. Its name is the
code of its findings. Severity error is for what is provably wrong; whatever a careful person could have meant is a
warning, and what only deserves a look an info. Each check's file ends with examples, those it must catch and those it
must let pass, which the tests run. What words a check needs stands in ``languages/``.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from generator.catalogs import Catalog
from generator.catalogs.ledger import Approval
from generator.checks import (
    approval,
    blanks,
    bounds,
    brackets,
    calendar,
    collision,
    consistency,
    contradiction,
    doubled,
    glossary,
    invisible,
    joined,
    leftover,
    length,
    limit,
    links,
    markup,
    mixed,
    modality,
    names,
    naming,
    negation,
    notes,
    numbers,
    omission,
    orphan,
    particle,
    placeholders,
    plural,
    punctuation,
    quotes,
    references,
    register,
    reverse,
    rhythm,
    script,
    siblings,
    spelling,
    stale,
    term,
    typed,
    typography,
    units,
    untranslated,
    unused,
    width,
)
from generator.checks.corpus import Corpus
from generator.errors import Finding, Severity
from generator.model import Policy, Publication

Check = Callable[[Corpus], Iterator[Finding]]

CHECKS: dict[str, Check] = {
    # exact
    "untranslated": untranslated.check,
    "stale": stale.check,
    "approval": approval.check,
    "orphan": orphan.check,
    "markup": markup.check,
    "placeholders": placeholders.check,
    "links": links.check,
    "names": names.check,
    "plural": plural.check,
    "numbers": numbers.check,
    "units": units.check,
    "calendar": calendar.check,
    "particle": particle.check,
    "invisible": invisible.check,
    "script": script.check,
    "leftover": leftover.check,
    "limit": limit.check,
    # typography
    "width": width.check,
    "blanks": blanks.check,
    "mixed": mixed.check,
    "joined": joined.check,
    "quotes": quotes.check,
    "brackets": brackets.check,
    "doubled": doubled.check,
    "punctuation": punctuation.check,
    "typography": typography.check,
    # relational
    "glossary": glossary.check,
    "term": term.check,
    "reverse": reverse.check,
    "collision": collision.check,
    "consistency": consistency.check,
    "spelling": spelling.check,
    "naming": naming.check,
    "siblings": siblings.check,
    "modality": modality.check,
    "negation": negation.check,
    "bounds": bounds.check,
    "rhythm": rhythm.check,
    "references": references.check,
    "register": register.check,
    "omission": omission.check,
    "length": length.check,
    # content
    "contradiction": contradiction.check,
    "unused": unused.check,
    "typed": typed.check,
    "notes": notes.check,
}

ERRORS = (
    "markup", "placeholders", "links", "names", "numbers", "units", "calendar", "particle", "invisible", "script", "limit",
)  # fmt: skip
"""Checks that may find an error in a translation; what the others find is at most a warning."""

RELEASE = ("untranslated", "stale", "approval")
"""Checks whose findings a draft may live with and a release may not."""


def run(
    publication: Publication,
    catalogs: Sequence[Catalog],
    *,
    release: bool = False,
    codes: Sequence[str] = tuple(CHECKS),
) -> tuple[Finding, ...]:
    """The findings of the checks named by *codes*, by place; for a *release*, what is not translated is an error."""
    corpus = Corpus(publication, catalogs)
    findings = [finding for code in codes for finding in CHECKS[code](corpus)]
    if release:
        passing = _passing(publication, catalogs)
        findings = [_strict(finding, passing) for finding in findings]
    return tuple(sorted(findings, key=lambda finding: (finding.place, finding.code, finding.problem)))


def _strict(finding: Finding, passing: Collection[tuple[str, str, str]]) -> Finding:
    if finding.code in RELEASE and (finding.language, finding.domain, finding.key) not in passing:
        return replace(finding, severity=Severity.ERROR)
    return finding


def _passing(publication: Publication, catalogs: Sequence[Catalog]) -> frozenset[tuple[str, str, str]]:
    """(language, domain, key) of what a release lets pass: what was waived, and under the policy public what is stale."""
    found = set()
    for catalog in catalogs:
        tag = catalog.settings.language.tag
        policy = publication.policy(tag)
        if catalog.ledger.lines or policy is Policy.PUBLIC:
            for message in (message for domain in publication.messages.values() for message in domain):
                state = catalog.approval(message)
                if state is Approval.WAIVED or (state is Approval.STALE and policy is Policy.PUBLIC):
                    found.add((tag, message.domain, message.key))
    return frozenset(found)
