"""``servicedocs manifest``: put together what several machines built."""

from pathlib import Path

import click

from generator.cli import console


@click.group("manifest")
def verb() -> None:
    """The lists of what was built, output/manifest.json."""


@verb.command("merge")
@click.argument(
    "shares", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR..."
)
@click.option(
    "--output",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    default="output",
    show_default=True,
    help="Where the whole goes.",
)
@console.quiet_option
def merge(shares: tuple[Path, ...], output: Path, quiet: bool) -> None:
    """Put the outputs of all shards together: every share of `build --shard I/N`, each in a folder of its own."""
    from generator.build import shards

    written, unchanged = shards.merge(shares, output)
    if not quiet:
        console.show(f"{len(shares)} shares: {written} files written, {unchanged} unchanged")
