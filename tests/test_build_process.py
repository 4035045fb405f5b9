"""Whole processes: what a build with nothing to do imports, and what is left of one that is killed, waits or loses a worker."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from generator import workers
from generator.errors import GeneratorError, RenderError
from generator.errors import Place as At
from tests.builds import bytes_in, replaced

HEAVY = {"weasyprint", "pydantic", "babel", "jinja2", "polib", "fontTools", "yaml", "rich", "multiprocessing"}


def command(*arguments):
    return [sys.executable, "-m", "generator", *arguments]


def imported(*arguments):
    """The packages that are imported once a command is done."""
    code = (
        "import sys; from generator.cli import main\n"
        "try: main()\n"
        "except SystemExit: print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


def test_a_build_with_nothing_to_do_imports_nothing_heavy(ready):
    """The second build looks at its files and imports none of the libraries that make something of them."""
    subprocess.run(command("build", "--project", ready), check=True, capture_output=True)
    assert not HEAVY & imported("build", "--project", ready)


def test_help_imports_nothing_heavy():
    """Help is there at once."""
    assert not HEAVY & imported("--help")


def test_a_killed_build_leaves_a_whole_site(ready):
    """Killed at any moment, a build leaves the site as it was or as it shall be; the next one finishes it."""
    build = command("build", "--jobs", "2", "--format", "html", "--format", "json", "--project", str(ready))
    subprocess.run(build, check=True, capture_output=True)
    old = bytes_in(ready / "output" / "site")
    replaced(ready / "content/publication.yaml", "provider: Example", "provider: Sample")
    shutil.copytree(ready, ready.parent / "other")
    began = time.monotonic()
    subprocess.run([*build[:-1], str(ready.parent / "other")], check=True, capture_output=True)
    taken = time.monotonic() - began
    new = bytes_in(ready.parent / "other" / "output" / "site")
    seen = set()
    for moment in range(10):
        shutil.rmtree(ready / ".cache", ignore_errors=True)  # its workers may be dying still
        process = subprocess.Popen(build, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(taken * (moment + 1) / 10)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        there = bytes_in(ready / "output" / "site")
        assert there in (old, new)
        seen.add(there == new)
        if there == new:
            break
    subprocess.run(build, check=True, capture_output=True)
    assert bytes_in(ready / "output" / "site") == new
    assert {path.name for path in (ready / "output").iterdir()} == {"site", "manifest.json"}


def test_the_second_of_two_builds_waits_and_says_so(ready):
    """While someone builds in a project another build waits, and then does its work."""
    lock = ready / ".cache" / "build.lock"
    with lock.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        process = subprocess.Popen(command("build", "--quiet", "--project", ready), stderr=subprocess.PIPE, text=True)
        with process.stderr:
            assert "waiting" in process.stderr.readline()
        assert not (ready / "output").exists()
    assert process.wait(60) == 0
    assert (ready / "output" / "manifest.json").is_file()


# Workers


def run(work, jobs, *, count=2, patience=30.0):
    told = []
    results = dict(workers.run(work, jobs, count=count, patience=patience, told=told.append))
    return results, told


def test_workers_do_every_job():
    """Each job has its result, whoever did it."""
    results, told = run(lambda job: (job * job, os.getpid()), list(range(20)), count=3)
    assert {job: square for job, (square, _) in results.items()} == {job: job * job for job in range(20)}
    assert os.getpid() not in {process for _, process in results.values()}
    assert told == []


def test_a_worker_that_dies_is_replaced_and_its_job_named(tmp_path):
    """A worker that is killed loses nothing: another one begins its job again."""

    def work(job):
        if job == "guide de pdf" and not (tmp_path / "died").exists():
            (tmp_path / "died").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return job.upper()

    results, told = run(work, ["a", "guide de pdf", "b", "c"])
    assert results == {"a": "A", "guide de pdf": "GUIDE DE PDF", "b": "B", "c": "C"}
    assert told == ["guide de pdf: its worker was ended by SIGKILL; another one begins it again"]


def test_a_worker_that_is_stuck_is_replaced(tmp_path):
    """A job that takes longer than it may is taken from its worker and begun again by another."""

    def work(job):
        if job == "slow" and not (tmp_path / "slow").exists():
            (tmp_path / "slow").touch()
            time.sleep(60)
        return job

    results, told = run(work, ["slow", "quick"], patience=0.5)
    assert set(results) == {"slow", "quick"}
    assert told == ["slow: its worker took too long and was ended; another one begins it again"]


def test_a_job_that_ends_every_worker_is_an_error_that_names_it():
    """After the second loss the job is given up, and the others are done."""
    done = workers.run(
        lambda job: os._exit(3) if job == "guide de pdf" else job,
        ["guide de pdf", "a", "b"],
        count=2,
        patience=30,
        told=lambda text: None,
    )
    assert sorted(job for job, _ in (next(done), next(done))) == ["a", "b"]
    with pytest.raises(GeneratorError, match=r"guide de pdf: its worker ended with 3"):
        next(done)


@pytest.mark.parametrize("count", [1, 2])
def test_problems_of_all_jobs_are_told_at_once(count):
    """What is wrong in one job does not hide what is wrong in another."""

    def work(job):
        raise RenderError.at(At(f"templates/{job}"), "is wrong")

    with pytest.raises(GeneratorError) as error:
        run(work, ["b", "a", "c"], count=count)
    assert [finding.place.file for finding in error.value.findings] == ["templates/a", "templates/b", "templates/c"]


def test_what_is_done_apart_leaves_nothing_here():
    """Work in a process of its own gives its result back and nothing else."""
    here = []
    assert workers.apart(lambda: here.append(1) or len(here), wanted=True) == 1
    assert here == []


def _is_there(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_worker_gets_ready_before_there_is_a_job(tmp_path):
    """What it prepares is done when its job comes, in its own process; the next run has workers of its own."""
    prepared = []

    def prepare():
        prepared.append(os.getpid())
        (tmp_path / "ready").write_text(str(os.getpid()))

    def work(job):
        return job, os.getpid(), list(prepared)

    with workers.ahead(work, prepare, wanted=True) as ready:
        while not (tmp_path / "ready").exists() or not (tmp_path / "ready").read_text():
            time.sleep(0.01)
        process = int((tmp_path / "ready").read_text())
        [(_, found)] = workers.run(work, ["pdf"], count=1, patience=30, told=print, ready=ready)
        assert found == ("pdf", process, [process])
        assert prepared == []
        assert not _is_there(process)
        [(_, found)] = workers.run(work, ["html"], count=1, patience=30, told=print, ready=ready)
        assert found == ("html", os.getpid(), [])


def test_work_begun_early_is_asked_for_when_it_is_needed():
    """Another process does it, once; whoever asks again, or in a process forked since, does it where it asks."""
    with workers.begun(os.getpid, wanted=True) as given:
        assert workers.apart(lambda: given() == os.getpid(), wanted=True)
        assert given() != os.getpid()
        assert given() == os.getpid()
    with workers.begun(os.getpid, wanted=False) as given:
        assert given() == os.getpid()


def test_work_begun_early_raises_where_it_is_asked_for_and_outlives_nobody():
    """What is wrong is told where the result is needed. A process that nobody asks, or that is lost, is no problem."""

    def wrong():
        raise RenderError.at(At("a.yaml"), "wrong")

    with workers.begun(wrong, wanted=True) as given, pytest.raises(RenderError, match="wrong"):
        given()
    here = os.getpid()
    with workers.begun(lambda: os.getpid() == here or os.kill(os.getpid(), signal.SIGKILL), wanted=True) as given:
        assert given() is True
    began = time.monotonic()
    with workers.begun(lambda: time.sleep(60), wanted=True):
        pass
    assert time.monotonic() - began < 30


def test_this_process_does_something_else_meanwhile():
    """What it does is there afterwards, and need not succeed."""
    done = []
    assert workers.apart(os.getpid, wanted=True, meanwhile=lambda: done.append(os.getpid())) != os.getpid()
    assert workers.apart(os.getpid, wanted=True, meanwhile=lambda: done.pop(5)) != os.getpid()
    assert done == [os.getpid()]


def test_this_process_helps_the_one_that_is_ready(tmp_path):
    """The worker begins with the first job, this process with the last, both at the same time; each job is done once."""
    done = tmp_path / "done"

    def work(job: str) -> int:
        if job == "heavy":
            while not done.exists():  # the other jobs are done meanwhile, or never
                time.sleep(0.01)
        elif job == "light":
            raise RenderError.at(At("a.yaml"), "too light")
        else:
            done.touch()
        return os.getpid()

    found = []
    with workers.ahead(work, lambda: None, wanted=True) as ready:
        started = ready[0].process
        with pytest.raises(GeneratorError, match="too light"):
            found.extend(workers.run(work, ["heavy", "page", "light"], count=1, patience=30, told=print, ready=ready))
    assert sorted(found) == [("heavy", started), ("page", os.getpid())]


def test_a_ready_worker_that_nobody_needs_is_ended():
    """It doesn't outlive the work, whatever it is at; and there is none where none is wanted."""
    with workers.ahead(str, lambda: time.sleep(60), wanted=True) as ready:
        process = ready[0].process
        assert _is_there(process)
    assert not _is_there(process)
    with workers.ahead(str, lambda: None, wanted=False) as ready:
        assert ready == []


def test_a_worker_that_dies_while_it_gets_ready_loses_no_job():
    """Another one does what it was to do; and what merely can't be prepared is no problem yet."""
    told = []
    with workers.ahead(str.upper, lambda: os.kill(os.getpid(), signal.SIGKILL), wanted=True) as ready:
        done = dict(workers.run(str.upper, ["a", "b"], count=2, patience=30, told=told.append, ready=ready))
    assert done == {"a": "A", "b": "B"}
    (loss,) = told
    assert "its worker was ended by SIGKILL; another one begins it again" in loss
    with workers.ahead(str.upper, [].pop, wanted=True) as ready:
        assert dict(workers.run(str.upper, ["a"], count=1, patience=30, told=told.append, ready=ready)) == {"a": "A"}
    assert told == [loss]
