"""What can be wrong with a translation although the catalog can be read: one file for each check.

A check is a function from the publication and the catalogs to findings. Its name is the code of its findings. Severity
error is for what is provably wrong; whatever a careful person could have meant is a warning. Each check's file ends with
examples, those it must catch and those it must let pass, which the tests run.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from generator.catalogs import Catalog
from generator.checks import (
    glossary,
    invisible,
    links,
    markup,
    names,
    orphan,
    particle,
    placeholders,
    stale,
    untranslated,
)
from generator.errors import Finding, Severity
from generator.model import Publication

Check = Callable[[Publication, Sequence[Catalog]], Iterator[Finding]]

CHECKS: dict[str, Check] = {
    "untranslated": untranslated.check,
    "stale": stale.check,
    "markup": markup.check,
    "placeholders": placeholders.check,
    "links": links.check,
    "names": names.check,
    "glossary": glossary.check,
    "particle": particle.check,
    "invisible": invisible.check,
    "orphan": orphan.check,
}

RELEASE = ("untranslated", "stale")
"""Checks whose findings a draft may live with and a release may not."""


def run(
    publication: Publication,
    catalogs: Sequence[Catalog],
    *,
    release: bool = False,
    codes: Sequence[str] = tuple(CHECKS),
) -> tuple[Finding, ...]:
    """The findings of the checks named by *codes*, by place; for a *release*, what is not translated is an error."""
    findings = [finding for code in codes for finding in CHECKS[code](publication, catalogs)]
    if release:
        findings = [_strict(finding) for finding in findings]
    return tuple(sorted(findings, key=lambda finding: (finding.place, finding.code, finding.problem)))


def _strict(finding: Finding) -> Finding:
    return replace(finding, severity=Severity.ERROR) if finding.code in RELEASE else finding
