"""`python -m tests.conformance FOLDER|FILE…`: every PDF there before the reference validator; exit 1 if a rule fails."""

import subprocess
import sys
from pathlib import Path

from tests.conformance import missing, validate


def main(arguments: list[str]) -> int:
    if why := missing():
        print(why, file=sys.stderr)
        return 2
    named = [Path(argument) for argument in arguments]
    paths = [pdf for path in named for pdf in (sorted(path.rglob("*.pdf")) if path.is_dir() else [path])]
    if not paths:
        print("conformance: no PDF there", file=sys.stderr)
        return 2
    try:
        failed, report = validate(paths)
    except subprocess.CalledProcessError as error:
        print(f"conformance: Maven could not fetch the validator:\n{error.stdout}{error.stderr}", file=sys.stderr)
        return 2
    print(report, end="")
    return 1 if failed else 0


sys.exit(main(sys.argv[1:]))
