"""A baseline: the findings that were there when the checks came, one line each. It may only shrink."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from generator.errors import Finding

HEAD = "# Findings that were there before. Lines may only be taken out: servicedocs check --baseline FILE --update-baseline\n"


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings beside a baseline: the *new* ones, how many are *old*, and the lines that are *gone*."""

    new: tuple[Finding, ...]
    old: int
    gone: tuple[str, ...]


def line(finding: Finding) -> str:
    """What identifies a finding when lines of files move: language, code, key and problem."""
    key = f"{finding.domain}:{finding.key}" if finding.key else finding.place.file
    problem = hashlib.sha256(finding.problem.encode()).hexdigest()[:12]
    return "\t".join((finding.language or "-", finding.code, key, problem))


def read(text: str) -> frozenset[str]:
    """The lines of a baseline."""
    return frozenset(each for each in text.splitlines() if each and not each.startswith("#"))


def write(lines: Iterable[str]) -> str:
    """The text of a baseline: sorted, so that a smaller one differs only by what is gone."""
    return HEAD + "".join(f"{each}\n" for each in sorted(set(lines)))


def compare(findings: Iterable[Finding], known: frozenset[str]) -> Compared:
    """Findings beside the known ones."""
    lines = [(finding, line(finding)) for finding in findings]
    new = tuple(finding for finding, each in lines if each not in known)
    return Compared(new, len(lines) - len(new), tuple(sorted(known - {each for _, each in lines})))


def shrunk(findings: Iterable[Finding], known: frozenset[str]) -> str:
    """The baseline without what is gone; nothing new ever gets in."""
    return write(known & {line(finding) for finding in findings})
