"""The bench of faults, in small: what `make faults` measures in full."""

from collections import defaultdict

import pytest

from generator import checks
from generator.errors import Severity
from tests.faults.__main__ import SAMPLES, TARGETS, beds, by_kind
from tests.faults.bench import CONTENT, Bed, planted, share
from tests.faults.operators import OPERATORS
from tests.faults.sample import LANGUAGES
from tests.faults.service import SERVICE


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda sample: sample.domain)
def mutants(request):
    sample = request.param
    return list(planted([Bed(sample.publication(), sample.catalog(tag)) for tag in LANGUAGES], seed=7, limit=1))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.domain)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sample_is_clean(sample, language):
    """Nobody could tell a planted fault from one that was there before; one of the samples no check was written for."""
    found = checks.run(sample.publication(), [sample.catalog(language)])
    assert [str(each) for each in found if each.severity is not Severity.INFO] == []


def test_the_shipped_catalogs_are_clean():
    """No error, and a warning for not more than one text in a hundred."""
    for bed in beds():
        found = [each for code in checks.CHECKS if code not in CONTENT for each in checks.CHECKS[code](bed.corpus)]
        assert [str(each) for each in found if each.severity is Severity.ERROR] == []
        warned = {each.key for each in found if each.severity is Severity.WARNING}
        assert len(warned) <= len(bed.pairs) / 100


def test_planted_faults_are_found(mutants):
    """Each kind as often as it must be, for all languages together and for none of them much less."""
    for kind, each in by_kind(mutants).items():
        missed = [f"{mutant.operator}, {mutant.language}: {mutant.text}" for mutant in each if not mutant.caught]
        assert share(each) >= TARGETS[kind] - 0.05, missed
    languages = defaultdict(list)
    for mutant in mutants:
        languages[mutant.language].append(mutant)
    assert all(share(each) >= 0.9 for each in languages.values())


def test_there_are_enough_operators():
    """At least sixty in each language."""
    for language in LANGUAGES:
        assert sum(not each.languages or language in each.languages for each in OPERATORS) >= 60


def test_the_same_seed_plants_the_same_faults():
    """A figure can be looked into."""
    bed = Bed(SERVICE.publication(), SERVICE.catalog("ko"))
    first, second, other = (list(planted([bed], seed, 1)) for seed in (1, 1, 2))
    assert first == second
    assert [each.text for each in first] != [each.text for each in other]
