"""From a saved sentence to its page in a running ``servicedocs serve``: saved, noticed, told to the browser, fetched."""

import http.client
import subprocess
import time
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from tests.benchmarks.measure import ROOT, python

CATALOG = "locales/de/LC_MESSAGES/support-services-guide.po"
PAGE = "/site/de/support-services-guide/index.html"
ROUNDS = 15


def measured(project: Path) -> float:
    """The median time in seconds over some saved translations of a project, which are put back at the end."""
    catalog = project / CATALOG
    before = catalog.read_text("utf-8")
    process = subprocess.Popen(
        python("generator", "serve", "--port", 0, "--project", project),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        address = urlsplit(process.stdout.readline().strip())
        _fetched(address.port, PAGE)
        events = http.client.HTTPConnection("127.0.0.1", address.port)
        events.request("GET", "/events", headers={"Host": address.netloc})
        told = events.getresponse()
        return median(_saved(catalog, before, f"{number}. Ausgabe: ", told, address.port) for number in range(ROUNDS))
    finally:
        process.terminate()
        process.wait()
        catalog.write_text(before, "utf-8")


def _saved(catalog: Path, text: str, mark: str, told: http.client.HTTPResponse, port: int | None) -> float:
    """Save the catalog with a *mark* in a sentence; the time until the page shows it."""
    place = text.index('msgstr "', text.index("sections.introduction.title")) + len('msgstr "')
    began = time.perf_counter()
    catalog.write_text(text[:place] + mark + text[place:], "utf-8")
    while mark not in _fetched(port, PAGE):
        while not told.readline().startswith(b"data:"):
            pass
    return time.perf_counter() - began


def _fetched(port: int | None, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers={"Host": f"localhost:{port}"})
    answer = connection.getresponse().read().decode()
    connection.close()
    return answer
