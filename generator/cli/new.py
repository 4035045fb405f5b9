"""``servicedocs new``: start a document."""

from pathlib import Path

import click

from generator.cli import console


@click.group("new")
def verb() -> None:
    """Start something new in content/."""


@verb.command("document")
@click.argument("id")
@console.project_option
@console.quiet_option
def document(id: str, project: Path, quiet: bool) -> None:
    """Write a small document that builds at once, and list it in publication.yaml."""
    from generator import content

    for path in content.scaffold(project, id):
        if not quiet:
            console.show(str(path.relative_to(project) if path.is_absolute() else path))
