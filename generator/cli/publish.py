"""``servicedocs publish``: bring the site to where readers find it."""

from pathlib import Path

import click

from generator.cli import console, destinations


@click.command("publish")
@click.argument("destination")
@click.option("--dry-run", is_flag=True, help="Print the plan, change nothing.")
@click.option("--max-deletes", type=click.IntRange(0), metavar="N", help="How many files may go; default: as set.")
@click.option(
    "--output",
    "-o",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Publish what was built into this folder; else the project is built first.",
)
@destinations.take_over_option
@destinations.yes_option
@console.project_option
@console.quiet_option
def verb(
    project: Path,
    quiet: bool,
    destination: str,
    dry_run: bool,
    max_deletes: int | None,
    output: Path | None,
    take_over: bool,
    yes: bool,
) -> None:
    """Make DESTINATION of publication.yaml equal to the site, by content, and read it back.

    The project is built as a release first (a destination with `draft: true` takes text that is missing or stale).
    The plan is printed before anything happens. Whenever it is interrupted, what readers see works, and the same
    command goes on from there.
    """
    from generator import publish

    where = destinations.destination(project, destination)
    if output is None:
        output = project / "output"
        _build(project, output, release=not where.draft, quiet=quiet)
    release = destinations.built(project, output)
    with publish.opened(where, project, takes_over=take_over) as target:
        plan = publish.plan(release, where, target, max_deletes)
        for line in publish.lines(plan):
            console.show(line)
        if dry_run or plan.is_empty or not destinations.confirmed(f"Publish to '{destination}'?", yes=yes):
            return
        destinations.progress(publish.publish(release, plan, target), quiet=quiet)
    console.show(f"'{destination}' is release {release.manifest.release}")


def _build(project: Path, output: Path, *, release: bool, quiet: bool) -> None:
    from generator.build import Order, build

    with console.progress(quiet) as step:
        build(project, Order(release=release), output, step=step)
