"""Servers for a whole run, and a fresh destination of each kind for each test."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from azure.storage.blob import ContainerClient

from generator.destination import S3, Azure, Destination, Folder, Gcs, Git, Ssh, WebDav, Where, Zip
from tests.publishing import servers
from tests.publishing.places import Place, from_branch, from_folder, from_zip, in_memory
from tests.publishing.sites import FIRST, SECOND, Fetch

KINDS = ("folder", "rsync", "sftp", "sftp-only", "s3", "gcs", "azure", "webdav", "git", "zip")
LET_OFF = {"guide": ("de", "ko", "es")}


@pytest.fixture(scope="session")
def ssh_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.SshServer]:
    servers.program("rsync")
    with servers.sshd(tmp_path_factory.mktemp("sshd")) as server:
        yield server


@pytest.fixture(scope="session")
def sftp_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.SshServer]:
    with servers.sshd(tmp_path_factory.mktemp("sftpd"), sftp_only=True) as server:
        yield server


@pytest.fixture(scope="session")
def s3_address() -> Iterator[str]:
    with servers.s3() as address:
        yield address


@pytest.fixture(scope="session")
def google_address() -> Iterator[str]:
    with servers.google() as address:
        yield address


@pytest.fixture(scope="session")
def azure_address() -> Iterator[str]:
    with servers.azure() as address:
        yield address


@pytest.fixture(scope="session")
def webdav_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("webdav")
    with servers.webdav(folder) as address:
        yield address, folder


@pytest.fixture(scope="session")
def web() -> Iterator[httpx.Client]:
    with httpx.Client(headers={"Authorization": "AWS test:test"}) as client:  # moto wants a name, and believes it
        yield client


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the environment of a publisher holds; the servers of the tests take it."""
    for name, value in {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_MAX_ATTEMPTS": "1",
        "SERVICEDOCS_SITE_PASSWORD": "secret",
    }.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def first(tmp_path: Path):
    return FIRST.release(tmp_path / "first")


@pytest.fixture
def second(tmp_path: Path):
    return SECOND.release(tmp_path / "second")


@pytest.fixture
def make_place(request: pytest.FixtureRequest, tmp_path: Path):
    """Makes an empty destination of a kind."""

    def make(kind: str, suffix: str = "") -> Place:
        folder = tmp_path / f"at{suffix}"
        folder.mkdir()
        if kind == "memory":
            return in_memory(Destination("site", Zip("nowhere"), without=LET_OFF), folder)
        where, fetch = _where(kind, request, folder)
        return Place(kind, Destination("site", where, without=LET_OFF), folder, fetch)

    return make


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, make_place) -> Place:
    return make_place(request.param)


def _where(kind: str, request: pytest.FixtureRequest, folder: Path) -> tuple[Where, Fetch]:
    root = folder / "www"
    bucket = f"bucket{abs(hash(str(folder)))}"
    match kind:
        case "folder":
            return Folder(str(root)), from_folder(root / "current")
        case "rsync" | "sftp" | "sftp-only":
            server = request.getfixturevalue("sftp_server" if kind == "sftp-only" else "ssh_server")
            transfer = "auto" if kind == "sftp-only" else kind
            known = str(server.known_hosts)
            where = Ssh("127.0.0.1", str(root), server.user, server.port, str(server.key), known, transfer)
            return where, from_folder(root / "current")
        case "s3":
            address = request.getfixturevalue("s3_address")
            client = request.getfixturevalue("web")
            client.put(f"{address}/{bucket}").raise_for_status()
            return S3(bucket, "docs", address, "us-east-1"), _over_http(client, f"{address}/{bucket}/docs/")
        case "gcs":
            address = request.getfixturevalue("google_address")
            client = request.getfixturevalue("web")
            client.post(f"{address}/storage/v1/b", json={"name": bucket}).raise_for_status()
            return Gcs(bucket, "docs", address), _over_http(client, f"{address}/{bucket}/docs/")
        case "azure":
            address = request.getfixturevalue("azure_address")
            connection = servers.azure_connection(address)
            request.getfixturevalue("monkeypatch").setenv("AZURE_STORAGE_CONNECTION_STRING", connection)
            with ContainerClient.from_connection_string(connection, bucket) as container:
                container.create_container(public_access="blob")
            client = request.getfixturevalue("web")
            return Azure(servers.AZURE_ACCOUNT, bucket, "docs"), _over_http(client, f"{address}/{bucket}/docs/")
        case "webdav":
            address, served = request.getfixturevalue("webdav_server")
            name = f"site{abs(hash(str(folder)))}"
            (served / name).mkdir()
            return WebDav(f"{address}{name}/", "deploy"), from_folder(served / name)
        case "git":
            servers.program("git")
            subprocess.run(["git", "init", "-q", "--bare", str(root)], check=True)
            return Git(str(root), "pages"), from_branch(root, "pages")
        case "zip":
            return Zip(str(folder / "site.zip")), from_zip(folder / "site.zip")
    raise AssertionError(kind)


def _over_http(client: httpx.Client, address: str) -> Fetch:
    def fetch(path: str) -> bytes | None:
        answer = client.get(f"{address}{path}")
        return answer.content if answer.status_code == 200 else None

    return fetch
