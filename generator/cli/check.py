"""``servicedocs check``: what is wrong in content and catalogs, without building anything."""

from pathlib import Path

import click

from generator.cli import console
from generator.errors import Finding, Severity


@click.command("check")
@click.option("--language", "-l", "languages", multiple=True, metavar="TAG", help="Only this language (repeatable).")
@click.option("--release", is_flag=True, help="Count missing and stale text as errors, as a release does.")
@console.project_option
@console.quiet_option
@click.pass_context
def verb(ctx: click.Context, project: Path, quiet: bool, languages: tuple[str, ...], release: bool) -> None:
    """Check content, catalogs and glossaries; every finding has its place, its problem and a hint.

    Ends with exit code 1 if there is an error; warnings alone are fine.
    """
    from generator import catalogs, checks, content

    publication = content.read(project)
    settings = catalogs.languages(project)
    known = [catalogs.read(project, each, publication) for each in settings]
    found = checks.run(publication, known, release=release)
    shown = [each for each in found if not languages or each.language in languages]
    errors = [each for each in shown if each.severity is Severity.ERROR]
    console.report(errors if quiet else shown)
    if not quiet:
        console.show(_summary(shown))
    if errors:
        ctx.exit(1)


def _summary(found: list[Finding]) -> str:
    counts = {severity: sum(each.severity is severity for each in found) for severity in Severity}
    return ", ".join(f"{count} {severity}{'' if count == 1 else 's'}" for severity, count in counts.items())
