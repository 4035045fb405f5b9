"""The same project gives the same bytes, wherever and whenever it is built."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def built(folder, **environment):
    """Build the project in *folder* from nothing, and give each file of the output by its path."""
    command = [sys.executable, "-m", "generator", "build", "--quiet", "--project", str(folder)]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    run = subprocess.run(command, check=False, cwd=folder, env=surroundings, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    output = folder / "output"
    return {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def test_two_copies_of_a_project_give_the_same_files(project, tmp_path):
    """Another folder, hash seed, time zone, language of the system and an empty cache change no byte of any file."""
    one = project()
    two = tmp_path / "elsewhere" / "a copy"
    shutil.copytree(one, two)
    first = built(one, PYTHONHASHSEED="1", TZ="Asia/Seoul", LANG="C", SOURCE_DATE_EPOCH="1")
    second = built(
        two, PYTHONHASHSEED="4242", TZ="America/St_Johns", LANG="de_DE.UTF-8", SOURCE_DATE_EPOCH="2000000000"
    )
    assert {path.rpartition(".")[2] for path in first} >= {"html", "pdf", "json", "css", "woff2"}
    assert [path for path in first | second if first.get(path) != second.get(path)] == []
    assert not [path for path, data in first.items() if str(tmp_path).encode() in data]
