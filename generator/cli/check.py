"""``servicedocs check``: what is wrong in content and catalogs, without building anything."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import collector
from generator.cli import console
from generator.errors import Finding, GeneratorError, Severity, did_you_mean

if TYPE_CHECKING:
    from generator.catalogs import Catalog
    from generator.model import Publication

FORMATS = ("text", "json", "sarif", "github", "junit")
LEVELS = (Severity.INFO, Severity.WARNING, Severity.ERROR)


@click.command("check")
@click.option("--language", "-l", "languages", multiple=True, metavar="TAG", help="Only this language (repeatable).")
@click.option(
    "--document", "-d", "documents", multiple=True, metavar="ID", help="Only texts of this document (repeatable)."
)
@click.option("--code", "-c", "codes", multiple=True, metavar="CODE", help="Only this check, in full (repeatable).")
@click.option("--format", "format", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option(
    "--severity",
    type=click.Choice([str(level) for level in LEVELS]),
    help="The least that is shown [default: warning; info for programs].",
)
@click.option("--release", is_flag=True, help="Count missing and stale text as errors, as a release does.")
@click.option("--fix", is_flag=True, help="Correct what can be corrected without changing what a text says.")
@click.option("--fix-unsafe", is_flag=True, help="Correct also what may need a look afterwards.")
@click.option("--built", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR",
              help="Read the facts back out of the pages and PDFs of a build.")  # fmt: skip
@click.option("--baseline", type=click.Path(dir_okay=False, path_type=Path), help="A file with findings to pass over.")
@click.option("--update-baseline", is_flag=True, help="Take what is gone out of the baseline, or begin one.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day against which waivers are held.")
@console.project_option
@console.quiet_option
@click.pass_context
@collector.resting()
def verb(
    ctx: click.Context,
    project: Path,
    quiet: bool,
    languages: tuple[str, ...],
    documents: tuple[str, ...],
    codes: tuple[str, ...],
    format: str,
    severity: str | None,
    release: bool,
    fix: bool,
    fix_unsafe: bool,
    built: Path | None,
    baseline: Path | None,
    update_baseline: bool,
    today: datetime | None,
) -> None:
    """Check content, catalogs and glossaries; every finding has its place, its problem and a hint.

    Ends with exit code 1 if there is an error; warnings alone are fine. `servicedocs explain CODE` tells more about a
    check.
    """
    from generator import catalogs, checks
    from generator.catalogs.waivers import read_waivers
    from generator.checks.waiving import settle
    from generator.content import kept
    from generator.workers import cores

    _known("check", codes, tuple(checks.CHECKS))
    least = Severity(
        severity or (Severity.ERROR if quiet else Severity.INFO if format in ("json", "sarif") else Severity.WARNING)
    )
    try:
        publication = kept.read(project)
        settings = catalogs.languages(project)
        known = [catalogs.read(project, each, publication) for each in settings]
        waivers = [waiver for each in settings for waiver in read_waivers(project, each)]
    except GeneratorError as error:
        # a program that reads the findings wants these as well
        _show(error.findings, format, least, whole=True)
        ctx.exit(1)
    _known("language", languages, [each.language.tag for each in settings])
    _known("document", documents, [document.id for document in publication.documents])

    found = checks.run(publication, known, release=release, codes=codes or tuple(checks.CHECKS), count=cores())
    day = today.date() if today else datetime.now(UTC).date()
    settled = settle(found, waivers, publication, known, day)
    chosen = _chosen((*settled.left, *settled.told), publication, known, languages, documents)
    if fix or fix_unsafe:
        _fix(project, chosen, known, unsafe=fix_unsafe)
        ctx.invoke(verb, **{**ctx.params, "fix": False, "fix_unsafe": False})
        return
    if built:
        chosen += _read_back(project, built, publication, known, languages, documents)
    if baseline:
        chosen = _against(baseline, chosen, update=update_baseline)
    _show(chosen, format, least, whole=bool(codes))
    if format == "text" and not quiet:
        console.show(_summary(chosen, len(settled.waived), least))
    if any(each.severity is Severity.ERROR for each in chosen):
        ctx.exit(1)


def _known(what: str, named: Iterable[str], known: Sequence[str]) -> None:
    for name in named:
        if name not in known:
            raise click.UsageError(f"there is no {what} '{name}'; {did_you_mean(name, known)}")


def _chosen(
    findings: Iterable[Finding],
    publication: "Publication",
    known: "Sequence[Catalog]",
    languages: Sequence[str],
    documents: Sequence[str],
) -> list[Finding]:
    """The findings about the languages and documents that were asked for."""
    chosen = [each for each in findings if not languages or each.language in languages]
    if documents:
        said = _said(publication, known, documents)
        chosen = [each for each in chosen if f"{each.domain}:{each.key}" in said]
    return sorted(chosen, key=lambda each: (each.place, each.code, each.problem))


def _said(publication: "Publication", known: "Sequence[Catalog]", documents: Sequence[str]) -> frozenset[str]:
    """The keys of everything that the documents say."""
    from generator.localize import localize

    source = next(catalog for catalog in known if catalog.source)
    return frozenset(
        key
        for document in publication.documents
        if document.id in documents
        for key in localize(document, publication, source, source.settings).messages
    )


def _fix(project: Path, findings: Sequence[Finding], known: "Sequence[Catalog]", *, unsafe: bool) -> None:
    from generator import catalogs
    from generator.checks.fixes import fixed

    texts = fixed(findings, known, unsafe=unsafe)
    for catalog in known:
        if changes := texts.get(catalog.settings.language.tag):
            for change in catalogs.fill(project, catalog.settings, changes):
                number = len(changes[change.domain])
                console.tell(f"{change.file}: {number} text{'' if number == 1 else 's'} corrected")


def _read_back(
    project: Path,
    built: Path,
    publication: "Publication",
    known: "Sequence[Catalog]",
    languages: Sequence[str],
    documents: Sequence[str],
) -> list[Finding]:
    from generator import site
    from generator.checks.parity import compare
    from generator.localize import localize

    source = next(catalog for catalog in known if catalog.source).settings
    editions = [
        localize(document, publication, catalog, source)
        for catalog in known
        for document in publication.documents
        if (not languages or catalog.settings.language.tag in languages) and (not documents or document.id in documents)
    ]
    return list(compare(editions, built, site.path))


def _against(file: Path, findings: Sequence[Finding], *, update: bool) -> list[Finding]:
    """The findings that the baseline does not have; it only ever loses lines."""
    from generator.checks import baseline
    from generator.store import write_beside

    serious = [each for each in findings if each.severity is not Severity.INFO]
    if not file.is_file():
        if not update:
            raise click.UsageError(f"there is no baseline '{file}'; begin one with --update-baseline")
        write_beside(file, baseline.write(baseline.line(each) for each in serious).encode())
    lines = baseline.read(file.read_text("utf-8"))
    compared = baseline.compare(findings, lines)
    if update:
        write_beside(file, baseline.shrunk(findings, lines).encode())
    elif compared.gone:
        console.tell(f"{file}: {len(compared.gone)} findings are gone; take them out with --update-baseline")
    return list(compared.new)


def _show(findings: Iterable[Finding], format: str, least: Severity, *, whole: bool) -> None:
    from generator.checks import reports

    shown = [each for each in findings if LEVELS.index(each.severity) >= LEVELS.index(least)]
    if format != "text":
        console.show(reports.REPORTS[format](shown))
    elif shown:
        console.tell(reports.as_text(shown, whole=whole))


def _summary(found: Sequence[Finding], waived: int, least: Severity) -> str:
    counts = {severity: sum(each.severity is severity for each in found) for severity in Severity}
    told = ", ".join(f"{count} {severity}{'' if count == 1 else 's'}" for severity, count in counts.items())
    if waived:
        told += f", {waived} waived"
    hidden = counts[Severity.INFO] and least is not Severity.INFO
    return f"{told} (--severity info shows them)" if hidden else told
