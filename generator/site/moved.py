"""Pages where something lay before, for hosts that know no rules of redirection: stores of objects, hosts of branches.

They lead on at once (WCAG 2.2, technique H76), and are for no search engine.
"""

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from jinja2 import Environment

from generator.destination import Redirect
from generator.formats import templates
from generator.site.addresses import href


def moved(redirects: Iterable[Redirect], tags: Sequence[str], environment: Environment) -> dict[str, bytes]:
    """The page of each redirect whose old address can have one, by path. *tags* are the site's languages.

    Raises RenderError if the project's templates can't make it.
    """
    found = {}
    for redirect in redirects:
        if path := _path(redirect.old):
            goal, mark, part = redirect.new.partition("#")
            first = goal.strip("/").split("/")[0]
            inside = goal.startswith("/")
            values = {
                "tag": first if inside and first in tags else tags[0],
                "goal": redirect.new,
                "href": f"{href(_path(goal) or goal[1:], path)}{mark}{part}" if inside else redirect.new,
            }
            found[path] = templates.render(environment, "moved.html.jinja", **values).encode()
    return found


def _path(address: str) -> str:
    """The file for an address of the site; "" for one that promises something else than a page."""
    name = PurePosixPath(address.strip("/"))
    if name.suffix == ".html":
        return name.as_posix()
    return "" if name.suffix else (name / "index.html").as_posix()
