"""Two releases of a tiny site that differ in every way a release can, and a reader who follows links."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from posixpath import dirname, join, normpath

from generator.publish import Origin, Release, release

Fetch = Callable[[str], bytes | None]
"""What a reader gets for a path; None for "not found"."""

ARCHIVED = "<p>An edition of {edition}.</p>"


@dataclass(frozen=True)
class Site:
    """A site as path -> content; *edition* is that of its documents."""

    files: dict[str, bytes]
    edition: str

    def release(self, folder: Path) -> Release:
        """The site as a release that lies in *folder*."""
        for path, content in self.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        origins = {
            path: Origin(parts[1], parts[0], self.edition)
            for path in self.files
            if len(parts := path.split("/")) == 3 and parts[1] == "guide"
        }
        return release(folder, origins, {"revision": f"r-{self.edition}"})


def site(
    edition: str, hours: int, languages: tuple[str, ...], *, look: str = "", archived: tuple[str, ...] = ()
) -> Site:
    """A guide in some languages, a list for each, the list of lists; a style sheet named by its hash."""
    css = f"body {{ color: {look or 'black'} }}".encode()
    style = f"assets/site.{sha256(css).hexdigest()[:12]}.css"
    files = {style: css}
    for tag in languages:
        others = "".join(f'<a href="../../{other}/guide/">{other}</a>' for other in languages if other != tag)
        old = "".join(f'<a href="{each}/">{each}</a>' for each in archived)
        files[f"{tag}/guide/index.html"] = _page(
            f'{hours} hour <a href="guide.pdf">PDF</a>{others}{old}', f"../../{style}"
        )
        files[f"{tag}/guide/guide.pdf"] = f"%PDF {hours} {tag}".encode()
        files[f"{tag}/index.html"] = _page('<a href="guide/">guide</a>', f"../{style}")
        for each in archived:
            files[f"{tag}/guide/{each}/index.html"] = ARCHIVED.format(edition=each).encode()
    links = "".join(f'<a href="{tag}/">{tag}</a>' for tag in languages)
    files["index.html"] = _page(links, style)
    files["sitemap.xml"] = f"<urlset>{edition}</urlset>".encode()
    return Site(files, edition)


def _page(body: str, style: str) -> bytes:
    return f'<!doctype html><link rel=stylesheet href="{style}"><p>{body}</p>'.encode()


def edition(number: int, month: str) -> Site:
    """One of a row of releases, with as few files as show everything.

    A figure changes, a style sheet and a page are new and replace others, and *month* is the edition that is archived.
    """
    css = f"body {{ order: {number} }}".encode()
    style = f"assets/site.{sha256(css).hexdigest()[:12]}.css"
    part = f"part-{number % 3}"
    links = f'<a href="guide.pdf">PDF</a><a href="{part}/">part</a><a href="{month}/">{month}</a>'
    files = {
        style: css,
        "en/guide/index.html": _page(f"{number} {links}", f"../../{style}"),
        "en/guide/guide.pdf": f"%PDF {number}".encode(),
        f"en/guide/{part}/index.html": _page(f"{number}", f"../../../{style}"),
        f"en/guide/{month}/index.html": ARCHIVED.format(edition=month).encode(),
        "index.html": _page('<a href="en/guide/">guide</a>', style),
    }
    return Site(files, month)


FIRST = site("2020-07", 1, ("en", "de"), archived=("2020-07",))
SECOND = site("2021-01", 2, ("en", "ko"), look="navy", archived=("2020-07", "2021-01"))
"""Another figure of the same size, another style sheet, a language more, one less, an archived edition more."""


def missing(fetch: Fetch, start: str = "index.html") -> set[str]:
    """The paths that a reader who follows every link from *start* asks for in vain; none where there is no start yet."""
    waiting, seen, lost = [start], {start}, set()
    while waiting:
        path = waiting.pop()
        content = fetch(path)
        if content is None:
            lost.add(path)
            continue
        if path.endswith(".html"):
            for found in re.findall(rb'href="?([^">]+)', content):
                goal = target(path, found.decode())
                if goal not in seen:
                    seen.add(goal)
                    waiting.append(goal)
    return lost - {start}


def target(page: str, href: str) -> str:
    """The path to which a link of a page leads."""
    path = normpath(join(dirname(page), href))
    return f"{path}/index.html" if href.endswith("/") else path


def shows(fetch: Fetch, site: Site) -> bool:
    """Whether a reader gets every file of a site as it is."""
    return all(fetch(path) == content for path, content in site.files.items())
