"""``servicedocs catalogs``: update and prune the translators' catalogs, add a language, exchange files with translators."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import console

if TYPE_CHECKING:
    from generator.catalogs import Catalog, Changes, LanguageSettings
    from generator.errors import Finding
    from generator.exchange import Addressed, Outcome
    from generator.exchange.workbook import Sheet

FORMATS = ("xliff", "xliff-1.2", "xlsx", "tmx", "tbx")
"""The keys of exchange.EXCHANGES, here too so that asking for help imports none of them."""

STRUCTURE = ("markup", "placeholders", "links")
"""The checks without which a translation is not taken; the others can be told when it is there."""


@click.group("catalogs")
def verb() -> None:
    """The gettext catalogs in locales/."""


@verb.command("update")
@console.project_option
@console.quiet_option
def update(project: Path, quiet: bool) -> None:
    """Bring every catalog up to date with the content.

    New messages arrive empty, changed ones are marked fuzzy and keep their old source, removed ones become obsolete.
    Nothing that a translator wrote is lost; a second time changes nothing.
    """
    from generator import catalogs, content
    from generator.localize.samples import samples

    publication = content.read(project)
    settings = catalogs.languages(project)
    shown = samples(publication, settings[0])
    changes = [change for each in settings for change in catalogs.update(project, each, publication, shown)]
    _tell(changes, quiet)
    console.report(tuple(dict.fromkeys(finding for change in changes for finding in change.strayed)))


@verb.command("init")
@click.argument("language")
@console.project_option
@console.quiet_option
def init(language: str, project: Path, quiet: bool) -> None:
    """Add a language by its tag (fr, pt-BR, zh-Hant): its folder, its glossary to fill in and its empty catalogs."""
    from generator import catalogs, content
    from generator.localize.samples import samples

    publication = content.read(project)
    shown = samples(publication, catalogs.languages(project)[0])
    settings, changes = catalogs.init(project, language, publication, shown)
    if not quiet:
        messages = sum(len(change.added) for change in changes)
        console.show(f"{settings.folder}: {settings.language.name}, {messages} messages to translate")


@verb.command("prune")
@console.project_option
@console.quiet_option
def prune(project: Path, quiet: bool) -> None:
    """Take obsolete entries out of every catalog; until then they wait for a message that comes back."""
    from generator import catalogs, content

    source = content.read(project).source
    changes = [
        change
        for each in catalogs.languages(project)
        if each.language.tag != source
        for change in catalogs.prune(project, each)
    ]
    _tell(changes, quiet)


@verb.command("export")
@click.option("--format", "-f", "format", type=click.Choice(FORMATS), default="xliff", show_default=True)
@click.option("--language", "-l", "languages", multiple=True, metavar="TAG", help="Only this language (repeatable).")
@click.option("--open", "only_open", is_flag=True, help="Only what is missing or stale.")
@click.option(
    "--output",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the files (default: exchange/ of the project).",
)
@console.project_option
@console.quiet_option
def export(
    project: Path, quiet: bool, format: str, languages: tuple[str, ...], only_open: bool, output: Path | None
) -> None:
    """Write a file for each language to send to a translator: XLIFF 2.1 or 1.2, a workbook, a memory, a glossary.

    What is not translated has suggestions from everything that was translated before.
    """
    from generator import catalogs, content, exchange
    from generator.catalogs.pairs import read_pairs
    from generator.localize.samples import samples
    from generator.memory import remember, suggest
    from generator.store import write_beside

    publication = content.read(project)
    settings = catalogs.languages(project)
    shown = samples(publication, settings[0])
    folder = output or project / "exchange"
    ready = {}
    for each in _chosen(settings, languages, publication.source):
        catalog = catalogs.read(project, each, publication)
        memory = remember(catalog, read_pairs(project, each))
        units = exchange.units(publication, catalog, shown, partial(suggest, memory))
        chosen = tuple(unit for unit in units if not only_open or not unit.done)
        parcel = exchange.Parcel(each, publication.source, publication.provider, chosen, catalog.glossary.terms)
        path = folder / f"{each.language.tag}{exchange.EXCHANGES[format].ending}"
        counted = f"{len(parcel.terms)} terms" if exchange.EXCHANGES[format].terms else f"{len(chosen)} units"
        ready[path] = exchange.write(format, parcel, path.as_posix()), counted
    for path, (data, counted) in ready.items():
        write_beside(path, data)
        if not quiet:
            console.show(f"{path}: {counted}")


def _chosen(
    settings: "tuple[LanguageSettings, ...]", languages: tuple[str, ...], source: str
) -> "list[LanguageSettings]":
    """The languages that were named, all that have catalogs where none is."""
    from generator.errors import did_you_mean

    known = {each.language.tag: each for each in settings if each.language.tag != source}
    for tag in languages:
        if tag not in known:
            raise click.BadParameter(f"there is no language '{tag}' to translate to; {did_you_mean(tag, list(known))}")
    return [each for tag, each in known.items() if not languages or tag in languages]


@verb.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--skip-refused", is_flag=True, help="Write the other units even where some are broken.")
@click.option("--dry-run", is_flag=True, help="Write nothing; tell what would be refused.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="When decisions were made (default: today).")
@console.project_option
@console.quiet_option
@click.pass_context
def import_(
    ctx: click.Context,
    project: Path,
    quiet: bool,
    files: tuple[Path, ...],
    skip_refused: bool,
    dry_run: bool,
    date: datetime | None,
) -> None:
    """Take in files that came back from translators and reviewers; only what they changed is written.

    A memory from elsewhere is remembered, a glossary from elsewhere merged. A unit whose source or translation has changed
    meanwhile is left as it is in the catalog and listed. If a unit is
    broken (a placeholder is missing, say), nothing is written at all, unless --skip-refused. Ends with exit code 1 if
    any unit was refused.
    """
    from generator import exchange
    from generator.review import decisions

    refused = False
    for file in files:
        # one after the other, so that each is held against what the one before has written
        with file.open("rb") as opened:
            data = opened.read(exchange.LARGEST + 1)
        if sheets := decisions.sheets(data, file.as_posix()):
            taken = _decided(project, sheets, (date or datetime.now(UTC)).date().isoformat())
        else:
            taken = _translated(project, data, file)
        console.report(sorted(taken.listed, key=lambda finding: finding.place))
        refused |= bool(taken.listed)
        left = _units(len(taken.listed))
        if taken.broken and not skip_refused:
            console.tell(f"{file}: {left} refused, nothing written (--skip-refused writes the others)")
            continue
        written = () if dry_run else taken.write()
        for line in written if not quiet else ():
            console.show(line)
        if not quiet:
            verb = f"would be {taken.verb}" if dry_run else taken.verb
            console.show(f"{file}: {taken.count} {verb}, {left} refused")
    if refused:
        ctx.exit(1)


@dataclass(frozen=True)
class _Taken:
    """What of a file may be written: how many, in a *verb* what happens to them, and what writes them and tells it."""

    count: int
    verb: str
    listed: "tuple[Finding, ...]"
    broken: bool
    write: Callable[[], tuple[str, ...]]


def _translated(project: Path, data: bytes, file: Path) -> _Taken:
    """Translations, terms and pairs to remember, of every language of the project that the file has."""
    from generator import catalogs, checks, content, exchange
    from generator.errors import Severity

    publication = content.read(project)
    format, returned = exchange.read(data, file.as_posix(), publication.source)
    found, unknown = exchange.addressed(returned, publication.source, catalogs.languages(project))
    if unknown:
        console.tell(f"{file}: left out what is in no language of this project: {', '.join(unknown)}")

    def faults(pending: "Catalog") -> "list[Finding]":
        found = checks.run(publication, [pending], codes=STRUCTURE)
        return [finding for finding in found if finding.severity is Severity.ERROR]

    stale = exchange.EXCHANGES[format].offers_stale
    outcomes = [
        (
            each,
            exchange.accept(
                each.returned,
                publication,
                catalogs.read(project, each.settings, publication),
                offers_stale=stale,
                faults=faults,
            ),
        )
        for each in found
    ]

    def write() -> tuple[str, ...]:
        written = [path for each, outcome in outcomes for path in _write(project, each, outcome, file.name)]
        return tuple(f"{path}: written" for path in written)

    return _Taken(
        sum(len(outcome.entries) + len(outcome.terms) + len(each.returned.pairs) for each, outcome in outcomes),
        "remembered" if returned.pairs and not returned.units else "changed",
        tuple(finding for _, outcome in outcomes for finding in (*outcome.outdated, *outcome.broken)),
        any(outcome.broken for _, outcome in outcomes),
        write,
    )


def _decided(project: Path, sheets: "tuple[Sheet, ...]", date: str) -> _Taken:
    """Decisions of reviewers."""
    from generator.review import decide, decisions
    from generator.review.snapshot import working_tree

    snapshot = working_tree(project)
    held = decisions.held(sheets, snapshot, date)

    def write() -> tuple[str, ...]:
        settled = [decide.settle(project, snapshot, language, chosen) for language, chosen in held.choices.items()]
        return tuple(f"{each.language} {each.name}: {each.verdict}" for made in settled for each in made)

    count = sum(len(chosen) for chosen in held.choices.values())
    return _Taken(count, "decided", (*held.outdated, *held.broken), bool(held.broken), write)


def _write(project: Path, addressed: "Addressed", outcome: "Outcome", origin: str) -> tuple[str, ...]:
    """The files of a language that were written; *origin* is where what is remembered comes from."""
    from generator import catalogs
    from generator.catalogs.pairs import Pair, add_pairs
    from generator.store import write_beside

    settings = addressed.settings
    written = catalogs.revise(project, settings, outcome.entries)
    if pairs := addressed.returned.pairs:
        remembered = [Pair(pair.source, pair.target, origin) for pair in pairs]
        written = (*written, *add_pairs(project, settings, remembered))
    if not outcome.terms:
        return written
    glossary = catalogs.glossary_file(settings)
    path = project / glossary
    before = path.read_bytes() if path.is_file() else b""
    after = catalogs.revise_terms(before, glossary, outcome.terms)
    if after == before:
        return written
    write_beside(path, after)
    return (*written, glossary)


def _units(number: int) -> str:
    return "1 unit" if number == 1 else f"{number} units"


def _tell(changes: "list[Changes]", quiet: bool) -> None:
    """One line for each catalog that was written, with what happened to its messages."""
    kinds = ("added", "stale", "restored", "moved", "revived", "removed")
    written = [change for change in changes if change.written]
    for change in written if not quiet else ():
        counts = [f"{len(keys)} {kind}" for kind in kinds if (keys := getattr(change, kind))]
        console.show(f"{change.file}: {', '.join(counts) or 'comments'}")
    if not quiet:
        console.show(f"{len(written)} of {len(changes)} catalogs changed")
