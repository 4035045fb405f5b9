"""Publications of any size: copies of a shipped document under other ids, in every language."""

import re
import shutil
from pathlib import Path

from tests.benchmarks.measure import ROOT

PATTERN = "support-services-guide"
"""The document that is copied."""


def write(folder: Path, documents: int) -> None:
    """A project of so many documents: the shipped ones, and copies of one of them with a number of their own."""
    for name in ("content", "locales", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    listed = folder / "content/publication.yaml"
    shipped = [path.stem for path in sorted((folder / "content/documents").glob("*.yaml"))]
    ids = [f"guide-{number:05}" for number in range(documents - len(shipped))]
    entries = "".join(f"  - {id}\n" for id in (*shipped, *ids))
    text = re.sub(
        r"^documents:.*?(?=^\S)", f"documents:\n{entries}", listed.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    listed.write_text(text, "utf-8")
    for path in (folder / f"content/documents/{PATTERN}.yaml", *folder.glob(f"locales/*/LC_MESSAGES/{PATTERN}.po")):
        _copied(path, ids)


def _copied(path: Path, ids: list[str]) -> None:
    text = path.read_text("utf-8")
    for id in ids:
        number = id.removeprefix("guide-")
        path.with_stem(id).write_text(text.replace(PATTERN, id).replace("J13399", f"J{number}"), "utf-8")
