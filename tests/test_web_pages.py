"""The pages of the site under hands and eyes that others have: keyboards, narrow windows, large letters, paper, own colours."""

import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.old_site import PAGES, old_site
from tests.test_web_judges import AXE, RULES

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")

# Where the focus is: what it is on, whether it is to be seen, and its place in the order of the text.
FOCUS = """() => {
    const on = document.activeElement, all = [...document.querySelectorAll("*")];
    const style = getComputedStyle(on), box = on.getBoundingClientRect();
    return {
        place: all.indexOf(on),
        what: on.tagName + " " + (on.className || on.id || on.textContent.trim()),
        ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        seen: box.width > 1 && box.bottom > 0 && box.top < innerHeight,
        width: document.documentElement.scrollWidth,
    };
}"""
TARGETS = """() => [...document.querySelectorAll("a[href], input, [tabindex='0']")]
    .filter(each => each.getClientRects().length).length"""
CUT_OFF = """() => [...document.querySelectorAll(".table-scroll, main, table, th, td, p, h1")]
    .filter(each => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== "inline" && each.clientWidth > 1)
    .map(each => each.tagName + "." + each.className)"""
COLOURS = """() => [...document.querySelectorAll(".standing, .choose, .button, .choice, thead th")]
    .filter(each => !["top", "bottom"].some(side => {
        const style = getComputedStyle(each);
        return style[`border-${side}-style`] === "solid" && parseFloat(style[`border-${side}-width`]) >= 1;
    })).map(each => each.className || each.textContent)"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    site = old_site(tmp_path_factory.mktemp("pages"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-smooth-scrolling"]
        )
        yield found
        found.close()


@pytest.fixture
def tab(browser):
    """A window as wide as a phone's, or as one of 1280 pixels at 400 % is; no script runs."""
    size = {"width": 320, "height": 512}
    context = browser.new_context(viewport=size, java_script_enabled=False, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_the_keyboard_reaches_everything_in_order(address, tab, path):
    """Tab goes through links, boxes and scrolling tables as they stand, each with a ring that shows, and nothing overflows."""
    tab.goto(address + path)
    last = -1
    for _ in range(tab.evaluate(TARGETS)):
        tab.keyboard.press("Tab")
        focus = tab.evaluate(FOCUS)
        assert focus["place"] > last, focus
        assert focus["ring"], focus
        assert focus["seen"], focus
        assert focus["width"] <= 320, focus
        last = focus["place"]


@pytest.mark.parametrize("path", ["ko/index.html", "de/every-fact/index.html"])
def test_the_first_key_skips_to_the_content(address, tab, path):
    """The first link is the way past the head of the page; after it the focus is in the text."""
    tab.goto(address + path)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    tab.wait_for_url("**#content")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null")


def test_arrows_scroll_a_wide_table(address, browser):
    """A table that is wider than the window moves under the keys, below heads of rows that stay."""
    tab = browser.new_page(viewport={"width": 320, "height": 512})  # only waiting needs a script
    tab.goto(f"{address}ko/every-fact/changes/index.html")
    region = tab.locator(".table-scroll").first
    head = region.locator("tbody th[scope=row]").first
    before = head.bounding_box()
    region.focus()
    tab.keyboard.press("ArrowRight")
    tab.wait_for_function("document.querySelector('.table-scroll').scrollLeft > 0", timeout=5000)
    assert head.bounding_box()["x"] == before["x"]
    tab.close()


@pytest.mark.skipif(not AXE.exists(), reason="the judges aren't installed: .ci/setup test does, where npm is")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_what_is_past(address, browser, scheme):
    """Pages of former editions, of changes and of documents that are gone hold to WCAG 2.2 A and AA and to good practice."""
    tab = browser.new_page(color_scheme=scheme)
    found = []
    for path in PAGES:
        tab.goto(address + path)
        tab.evaluate(AXE.read_text("utf-8"))
        told = tab.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
        found += [f"{path}: {each['id']}: {node['target']}" for each in told["violations"] for node in each["nodes"]]
    tab.close()
    assert found == []


@pytest.mark.parametrize("path", PAGES)
def test_on_paper_nothing_is_cut_off(address, tab, path):
    """A sheet can't be scrolled; what only screens need is not on it."""
    tab.set_viewport_size({"width": 680, "height": 960})
    tab.emulate_media(media="print", color_scheme="dark")
    tab.goto(address + path)
    assert tab.evaluate(CUT_OFF) == []
    assert not any(each.is_visible() for each in tab.locator(".skip, .site-head, .neighbours, .choose").all())
    assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(27, 36, 39)"


@pytest.mark.parametrize("path", PAGES)
def test_own_colours_leave_every_part_its_outline(address, tab, path):
    """Where a reader's colours take the place of ours, what had only a tint has a line."""
    tab.emulate_media(forced_colors="active")
    tab.goto(address + path)
    assert tab.evaluate(COLOURS) == []


def test_nothing_moves_for_readers_who_asked_for_that(address, tab):
    """A jump within the page glides only where nobody asked for less motion."""
    tab.goto(f"{address}en/every-fact/index.html")
    for asked, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        tab.emulate_media(reduced_motion=asked)
        assert tab.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour
