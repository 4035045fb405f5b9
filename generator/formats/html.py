"""Edition -> page of the website."""

from generator.edition import Edition
from generator.formats import templates
from generator.formats.press import Press
from generator.formats.templates import View

TEMPLATE = "document.html.jinja"
STYLES = ("tokens", "base", "components", "web")


def render(edition: Edition, press: Press) -> bytes:
    """The web page of an edition, in UTF-8.

    Raises RenderError if the project's templates can't press it.
    """
    values = {"edition": edition, "page": press.page, "view": View.of(edition)}
    return templates.render(press.templates, TEMPLATE, **values).encode()
