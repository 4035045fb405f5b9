"""What others' judges say of the site that ships: validators of HTML, axe-core in a real Chromium, and the fonts it gets."""

import gzip
import json
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from generator import content, hosting, links
from generator.build import Means, Order, build
from tests.lighthouse import scores

ROOT = Path(__file__).resolve().parent.parent
JUDGES = Path(__file__).parent / "web"
MODULES = JUDGES / "node_modules"
AXE = MODULES / "axe-core/axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

VIEWS = {
    f"{device} {scheme}": {"color_scheme": scheme, "reduced_motion": "reduce", **size}
    for scheme in ("light", "dark")
    for device, size in {
        "desktop": {"viewport": {"width": 1280, "height": 800}},
        "phone": {"viewport": {"width": 320, "height": 740}, "is_mobile": True, "has_touch": True},
    }.items()
}
# Every kind of page, the kinds spread over the languages.
PAGES = (
    "index.html",
    "404.html",
    "de/404.html",
    "ko/index.html",
    "de/service-management/index.html",
    "zh-Hans/support-services-guide/index.html",
    "es/service-management/compare/index.html",
    "ko/support-services-guide/compare/index.html",
    "de/support-services-guide/beside/zh-Hans/index.html",
    "ko/service-management/2020-07/index.html",
    "es/support-services-guide/editions/index.html",
    "zh-Hans/service-management/changes/index.html",
)

LETTERS = """() => {
    const found = {};
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const style = getComputedStyle(node.parentElement);
        if (style.visibility === "hidden" || !node.parentElement.getClientRects().length) continue;
        const weight = style.fontWeight >= 600 ? "700" : "400";
        found[weight] = (found[weight] || "") + node.data;
    }
    return found;
}"""

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")


def needs_judge(path: Path) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        not path.exists(), reason="the judges aren't installed: .ci/setup test does, where npm is"
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The documents that ship, as they go out."""
    output = tmp_path_factory.mktemp("site")
    build(ROOT, Order(release=True), output, Means())
    return output / "site"


class _Handler(SimpleHTTPRequestHandler):
    """Serves the folder with the headers that hosts are told to send."""

    def end_headers(self) -> None:
        for name, value in hosting.SECURITY:
            if name != "Strict-Transport-Security":  # loopback has no certificate
                self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(site) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


def pages_of(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def test_every_link_of_the_shipped_site_is_proved(site):
    """The project's own proof finds nothing wrong."""
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert [str(each) for each in links.check(files, content.read(ROOT).site)] == []


def test_pages_and_fonts_are_small(site):
    """A page stays under 60 kB; compressed with its style sheets, as hosts send it, under a third of that.

    A language's fonts stay under 170 kB for Chinese, 60 for Korean, 25 else.
    """
    for path in pages_of(site):
        page = (site / path).read_bytes()
        sheets = set(re.findall(r"assets/([\w-]+\.\w+\.css)", page.decode()))
        assert len(page) < 60_000, path
        sent = (page, *((site / "assets" / name).read_bytes() for name in sheets))
        assert sum(len(gzip.compress(each)) for each in sent) < 20_000, path
    limits = {"zh-Hans": 170_000, "ko": 60_000, "en": 25_000, "de": 25_000, "es": 25_000}
    for tag, limit in limits.items():
        sheet = next((site / "assets").glob(f"{tag}.*.css")).read_text("utf-8")
        fonts = [part.partition('"')[0] for part in sheet.split('url("')[1:]]
        assert fonts
        assert sum((site / "assets" / name).stat().st_size for name in fonts) <= limit, tag


@needs_judge(MODULES / ".bin/html-validate")
def test_html_validate_finds_nothing(site):
    """No error and no warning on any page."""
    command = [MODULES / ".bin/html-validate", "-c", JUDGES / "rules.json", "-f", "json", "--ext", "html", site]
    with (site.parent / "verdict.json").open("w") as verdict:  # its output is cut off in a pipe
        subprocess.run(command, stdout=verdict, stderr=subprocess.PIPE, check=False)
    told = json.loads((site.parent / "verdict.json").read_text("utf-8"))
    assert [
        (each["filePath"], message["line"], message["message"]) for each in told for message in each["messages"]
    ] == []


@needs_judge(MODULES / "vnu-jar/build/dist/vnu.jar")
@pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java")
@pytest.mark.parametrize("what", [("--skip-non-html",), ("--skip-non-css",)], ids=["html", "css"])
def test_the_nu_checker_finds_nothing(site, what):
    """The checker of the W3C has no error and no warning for any page or style sheet."""
    command = ["java", "-jar", MODULES / "vnu-jar/build/dist/vnu.jar", *what, "--format", "json"]
    run = subprocess.run([*command, "--stdout", "--exit-zero-always", site], capture_output=True, text=True, check=True)
    assert json.loads(run.stdout)["messages"] == []


@needs_judge(MODULES / "sitemap/schema/sitemap.xsd")
def test_the_site_map_is_valid(site):
    """It fits the schema of sitemaps.org, and its languages what search engines read beside it."""
    judge = etree.XMLSchema(etree.parse(JUDGES / "sitemap.xsd"))
    listed = etree.parse(site / "sitemap.xml")
    assert judge.validate(listed), judge.error_log
    listed.find(".//{*}link").set("hreflang", "no language")
    assert not judge.validate(listed)


@needs_judge(MODULES / "schema-dts")
@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node.js")
def test_the_words_of_schema_org_are_used_as_they_are_defined(site, tmp_path):
    """Each page's data, given to a compiler as a value of its type: unknown words and values of other types are refused."""
    told = [(path, data) for path in pages_of(site) for data in links.page.named((site / path).read_text("utf-8")).data]
    kinds = [json.loads(data)["@type"] for _, data in told]
    assert set(kinds) == {"CollectionPage", "DigitalDocument"}
    lines = ['import type * as schema from "schema-dts";']
    for (path, data), kind in zip(told, kinds, strict=True):
        lines.append(f"export const page{len(lines)}: schema.WithContext<schema.{kind}> = {data}; // {path}")
    lines += [
        "// @ts-expect-error: so a wrong word is found",
        'export const wrong: schema.DigitalDocument = {"@type": "DigitalDocument", "edition": "x"};',
    ]
    (tmp_path / "pages.ts").write_text("\n".join(lines), "utf-8")
    (tmp_path / "node_modules").symlink_to(MODULES)
    options = {"noEmit": True, "strict": True, "skipLibCheck": True, "module": "nodenext", "types": []}
    (tmp_path / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": ["pages.ts"]}), "utf-8")
    run = subprocess.run([MODULES / ".bin/tsc"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.stdout == ""
    assert run.returncode == 0


@needs_chromium
@needs_judge(MODULES / "lighthouse")
def test_lighthouse_gives_full_marks(address):
    """Accessibility, good practice and what search engines ask for; how quick pages are, `make lighthouse` tells."""
    asked = ("accessibility", "best-practices", "seo")
    told = list(
        scores(address, "mobile", asked, ("", "ko/service-management/", "de/support-services-guide/beside/zh-Hans/"))
    )
    assert [(each["scores"], each["lost"]) for each in told] == [(dict.fromkeys(asked, 100), [])] * 3


@needs_chromium
@needs_judge(AXE)
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_violation(address, browser, view):
    """WCAG 2.2 A and AA and good practice hold; nothing overflows, fails to load, leaves the site or breaks the policy."""
    context = browser.new_context(**VIEWS[view])
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    tab.on("request", lambda request: None if request.url.startswith((address, "data:")) else wrong.append(request.url))
    tab.on("response", lambda answer: wrong.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    # In the dark only colours differ: every other page shows them all.
    for path in PAGES if view.endswith("light") else PAGES[1::2]:
        tab.goto(address + path)
        tab.evaluate(AXE.read_text("utf-8"))
        told = tab.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
        wrong += [f"{path}: {each['id']}: {node['target']}" for each in told["violations"] for node in each["nodes"]]
        if tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{path}: wider than the screen")
    context.close()
    assert wrong == []


@needs_chromium
def test_boxes_choose_the_columns_without_script(address, browser):
    """Unticking an offering hides its column, also where scripts are off."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}de/support-services-guide/compare/index.html")
    columns = tab.locator("thead .offer-2")
    rows = tab.locator("tbody tr:not(.group)")
    assert columns.is_visible()
    tab.get_by_label("Gold", exact=True).uncheck()
    assert not columns.is_visible()
    assert all(not cell.is_visible() for cell in tab.locator("td.offer-2").all())
    shown = sum(row.is_visible() for row in rows.all())
    tab.locator("#only-differences").check()
    assert 0 < sum(row.is_visible() for row in rows.all()) < shown
    context.close()


@needs_chromium
def test_every_letter_has_its_face(site, address, browser):
    """What a page draws in a weight is in the font of that weight: the bold ones hold only what stands in bold."""
    missing: dict[str, set[str]] = defaultdict(set)
    context = browser.new_context()
    tab = context.new_page()
    for path in pages_of(site):
        tab.goto(address + path, wait_until="domcontentloaded")
        sheets = re.findall(r"assets/([\w-]+\.\w+\.css)", (site / path).read_text("utf-8"))
        for weight, text in tab.evaluate(LETTERS).items():
            known = frozenset().union(*(faces(site / "assets", sheet, weight) for sheet in sheets))
            missing[weight] |= {letter for letter in text if letter > " "} - known
    context.close()
    assert missing == {"400": set(), "700": set()}


@cache
def faces(assets: Path, sheet: str, weight: str) -> frozenset[str]:
    """The characters that the fonts of a style sheet have in a weight."""
    names = re.findall(rf'url\("([\w.-]+-{weight}\.[\w.]+)"\)', (assets / sheet).read_text("utf-8"))
    maps = (TTFont(BytesIO((assets / name).read_bytes())).getBestCmap() for name in names)
    return frozenset(chr(code) for each in maps for code in each) | {"\u00ad"}
