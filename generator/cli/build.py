"""``servicedocs build``: every document in every language, as pages, PDFs and data."""

from pathlib import Path

import click

from generator.cli import console


def _shard(ctx: click.Context, parameter: click.Parameter, value: str) -> tuple[int, int]:
    number, _, of = value.partition("/")
    if number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of):
        return int(number), int(of)
    raise click.BadParameter("write it like 2/5: the second of five shares")


@click.command("build")
@click.option("--language", "-l", "languages", multiple=True, metavar="TAG", help="Only this language (repeatable).")
@click.option("--document", "-d", "documents", multiple=True, metavar="ID", help="Only this document (repeatable).")
@click.option("--format", "-f", "formats", multiple=True, metavar="FORMAT", help="csv, html, json or pdf (repeatable).")
@click.option(
    "--output", "-o", type=click.Path(file_okay=False, path_type=Path), help="Default: output/ of the project."
)
@click.option("--release", is_flag=True, help="Refuse text that is missing or stale; no draft marks.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="Sheet of the PDFs (default: the publication's).")
@click.option("--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Workers (default: one for each core).")
@click.option("--shard", metavar="I/N", callback=_shard, default="1/1", help="Only the I-th of N shares of the work.")
@click.option("--executor", metavar="URL", default="", help="A cluster to work on: dask://host:port.")
@click.option(
    "--shared-cache",
    metavar="ADDRESS",
    default="",
    envvar="SERVICEDOCS_SHARED_CACHE",
    help="A cache that other machines use too: a folder, or s3://bucket/prefix.",
)
@click.option("--no-cache", is_flag=True, help="Trust nothing that was made before.")
@click.option("--explain", is_flag=True, help="Say why each target was made anew.")
@console.project_option
@console.quiet_option
def verb(
    project: Path,
    quiet: bool,
    languages: tuple[str, ...],
    documents: tuple[str, ...],
    formats: tuple[str, ...],
    output: Path | None,
    release: bool,
    paper: str | None,
    jobs: int | None,
    shard: tuple[int, int],
    executor: str,
    shared_cache: str,
    no_cache: bool,
    explain: bool,
) -> None:
    """Build the documents into output/: the website in output/site/ with its PDFs, and output/manifest.json.

    Without --release, text that has no fitting translation stands in the source language and is marked as a draft.
    """
    from generator.build import Means, Order, build

    order = Order(languages, documents, formats, release, paper or "", shard)
    means = Means(jobs or 0, executor=executor, shared=shared_cache, cache=not no_cache)
    with console.progress(quiet) as step:
        done = build(
            project,
            order,
            output or project / "output",
            means,
            step=step,
            waiting=lambda: console.tell("another build is at work in this project; waiting for it"),
            told=console.tell,
        )
    for target, reason in done.reasons if explain else ():
        console.show(f"{target}: {reason}")
    if explain and not done.reasons:
        console.show("nothing changed")
    if not quiet:
        console.show(
            f"{_count(done.documents, 'document')} × {_count(done.languages, 'language')}: "
            f"{_count(done.written, 'file')} written, {done.unchanged} unchanged, {done.seconds:.1f} s"
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
