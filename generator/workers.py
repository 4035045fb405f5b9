"""Work in forked processes: each begins with everything that was imported and read before, and may die alone.

On a system without fork the work is done in this process.
"""

import gc
import os
import pickle
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any, Generic, NoReturn, TypeVar, cast

from generator.errors import Finding, GeneratorError, Place, Severity

Job = TypeVar("Job")
Result = TypeVar("Result")

Told = Callable[[str], None]
"""Hears of workers that had to be replaced."""

TRIES = 2
"""How often a job may end its worker before it is given up."""

LITTER = 10_000
"""So many new objects are worth a sweep; a PDF leaves two to four times as many."""

CAN_FORK = hasattr(os, "fork")


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True)
class Worker(Generic[Job]):
    """A process, the job it is at, and until when it may take (monotonic seconds)."""

    process: int
    pipe: Connection
    job: Job | None = None
    until: float = float("inf")


def run(
    work: Callable[[Job], Result],
    jobs: Sequence[Job],
    *,
    count: int,
    patience: float,
    told: Told,
    ready: list[Worker[Job]] | None = None,
) -> Iterator[tuple[Job, Result]]:
    """Jobs with what *work* makes of them, as they are done; they are begun in their order.

    *count* is the number of workers; a single one is this process itself. One that is *ready* (see `ahead`) counts among
    several, and relieves a single one: it begins with the first jobs while this process begins with the last.
    *patience* is how many seconds a worker may take for a job. A worker that dies or takes longer is replaced, and the
    job begun again once. Raises GeneratorError at the end, with all that was wrong in any job.
    """
    wrong: list[Finding] = []
    count = min(count, len(jobs))
    if CAN_FORK and (count > 1 or (ready and jobs)):
        done = _crew(work, jobs, count, patience, told, ready, helping=count == 1)
    else:
        done = _alone(work, jobs)
    for job, result in done:
        if isinstance(result, GeneratorError):
            wrong += result.findings
        else:
            yield job, result
    if wrong:
        raise GeneratorError(sorted(dict.fromkeys(wrong), key=lambda finding: finding.place))


@contextmanager
def ahead(work: Callable[[Job], object], prepare: Callable[[], object], wanted: bool) -> Iterator[list[Worker[Job]]]:
    """While open, a worker for `run` that gets ready while this process still finds out what there is to do.

    *prepare* is what it does before it hears of its first job. There is none where it is not *wanted* or not possible.
    """
    ready: list[Worker[Job]] = [_hire(work, (), prepare)] if wanted and CAN_FORK else []
    try:
        yield ready
    finally:
        for worker in ready:
            _end(worker)


@contextmanager
def begun(work: Callable[[], Result], wanted: bool) -> Iterator[Callable[[], Result]]:
    """While open, a function that gives what *work* gives, which another process has begun if that is *wanted*.

    The function raises what *work* raises. A process that nobody asks is ended; it answers once, and to this process.
    """
    crew: list[Worker[str]] = [_hire(lambda _: work(), ())] if wanted and CAN_FORK else []
    for worker in crew:
        _begin(worker, "reading", float("inf"))
    asking = os.getpid()

    def given() -> Result:
        answer = _last_answer(crew.pop()) if crew and os.getpid() == asking else None
        if answer is None:
            return work()
        result = _unpacked(answer)
        if isinstance(result, GeneratorError):
            raise result
        return cast(Result, result)

    try:
        yield given
    finally:
        for worker in crew:
            _end(worker)


def apart(
    work: Callable[[], Result], wanted: bool, *, name: str = "reading", meanwhile: Callable[[], object] | None = None
) -> Result:
    """What *work* gives, done in a process that takes its memory with it, where that is *wanted* and possible.

    *meanwhile* is what this process does in that time: something that spares others time, and need not succeed. *name*
    is what the work is called if the process is lost. Raises what *work* raises.
    """
    if not (wanted and CAN_FORK):
        return work()
    ((_, result),) = _crew(lambda _: work(), [name], 1, float("inf"), lambda _: None, meanwhile=meanwhile)
    if isinstance(result, GeneratorError):
        raise result
    return result


def _alone(work: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[tuple[Job, Result | GeneratorError]]:
    gc.freeze()
    try:
        for job in jobs:
            gc.disable()
            _sweep()
            yield job, _tried(work, job)
            gc.enable()
    finally:
        gc.enable()
        gc.unfreeze()


def _tried(work: Callable[[Job], Result], job: Job) -> Result | GeneratorError:
    try:
        return work(job)
    except GeneratorError as error:
        return error


@dataclass(frozen=True, slots=True)
class _Answer(Generic[Result]):
    """What a worker sends back: a result, or what was raised in place of one."""

    result: Result | None
    error: Exception | None = None


def _crew(
    work: Callable[[Job], Result],
    jobs: Sequence[Job],
    count: int,
    patience: float,
    told: Told,
    ready: list[Worker[Job]] | None = None,
    *,
    helping: bool = False,
    meanwhile: Callable[[], object] | None = None,
) -> Iterator[tuple[Job, Result | GeneratorError]]:
    """Jobs with their results; *helping* is whether this process does jobs too while no worker has anything to say."""
    waiting = list(reversed(jobs))
    losses: dict[int, int] = {}
    workers: list[Worker[Job]] = []
    try:
        while waiting or workers:
            while waiting and len(workers) < count:
                workers.append(ready.pop() if ready else _hire(work, workers))
                _begin(workers[-1], waiting.pop(), patience)
            if meanwhile:
                with suppress(Exception):
                    meanwhile()
                meanwhile = None
            heard = _heard(workers, at_once=helping and bool(waiting))
            if helping and waiting and not heard:
                job = waiting.pop(0)
                yield job, _tried(work, job)
            for worker in heard:
                job = cast(Job, worker.job)
                answer = _answer(worker)
                if answer is None:
                    workers.remove(worker)
                    losses[id(job)] = losses.get(id(job), 0) + 1
                    problem = f"{job}: {_end(worker)}"
                    if losses[id(job)] < TRIES:
                        told(f"{problem}; another one begins it again")
                        waiting.append(job)
                    else:
                        yield job, _lost(problem)
                    continue
                if waiting:
                    _begin(worker, waiting.pop(), patience)
                else:
                    workers.remove(worker)
                    _end(worker)  # all it did is there; it would only tidy up before it goes
                yield job, _unpacked(answer)
    finally:
        for worker in workers:
            _end(worker)


def _hire(
    work: Callable[[Job], Result], others: Sequence[Worker[Job]], prepare: Callable[[], object] = lambda: None
) -> Worker[Job]:
    """A new process; it gets its jobs through a pipe, since it has no ears for anything else."""
    ours, theirs = Pipe()
    # What lives now lives on in the child: its collector need not look at it, which would copy every page.
    gc.freeze()
    process = os.fork()
    if not process:
        for pipe in (ours, *(other.pipe for other in others)):
            pipe.close()
        _serve(work, theirs, prepare)
    gc.unfreeze()
    theirs.close()
    return Worker(process, ours)


def _serve(work: Callable[[Job], Result], pipe: Connection, prepare: Callable[[], object]) -> NoReturn:
    """The life of a worker: answer jobs until the pipe closes.

    Memory is swept between jobs, not during them: that costs less, and keeps no more than a PDF leaves.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and ends its workers
    gc.disable()
    with suppress(Exception):  # whatever is wrong is told where a job needs it
        prepare()
    with suppress(EOFError, OSError):
        while True:
            pipe.send_bytes(_worked(work, pipe.recv()))
            _sweep()
    os._exit(0)


def _sweep() -> None:
    """Free what refers to itself, if enough came into being since it was done last: looking takes milliseconds."""
    if gc.get_count()[0] >= LITTER:
        gc.collect()


def _worked(work: Callable[[Job], Result], job: Job) -> bytes:
    try:
        return pickle.dumps(_Answer(work(job)))
    except Exception as error:  # noqa: BLE001 - the parent raises it
        return pickle.dumps(_Answer(None, error))


def _unpacked(answer: "_Answer[Result]") -> Result | GeneratorError:
    if answer.error is None:
        return cast(Result, answer.result)
    if isinstance(answer.error, GeneratorError):
        return answer.error
    raise answer.error


def _begin(worker: Worker[Job], job: Job, patience: float) -> None:
    worker.job, worker.until = job, time.monotonic() + patience
    with suppress(OSError):  # it is dead, and will be found so
        worker.pipe.send(job)


def _heard(workers: Sequence[Worker[Job]], *, at_once: bool = False) -> list[Worker[Job]]:
    """Workers that have something to say, are dead, or have taken too long: those there are *at once*, or the next."""
    soonest = 0 if at_once else min(worker.until for worker in workers) - time.monotonic()
    spoken = wait([worker.pipe for worker in workers], None if soonest == float("inf") else max(0, soonest))
    now = time.monotonic()
    return [worker for worker in workers if worker.pipe in spoken or worker.until <= now]


def _answer(worker: Worker[Job]) -> "_Answer[Any] | None":
    """What a worker says of its job; None if it says nothing any more."""
    try:
        if not worker.pipe.poll():
            return None
        answer: _Answer[Any] = pickle.loads(worker.pipe.recv_bytes())  # noqa: S301 - our own child
    except (EOFError, OSError):
        return None
    return answer


def _last_answer(worker: Worker[Job]) -> "_Answer[Any] | None":
    """What a worker says of its job, waited for; then it is ended. None if it was ended before."""
    try:
        _heard([worker])
        return _answer(worker)
    finally:
        _end(worker)


def _end(worker: Worker[Job]) -> str:
    """End a worker, and tell how it went."""
    stuck = worker.until <= time.monotonic()
    worker.pipe.close()
    with suppress(ProcessLookupError):
        os.kill(worker.process, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(worker.process, 0)[1])
    if stuck:
        return "its worker took too long and was ended"
    return (
        f"its worker was ended by {signal.Signals(-status).name}" if status < 0 else f"its worker ended with {status}"
    )


def _lost(problem: str) -> GeneratorError:
    hint = "memory may be short; choose it alone with --document and --language to see what happens"
    return GeneratorError([Finding(Severity.ERROR, "worker", Place("."), problem, hint)])
