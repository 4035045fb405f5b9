"""Where the files of a project come from: a folder, or a revision of a git repository read straight from its objects.

Both have the same four questions, so content and catalogs of any revision are read as those on disk are, without a
checkout and without writing anything.
"""

import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from generator.errors import GeneratorError, Place


class Tree(Protocol):
    """Files by POSIX path relative to the project."""

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises OSError if it isn't there or can't be read."""

    def has(self, path: str) -> bool:
        """Whether there is a file of that path."""

    def size(self, path: str) -> int:
        """The bytes that a file has. Raises OSError as `read` does."""

    def names(self, folder: str) -> tuple[str, ...]:
        """The names of everything in a folder, sorted, hidden ones left out; none where there is no folder."""


Project = Path | Tree
"""A project, by its folder or by its files."""


def tree(project: Project) -> Tree:
    """The files of a project."""
    return Folder(project) if isinstance(project, Path) else project


@dataclass(frozen=True, slots=True)
class Folder:
    """The files as they stand on disk now."""

    root: Path

    def read(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def has(self, path: str) -> bool:
        return (self.root / path).is_file()

    def size(self, path: str) -> int:
        return (self.root / path).stat().st_size

    def names(self, folder: str) -> tuple[str, ...]:
        where = self.root / folder
        return tuple(sorted(each.name for each in where.glob("[!.]*"))) if where.is_dir() else ()


@dataclass(frozen=True, slots=True)
class Memory:
    """Files that are held in memory: those of a revision, or a project that stands nowhere."""

    files: Mapping[str, bytes]
    folders: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: dict[str, set[str]] = {}
        for path in self.files:
            parts = path.split("/")
            for index, part in enumerate(parts):
                below.setdefault("/".join(parts[:index]), set()).add(part)
        folders = {folder: tuple(sorted(each for each in names if each[0] != ".")) for folder, names in below.items()}
        object.__setattr__(self, "folders", folders)

    def read(self, path: str) -> bytes:
        if path not in self.files:
            raise FileNotFoundError(2, "No such file", path)
        return self.files[path]

    def has(self, path: str) -> bool:
        return path in self.files

    def size(self, path: str) -> int:
        return len(self.read(path))

    def names(self, folder: str) -> tuple[str, ...]:
        return self.folders.get(folder, ())


def held(project: Path, folders: Sequence[str] = ("content", "locales")) -> Memory:
    """The files of some folders as they stand on disk at this moment; what is saved afterwards doesn't change them.

    Raises OSError if one can't be read.
    """
    paths = (path for folder in folders for path in sorted((project / folder).rglob("[!.]*")))
    return Memory({path.relative_to(project).as_posix(): path.read_bytes() for path in paths if path.is_file()})


def git(project: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What a git command says on stdout. It only reads: no lock is taken, not even to refresh the index.

    Raises GeneratorError with git's own words if it fails.
    """
    command = ["git", "--no-optional-locks", "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(command, cwd=project, input=given, capture_output=True, check=False)
    except FileNotFoundError:
        raise GeneratorError.at(Place("."), "git is not installed", "install it; it knows the revisions") from None
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise GeneratorError.at(Place("."), f"git: {told}", "check the revision and the project's folder")
    return done.stdout


def commit(project: Path, revision: str) -> str:
    """The full id of the commit that a revision means. Raises GeneratorError if there is none."""
    if revision.startswith("-"):
        raise GeneratorError.at(Place("."), f"'{revision}' is no revision", "name a commit, a branch or a tag")
    try:
        return git(project, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    except GeneratorError:
        git(project, "rev-parse", "--git-dir")  # tells where there is no repository at all
        hint = "git log lists commits, git branch and git tag their names"
        raise GeneratorError.at(Place("."), f"git knows no revision '{revision}'", hint) from None


def at_revision(
    project: Path, revision: str, folders: Sequence[str] = ("content", "locales"), known: dict[str, bytes] | None = None
) -> Memory:
    """The files of some folders as a revision has them; *known* keeps objects by id, so that none is read twice.

    Raises GeneratorError if git can't find the revision, or the project isn't in a repository.
    """
    objects = known if known is not None else {}
    listed = git(project, "ls-tree", "-r", "-z", commit(project, revision), "--", *folders).split(b"\0")
    ids = {}
    for line in filter(None, listed):
        about, _, path = line.partition(b"\t")
        mode, kind, id = about.decode().split()
        if kind == "blob" and mode != "120000":  # a link is no file of the project; where it leads git does not know
            ids[path.decode("utf-8", "surrogateescape")] = id
    objects |= _objects(project, [id for id in ids.values() if id not in objects])
    return Memory({path: objects[id] for path, id in ids.items()})


def _objects(project: Path, ids: Iterable[str]) -> dict[str, bytes]:
    """The contents of objects by id, all through one process."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    told = git(project, "cat-file", "--batch", given="\n".join(wanted).encode())
    found, at = {}, 0
    for id in wanted:
        head = told.index(b"\n", at)
        size = int(told[at:head].split()[2])
        found[id] = told[head + 1 : head + 1 + size]
        at = head + 1 + size + 1
    return found
