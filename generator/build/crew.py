"""Who does the work of a build: this process, workers beside it, a cluster."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TypeGuard, TypeVar

from generator import workers
from generator.build.order import Means
from generator.build.press import Presses
from generator.build.targets import Job, Look, Target

Task = TypeVar("Task")

LIGHT = 16
"""So many pages are made in the time that it takes to fork workers and to hear from them."""

FEW = 6
"""So many documents are localized in that time."""


class Crew:
    """Does jobs by the *means* of a build; *told* hears of workers that had to be replaced."""

    def __init__(self, presses: Presses, means: Means, told: workers.Told) -> None:
        self.presses, self.means, self.told = presses, means, told
        self._ready: list[workers.Worker[Job]] = []

    @contextmanager
    def ahead(self, *, likely: bool) -> Iterator[None]:
        """While open, a worker gets ready for a PDF that is *likely* to be made: that takes as long as finding out."""
        with workers.ahead(self.presses.make, self._warm, likely and self._may_press()) as self._ready:
            yield

    def run(
        self,
        work: Callable[[Task], object],
        jobs: Sequence[Task],
        *,
        light: bool,
        ready: list[workers.Worker[Task]] | None = None,
    ) -> Iterator[tuple[Task, object]]:
        """Jobs with what *work* makes of them; those that are *light* are done before workers would be at work."""
        count = 1 if light else self.means.workers
        return workers.run(work, jobs, count=count, patience=self.means.patience, told=self.told, ready=ready)

    def read(self, work: Callable[[Task], object], jobs: Sequence[Task], *, light: bool) -> None:
        """Do jobs of which nothing comes back."""
        for _ in self.run(work, jobs, light=light):
            pass

    def localize(self, work: Callable[[Task], object], jobs: Sequence[Task], *, printed: bool) -> None:
        """Do jobs of which nothing comes back. If they are few, and are *printed* then, this process gets ready for that."""
        apart = 0 < len(jobs) < LIGHT and printed and self._may_press() and not self._ready
        light = apart or len(jobs) < FEW
        workers.apart(lambda: self.read(work, jobs, light=light), apart, name="localizing", meanwhile=self._warm)

    def make(self, jobs: Sequence[Job]) -> Iterator[Job]:
        """Make and keep things, and tell each that is done; the heavy ones are begun first."""
        away = [job for job in jobs if _is_pdf(job)] if self.means.executor else []
        here = sorted((job for job in jobs if not (away and _is_pdf(job))), key=_turn)
        pressed = [job for job in here if _is_pdf(job)]
        light = len(pressed) + sum(isinstance(job, Look) for job in here) < 2 and len(here) < LIGHT
        ready = self._ready if pressed else None
        if pressed and not (light and ready):
            self.presses.warm(sorted({job.draft.tag for job in pressed}))
        yield from chain(
            self._away(away), (job for job, _ in self.run(self.presses.make, here, light=light, ready=ready))
        )

    def _may_press(self) -> bool:
        """Whether PDFs are made by workers here."""
        return self.means.workers > 1 and not self.means.executor

    def _warm(self) -> None:
        self.presses.warm(self.presses.library.tags)

    def _away(self, jobs: Sequence[Target]) -> Iterator[Target]:
        """Have jobs done by a cluster."""
        if jobs:
            from generator.build import cluster

            yield from cluster.press(self.presses, jobs, self.means.executor, self.told)


def _is_pdf(job: Job) -> TypeGuard[Target]:
    return isinstance(job, Target) and job.format == "pdf"


def _turn(job: Job) -> tuple[bool, int, str]:
    """What is begun first: fonts, which take memory for a while, before PDFs fill their workers; then the heavy."""
    return not isinstance(job, Look), -job.weight, str(job)
