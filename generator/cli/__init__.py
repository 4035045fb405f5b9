"""The command line: one file per verb, each parses, calls one room and prints.

Results go to stdout, messages to stderr. Exit codes: 0 fine, 1 problems found, 2 wrong use.
A verb's file is imported when the verb is used, so that the others start at once.
"""

import atexit
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

import click

from generator.cli import console
from generator.errors import GeneratorError

VERBS = {
    "approve": "Approve translations: these words, by this person.",
    "archive": "Keep the editions that are released, for ever.",
    "build": "Make every document in every language.",
    "carry": "Keep translations over a typo mended in their source.",
    "catalogs": "Update the translators' catalogs, exchange them, add a language.",
    "check": "Find what is wrong in content and catalogs.",
    "completion": "Print the completion script for your shell.",
    "diff": "Tell what changed between two revisions, and what is open.",
    "dispute": "Say that a translation is wrong, and why.",
    "merge-driver": "Merge catalogs in git, message by message.",
    "explain": "Tell what a check looks for, or all about a message.",
    "links": "Prove that everything in the site leads where it says.",
    "manifest": "Put together what several machines built.",
    "new": "Start a document.",
    "publish": "Bring the site to where readers find it.",
    "redline": "Show a document with its changes marked, as PDF or page.",
    "releases": "List what has been published.",
    "review": "Settle what changed in a browser, in all languages.",
    "rollback": "Go back to an earlier release.",
    "schema": "Print or write the JSON Schemas of the content files.",
    "serve": "Show every document in a browser, live.",
    "status": "Count messages by language and state.",
    "waive": "Let a translation pass as it is.",
    "verify": "Compare what readers get with what was published.",
}
"""Every verb and its one line of help; the verb's own help stands in its file."""


class Verbs(click.Group):
    """The verbs by name; turns errors of the project and of the file system into findings on stderr and exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command = import_module(f"generator.cli.{cmd_name.replace('-', '_')}").verb
        assert isinstance(command, click.Command)  # noqa: S101 - tells the type checker
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Verbs"):
            formatter.write_dl(sorted(VERBS.items()))

    def invoke(self, ctx: click.Context) -> None:
        try:
            super().invoke(ctx)
        except GeneratorError as error:
            console.report(error.findings)
            ctx.exit(1)
        except OSError as error:
            console.report([console.finding_of(error)])
            ctx.exit(1)


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="servicedocs", prog_name="servicedocs")
def servicedocs() -> None:
    """Service descriptions in many languages, as web pages and PDFs, from one structured source."""


def main() -> None:
    """The entry point of the program."""
    codes: list[int] = []
    atexit.register(_leave, codes)  # the first to be registered is the last to be called
    try:
        servicedocs(prog_name="servicedocs")
    except SystemExit as end:
        codes += [end.code] if isinstance(end.code, int) else []
        raise


def _leave(codes: Sequence[int]) -> None:
    """End the process with its exit code at once.

    Python would free one by one all the things that a verb has read, which takes a tenth of the time of a large one.
    """
    with suppress(OSError, ValueError):  # a stream that is gone is told of as ever
        for code in codes:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
