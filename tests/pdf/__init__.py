"""A sample document with everything that a structure tree must tell, and the press for it."""

import tempfile
from functools import lru_cache
from pathlib import Path

from generator.fonts import Face, faces, noto_sans
from generator.formats.pdf import Attachment, Metadata, write_pdf

HERE = Path(__file__).parent
ROWS = "".join(
    f'<tr><th scope="row">Leistung {number}</th><td>ja {number}</td><td>nein</td><td>nach Bedarf</td></tr>'
    for number in range(60)
)
HTML = (HERE / "sample.html").read_text("utf-8").replace("<!-- rows -->", ROWS)
CSS = (HERE / "sample.css").read_text("utf-8")
METADATA = Metadata(
    title="Leistungsbeschreibung & mehr",
    language="de",
    publisher="Beispiel GmbH",
    revision="2020-07",
    number="J-1",
    description="Was die Dienste umfassen",
    keywords=("Dienst", "Güte"),
)
ATTACHMENTS = (
    Attachment("terms.txt", b"Terms\n", "text/plain", "Die Bedingungen", "Supplement"),
    Attachment("matrix.json", b'{"tables": []}\n', "application/json", "Die Tabellen als Daten", "Data"),
)
RESOURCES = {"mark.svg": (HERE / "mark.svg").read_bytes()}


@lru_cache
def fonts() -> tuple[Face, ...]:
    """Two weights, cut to the sample's characters."""
    with tempfile.TemporaryDirectory() as folder:
        source = noto_sans("KR")
        cut = faces([source], HTML + "·•◦▪/✓áñçé한국어", Path(folder))
    return tuple(Face("Sample", face.weight, face.ttf) for face in cut)


def press(html: str = HTML, css: str = CSS) -> bytes:
    """The PDF of *html*, with the sample's fonts, metadata and attachments."""
    return write_pdf(
        html,
        stylesheets=[css],
        fonts=fonts(),
        metadata=METADATA,
        attachments=ATTACHMENTS,
        resources=RESOURCES,
        base="sample.html",
    )


@lru_cache
def sample() -> bytes:
    """The PDF of the sample, pressed once."""
    return press()


@lru_cache
def stock() -> bytes:
    """The sample as WeasyPrint alone writes it, with its own tags."""
    from generator.formats.pdf import engine

    document = engine.render(HTML, fonts(), [CSS], RESOURCES)
    return bytes(document.write_pdf(**engine.OPTIONS))


def page(body: str, lang: str = "de-DE") -> str:
    """A document with a title and *body*."""
    return f'<!DOCTYPE html><html lang="{lang}"><title>T</title><body><h1>Titel</h1>{body}</body></html>'
