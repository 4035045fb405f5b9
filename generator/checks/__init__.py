"""What can be wrong with content and translations although every file can be read: one file for each check.

A check is a function from a corpus (the messages, and every translation beside its source) to findings. Its name is the
code of its findings. Severity error is for what is provably wrong; whatever a careful person could have meant is a
warning, and what only deserves a look an info. Each check's file ends with examples, those it must catch and those it
must let pass, which the tests run. What words a check needs stands in ``languages/``.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from itertools import chain

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

WHOLE = ("length", "contradiction", "unused", "typed", "notes")
"""Checks that hold the languages against each other, or look at none: all others know one language at a time."""

RELEASE = ("untranslated", "stale", "approval")
"""Checks whose findings a draft may live with and a release may not."""


FEW = 200
"""So many translations are looked at sooner than another process begins."""


def run(
    publication: Publication,
    catalogs: Sequence[Catalog],
    *,
    release: bool = False,
    codes: Sequence[str] = tuple(CHECKS),
    count: int = 1,
) -> tuple[Finding, ...]:
    """The findings of the checks named by *codes*, by place; for a *release*, what is not translated is an error.

    *count* is the number of processes that may share the languages among them.
    """
    shares = _shares(catalogs, count)
    if len(shares) > 1:
        findings = _shared_out(publication, shares, codes)
    else:
        findings = _found(publication, catalogs, codes)
    if release:
        passing = _passing(publication, catalogs)
        findings = [_strict(finding, passing) for finding in findings]
    return tuple(sorted(findings, key=lambda finding: (finding.place, finding.code, finding.problem)))


def _found(publication: Publication, catalogs: Sequence[Catalog], codes: Sequence[str]) -> list[Finding]:
    corpus = Corpus(publication, catalogs)
    return [finding for code in codes for finding in CHECKS[code](corpus)]


def _shares(catalogs: Sequence[Catalog], count: int) -> tuple[tuple[Catalog, ...], ...]:
    """The catalogs in up to *count* groups that are about as much work each; in one where there is little to do."""
    numbers = [len(catalog.entries) for catalog in catalogs if catalog.entries]
    if sum(numbers) < FEW:
        return (tuple(catalogs),)
    groups: list[list[Catalog]] = [[] for _ in range(min(count, len(numbers)))]
    for catalog in sorted(catalogs, key=lambda catalog: -len(catalog.entries)):
        min(groups, key=lambda group: sum(len(each.entries) for each in group)).append(catalog)
    return tuple(tuple(group) for group in groups if group)


def _shared_out(publication: Publication, shares: Sequence[Sequence[Catalog]], codes: Sequence[str]) -> list[Finding]:
    """What `_found` gives for all the catalogs, each share of them looked at in a process of its own."""
    from generator import workers  # with multiprocessing, which few texts can do without

    apart = tuple(code for code in codes if code not in WHOLE)
    jobs = {", ".join(catalog.settings.language.tag for catalog in share): (share, apart) for share in shares}
    jobs["all languages"] = tuple(chain(*shares)), tuple(code for code in codes if code in WHOLE)

    def work(name: str) -> list[Finding]:
        return _found(publication, *jobs[name])

    done = workers.run(work, tuple(jobs), count=len(shares), patience=float("inf"), told=lambda _: None)
    return [finding for _, findings in done for finding in findings]


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
