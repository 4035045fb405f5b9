"""Several operations at a destination at the same time, where their order means nothing."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from queue import Empty, LifoQueue
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")


def each(work: Callable[[Thing], Result], things: Sequence[Thing], at_once: int) -> Iterator[Result]:
    """What *work* gives for each thing, in the order of the things; at most *at_once* are under way.

    When one fails no other begins, those under way come to their end, and the first failure is raised, with a note of
    the thing.
    """

    def noted(thing: Thing) -> Result:
        try:
            return work(thing)
        except Exception as error:
            error.add_note(str(thing))
            raise

    if at_once == 1 or len(things) < 2:
        yield from map(noted, things)
        return
    with ThreadPoolExecutor(at_once) as pool:
        waiting: deque[Future[Result]] = deque()
        try:
            for thing in things:
                waiting.append(pool.submit(noted, thing))
                if len(waiting) > 2 * at_once:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


class Pool(Generic[Thing]):
    """Things that serve one user at a time. Where none is idle *make* makes another, or one waits if it is refused."""

    def __init__(self, make: Callable[[], Thing], refusals: tuple[type[Exception], ...] = ()) -> None:
        self.make = make
        self.refusals = refusals
        self.idle: LifoQueue[Thing] = LifoQueue()

    @contextmanager
    def one(self) -> Iterator[Thing]:
        """One of them, for as long as it is needed."""
        found = self._taken()
        try:
            yield found
        finally:
            self.idle.put(found)

    def _taken(self) -> Thing:
        try:
            return self.idle.get_nowait()
        except Empty:
            pass
        try:
            return self.make()
        except self.refusals:
            return self.idle.get()

    def emptied(self) -> Iterator[Thing]:
        """All that are idle; the pool holds them no more."""
        while not self.idle.empty():
            yield self.idle.get()
