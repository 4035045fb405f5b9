"""``servicedocs catalogs``: bring the translators' catalogs up to date, add a language, take obsolete entries away."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import console

if TYPE_CHECKING:
    from generator.catalogs import Changes


@click.group("catalogs")
def verb() -> None:
    """The gettext catalogs in locales/."""


@verb.command("update")
@console.project_option
@console.quiet_option
def update(project: Path, quiet: bool) -> None:
    """Bring every catalog up to date with the content.

    New messages arrive empty, changed ones are marked fuzzy and keep their old source, removed ones become obsolete.
    Nothing that a translator wrote is lost; a second time changes nothing.
    """
    from generator import catalogs, content
    from generator.localize.samples import samples

    publication = content.read(project)
    settings = catalogs.languages(project)
    shown = samples(publication, settings[0])
    changes = [change for each in settings for change in catalogs.update(project, each, publication, shown)]
    _tell(changes, quiet)


@verb.command("init")
@click.argument("language")
@console.project_option
@console.quiet_option
def init(language: str, project: Path, quiet: bool) -> None:
    """Add a language by its tag (fr, pt-BR, zh-Hant): its folder, its glossary to fill in and its empty catalogs."""
    from generator import catalogs, content
    from generator.localize.samples import samples

    publication = content.read(project)
    shown = samples(publication, catalogs.languages(project)[0])
    settings, changes = catalogs.init(project, language, publication, shown)
    if not quiet:
        messages = sum(len(change.added) for change in changes)
        console.show(f"{settings.folder}: {settings.language.name}, {messages} messages to translate")


@verb.command("prune")
@console.project_option
@console.quiet_option
def prune(project: Path, quiet: bool) -> None:
    """Take obsolete entries out of every catalog; until then they wait for a message that comes back."""
    from generator import catalogs, content

    source = content.read(project).source
    changes = [
        change
        for each in catalogs.languages(project)
        if each.language.tag != source
        for change in catalogs.prune(project, each)
    ]
    _tell(changes, quiet)


def _tell(changes: "list[Changes]", quiet: bool) -> None:
    """One line for each catalog that was written, with what happened to its messages."""
    kinds = ("added", "stale", "restored", "moved", "revived", "removed")
    written = [change for change in changes if change.written]
    for change in written if not quiet else ():
        counts = [f"{len(keys)} {kind}" for kind in kinds if (keys := getattr(change, kind))]
        console.show(f"{change.file}: {', '.join(counts) or 'comments'}")
    if not quiet:
        console.show(f"{len(written)} of {len(changes)} catalogs changed")
