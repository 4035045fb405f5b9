"""The reviewer's desk in a real browser: what is decided there stands in the catalogs and ledgers on disk."""

import contextlib
import http.client
import json
import re
import shutil
import signal
import socket
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote, urlsplit

import pytest
from click.testing import CliRunner

from tests.builds import bytes_in
from tests.conftest import PROJECTS, TEMPLATES, until

pytest.importorskip("starlette", reason="the desk needs the extra 'serve'")
pytest.importorskip("uvicorn", reason="the desk needs the extra 'serve'")
pytest.importorskip("watchfiles", reason="the desk needs the extra 'serve'")

from generator import cli
from generator.catalogs.ledger import Approval, Verdict
from generator.desk import Session, aids, staging
from generator.desk.orders import Order, fingerprint
from generator.desk.staging import MeanwhileError
from generator.errors import CatalogError
from generator.review import decide
from generator.review.classes import Class
from generator.review.snapshot import working_tree
from generator.serve.security import LOOPBACK
from tests.review_history import DOCUMENT, GERMAN, git, put, repository, target

ROOT = Path(__file__).resolve().parent.parent
AXE = Path(__file__).parent / "web/node_modules/axe-core/axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
KOREAN = GERMAN.replace("/de/", "/ko/")
LEDGER = "locales/{}/ledger.tsv"
WHO = "R. Reviewer"
HOSTILE = "<script>window.hit=1</script><img src=x onerror=window.hit=1>"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS = {
    f"{device} {scheme}": {"color_scheme": scheme, "reduced_motion": "reduce", **size}
    for scheme in ("light", "dark")
    for device, size in {
        "desktop": {"viewport": {"width": 1440, "height": 900}},
        "phone": {"viewport": {"width": 320, "height": 740}, "is_mobile": True, "has_touch": True},
    }.items()
}


# A project, a server, a browser


def committed(folder: Path) -> Path:
    """The base project with one commit."""
    shutil.copytree(TEMPLATES, folder / "templates")
    shutil.copytree(PROJECTS / "base", folder, dirs_exist_ok=True)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Begin")
    return folder


@pytest.fixture
def folder(tmp_path) -> Path:
    return committed(tmp_path / "project")


class Server:
    """A review that runs as a process."""

    def __init__(self, project: Path, *words: str) -> None:
        self.project = project
        command = [sys.executable, "-m", "generator", "review", *words, "--who", WHO, "--date", "2026-03-01"]
        self.process = subprocess.Popen(
            [*command, "--quiet", "--project", str(project)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, start_new_session=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        assert self.address.startswith("http://localhost:"), self.process.communicate()
        parts = urlsplit(self.address)
        self.port, self.root = parts.port, parts.path

    def ask(self, path: str, order: object = None, method: str = "", **headers: str) -> SimpleNamespace:
        """The answer to a request below the key, sent as the page would send it."""
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=30)
        known = {"Host": f"localhost:{self.port}"}
        if order is not None:
            known |= {"Content-Type": "application/json", "Origin": f"http://localhost:{self.port}"}
        body = json.dumps(order).encode() if order is not None else None
        method = method or ("POST" if body else "GET")
        root = "" if path.startswith("//") else self.root
        known |= {name.replace("_", "-"): value for name, value in headers.items()}
        kept = {name: value for name, value in known.items() if value}
        connection.request(method, root + path.removeprefix("/"), body, kept)
        answer = connection.getresponse()
        found = SimpleNamespace(status=answer.status, headers=answer.headers, body=answer.read())
        connection.close()
        return found

    def get(self, path: str) -> object:
        return json.loads(self.ask(path).body)

    def seen(self, name: str, language: str) -> str:
        told = self.get(f"message?name={quote(name)}")
        return next(each["seen"] for each in told["translations"] if each["language"] == language)

    def end(self, number: int = signal.SIGTERM) -> str:
        self.process.send_signal(number)
        return self.process.communicate(timeout=20)[1]


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Starts reviews; looks at the end that none of them stumbled."""
    running: list[Server] = []

    def start(project: Path, *words: str) -> Server:
        running.append(Server(project, *words))
        return running[-1]

    yield start
    for each in running:
        if each.process.poll() is None:
            said = each.end()
            assert "Traceback" not in said, said


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("there is no chromium to look with; Debian has it in the package 'chromium'")
    sync_api = pytest.importorskip("playwright.sync_api", reason="nothing to drive a browser with")
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture
def open_desk(browser) -> Iterator[Callable]:
    """Opens a review; looks at the end that nothing was refused, ran or was asked for elsewhere."""
    contexts, complaints = [], []

    def watched(server: Server, request) -> None:
        if not request.url.startswith((server.address, "data:", "chrome:")):
            complaints.append(f"asked for {request.url}")

    def make(server: Server, *, loud: bool = False, deaf: bool = False, ready: str = "#change[data-shown]", **view):
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **view})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: watched(server, request))
        if not loud:  # a browser writes every answer but 200 into its console
            page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        if deaf:  # the news of changes don't reach it
            page.route("**/events", lambda route: route.abort())
        page.goto(server.address)
        page.wait_for_selector(ready)
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


def press(page, key: str) -> None:
    """Presses a key, and waits until what it did is to be seen."""
    page.evaluate("document.getElementById('change').dataset.shown = ''")
    page.keyboard.press(key)
    page.wait_for_selector("#change:not([data-shown=''])")


def shown(page) -> str:
    return page.locator("#change").get_attribute("data-shown")


def lines(project: Path, language: str) -> list[list[str]]:
    path = project / LEDGER.format(language)
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]] if path.exists() else []


def changed_texts(project: Path, count: int) -> list[str]:
    """Gives *count* texts another translation in both languages; their names."""
    names = []
    for language in ("de", "ko"):
        for domain in ("vocabulary", "offerings"):
            path = project / f"locales/{language}/LC_MESSAGES/{domain}.po"
            text = path.read_text("utf-8")
            keys = re.findall(r'msgctxt "(.*)"\nmsgid "[^"{]+"\nmsgstr "[^"]', text)
            for key in keys[: count // 2]:
                pattern = rf'(msgctxt "{re.escape(key)}"\nmsgid .*\nmsgstr "[^"]*)"'
                text = re.sub(pattern, r'\1 X"', text)
                names.append(f"{domain}:{key}")
            path.write_text(text, "utf-8")
    return names


def approve_all(project: Path) -> None:
    """Everything that is there was approved by somebody before, and committed."""
    for language in ("de", "ko"):
        now = working_tree(project)
        texts = [each for each in now.messages.values() if decide.waiting(now.catalogs[language], each)]
        decide.approve(project, now, language, texts, decide.Hand("A. Author", "2026-02-01"))
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "Approve")


# Fifty changes


def test_fifty_changes_are_settled_by_fifty_presses(folder, serve, open_desk):
    """One key for each translation, nothing else: forty-four approved, six carried over typos; disk has it all."""
    typos = {"Ask the desk.": "Ask teh desk.", "First point": "First piont", "Inner point": "Inner piont"}
    for right, wrong in typos.items():
        for file in (DOCUMENT, *(f"locales/{each}/LC_MESSAGES/every-fact.po" for each in ("de", "ko"))):
            put(file, right, wrong)(folder)
    approve_all(folder)
    names = changed_texts(folder, 22)
    for right, wrong in typos.items():
        put(DOCUMENT, wrong, right)(folder)
    server = serve(folder)
    page = open_desk(server)
    assert page.locator("#progress").text_content() == "50 open of 50"
    before = {path: path.read_bytes() for path in folder.rglob("*.po")}
    for _ in range(50):
        stale = page.locator(".card.current .state.stale").count()
        press(page, "c" if stale else "a")
    assert page.locator("#progress").text_content() == "Nothing is open of 50"
    for language in ("de", "ko"):
        found = [line for line in lines(folder, language) if line[5] == WHO]
        carried = [line for line in found if line[7:] == ["carried over a typo"]]
        assert {line[0] for line in found if line not in carried} == set(names)
        assert len(carried) == 3
        assert {(line[4], line[6]) for line in found} == {(Verdict.APPROVED, "2026-03-01")}
    after = working_tree(folder)
    approved = {after.catalogs[tag].approval(after.messages[name]) for tag in ("de", "ko") for name in names}
    assert approved == {Approval.APPROVED}
    # Only the three carried entries of each language changed their source; every other line is as it was.
    changed = {path: before[path] for path in before if path.read_bytes() != before[path]}
    assert {path.name for path in changed} == {"every-fact.po"}
    for path, data in changed.items():
        old, new = data.decode().split("\n"), path.read_text("utf-8").split("\n")
        assert len(old) == len(new)
        mended = {one for one, other in zip(old, new, strict=True) if one != other}
        assert mended == {f'msgid "{wrong}"' for wrong in typos.values()}


def test_a_held_key_decides_once(folder, serve, open_desk):
    """A key that repeats itself is one press: one step back, and nothing is decided."""
    changed_texts(folder, 4)
    page = open_desk(serve(folder))
    press(page, "a")
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'a', repeat: true, bubbles: true}))")
    press(page, "u")
    assert page.locator("#progress").text_content() == "8 open of 8"
    assert [lines(folder, language) for language in ("de", "ko")] == [[], []]


# One decision


def test_a_dispute_needs_its_note_and_keeps_it(folder, serve, open_desk):
    """The note stands in the ledger, and the review goes on with the next."""
    target(GERMAN, "title", "Jede Tatsache")(folder)
    page = open_desk(serve(folder))
    page.keyboard.press("d")
    page.keyboard.press("Enter")
    assert lines(folder, "de") == []
    page.keyboard.type("Not the glossary's\tword")
    press(page, "Enter")
    assert page.locator(".card .state").first.text_content().strip() == "✗ disputed"
    assert [line[4:] for line in lines(folder, "de")] == [["disputed", WHO, "2026-03-01", "Not the glossary's word"]]


def test_an_edit_is_written_and_approved_by_keyboard(folder, serve, open_desk):
    """Words and comment go into the catalog, the approval into the ledger; no other line changes."""
    target(GERMAN, "title", "Jede Tatsache")(folder)
    before = (folder / GERMAN).read_text("utf-8")
    page = open_desk(serve(folder))
    page.keyboard.press("e")
    page.locator("#form-0").fill('Alle "Angaben"')
    page.locator("#comment").fill("As in the glossary")
    press(page, "Control+Shift+Enter")
    assert (folder / GERMAN).read_text("utf-8") == before.replace(
        "#. Kind: title\n#: content/documents/every-fact.yaml#title",
        "# As in the glossary\n#. Kind: title\n#: content/documents/every-fact.yaml#title",
    ).replace('"Jede Tatsache"', r'"Alle \"Angaben\""')
    assert [line[4] for line in lines(folder, "de")] == ["approved"]


def test_a_text_that_no_catalog_has_yet_can_be_translated(folder, serve):
    """The catalogs of the language are brought up to date first."""
    put(
        DOCUMENT,
        "    sections:\n      training:",
        "      late:\n        notice: More will come.\n    sections:\n      training:",
    )(folder)
    name = "every-fact:sections.blocks.blocks.late"
    server = serve(folder)
    order = {
        "action": "save",
        "name": name,
        "language": "de",
        "seen": server.seen(name, "de"),
        "forms": ["Mehr folgt."],
    }
    assert server.ask("decide", order).status == 200
    assert 'msgid "More will come."\nmsgstr "Mehr folgt."' in (folder / GERMAN).read_text("utf-8")
    assert git(folder, "status", "--short", KOREAN) == ""


def test_findings_come_while_typing(folder, serve, open_desk):
    """A lost placeholder is told before anything is saved, and gone when it is mended."""
    target(GERMAN, "sections.blocks.blocks.warning", "{legal_name} kann alles ändern.")(folder)
    page = open_desk(serve(folder))
    page.keyboard.press("e")
    page.wait_for_selector("#live .quiet")
    page.locator("#form-0").fill("Das ändert sich.")
    assert "placeholders" in page.locator("#live .error strong").first.text_content()
    page.locator("#form-0").fill("{legal_name} ändert alles.")
    page.wait_for_selector("#live .error", state="detached")


def test_the_last_decision_can_be_undone(folder, serve, open_desk):
    """Byte for byte, and back at the same text."""
    changed_texts(folder, 4)
    before = bytes_in(folder / "locales")
    changed = git(folder, "status", "--short")
    page = open_desk(serve(folder))
    place = shown(page)
    press(page, "a")
    assert shown(page) != place
    press(page, "u")
    assert shown(page) == place
    assert page.locator("#undo").is_disabled()
    assert bytes_in(folder / "locales") == before
    assert git(folder, "status", "--short") == changed


def test_what_means_something_else_is_not_carried(folder, serve, open_desk):
    """The refusal tells why, and nothing is written."""
    put(DOCUMENT, "{legal_name} may change this.", "{legal_name} must change this.")(folder)
    page = open_desk(serve(folder), loud=True)
    page.keyboard.press("c")
    page.wait_for_selector("#said.wrong")
    assert "changed in a way that is no matter of 'typo' (meaning)" in page.locator("#said").text_content()
    assert git(folder, "status", "--short", "locales") == ""


def test_the_keys_move_through_changes_and_languages(folder, serve, open_desk):
    """Down and up the list, from language to language, and from one open text to the next, around its end."""
    target(GERMAN, "title", "Jede Tatsache")(folder)
    target(KOREAN, "title", "모든 것")(folder)
    target(GERMAN, "subject", "Ein Text.")(folder)
    page = open_desk(serve(folder))
    assert page.locator("#progress").text_content() == "4 open of 4"
    places = [shown(page).split()]
    for key in "nnnnlljk":
        press(page, key)
        places.append(shown(page).split())
    opened, (_, *sideways), (down, up) = places[:5], places[4:7], places[7:]
    assert opened[4] == opened[0]
    assert [tag for _, tag in opened] == ["de", "ko", "de", "ko", "de"]
    assert len({name for name, _ in opened}) == 2
    assert [tag for _, tag in sideways] == ["ko", "de"]
    assert (down[0], up[0]) == (opened[2][0], opened[0][0])


def test_what_stays_open_after_a_decision_stays_on_screen(folder, serve, open_desk):
    """A draft carried over a typo is still a draft; the next key can approve it."""
    put(DOCUMENT, "Ask the desk.", "Ask the desk!")(folder)
    page = open_desk(serve(folder, "-l", "de"))
    place = shown(page)
    press(page, "c")
    assert (shown(page), page.locator(".card .state").text_content().strip()) == (place, "○ draft")
    press(page, "a")
    assert [line[4] for line in lines(folder, "de")] == ["approved"]


def test_broken_content_is_told_and_mended_content_is_shown(folder, serve, open_desk):
    """The last good state stays on screen with the mistake's place, and nothing can be decided meanwhile."""
    target(GERMAN, "title", "Jede Tatsache")(folder)
    page = open_desk(serve(folder), loud=True)
    text = (folder / DOCUMENT).read_text("utf-8")
    (folder / DOCUMENT).write_text(text.replace("number: X1", "numbre: X1"), "utf-8")
    page.wait_for_function("() => document.getElementById('said').textContent.includes('every-fact.yaml:3:1')")
    page.keyboard.press("a")
    assert page.locator(".card.current").count() == 1
    (folder / DOCUMENT).write_text(text.replace("title: Every fact", "title: Every fact."), "utf-8")
    page.locator(".source ins").wait_for()
    assert lines(folder, "de") == []


# Others


def test_what_another_program_saved_meanwhile_is_not_overwritten(folder, serve, open_desk):
    """A press on words that are no longer there writes nothing, shows the new ones, and the next press is about those."""
    target(GERMAN, "title", "Jede Tatsache")(folder)
    page = open_desk(serve(folder), loud=True, deaf=True)
    target(GERMAN, "title", "Alles")(folder)
    after = (folder / GERMAN).read_bytes()
    page.keyboard.press("a")
    page.wait_for_function("() => document.getElementById('said').textContent.startsWith('Changed meanwhile')")
    page.locator(".card.current ins", has_text="Alles").wait_for()
    assert (folder / GERMAN).read_bytes() == after
    assert lines(folder, "de") == []
    press(page, "a")
    assert [line[4] for line in lines(folder, "de")] == ["approved"]


def test_words_in_a_form_survive_a_change_of_the_file(folder, serve, open_desk):
    """Whoever is typing is told what it reads now; saving again is then a choice."""
    target(GERMAN, "title", "Jede Tatsache")(folder)
    page = open_desk(serve(folder), loud=True, deaf=True)
    page.keyboard.press("e")
    page.locator("#form-0").fill("Von mir")
    target(GERMAN, "title", "Von anderen")(folder)
    page.keyboard.press("Control+Enter")
    page.wait_for_function("() => document.getElementById('said').textContent.includes('Von anderen')")
    assert page.locator("#form-0").input_value() == "Von mir"
    assert '"Von anderen"' in (folder / GERMAN).read_text("utf-8")
    press(page, "Control+Enter")
    assert '"Von mir"' in (folder / GERMAN).read_text("utf-8")


def test_two_tabs_see_what_the_other_decided(folder, serve, open_desk):
    """A decision in one is the state in the other, without a reload."""
    changed_texts(folder, 4)
    server = serve(folder)
    one, other = open_desk(server), open_desk(server)
    press(one, "a")
    other.wait_for_function("() => document.getElementById('progress').textContent === '7 open of 8'")
    other.locator(".card .state.approved").wait_for()


def orders(session: Session, name: str, language: str = "de", **more: object) -> Order:
    desk = session.desk()
    seen = fingerprint(desk.after, desk.after.messages[name], language)
    return Order(**{"action": "approve", "name": name, "language": language, "seen": seen, **more})


@pytest.fixture
def session(folder) -> Session:
    target(GERMAN, "title", "Jede Tatsache")(folder)
    return Session(folder, "HEAD", (), (), lambda note: decide.Hand(WHO, "2026-03-01", note))


def test_a_change_of_anything_that_was_seen_voids_an_order(session, folder):
    """Source, translation, comment, glossary and verdict: each is noticed, and nothing is written."""
    edits = (
        target(GERMAN, "title", "Alles"),
        put(GERMAN, "#. Kind: title\n", "# new\n#. Kind: title\n"),
        put("locales/de/glossary.yaml", "business-day:\n", "f:\n  source: [fact]\n  target: Tatsache\nbusiness-day:\n"),
        lambda where: decide.approve(where, (now := working_tree(where)), "de", [now.messages["every-fact:title"]], decide.Hand("A. Author", "2026-03-01")),
        put(DOCUMENT, "title: Every fact", "title: All facts"),
    )  # fmt: skip
    for edit in edits:
        order = orders(session, "every-fact:title", action="dispute", note="no")
        edit(folder)
        before = git(folder, "status", "--short"), (folder / GERMAN).read_bytes(), lines(folder, "de")
        with pytest.raises(MeanwhileError):
            session.decide(order)
        assert (git(folder, "status", "--short"), (folder / GERMAN).read_bytes(), lines(folder, "de")) == before


def test_what_was_translated_elsewhere_is_suggested_too(session, folder):
    """The memory beside the catalogs, with the name of the file that brought it."""
    (folder / "locales/de/memory.tsv").write_text("Every fact!\tJede einzelne Angabe\tagency.tmx\n", "utf-8")
    first, *_ = aids.suggestions(session.desk(), "every-fact:title", "de")
    assert (first.target, first.origin) == ("Jede einzelne Angabe", "agency.tmx")


def test_a_file_that_changes_between_reading_and_writing_is_left_alone(session, folder, monkeypatch):
    """The last look is at the bytes, right before the file is replaced."""
    staged = staging.staged

    def slow(*given):
        made = staged(*given)
        target(GERMAN, "subject", "Von anderer Hand")(folder)
        return made

    monkeypatch.setattr(staging, "staged", slow)
    with pytest.raises(MeanwhileError):
        session.decide(orders(session, "every-fact:title", action="save", forms=("Alles",), settle=True))
    text = (folder / GERMAN).read_text("utf-8")
    assert "Von anderer Hand" in text
    assert '"Alles"' not in text
    assert lines(folder, "de") == []


def test_an_undo_over_somebody_elses_change_is_refused(session, folder):
    """What would be taken back is no longer what was written."""
    session.decide(orders(session, "every-fact:title", action="save", forms=("Alles",)))
    target(GERMAN, "subject", "Von anderer Hand")(folder)
    before = (folder / GERMAN).read_bytes()
    with pytest.raises(MeanwhileError):
        session.undo()
    assert (folder / GERMAN).read_bytes() == before


def test_whoever_dies_at_any_step_leaves_whole_files(folder, monkeypatch):
    """Words and approval are two files: each is the old one or the new one, and no approval is there before its words."""
    order = {"action": "save", "forms": ("Alles",), "settle": True}
    target(GERMAN, "title", "Jede Tatsache")(folder)
    before, replace = (folder / GERMAN).read_bytes(), Path.replace
    seen = []
    for step in range(4):
        (folder / GERMAN).write_bytes(before)
        (folder / LEDGER.format("de")).unlink(missing_ok=True)
        desk = Session(folder, "HEAD", (), (), lambda note: decide.Hand(WHO, "2026-03-01", note))
        wanted, calls = orders(desk, "every-fact:title", **order), []

        def dying(path: Path, to: Path, calls=calls, step=step) -> Path:
            if folder in to.parents:
                calls.append(to)
                if len(calls) > step:
                    raise KeyboardInterrupt
            return replace(path, to)

        monkeypatch.setattr(Path, "replace", dying)
        with contextlib.suppress(KeyboardInterrupt):
            desk.decide(wanted)
        monkeypatch.setattr(Path, "replace", replace)
        now = working_tree(folder)
        message = now.messages["every-fact:title"]
        seen.append((now.catalogs["de"].forms(message)[0], now.catalogs["de"].approval(message)))
        assert list((folder / "locales").rglob(".*.*")) == []
    draft, done = ("Jede Tatsache", Approval.DRAFT), ("Alles", Approval.APPROVED)
    assert seen == [draft, ("Alles", Approval.DRAFT), done, done]


def test_a_killed_review_leaves_whole_files(folder, serve):
    """Killed in the midst of decisions: every catalog and ledger can be read, and none is half."""
    names = changed_texts(folder, 22)
    server = serve(folder)
    for name in names[:5]:
        order = {"action": "approve", "name": name, "language": "de", "seen": server.seen(name, "de")}
        assert server.ask("decide", order).status == 200
    server.end(signal.SIGKILL)
    assert len(lines(folder, "de")) == 5
    assert working_tree(folder).catalogs["de"].ledger.lines


# Who may ask


NAME = "every-fact:title"


@pytest.fixture
def one(folder, serve) -> Server:
    target(GERMAN, "title", "Jede Tatsache")(folder)
    return serve(folder)


def test_strangers_are_refused(one):
    """A wrong key, a foreign name, a foreign page, a form, and a request without its page: nothing is written."""
    order = {"action": "approve", "name": NAME, "language": "de", "seen": one.seen(NAME, "de")}
    key = one.root.strip("/")
    for path in (
        "//",
        "//review",
        f"//{key[:-1]}/review",
        f"//{key}x/review",
        f"//{key.swapcase()}/decide",
        f"//x/{key}/",
    ):
        assert one.ask(path).status == 403, path
    for host in (f"evil.example:{one.port}", "localhost.evil.example", "127.0.0.1.evil.example"):
        assert one.ask("decide", order, Host=host).status == 421, host
    for origin in ("https://evil.example", "null", f"http://localhost:{one.port + 1}"):
        assert one.ask("decide", order, Origin=origin).status == 403, origin
    assert one.ask("decide", order, Origin="").status == 403
    assert one.ask("decide", order, Content_Type="").status == 415
    assert one.ask("decide", order, Content_Type="text/plain").status == 415
    assert one.ask("decide").status == 405
    assert git(one.project, "status", "--short", "locales") == f"M {GERMAN}"
    assert one.ask("decide", order).status == 200


def test_only_this_machine_reaches_it(one):
    """It listens at one address of loopback and at none that others see."""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", one.port), timeout=5)


def test_no_request_writes_outside_of_locales(one, tmp_path):
    """Keys, languages and documents are looked up, never joined to a path; pages and pictures are made in memory."""
    seen = one.seen(NAME, "de")
    asked = f"name={quote(NAME)}&language=de"
    for path in ("", "review", f"message?{asked}", f"suggestions?{asked}", f"picture?{asked}&document=every-fact",
                 "before/de/every-fact/index.html", "after/ko/every-fact/index.html", "static/desk.js"):  # fmt: skip
        assert one.ask(path).status == 200, path
    until(lambda: b"woff2" in one.ask("after/ko/every-fact/index.html").body, 30)
    assert one.ask("findings", {"name": NAME, "language": "de", "forms": ["x"]}).status == 200
    good = {"action": "save", "name": NAME, "language": "de", "seen": seen, "forms": ["x"]}
    for wrong in (
        {"name": "../../every-fact:title"}, {"name": "/etc/passwd:title"}, {"name": ""}, {"language": "../en"},
        {"language": "en"}, {"language": "de/../ko"}, {"language": ""},
    ):  # fmt: skip
        assert one.ask("decide", good | wrong).status == 404, wrong
    for wrong in ({"action": "delete"}, {"forms": "x"}, {"seen": None}, {"note": ["x"]}):
        assert one.ask("decide", good | wrong).status == 400, wrong
    assert one.ask("decide", good | {"seen": "0" * 16}).status == 409
    for bad in ("\x00", "a\u2028b", "\x1b[2J", "\ud800", "a\rb"):
        assert one.ask("decide", good | {"forms": [bad]}).status in (400, 422), repr(bad)
    assert one.ask("decide", good | {"forms": ["x" * 1_100_000]}).status == 413
    for path in ("static/../app.py", "static/%2e%2e%2fapp.py", "after/../../content/publication.yaml", "before/de/../../x",
                 "after/de/..%2f..%2fcontent/index.html", "after/assets/..%2f..%2fcontent", "picture"):  # fmt: skip
        assert one.ask(path).status in (400, 404), path
    assert git(one.project, "status", "--short", "--ignored") == f"M {GERMAN}"


def test_a_language_folder_that_leads_elsewhere_is_not_written(session, folder, tmp_path):
    """A link out of locales/ is no place to write to."""
    (folder / "locales/de").rename(tmp_path / "de")
    (folder / "locales/de").symlink_to(tmp_path / "de")
    with pytest.raises((CatalogError, LookupError, MeanwhileError)):
        session.decide(orders(session, "every-fact:title"))
    assert not (tmp_path / "de/ledger.tsv").exists()


@pytest.mark.parametrize("path", ["content/x.yaml", "../x", "locales/../x", "locales/de/../../x", "..", ""])
def test_no_path_leads_out_of_locales(path, folder):
    """What is written lies in the folder of a language, whoever asks."""
    before = git(folder, "status", "--short", "--ignored")
    with pytest.raises(CatalogError, match="lies outside locales/"):
        staging.put(folder, {path: staging.Written(None, b"x")})
    assert git(folder, "status", "--short", "--ignored") == before


def test_one_language_is_listed_alone(folder, serve, open_desk):
    """The list, its counts and the cards are of that language; what others changed is not there."""
    target(GERMAN, "title", "Jede Tatsache")(folder)
    put(DOCUMENT, "Ask the desk.", "Ask teh desk.")(folder)
    approve_all(folder)
    target(GERMAN, "subject", "Ein Text.")(folder)
    put(DOCUMENT, "Ask teh desk.", "Ask the desk.")(folder)
    page = open_desk(serve(folder))
    assert page.locator("#items li").count() == 2
    page.locator("#filters select[name=language]").select_option("ko")
    page.wait_for_function("() => document.querySelectorAll('#items li').length === 1")
    page.wait_for_function("() => document.querySelectorAll('.card').length === 1")
    assert shown(page) == "every-fact:sections.blocks.blocks.desk ko"
    assert page.locator("#progress").text_content() == "1 open of 2"


def test_a_language_that_is_gone_stands_in_the_list(folder, serve, open_desk):
    """It can't be chosen any more, and is a change for everybody."""
    approve_all(folder)
    shutil.rmtree(folder / "locales/de")
    page = open_desk(serve(folder), ready="#items li")
    assert page.locator("#items li").all_text_contents() == ["removedlanguage removed: Deutsch"]


def test_hostile_texts_do_not_run(folder, serve, open_desk):
    """Markup in sources, translations, notes and glossaries is shown as it is written, and nowhere anything else."""
    put(DOCUMENT, "title: Every fact", f"title: '{HOSTILE}'")(folder)
    target(GERMAN, "title", HOSTILE)(folder)
    target(GERMAN, "subject", HOSTILE)(folder)
    (folder / "locales/de/glossary.yaml").write_text(f"x:\n  source: [document]\n  target: '{HOSTILE}'\n", "utf-8")
    server = serve(folder)
    page = open_desk(server)
    for key in ("j", "k", "e", "Escape", "l"):
        page.keyboard.press(key)
    page.locator("#items button", has_text="A document").click()
    page.locator("#after-frame, figure[data-side=after] iframe").first.wait_for()
    page.wait_for_function("() => document.querySelector('.vocabulary')?.textContent.includes('onerror')")
    assert HOSTILE in page.locator(".card.current .text").first.text_content()
    assert page.evaluate("() => [window.hit, document.querySelectorAll('#change img, #change script').length]") == [
        None,
        0,
    ]
    for frame in page.frames[1:]:
        assert frame.evaluate("() => window.hit") is None
    policy = server.ask("").headers["content-security-policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")
    assert "require-trusted-types-for 'script'" in policy


def test_without_a_name_or_with_two_revisions_it_does_not_begin(folder, monkeypatch):
    """Decisions have an author, and are about the working tree."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    done = CliRunner().invoke(cli.servicedocs, ["review", "--project", str(folder)])
    assert (done.exit_code, "nobody knows who you are" in done.stderr) == (2, True)
    done = CliRunner().invoke(cli.servicedocs, ["review", "HEAD..HEAD", "--who", WHO, "--project", str(folder)])
    assert (done.exit_code, "working tree" in done.stderr) == (2, True)


# The page


def test_documents_stand_beside_each_other_with_the_change_outlined(folder, serve, open_desk):
    """The old page and the new one, each scrolled to the text, which is outlined."""
    target(GERMAN, "sections.blocks.blocks.warning", "{legal_name} kann alles ändern.")(folder)
    page = open_desk(serve(folder))
    texts = []
    for side in ("before", "after"):
        frame = page.frame_locator(f"figure[data-side={side}] iframe")
        frame.locator(".desk-outlined").wait_for()
        texts.append(frame.locator(".desk-outlined").text_content().strip())
    assert texts == ["Example Ltd kann dies ändern.", "Example Ltd kann alles ändern."]


def test_words_of_the_page_itself_stand_in_no_one_place(folder, serve, open_desk):
    """No frame is shown where none of them has the words; it is said instead."""
    target(GERMAN.replace("every-fact", "interface"), "contents", "Verzeichnis")(folder)
    page = open_desk(serve(folder))
    page.get_by_text("No document says this in one place").wait_for()
    assert page.locator("#frames iframe").count() == 0
    assert page.locator("#document option").count() == 0


def test_the_cell_of_a_figure_is_outlined_on_both_sides(folder, serve, open_desk):
    """A change of facts needs no decision; its cell is shown in both tables."""
    put("content/offerings.yaml", "{under: 30 minutes}", "{under: 20 minutes}")(folder)
    page = open_desk(serve(folder), ready="#change .title")
    page.locator("#items button", has_text="cell changed").first.click()
    from playwright.sync_api import expect

    for side, text in ("before", "Under 30 minutes"), ("after", "Under 20 minutes"):
        cells = page.frame_locator(f"figure[data-side={side}] iframe").locator(".desk-cell")
        expect(cells).to_have_text([text])


def test_the_printed_page_is_shown_with_the_text_outlined(folder, serve):
    """The page on which the text stands, as a picture; its outline is drawn in red around the words."""
    images = pytest.importorskip("PIL.Image")
    pytest.importorskip("pypdfium2")
    name = "every-fact:sections.blocks.blocks.warning"
    target(GERMAN, "sections.blocks.blocks.warning", "{legal_name} kann alles ändern.")(folder)
    asked = f"picture?name={quote(name)}&language=de&document=every-fact"
    told = serve(folder).get(asked)
    assert told["found"]
    assert 1 <= told["page"] <= told["pages"]
    image = images.open(BytesIO(b64decode(told["png"])))
    assert image.format == "PNG"
    assert sum(count for count, colour in image.getcolors(1 << 24) if colour == (179, 38, 30)) > 500


def test_earlier_translations_are_offered_and_taken(folder, serve, open_desk):
    """One press of a button puts an earlier translation into the form; nothing is written by that."""
    pytest.importorskip("rapidfuzz")
    put(DOCUMENT, "        notice:", "        notice: Ask the desks.\n      other:\n        notice:")(folder)
    page = open_desk(serve(folder, "-l", "de"))
    page.keyboard.press("e")
    page.get_by_role("button", name="Use").first.click()
    assert page.locator("#form-0").input_value() == "Fragen Sie die Annahme."
    assert git(folder, "status", "--short", "locales") == ""


def test_keys_can_be_switched_off(folder, serve, open_desk):
    """Single keys do nothing then (WCAG 2.2, 2.1.4), buttons do it all."""
    target(GERMAN, "title", "Jede Tatsache")(folder)
    page = open_desk(serve(folder))
    page.keyboard.press("?")
    page.get_by_label("Single keys").uncheck()
    page.keyboard.press("Escape")
    for key in "aj?":
        page.keyboard.press(key)
    assert not page.locator("#help").is_visible()
    page.get_by_role("button", name="Approve").click()
    page.wait_for_function("() => document.getElementById('said').textContent.includes('approved')")
    assert page.locator("#progress").text_content() == "1 open of 2"
    assert [line[4] for line in lines(folder, "de")] == ["approved"]


@pytest.mark.skipif(not AXE.exists(), reason="the judges aren't installed: .ci/setup test does, where npm is")
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_violation(view, folder, serve, open_desk):
    """WCAG 2.2 A and AA and good practice hold, with a form open too; nothing is wider than the screen."""
    repository_edits(folder)
    page = open_desk(serve(folder), **VIEWS[view])
    wrong = []
    for key in ("", "e", "Escape", "d", "Escape", "?"):
        if key:
            page.keyboard.press(key)
        if key in ("", "e", "d", "?"):
            page.evaluate(AXE.read_text("utf-8"))
            told = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
            wrong += [f"{key} {each['id']}: {node['target']}" for each in told["violations"] for node in each["nodes"]]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), key
    assert wrong == []


def repository_edits(folder: Path) -> None:
    """Changes of every class, and one of a fact."""
    put(DOCUMENT, "{legal_name} may change this.", "{legal_name} must change this.")(folder)
    put(DOCUMENT, "Ask the desk.", "Ask teh desk.")(folder)
    put("content/offerings.yaml", "contacts: {count: 3}", "contacts: {count: 4}")(folder)
    target(GERMAN, "title", "Jede Tatsache")(folder)


def test_the_history_of_twenty_commits_lies_on_the_desk(tmp_path, serve, open_desk):
    """Every change of texts and of facts is listed, and each can be looked at."""
    folder = tmp_path / "project"
    shutil.copytree(TEMPLATES, folder / "templates")
    shutil.copytree(PROJECTS / "base", folder, dirs_exist_ok=True)
    ids = repository(folder)
    server = serve(folder, ids[0])
    page = open_desk(server)
    told = server.get("review")
    places = [[*Class].index(each["class"]) for each in told["changes"]]
    assert places == sorted(places)
    assert page.locator("#items li").count() == len(told["messages"]) + len(told["changes"]) > 15
    for each in told["changes"]:
        page.locator("#items button", has_text=f"{each['kind']} {each['action']}: {each['text']}").first.click()
        assert each["text"] in page.locator("#change .title").text_content()
