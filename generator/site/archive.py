"""The archive: released editions as they were published, byte for byte, and what they said.

``archive/`` lies in the project like a piece of the site: ``archive/de/guide/2020-07/`` holds the page, the PDF, the
tables and the record of an edition, ``archive/assets/`` what its page wears. A build copies it; nothing in it changes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import ContentError, Finding, Place, Severity
from generator.model import Withdrawal
from generator.site import record as records
from generator.site.addresses import ASSETS, RECORD
from generator.site.record import Record
from generator.store import write_beside

FOLDER = "archive"

_PERMANENT = re.compile(r"[^/]+/[^/]+/[12][0-9]{3}-(0[1-9]|1[0-2])/[^/]+")
_ASSET = re.compile(rf"{ASSETS}/([\w.-]+)")
_FONT = re.compile(r'url\("([\w.-]+)"\)')


@dataclass(frozen=True, slots=True)
class Archive:
    """Editions that were released.

    *files* tell where each file of the site lies on disk, *records* what was said: (document, language tag) -> editions,
    oldest first. *withdrawn* are documents that apply no more.
    """

    files: Mapping[str, Path] = field(default_factory=dict)
    records: Mapping[tuple[str, str], tuple[Record, ...]] = field(default_factory=dict)
    withdrawn: Mapping[str, Withdrawal] = field(default_factory=dict)

    def of(self, document: str, tag: str) -> tuple[Record, ...]:
        """The editions of a document in a language, oldest first."""
        return self.records.get((document, tag), ())

    def holds(self, document: str, tag: str, revision: str) -> bool:
        """Whether an edition was released in a language."""
        return any(each.revision == revision for each in self.of(document, tag))

    def with_records(self, released: Iterable[Record]) -> "Archive":
        """The archive as it will be when these editions are in it."""
        found = dict(self.records)
        for each in released:
            if not self.holds(each.document, each.language, each.revision):
                kept = (*found.get((each.document, each.language), ()), each)
                found[each.document, each.language] = tuple(sorted(kept, key=lambda record: record.revision))
        return Archive(self.files, found, self.withdrawn)

    def about(self, document: str) -> "Archive":
        """What the archive says of one document; the files are told by the whole archive."""
        own = {key: kept for key, kept in self.records.items() if key[0] == document}
        return Archive({}, own, {id: each for id, each in self.withdrawn.items() if id == document})

    def tags(self, document: str) -> tuple[str, ...]:
        """The languages in which a document has released editions."""
        return tuple(tag for known, tag in self.records if known == document)


def read(project: Path, documents: Iterable[str], withdrawn: Mapping[str, Withdrawal]) -> Archive:
    """The archive of a project. *documents* are those that apply now.

    Raises ContentError with every record that can't be read, every file that a record misses, and every document that
    is archived but neither listed nor withdrawn.
    """
    root = project / FOLDER
    files = {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*")) if path.is_file()}
    findings: list[Finding] = []
    found: dict[tuple[str, str], list[Record]] = {}
    for path in (path for path in files if path.endswith(f"/{RECORD}")):
        if kept := _record(path, files, findings):
            found.setdefault((kept.document, kept.language), []).append(kept)
    findings += _lost({document for document, _ in found}, set(documents), withdrawn)
    if findings:
        raise ContentError(findings)
    ordered = {key: tuple(sorted(its, key=lambda each: each.revision)) for key, its in sorted(found.items())}
    return Archive(files, ordered, dict(withdrawn))


def _record(path: str, files: Mapping[str, Path], findings: list[Finding]) -> Record | None:
    place = Place(f"{FOLDER}/{path}")
    hint = "the archive never changes; bring the file back from your version control"
    try:
        kept = records.read(files[path].read_bytes())
    except ValueError as error:
        findings.append(Finding(Severity.ERROR, "archive", place, f"this is no record of an edition: {error}", hint))
        return None
    folder = path.removesuffix(RECORD)
    missing = [name for name in kept.files if f"{folder}{name}" not in files]
    findings += [Finding(Severity.ERROR, "archive", place, f"the file '{name}' is missing", hint) for name in missing]
    return kept


def _lost(kept: set[str], listed: set[str], withdrawn: Mapping[str, Withdrawal]) -> Iterator[Finding]:
    for document in sorted(kept - listed - withdrawn.keys()):
        place = Place("content/publication.yaml")
        hint = (
            f"list it under 'documents:', or say since when it is gone: withdrawn: {{{document}: {{since: 2024-01}}}}"
        )
        yield Finding(Severity.ERROR, "archive", place, f"the archived document '{document}' is not listed", hint)
    for document, withdrawal in withdrawn.items():
        if document in listed:
            problem, hint = f"the document '{document}' is listed and withdrawn", "take one away"
            yield Finding(Severity.ERROR, "archive", withdrawal.place, problem, hint)
        elif document not in kept:
            problem = f"there is no archived edition of '{document}'"
            yield Finding(
                Severity.ERROR, "archive", withdrawal.place, problem, "only what was released can be withdrawn"
            )


def changed(now: Iterable[Record], archive: Archive) -> Iterator[Finding]:
    """Editions that say something else than when they were released under the same month."""
    for each in now:
        for kept in archive.of(each.document, each.language):
            if kept.revision == each.revision and not kept.says_the_same(each):
                problem = (
                    f"the edition {each.revision} of '{each.document}' was released with another text ({each.language})"
                )
                hint = "an edition that was released never changes: give the document a new 'edition:'"
                place = Place(f"content/documents/{each.document}.yaml")
                yield Finding(Severity.ERROR, "archive", place, problem, hint, language=each.language)


def keep(project: Path, site: Path) -> tuple[str, ...]:
    """Copy the editions of a built *site* that the archive hasn't yet into the project; gives their folders."""
    root = project / FOLDER
    there = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.is_file())
    new = [path for path in there if _PERMANENT.fullmatch(path) and not (root / path).exists()]
    for path in _with_assets(new, site):
        if not (root / path).exists():
            write_beside(root / path, (site / path).read_bytes())
    return tuple(dict.fromkeys(path.rpartition("/")[0] for path in new))


def _with_assets(paths: list[str], site: Path) -> Iterator[str]:
    """The assets that pages wear, then the paths themselves: records come last and tell that an edition is whole."""
    sheets = {
        name for path in paths if path.endswith(".html") for name in _ASSET.findall((site / path).read_text("utf-8"))
    }
    styles = [name for name in sorted(sheets) if name.endswith(".css")]
    fonts = {font for name in styles for font in _FONT.findall((site / ASSETS / name).read_text("utf-8"))}
    yield from (f"{ASSETS}/{name}" for name in sorted(sheets | fonts))
    yield from sorted(paths, key=lambda path: (path.endswith(RECORD), path))
