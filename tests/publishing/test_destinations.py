"""Every kind of destination, on a real server: what readers get, and what publishers may do."""

import re
from dataclasses import replace

import pytest

from generator import publish
from generator.errors import PublishError
from generator.publish.verify import verify
from tests.publishing.places import Place
from tests.publishing.sites import FIRST, SECOND, missing, shows, site

HAS_HISTORY = ("folder", "rsync", "sftp-only", "s3", "gcs", "azure", "webdav", "git")


def test_readers_get_the_release_that_was_published(place: Place, first):
    """Every file is there, byte for byte, every link leads somewhere, and verify agrees."""
    place.publish(first)
    assert shows(place.fetch, FIRST)
    assert not missing(place.fetch)
    with place.opened() as target:
        live = target.live()
        assert live is not None
        assert live.release == first.manifest.release
        assert not list(verify(target, live))


def test_a_second_release_takes_the_place_of_the_first(place: Place, first, second):
    """Changed files of the same size arrive too; what left the site is still there for those who have the old page."""
    place.publish(first)
    place.publish(second)
    assert shows(place.fetch, SECOND)
    assert not missing(place.fetch)
    if place.kind != "zip":
        assert place.fetch("de/guide/index.html") == FIRST.files["de/guide/index.html"]


def test_what_left_the_site_is_deleted_one_release_later(place: Place, tmp_path, first, second):
    """Archived editions stay for ever; everything else that nobody links to goes."""
    place.publish(first)
    place.publish(second)
    place.publish(site("2021-02", 3, ("en", "ko"), archived=("2020-07", "2021-01")).release(tmp_path / "third"))
    assert place.fetch("de/guide/index.html") is None
    if place.kind != "zip":
        assert place.fetch("de/guide/2020-07/index.html") == FIRST.files["de/guide/2020-07/index.html"]
    assert not missing(place.fetch)


def test_publishing_the_same_again_does_nothing(place: Place, first):
    """The plan is empty, and not one operation is done."""
    place.publish(first)
    assert place.publish(first) == []


@pytest.fixture(params=HAS_HISTORY)
def history(request, make_place) -> Place:
    """A destination that keeps releases."""
    return make_place(request.param)


def test_one_goes_back_to_the_release_before_and_forward_again(history: Place, first, second):
    """A rollback needs no build: everything it takes lies at the destination, and it is whole."""
    history.publish(first)
    history.publish(second)
    for wanted, site_then in (("", FIRST), (second.manifest.release, SECOND)):
        with history.opened() as target:
            release, plan = publish.going_back(target, history.destination, wanted)
            list(publish.publish(release, plan, target))
        assert shows(history.fetch, site_then)
        assert not missing(history.fetch)
        with history.opened() as target:
            assert {first.manifest.release, second.manifest.release} <= {*target.releases()}
            assert not list(verify(target, target.live()))


def test_going_back_further_than_the_first_release_is_refused(history: Place, first):
    """The refusal says what there is."""
    history.publish(first)
    with history.opened() as target, pytest.raises(PublishError, match="no earlier release"):
        publish.going_back(target, history.destination)
    with history.opened() as target, pytest.raises(PublishError, match=f"known: {first.manifest.release}"):
        publish.going_back(target, history.destination, "2019-01-000000000000")


def test_a_release_far_back_still_has_its_assets(history: Place, tmp_path, first, second):
    """Assets that have left the site are kept as long as a release that needs them."""
    history.publish(first)
    history.publish(second)
    history.publish(site("2021-02", 3, ("en", "ko"), look="red").release(tmp_path / "third"))
    with history.opened() as target:
        release, plan = publish.going_back(target, history.destination, first.manifest.release)
        list(publish.publish(release, plan, target))
    assert shows(history.fetch, FIRST)


def test_only_as_many_releases_are_kept_as_wanted(history: Place, tmp_path):
    """Older ones go, with what only they needed."""
    kept = replace(history, destination=replace(history.destination, keep=2))
    names = []
    for hours in (1, 2, 3):
        release = site("2020-07", hours, ("en",), look=f"rgb(0,0,{hours})").release(tmp_path / str(hours))
        names.append(release.manifest.release)
        kept.publish(release)
    with kept.opened() as target:
        assert list(target.releases()) == names[1:]


def test_of_two_publishers_at_once_one_is_refused(place: Place, first, second, tmp_path):
    """Whoever comes second, or is overtaken, is told so, and what readers get is one whole release."""
    third = site("2021-02", 3, ("en", "ko")).release(tmp_path / "third")
    place.publish(first)
    with place.opened("one") as one, place.opened("two") as two:
        plans = [publish.plan(release, place.destination, target) for release, target in ((second, one), (third, two))]
        running = publish.publish(second, plans[0], one)
        next(running)
        outcomes: list[bool] = []
        refusals: list[str] = []
        for lines in (publish.publish(third, plans[1], two), running):
            try:
                list(lines)
                outcomes.append(True)
            except PublishError as error:
                outcomes.append(False)
                refusals.append(str(error))
    assert sorted(outcomes) == [False, True]
    assert re.search(r"publish.*\n  hint: ", refusals[0])
    assert shows(place.fetch, site("2021-02", 3, ("en", "ko")) if outcomes[0] else SECOND)
    assert not missing(place.fetch)


def test_a_plan_that_was_overtaken_is_refused(place: Place, first, second):
    """Someone published between the plan and its execution: nothing happens, and the reason is told."""
    with place.opened("one") as one:
        plan = publish.plan(first, place.destination, one)
        if place.kind == "git":  # sees the branch as it was when it was opened
            place.publish(second)
        else:
            with place.opened("two") as two:
                list(publish.publish(second, publish.plan(second, place.destination, two), two))
        with pytest.raises(PublishError, match="someone else has published"):
            list(publish.publish(first, plan, one))
    assert shows(place.fetch, SECOND)


@pytest.mark.parametrize("kind", ["rsync", "s3", "webdav"])
def test_the_lock_of_a_dead_publisher_elsewhere_is_broken_by_word_only(make_place, kind, first, second):
    """Another checkout is refused and told how to go on; with that word it takes the destination over."""
    place = make_place(kind)
    place.publish(first)
    assert not place.publish_until(second, 20 if kind == "webdav" else 4)
    for takes_over in (False, True):
        with place.opened("elsewhere", takes_over=takes_over) as target:
            plan = publish.plan(second, place.destination, target)
            if takes_over:
                list(publish.publish(second, plan, target))
            else:
                with pytest.raises(PublishError, match="--take-over"):
                    list(publish.publish(second, plan, target))
    assert shows(place.fetch, SECOND)


def test_an_archived_file_never_changes(place: Place, tmp_path, first):
    """A release in which an archived edition is another one is refused before anything is sent."""
    place.publish(first)
    changed = site("2020-07", 2, ("en", "de"), archived=("2020-07",))
    changed.files["en/guide/2020-07/index.html"] = b"<p>Rewritten.</p>"
    with pytest.raises(PublishError, match=r"archived file 'en/guide/2020-07/index\.html' would change"):
        place.publish(changed.release(tmp_path / "changed"))
    assert shows(place.fetch, FIRST)


def test_a_file_changed_behind_our_back_is_found(make_place, first):
    """Verify reads every byte, so one that is not as published is told with its path."""
    place = make_place("folder")
    place.publish(first)
    page = place.project / "www/current/en/guide/index.html"
    page.unlink()
    page.write_bytes(FIRST.files["en/guide/index.html"].replace(b"1 hour", b"9 hour"))
    (place.project / "www/current/en/guide/guide.pdf").unlink()
    with place.opened() as target:
        found = list(verify(target, target.live()))
    assert [(each.place.file, each.problem.split(":")[0]) for each in found] == [
        ("en/guide/guide.pdf", "the file is missing"),
        ("en/guide/index.html", "the file is another"),
    ]
