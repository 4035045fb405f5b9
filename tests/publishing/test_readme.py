"""What the README shows of publishing: its settings and commands, on loopback, and that they say what it says."""

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import yaml
from click.testing import CliRunner

from generator.build.inputs import FOLDERS
from generator.cli import servicedocs
from tests.publishing import servers
from tests.shipped import ROOT

SECTION = (ROOT / "README.md").read_text("utf-8").split("\n## Publishing\n")[1].split("\n## ")[0]
SETTINGS, SHOWN = re.findall(r"```\w*\n(.*?)```", SECTION, re.DOTALL)[:2]
FIGURE = ("severity-1: {under: 2 hours}", "severity-1: {under: 1 hour}")
INCLUDES = ("_hosting/nginx.conf", "_hosting/nginx-language.conf")


@dataclass(frozen=True)
class Project:
    """The two documents with the README's destinations, all of them on loopback."""

    folder: Path

    def run(self, command: str) -> str:
        """What a command says, results and messages as they come."""
        arguments = [*command.split()[1:], "--project", str(self.folder)]
        done = CliRunner().invoke(servicedocs, arguments, catch_exceptions=False, prog_name="servicedocs")
        assert done.exit_code == 0, done.output
        return done.output

    def change(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def project(tmp_path, ssh_server, s3_address) -> Iterator[Project]:
    folder = tmp_path / "project"
    for name in FOLDERS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
    made = Project(folder)
    www = tmp_path / "www"
    (www / "current").mkdir(parents=True)  # nginx wants its includes
    httpx.put(f"{s3_address}/documents", headers={"Authorization": "AWS test:test"}).raise_for_status()
    told = yaml.safe_load(SETTINGS)
    local = told["destinations"]
    local["www"] |= {"path": str(www)}
    local["server"] |= {"host": "127.0.0.1", "path": str(tmp_path / "docs"), "port": ssh_server.port}
    local["server"] |= {"user": ssh_server.user, "key": str(ssh_server.key), "known-hosts": str(ssh_server.known_hosts)}
    local["bucket"] |= {"endpoint": s3_address, "region": "us-east-1"}
    path = folder / "content/publication.yaml"
    path.write_text(path.read_text("utf-8").split("\ndestinations:")[0] + "\n" + yaml.safe_dump(told), "utf-8")
    (www / "current").rmdir()
    made.run("servicedocs publish www --yes")
    with ExitStack() as stack:
        address = stack.enter_context(servers.nginx(tmp_path / "nginx", www / "current", *INCLUDES))
        made.change("content/publication.yaml", local["www"]["address"], address)
        yield made


def masked(line: str) -> str:
    """A line without what changes with every word of the documents: hashes, figures and sizes."""
    return re.sub(r"\d[\d,]*", "0", re.sub(r"\b[0-9a-f]{12}\b", "0", line.rstrip()))


def as_pattern(lines: list[str]) -> str:
    """The lines as a regular expression; … stands for any lines."""
    return "".join("(?:.*\n)*?" if line.strip() == "…" else f"{re.escape(masked(line))}\n" for line in lines)


def test_the_readme_shows_what_its_commands_say(project):
    """Two editions published to nginx, over SSH and to S3, rolled back and verified; every line of the README came."""
    for destination in ("server", "bucket"):
        project.run(f"servicedocs publish {destination} --yes")
    project.run("servicedocs archive")
    project.change("content/publication.yaml", "edition: 2020-07", "edition: 2020-08")
    project.change("content/offerings.yaml", *FIGURE)
    for block in SHOWN.split("$ ")[1:]:
        command, *lines = block.strip().splitlines()
        said = project.run(command)
        print(f"$ {command}\n{said}")  # pytest -rP shows it
        assert re.fullmatch(as_pattern(lines), "".join(f"{masked(line)}\n" for line in said.splitlines())), said
