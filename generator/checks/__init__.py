"""What can be wrong with content and translations although every file can be read: one file for each check.

A check is a function from a corpus (the messages, and every translation beside its source) to findings. Its name is the
code of its findings. Severity error is for what is provably wrong; whatever a careful person could have meant is a
warning, and what only deserves a look an info. Each check's file ends with examples, those it must catch and those it
must let pass, which the tests run. What words a check needs stands in ``languages/``.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module

from generator.catalogs import Catalog
from generator.catalogs.ledger import Approval
from generator.checks.corpus import Corpus
from generator.errors import Finding, Severity
from generator.model import Policy, Publication

Check = Callable[[Corpus], Iterator[Finding]]


class _Checks(Mapping[str, Check]):
    """Checks by code; the file of one is read when it is asked for, since a build asks for few."""

    def __init__(self, *codes: str) -> None:
        self._codes = dict.fromkeys(codes)

    def __getitem__(self, code: str) -> Check:
        if code not in self._codes:
            raise KeyError(code)
        check: Check = import_module(f"{__name__}.{code}").check
        return check

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)


CHECKS: Mapping[str, Check] = _Checks(
    # exact
    "untranslated",
    "stale",
    "approval",
    "orphan",
    "markup",
    "placeholders",
    "links",
    "names",
    "plural",
    "numbers",
    "units",
    "calendar",
    "particle",
    "invisible",
    "script",
    "leftover",
    "limit",
    # typography
    "width",
    "blanks",
    "mixed",
    "joined",
    "quotes",
    "brackets",
    "doubled",
    "punctuation",
    "typography",
    # relational
    "glossary",
    "term",
    "reverse",
    "collision",
    "consistency",
    "spelling",
    "naming",
    "siblings",
    "modality",
    "negation",
    "bounds",
    "rhythm",
    "references",
    "register",
    "omission",
    "length",
    # content
    "contradiction",
    "unused",
    "typed",
    "notes",
)

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
