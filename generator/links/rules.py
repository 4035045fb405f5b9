"""What must hold between the pages of a site, and what is told where it does not.

Editions at their permanent address never change: their links must still lead somewhere, but they may know less of the
site than it has become (a language that came later, another address of the whole site).
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from generator.errors import Finding, Place, Severity
from generator.links.page import LOADED, Address, Named, named

CODE = "links"

_URL = re.compile(r'url\("([^"]+)"\)')
_PERMANENT = re.compile(r"[^/]+/[^/]+/[12][0-9]{3}-[01][0-9]/.+")
_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: its files, its pages, and the address of its root without a slash ("" where nobody said it)."""

    files: Mapping[str, bytes]
    pages: Mapping[str, Named]
    base: str

    def url(self, path: str) -> str:
        return f"{self.base}/{_served(path)}"

    def target(self, href: str, here: str) -> str | None:
        """The path to which an address leads, as a host serves it; None if it leads out of the site."""
        parts = urlsplit(href)
        if self.base and f"{href}/".startswith(f"{self.base}/"):
            path = unquote(parts.path).removeprefix(urlsplit(self.base).path).lstrip("/")
        elif parts.scheme or parts.netloc:
            return None
        elif parts.path.startswith("/"):
            path = unquote(parts.path).removeprefix(urlsplit(self.base).path).lstrip("/")
        else:
            path = normpath(join(dirname(here), unquote(parts.path))) if parts.path else here
        return f"{path}index.html".lstrip("/") if path.endswith("/") or not path else path


def check(files: Mapping[str, bytes], base: str = "") -> Iterator[Finding]:
    """Everything that is wrong with the links of a site. *files* are all of it by path, *base* is its address.

    Checked are: addresses and fragments lead somewhere, pages name themselves once, languages name each other and lead
    to pages in that language, the site map lists every page, downloads and data lie in the page's language, feeds and
    lists of editions lead to pages, and nothing is loaded from elsewhere.
    """
    pages = {path: named(data.decode()) for path, data in files.items() if path.endswith(".html")}
    site = Site(files, pages, base.rstrip("/"))
    for path, page in pages.items():
        yield from _page(site, path, page)
    for path in files:
        if path.endswith(".css"):
            yield from _stylesheet(site, path)
        elif path.endswith(".atom"):
            yield from _feed(site, path)
        elif path.endswith("editions.json"):
            yield from _editions(site, path)
    yield from _canonicals(site)
    yield from _sitemap(site)


def _page(site: Site, path: str, page: Named) -> Iterator[Finding]:
    for line, problem in page.faults:
        yield _wrong(path, problem, "give it a file of its own", line)
    for id in {id for id in page.ids if page.ids.count(id) > 1}:
        yield _wrong(path, f"the id '{id}' stands twice", "an id names one element")
    for address in page.addresses:
        yield from _address(site, path, address)
    yield from _languages(site, path, page)
    yield from _menu(site, path, page)
    yield from _data(site, path, page)


def _address(site: Site, path: str, address: Address) -> Iterator[Finding]:
    if address.href.startswith(("data:", "mailto:", "tel:")):
        return
    target = site.target(address.href, path)
    if target is None:
        if address.element != "a" and set(address.rel.split()) & {*LOADED, ""}:
            yield _wrong(path, f"'{address.href}' is loaded from elsewhere", "keep it in the site", address.line)
        return
    if target not in site.files:
        yield _wrong(path, f"'{address.href}' leads nowhere", "nothing lies there", address.line)
        return
    fragment = unquote(urlsplit(address.href).fragment)
    if fragment and target in site.pages and fragment not in site.pages[target].ids:
        yield _wrong(path, f"'{address.href}' names an id that the page has not", "", address.line)
    is_download = address.type in ("application/pdf", "text/csv", "application/json", "application/atom+xml")
    if is_download and _folder(target) != _folder(path):
        yield _wrong(path, f"'{address.href}' is in another language than the page", "", address.line)


# Languages


def _languages(site: Site, path: str, page: Named) -> Iterator[Finding]:
    """The pages of a set name themselves and each other, in absolute addresses where the site has one."""
    if not page.alternates:
        return
    if not page.is_listed:
        yield _wrong(path, "a page that search engines should leave alone names other languages", "")
    tags = [tag for tag, _ in page.alternates]
    for tag in {tag for tag in tags if tags.count(tag) > 1}:
        yield _wrong(path, f"the language '{tag}' is named twice", "")
    if "x-default" not in tags:
        yield _wrong(path, "nothing is named for readers of other languages (x-default)", "")
    own = {tag: site.target(href, path) for tag, href in page.alternates}
    if path not in own.values():
        yield _wrong(path, "the page does not name itself among its languages", "")
    for tag, href in page.alternates:
        yield from _alternate(site, path, tag, href, own)


def _alternate(site: Site, path: str, tag: str, href: str, own: Mapping[str, str | None]) -> Iterator[Finding]:
    target = own[tag]
    if target is None:
        if not _PERMANENT.fullmatch(path):
            yield _wrong(path, f"the language '{tag}' leads out of the site: '{href}'", "")
        return
    if site.base and not urlsplit(href).scheme:
        yield _wrong(path, f"the language '{tag}' has no absolute address: '{href}'", "")
    if target not in site.pages:
        yield _wrong(path, f"the language '{tag}' leads nowhere: '{href}'", "")
        return
    other = site.pages[target]
    if tag not in ("x-default", other.language):
        yield _wrong(path, f"the language '{tag}' leads to a page in '{other.language}'", "")
    if {each: site.target(way, target) for each, way in other.alternates} != own:
        yield _wrong(path, f"the page '{target}' does not name the same languages", "what one says, all must say")


def _menu(site: Site, path: str, page: Named) -> Iterator[Finding]:
    """Every page shows every language of the site, also those in which it is missing."""
    homes = {tag: site.pages.get(f"{tag}/index.html") for tag in (_folder(each) for each in site.pages)}
    known = {tag for tag, home in homes.items() if home and home.language == tag}
    missing = sorted(known - set(page.menu))
    if page.menu and missing and not _PERMANENT.fullmatch(path):
        yield _wrong(path, f"the language menu lacks {', '.join(missing)}", "a missing translation is shown as such")


def _canonicals(site: Site) -> Iterator[Finding]:
    """Each page for search engines says once where it lies, or of what it is a copy, if somebody said where the site lies."""
    for path, page in site.pages.items():
        if site.base and page.is_listed:
            kept = _PERMANENT.fullmatch(path) and len(page.canonical) == 1
            if page.canonical == [site.url(path)] or (kept and page.canonical[0].endswith(f"/{_served(path)}")):
                continue
            if not _is_copy(site, path, page):
                yield _wrong(path, f"the page names {page.canonical or 'nothing'} as its address", site.url(path))
        elif page.canonical and not _PERMANENT.fullmatch(path):
            why = "search engines should leave it alone" if site.base else "nobody said where the site lies"
            yield _wrong(path, f"the page names an address, but {why}", "")


def _is_copy(site: Site, path: str, page: Named) -> bool:
    """Whether a page leaves its place in search engines to one in its language, as one that is no version of any other can."""
    originals = [site.target(href, path) for href in page.canonical]
    original = site.pages.get(originals[0] or "") if len(originals) == 1 else None
    return (
        original is not None
        and original is not page
        and original.canonical == [site.url(originals[0] or "")]
        and original.language == page.language
        and not page.alternates
    )


# Data, feeds, the site map


def _stylesheet(site: Site, path: str) -> Iterator[Finding]:
    for href in _URL.findall(site.files[path].decode()):
        if site.target(href, path) not in site.files:
            yield _wrong(path, f"'{href}' leads nowhere", "keep fonts and pictures in the site")


def _data(site: Site, path: str, page: Named) -> Iterator[Finding]:
    for text in page.data:
        try:
            told = json.loads(text)
        except ValueError:
            yield _wrong(path, "what the page tells programs is no JSON", "")
            continue
        for href in _addresses(told):
            target = site.target(href, path)
            if target not in site.files and not (target is None and _PERMANENT.fullmatch(path)):
                yield _wrong(path, f"the page tells programs of '{href}', where nothing lies", "")


def _addresses(value: object) -> Iterator[str]:
    if isinstance(value, list):
        yield from (href for each in value for href in _addresses(each))
    elif isinstance(value, dict):
        for name, each in value.items():
            if name in ("@id", "url", "contentUrl") and isinstance(each, str):
                yield each
            else:
                yield from _addresses(each)


def _feed(site: Site, path: str) -> Iterator[Finding]:
    try:
        feed = ElementTree.fromstring(site.files[path])  # noqa: S314 - the site's own file
    except ElementTree.ParseError as error:
        yield _wrong(path, f"the feed is no XML: {error}", "")
        return
    ids = [each.text for each in feed.iter(f"{_ATOM}id")]
    for id in {id for id in ids if ids.count(id) > 1}:
        yield _wrong(path, f"the id '{id}' stands twice in the feed", "")
    for link in feed.iter(f"{_ATOM}link"):
        if site.target(link.get("href", ""), path) not in site.files:
            yield _wrong(path, f"'{link.get('href')}' leads nowhere", "nothing lies there")


def _editions(site: Site, path: str) -> Iterator[Finding]:
    for each in json.loads(site.files[path])["editions"]:
        if site.target(each["url"], path) not in site.files:
            yield _wrong(path, f"the edition {each['edition']} leads nowhere: '{each['url']}'", "")


def _sitemap(site: Site) -> Iterator[Finding]:
    """With an address, every page that search engines should know is listed once, with its languages."""
    maps = [path for path in site.files if re.fullmatch(r"sitemap[^/]*\.xml", path)]
    if not site.base:
        for path in maps:
            yield _wrong(path, "there is a site map, but nobody said where the site lies", "")
        return
    listed: dict[str, dict[str, str | None]] = {}
    for path in maps:
        for entry in ElementTree.fromstring(site.files[path]).iter(f"{_MAP}url"):  # noqa: S314 - the site's own file
            url = entry.findtext(f"{_MAP}loc", "")
            target = site.target(url, path) or url
            if target in listed:
                yield _wrong(path, f"'{url}' is listed twice", "")
            links = entry.iter(f"{_XHTML}link")
            listed[target] = {link.get("hreflang", ""): site.target(link.get("href", ""), path) for link in links}
    for target, alternates in listed.items():
        yield from _entry(site, target, alternates)
    for path, page in site.pages.items():
        if page.is_listed and path not in listed and not _is_copy(site, path, page):
            yield _wrong(path, "the site map lacks the page", "")


def _entry(site: Site, target: str, alternates: Mapping[str, str | None]) -> Iterator[Finding]:
    place = "sitemap.xml"
    if target not in site.pages:
        yield _wrong(place, f"'{target}' is listed, but nothing lies there", "")
        return
    page = site.pages[target]
    if not page.is_listed:
        yield _wrong(place, f"'{target}' is listed, but search engines should leave it alone", "")
    if _is_copy(site, target, page):
        yield _wrong(place, f"'{target}' is listed, but it is a copy of another page", "")
    own = {tag: site.target(href, target) for tag, href in page.alternates}
    if own != alternates and not _PERMANENT.fullmatch(target):
        yield _wrong(place, f"'{target}' has other languages here than on its page", "")


def _folder(path: str) -> str:
    return path.split("/", maxsplit=1)[0]


def _served(path: str) -> str:
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path


def _wrong(path: str, problem: str, hint: str, line: int = 1) -> Finding:
    return Finding(Severity.ERROR, CODE, Place(path, line), problem, hint)
