"""The preview in a real browser: what is saved stands on the screen, and nothing that is saved ends the server."""

import http.client
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from posixpath import dirname, normpath
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from tests.conftest import PROJECTS, TEMPLATES, until

pytest.importorskip("starlette", reason="the preview needs the extra 'serve'")
pytest.importorskip("uvicorn", reason="the preview needs the extra 'serve'")
pytest.importorskip("watchfiles", reason="the preview needs the extra 'serve'")

from generator import catalogs, cli
from generator.edition import Edition
from generator.errors import GeneratorError, RenderError
from generator.formats import templates
from generator.serve.compare import Grid, Line, pair, paired
from generator.serve.security import LOOPBACK, listen
from generator.serve.wardrobe import Wardrobe
from generator.serve.worker import Worker
from generator.serve.workspace import NotThereError, Workspace
from generator.store import write_beside

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = shutil.which("chromium")
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

VIEW = "/view/every-fact/de"
PAGE = "/site/de/every-fact/index.html"
PO = "locales/de/LC_MESSAGES/every-fact.po"
DOCUMENT = "content/documents/every-fact.yaml"


# A server, a browser


class Server:
    """A preview that runs as a process, and its project."""

    def __init__(self, project: Path) -> None:
        self.project = project
        command = [sys.executable, "-m", "generator", "serve", "--port", "0", "--project", str(project)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip().rstrip("/")
        assert self.address.startswith("http://localhost:"), self.process.communicate()
        self.port = urlsplit(self.address).port

    def get(self, path: str, method: str = "GET", **headers: str) -> SimpleNamespace:
        """The answer to a request: status, headers, body."""
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=30)
        connection.request(method, path, headers={"Host": f"localhost:{self.port}", **headers})
        answer = connection.getresponse()
        found = SimpleNamespace(status=answer.status, headers=answer.headers, body=answer.read())
        connection.close()
        return found

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """End it; the exit code and what it said on stderr."""
        self.process.send_signal(number)
        _, said = self.process.communicate(timeout=20)
        return self.process.returncode, said


def project_in(folder: Path) -> Path:
    shutil.copytree(TEMPLATES, folder / "templates")
    shutil.copytree(PROJECTS / "base", folder, dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    """One preview for all tests; each puts back what it changes."""
    running = Server(project_in(tmp_path_factory.mktemp("preview") / "project"))
    yield running
    _, said = running.end()
    assert "Traceback" not in said, said


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("there is no chromium to look with; Debian has it in the package 'chromium'")
    sync_api = pytest.importorskip("playwright.sync_api", reason="nothing to drive a browser with")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = chromium.new_context()
        yield context
        context.close()
        chromium.close()


@pytest.fixture
def open_page(browser, server) -> Iterator[Callable]:
    """Opens an address of the preview in a window of its own, and looks that nothing was refused or went elsewhere."""
    pages, complaints = [], []

    def watched(request):
        if not request.url.startswith((server.address, "data:", "chrome:", "chrome-extension:")):
            complaints.append(f"asked for {request.url}")

    def make(path: str, width: int = 1280, *, loud: bool = False):
        page = browser.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 800})
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", watched)
        if not loud:  # a browser writes every answer but 200 into its console
            page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        page.goto(server.address + path)
        page.wait_for_selector("body[data-revision]")
        return page

    yield make
    for page in pages:
        page.close()
    assert complaints == []


@pytest.fixture
def saved(server) -> Iterator[Callable[[str, str], None]]:
    """Saves a file of the project; after the test everything is as it was."""
    before: dict[Path, bytes] = {}

    def save(file: str, text: str) -> None:
        path = server.project / file
        before.setdefault(path, path.read_bytes())
        write_beside(path, text.encode())

    yield save
    for path, content in before.items():
        write_beside(path, content)


def read(server: Server, file: str) -> str:
    return (server.project / file).read_text("utf-8")


# Live


def test_saved_translations_stand_on_the_screen_one_after_the_other(server, open_page, saved):
    """Each save of a file brings its words to the browser."""
    page = open_page(f"{VIEW}?show=page")
    frame = page.frame(url=re.compile("/site/"))
    text = read(server, PO)
    for number in range(6):
        words = f"Jede Angabe {number}"
        saved(PO, text.replace('msgstr "Jede Angabe"', f'msgstr "{words}"'))
        frame.wait_for_function("words => document.querySelector('h1').textContent === words", arg=words)
    assert frame.text_content("h1") == "Jede Angabe 5"


def test_who_reads_stays_where_they_are(server, open_page, saved):
    """A change above moves nobody to the top of the page."""
    page = open_page(f"{VIEW}?show=page")
    frame = page.frame(url=re.compile("/site/"))
    frame.evaluate("scrollTo({top: 400, behavior: 'instant'})")
    saved(PO, read(server, PO).replace('msgstr "Jede Art von Block"', 'msgstr "Jede Art"'))
    frame.wait_for_function("() => [...document.querySelectorAll('h2')].some(head => head.textContent === 'Jede Art')")
    assert frame.evaluate("scrollY") == 400


def test_a_saved_style_sheet_dresses_the_page_anew(server, open_page, saved):
    """Colours come without the page being loaded again."""
    page = open_page(f"{VIEW}?show=page")
    frame = page.frame(url=re.compile("/site/"))
    frame.evaluate("window.untouched = true")
    saved("templates/styles/base.css", read(server, "templates/styles/base.css") + "\nh1 { color: rgb(1, 2, 3); }\n")
    frame.wait_for_function("() => getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)'")
    assert frame.evaluate("window.untouched")


def test_the_pdf_beside_the_page_is_made_anew(server, open_page, saved):
    """Another text is another PDF; what does not touch it leaves it alone."""
    page = open_page(VIEW)
    page.wait_for_selector("body[data-pdf]", timeout=20_000)
    first = page.locator("body").get_attribute("data-pdf")
    saved("locales/ko/LC_MESSAGES/every-fact.po", read(server, "locales/ko/LC_MESSAGES/every-fact.po") + "\n")
    saved(PO, read(server, PO).replace('msgstr "Jede Angabe"', 'msgstr "Alle Angaben"'))
    page.wait_for_function("first => document.body.dataset.pdf !== first", arg=first, timeout=20_000)
    pdf = server.get(urlsplit(page.locator("#pdf").get_attribute("src")).path)
    assert (pdf.status, pdf.headers["content-type"]) == (200, "application/pdf")
    assert pdf.body.startswith(b"%PDF-")


# Mistakes


MISTAKES = {
    "content": (DOCUMENT, "title: Every fact", "title: [Every fact", r"every-fact\.yaml:\d+:\d+"),
    "an unknown key": (DOCUMENT, "number: X1", "numbre: X1", r"every-fact\.yaml:3:1"),
    "a catalog": (PO, 'msgstr "Jede Angabe"', 'msgstr "Jede Angabe', r"every-fact\.po:14:\d+"),
    "a placeholder": (PO, 'msgstr "Jede Art von Block"', 'msgstr "{nobody}"', r"every-fact\.po:\d+:\d+"),
    "a template": ("templates/document.html.jinja", "<article>", "{% endfor %}", r"document\.html\.jinja:\d+:\d+"),
    "a macro": ("templates/components/cell.html.jinja", "cell.headers", "cell.feet", r"cell\.html\.jinja:\d+:\d+"),
    "a language": ("locales/de/language.yaml", "tag: de", "tag: nothing", r"de/language\.yaml:\d+:\d+"),
    "bytes": (DOCUMENT, "Every fact", "\x00", r"every-fact\.yaml:1:\d+"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_lies_over_the_page_until_it_is_mended(mistake, server, open_page, saved):
    """The overlay names file, line and column; the last good page stays below; mending takes the overlay away."""
    file, good, bad, place = MISTAKES[mistake]
    page = open_page(f"{VIEW}?show=page", loud=True)
    frame = page.frame(url=re.compile("/site/"))
    heading = frame.locator("h1").text_content()
    text = read(server, file)
    assert good in text
    saved(file, text.replace(good, bad, 1))
    page.wait_for_selector("#overlay .place")
    assert re.search(place, page.locator("#overlay .place").first.text_content())
    assert page.locator("#overlay").get_attribute("role") == "alert"
    assert frame.locator("h1").text_content() == heading
    saved(file, text)
    page.wait_for_selector("#overlay .place", state="detached")
    assert page.locator("#overlay").text_content() == ""


def test_folders_may_go_and_come_back(server, open_page):
    """A deleted content folder is a mistake like any other, and what comes back in its place is watched again."""
    page = open_page(f"{VIEW}?show=page", loud=True)
    folder = server.project / "content"
    folder.rename(server.project / "elsewhere")
    page.wait_for_selector("#overlay .place")
    (server.project / "elsewhere").rename(folder)
    page.wait_for_selector("#overlay .place", state="detached")
    path = server.project / DOCUMENT
    text = path.read_text("utf-8")
    try:
        until(lambda: server.get(PAGE).status == 200)
        time.sleep(1.5)  # the folder is looked up every second
        path.write_text(text.replace("title: Every fact", "title: ["), "utf-8")
        page.wait_for_selector("#overlay .place")
    finally:
        path.write_text(text, "utf-8")
    page.wait_for_selector("#overlay .place", state="detached")


def test_a_page_opened_while_all_is_broken_becomes_the_page(server, open_page, saved):
    """There is no last good page then; the list of problems stands alone until it can be replaced."""
    text = read(server, DOCUMENT)
    saved(DOCUMENT, "title: [")
    until(lambda: server.get(VIEW).status == 422)
    page = open_page(f"{VIEW}?show=page", loud=True)
    assert page.locator("main .place").count() >= 1
    saved(DOCUMENT, text)
    page.wait_for_selector("iframe#page")


def test_a_hidden_overlay_stays_hidden_until_the_next_change(server, open_page, saved):
    """Escape uncovers the page for whoever wants to read on."""
    page = open_page(f"{VIEW}?show=page", loud=True)
    text = read(server, DOCUMENT)
    saved(DOCUMENT, text.replace("number: X1", "numbre: X1"))
    page.wait_for_selector("#overlay .place")
    page.keyboard.press("Escape")
    page.wait_for_selector("#overlay .place", state="detached")
    saved(DOCUMENT, text)


def test_a_file_that_is_written_in_two_steps_is_no_mistake(server, open_page):
    """An editor may empty a file before it writes it; nobody is shown the moment between."""
    page = open_page(f"{VIEW}?show=page", loud=True)
    page.evaluate(
        "() => { window.covered = 0; new MutationObserver(() => { window.covered += overlay.children.length; })"
        ".observe(document.getElementById('overlay'), {childList: true}); }"
    )
    path = server.project / PO
    text = path.read_bytes()
    revision = page.locator("body").get_attribute("data-revision")
    with path.open("wb") as file:
        time.sleep(0.03)
        file.write(text)
    page.wait_for_function("before => document.body.dataset.revision !== before", arg=revision)
    time.sleep(0.2)
    assert page.evaluate("() => window.covered") == 0


# Ways through the frame


def test_the_page_in_the_frame_is_the_page_of_the_website(server, tmp_path):
    """What is read while writing is what will be published, word for word and tag for tag."""
    order = ["build", "--format", "html", "--quiet", "--project", str(server.project), "--output", str(tmp_path)]
    done = CliRunner().invoke(cli.servicedocs, order)
    assert done.exit_code == 0, done.stderr
    for tag in ("en", "de", "ko"):
        built = (tmp_path / f"site/{tag}/every-fact/index.html").read_bytes()
        shown = server.get(f"/site/{tag}/every-fact/index.html").body
        assert shown.partition(b'<div class="body">')[2] == built.partition(b'<div class="body">')[2] != b""


def test_every_address_on_a_page_leads_somewhere(server):
    """Style sheets, fonts, other languages and documents, news, data and the PDF are all served."""
    until(lambda: b'rel="preload"' in server.get(PAGE).body)
    targets = set(re.findall(r'href="([^":#]+)"', server.get(PAGE).body.decode()))
    assert len(targets) > 8
    for target in targets:
        assert server.get(normpath(f"{dirname(PAGE)}/{target}")).status == 200, target


def test_new_characters_get_their_fonts(project):
    """A page never waits for fonts: they are cut beside it and told when they are there."""
    folder, told = project(), []
    workspace, environment = Workspace(folder), templates.environment(folder)
    wardrobe = Wardrobe(folder, workspace.cache, lambda: told.append(True))
    settings = workspace.view().languages
    korean = next(each for each in settings if each.language.tag == "ko")
    edition = workspace.edition("every-fact", "ko")
    try:
        assert not wardrobe.dress(korean, [edition], settings, environment).preloads
        until(lambda: len(told) == 1, 30)
        dress = wardrobe.dress(korean, [edition], settings, environment)
    finally:
        wardrobe.close()
    assert dress.preloads
    assert wardrobe.asset(dress.preloads[0])[:4] == b"wOF2"


def test_the_frame_goes_along_with_the_language_menu_of_the_page(open_page):
    """A click inside the page leads the frame to the same language."""
    page = open_page(f"{VIEW}?show=page")
    page.frame(url=re.compile("/site/")).click("nav.language-menu a[hreflang=ko]")
    page.wait_for_url(re.compile("/view/every-fact/ko"))
    assert page.locator("nav.menus a[aria-current]", has_text="한국어").count() == 1


def test_the_menus_lead_to_every_language_and_pane_with_the_keyboard(open_page):
    """A menu opens with Enter, closes with Escape and gives the focus back."""
    page = open_page(f"{VIEW}?show=page")
    summary = page.locator("nav.menus summary", has_text="Language")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("nav.menus a", has_text="English").first.is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("nav.menus a", has_text="English").first.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    page.locator("nav.menus a", has_text="English").first.click()
    page.wait_for_url(re.compile(r"/view/every-fact/en\?show=page"))


def test_keys_name_the_text_and_the_place_where_it_stands(server, open_page):
    """The switch puts key, file, line and column under each text, and they are right."""
    page = open_page(f"{VIEW}?show=page")
    page.click("#keys")
    frame = page.frame(url=re.compile("/site/"))
    frame.wait_for_selector("h1 .serve-key")
    key, place = frame.locator("h1 .serve-key").text_content().split()
    assert key == "every-fact:title"
    file, line, column = place.rsplit(":", 2)
    assert read(server, file).splitlines()[int(line) - 1][int(column) - 1 :].startswith("Jede Angabe")
    assert frame.locator("td .serve-key").count() > 0
    assert frame.locator("[data-key] > .serve-key").count() == frame.locator("[data-key]").count() > 15
    assert page.url.endswith("keys=1")
    page.click("#keys")
    frame.wait_for_selector(".serve-key", state="detached")


@pytest.mark.parametrize(("left", "right"), [("en", "de"), ("de", "ko")])
def test_two_languages_stand_beside_each_other_message_by_message(left, right, server, open_page):
    """Every pair begins at one height, says one message, and both sides say their language."""
    page = open_page(f"/compare/every-fact/{left}/{right}")
    pairs = page.locator("main .pair[data-key]")
    assert pairs.count() > 8
    for found in pairs.evaluate_all(
        "pairs => pairs.map(pair => [...pair.querySelectorAll('.left, .right')].map(side => "
        "[side.getBoundingClientRect().top, side.querySelector('[lang]').lang]))"
    ):
        (one, first), (other, second) = found
        assert one == other
        assert (first, second) == (left, right)
    assert page.locator("td[data-key] .left").count() == page.locator("td[data-key] .right").count() > 0
    page.click("#keys")
    assert page.locator("main .pair .key").first.is_visible()


def test_the_comparison_is_live_too(server, open_page, saved):
    """A saved translation stands beside its source."""
    page = open_page("/compare/every-fact/en/de")
    saved(PO, read(server, PO).replace('msgstr "Jede Angabe"', 'msgstr "Neues Wort"'))
    page.wait_for_function("() => document.querySelector('h1 .right').textContent.includes('Neues Wort')")


def test_pairs_are_of_one_message(project):
    """All texts of the body are there, once each, and two messages are never taken for a pair."""
    workspace = Workspace(project())
    left, right = workspace.editions([("every-fact", "en"), ("every-fact", "ko")])
    parts = paired(left, right)
    grids = [part for part in parts if isinstance(part, Grid)]
    assert [grid.caption.right for grid in grids] == [table.caption for table in right.tables()]
    for grid, table in zip(grids, right.tables(), strict=True):
        cells = [cell.text.right for group in grid.groups for row in group.rows for cell in row.cells]
        assert cells == [cell.phrase for group in table.groups for row in group.rows for cell in row.cells]
    said = {part.pair.key for part in parts if isinstance(part, Line)}
    assert {"every-fact:title", "every-fact:sections.blocks.blocks.points.list.second.list.inner"} <= said
    with pytest.raises(ValueError, match="stands beside"):
        pair(left.title, right.description)


@pytest.mark.parametrize("path", ["/", VIEW, "/compare/every-fact/en/de"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_frame_fits_a_phone_and_a_screen(path, width, open_page):
    """Nothing is wider than the window, and everything to press is large enough (WCAG 2.2, 1.4.10 and 2.5.8)."""
    page = open_page(path, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.locator("header a, header summary, header button, .choices a").evaluate_all(
        "all => all.map(one => [one.textContent.trim(), one.getBoundingClientRect()])"
        ".filter(([name, box]) => box.width && (box.width < 24 || box.height < 24)).map(([name]) => name)"
    )
    assert small == []
    assert page.locator("h1").count() >= 1
    assert page.evaluate("document.documentElement.lang") == "en"


# What is not read again


def test_a_saved_catalog_does_not_make_the_content_be_read(project):
    """Publication and the other languages stay the very same objects, and so does all when a file is only touched."""
    folder = project()
    workspace = Workspace(folder)
    before = {tag: workspace.edition("every-fact", tag) for tag in ("en", "de", "ko")}
    publication = workspace.view().publication
    path = folder / PO
    path.write_text(path.read_text("utf-8").replace('msgstr "Jede Angabe"', 'msgstr "Neu"'), "utf-8")
    (folder / DOCUMENT).touch()
    assert workspace.view().publication is publication
    assert [workspace.edition("every-fact", tag) is before[tag] for tag in ("en", "de", "ko")] == [True, False, True]
    assert str(workspace.edition("every-fact", "de").title) == "Neu"


def test_a_mistake_is_told_again_and_gone_when_mended(project):
    """What was refused is refused as long as the files are the same, and not longer."""
    folder = project()
    workspace = Workspace(folder)
    text = (folder / DOCUMENT).read_text("utf-8")
    (folder / DOCUMENT).write_text(text.replace("number: X1", "numbre: X1"), "utf-8")
    for _ in range(2):
        with pytest.raises(GeneratorError, match="numbre"):
            workspace.edition("every-fact", "de")
    (folder / DOCUMENT).write_text(text, "utf-8")
    assert isinstance(workspace.edition("every-fact", "de"), Edition)


def test_what_the_project_does_not_have_is_not_there(server, project):
    """An unknown document, language or file is a plain 404."""
    workspace = Workspace(project())
    for document, tag in (("nothing", "de"), ("every-fact", "xx")):
        with pytest.raises(NotThereError):
            workspace.edition(document, tag)
    for path in ("/nothing", "/view/nothing/de", "/view/every-fact/xx", "/site/xx/", "/site/assets/none.css"):
        assert server.get(path).status == 404, path
    for path in ("/static/..%2fapp.py", "/site/../app.py", "/site/de/every-fact/other.pdf", "/static/app.py"):
        assert server.get(path).status == 404, path


# Who may ask


def test_strangers_are_refused(server):
    """A foreign name that leads here, a foreign page that asks, and every method but reading."""
    port = server.port
    assert server.get("/", Host=f"127.0.0.1:{port}").status == 200
    assert server.get("/", Host=f"[::1]:{port}").status == 200
    for host in (f"evil.example:{port}", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::1", "user@evil"):
        assert server.get("/", Host=host).status == 421, host
    assert server.get("/", Origin=server.address).status == 200
    for origin in ("https://evil.example", "null", f"http://localhost:{port + 1}"):
        assert server.get("/events", Origin=origin).status == 403, origin
    assert server.get(VIEW, "POST").status == 405


def test_only_this_machine_can_reach_it():
    """The socket is bound to loopback, not to an address that others see."""
    with listen(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


def test_every_answer_carries_its_policy(server):
    """Pages of the project run no script at all; the frame runs its own; mistakes and refusals are no exception."""
    for path in ("/", VIEW, PAGE, "/nothing", "/keys/every-fact/de", "/static/frame.js"):
        answer = server.get(path)
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'"), path
        assert "unsafe" not in policy
        assert ("script-src" in policy) == (b'<script src="/static/frame.js"' in answer.body), path
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert server.get("/", Host="evil.example").headers["content-security-policy"].startswith("default-src 'none'")


# The process


def test_a_worker_that_dies_or_hangs_is_told_and_replaced():
    """Its failure is an error of one piece of work; the next piece gets a new process."""
    worker, hasty = Worker("samples"), Worker("samples", longest=1.0)
    try:
        assert worker.ask(abs, -2) == 2
        with pytest.raises(RenderError, match="ended before it was done"):
            worker.ask(sys.exit, 3)
        assert worker.ask(abs, -3) == 3
        with pytest.raises(RenderError, match="took longer than 1 seconds"):
            hasty.ask(time.sleep, 30)
        with pytest.raises(GeneratorError, match="there is no language"):
            worker.ask(catalogs.languages, Path("/nonexistent"))
    finally:
        worker.close()
        hasty.close()


def test_control_c_ends_it_in_order_while_a_browser_listens(tmp_path, request):
    """No waiting for streams that never end, no traceback, exit code 0."""
    running = Server(project_in(tmp_path / "project"))
    request.addfinalizer(running.process.kill)
    with socket.create_connection((LOOPBACK, running.port)) as stream:
        stream.sendall(f"GET /events HTTP/1.1\r\nHost: localhost:{running.port}\r\n\r\n".encode())
        assert b"200 OK" in stream.recv(65536)
        code, said = running.end(signal.SIGINT)
    assert code == 0
    assert "Traceback" not in said
    assert "rror" not in said


def test_a_port_that_is_taken_is_told_with_a_way_out(project):
    """One line and a hint."""
    with listen(0) as listener:
        port = listener.getsockname()[1]
        done = CliRunner().invoke(cli.servicedocs, ["serve", "--port", str(port), "--project", str(project())])
    assert done.exit_code == 1
    assert f"port {port} can't be used" in done.stderr
    assert "hint: " in done.stderr


def test_without_its_extra_the_verb_says_what_to_install(project, monkeypatch):
    """One line that names the packages, and the command."""
    from generator.cli import serve

    monkeypatch.setattr(serve, "find_spec", lambda package: None if package == "uvicorn" else object())
    done = CliRunner().invoke(cli.servicedocs, ["serve", "--project", str(project())])
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        "Error: serve needs what is not installed: uvicorn",
        "  hint: pip install 'servicedocs[serve]'",
    ]
