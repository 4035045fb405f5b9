"""A project at one moment: its content and its catalogs, of a revision or of the working tree."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from generator import catalogs, content, workers
from generator.catalogs import Catalog, LanguageSettings, ledger
from generator.catalogs.catalog import Parsed, read_ledger, read_of
from generator.catalogs.languages import source_tag
from generator.content import kept
from generator.errors import CatalogError, Finding, GeneratorError
from generator.localize import source_voice
from generator.localize.facts import spoken
from generator.localize.voice import Voice
from generator.model import Fact, Message, PerSeverity, Publication
from generator.tree import Folder, Tree, at_revision, commit, git

WORKING_TREE = "working tree"


@dataclass(frozen=True)
class Snapshot:
    """What content/ and locales/ say; *commit* is the revision's full id, "" for the working tree.

    *parsed* are the catalogs as they stand in the files of this snapshot and of those before.
    """

    name: str
    commit: str
    tree: Tree
    publication: Publication
    settings: tuple[LanguageSettings, ...]
    catalogs: Mapping[str, Catalog]
    parsed: Parsed

    @cached_property
    def messages(self) -> Mapping[str, Message]:
        """Every message by ``domain:key``, in content order."""
        return {
            f"{message.domain}:{message.key}": message
            for group in self.publication.messages.values()
            for message in group
        }

    @cached_property
    def voice(self) -> Voice:
        """The source's voice."""
        return source_voice(self.publication, self.settings[0])

    def say(self, fact: Fact) -> str:
        """A fact in the source's words."""
        if isinstance(fact, PerSeverity):
            return "; ".join(f"{level}: {self.say(each)}" for level, each in fact.levels)
        return spoken(fact, self.voice).text


def pair(project: Path, revisions: str = "", *, apart: bool = False) -> tuple[Snapshot, Snapshot]:
    """The two sides of ``BASE``, ``BASE..HEAD`` or ``BASE...HEAD`` (from where both parted); HEAD where none is named.

    Without a second revision it is the working tree. *apart* is whether another process may read the content while this
    one reads catalogs. Raises GeneratorError if git does not know a revision, or the content or the catalogs of one of
    the two can't be read.
    """
    base, dots, head = re.fullmatch(r"(.*?)(?:(\.\.\.?)(.*))?", revisions, re.DOTALL).groups("")  # type: ignore[union-attr]
    base = base or "HEAD"
    if dots == "...":
        base = git(project, "merge-base", commit(project, base), commit(project, head or "HEAD")).decode().strip()
    known: dict[str, bytes] = {}
    before = revision(project, base, known, apart=apart)
    if not dots:
        return before, _taken(project, Folder(project), WORKING_TREE, "", before, apart=apart)
    return before, revision(project, head or "HEAD", known, before, apart=apart)


def revision(
    project: Path, name: str, known: dict[str, bytes], before: Snapshot | None = None, *, apart: bool = False
) -> Snapshot:
    """A revision; what it shares with another snapshot is taken from there."""
    id = commit(project, name)
    tree = at_revision(project, id, known=known)
    return _taken(project, tree, name if name != id else id[:10], id, before, apart=apart)


def working_tree(project: Path) -> Snapshot:
    """The project as it stands on disk."""
    return _taken(project, Folder(project), WORKING_TREE, "", None)


def of(tree: Tree, name: str = "", before: Snapshot | None = None) -> Snapshot:
    """A snapshot of any files."""
    return _taken(None, tree, name, "", before)


def is_on_disk(project: Path, revisions: str) -> bool:
    """Whether what `pair` looks at is what stands on disk now: the working tree, or a revision equal to it."""
    if ".." not in revisions:
        return True
    head, folders = revisions.partition("..")[2].removeprefix("."), ("content", "locales", "templates")
    changed = git(project, "diff", "--name-only", commit(project, head or "HEAD"), "--", *folders)
    return not changed and not git(project, "ls-files", "--others", "--exclude-standard", "--", *folders)


@contextmanager
def named(name: str, commit: str) -> Iterator[None]:
    """While open, what is wrong in a revision is told with its name; the working tree has none."""
    try:
        yield
    except GeneratorError as error:
        if not commit:
            raise
        told = (replace(finding, problem=f"{finding.problem} (in {name})") for finding in error.findings)
        raise type(error)(told) from None


def _taken(
    project: Path | None, tree: Tree, name: str, commit: str, before: Snapshot | None, *, apart: bool = False
) -> Snapshot:
    """The snapshot; what has the very same files *before*, or in what is kept of the project, need not be read again."""
    with named(name, commit):
        publication = _known(project, tree, before)
        read, wanted = partial(content.read, tree, past=bool(commit)), apart and publication is None
        parsed = before.parsed.copy() if before else Parsed()
        with workers.begun(read, wanted) as given:
            try:
                source = publication.source if publication else source_tag(tree)
                settings = catalogs.languages(tree)
                known = {each.language.tag: _catalog(tree, each, source, before, parsed) for each in settings}
            finally:
                publication = publication or given()  # what is wrong with the content is told first
    return Snapshot(name, commit, tree, publication, settings, known, parsed)


def _known(project: Path | None, tree: Tree, before: Snapshot | None) -> Publication | None:
    """What the content says, where it need not be read."""
    if before and _same(tree, before.tree, "content"):
        return before.publication
    return kept.found(project, tree) if project else None


def _catalog(tree: Tree, settings: LanguageSettings, source: str, before: Snapshot | None, parsed: Parsed) -> Catalog:
    known = before.catalogs.get(settings.language.tag) if before else None
    if (
        before
        and known
        and (known.settings, before.publication.source) == (settings, source)
        and _same(tree, before.tree, settings.folder)
    ):
        return _with_ledger(tree, known, before.tree)
    return read_of(tree, settings, source, parsed)


def _with_ledger(tree: Tree, known: Catalog, before: Tree) -> Catalog:
    """A catalog whose files are the same, with what the ledger says now: a decision alone is quick to read."""
    path = f"{known.settings.folder}/{ledger.NAME}"
    now, then = (each.read(path) if each.has(path) else None for each in (tree, before))
    if now == then:
        return known
    findings: list[Finding] = []
    found = read_ledger(tree, known.settings, findings)
    if findings:
        raise CatalogError(findings)
    return replace(known, ledger=found)


def _same(one: Tree, other: Tree, folder: str) -> bool:
    """Whether two folders hold the same YAML and catalogs."""
    names = _names(one, folder)
    if names != _names(other, folder):
        return False
    for name in names:
        path = f"{folder}/{name}"
        if one.has(path) != other.has(path):
            return False
        if one.has(path):
            if name.endswith((".yaml", ".po")) and one.read(path) != other.read(path):
                return False
        elif not _same(one, other, path):
            return False
    return True


def _names(tree: Tree, folder: str) -> list[str]:
    """The names of everything in a folder but the ledger."""
    return [name for name in tree.names(folder) if name != ledger.NAME]
