"""A command as a whole process: how long it takes, how much work it is, how much memory it needs."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Usage:
    """*wall* and *cpu* (user and system, with all child processes) in seconds, and peaks of memory in MB.

    *peak* is that of the largest process, *first* that of the one that was started, seen ten times a second.
    """

    wall: float
    cpu: float
    peak: float
    first: float


LAUNCHER = """
import json, os, sys, threading, time
began = time.perf_counter()
child = os.fork()
if not child:
    os.execv(sys.argv[1], sys.argv[1:])
first = 0
def look():
    global first
    try:
        while True:
            with open(f"/proc/{child}/status") as status:
                first = next((int(line.split()[1]) for line in status if line.startswith("VmHWM")), first)
            time.sleep(0.1)
    except OSError:
        pass  # it has ended, or this system has no /proc
threading.Thread(target=look, daemon=True).start()
_, status, used = os.wait4(child, 0)
wall = time.perf_counter() - began
cpu = used.ru_utime + used.ru_stime
told = [os.waitstatus_to_exitcode(status), wall, cpu, used.ru_maxrss / 1024, first / 1024]
os.write(3, json.dumps(told).encode())
"""
"""Runs a command and tells of it. A process inherits the peak of the one that starts it, so a small one must do that."""


def once(command: Sequence[str], folder: Path, codes: Sequence[int] = (0,)) -> Usage:
    """Run a command to its end. Raises RuntimeError, with what it said, if it ends with none of the exit codes."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # pip compiled the peers; ours is compiled in the first run
    reading, writing = os.pipe()
    with (folder / "said").open("wb") as said, os.fdopen(reading) as told:
        launcher = [
            "/bin/sh",
            "-c",
            f'exec "$0" "$@" 3>&{writing}',
            sys.executable,
            "-I",
            "-S",
            "-c",
            LAUNCHER,
            *command,
        ]
        subprocess.run(launcher, cwd=folder, stdout=said, stderr=said, env=environment, pass_fds=[writing], check=True)
        os.close(writing)
        code, *figures = json.load(told)
    if code not in codes:
        raise RuntimeError(f"{' '.join(command)} ended with {code}:\n{(folder / 'said').read_text()}")
    return Usage(*figures)


def best(runs: Sequence[Usage]) -> Usage:
    """The usual run of several: the median of each figure, for others may be at work on the machine."""
    return Usage(*map(median, zip(*map(astuple, runs), strict=True)))


def alternating(contenders: dict[str, tuple[Callable[[], None], Sequence[str], Path]], rounds: int) -> dict[str, Usage]:
    """Contenders by name, run in turns so that a busy minute hits all: preparation, command, folder."""
    runs: dict[str, list[Usage]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, (prepare, command, folder) in contenders.items():
            prepare()
            runs[name].append(once(command, folder))
    return {name: best(found) for name, found in runs.items()}


def python(module: str, *arguments: object) -> list[str]:
    """The command that runs a module of ours."""
    return [sys.executable, "-m", module, *map(str, arguments)]
