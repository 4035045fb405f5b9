"""How long it takes to tell what changed between two commits: ``python -m tests.benchmarks.review``."""

import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import synthetic
from tests.benchmarks.measure import Usage, best, once, python

ROUNDS = 3
DOCUMENTS = {5: 1, 102: 4}
"""How many documents the project has, and within how many seconds every translation in them is told as changed."""

CODES = (0, 1, 3)
"""The exit codes of a diff, whatever it finds."""

REDLINE = 3
"""Seconds for a document with its changes marked, as PDF."""


def prepare(folder: Path, documents: int, *, alike: bool) -> int:
    """Two commits between which each translation changed; gives their number. Where not *alike*, no two documents share a text."""
    synthetic.write(folder, documents)
    for path in (
        () if alike else [*folder.glob("content/documents/guide-*.yaml"), *folder.glob("locales/*/*/guide-*.po")]
    ):
        _own_words(path)
    _git(folder, "init", "--quiet")
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--message", "Begin")
    changed = 0
    for path in folder.glob("locales/*/LC_MESSAGES/*guide*.po"):
        text, count = re.subn(
            r'^(msgstr ")(?=[^"\n]*[^"\s])(?!.*\\n"$)', r"\1Neu ", path.read_text("utf-8"), flags=re.MULTILINE
        )
        path.write_text(text, "utf-8")
        changed += count
    _git(folder, "commit", "--quiet", "--all", "--message", "Change")
    return changed


def _own_words(path: Path) -> None:
    """Put a word of its own into each text of a document that has one to put it behind."""
    word = "".join(chr(ord("a") + int(digit)) for digit in path.stem.removeprefix("guide-"))
    text = re.sub(r"\bthe\b", f"the {word}", path.read_text("utf-8"))
    if path.suffix == ".po":
        text = re.sub(r'^(msgstr(?:\[\d\])? "[^"\n]*[^"\s.\\])(\.?)"$', rf'\1 {word}\2"', text, flags=re.MULTILINE)
    path.write_text(text, "utf-8")


def _git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=bench", "-c", "user.email=bench@example.org")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def _told(what: str, usage: Usage, limit: float) -> None:
    print(
        f"{what:45} {usage.wall:8.2f} {usage.cpu:8.2f} {limit:8.2f}{'' if usage.wall < limit else '  missed'}",
        flush=True,
    )


def main() -> None:
    """Print a line for each."""
    print(f"{'':45} {'wall s':>8} {'CPU s':>8} {'limit':>8}")
    with TemporaryDirectory() as name:
        for alike in (True, False):
            for documents, limit in DOCUMENTS.items():
                folder = Path(name, f"{documents}-{alike}")
                changed = prepare(folder, documents, alike=alike)
                diff = python("generator", "diff", "HEAD~1..HEAD")
                usage = best([once(diff, folder, CODES) for _ in range(ROUNDS)])
                what = f"diff of {changed:,} translations, {'many alike' if alike else 'all different'}"
                _told(what, usage, limit)
        redline = python("generator", "redline", "HEAD~1..HEAD", "--language", "de", "--document", synthetic.PATTERN)
        folder = Path(name, "5-True")
        _told("redlined PDF", best([once([*redline, "--format", "pdf"], folder) for _ in range(ROUNDS)]), REDLINE)


if __name__ == "__main__":
    main()
