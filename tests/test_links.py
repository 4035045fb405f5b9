"""The links of a built site are proved on its files, and planted faults are found."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import links
from generator.build import Means, Order, build

BASE = "https://docs.example.com/services"
PAGE = "de/every-fact/index.html"
BESIDE = "de/every-fact/beside/ko/index.html"


def publish_at(project: Path, address: str = BASE) -> None:
    """Say in publication.yaml where the site lies."""
    path = project / "content/publication.yaml"
    path.write_text(f"{path.read_text('utf-8')}site: {address}/\n", "utf-8")


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> dict[str, bytes]:
    """The small project as a whole site at an address, in three languages."""
    root = Path(__file__).parent
    project = tmp_path_factory.mktemp("links") / "project"
    shutil.copytree(root.parent / "templates", project / "templates")
    shutil.copytree(root / "projects/base", project, dirs_exist_ok=True)
    publish_at(project)
    with (project / "content/publication.yaml").open("a", encoding="utf-8") as file:
        file.write("redirects:\n  /old: /de/every-fact/\n")
    build(project, Order(release=True), project / "output", Means(jobs=1))
    return files_in(project / "output/site")


def test_a_built_site_is_whole(site):
    """Nothing dangles, nothing is missing, and every page names itself and its languages."""
    assert list(links.check(site, BASE)) == []
    assert len([path for path in site if path.endswith(".html")]) > 25


def test_a_redirect_to_what_is_not_there_is_found(site):
    """Its page is a page like others: where it leads is asked for."""
    files = {path: content for path, content in site.items() if path != "de/every-fact/index.html"}
    assert any(each.place.file == "old/index.html" for each in links.check(files, BASE))


def edited(path: str, old: str, new: str, count: int = 1) -> Callable[[dict[str, bytes]], None]:
    def edit(files: dict[str, bytes]) -> None:
        text = files[path].decode()
        assert re.search(old, text, re.DOTALL), (path, old)
        files[path] = re.sub(old, new, text, count=count, flags=re.DOTALL).encode()

    return edit


def without(path: str) -> Callable[[dict[str, bytes]], None]:
    def edit(files: dict[str, bytes]) -> None:
        del files[path]

    return edit


FAULTS = {
    "no canonical": (edited(PAGE, '<link rel="canonical"[^>]*>', ""), PAGE, "as its address"),
    "the canonical of another page": (edited(PAGE, "(rel=.canonical. href=.[^>]*)/de/", r"\1/ko/"), PAGE, "as its address"),
    "a copy of a page in another language": (edited(BESIDE, "(rel=.canonical. href=.[^>]*)/de/", r"\1/ko/"), BESIDE, "as its address"),
    "a copy in the site map": (edited("sitemap.xml", "<loc>[^<]*/de/every-fact/</loc>", f"<loc>{BASE}/de/every-fact/beside/ko/</loc>"), "sitemap.xml", "a copy of another page"),
    "no return link": (edited(PAGE, '<link rel="alternate"[^>]*hreflang="ko">', ""), "ko/every-fact/index.html", "same languages"),
    "no link to itself": (edited(PAGE, '<link rel="alternate"[^>]*hreflang="de">', ""), PAGE, "name itself"),
    "no x-default": (edited(PAGE, '<link rel="alternate"[^>]*hreflang="x-default">', ""), PAGE, "x-default"),
    "a relative alternate": (edited(PAGE, 'href="https[^"]*" hreflang="ko"', 'href="../../ko/every-fact/" hreflang="ko"'), PAGE, "no absolute address"),
    "a wrong language": (edited(PAGE, 'services/ko/every-fact/" hreflang="ko"', 'services/en/every-fact/" hreflang="ko"'), PAGE, "a page in 'en'"),
    "a language twice": (edited(PAGE, 'hreflang="en"', 'hreflang="ko"'), PAGE, "named twice"),
    "an alternate that is gone": (edited(PAGE, 'every-fact/" hreflang="ko"', 'no-fact/" hreflang="ko"'), PAGE, "leads nowhere"),
    "a page that is gone": (without("ko/every-fact/changes/index.html"), "ko/every-fact/index.html", "leads nowhere"),
    "a PDF that is gone": (without("de/every-fact/X1_every-fact_de_2024-03.pdf"), PAGE, "leads nowhere"),
    "a PDF in another language": (edited(PAGE, 'href="X1_every-fact_de', 'href="../../ko/every-fact/X1_every-fact_ko', 0), PAGE, "in another language"),
    "an id that is gone": (edited(PAGE, 'id="table-packages"', 'id="other"'), PAGE, "names an id"),
    "an id that stands twice": (edited(PAGE, 'id="table-packages"', 'id="table-methods"'), PAGE, "stands twice"),
    "a language that the menu lacks": (edited(PAGE, '<li><a href="[^"]*" lang="ko"[^<]*<[^<]*</li>', ""), PAGE, "the language menu lacks ko"),
    "a font from elsewhere": (edited(PAGE, '<link rel="preload" href="[^"]*"', '<link rel="preload" href="https://fonts.example/a.woff2"'), PAGE, "loaded from elsewhere"),
    "a style in the page": (edited(PAGE, "<h1", '<h1 style="color: red"'), PAGE, "a style stands"),
    "a script in the page": (edited(PAGE, "<main", "<script>1</script><main"), PAGE, "a script stands"),
    "data that is no JSON": (edited(PAGE, r'(ld\+json">)', r"\1{"), PAGE, "no JSON"),
    "data of a file that is gone": (edited(PAGE, '"contentUrl": "[^"]*"', f'"contentUrl": "{BASE}/x.pdf"'), PAGE, "where nothing lies"),
    "a page that the site map lacks": (edited("sitemap.xml", r"<url>\s*<loc>[^<]*/de/every-fact/</loc>.*?</url>", ""), PAGE, "site map lacks"),
    "a listed page without its languages": (edited("sitemap.xml", r"(<loc>[^<]*/de/every-fact/</loc>.*?)<xhtml:link[^>]*hreflang=.ko.[^>]*>", r"\1"), "sitemap.xml", "other languages here"),
    "a listed page that is not there": (edited("sitemap.xml", "<loc>[^<]*/de/every-fact/</loc>", f"<loc>{BASE}/de/gone/</loc>"), "sitemap.xml", "nothing lies there"),
    "a feed with a dead link": (edited("de/changes.atom", '/2024-03/"', '/2023-03/"'), "de/changes.atom", "leads nowhere"),
    "an edition with a dead address": (edited("de/every-fact/editions/editions.json", "/2024-03/", "/2023-03/"), "de/every-fact/editions/editions.json", "leads nowhere"),
    "a style sheet with a dead font": (without("FONT"), "STYLE", "leads nowhere"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(site, fault):
    """Whatever is broken is told, at the file where it is."""
    edit, path, problem = FAULTS[fault]
    files = dict(site)
    if path == "STYLE":
        font = next(name for name in files if name.endswith(".woff2"))
        path = next(
            name for name, data in files.items() if name.endswith(".css") and font.partition("/")[2].encode() in data
        )
        edit = without(font)
    edit(files)
    found = [each for each in links.check(files, BASE) if each.place.file == path]
    assert any(problem in each.problem for each in found), [str(each) for each in found]


def test_without_an_address_nothing_is_absolute(site):
    """Pages that name an address of their own, or a site map, are told where nobody said where the site lies."""
    problems = {each.problem for each in links.check(site)}
    assert "there is a site map, but nobody said where the site lies" in problems
