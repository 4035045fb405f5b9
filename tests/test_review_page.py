"""The report of a review as a person meets it: in a real Chromium, by keyboard, narrow, dark and on paper."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.review import review
from generator.review.reports import render
from tests.test_web_judges import AXE, CHROMIUM, RULES, VIEWS, needs_chromium, needs_judge

pytestmark = needs_chromium
PAPER = {"width": 680, "height": 1000}
"""A4 with margins of 15 mm, at 96 pixels an inch."""


@pytest.fixture(scope="module")
def page(history, tmp_path_factory) -> str:
    """The address of the report from the first of twenty commits to the last."""
    folder, ids = history
    file: Path = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(render(review(folder, f"{ids[0]}..{ids[-1]}"), "html"), "utf-8")
    return file.as_uri()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@needs_judge(AXE)
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_violation_in_a_report(page, chromium, view):
    """WCAG 2.2 A and AA and good practice hold, and nothing is wider than the screen."""
    # the report forbids itself what it does not bring along, the judge too
    context = chromium.new_context(**VIEWS[view], bypass_csp=True)
    tab = context.new_page()
    tab.goto(page)
    tab.evaluate(AXE.read_text("utf-8"))
    told = tab.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
    assert [(each["id"], node["target"]) for each in told["violations"] for node in each["nodes"]] == []
    assert not tab.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()


def test_a_report_is_read_by_keyboard_alone(page, chromium):
    """The keys j and k step through what the filters show, / finds a text as it reads now."""
    tab = chromium.new_page()
    tab.goto(page)
    here = "document.activeElement.querySelector('code').textContent"
    tab.keyboard.press("j")
    first = tab.evaluate(here)
    tab.keyboard.press("j")
    second = tab.evaluate(here)
    tab.keyboard.press("k")
    assert tab.evaluate(here) == first != second
    tab.keyboard.press("/")
    tab.keyboard.type("jede tatsache")
    assert tab.locator("article:visible").count() == 1
    assert tab.locator("#shown").inner_text().startswith("1 of ")
    tab.get_by_label("translation", exact=True).uncheck()
    assert tab.locator("article:visible").count() == 0
    tab.close()


def test_a_report_prints_black_on_white_with_every_column(page, chromium):
    """Whoever prints from a dark screen gets dark letters on paper, no filters, and the whole of each table."""
    context = chromium.new_context(viewport=PAPER, color_scheme="dark")
    tab = context.new_page()
    tab.emulate_media(media="print")
    tab.goto(page)
    assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert not tab.locator("#filters").is_visible()
    widths = "[...document.querySelectorAll('.wide')].every(each => each.scrollWidth <= each.clientWidth)"
    assert tab.evaluate(widths)
    context.close()
