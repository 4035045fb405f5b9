"""``make bench``: one table of whole processes, ours and our peers', measured in turns; the same as JSON in output/bench.json."""

import argparse
import json
import platform
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from tests.benchmarks import corpus, live, plain, sphinx, typst
from tests.benchmarks.measure import ROOT, Usage, alternating, python

CATALOG = "locales/de/LC_MESSAGES/support-services-guide.po"
PLAIN, TYPST, SPHINX = "(a) plain pipeline", "(b) Typst", "(c) Sphinx, HTML"
COLD, ALONE = "10 PDFs and site, empty cache", "the same with one worker"
PRINTED, PAGES = "10 PDFs only, empty cache", "HTML only, empty cache"
NOTHING, SENTENCE, HELP = "nothing changed", "one sentence changed", "servicedocs --help"


def contenders(folder: Path) -> dict[str, tuple[Callable[[], None], Sequence[str], Path]]:
    """Everyone by name, ready to run: what to do before each run, the command, its folder."""
    texts, ours = folder / "texts", folder / "ours"
    ours.mkdir()
    for name in ("content", "locales", "templates"):
        shutil.copytree(ROOT / name, ours / name)
    corpus.write(ours, texts)
    (folder / "plain").mkdir()
    plain.write_catalogs(texts, folder / "plain")
    (folder / "main.typ").write_text(typst.MAIN)
    sphinx.prepare(texts, folder / "sphinx")
    build = partial(python, "generator", "build", "--project", ours)
    empty, clean = partial(_empty, ours), partial(_removed, folder / "sphinx/html")
    return {
        PLAIN: (_nothing, python("tests.benchmarks.plain", texts, folder / "plain"), folder),
        TYPST: (_nothing, python("tests.benchmarks.typst", folder), folder),
        SPHINX: (clean, python("tests.benchmarks.sphinx", folder / "sphinx"), folder),
        PAGES: (empty, build("--format", "html"), folder),
        PRINTED: (empty, build("--format", "pdf"), folder),
        ALONE: (empty, build("--jobs", 1), folder),
        COLD: (empty, build(), folder),
        NOTHING: (_nothing, build(), folder),
        SENTENCE: (partial(_edit, ours / CATALOG), build(), folder),
        HELP: (_nothing, python("generator", "--help"), folder),
    }


def _nothing() -> None:
    pass


def _empty(project: Path) -> None:
    _removed(project / ".cache")
    _removed(project / "output")


def _removed(folder: Path) -> None:
    """Take a folder away. It goes aside: where files were just deleted, ext4 takes its time to give out new ones."""
    if folder.exists():
        folder.rename(mkdtemp(dir=_aside(folder)))


def _aside(folder: Path) -> Path:
    aside = folder.parent / ".aside"
    aside.mkdir(exist_ok=True)
    return aside


def _edit(catalog: Path) -> None:
    """Change the first translated sentence of some length."""
    lines = catalog.read_text("utf-8").splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if line.startswith('msgstr "') and len(line) > 80)
    lines[place] = lines[place].replace('msgstr "', 'msgstr "Ja: ', 1)
    catalog.write_text("".join(lines), "utf-8")


def _count(folder: Path) -> int:
    """The web pages in a folder."""
    return sum(1 for _ in folder.rglob("*.html"))


def targets(found: dict[str, Usage], pages: dict[str, int], served: float) -> list[tuple[str, float, float]]:
    """What was to be reached: description, figure, limit. *pages* are counted, *served* is a saved sentence's way."""
    ours, theirs, ours_html = found[COLD], pages[SPHINX], pages[PAGES]
    return [
        ("nothing changed, wall s", found[NOTHING].wall, 0.15),
        ("nothing changed / Typst's full build, wall", found[NOTHING].wall / found[TYPST].wall, 1),
        ("one sentence changed, wall s", found[SENTENCE].wall, 0.6),
        ("full build / plain pipeline, CPU", ours.cpu / found[PLAIN].cpu, 1 / 5),
        ("full build / Typst, CPU", ours.cpu / found[TYPST].cpu, 6),
        ("full build, wall s", ours.wall, 2),
        ("full build, peak MB of a process", ours.peak, 110),
        ("HTML only / Sphinx, wall", found[PAGES].wall / found[SPHINX].wall, 1 / 10),
        (
            "an HTML page / a page of Sphinx, wall",
            found[PAGES].wall / ours_html / (found[SPHINX].wall / theirs),
            1 / 10,
        ),
        ("a sentence saved until served, wall s", served, 0.15),
        ("servicedocs --help, wall s", found[HELP].wall, 0.1),
    ]


def table(found: dict[str, Usage], reached: Sequence[tuple[str, float, float]]) -> str:
    """The figures, then the targets."""
    lines = [f"{'':32} {'wall s':>8} {'CPU s':>8} {'peak MB':>8}"]
    lines += [f"{name:32} {used.wall:8.2f} {used.cpu:8.2f} {used.peak:8.0f}" for name, used in found.items()]
    lines += ["", f"{'target':44} {'measured':>8} {'limit':>6}"]
    lines += [
        f"{what:44} {figure:8.2f} {limit:6.2f}{'' if figure <= limit else '  missed'}"
        for what, figure, limit in reached
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure everyone, print the table, write the JSON."""
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    options.add_argument("--rounds", type=int, default=3, help="how often each one runs; the median counts")
    options.add_argument("--json", type=Path, default=ROOT / "output" / "bench.json", help="where the figures go")
    asked = options.parse_args()
    with TemporaryDirectory() as folder:
        found = alternating(contenders(Path(folder)), asked.rounds)
        pages = {SPHINX: _count(Path(folder, "sphinx/html")), PAGES: _count(Path(folder, "ours/output"))}
        reached = targets(found, pages, live.measured(Path(folder, "ours")))
    print(table(found, reached))
    told = {
        "python": platform.python_version(),
        "system": platform.platform(),
        "rounds": asked.rounds,
        "measured": {name: asdict(used) for name, used in found.items()},
        "targets": [
            {"target": what, "measured": figure, "limit": limit, "met": figure <= limit}
            for what, figure, limit in reached
        ],
        "pages": pages,
    }
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
