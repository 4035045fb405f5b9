"""A branch of a git repository: a release is one commit, and going live is one update of one ref.

Everything is made in a repository of its own that is thrown away: no working tree, no index of anybody's.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import IO

from generator.destination import Destination, Git
from generator.errors import PublishError
from generator.publish.manifest import NAME, Manifest, decode, encode
from generator.publish.plans import Plan
from generator.publish.releases import Release
from generator.publish.target import Holder, moved_on, overtaken

BESIDES = (".nojekyll", "CNAME")
"""Files for the host of pages: the first keeps GitHub from leaving out _hosting/, the second is its own and stays."""

AUTHOR = "servicedocs"
_NEXT = "refs/servicedocs/next"


class Branch:
    """A destination that is a branch; *scratch* is an empty bare repository."""

    def __init__(self, scratch: Path, destination: Destination, where: Git) -> None:
        self.scratch = scratch
        self.destination = destination
        self.where = where
        self.standing = "nothing that visitors see has changed"
        self.failures: tuple[type[Exception], ...] = (OSError,)
        self.at_once = 1
        self._git("init", "--quiet", "--bare", ".")
        self.tip = self._fetched()

    def live(self) -> Manifest | None:
        return self._manifest(self.tip) if self.tip else None

    def dirty(self) -> tuple[str, ...]:
        """None: a commit that nobody pushed is nowhere."""
        return ()

    def read(self, path: str) -> bytes | None:
        return self._blob(self.tip, path) if self.tip else None

    def releases(self) -> tuple[str, ...]:
        manifests = (self._manifest(commit) for commit in reversed(self._commits()))
        return tuple(dict.fromkeys(manifest.release for manifest in manifests if manifest))

    def kept(self, release: str) -> Release | None:
        for commit in self._commits():
            manifest = self._manifest(commit)
            if manifest and manifest.release == release:
                bare = replace(manifest, carried=(), doomed=(), history=())
                return Release(bare, lambda file, commit=commit: self._content(commit, file.path))  # type: ignore[misc]
        return None

    def publish(self, release: Release, plan: Plan) -> Iterator[str]:
        if moved_on(plan.base, self.live()):
            raise overtaken(self.live())
        goal = replace(plan.goal, doomed=())
        commit = self._imported(release, goal)
        yield f"commit {commit[:12]}"
        self._push(commit)
        self.tip = commit
        self.standing = f"release {goal.release} is live and whole"
        yield f"live: {goal.release}"

    def _imported(self, release: Release, goal: Manifest) -> str:
        """The commit of a release, made from one stream (git fast-import); its id."""
        with tempfile.TemporaryFile() as stream:
            stream.writelines(self._stream(release, goal))
            stream.seek(0)
            self._git("fast-import", "--quiet", "--date-format=raw", given=stream)
        return self._git("rev-parse", _NEXT).strip()

    def _stream(self, release: Release, goal: Manifest) -> Iterator[bytes]:
        """The commit's date is that of the edition, so that the same release is the same commit."""
        edition = max((file.edition for file in goal.files), default="") or "2000-01"
        seconds = int(datetime.fromisoformat(f"{edition}-01T00:00:00+00:00").timestamp())
        told = "".join(f"{key}: {value}\n" for key, value in _plain(goal.provenance))
        yield f"commit {_NEXT}\ncommitter {AUTHOR} <{AUTHOR}@localhost> {seconds} +0000\n".encode()
        yield _data(f"Publish release {goal.release}\n\n{told}".encode())
        if self.tip and self.where.history:
            yield f"from {self.tip}\n".encode()
        yield b"deleteall\n"
        for file in goal.files:
            yield _entry(file.path, release.read(file))
        for file in goal.carried:
            yield _entry(file.path, self._content(self.tip, file.path))
        yield _entry(NAME, encode(goal))
        yield _entry(BESIDES[0], b"")
        if self.tip and (domain := self._blob(self.tip, BESIDES[1])) is not None:
            yield _entry(BESIDES[1], domain)

    def _push(self, commit: str) -> None:
        """Only if the branch is still where we saw it: the server compares and sets in one step."""
        ref = f"refs/heads/{self.where.branch}"
        try:
            self._git("push", "--quiet", f"--force-with-lease={ref}:{self.tip}", self._repository, f"{commit}:{ref}")
        except OSError as error:
            if "stale info" in str(error) or "rejected" in str(error):
                self.tip = self._fetched()
                raise overtaken(self.live()) from error
            raise

    @property
    def _repository(self) -> str:
        return self.where.repository

    def _fetched(self) -> str:
        """The commit at the branch's tip; "" if there is no such branch."""
        ref = f"refs/heads/{self.where.branch}"
        if not self._git("ls-remote", self._repository, ref).strip():
            return ""
        self._git("fetch", "--quiet", "--no-tags", self._repository, f"+{ref}:refs/servicedocs/tip")
        return self._git("rev-parse", "refs/servicedocs/tip").strip()

    def _commits(self) -> list[str]:
        """The commits of the branch, the newest first, as many as are to be kept."""
        if not self.tip:
            return []
        return self._git("rev-list", "--first-parent", f"-{self.destination.keep}", self.tip).split()

    def _manifest(self, commit: str) -> Manifest | None:
        content = self._blob(commit, NAME)
        try:
            return decode(content) if content is not None else None
        except ValueError:
            return None  # somebody else's commit, with a file of that name

    def _content(self, commit: str, path: str) -> bytes:
        content = self._blob(commit, path)
        if content is None:
            raise PublishError.at(
                self.destination.place, f"'{path}' is missing in commit {commit[:12]}", "publish anew"
            )
        return content

    def _blob(self, commit: str, path: str) -> bytes | None:
        done = self._run("cat-file", "blob", f"{commit}:{path}")
        return done.stdout if done.returncode == 0 else None

    def _git(self, *words: str, given: IO[bytes] | None = None) -> str:
        done = self._run(*words, given=given)
        if done.returncode != 0:
            raise OSError(None, done.stderr.decode("utf-8", "replace").strip() or f"git {words[0]} fails")
        return done.stdout.decode("utf-8")

    def _run(self, *words: str, given: IO[bytes] | None = None) -> subprocess.CompletedProcess[bytes]:
        """Git without anybody's settings but for how it gets in: no hooks, no prompts."""
        settings = {"GIT_TERMINAL_PROMPT": "0", "GIT_DIR": str(self.scratch), "LC_ALL": "C"}
        own = {name: value for name, value in os.environ.items() if name not in ("GIT_INDEX_FILE", "GIT_WORK_TREE")}
        return subprocess.run(
            ["git", "-c", "core.hooksPath=/dev/null", *words],
            stdin=given or subprocess.DEVNULL,
            capture_output=True,
            check=False,
            cwd=self.scratch,
            env={**own, **settings},
        )


def _entry(path: str, content: bytes) -> bytes:
    """A file of a commit, for fast-import."""
    return f"M 100644 inline {path}\n".encode() + _data(content)


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)


def _plain(values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The simple entries of the provenance."""
    yield from ((key.capitalize(), str(value)) for key, value in sorted(values.items()) if isinstance(value, str))


@contextmanager
def opened(destination: Destination, where: Git, project: Path, holder: Holder) -> Iterator[Branch]:
    """The branch, as it is now; a repository in a folder is relative to the project.

    Raises PublishError if the repository can't be reached.
    """
    local = project / where.repository
    repository = str(local.resolve()) if local.exists() else where.repository
    with tempfile.TemporaryDirectory(prefix="servicedocs-") as scratch:
        try:
            branch = Branch(Path(scratch), destination, replace(where, repository=repository))
        except OSError as error:
            problem = f"git can't reach {where.repository}: {(error.strerror or str(error)).splitlines()[0]}"
            raise PublishError.at(destination.place, problem, "nothing has changed there") from error
        yield branch
