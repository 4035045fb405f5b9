"""``servicedocs rollback``: go back to an earlier release."""

from pathlib import Path

import click

from generator.cli import console, destinations


@click.command("rollback")
@click.argument("destination")
@click.argument("release", required=False, default="")
@click.option("--dry-run", is_flag=True, help="Print the plan, change nothing.")
@destinations.take_over_option
@destinations.yes_option
@console.project_option
@console.quiet_option
def verb(project: Path, quiet: bool, destination: str, release: str, dry_run: bool, take_over: bool, yes: bool) -> None:
    """Let DESTINATION show RELEASE again, or the release before the live one. Nothing is built for it."""
    from generator import publish

    where = destinations.destination(project, destination)
    with publish.opened(where, project, takes_over=take_over) as target:
        former, plan = publish.going_back(target, where, release)
        for line in publish.lines(plan):
            console.show(line)
        if dry_run or plan.is_empty or not destinations.confirmed(f"Go back on '{destination}'?", yes=yes):
            return
        destinations.progress(publish.publish(former, plan, target), quiet=quiet)
    console.show(f"'{destination}' is release {former.manifest.release}")
