"""How git brings branches together in locales/, said where it holds: ``locales/.gitattributes`` (gitattributes(5))."""

from pathlib import Path

from generator.catalogs.languages import FOLDER
from generator.store import write_beside

FILE = f"{FOLDER}/.gitattributes"
LINES = ("*.po merge=servicedocs", "ledger.tsv merge=union", "memory.tsv merge=union")
"""Verdicts and memories come together as the union of their lines, which git can do by itself.

Catalogs do so message by message, where `servicedocs merge-driver --install` was run; elsewhere git merges their lines.
"""


def tell_git(project: Path) -> bool:
    """Adds to the file what it lacks, whatever else stands there; returns whether anything did."""
    path = project / FILE
    text = path.read_text("utf-8") if path.is_file() else ""
    missing = [line for line in LINES if line not in text.splitlines()]
    if missing:
        before = text if not text or text.endswith("\n") else f"{text}\n"
        write_beside(path, (before + "".join(f"{line}\n" for line in missing)).encode())
    return bool(missing)
