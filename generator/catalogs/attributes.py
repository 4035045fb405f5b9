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
    before = path.read_bytes() if path.is_file() else b""  # what others wrote there need not be UTF-8
    missing = [line.encode() for line in LINES if line.encode() not in before.splitlines()]
    if missing:
        apart = b"\n" if before and not before.endswith(b"\n") else b""
        write_beside(path, before + apart + b"".join(line + b"\n" for line in missing))
    return bool(missing)
