"""What is asked of a build, and what it did."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

Step = Callable[[int, int, str], None]
"""Told after each target: how many are done, of how many, and which it was."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: language tags, document ids and formats (all where none is named), and for whom.

    A *release* refuses texts that are missing or stale; without it they show the source, marked as a draft.
    *sheet* is the paper of the PDFs, "a4" or "letter"; "" is what the publication says. *shard* (number from 1, of how
    many) is a part of the targets.
    """

    languages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    release: bool = False
    sheet: str = ""
    shard: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True)
class Means:
    """How to build, which changes no byte of it.

    *jobs* is the number of workers (0: one for each core), *patience* the seconds that a worker may take for one target. *executor* is the
    address of a cluster ("dask://host:port"), "" for this machine. *shared* is the address of a cache that other machines
    use too (a folder, or "s3://bucket/prefix"), "" for none. *cache* is false for a build that trusts nothing made
    before. *day* is the one against which waivers are held; it may stop a build.
    """

    jobs: int = 0
    patience: float = 300
    executor: str = ""
    shared: str = ""
    cache: bool = True
    day: date = field(default_factory=lambda: datetime.now(UTC).date())

    @property
    def workers(self) -> int:
        """The number of workers."""
        from generator.workers import cores  # with much that a build with nothing to do is spared

        return self.jobs or cores()


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did: how many documents and languages, files written and left as they were, seconds.

    *reasons* tells for each target that is not as it was in the last build what changed: (name, reason).
    """

    documents: int
    languages: int
    written: int
    unchanged: int
    seconds: float
    reasons: tuple[tuple[str, str], ...] = ()
