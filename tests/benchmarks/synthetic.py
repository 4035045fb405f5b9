"""Publications of any size: copies of a shipped document under other ids, with words of their own, in every language."""

import re
import shutil
from pathlib import Path

from tests.benchmarks.measure import ROOT

PATTERN = "support-services-guide"
"""The document that is copied."""


def write(folder: Path, documents: int) -> None:
    """A project of so many documents, each as long as the shipped guide and with a number in its title."""
    for name in ("content", "locales", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    ids = [f"guide-{number:05}" for number in range(documents)]
    for path in (folder / "content/documents").iterdir():
        if path.stem != PATTERN:
            _only(folder, path.stem)
    listed = folder / "content/publication.yaml"
    text = re.sub(r"^documents:.*?(?=^\S)", _list(ids), listed.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    listed.write_text(text, "utf-8")
    for path in (folder / f"content/documents/{PATTERN}.yaml", *folder.glob(f"locales/*/LC_MESSAGES/{PATTERN}.po")):
        _copied(path, ids)


def _only(folder: Path, document: str) -> None:
    for path in (folder / f"content/documents/{document}.yaml", *folder.glob(f"locales/*/LC_MESSAGES/{document}.po")):
        path.unlink(missing_ok=True)


def _list(ids: list[str]) -> str:
    return "documents:\n" + "".join(f"  - {id}\n" for id in ids)


def _copied(path: Path, ids: list[str]) -> None:
    text = path.read_text("utf-8")
    path.unlink()
    for id in ids:
        number = id.removeprefix("guide-")
        path.with_stem(id).write_text(text.replace(PATTERN, id).replace("J13399", f"J{number}"), "utf-8")
