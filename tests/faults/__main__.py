"""``python -m tests.faults``: plant faults in clean catalogs and print how many are caught."""

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from generator import catalogs, content
from tests.faults.bench import Bed, Mutant, counted, planted, share
from tests.faults.lifts import LIFTS
from tests.faults.sample import LANGUAGES
from tests.faults.service import SERVICE

ROOT = Path(__file__).resolve().parents[2]
SEED = 20200701
LIMIT = 7
SAMPLES = (SERVICE, LIFTS)
TARGETS = {"mechanical": 0.98, "figure": 0.95, "term": 0.85, "modality": 0.85, "list": 0.85}


def beds() -> list[Bed]:
    """The shipped catalogs and the samples, language by language."""
    publication = content.read(ROOT)
    settings = {each.language.tag: each for each in catalogs.languages(ROOT)}
    shipped = [Bed(publication, catalogs.read(ROOT, settings[tag], publication)) for tag in LANGUAGES]
    return [*shipped, *(Bed(each.publication(), each.catalog(tag)) for each in SAMPLES for tag in LANGUAGES)]


def main() -> int:
    """0 if every kind of fault is caught often enough."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--limit", type=int, default=LIMIT, help="mutants for each operator and language")
    parser.add_argument("--missed", action="store_true", help="print what was not caught")
    options = parser.parse_args()
    mutants = list(planted(beds(), options.seed, options.limit))
    print(table(mutants))
    if options.missed:
        for mutant in (each for each in mutants if not each.caught):
            print(f"missed: {mutant.operator}, {mutant.language}, {mutant.key}: {mutant.text}")
    return 0 if all(share(each) >= TARGETS[kind] for kind, each in by_kind(mutants).items()) else 1


def by_kind(mutants: list[Mutant]) -> dict[str, list[Mutant]]:
    """The mutants of each kind."""
    kinds: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        kinds[mutant.kind].append(mutant)
    return kinds


def table(mutants: list[Mutant]) -> str:
    """Caught/planted for each operator and language, then for each kind beside its target."""
    counts = counted(mutants)
    width = max(len(mutant.operator) for mutant in mutants) + 2
    lines = [f"{'':<{width}}" + "".join(f"{tag:>10}" for tag in LANGUAGES)]
    for operator in dict.fromkeys(mutant.operator for mutant in mutants):
        cells = (counts.get((operator, tag)) for tag in LANGUAGES)
        lines.append(
            f"{operator:<{width}}" + "".join(f"{f'{cell[0]}/{cell[1]}' if cell else '–':>10}" for cell in cells)
        )
    lines.append("")
    for kind, each in by_kind(mutants).items():
        caught = sum(mutant.caught for mutant in each)
        lines.append(f"{kind:<12}{caught:>5}/{len(each):<5}{share(each):>7.1%}   target {TARGETS[kind]:.0%}")
    operators = len({mutant.operator for mutant in mutants})
    caught = sum(mutant.caught for mutant in mutants)
    lines.append(f"{'all':<12}{caught:>5}/{len(mutants):<5}{share(mutants):>7.1%}   {operators} operators")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
