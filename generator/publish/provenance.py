"""What a release was made from: the source's revision, and the hash or version of everything that has a say."""

import platform
import subprocess
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from generator import fonts
from generator.store import code, version

LIBRARIES = ("babel", "east_asian_spacing", "fontTools", "jinja2", "pydyf", "uharfbuzz", "weasyprint")
SUBJECTS = {
    "approvals": ("locales/*/ledger.tsv",),
    "archive": ("archive/**/*",),
    "catalogs": ("locales/**/*.po",),
    "content": ("content/**/*.yaml",),
    "languages": ("locales/*/*.yaml", "locales/*/*.css"),
    "templates": ("templates/**/*",),
}
"""What of the project has a say, by subject: patterns of files."""


def provenance(project: Path, languages: Iterable[str]) -> dict[str, object]:
    """The record of a project as it is now: subject -> SHA-256 or version by name. *languages* are tags, for the fonts.

    ``revision`` is git's ("" outside of it), with ``+changes`` where files are not as they were committed.
    """
    found: dict[str, object] = {subject: _hashes(project, patterns) for subject, patterns in SUBJECTS.items()}
    found["revision"] = _revision(project)
    # The hash of the program itself says more than the number of its version.
    found["servicedocs"] = code("")
    found["versions"] = {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}}
    sources = {source.regular for tag in languages for source in fonts.stack(tag)}
    found["fonts"] = {path.name: _hash(path) for path in sorted(sources)}
    return found


def _hashes(project: Path, patterns: Iterable[str]) -> dict[str, str]:
    paths = {path for pattern in patterns for path in project.glob(pattern) if path.is_file()}
    return {path.relative_to(project).as_posix(): _hash(path) for path in sorted(paths)}


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _revision(project: Path) -> str:
    revision = _git(project, "rev-parse", "HEAD")
    changes = _git(project, "status", "--porcelain", "--", "archive", "content", "locales", "templates")
    return f"{revision}+changes" if revision and changes else revision


def _git(project: Path, *words: str) -> str:
    """What git says; "" where there is none, or no repository."""
    try:
        done = subprocess.run(["git", "-C", str(project), *words], capture_output=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""
