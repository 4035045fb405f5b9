"""What publishing would do: the difference between a release and what lies at a destination, by content."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from generator.destination import Destination
from generator.errors import Finding, Severity
from generator.hosting import CacheClass
from generator.publish.manifest import File, Manifest

NEVER_DELETED = (CacheClass.ARCHIVE,)
LISTED = 12
"""How many paths of a kind the printed plan names before it only counts."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be done to make a destination equal to a release.

    *base* is the manifest that was live when the plan was made (None: nothing was), *goal* the one that will be.
    *new* and *changed* are to be sent; *dropped* leave the site but stay one release longer; *goal.doomed* goes away.
    *dirty* are paths that an interrupted run may have written; nobody knows what they hold.
    """

    base: Manifest | None
    goal: Manifest
    new: tuple[File, ...]
    changed: tuple[File, ...]
    dropped: tuple[File, ...]
    dirty: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the destination is as it should be."""
        settled = self.base is not None and self.base.release == self.goal.release and not self.base.doomed
        return settled and not self.new and not self.changed and not self.dirty


def plan(goal: Manifest, base: Manifest | None, dirty: Collection[str] = ()) -> Plan:
    """The way from *base* to the release *goal*."""
    there = base.by_path if base else {}
    wanted = {file.path for file in goal.files}
    new = tuple(file for file in goal.files if file.path not in there)
    changed = tuple(
        file for file in goal.files if file.path in there and (file.path in dirty or not file.same(there[file.path]))
    )
    if base and base.release == goal.release:
        goal = replace(goal, carried=base.carried, doomed=base.doomed, history=base.history)
        return Plan(base, goal, new, changed, (), tuple(sorted(dirty)))
    dropped = tuple(file for file in (base.files if base else ()) if file.path not in wanted)
    kept = [file for file in (base.carried if base else ()) if file.path not in wanted]
    carried = sorted(file for file in (*dropped, *kept) if file in dropped or file.cache in NEVER_DELETED)
    carried = [file for file in carried if file.path not in dirty or file.cache in NEVER_DELETED]
    staying = wanted | {file.path for file in carried}
    doomed = {file.path for file in kept} | {*dirty} | {*(base.doomed if base else ())}
    history = _history(base.history if base else (), goal.release)
    goal = replace(goal, carried=tuple(carried), doomed=tuple(sorted(doomed - staying)), history=history)
    return Plan(base, goal, new, changed, dropped, tuple(sorted(dirty)))


def _history(before: tuple[str, ...], release: str) -> tuple[str, ...]:
    """A stack: who goes back to a release takes off what came after it, so that going back twice goes back twice."""
    return before[: before.index(release) + 1] if release in before else (*before, release)


def check(plan: Plan, destination: Destination, max_deletes: int) -> Iterator[Finding]:
    """What publishing must not do: change an archived file, take a language away unsaid, take away too much."""
    yield from check_archive(plan, destination)
    yield from _check_languages(plan, destination)
    going = [file.path for file in plan.dropped if file.cache is not CacheClass.ASSET]
    for what, count in (("leave the site", len(going)), ("be deleted", len(plan.goal.doomed))):
        if count > max_deletes:
            hint = f"if that is meant: --max-deletes {count}"
            yield _refusal(destination, f"{count} files would {what}; {max_deletes} may", hint)


def check_archive(plan: Plan, destination: Destination) -> Iterator[Finding]:
    """An archived file stays what it is, whatever is done."""
    there = plan.base.by_path if plan.base else {}
    for file in plan.changed:
        archived = file.cache == there[file.path].cache == CacheClass.ARCHIVE
        if archived and file.sha256 != there[file.path].sha256:
            hint = "an archived edition is a record; publish the change as a new edition"
            yield _refusal(destination, f"the archived file '{file.path}' would change", hint)


def _check_languages(plan: Plan, destination: Destination) -> Iterator[Finding]:
    """A document that is live in a language stays so, or the destination says without it."""
    wanted = {(file.document, file.language) for file in plan.goal.files}
    documents = {file.document for file in plan.goal.files}
    gone = {(file.document, file.language) for file in plan.dropped if file.document in documents} - wanted
    for document, language in sorted(gone):
        if document and language and language not in destination.without.get(document, ()):
            hint = f"build it, or declare it: without: {{{document}: [{language}]}}"
            yield _refusal(destination, f"'{document}' is live in {language} and would be no more", hint)


def _refusal(destination: Destination, problem: str, hint: str) -> Finding:
    return Finding(Severity.ERROR, "publish", destination.place, problem, hint)


def steps(plan: Plan) -> Iterator[tuple[File, ...]]:
    """What is to be sent, step by step: nothing that can be reached ever leads to something missing.

    First what is new, since no page that is there leads to it; of that, leaves before lists, the root's page last. Then
    what changes: document by document in all languages, lists, and what machines read. Within a step no order matters.
    """
    for files, rank in ((plan.new, _rank), (plan.changed, _rank_by_document)):
        for _, step in groupby(sorted(files, key=lambda file, rank=rank: (rank(file), file.path)), key=rank):  # type: ignore[misc]
            yield tuple(step)


def _rank(file: File) -> tuple[bool, int, str, bool, int]:
    root = file.path == "index.html"
    depth = file.path.count("/")
    leads = file.path.endswith(".html")  # a page leads to its PDF and its data
    return root, list(CacheClass).index(file.cache), "", leads, -depth


def _rank_by_document(file: File) -> tuple[bool, int, str, bool, int]:
    root, cache, _, leads, depth = _rank(file)
    return root, cache, file.document, leads, depth


def lines(plan: Plan) -> Iterator[str]:
    """The plan in words."""
    yield f"release {plan.goal.release}, now live: {plan.base.release if plan.base else 'nothing'}"
    if plan.is_empty:
        yield "nothing to do: the destination is equal to the release"
        return
    if plan.dirty:
        yield f"an interrupted run left {len(plan.dirty)} files in doubt; they are compared again"
    new, sent = {*plan.new}, [file for step in steps(plan) for file in step]
    groups = (
        ("new", [file.path for file in sent if file in new]),
        ("changed", [file.path for file in sent if file not in new]),
        ("leaves", [file.path for file in plan.dropped]),
        ("deleted", plan.goal.doomed),
    )
    for what, paths in groups:
        yield from _listed(what, paths)
    size = sum(file.size for file in sent)
    same = len(plan.goal.files) - len(plan.new) - len(plan.changed)
    yield f"{len(plan.new)} new, {len(plan.changed)} changed, {same} equal; {size / 1000:,.0f} kB to send"


def _listed(what: str, paths: Iterable[str]) -> Iterator[str]:
    listed = list(paths)
    yield from (f"  {what:8} {path}" for path in listed[:LISTED])
    if len(listed) > LISTED:
        yield f"  {what:8} … and {len(listed) - LISTED} more"
