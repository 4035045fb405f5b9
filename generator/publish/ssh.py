"""A folder of another machine: SFTP for every step, rsync for the transfer where both sides have it.

Hosts are known or refused: a key that is in no file of known hosts ends the connection before anything is sent.
"""

import itertools
import json
import shlex
import shutil
import stat
import subprocess
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath

import paramiko

from generator.destination import Destination, Ssh
from generator.errors import PublishError
from generator.publish.manifest import File
from generator.publish.parallel import Pool, each
from generator.publish.releases import Release
from generator.publish.switched import Switched
from generator.publish.target import Holder, refused

PATIENCE = 60
"""Seconds without an answer before a connection counts as lost."""

AT_ONCE = 4
"""Sessions of SFTP on the one connection; OpenSSH allows ten (MaxSessions)."""

_EXTENDED = 200  # SSH_FXP_EXTENDED, draft-ietf-secsh-filexfer-02, 8
_LOCK = ".publish.lock"


class RemoteDisk:
    """Files below *root* on another machine; *where* tells rsync's own ssh how to get there."""

    failures: tuple[type[Exception], ...] = (OSError, EOFError, paramiko.SSHException)

    def __init__(self, client: paramiko.SSHClient, root: str, destination: str, where: Ssh) -> None:
        self.client = client
        self.sftp = self._session()
        self.sessions = Pool(self._session, (paramiko.ChannelException,))
        self.sessions.idle.put(self.sftp)
        self.at_once = AT_ONCE
        self.root = root
        self.destination = destination
        self.where = where
        # A server that allows SFTP only answers every command with SFTP, and may even call that a success.
        said = self._run("echo shell; command -v rsync || true") or b""
        self.has_shell = said.startswith(b"shell\n")
        self.has_rsync = self._has_rsync(there=self.has_shell and said != b"shell\n")

    def _session(self) -> paramiko.SFTPClient:
        session = self.client.open_sftp()
        channel = session.get_channel()
        if channel is not None:
            channel.settimeout(PATIENCE)
        return session

    @contextmanager
    def lock(self, holder: Holder) -> Iterator[None]:
        """A file that only one can make: SFTP's own rename refuses a name that is taken."""
        mine = json.dumps({"token": holder.token, "name": holder.name}).encode()
        lock, beside = self._at(_LOCK), self._at(f"{_LOCK}.{holder.token[:8]}")
        self._put(self.sftp, beside, mine)
        try:
            self.sftp.rename(beside, lock)
        except OSError:
            self._take_over(holder)
            self.sftp.posix_rename(beside, lock)
        try:
            yield
        finally:
            # A connection that is lost leaves the lock: the next run of this checkout knows it as its own.
            with suppress(*self.failures):
                self.sftp.remove(lock)

    def _take_over(self, holder: Holder) -> None:
        other = json.loads(self.read(_LOCK) or b"{}")
        if other.get("token") != holder.token and not holder.takes_over:
            hint = "if nobody is at work there any more: --take-over"
            raise refused(self.destination, str(other.get("name", "someone else")), hint)

    def names(self, folder: str) -> tuple[str, ...]:
        try:
            return tuple(self.sftp.listdir(self._at(folder)))
        except FileNotFoundError:
            return ()

    def walk(self, folder: str) -> frozenset[str]:
        found: set[str] = set()
        waiting = [""]
        while waiting:
            here = waiting.pop()
            with suppress(FileNotFoundError):
                for entry in self.sftp.listdir_attr(self._at(f"{folder}/{here}")):
                    path = f"{here}{entry.filename}"
                    if stat.S_ISDIR(entry.st_mode or 0):
                        waiting.append(f"{path}/")
                    else:
                        found.add(path)
        return frozenset(found)

    def read(self, path: str) -> bytes | None:
        try:
            with self.sessions.one() as sftp, sftp.open(self._at(path), "rb") as file:
                file.prefetch()
                return file.read()
        except FileNotFoundError:
            return None

    def make_folders(self, folders: Sequence[str]) -> None:
        for _, level in itertools.groupby(sorted(folders, key=_depth), key=_depth):
            deque(each(self._make_folder, list(level), AT_ONCE), 0)

    def make_root(self) -> None:
        """The destination's own folder, and what is missing on the way to it."""
        way = [self.root, *(parent.as_posix() for parent in PurePosixPath(self.root).parents)]
        missing = list(itertools.takewhile(lambda folder: not self._is_there(folder), way))
        for folder in reversed(missing):
            self.sftp.mkdir(folder)

    def _is_there(self, path: str) -> bool:
        try:
            self.sftp.stat(path)
        except FileNotFoundError:
            return False
        return True

    def _make_folder(self, folder: str) -> None:
        with self.sessions.one() as sftp:
            try:
                sftp.mkdir(self._at(folder))
            except OSError:
                sftp.stat(self._at(folder))

    def write(self, path: str, content: bytes) -> None:
        beside = f"{self._at(path)}.part"
        with self.sessions.one() as sftp:
            self._put(sftp, beside, content)
            sftp.posix_rename(beside, self._at(path))

    @staticmethod
    def _put(sftp: paramiko.SFTPClient, path: str, content: bytes) -> None:
        with sftp.open(path, "wb") as file:
            file.set_pipelined(True)
            file.write(content)

    def send(self, release: Release, files: Sequence[File], folder: str) -> Iterator[str]:
        if self.has_rsync and release.folder is not None and files:
            yield from self._rsync(release.folder, files, folder)
            return

        def write(file: File) -> str:
            self.write(f"{folder}/{file.path}", release.read(file))
            return f"sent {file.path}"

        yield from each(write, files, AT_ONCE)

    def _rsync(self, source: Path, files: Sequence[File], folder: str) -> Iterator[str]:
        """Each file arrives beside its place and is renamed; what one killed left is swept with what isn't listed."""
        goal = f"{self.where.user}@{self.where.host}" if self.where.user else self.where.host
        command = ["rsync", "--checksum", "--chmod=F644,D755", "--files-from=-", "--from0", "--secluded-args"]
        command += [f"--timeout={PATIENCE}", "--out-format=%n", f"--rsh={shlex.join(self._ssh())}"]
        paths = "\0".join(file.path for file in files).encode()
        done = subprocess.run(
            [*command, f"{source}/", f"{goal}:{self._at(folder)}/"], input=paths, capture_output=True, check=False
        )
        for name in done.stdout.decode("utf-8", "replace").splitlines():
            yield f"sent {name}"
        if done.returncode != 0:
            told = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["rsync says nothing"]
            raise OSError(told[0])

    def _ssh(self) -> list[str]:
        """The ssh that rsync calls: as strict about hosts as our own connection, and with no settings but ours."""
        where = self.where
        command = ["ssh", "-F", "none", "-p", str(where.port), "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes"]
        if where.known_hosts:
            known = Path(where.known_hosts).expanduser()
            command += ["-o", f"UserKnownHostsFile={known}", "-o", "GlobalKnownHostsFile=none"]
        if where.key:
            command += ["-i", str(Path(where.key).expanduser()), "-o", "IdentitiesOnly=yes"]
        return command

    def _has_rsync(self, *, there: bool) -> bool:
        both = there and shutil.which("rsync") is not None
        if self.where.transfer == "rsync" and not both:
            raise OSError("rsync is not on both sides; let transfer be auto")
        return both and self.where.transfer != "sftp"

    def _run(self, command: str, given: bytes = b"") -> bytes | None:
        """What a command says on the other side; None where it fails."""
        transport = self.client.get_transport()
        if transport is None:
            return None
        with suppress(paramiko.SSHException, OSError), transport.open_session(timeout=PATIENCE) as channel:
            channel.settimeout(PATIENCE)
            channel.exec_command(command)
            channel.sendall(given)
            channel.shutdown_write()
            said = b"".join(iter(lambda: channel.recv(1 << 16), b""))
            return said if channel.recv_exit_status() == 0 else None
        return None

    def link(self, old: str, new: str) -> bool:
        """By OpenSSH's extension (its PROTOCOL, 4.5)."""
        try:
            with self.sessions.one() as sftp:
                sftp._request(  # type: ignore[attr-defined]
                    _EXTENDED, "hardlink@openssh.com", self._at(old).encode(), self._at(new).encode()
                )
        except OSError:
            return False
        return True

    def hashes(self, folder: str, paths: Sequence[str]) -> Mapping[str, str]:
        """Counted on the other side where it lets us, else here from what it sends back."""
        given = "\0".join(paths).encode()
        command = f"cd {shlex.quote(self._at(folder))} && xargs -0 sha256sum -z --"
        said = self._run(command, given) if paths and self.has_shell else None
        if said is not None:
            lines = said.decode("utf-8").split("\0")
            return {line[66:]: line[:64] for line in lines if line}
        contents = each(lambda path: self.read(f"{folder}/{path}"), paths, AT_ONCE)
        return {
            path: sha256(content).hexdigest()
            for path, content in zip(paths, contents, strict=True)
            if content is not None
        }

    def rename(self, old: str, new: str) -> None:
        self.sftp.posix_rename(self._at(old), self._at(new))

    def goal(self, link: str) -> str:
        try:
            return self.sftp.readlink(self._at(link)) or ""
        except OSError:
            return ""

    def point(self, link: str, goal: str) -> None:
        beside = self._at(f".{link}.new")
        with suppress(FileNotFoundError):
            self.sftp.remove(beside)
        self.sftp.symlink(goal, beside)
        self.sftp.posix_rename(beside, self._at(link))

    def remove(self, path: str) -> None:
        here = self._at(path)
        if self.has_shell and self._run(f"rm -rf -- {shlex.quote(here)}") is not None:
            return
        try:
            mode = self.sftp.lstat(here).st_mode or 0
        except FileNotFoundError:
            return
        if not stat.S_ISDIR(mode):
            self.sftp.remove(here)
            return
        for name in self.sftp.listdir(here):
            self.remove(f"{path}/{name}")
        self.sftp.rmdir(here)

    def sync(self, folder: str) -> None:
        """Nothing to ask for: the other side's system decides when it writes."""

    def _at(self, path: str) -> str:
        return f"{self.root}/{path}".rstrip("/")


@contextmanager
def opened(destination: Destination, where: Ssh, project: Path, holder: Holder) -> Iterator[Switched]:
    """The folder on the other machine, made if it isn't there.

    Raises PublishError if the host is unknown, or lets nobody in.
    """
    with paramiko.SSHClient() as client:
        client.set_missing_host_key_policy(paramiko.RejectPolicy())
        try:
            _connect(client, where)
            root = where.path.removeprefix("~/").rstrip("/")
            disk = RemoteDisk(client, root, destination.id, where)
            disk.make_root()
        except paramiko.BadHostKeyException as error:
            hint = "do not go on before you know why: someone may stand between you and it"
            raise PublishError.at(
                destination.place, f"{where.host} shows another host key than before", hint
            ) from error
        except paramiko.AuthenticationException as error:
            hint = "give the key by 'key:', or to the SSH agent"
            raise PublishError.at(destination.place, f"{where.host} lets nobody in: {error}", hint) from error
        except RemoteDisk.failures as error:
            problem, hint = (
                f"{where.host} can't be reached: {str(error) or type(error).__name__}",
                "nothing has changed there",
            )
            if "authentication" in str(error).lower():
                hint = "give the key by 'key:', or to the SSH agent"
            if "known_hosts" in str(error):
                problem = f"the host key of {where.host} is unknown"
                hint = f"compare its fingerprint and add it to {where.known_hosts or '~/.ssh/known_hosts'}"
            raise PublishError.at(destination.place, problem, hint) from error
        yield Switched(disk, destination, holder)


def _connect(client: paramiko.SSHClient, where: Ssh) -> None:
    if where.known_hosts:
        client.load_host_keys(str(Path(where.known_hosts).expanduser()))
    else:
        client.load_system_host_keys()
    key = str(Path(where.key).expanduser()) if where.key else None
    client.connect(
        where.host, where.port, where.user or None, key_filename=key, timeout=PATIENCE, look_for_keys=key is None
    )


def _depth(path: str) -> int:
    return path.count("/")
