"""``servicedocs releases``: what has been published, and to what one can go back."""

from pathlib import Path

import click

from generator.cli import console, destinations


@click.command("releases")
@click.argument("destination")
@console.project_option
def verb(project: Path, destination: str) -> None:
    """List the releases that DESTINATION keeps, oldest first; the live one is marked."""
    from generator import publish

    where = destinations.destination(project, destination)
    with publish.opened(where, project) as target:
        live = target.live()
        known = target.releases()
        for release in known:
            console.show(f"{release}  live" if live and release == live.release else release)
    if not known:
        console.tell(f"nothing has been published to '{destination}' yet")
