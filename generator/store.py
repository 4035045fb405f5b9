"""Bytes on disk that are there whole or not at all, and those kept under the hash of what made them."""

import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache as memoize
from importlib.util import find_spec
from pathlib import Path

_DIGEST = hashlib.sha256().digest_size


class Lent(type(Path())):  # type: ignore[misc]  # PosixPath or WindowsPath
    """A folder of kept bytes that is only read, and every path in it: what is not there is made, and not kept."""

    __slots__ = ()


def kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """The bytes kept at *path*; *make* them, and keep them, when they are not there or not whole.

    The file begins with the SHA-256 of the rest, so a file that lost its end (a crash, a full disk) is made again.
    """
    content = found(path)
    if content is None:
        content = make()
        keep(path, sealed(content))
    return content


def keep(path: Path, content: bytes) -> None:
    """As `write_beside`, where that is possible and *path* is not `Lent`.

    A cache that can't be written costs time, never the build.
    """
    if not isinstance(path, Lent):
        with suppress(OSError):
            write_beside(path, content)


def found(path: Path) -> bytes | None:
    """The bytes `kept` at *path*; None where they are not there or not whole."""
    try:
        with path.open("rb", buffering=0) as file:
            return _proved(file.read(_DIGEST), file.readall())  # in two, for a large file is not to be copied
    except OSError:
        return None


def sealed(content: bytes) -> bytes:
    """The content behind its SHA-256."""
    return hashlib.sha256(content).digest() + content


def opened(whole: bytes) -> bytes | None:
    """The content of what was `sealed`; None if it is not whole."""
    return _proved(whole[:_DIGEST], whole[_DIGEST:])


def _proved(digest: bytes, content: bytes) -> bytes | None:
    return content if hashlib.sha256(content).digest() == digest else None


def kept_alone(path: Path, make: Callable[[], bytes]) -> bytes:
    """As `kept`; what else lies in the folder of *path* was kept for what is no more, and goes."""
    content = kept(path, make)
    with suppress(OSError):
        for other in path.parent.iterdir():
            if other != path:
                other.unlink()
    return content


def digest(path: Path) -> str:
    """The hexadecimal SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_beside(path: Path, content: bytes) -> None:
    """Write *path* at once: beside it first, then renamed, so that parallel processes see all of it or nothing."""
    beside = _beside(path)
    try:
        _write(beside, content)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def write_parts(path: Path, parts: Iterable[str]) -> None:
    """As `write_beside`, part by part, never all of them in memory; a file that says the same already stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = _beside(path)
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(parts)
        if not path.is_file() or digest(path) != digest(beside):
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    # Other processes, threads, and machines that share the cache: none of them may take the same name.
    return path.with_name(f".{path.name}.{os.urandom(8).hex()}")


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def key(*parts: object) -> str:
    """The hexadecimal SHA-256 of *parts*, told apart from each other; plain values only (str, int, tuple)."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


@memoize
def version(package: str) -> str:
    """The version of the installed import package *package*, from the name of its metadata folder.

    importlib.metadata says the same but takes 40 ms to import, which is too much for a build with nothing to do.
    """
    name = package.lower()
    spec = find_spec(package)
    if spec is not None and spec.origin is not None:
        site = Path(spec.origin).parent.parent if spec.submodule_search_locations else Path(spec.origin).parent
        for metadata in sorted(site.glob(f"{name}-*.dist-info")):
            return metadata.name.removeprefix(f"{name}-").removesuffix(".dist-info")
    from importlib.metadata import version as installed

    return installed(name)


@memoize
def code(*rooms: str) -> str:
    """The hash of the files of *rooms* in generator/: what was made by another way of making is never found again."""
    house = Path(__file__).parent
    files = (path for room in rooms for path in (house / room, *(house / room).rglob("*"), house / f"{room}.py"))
    found = sorted(path for path in files if path.is_file() and path.suffix != ".pyc")
    return key(*((path.relative_to(house).as_posix(), digest(path)) for path in found))
