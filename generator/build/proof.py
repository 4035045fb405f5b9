"""One edition pressed for itself, beside the site: a PDF, or a page that carries all it wears inside."""

from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment

from generator import fonts, site
from generator.build import CACHE
from generator.build.shop import look, sources
from generator.catalogs import LanguageSettings
from generator.edition import Edition
from generator.formats import FORMATS, Page, Press, paper, templates
from generator.store import Lent

PROOFS = ("html", "pdf")
"""The formats of a proof."""

SIGNS = "›"
"""What the list of changes puts between the names of a place."""


def proof(project: Path, edition: Edition, settings: LanguageSettings, sheet: str, format: str) -> bytes:
    """An edition in one of `PROOFS`, with the project's templates; *sheet* is the size of the paper. Nothing is written.

    Raises RenderError if the project's templates, style sheets or fonts can't press it.
    """
    environment = templates.environment(project)
    cache, own_look, files = Lent(project / CACHE), look(project, settings), sources(project, settings)
    if format == "pdf":
        sheets = (templates.stylesheet(environment, f"paper-{sheet}"), own_look)
        return printed(edition, environment, sheets, files, cache)
    return _page(edition, environment, own_look, files, cache)


def printed(
    edition: Edition, environment: Environment, sheets: Sequence[str], files: Sequence[fonts.Source], cache: Path
) -> bytes:
    """The PDF of an edition in the style *sheets*, with fonts cut from *files*."""
    faces = fonts.faces(files, set(paper.markup(edition, environment)), cache)
    return FORMATS["pdf"](edition, Press(environment, stylesheets=tuple(sheets), faces=faces, cache=cache))


def _page(
    edition: Edition, environment: Environment, own_look: str, files: Sequence[fonts.Source], cache: Path
) -> bytes:
    """The page of an edition, with style sheets and fonts as ``data:`` addresses."""
    cut = fonts.faces(files, site.characters([edition]) | set(SIGNS), cache)
    faces = [site.WebFace(face.family, face.weight, fonts.woff2(face.ttf, cache)) for face in cut]
    dress = site.dress(environment, edition.language, own_look, faces)
    # A style sheet names the fonts by their files beside it.
    inside = {name.rpartition("/")[2]: _data(name, data) for name, data in dress.files.items() if _is_font(name)}
    sheets = []
    for name in dress.stylesheets:
        text = dress.files[name].decode()
        for file, address in inside.items():
            text = text.replace(f'url("{file}")', f'url("{address}")')
        sheets.append(_data(name, text.encode()))
    page = Page(home="", stylesheets=tuple(sheets), is_listed=False)
    return FORMATS["html"](edition, Press(environment, page=page))


def _is_font(name: str) -> bool:
    return name.endswith(".woff2")


def _data(name: str, data: bytes) -> str:
    kind = "font/woff2" if _is_font(name) else "text/css;charset=utf-8"
    return f"data:{kind};base64,{b64encode(data).decode()}"
