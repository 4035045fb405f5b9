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
from tests.publishing.places import SWITCHED, Place
from tests.publishing.servers import Line
from tests.publishing.sites import FIRST, SECOND, Site, missing, shows, site

LIMIT = 400
OTHERS = ("de", "ko", "es")
REMOTE = ("rsync", "sftp", "sftp-only", "s3", "webdav")
POINTS = {
    "memory": (0, 1),
    "folder": (0, 1),
    "git": (0, 1),
    "zip": (0, 1),
    "s3": (0, 2),
    "webdav": (1, 2),
    "rsync": (0, 6),
    "sftp": (1, 3),
    "sftp-only": (2, 3),
}
"""After how many operations a publisher dies first, and how many later each time after that.

Servers take long, so a publisher does not die there at every point. It does so in a folder, to which those of SSH do the
same operations, and in a store in memory, to which those of objects do.
"""


def edition(number: int) -> Site:
    """One of a row of releases: another figure, style sheet and second language each time, at times a new edition."""
    month = f"{2020 + number // 64}-07"
    return site(month, number % 9 + 1, ("en", OTHERS[number % 3]), look=f"rgb(0, 0, {number})", archived=(month,))


@pytest.mark.parametrize("kind", POINTS)
def test_wherever_a_publisher_dies_no_link_leads_nowhere_and_the_next_run_completes(make_place, kind, tmp_path):
    """From release to release, each time dying some operations later, until nobody dies any more."""
    place = make_place(kind)
    before = edition(0)
    place.publish(before.release(tmp_path / "0"))
    with ExitStack() as stack:
        # A connection takes long to make; what the dead one leaves at the destination is what matters.
        opened = stack.enter_context(place.opened()) if kind in REMOTE else None
        for number, operations in enumerate(itertools.count(*POINTS[kind]), 1):
            after = edition(number)
            release = after.release(tmp_path / str(number))
            completed = place.publish_until(release, operations, opened)
            assert not missing(place.fetch), f"after {operations} operations"
            if kind in SWITCHED:
                assert shows(place.fetch, before) or shows(place.fetch, after), f"after {operations} operations"
            assert place.publish_until(release, LIMIT, opened)
            assert shows(place.fetch, after), f"after {operations} operations"
            assert not missing(place.fetch), f"after {operations} operations"
            if completed:
                break
            before = after
    assert operations >= 2


@pytest.mark.parametrize("kind", ["folder", "memory"])
def test_a_first_publishing_that_dies_shows_nothing_broken(make_place, kind, first):
    """Where nothing was, the root's page comes last: readers see no site, or one in which every link works."""
    for operations in range(160):
        place = make_place(kind, f"-{operations}")
        completed = place.publish_until(first, operations)
        assert not missing(place.fetch), f"after {operations} operations"
        if completed:
            break
    assert completed
    assert shows(place.fetch, FIRST)


def test_another_release_after_a_death_leaves_nothing_of_the_dead_one(place: Place, first, second):
    """Pages that the dead publisher had replaced are put right, though the manifest calls them unchanged."""
    place.publish(first)
    for operations in (6, 14, 22):
        place.publish_until(second, operations)
        place.publish(first)
        assert shows(place.fetch, FIRST)
        assert not missing(place.fetch)


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
