"""What is in a folder, as one hash: the same on every machine, and another as soon as a byte differs."""

from hashlib import sha256
from pathlib import Path

from generator.store import key


def folder_digest(*folders: Path) -> str:
    """The hexadecimal SHA-256 of the names and contents of every file below the folders."""
    return key(*((folder.name, _files(folder)) for folder in folders))


def _files(folder: Path) -> tuple[tuple[str, str], ...]:
    return tuple(
        (path.relative_to(folder).as_posix(), sha256(path.read_bytes()).hexdigest())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    )
