"""How time and memory grow with the number of documents: ``python -m tests.benchmarks.large [FORMAT …]``."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import synthetic
from tests.benchmarks.measure import Usage, once, python

SIZES = (10, 100, 1000)


def measured(folder: Path, documents: int, formats: list[str]) -> tuple[Usage, Usage]:
    """A build of so many documents in five languages from an empty cache, and one with nothing to do."""
    project = folder / str(documents)
    synthetic.write(project, documents)
    build = python(
        "generator", "build", "--project", project, *(part for each in formats for part in ("--format", each))
    )
    return once(build, project), once(build, project)


def main() -> None:
    """Print a line for each size."""
    formats = sys.argv[1:] or ["html", "json"]
    print(
        f"{'documents':>9} {'CPU s':>8} {'ms each':>8} {'wall s':>8} {'first MB':>8} {'peak MB':>8} {'unchanged s':>12}"
    )
    with TemporaryDirectory() as folder:
        for size in SIZES:
            first, second = measured(Path(folder), size, formats)
            each = first.cpu / size / 5 * 1000
            print(
                f"{size:9} {first.cpu:8.1f} {each:8.1f} {first.wall:8.1f} {first.first:8.0f} {first.peak:8.0f}"
                f" {second.wall:12.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
