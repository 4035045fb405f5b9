"""What the verbs of publishing share: the destination by its name, the built site as a release, the question."""

import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from generator.cli import console
from generator.errors import Place, PublishError, did_you_mean

if TYPE_CHECKING:
    from generator.destination import Destination
    from generator.publish import Release

yes_option = click.option("--yes", "-y", is_flag=True, help="Don't ask.")
take_over_option = click.option("--take-over", is_flag=True, help="Break the lock of a publisher who is gone for good.")


def destination(project: Path, id: str) -> "Destination":
    """The destination that publication.yaml has under an id.

    Raises PublishError if there is none, ContentError if the content can't be read.
    """
    from generator import content

    known = content.read(project).destinations
    if id not in known:
        hint = did_you_mean(id, tuple(known)) if known else "add it to 'destinations:'"
        raise PublishError.at(Place("content/publication.yaml"), f"there is no destination '{id}'", hint)
    return known[id]


def built(project: Path, output: Path) -> "Release":
    """The site in an output as a release, with the record of what it was made from.

    Raises PublishError if there is none, or a file of it is not the one that the build listed.
    """
    from generator.build import manifest
    from generator.publish import Origin, release
    from generator.publish.provenance import provenance

    listed = {PurePosixPath(each.path).relative_to("site").as_posix(): each for each in manifest.read(output)}
    origins = {
        path: Origin(each.document, each.language, each.revision) for path, each in listed.items() if each.document
    }
    languages = sorted({origin.language for origin in origins.values()})
    made = release(output / "site", origins, provenance(project, languages))
    there = {file.path: file.sha256 for file in made.manifest.files}
    if strange := sorted(
        path for path in {*there, *listed} if path not in listed or there.get(path) != listed[path].sha256
    ):
        problem = f"{len(strange)} files of the site are not as they were built, first '{strange[0]}'"
        raise PublishError.at(Place((output / "site").name), problem, "run servicedocs build")
    return made


def confirmed(question: str, *, yes: bool) -> bool:
    """Whether the person at the terminal agrees; without a terminal only --yes counts."""
    if yes:
        return True
    if not sys.stdin.isatty():
        raise click.UsageError("there is nobody to ask; look at the plan with --dry-run, then add --yes")
    return click.confirm(question, err=True)


def progress(lines: Iterable[str], *, quiet: bool) -> None:
    """What has been done, line by line, on stderr."""
    for line in lines:
        if not quiet:
            console.tell(line)
