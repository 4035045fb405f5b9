"""The one place that adapts WeasyPrint: its version, its fonts, its files, its log and its few hooks.

WeasyPrint is pinned, because the hooks (its stream, its tag writer, its breaking of lines, its hyphenation, and what `stand_ins` lists)
are names inside its modules and no public interface. Nothing is changed in its classes, and the names are given back after each press.
"""

import logging
import os
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from generator.errors import Finding, Place, RenderError, Severity
from generator.formats.pdf.quick import declared, uncalled
from generator.store import version

WEASYPRINT = "70.0"
FONTS_CONF = Path(__file__).with_name("fonts.conf")
OPTIONS = {"pdf_variant": "pdf/a-3a", "output_intent": ""}
"""PDF/A-3a for all that WeasyPrint does for it, but for the output intent: it leaves that file open."""
BLANK_BEFORE, BLANK_AFTER = "_blank_before", "_blank_after"
"""The marks on the box of a line that stood behind or before a blank."""


class Face(Protocol):
    """One cut font: a static TrueType file and the family and weight by which style sheets name it."""

    @property
    def family(self) -> str: ...
    @property
    def weight(self) -> int: ...
    @property
    def ttf(self) -> bytes: ...


def load() -> Any:
    """WeasyPrint, sure to be the version this room was written for, with no fonts of the machine.

    Raises RenderError if another version is installed.
    """
    installed = version("weasyprint")
    if installed != WEASYPRINT:
        raise RenderError.at(
            Place("requirements.txt"),
            f"PDF needs WeasyPrint {WEASYPRINT}, {installed} is installed",
            "run make setup; to move to another version, review generator/formats/pdf/engine.py and run the PDF tests",
        )
    with warnings.catch_warnings(), _no_fonts_of_the_machine(), declared(), uncalled():
        # That the machine's fonts are not there is what we want.
        warnings.filterwarnings("ignore", "No fonts configured in FontConfig")
        import weasyprint
    return weasyprint


@contextmanager
def _no_fonts_of_the_machine() -> Iterator[None]:
    """While open, whoever asks fontconfig for its configuration gets `FONTS_CONF`; programs started later don't."""
    name = "FONTCONFIG_FILE"
    before = os.environ.get(name)
    os.environ[name] = str(FONTS_CONF)
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def render(
    html: str,
    faces: Sequence[Face],
    stylesheets: Sequence[str],
    resources: Mapping[str, bytes],
    hyphenation: object | None = None,
) -> Any:
    """Lay out *html*: WeasyPrint's Document, not yet painted. *hyphenation* stands for the module pyphen."""
    weasyprint = load()
    from weasyprint.layout import inline
    from weasyprint.text import line_break
    from weasyprint.text.fonts import FontConfiguration

    from generator.formats.pdf import stand_ins

    with _no_fonts_of_the_machine():
        fonts = FontConfiguration()
    files = {f"{number}.ttf": face.ttf for number, face in enumerate(faces)}
    rules = "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; src: url("asset:{name}") }}\n'
        for face, name in zip(faces, files, strict=True)
    )
    parsed = [weasyprint.CSS(string=rules, font_config=fonts, url_fetcher=_fetcher(files))]
    parsed += [_stylesheet(css, tuple(sorted(resources.items()))) for css in stylesheets]
    with _replacing(
        *stand_ins.LAYOUT,
        (inline, "split_text_box", _noting_blanks(inline.split_text_box)),
        (line_break, "pyphen", hyphenation or line_break.pyphen),
    ):
        source = weasyprint.HTML(string=html, url_fetcher=_fetcher(resources))
        return source.render(font_config=fonts, stylesheets=parsed, **OPTIONS)


def prepare(stylesheets: Iterable[str]) -> None:
    """Import what lays pages out and paints them, and parse style sheets that come without resources."""
    load()
    from generator.formats.pdf import boxes, marks  # noqa: F401 - imported is what they shall be

    for css in stylesheets:
        _parse(css, ())


def _stylesheet(css: str, resources: tuple[tuple[str, bytes], ...]) -> Any:
    """A style sheet, parsed once for all documents; what WeasyPrint has to say of it is said for each."""
    sheet, warnings = _parse(css, resources)
    for warning in warnings:
        logging.getLogger("weasyprint").warning(warning)
    return sheet


@lru_cache(maxsize=32)
def _parse(css: str, resources: tuple[tuple[str, bytes], ...]) -> tuple[Any, tuple[str, ...]]:
    place = Place("")
    # These rules go to objects that a document has of its own, and would be lost.
    lost = re.findall(r"@(?:font-face|counter-style|color-profile)", css)
    with listening(place, alone=True) as findings:
        sheet = load().CSS(string=css, url_fetcher=_fetcher(dict(resources)))
    return sheet, (
        *(f"{rule} in a style sheet has no effect here" for rule in lost),
        *(one.problem for one in findings),
    )


def _fetcher(resources: Mapping[str, bytes]) -> Any:
    """A fetcher that knows ``asset:NAME`` for the resources given, ``data:`` addresses, and no file and no network."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            scheme, _, name = url.partition(":")
            if scheme == "asset" and name in resources:
                return URLFetcherResponse(url, resources[name])
            if scheme == "data":
                return super().fetch(url, headers)
            raise ValueError("a PDF is made only from what the project supplies")

    return Fetcher()


@contextmanager
def hooked(stream: Callable[..., Any], add_tags: Callable[..., None]) -> Iterator[None]:
    """While open, WeasyPrint paints on *stream* and calls *add_tags* in place of its own tag writer.

    Replaces weasyprint/pdf/tags.py 70.0: wrong headers under rowspan, no Scope (issue 2508), a table for each page
    (issue 2902), repeated heads as content.
    """
    import pydyf
    from weasyprint import pdf
    from weasyprint.pdf import stream as painting

    from generator.formats.pdf.writing import Stream

    with _replacing(
        (pdf, "Stream", stream),
        (painting, "Stream", stream),
        (pdf, "add_tags", add_tags),
        (pydyf, "Stream", Stream),
    ):
        yield


@contextmanager
def _replacing(*names: tuple[ModuleType, str, object]) -> Iterator[None]:
    """While open, the *names* of WeasyPrint's modules stand for what is ours."""
    theirs = [getattr(module, name) for module, name, _ in names]
    for module, name, ours in names:
        setattr(module, name, ours)
    try:
        yield
    finally:
        for (module, name, _), before in zip(names, theirs, strict=True):
            setattr(module, name, before)


def _noting_blanks(split: Callable[..., tuple[Any, ...]]) -> Callable[..., tuple[Any, ...]]:
    """*split* takes one line out of a text, and the blanks around it are dropped; note on the line that they were there."""

    def split_text_box(context: Any, box: Any, width: Any, skip: int, is_line_start: bool = True) -> tuple[Any, ...]:
        line, resume, preserved = split(context, box, width, skip, is_line_start)
        if line is not None:
            text = box.text.encode()
            setattr(line, BLANK_BEFORE, text[:skip][-1:].isspace())
            setattr(line, BLANK_AFTER, text[skip:resume][-1:].isspace())
        return line, resume, preserved

    return split_text_box


@contextmanager
def listening(place: Place, alone: bool = False) -> Iterator[list[Finding]]:
    """Collect what WeasyPrint only logs: an unknown property, a missing glyph, a failed image, a lost anchor.

    *alone*: nobody else hears it meanwhile.
    """
    findings: list[Finding] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            findings.append(problem(place, record.getMessage()))

    listener = Listener(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    before = [(logger, logger.handlers) for logger in loggers]
    for logger, handlers in before:
        logger.handlers = [listener] if alone else [*handlers, listener]
    try:
        yield findings
    finally:
        for logger, handlers in before:
            logger.handlers = handlers


def problem(place: Place, text: str, hint: str = "") -> Finding:
    """A finding of the PDF press."""
    return Finding(Severity.ERROR, "pdf", place, text, hint)


def refuse(findings: Iterable[Finding]) -> None:
    """Raises RenderError with all *findings*, each once, if there are any."""
    if once := tuple(dict.fromkeys(findings)):
        raise RenderError(once)
