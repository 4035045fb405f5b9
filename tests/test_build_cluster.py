"""A cluster makes the same bytes, loses nothing when a worker goes, and uses no worker that would make others."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.build import Means, Order, build
from generator.errors import GeneratorError
from tests.builds import bytes_in

pytest.importorskip("distributed")

ROOT = Path(__file__).resolve().parent.parent
PDFS = Order(formats=("pdf",))


class Cluster:
    """A scheduler on loopback and workers, each a process."""

    def __init__(self, folder):
        self.folder = folder
        self.file = folder / "scheduler.json"
        self.processes = []
        self.start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")

    def start(self, program, *arguments, path=ROOT):
        number = len(self.processes)
        scratch = self.folder / str(number)
        scratch.mkdir()
        command = [sys.executable, "-m", f"distributed.cli.{program}", "--scheduler-file", str(self.file), *arguments]
        environment = {**os.environ, "PYTHONPATH": str(path), "TMPDIR": str(scratch)}
        with (scratch / "log").open("wb") as log:
            process = subprocess.Popen(command, cwd=scratch, stdout=log, stderr=log, env=environment)
        self.processes.append(process)
        return process

    def worker(self, name, **more):
        return self.start(
            "dask_worker",
            "--name",
            name,
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
            "--host",
            "127.0.0.1",
            **more,
        )

    def wait_for(self, workers):
        """The executor's address, once so many workers are there."""
        import distributed

        for _ in range(300):
            if self.file.exists():
                break
            time.sleep(0.1)
        with distributed.Client(scheduler_file=str(self.file), set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=60)
            return client.scheduler.address.replace("tcp://", "dask://")

    def end(self):
        for process in reversed(self.processes):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path):
    folder = tmp_path / "cluster"
    folder.mkdir()
    cluster = Cluster(folder)
    yield cluster
    cluster.end()


@pytest.fixture
def fresh(ready):
    """A project whose PDFs are all still to be made."""
    shutil.rmtree(ready / ".cache" / "targets")
    return ready


def test_a_worker_that_is_killed_loses_nothing(fresh, cluster, tmp_path):
    """Two workers begin, one is killed after the first file, and the site is the one that this machine makes."""
    workers = [cluster.worker("one"), cluster.worker("two")]
    address = cluster.wait_for(2)
    killed = []

    def step(done, total, what):
        if not killed:
            killed.append(workers[0].pid)
            os.kill(workers[0].pid, signal.SIGKILL)

    build(fresh, PDFS, tmp_path / "cluster-made", Means(jobs=1, executor=address), step=step)
    build(fresh, PDFS, tmp_path / "made-here", Means(jobs=1, cache=False))
    assert killed
    assert bytes_in(tmp_path / "cluster-made") == bytes_in(tmp_path / "made-here")


def test_a_worker_with_other_code_is_left_out(fresh, cluster, tmp_path):
    """A worker whose environment would give other bytes is named and not used; without another one the build ends."""
    other = tmp_path / "other"
    shutil.copytree(ROOT / "generator", other / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "generator/edition/__init__.py").open("a") as file:
        file.write("# Another version.\n")
    cluster.worker("other", path=other)
    address = cluster.wait_for(1)
    told = []
    with pytest.raises(GeneratorError, match="none of 1 workers would make the same bytes"):
        build(fresh, PDFS, tmp_path / "output", Means(jobs=1, executor=address), told=told.append)
    assert "other bytes: servicedocs" in told[0]
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("address", "problem"),
    [("spark://127.0.0.1:1", "is no cluster"), ("dask://127.0.0.1:1", "no scheduler answers")],
)
def test_a_cluster_that_is_not_there_is_told(fresh, address, problem, monkeypatch):
    """A wrong address ends the build with a finding."""
    from generator.build import cluster

    monkeypatch.setattr(cluster, "PATIENCE", "1s")
    with pytest.raises(GeneratorError, match=problem):
        build(fresh, PDFS, fresh / "output", Means(jobs=1, executor=address))
