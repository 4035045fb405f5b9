"""``servicedocs verify``: whether readers get what was published, and whether it can be made again."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import console, destinations
from generator.errors import Finding, Place, PublishError, Severity

if TYPE_CHECKING:
    from generator.destination import Destination
    from generator.publish import Manifest


@click.command("verify")
@click.argument("destination")
@click.option("--rebuild", is_flag=True, help="Build the project anew and compare it with what is live, byte by byte.")
@console.project_option
@console.quiet_option
@click.pass_context
def verb(ctx: click.Context, project: Path, quiet: bool, destination: str, rebuild: bool) -> None:
    """Read back every file at DESTINATION, and ask for it by HTTP with its headers where readers have an address.

    DESTINATION may be the address itself (https://…); what it serves is compared with the site in output/ then.
    Ends with exit code 1 if a file is not what was published.
    """
    if "://" in destination:
        live = destinations.built(project, project / "output").manifest
        found = list(_over_http(destination, live))
    else:
        where = destinations.destination(project, destination)
        live = _live(project, where)
        found = [*_there(project, where, live), *(_over_http(where.address, live) if where.address else ())]
        if rebuild:
            found += _rebuilt(project, live, draft=where.draft)
    errors = [each for each in found if each.severity is Severity.ERROR]
    console.report(errors if quiet else found)
    if errors:
        ctx.exit(1)
    if not quiet:
        console.show(f"release {live.release}: {len(live.files)} files as they were published")


def _live(project: Path, where: "Destination") -> "Manifest":
    from generator import publish

    with publish.opened(where, project) as target:
        live = target.live()
    if live is None:
        raise PublishError.at(where.place, f"nothing has been published to '{where.id}' yet", "servicedocs publish")
    return live


def _there(project: Path, where: "Destination", live: "Manifest") -> Iterator[Finding]:
    from generator import publish
    from generator.publish.verify import verify

    with publish.opened(where, project) as target:
        yield from verify(target, live)


def _over_http(address: str, live: "Manifest") -> Iterator[Finding]:
    from generator.publish.verify import verify_address
    from generator.publish.web import FAILURES

    try:
        yield from verify_address(address, live)
    except FAILURES as error:
        hint = "is the address right, and the host up?"
        yield Finding(Severity.ERROR, "publish", Place(address), f"nobody answers: {error}", hint)


def _rebuilt(project: Path, live: "Manifest", *, draft: bool) -> Iterator[Finding]:
    """Build a copy of the project elsewhere, so that neither a cache nor a path of this machine has a say."""
    from generator.build import Order, build
    from generator.build.inputs import FOLDERS
    from generator.publish.verify import causes, compare

    with tempfile.TemporaryDirectory(prefix="servicedocs-") as folder:
        copy = Path(folder) / "project"
        for name in FOLDERS:
            if (project / name).is_dir():
                shutil.copytree(project / name, copy / name)
        build(copy, Order(release=not draft), copy / "output")
        again = destinations.built(project, copy / "output").manifest
    found = tuple(compare(live, again))
    for cause in causes(live, again) if found else ():
        console.tell(cause)
    yield from found
