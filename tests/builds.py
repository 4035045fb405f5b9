"""What tests of builds share: the bytes of a folder, and an edit of a file."""

from pathlib import Path


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def replaced(path: Path, old: str, new: str) -> None:
    """Write *new* for the first *old* in a file, which must have it."""
    text = path.read_text("utf-8")
    assert old in text, f"{path} has no {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8")
