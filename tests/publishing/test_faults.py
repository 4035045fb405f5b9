"""The publisher dies after every single operation, on every kind of destination; lines are cut, disks are full."""

import itertools
import os
import subprocess
import threading
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from generator import publish
from generator.errors import PublishError
from generator.publish import Release
from tests.publishing.conftest import KINDS
from tests.publishing.places import SWITCHED, Place
from tests.publishing.servers import Line
from tests.publishing.sites import FIRST, SECOND, edition, missing, shows

REMOTE = ("rsync", "sftp", "sftp-only", "s3", "gcs", "azure", "webdav")


def month(kind: str, number: int) -> str:
    """Each release of objects archives an edition.

    Of release folders only the first does: all later ones link it, so with more of them there would be no end of
    operations.
    """
    return "2020-01" if kind in SWITCHED else f"{2020 + number // 12}-{number % 12 + 1:02}"


@pytest.mark.parametrize("kind", ["memory", *KINDS])
def test_wherever_a_publisher_dies_no_link_leads_nowhere_and_the_next_run_completes(make_place, kind, tmp_path):
    """From release to release, each time dying one operation later, until nobody dies any more."""
    place = make_place(kind)
    place = replace(place, destination=replace(place.destination, keep=2))
    for number in (0, 1):  # from then on each release takes something away
        before = edition(number, month(kind, number))
        place.publish(before.release(tmp_path / str(number)))
    with ExitStack() as stack:
        # A connection takes long to make; what the dead one leaves at the destination is what matters.
        opened = stack.enter_context(place.opened()) if kind in REMOTE else None
        for operations in itertools.count():
            after = edition(operations + 2, month(kind, operations + 2))
            release = after.release(tmp_path / str(operations + 2))
            completed = place.publish_until(release, operations, opened)
            assert not missing(place.fetch), f"after {operations} operations"
            if kind in SWITCHED:
                assert shows(place.fetch, before) or shows(place.fetch, after), f"after {operations} operations"
            if completed:
                break
            place.publish(release, opened)
            assert shows(place.fetch, after), f"after {operations} operations"
            before = after
    assert shows(place.fetch, after)
    assert operations > 3
    print(f"{kind}: killed at each of {operations} points")  # pytest -rP shows it


@pytest.mark.parametrize("kind", ["folder", "memory"])
def test_a_first_publishing_that_dies_shows_nothing_broken(make_place, kind, tmp_path):
    """Where nothing was, the root's page comes last: readers see no site, or one in which every link works."""
    small = edition(0, "2020-01")
    release = small.release(tmp_path / "release")
    for operations in itertools.count():
        place = make_place(kind, f"-{operations}")
        completed = place.publish_until(release, operations)
        assert not missing(place.fetch), f"after {operations} operations"
        if completed:
            break
    assert shows(place.fetch, small)


@pytest.mark.parametrize("kind", ["folder", "memory"])
def test_another_release_after_a_death_leaves_nothing_of_the_dead_one(make_place, kind, tmp_path):
    """Pages that the dead publisher had replaced are put right, though the manifest calls them unchanged."""
    place = make_place(kind)
    first, second = edition(0, "2020-01"), edition(1, "2020-01")
    releases = [each.release(tmp_path / str(number)) for number, each in enumerate((first, second))]
    place.publish(releases[0])
    for operations in itertools.count():
        completed = place.publish_until(releases[1], operations)
        place.publish(releases[0])
        assert shows(place.fetch, first), f"after {operations} operations"
        if completed:
            break


@pytest.mark.parametrize("kind", ["rsync", "sftp", "s3", "webdav"])
def test_a_lost_connection_is_told_and_the_next_run_goes_on(make_place, kind, first, second):
    """The message says what readers see and what to do; once the line is back the same command completes."""
    place = make_place(kind)
    place.publish(first)
    where = place.destination.where
    address = {"s3": "endpoint", "webdav": "url"}.get(kind)
    port = int(getattr(where, address).rsplit(":")[2].split("/")[0]) if address else where.port
    line = Line(port)
    changed = (
        replace(where, **{address: getattr(where, address).replace(str(port), str(line.port))})
        if address
        else replace(where, port=line.port)
    )
    if kind in ("rsync", "sftp"):
        known = place.project / "known_hosts"
        known.write_text(Path(where.known_hosts).read_text().replace(str(port), str(line.port)))
        changed = replace(changed, known_hosts=str(known))
    far = replace(place, destination=replace(place.destination, where=changed))
    with pytest.raises(PublishError) as caught:
        _publish_and_cut(far, second, line)
    (finding,) = caught.value.findings
    assert finding.place.file == "content/publication.yaml"
    assert "run the command again" in finding.hint
    assert not missing(place.fetch)
    if kind in SWITCHED:
        assert shows(place.fetch, FIRST)
    place.publish(second)
    assert shows(place.fetch, SECOND)


def _publish_and_cut(place: Place, release: Release, line: Line) -> None:
    with place.opened() as target:
        lines = publish.publish(release, publish.plan(release, place.destination, target), target)
        next(lines)
        next(lines)
        line.cut()
        list(lines)


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk takes root")
def test_a_full_disk_is_told_and_the_old_site_stays(make_place, first, second):
    """No space left: one message, nothing that readers see has changed; with space again the same command completes."""
    place = make_place("folder")
    root = place.project / "www"
    root.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=160k", "none", root], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        place.publish(first)
        filler = root / "filler"
        with pytest.raises(OSError, match="No space"):
            filler.write_bytes(b"x" * 200_000)
        with pytest.raises(PublishError, match="No space left on device") as caught:
            place.publish(second)
        assert "nothing that visitors see has changed" in caught.value.findings[0].hint
        assert shows(place.fetch, FIRST)
        filler.unlink()
        place.publish(second)
        assert shows(place.fetch, SECOND)
    finally:
        subprocess.run(["umount", root], check=True)


@pytest.mark.parametrize("kind", ["folder", "rsync", "sftp"])
def test_who_reads_while_it_switches_sees_whole_releases_only(make_place, kind, first, second):
    """A reader who fetches a page, then what it leads to, in a loop, finds everything and one release at a time."""
    place = make_place(kind)
    place.publish(first)
    done = threading.Event()
    lost: set[str] = set()
    mixed: list[bytes] = []

    def read() -> None:
        while not done.is_set():
            lost.update(missing(place.fetch))
            page = place.fetch("en/guide/index.html")
            if page not in (FIRST.files["en/guide/index.html"], SECOND.files["en/guide/index.html"]):
                mixed.append(page or b"")

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for release in (second, first, second, first):
            place.publish(release)
    finally:
        done.set()
        reader.join()
    assert not lost
    assert not mixed
