"""``servicedocs serve``: every document in a browser, live while it is being written."""

from importlib.util import find_spec
from pathlib import Path

import click

from generator.cli import console

NEEDED = ("starlette", "uvicorn", "watchfiles")
PORT = 8000


@click.command("serve")
@click.option(
    "--port",
    "-p",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="Port on this machine; 0 takes any that is free.",
)
@console.project_option
@console.quiet_option
def verb(project: Path, quiet: bool, port: int) -> None:
    """Show every document in every language in a browser, as page and as PDF, and anew after every save.

    Two languages can stand side by side, and every text can tell where it comes from. A mistake shows with its file and
    line until it is mended. Only programs on this machine can reach the server. Ctrl-C ends it.
    """
    missing = [package for package in NEEDED if find_spec(package) is None]
    if missing:
        raise click.ClickException(
            f"serve needs what is not installed: {', '.join(missing)}\n  hint: pip install 'servicedocs[serve]'"
        )
    from generator.serve import listen, run

    try:
        listener = listen(port)
    except OSError as error:
        hint = f"choose another: servicedocs serve --port {PORT + 1 if port == PORT else 0}"
        raise click.ClickException(f"port {port} can't be used: {error.strerror}\n  hint: {hint}") from None
    if not quiet:
        console.show(f"http://localhost:{listener.getsockname()[1]}/")
        console.tell("Ctrl-C ends it")
    run(project, listener)
