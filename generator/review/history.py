"""How one message came to be what it is in a language: every version of its translation that git knows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.catalogs import Entry, LanguageSettings, po
from generator.errors import CatalogError
from generator.model import Message
from generator.tree import git

MOST = 100
"""Commits looked at, the newest first."""


@dataclass(frozen=True, slots=True)
class Version:
    """A translation as a commit left it; *source* is the text that it was made for."""

    commit: str
    who: str
    date: str
    source: str
    forms: tuple[str, ...]


def versions(project: Path, settings: LanguageSettings, message: Message) -> Iterator[Version]:
    """The versions of a translation, the newest first."""
    file = settings.catalog(message.domain)
    told = git(project, "log", f"-{MOST}", "--format=%H%x00%an%x00%as", "--", file).decode(errors="replace")
    last: tuple[str, Version] | None = None
    for id, who, date in (line.split("\0") for line in told.splitlines()):
        text = _file(project, id, file)
        block = _block(text, message)
        if last and block == last[0]:
            # the same words stood there already, so an older commit brought them
            last = block, replace(last[1], commit=id[:10], who=who, date=date)
            continue
        if last:
            yield last[1]
        entry = _entry(text, file, message) if block else None
        last = (block, Version(id[:10], who, date, entry.source, entry.forms)) if entry else None
    if last:
        yield last[1]


def _file(project: Path, commit: str, file: str) -> str:
    listed = git(project, "ls-tree", "-z", commit, "--", file).decode().split("\0")[0]
    return git(project, "cat-file", "blob", listed.split()[2]).decode("utf-8", "replace") if listed else ""


def _block(text: str, message: Message) -> str:
    """The lines of the message's entry."""
    key = re.escape(message.key.replace("\\", "\\\\").replace('"', '\\"'))
    found = re.search(rf'^msgctxt "{key}"\n(?:(?:msg|").*\n?)*', text.replace("\r\n", "\n"), re.MULTILINE)
    return found[0] if found else ""


def _entry(text: str, file: str, message: Message) -> Entry | None:
    try:
        entries = po.parse(text.encode(), file).entries if text else ()
    except CatalogError:
        return None  # a version that could not be read is no version to show
    living = (entry for entry in entries if entry.key == message.key and not entry.obsolete and entry.begun)
    return next(living, None)
