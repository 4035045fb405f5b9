"""What every verb says alike: findings, messages, progress and the options that all share."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.errors import Finding, Place, Severity

_Verb = TypeVar("_Verb", bound=Callable[..., Any])
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def project_option(verb: _Verb) -> _Verb:
    """``--project DIR``: the folder with ``content/``; the nearest one upwards when it is not given."""
    return click.option(
        "--project",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        callback=lambda ctx, parameter, value: project_folder(value),
        help="The folder with content/ (default: this one or the nearest above it).",
    )(verb)


def quiet_option(verb: _Verb) -> _Verb:
    """``--quiet``: errors only."""
    return click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")(verb)


def project_folder(given: Path | None) -> Path:
    """The folder of the project: the given one, or the nearest upwards. Raises UsageError where there is none."""
    if given is not None:
        if not (given / "content").is_dir():
            raise click.UsageError(f"'{given}' has no folder content/")
        return given
    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / "content").is_dir():
            return folder
    raise click.UsageError("no folder content/ here or above; name the project with --project DIR")


def report(findings: Iterable[Finding]) -> None:
    """Findings on stderr, one after the other: ``file:line:col: problem`` and below it the hint."""
    for finding in findings:
        severity = click.style(f"{finding.severity}: ", fg=_COLOURS[finding.severity], bold=True)
        place = click.style(f"{finding.place}: ", bold=True)
        tell(f"{place}{severity if finding.severity is not Severity.ERROR else ''}{finding.problem}")
        if finding.hint:
            tell(f"  hint: {finding.hint}")


def finding_of(error: OSError) -> Finding:
    """A failure of the file system as a finding about the file."""
    file = Path(os.fsdecode(error.filename)).as_posix() if error.filename else "."
    problem = error.strerror or str(error)
    hint = "nothing that was there before is lost; make room or give access, and run the command again"
    return Finding(Severity.ERROR, "file-system", Place(file), problem, hint)


def tell(text: str) -> None:
    """A message to the person at the terminal."""
    click.echo(text, err=True, color=_colour(sys.stderr))


def show(text: str) -> None:
    """A result."""
    click.echo(text, color=_colour(sys.stdout))


def is_terminal() -> bool:
    """Whether results go to a person's screen rather than into a file."""
    return sys.stdout.isatty()


def plain() -> bool:
    """Whether nobody wants colours (no-color.org)."""
    return bool(os.environ.get("NO_COLOR"))


def _colour(stream: Any) -> bool | None:
    return False if plain() else None


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[int, int, str], None]]:
    """A function ``step(done, all, what)`` that draws a bar on a terminal; in a pipe, or when quiet, it says nothing.

    The bar shows after a second, so that quick work stays silent.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda done, total, what: None
        return
    from time import monotonic

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=None)
    began = monotonic()

    def step(done: int, total: int, what: str) -> None:
        bar.update(task, completed=done, total=total, description=what)
        if monotonic() - began > 1 and not bar.live.is_started:
            bar.start()

    try:
        yield step
    finally:
        bar.stop()
