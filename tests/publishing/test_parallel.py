"""Several operations at once: as many as allowed, results in order, and a failure that is told and ends the rest."""

import threading

import pytest

from generator.publish.parallel import Pool, each

PATIENCE = 20
"""Seconds after which a test that waits for others has failed."""


def test_as_many_as_allowed_are_under_way_at_once_and_no_more():
    """Each waits until three others are at work: one after the other they would wait in vain."""
    meeting = threading.Barrier(4)
    workers = set()

    def work(_: int) -> None:
        workers.add(threading.get_ident())
        meeting.wait(PATIENCE)

    assert len(list(each(work, range(40), 4))) == 40
    assert len(workers) == 4


def test_results_come_in_the_order_of_the_things():
    """Whichever is done first: here the second, for which the first waits."""
    second = threading.Event()

    def work(name: str) -> str:
        if name == "first":
            assert second.wait(PATIENCE)
        else:
            second.set()
        return name

    assert list(each(work, ["first", "second"], 2)) == ["first", "second"]


@pytest.mark.parametrize("at_once", [1, 2])
def test_a_failure_names_its_thing_and_begins_nothing_else(at_once):
    """Of a thousand only few have been tried: those under way at the failure, and some in line."""
    tried = []

    def work(number: int) -> None:
        tried.append(number)
        if number == 1:
            raise OSError("gone")

    with pytest.raises(OSError, match="gone") as caught:
        list(each(work, range(1000), at_once))
    assert caught.value.__notes__ == ["1"]
    assert len(tried) < 10


def test_a_pool_makes_another_only_where_none_is_idle():
    made = []
    pool = Pool(lambda: made.append(1) or len(made))
    with pool.one() as first, pool.one() as second:
        assert (first, second) == (1, 2)
    with pool.one():
        assert len(made) == 2


def test_who_gets_no_other_waits_for_an_idle_one():
    """A server that allows one session: the second user gets it when the first is done with it."""
    made = []

    def make() -> str:
        if made:
            raise ConnectionRefusedError
        made.append("session")
        return "session"

    pool = Pool(make, (ConnectionRefusedError,))

    def use(_: int) -> str:
        with pool.one() as session:
            return session

    assert list(each(use, range(20), 4)) == ["session"] * 20
