"""Findings that are waived: taken out as long as the waiver holds, which ends with its day or with a change of text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from generator.catalogs import Catalog
from generator.catalogs.waivers import Waiver, digest
from generator.errors import Finding, Severity
from generator.model import Message, Publication

CODE = "waiver"


@dataclass(frozen=True, slots=True)
class Settled:
    """What is left of findings: those that nobody waives, those that are waived, and what is to be told of waivers."""

    left: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    told: tuple[Finding, ...]


def settle(
    findings: Sequence[Finding],
    waivers: Iterable[Waiver],
    publication: Publication,
    catalogs: Sequence[Catalog],
    today: date,
) -> Settled:
    """Hold findings against waivers. A waiver of the source language is for findings about the content."""
    texts = _Texts(publication, catalogs)
    holding: list[Waiver] = []
    told: list[Finding] = []
    for waiver in waivers:
        problem = _ended(waiver, texts.digest(waiver), today)
        if problem:
            told.append(problem)
        else:
            holding.append(waiver)
    waived = {id(finding) for finding in findings if any(_meant(finding, each, publication) for each in holding)}
    for waiver in holding:
        if not any(_meant(finding, waiver, publication) for finding in findings):
            hint = "take the waiver out"
            told.append(_finding(Severity.INFO, waiver, "there is nothing left to waive", hint))
    left = tuple(finding for finding in findings if id(finding) not in waived)
    return Settled(left, tuple(finding for finding in findings if id(finding) in waived), tuple(told))


def _meant(finding: Finding, waiver: Waiver, publication: Publication) -> bool:
    language = finding.language or publication.source
    return (language, f"{finding.domain}:{finding.key}") == (
        waiver.language,
        waiver.key,
    ) and finding.code in waiver.checks


def _ended(waiver: Waiver, wanted: str, today: date) -> Finding | None:
    """Why a waiver does not hold, if it does not."""
    if not wanted:
        return _finding(Severity.WARNING, waiver, "there is no such text", "take the waiver out")
    if not waiver.text:
        problem = "the waiver does not say which text was looked at"
        return _finding(Severity.WARNING, waiver, problem, f"write text: {wanted}")
    if waiver.text != wanted:
        problem = "the text has changed, and the waiver has ended"
        return _finding(Severity.WARNING, waiver, problem, f"take it out, or look again and write text: {wanted}")
    if today > waiver.until:
        problem = f"the waiver ended on {waiver.until.isoformat()}"
        return _finding(Severity.WARNING, waiver, problem, "take it out, or look again and write a later day")
    return None


def _finding(severity: Severity, waiver: Waiver, problem: str, hint: str) -> Finding:
    domain, _, key = waiver.key.partition(":")
    return Finding(severity, CODE, waiver.place, problem, hint, key, waiver.language, domain)


class _Texts:
    """The text behind a key in a language: the source's own, and with it the translation's forms."""

    def __init__(self, publication: Publication, catalogs: Sequence[Catalog]) -> None:
        self.messages = {
            f"{message.domain}:{message.key}": message for domain in publication.messages.values() for message in domain
        }
        self.catalogs = {catalog.settings.language.tag: catalog for catalog in catalogs}

    def digest(self, waiver: Waiver) -> str:
        """The digest that the waiver must name; "" where there is no such text."""
        message: Message | None = self.messages.get(waiver.key)
        catalog = self.catalogs.get(waiver.language)
        if message is None or catalog is None:
            return ""
        forms = () if catalog.source else catalog.lookup(message).forms
        return digest((message.text, message.plural, *forms))
