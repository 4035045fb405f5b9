"""What helps whoever changes a translation: findings as they type, the terms of the glossary, earlier translations."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator import memory, review
from generator.catalogs import Term
from generator.catalogs.pairs import read_pairs
from generator.catalogs.po import Entry
from generator.checks.languages import usage
from generator.checks.terms import Index, has_term
from generator.desk.session import Desk
from generator.errors import Finding
from generator.memory import Suggestion

_PLACEHOLDER = re.compile(r"\{[a-z][a-z0-9_]*\}")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A term in a source text, from *start* to *end*; *kept* is whether the translation has one of its words."""

    term: Term
    start: int
    end: int
    kept: bool


def findings(desk: Desk, name: str, language: str, forms: Sequence[str]) -> tuple[Finding, ...]:
    """What the checks would find in a translation if these were its words.

    Raises LookupError if message or language are not part of the review.
    """
    message = desk.translation(name, language)
    catalog = desk.after.catalogs[language]
    known = catalog.entries.get((message.domain, message.key)) or Entry(message.key, "", file=catalog.settings.folder)
    typed = replace(known, source=message.text, plural=message.plural, forms=tuple(forms), flags=())
    tried = replace(catalog, entries={**catalog.entries, (message.domain, message.key): typed})
    after = replace(desk.after, catalogs={**desk.after.catalogs, language: tried})
    unit = desk.unit(name)
    alone = replace(desk.review, units=(unit,))
    (found,) = review.renewed(alone, name, desk.before, after).units
    return next(each.findings for each in found.translations if each.language == language)


def terms(desk: Desk, name: str, language: str) -> Iterator[Spoken]:
    """The glossary's terms of which the source text of a message speaks."""
    message, catalog = desk.translation(name, language), desk.after.catalogs[language]
    translation = "\n".join(catalog.forms(message))
    prose = _PLACEHOLDER.sub(lambda match: " " * len(match[0]), message.text)
    for found in Index(catalog.glossary.terms).find(prose):
        kept = has_term(found.term, translation, usage(language))
        yield Spoken(found.term, found.start, found.end, kept)


def suggestions(desk: Desk, name: str, language: str) -> tuple[Suggestion, ...]:
    """Earlier translations of texts like a message's, here and elsewhere, but for the words that stand there now.

    Raises CatalogError if the library that compares is not installed, or the memory from elsewhere can't be read.
    """
    message, catalog = desk.translation(name, language), desk.after.catalogs[language]
    now = catalog.forms(message)
    known = memory.remember(catalog, read_pairs(desk.tree, catalog.settings))
    found = memory.suggest(known, message, limit=4)
    return tuple(each for each in found if each.target not in now)[:3]
