"""The files for hosts come from one table, and say the same to each of them."""

import pytest

from generator import hosting
from generator.destination import Redirect
from generator.hosting import CacheClass

PATHS = ("404.html", "de/404.html", "de/guide/index.html", "index.html", "assets/site.0123456789ab.css")


def files(redirects: tuple[Redirect, ...] = ()) -> dict[str, str]:
    return {path: content.decode() for path, content in hosting.files(PATHS, ("en", "de"), redirects).items()}


@pytest.mark.parametrize(
    ("path", "cache_class", "media_type"),
    [
        ("assets/site.0123456789ab.css", CacheClass.ASSET, "text/css; charset=utf-8"),
        ("assets/noto.0123456789ab.woff2", CacheClass.ASSET, "font/woff2"),
        ("de/guide/2020-07/index.html", CacheClass.ARCHIVE, "text/html; charset=utf-8"),
        ("de/guide/index.html", CacheClass.DOCUMENT, "text/html; charset=utf-8"),
        ("de/guide/J1_guide_de_2020-07.pdf", CacheClass.DOCUMENT, "application/pdf"),
        ("de/index.html", CacheClass.INDEX, "text/html; charset=utf-8"),
        ("de/feed.atom", CacheClass.FEED, "application/atom+xml"),
        ("sitemap.xml", CacheClass.FEED, "application/xml"),
        ("_headers", CacheClass.FEED, "text/plain; charset=utf-8"),
    ],
)
def test_a_path_tells_class_and_type(path, cache_class, media_type):
    """Where a file lies decides how it is cached and when it goes out; its suffix what it is."""
    assert hosting.rule(path).cache_class is cache_class
    assert hosting.media_type(path) == media_type


def test_headers_for_netlify_and_cloudflare_name_no_header_twice_for_a_path():
    """Cloudflare joins the headers of all rules that fit, so Cache-Control stands for assets alone."""
    made = files()["_headers"]
    rules = [block.splitlines() for block in made.replace("\n/", "\n\n/").split("\n\n")]
    assert [rule[0] for rule in rules] == ["/*", "/assets/*"]
    assert rules[1][1:] == [f"  Cache-Control: {hosting.FOR_EVER}"]
    assert all(not line.startswith("  Cache-Control") for line in rules[0])
    assert f"  {hosting.SECURITY[0][0]}: {hosting.SECURITY[0][1]}" in rules[0]


def test_redirects_are_written_for_every_host_and_only_where_there_are_some():
    """One list; _redirects, nginx and Caddy each say it in their own way."""
    assert "_redirects" not in files()
    made = files((Redirect("/old", "/de/guide/"),))
    assert made["_redirects"] == "/old /de/guide/ 301\n"
    assert "location = /old { return 301 /de/guide/; }" in made["_hosting/nginx.conf"]
    assert "redir /old /de/guide/ permanent" in made["_hosting/Caddyfile"]


def test_caddy_gets_the_error_pages_of_languages_before_the_common_one():
    """Caddy takes the first handler that fits."""
    made = files()["_hosting/Caddyfile"]
    assert made.index("rewrite * /de/404.html") < made.index("rewrite * /404.html")
    assert made.count("{") == made.count("}")


def test_the_same_site_gives_the_same_files():
    assert files() == files()
