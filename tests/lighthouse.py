"""Lighthouse's scores for every kind of page of a built site, as nginx serves it with the headers that the site brings.

    python -m tests.lighthouse output/site

Performance depends on the machine and on what else it does, so no test asks for it; this does, and ends with exit code 1
where a score is below 95.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.publishing.servers import nginx

JUDGE = Path(__file__).parent / "web/lighthouse.mjs"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 95
PAGES = (
    "",
    "de/",
    "en/service-management/",
    "zh-Hans/support-services-guide/",
    "es/service-management/compare/",
    "ko/support-services-guide/compare/",
    "de/support-services-guide/beside/zh-Hans/",
    "ko/service-management/2020-07/",
    "es/support-services-guide/editions/",
    "zh-Hans/service-management/changes/",
)


def scores(address: str, form: str, categories: tuple[str, ...], pages: tuple[str, ...]) -> Iterator[dict]:
    """What Lighthouse says of pages on a "mobile" or a "desktop": address, scores by category, audits that cost points."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    command = ["node", str(JUDGE), chromium, ",".join(categories), form, *(address + page for page in pages)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    yield from (json.loads(line) for line in told.splitlines())


def main(site: Path) -> int:
    """Print the scores of the site's pages; gives the exit code."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, nginx(Path(folder), site.resolve(), "_hosting/nginx.conf") as address:
        Path(folder).chmod(0o755)
        for form in ("mobile", "desktop"):
            for told in scores(address, form, CATEGORIES, PAGES):
                found = told["scores"]
                wrong += min(found.values()) < LEAST
                line = " · ".join(f"{name} {found[name]}" for name in CATEGORIES)
                print(f"{form} /{told['address'].removeprefix(address)}: {line}  {', '.join(told['lost'])}".rstrip())
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
