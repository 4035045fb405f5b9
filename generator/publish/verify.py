"""Whether what readers get is what was published: at the destination itself, and over HTTP with its headers."""

from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import PurePosixPath

from generator import hosting
from generator.errors import Finding, Place, Severity
from generator.publish.manifest import File, Manifest
from generator.publish.parallel import each
from generator.publish.target import Target
from generator.publish.web import AT_ONCE, Answer, Server

NOWHERE = "there-is-no-such-page"


def verify(target: Target, manifest: Manifest) -> Iterator[Finding]:
    """Every file of a manifest, read back from the destination."""

    def read(file: File) -> Finding | None:
        content = target.read(file.path)
        if content is None:
            return _error(file.path, "the file is missing", "publish again")
        if not file.holds(content):
            return _error(file.path, f"the file is another: {sha256(content).hexdigest()[:12]}", "publish again")
        return None

    files = sorted(manifest.by_path.values())
    yield from (found for found in each(read, files, target.at_once) if found)


def verify_address(address: str, manifest: Manifest) -> Iterator[Finding]:
    """Every file of a manifest, asked for as a reader does: content, type, caching; and a page that isn't there.

    A host that can't send the headers of security (stores of objects can't) gets a warning for each of them.
    Raises one of web.FAILURES if nobody answers.
    """
    lacking: set[str] = set()
    with closing(Server(address)) as server:

        def ask(file: File) -> tuple[list[Finding], set[str]]:
            answer = server.ask("GET", _asked(file.path))
            if answer.status in (301, 308):  # by a rule of the host; its page is for hosts without
                answer = server.ask("GET", file.path)
            without = {name for name, value in hosting.SECURITY if answer.headers.get(name.lower()) != value}
            return list(_compared(file, answer)), without

        files = [file for file in manifest.files if not file.path.startswith("_")]
        for found, without in each(ask, files, AT_ONCE):
            yield from found
            lacking |= without
        status = server.ask("GET", NOWHERE).status
    for name in sorted(lacking):
        hint = f"let the host send it: {hosting.FOLDER}/ has its settings"
        yield Finding(Severity.WARNING, "publish", Place(address), f"not every answer has our header {name}", hint)
    if status not in (404, 410, 403):  # a bucket that doesn't let itself be listed says 403
        yield _error(NOWHERE, f"a page that isn't there is answered with {status}", "let the host answer with 404")


def _asked(path: str) -> str:
    """A folder's page is asked for by the folder."""
    name = PurePosixPath(path)
    return path.removesuffix(name.name) if name.name == "index.html" else path


def _compared(file: File, answer: Answer) -> Iterator[Finding]:
    if answer.status != 200:
        yield _error(file.path, f"the host answers {answer.status}", "publish again")
        return
    if not file.holds(answer.content):
        yield _error(file.path, "the host has another content", "publish again, or empty the cache before it")
    type = answer.headers.get("content-type", "")
    if _plain(type) != _plain(file.type):
        yield _error(file.path, f"its type is '{type}', not '{file.type}'", "take the settings that the site brings")
    wanted = hosting.cache_control(file.cache)
    if (found := answer.headers.get("cache-control", "")) != wanted:
        yield _error(file.path, f"it is cached by '{found}', not '{wanted}'", "take the settings that the site brings")


def _plain(type: str) -> str:
    return type.replace(" ", "").lower().removesuffix(";charset=utf-8")


def compare(live: Manifest, rebuilt: Manifest) -> Iterator[Finding]:
    """What is different when the same release is built again."""
    there, here = {file.path: file for file in live.files}, {file.path: file for file in rebuilt.files}
    for path in sorted({*there, *here}):
        if path not in here:
            yield _error(path, "a rebuild does not make this file", "")
        elif path not in there:
            yield _error(path, "a rebuild makes this file, the release hasn't it", "")
        elif there[path].sha256 != here[path].sha256:
            yield _error(path, "a rebuild gives other bytes", "")


def causes(live: Manifest, rebuilt: Manifest) -> Iterator[str]:
    """What went into a release and into its rebuild that is not the same, in words."""
    for subject in sorted({*live.provenance, *rebuilt.provenance}):
        before, now = live.provenance.get(subject), rebuilt.provenance.get(subject)
        if isinstance(before, dict) and isinstance(now, dict):
            names = sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
            if names:
                yield f"{subject} differ: {', '.join(names)}"
        elif before != now:
            yield f"{subject}: {before} in the release, {now} here"


def _error(path: str, problem: str, hint: str) -> Finding:
    return Finding(Severity.ERROR, "publish", Place(path), problem, hint)
