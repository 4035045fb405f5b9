"""Edition -> printed pages -> PDF, with the edition's tables as data inside."""

from jinja2 import Environment

from generator.edition import Edition, Section
from generator.formats import json, lines, templates
from generator.formats.pdf import Attachment, Metadata, write_pdf
from generator.formats.press import Press
from generator.formats.templates import View

TEMPLATE = "print.html.jinja"
STYLES = ("tokens", "base", "components", "print")

# From this many headings on, a document has a page of contents.
LONG = 16


def render(edition: Edition, press: Press) -> bytes:
    """The PDF of an edition.

    Raises RenderError if the project's templates or style sheets can't press it.
    """
    own = templates.stylesheet(press.templates, *STYLES)
    fonts = templates.font_rules(press.templates, edition.language, [face.family for face in press.faces])
    return write_pdf(
        markup(edition, press.templates),
        stylesheets=(own, fonts, *press.stylesheets),
        fonts=press.faces,
        metadata=_metadata(edition),
        attachments=(_tables(edition),) if any(edition.tables()) and not edition.redline else (),
        base=f"{templates.FOLDER}/{TEMPLATE}",
        cache=press.cache,
    )


def markup(edition: Edition, environment: Environment) -> str:
    """The HTML that is laid out on paper; its characters are those that the fonts must have.

    Raises RenderError if the project's templates can't press it.
    """
    with_contents = sum(map(_headings, edition.sections)) >= LONG
    values = {"edition": edition, "view": View.of(edition, printed=True), "with_contents": with_contents}
    html = templates.render(environment, TEMPLATE, **values)
    return lines.keep_together(html, edition.language, edition.terms)


def _headings(section: Section) -> int:
    return 1 + sum(map(_headings, section.sections))


def _metadata(edition: Edition) -> Metadata:
    return Metadata(
        title=f"{edition.title} · {edition.interface['redline']}" if edition.redline else str(edition.title),
        language=edition.language.text_tag,
        publisher=edition.publisher,
        revision=edition.revision,
        number=edition.number,
        description=str(edition.description),
        keywords=edition.keywords,
    )


def _tables(edition: Edition) -> Attachment:
    description = str(edition.interface["download-data"])
    return Attachment(json.NAME, json.render(edition), json.MEDIA_TYPE, description)
