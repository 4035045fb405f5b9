"""(a) The pipeline that one would write first: Jinja, Babel's catalogs and WeasyPrint, with the fonts as they come."""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po
from jinja2 import Environment
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from generator.fonts import stack
from tests.benchmarks import corpus

TEMPLATE = """<!doctype html><html lang="{{ language }}"><head><meta charset="utf-8"><title>{{ _(0) }}</title></head><body>
{% for block in blocks %}{% if block[0] == "h" %}<h{{ block[1] }}>{{ _(block[2]) }}</h{{ block[1] }}>
{% elif block[0] == "p" %}<p>{{ _(block[1]) }}</p>
{% elif block[0] == "li" %}<ul><li>{{ _(block[1]) }}</li></ul>
{% else %}<table><caption>{{ _(block[1]) }}</caption>
<thead><tr>{% for cell in block[2][0] %}<th scope="col">{{ _(cell) }}</th>{% endfor %}</tr></thead>
<tbody>{% for row in block[2][1:] %}<tr><th scope="row">{{ _(row[0]) }}</th>{% for cell in row[1:] %}<td>{{ _(cell) }}</td>
{% endfor %}</tr>{% endfor %}</tbody></table>
{% endif %}{% endfor %}</body></html>"""

STYLE = """
@font-face {{ font-family: text; src: url("{url}"); font-weight: 100 900 }}
@page {{ size: A4; margin: 20mm; @bottom-center {{ content: counter(page) " / " counter(pages) }} }}
html {{ font: 10pt text; hyphens: auto }}
h1, h2, h3 {{ break-after: avoid; hyphens: manual }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ border: 0.5pt solid #888; padding: 1mm 2mm; vertical-align: top; text-align: start }}
tr {{ break-inside: avoid }}
"""


def write_catalogs(texts: Path, folder: Path) -> None:
    """What translators would have left: a PO catalog for each document and language, the English texts as msgids."""
    from babel.messages import Catalog
    from babel.messages.pofile import write_po

    for document, _ in corpus.documents(texts):
        by_language = corpus.texts(texts, document)
        for tag, translated in by_language.items():
            catalog = Catalog(locale=tag.replace("-", "_"))
            for number, (source, text) in enumerate(zip(by_language["en"], translated, strict=True)):
                catalog.add(source, text, context=str(number))
            content = BytesIO()
            write_po(content, catalog, omit_header=False)
            (folder / f"{document}.{tag}.po").write_bytes(content.getvalue())


def build(texts: Path, folder: Path) -> None:
    """Every document in every language, as tagged PDF."""
    template = Environment(autoescape=True).from_string(TEMPLATE)
    for path in sorted(folder.glob("*.po")):
        document, tag, _ = path.name.split(".")
        with path.open("rb") as file:
            catalog = read_po(file)
        says = {int(message.context): message.string or message.id for message in catalog if message.context}
        blocks = dict(corpus.documents(texts))[document]
        html = template.render(language=tag, blocks=blocks, _=says.__getitem__)
        fonts = FontConfiguration()
        style = CSS(string=STYLE.format(url=stack(tag)[0].regular.as_uri()), font_config=fonts)
        HTML(string=html).write_pdf(
            folder / f"{document}.{tag}.pdf", stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"
        )


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
