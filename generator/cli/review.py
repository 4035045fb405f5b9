"""``servicedocs review``: what changed, before and after, and a decision at the press of a key, in a browser."""

from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

import click

from generator.cli import console, decisions, serve


@click.command("review")
@click.argument("base", required=False, default="HEAD", metavar="[BASE]")
@click.option("--language", "-l", "languages", multiple=True, metavar="TAG", help="Only this language (repeatable).")
@click.option("--document", "-d", "documents", multiple=True, metavar="ID", help="Only this document (repeatable).")
@click.option(
    "--who",
    "--name",
    callback=decisions.says_something,
    metavar="NAME",
    help="Whose decisions these are (default: git's user.name).",
)
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="When they are made (default: today).")
@click.option("--port", "-p", type=click.IntRange(0, 65535), default=0, help="Port on this machine (default: any).")
@console.project_option
@console.quiet_option
def verb(
    project: Path,
    quiet: bool,
    base: str,
    languages: tuple[str, ...],
    documents: tuple[str, ...],
    who: str | None,
    date: datetime | None,
    port: int,
) -> None:
    """Review in a browser what changed from BASE (default: the last commit) to the working tree.

    Each text stands there in all languages, old and new, with its document beside it; approve, dispute, carry, edit and
    go on, by mouse or keyboard. Decisions are in locales/ at once. Only who knows the address can reach the server, and
    only on this machine. Ctrl-C ends it.
    """
    missing = [package for package in serve.NEEDED if find_spec(package) is None]
    if missing:
        raise click.ClickException(
            f"review needs what is not installed: {', '.join(missing)}\n  hint: pip install 'servicedocs[serve]'"
        )
    if ".." in base:
        raise click.UsageError("what is reviewed stands in the working tree; name only the revision to compare with")
    from generator.desk import Session, listen, run, token

    name = decisions.hand(project, who, date).who
    session = Session(project, base, languages, documents, lambda note: decisions.hand(project, name, date, note))
    try:
        listener = listen(port)
    except OSError as error:
        hint = "leave --port out to take any that is free"
        raise click.ClickException(f"port {port} can't be used: {error.strerror}\n  hint: {hint}") from None
    key = token()
    console.show(f"http://localhost:{listener.getsockname()[1]}/{key}/")
    if not quiet:
        console.tell("Ctrl-C ends it")
    run(session, key, listener)
