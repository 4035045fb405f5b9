"""The verbs of publishing on a real project: build, plan, publish to a folder that nginx serves, go back, verify."""

import shutil

import html5lib
import httpx
import pytest
from click.testing import CliRunner

from generator.cli import servicedocs
from tests.conftest import PROJECTS, TEMPLATES
from tests.publishing import servers

PAGE = "content/documents/every-fact.yaml"


def run(project, *words: str):
    arguments = [*words, "--project", str(project)]
    return CliRunner().invoke(servicedocs, arguments, catch_exceptions=False, prog_name="servicedocs")


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """A project with a destination, published once; tests take copies of it."""
    folder = tmp_path_factory.mktemp("original") / "project"
    shutil.copytree(TEMPLATES, folder / "templates")
    shutil.copytree(PROJECTS / "base", folder, dirs_exist_ok=True)
    publication = folder / "content/publication.yaml"
    settings = "\ndestinations:\n  site: {kind: folder, path: www, draft: true}\nredirects:\n  /old: /de/every-fact/\n  /older/: /old\n"
    publication.write_text(publication.read_text("utf-8") + settings, "utf-8")
    done = run(folder, "publish", "site", "--yes")
    assert done.exit_code == 0, done.stderr
    return folder


@pytest.fixture
def published(original, tmp_path):
    """A project with a destination, published once."""
    return shutil.copytree(original, tmp_path / "project", symlinks=True)


@pytest.fixture
def www(published):
    """What readers get."""
    return published / "www/current"


def retitle(project) -> None:
    path = project / PAGE
    path.write_text(path.read_text("utf-8").replace("title: Every fact", "title: Every single fact", 1), "utf-8")


@pytest.fixture
def served(www, tmp_path):
    """The published folder behind nginx with the settings that the site brings; a client for its address."""
    includes = ("_hosting/nginx.conf", "_hosting/nginx-language.conf")
    with (
        servers.nginx(tmp_path / "nginx", www, *includes) as address,
        httpx.Client(base_url=address) as client,
    ):
        yield client


def test_the_plan_is_printed_and_a_dry_run_changes_nothing(published, www):
    """--dry-run names what would change; the live release stays."""
    before = (www).readlink()
    retitle(published)
    done = run(published, "publish", "site", "--dry-run")
    assert done.exit_code == 0, done.stderr
    assert "  changed  de/every-fact/" in done.stdout
    assert (www).readlink() == before


def test_without_a_terminal_only_yes_publishes(published):
    """Nobody is there to be asked, so the command is refused as wrong use."""
    retitle(published)
    done = run(published, "publish", "site")
    assert done.exit_code == 2
    assert "--yes" in done.stderr


def test_one_publishes_lists_and_goes_back(published, www):
    """Two releases, one live; a rollback shows the first again."""
    retitle(published)
    assert run(published, "publish", "site", "--yes").exit_code == 0
    page = www / "en/every-fact/index.html"
    assert "Every single fact" in page.read_text("utf-8")
    listed = run(published, "releases", "site").stdout.splitlines()
    assert [line.endswith("  live") for line in listed] == [False, True]
    done = run(published, "rollback", "site", "--yes")
    assert done.exit_code == 0, done.stderr
    assert "Every single fact" not in page.read_text("utf-8")
    assert run(published, "releases", "site").stdout.splitlines()[0] == f"{listed[0]}  live"


def test_verify_finds_a_file_that_was_changed_and_a_rebuild_gives_the_same_bytes(published, www):
    """A rebuild somewhere else is byte for byte the release; a changed page is told, with exit code 1."""
    done = run(published, "verify", "site", "--rebuild")
    assert done.exit_code == 0, done.stderr
    page = www / "en/every-fact/index.html"
    page.write_text(page.read_text("utf-8").replace("Every fact", "Every fakt", 1), "utf-8")
    done = run(published, "verify", "site")
    assert done.exit_code == 1
    assert done.stderr.startswith("en/every-fact/index.html:1:1: the file is another")


def test_a_rebuild_of_another_source_tells_what_differs(published):
    """The finding names the files, and the message what went into them that was not the same."""
    retitle(published)
    done = run(published, "verify", "site", "--rebuild")
    assert done.exit_code == 1
    assert "a rebuild gives other bytes" in done.stderr
    assert f"content differ: {PAGE}" in done.stderr


def test_an_unknown_destination_is_told_with_the_nearest(published):
    done = run(published, "publish", "sit", "--yes")
    assert done.exit_code == 1
    assert "there is no destination 'sit'\n  hint: did you mean 'site'?" in done.stderr


def test_a_language_that_is_missing_is_refused_unless_declared(published, tmp_path):
    """A document goes out in all its languages together."""
    part = tmp_path / "part"
    for format in ("html", "json"):
        assert run(published, "build", "-l", "de", "-l", "en", "-o", str(part), "-f", format).exit_code == 0
    done = run(published, "publish", "site", "--yes", "--output", str(part))
    assert done.exit_code == 1
    assert "'every-fact' is live in ko and would be no more" in done.stderr


def test_nginx_serves_the_site_as_it_was_published(published, served):
    """Verify by address: every file, its type, its caching and every header of security."""
    done = run(published, "verify", str(served.base_url))
    assert (done.exit_code, done.stderr) == (0, "")
    answer = served.get("/de/every-fact/")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_nginx_keeps_assets_for_ever_and_errors_never(served, www):
    """A year for a file named by its hash; an asset that isn't there is asked for again."""
    asset = next((www / "assets").iterdir()).name
    assert served.get(f"/assets/{asset}").headers["cache-control"] == "public, max-age=31536000, immutable"
    lost = served.get("/assets/lost.css")
    assert (lost.status_code, lost.headers.get("cache-control")) == (404, None)
    assert lost.headers["x-content-type-options"] == "nosniff"


def test_nginx_answers_what_is_not_there_in_the_language_of_the_folder(served):
    for folder, lang in (("/", ""), ("/de/", "de"), ("/ko/nothing/", "ko")):
        answer = served.get(f"{folder}nothing")
        assert answer.status_code == 404
        assert f'<html lang="{lang}' in answer.text


def test_nginx_shows_nothing_of_the_machinery(served):
    for path in ("/_headers", "/_hosting/nginx.conf", "/_redirects"):
        assert served.get(path).status_code == 404


def test_nginx_redirects_what_moved(served):
    for old, new in (("/old", "/de/every-fact/"), ("/older/", "/old")):
        answer = served.get(old)
        assert (answer.status_code, answer.headers["location"]) == (301, new)


def test_where_a_host_knows_no_redirects_a_page_leads_on(www):
    """Stores of objects and hosts of branches get it as a page: at once, for no search engine, to what is there."""
    page = html5lib.parse((www / "old/index.html").read_text("utf-8"), namespaceHTMLElements=False)
    assert page.find(".//meta[@http-equiv]").get("content") == "0; url=../de/every-fact/index.html"
    assert page.find(".//meta[@name='robots']").get("content") == "noindex"
    assert page.get("lang") == "de"
    assert (www / "old" / page.find(".//a").get("href")).is_file()


@pytest.mark.parametrize(
    ("accepted", "goal"),
    [("de-AT,de;q=0.9,en;q=0.8", "/de/"), ("ko", "/ko/"), ("en-GB", "/en/"), ("fr", ""), ("dent", "")],
)
def test_nginx_leads_to_the_first_language_of_the_visitor_from_the_root_only(served, accepted, goal):
    """Whoever has none of ours gets the list, and a deep link is never redirected."""
    headers = {"Accept-Language": accepted}
    answer = served.get("/", headers=headers)
    assert (answer.status_code, answer.headers.get("location", "")) == ((302, goal) if goal else (200, ""))
    assert served.get("/index.html", headers=headers).status_code == 200
    assert served.get("/en/every-fact/", headers=headers).status_code == 200


def test_caddy_serves_the_site_as_it_was_published(published, www, tmp_path):
    """The same files, types, caching and headers as by nginx; what is not there in the language of the folder."""
    with servers.caddy(tmp_path / "caddy", www) as address:
        done = run(published, "verify", address)
        assert (done.exit_code, done.stderr) == (0, "")
        lost = httpx.get(f"{address}de/nothing")
        assert (lost.status_code, lost.headers["cache-control"]) == (404, "no-store")
        assert '<html lang="de' in lost.text
        assert httpx.get(f"{address}old").headers["location"] == "/de/every-fact/"
        assert httpx.get(f"{address}_headers").status_code == 404
