"""Who changed which lines between two revisions, as git knows it."""

import re
from functools import cache
from pathlib import Path

from generator.catalogs import Entry
from generator.errors import GeneratorError
from generator.review.snapshot import Snapshot
from generator.tree import git

NOT_COMMITTED = "not committed"


class Authors:
    """The authors of the lines that came between two snapshots of a project.

    One question to git tells who touched which file; only where several did is a file looked at line by line.
    """

    def __init__(self, project: Path, before: Snapshot, after: Snapshot) -> None:
        self.project, self.before, self.after = project, before, after
        self.blame = cache(self._blame)
        self._files: dict[str, set[str]] | None = None

    def of(self, entry: Entry) -> str:
        """Who wrote a translation, "" where nobody knows."""
        found = self._touched().get(entry.file, set())
        if not self.after.commit and not found:
            return NOT_COMMITTED
        if self.after.commit and len(found) == 1:
            return next(iter(found))
        return self.blame(entry.file).get(entry.place.line, "")

    def _touched(self) -> dict[str, set[str]]:
        """File -> who changed it in a commit after *before*."""
        if self._files is None:
            span = f"{self.before.commit}..{self.after.commit or 'HEAD'}"
            told = git(
                self.project, "log", "--format=%x01%an", "--name-only", "--relative", "-z", span, "--", "locales"
            )
            self._files = {}
            for commit in told.decode(errors="replace").split("\x01")[1:]:
                author, *files = re.split(r"[\0\n]+", commit)
                for file in filter(None, files):
                    self._files.setdefault(file, set()).add(author)
        return self._files

    def _blame(self, file: str) -> dict[int, str]:
        """Line -> who wrote it last."""
        revision = [self.after.commit] if self.after.commit else []
        try:
            told = git(self.project, "blame", "--line-porcelain", *revision, "--", file).decode(errors="replace")
        except GeneratorError:
            return {}  # a file that git does not know yet
        lines, number = {}, 0
        for line in told.split("\n"):
            if head := re.match(r"[0-9a-f]{40,64} \d+ (\d+)", line):
                number = int(head[1])
            elif line.startswith("author "):
                name = line.removeprefix("author ")
                lines[number] = NOT_COMMITTED if name in ("Not Committed Yet", "External file (--contents)") else name
        return lines
