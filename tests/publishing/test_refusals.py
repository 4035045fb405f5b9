"""What publishing refuses, what it tells, and what it never says; and what only one kind of destination does."""

import subprocess
from dataclasses import replace

import pytest

from generator import content, publish
from generator.destination import S3, Destination, WebDav
from generator.errors import ContentError, PublishError
from generator.publish import plans
from generator.publish.manifest import decode, encode
from tests.publishing.sites import FIRST, SECOND, shows, site


def test_a_host_whose_key_is_unknown_is_refused(make_place, first, tmp_path):
    """Nothing is sent to a machine that nobody vouched for; the hint names the file that would."""
    place = make_place("sftp")
    empty = tmp_path / "empty"
    empty.write_text("")
    where = replace(place.destination.where, known_hosts=str(empty))
    strange = replace(place, destination=replace(place.destination, where=where))
    with pytest.raises(PublishError, match=r"the host key of 127\.0\.0\.1 is unknown\n  hint: .*empty"):
        strange.publish(first)
    assert place.fetch("index.html") is None


def test_a_host_that_shows_another_key_is_refused(make_place, first, tmp_path):
    """A changed key is no unknown one: the message warns."""
    place = make_place("sftp")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "other"], check=True)
    known = tmp_path / "known_hosts"
    known.write_text(f"[127.0.0.1]:{place.destination.where.port} {(tmp_path / 'other.pub').read_text()}")
    where = replace(place.destination.where, known_hosts=str(known))
    strange = replace(place, destination=replace(place.destination, where=where))
    with pytest.raises(PublishError, match="shows another host key than before"):
        strange.publish(first)


def test_folders_on_the_way_are_made(make_place, first):
    """Nobody has to log in to make them first."""
    place = make_place("sftp-only")
    where = replace(place.destination.where, path=f"{place.project}/srv/www/docs")
    replace(place, destination=replace(place.destination, where=where)).publish(first)
    assert (place.project / "srv/www/docs/current/index.html").is_file()


def test_a_password_comes_from_the_environment_and_is_never_told(make_place, first, monkeypatch):
    """Without it the variable is named; a wrong one is refused without being shown."""
    place = make_place("webdav")
    monkeypatch.delenv("SERVICEDOCS_SITE_PASSWORD")
    with pytest.raises(PublishError, match="SERVICEDOCS_SITE_PASSWORD"):
        place.publish(first)
    monkeypatch.setenv("SERVICEDOCS_SITE_PASSWORD", "wrong-secret")
    with pytest.raises(PublishError, match="it wants a user and a password") as caught:
        place.publish(first)
    assert "wrong-secret" not in str(caught.value)


@pytest.mark.parametrize("key", ["webdav, url", "git, branch: pages, repository"])
def test_a_password_in_an_address_is_refused_and_not_shown(project, key):
    """What stands in publication.yaml is committed; the message that says so may land in anybody's log."""
    folder = project()
    settings = f'\ndestinations:\n  site: {{kind: {key}: "https://me:secret@www.example.com/x"}}\n'
    with (folder / "content/publication.yaml").open("a", encoding="utf-8") as file:
        file.write(settings)
    with pytest.raises(ContentError, match=r"'https://me:…@www\.example\.com/x' is no ") as caught:
        content.read(folder)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("kind", ["s3", "gcs", "azure"])
def test_a_bucket_that_is_not_there_is_told(make_place, kind, first):
    place = make_place(kind)
    where = place.destination.where
    name = "container" if kind == "azure" else "bucket"
    place = replace(place, destination=replace(place.destination, where=replace(where, **{name: "nowhere"})))
    with pytest.raises(PublishError, match=r"'site' leads nowhere|'site': .*container does not exist"):
        place.publish(first)


@pytest.mark.parametrize(
    "where", [S3("bucket", endpoint="http://127.0.0.1:9"), WebDav("http://127.0.0.1:9/")], ids=["s3", "webdav"]
)
def test_a_destination_that_cannot_be_reached_is_told(where, first, tmp_path):
    """One finding at the destination's place, no traceback."""
    destination = Destination("site", where)
    refused = pytest.raises(PublishError, match=r"'site': .*\n  hint: nothing that visitors see has changed")
    with refused, publish.opened(destination, tmp_path) as target:
        publish.plan(first, destination, target)


def test_objects_get_their_type_and_caching(make_place, first, web):
    """A store of objects knows neither by itself."""
    place = make_place("s3")
    place.publish(first)
    address = f"{place.destination.where.endpoint}/{place.destination.where.bucket}/docs/"
    page = web.get(f"{address}en/guide/index.html").headers
    assert page["content-type"] == "text/html; charset=utf-8"
    assert page["cache-control"] == "public, max-age=0, must-revalidate"
    style = next(path for path in FIRST.files if path.startswith("assets/"))
    assert web.get(f"{address}{style}").headers["cache-control"] == "public, max-age=31536000, immutable"


def test_a_branch_grows_by_one_commit_and_keeps_its_domain(make_place, first, second):
    """CNAME is the host's own file; .nojekyll lets it serve names that begin with an underscore."""
    place = make_place("git")
    root = place.destination.where.repository
    place.publish(first)
    _commit_file(root, "CNAME", b"docs.example.com\n")
    with place.opened() as target:
        list(publish.publish(second, publish.plan(second, place.destination, target), target))
    assert place.fetch("CNAME") == b"docs.example.com\n"
    assert place.fetch(".nojekyll") == b""
    log = subprocess.run(["git", "-C", root, "log", "--format=%s", "pages"], capture_output=True, text=True, check=True)
    assert log.stdout.splitlines() == [
        f"Publish release {second.manifest.release}",
        "CNAME",
        f"Publish release {first.manifest.release}",
    ]


def _commit_file(root: str, name: str, content: bytes) -> None:
    def git(*words: str, given: bytes | None = None) -> str:
        command = ["git", "-C", root, "-c", "user.name=host", "-c", "user.email=host@localhost", *words]
        return subprocess.run(command, input=given, capture_output=True, check=True).stdout.decode().strip()

    blob = git("hash-object", "-w", "--stdin", given=content)
    git("read-tree", "pages")
    git("update-index", "--add", "--cacheinfo", f"100644,{blob},{name}")
    commit = git("commit-tree", git("write-tree"), "-p", "pages", given=name.encode())
    git("update-ref", "refs/heads/pages", commit)


def test_a_branch_without_history_is_a_single_commit(make_place, first, second):
    place = make_place("git")
    short = replace(place.destination, where=replace(place.destination.where, history=False))
    place = replace(place, destination=short)
    place.publish(first)
    place.publish(second)
    assert shows(place.fetch, SECOND)
    command = ["git", "-C", short.where.repository, "rev-list", "--count", "pages"]
    assert subprocess.run(command, capture_output=True, check=True).stdout == b"1\n"


def test_the_same_release_is_the_same_zip(make_place, first):
    """Byte for byte, wherever and whenever it is made."""
    one, two = make_place("zip", "-1"), make_place("zip", "-2")
    for place in (one, two):
        place.publish(first)
    contents = [(place.project / "site.zip").read_bytes() for place in (one, two)]
    assert contents[0] == contents[1]


def test_more_than_may_go_is_refused_unless_the_number_is_named(make_place, tmp_path, first):
    """A build that lost most of its pages is no release by accident."""
    place = make_place("folder")
    place = replace(place, destination=replace(place.destination, max_deletes=2))
    place.publish(first)
    small = site("2020-07", 1, ("en",)).release(tmp_path / "small")
    with place.opened() as target:
        with pytest.raises(PublishError, match=r"\d files would leave the site; 2 may\n  hint: .*--max-deletes \d"):
            publish.plan(small, place.destination, target)
        assert publish.plan(small, place.destination, target, 9).dropped


def test_a_document_in_two_editions_at_once_is_refused(make_place, tmp_path, first):
    """All languages of a document go out together."""
    place = make_place("folder")
    files = tuple(
        replace(file, edition="2021-01") if file.language == "de" and file.edition else file
        for file in first.manifest.files
    )
    mixed = replace(first, manifest=replace(first.manifest, files=files))
    with place.opened() as target, pytest.raises(PublishError, match="'guide' is of several editions"):
        publish.plan(mixed, place.destination, target)


def test_a_manifest_reads_back_as_it_was_written(first, second):
    base = plans.plan(first.manifest, None).goal
    goal = plans.plan(second.manifest, base, dirty=("de/guide/index.html",)).goal
    assert decode(encode(goal)) == goal
    with pytest.raises(ValueError, match="missing or unknown"):
        decode(b'{"schema": 1}')


def test_leaves_go_before_lists_and_the_root_last(first):
    """New files in the order in which nothing leads to what isn't there yet."""
    order = [file.path for step in plans.steps(plans.plan(first.manifest, None)) for file in step]
    assert order[0].startswith("assets/")
    assert order[-1] == "index.html"
    assert order.index("de/guide/guide.pdf") < order.index("de/guide/index.html") < order.index("de/index.html")


def test_what_changes_goes_after_everything_new(first, second):
    plan = plans.plan(second.manifest, plans.plan(first.manifest, None).goal)
    order = [file.path for step in plans.steps(plan) for file in step]
    assert {*order[: len(plan.new)]} == {file.path for file in plan.new}
