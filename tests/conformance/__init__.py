"""The reference validator for PDF/UA and PDF/A, veraPDF: `missing`, `validate`.

It comes as a Java library: Maven fetches the version pinned in pom.xml into .cache/, once.
"""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
CACHE = HERE.parent.parent / ".cache" / "verapdf"


def missing() -> str:
    """Why the validator can't run on this machine, "" if it can."""
    lacking = [program for program in ("java", "mvn") if shutil.which(program) is None]
    return f"conformance was left out: {' and '.join(lacking)} not installed" if lacking else ""


def libraries() -> Path:
    """The folder with the validator's Java archives, fetched when it isn't there yet.

    Raises CalledProcessError with Maven's words if they can't be fetched.
    """
    pom = HERE / "pom.xml"
    folder = CACHE / hashlib.sha256(pom.read_bytes()).hexdigest()[:12]
    if not folder.exists():
        fresh = folder.with_suffix(".new")
        shutil.rmtree(fresh, ignore_errors=True)
        goal = ["dependency:copy-dependencies", f"-DoutputDirectory={fresh}"]
        subprocess.run(["mvn", "-q", "-B", "-f", pom, *goal], check=True, capture_output=True, text=True, timeout=600)
        fresh.rename(folder)
    return folder


def validate(paths: Sequence[Path]) -> tuple[int, str]:
    """How many rules *paths* fail altogether, and the validator's report: a line for each file, profile and failed rule.

    Raises RuntimeError with the validator's words if it could not judge.
    """
    command = ["java", "-cp", f"{libraries()}/*", HERE / "Validate.java", *paths]
    run = subprocess.run(command, check=False, capture_output=True, text=True, timeout=900)
    last = re.search(r"^\d+ files, (\d+) failed rules\n\Z", run.stdout, re.MULTILINE)
    if run.returncode not in (0, 1) or last is None:
        raise RuntimeError(f"the validator did not finish: {run.stdout}{run.stderr}")
    return int(last[1]), run.stdout
