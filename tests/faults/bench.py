"""Planting faults and looking for them."""

import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from generator import checks
from generator.catalogs import Catalog
from generator.checks.corpus import Corpus, Pair
from generator.errors import Finding, Severity
from generator.model import Publication
from tests.faults import entries
from tests.faults.operators import OPERATORS, Operator

CONTENT = ("contradiction", "unused", "typed", "notes")
CODES = tuple(code for code in checks.CHECKS if code not in CONTENT)
ALONE = (
    "term",
    "numbers",
    "placeholders",
    "markup",
    "links",
    "names",
    "invisible",
    "leftover",
    "blanks",
    "width",
    "modality",
)
"""Checks that most often find a fault by the look at one text; they are asked first."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A text with a fault, and the codes that found it (none where nothing did)."""

    operator: str
    kind: str
    language: str
    key: str
    text: str
    codes: tuple[str, ...]

    @property
    def caught(self) -> bool:
        return bool(self.codes)


class Bed:
    """A clean catalog in which faults are planted, one at a time."""

    def __init__(self, publication: Publication, catalog: Catalog) -> None:
        self.publication = publication
        self.catalog = catalog
        self.corpus = Corpus(publication, [catalog])
        self.language = catalog.settings.language.tag

    @property
    def pairs(self) -> tuple[Pair, ...]:
        return self.corpus.bitexts[0].pairs

    @cached_property
    def clean(self) -> frozenset[str]:
        """What the checks say of the clean catalog."""
        return frozenset(map(_told, _findings(self.corpus, CODES)))

    def found(self, publication: Publication, catalog: Catalog, key: tuple[str, str]) -> tuple[str, ...]:
        """The codes that say something of the changed catalog which they don't say of the clean one."""
        small = self._alone(publication, catalog, key)
        before = frozenset(map(_told, _findings(self._alone(self.publication, self.catalog, key), ALONE)))
        if codes := _codes(_findings(small, ALONE), before):
            return codes
        return _codes(_findings(Corpus(publication, [catalog]), CODES), self.clean)

    def _alone(self, publication: Publication, catalog: Catalog, key: tuple[str, str]) -> Corpus:
        """One message with its translation, as if there were no other."""
        domain, name = key
        messages = {domain: tuple(each for each in publication.messages[domain] if each.key == name)}
        return Corpus(replace(publication, messages=messages), [catalog])


def _findings(corpus: Corpus, codes: Sequence[str]) -> list[Finding]:
    return [each for code in codes for each in checks.CHECKS[code](corpus) if each.severity is not Severity.INFO]


def _told(finding: Finding) -> str:
    return f"{finding.code} {finding.domain}:{finding.key} {finding.problem}"


def _codes(findings: Sequence[Finding], known: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted({each.code for each in findings if _told(each) not in known}))


def planted(beds: Sequence[Bed], seed: int, limit: int) -> Iterator[Mutant]:
    """Up to *limit* mutants for each operator and language, the same ones for the same seed."""
    by_language: dict[str, list[Bed]] = defaultdict(list)
    for bed in beds:
        by_language[bed.language].append(bed)
    for language, own in by_language.items():
        for operator in OPERATORS:
            if not operator.languages or language in operator.languages:
                yield from _texts(operator, own, _random(seed, operator.name, language), limit)
        for name, kind, plant in entries.OPERATORS:
            yield from _entries(name, kind, plant, own, _random(seed, name, language), limit)


def _random(seed: int, *names: str) -> Random:
    # not hash(): that differs from run to run
    return Random(zlib.crc32(f"{seed} {' '.join(names)}".encode()))


def _texts(operator: Operator, beds: Sequence[Bed], random: Random, limit: int) -> Iterator[Mutant]:
    sites = [(bed, pair) for bed in beds for pair in bed.pairs]
    random.shuffle(sites)
    done = 0
    for bed, pair in sites:
        if done == limit:
            return
        text = operator.plant(pair, random)
        if text is None or text == pair.target:
            continue
        done += 1
        key = (pair.message.domain, pair.message.key)
        forms = tuple(text if form == pair.form else other for form, other in enumerate(pair.entry.forms))
        catalog = replace(bed.catalog, entries={**bed.catalog.entries, key: replace(pair.entry, forms=forms)})
        yield Mutant(operator.name, operator.kind, bed.language, key[1], text, bed.found(bed.publication, catalog, key))


def _entries(
    name: str, kind: str, plant: entries.Plant, beds: Sequence[Bed], random: Random, limit: int
) -> Iterator[Mutant]:
    sites = [(bed, pair) for bed in beds for pair in bed.pairs if not pair.form]
    random.shuffle(sites)
    done = 0
    for bed, pair in sites:
        if done == limit:
            return
        changed = plant(pair, bed.publication, bed.catalog, random)
        if changed is None:
            continue
        done += 1
        key = (pair.message.domain, pair.message.key)
        yield Mutant(name, kind, bed.language, key[1], pair.target, bed.found(*changed, key))


def counted(mutants: Sequence[Mutant]) -> Mapping[tuple[str, str], tuple[int, int]]:
    """(operator, language) -> how many were caught, of how many."""
    table: dict[tuple[str, str], tuple[int, int]] = {}
    for mutant in mutants:
        caught, all_of_them = table.get((mutant.operator, mutant.language), (0, 0))
        table[mutant.operator, mutant.language] = caught + mutant.caught, all_of_them + 1
    return table


def share(mutants: Sequence[Mutant]) -> float:
    """The part of mutants that were caught."""
    return sum(mutant.caught for mutant in mutants) / len(mutants) if mutants else 1.0
