"""(a) The pipeline that one would write first: Jinja, Babel's catalogs and WeasyPrint, one process, the fonts as they come.

The same as ours: every text from a catalog, title block, headings that are bookmarks, paragraphs, nested lists, links, tables
with captions, several rows of heads, spans, groups and ``headers``-less heads with scope, signs with their words, notes with a
link each way, a foot with page numbers, breaks that keep headings and rows together, hyphenation in German and Spanish, and
the tables attached as data.

Not the same: WeasyPrint alone writes either PDF/A-3a or PDF/UA-1, so it is PDF/A-3a, which is tagged too; its tags are its
own; the rest of a table on the next page has no line that says so. No site is made.
"""

import sys
from html import escape
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po
from jinja2 import Environment
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration

from tests.benchmarks import corpus

TEMPLATE = """
{%- macro said(number) %}{{ _(number) | safe }}{% endmacro %}
{%- macro cell(parts) %}
{%- set tag = "th" if parts[1] else "td" %}
<{{ tag }}{% if parts[1] %} scope="{{ parts[1] }}"{% endif %}{% if parts[2] > 1 %} colspan="{{ parts[2] }}"{% endif %}
{%- if parts[3] > 1 %} rowspan="{{ parts[3] }}"{% endif %}>{{ said(parts[0]) }}</{{ tag }}>
{%- endmacro %}
{%- macro shown(block) %}
{%- if block[0] == "foot" %}<div class="foot-left">{{ said(block[1]) }}</div><div class="foot-right">{{ said(block[2]) }}</div>
{%- elif block[0] == "title" %}<h1>{{ said(block[1]) }}</h1>
{%- elif block[0] == "heading" %}<h{{ block[1] }} id="{{ block[3] }}">{{ said(block[2]) }}</h{{ block[1] }}>
{%- elif block[0] == "paragraph" %}<p>{{ said(block[1]) }}</p>
{%- elif block[0] == "notice" %}<p class="small">{{ said(block[1]) }}</p>
{%- elif block[0] == "particulars" %}<dl>{% for name, value in block[1] %}<dt>{{ said(name) }}</dt><dd>{{ said(value) }}</dd>{% endfor %}</dl>
{%- elif block[0] == "contact" %}<div class="contact"><p>{{ said(block[1]) }}</p>
<ul>{% for link in block[2] %}<li>{{ said(link) }}</li>{% endfor %}</ul></div>
{%- elif block[0] == "list" %}{% set tag = "ol" if block[1] else "ul" %}<{{ tag }}>
{%- for text, inner in block[2] %}<li>{{ said(text) }}{% for each in inner %}{{ shown(each) }}{% endfor %}</li>{% endfor %}</{{ tag }}>
{%- elif block[0] == "table" %}<table id="{{ block[1] }}"><caption>{{ said(block[2]) }}</caption>
<thead>{% for row in block[3] %}<tr>{% for parts in row %}{{ cell(parts) }}{% endfor %}</tr>{% endfor %}</thead>
{% for group in block[4] %}<tbody>{% for row in group %}<tr>{% for parts in row %}{{ cell(parts) }}{% endfor %}</tr>{% endfor %}</tbody>
{% endfor %}</table>
{%- for id, note in block[5] %}<p class="small" id="{{ id }}">{{ said(note) }}</p>{% endfor %}
{%- endif %}
{% endmacro -%}
<!doctype html><html lang="{{ language }}"><head><meta charset="utf-8"><title>{{ _(blocks[1][1]) | striptags }}</title></head><body>
{% for block in blocks %}{{ shown(block) }}{% endfor %}</body></html>"""

STYLE = """
@font-face {{ font-family: text; src: url("{url}"); font-weight: 100 900 }}
@page {{ size: A4; margin: 20mm; @bottom-left {{ content: element(left); width: 80% }} @bottom-right {{ content: element(right) }} }}
.foot-left {{ position: running(left) }}
.foot-right {{ position: running(right); text-align: end }}
.page::after {{ content: counter(page) }}
.pages::after {{ content: counter(pages) }}
html {{ font: 9.5pt text; line-height: 1.5 }}
:lang(de), :lang(es) {{ hyphens: auto }}
h1, h2, h3, h4 {{ break-after: avoid; hyphens: manual }}
table {{ border-collapse: collapse; width: 100%; font-size: 8.5pt }}
caption {{ font-weight: 400; break-after: avoid }}
th, td {{ border-bottom: 0.5pt solid #888; padding: 1mm 2mm; vertical-align: top; text-align: start; font-weight: 400 }}
tr, .contact {{ break-inside: avoid }}
.contact {{ background: #eee; padding: 3mm }}
.small {{ font-size: 8pt }}
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
                catalog.add(_markup(source), _markup(text), context=str(number))
            content = BytesIO()
            write_po(content, catalog, omit_header=False)
            (folder / f"{document}.{tag}.po").write_bytes(content.getvalue())


def _markup(text: list[corpus.Run]) -> str:
    return "".join(map(_run, text))


def _run(run: corpus.Run) -> str:
    match run:
        case ["strong", words]:
            return f"<strong>{escape(words)}</strong>"
        case ["link", words, address]:
            return f'<a href="{escape(address)}">{escape(words)}</a>'
        case ["mark", word, sign]:
            return f'<strong aria-label="{escape(word)}">{sign}</strong>'
        case ["note", number, id, name]:
            named = f' id="{name}"' if name else ""
            return f'<sup><a{named} href="#{id}">{number}</a></sup>'
        case ["slot", name]:
            return f'<span class="{name}"></span>'
        case [_, words]:
            return escape(words)
    raise ValueError(run)


def build(texts: Path, folder: Path) -> None:
    """Every document in every language."""
    template = Environment(autoescape=True).from_string(TEMPLATE)
    families = corpus.families(texts)
    for path in sorted(folder.glob("*.po")):
        document, tag, _ = path.name.split(".")
        with path.open("rb") as file:
            catalog = read_po(file)
        says = {int(message.context): message.string or message.id for message in catalog if message.context}
        blocks = dict(corpus.documents(texts))[document]
        html = template.render(language=tag, blocks=blocks, _=says.__getitem__)
        fonts = FontConfiguration()
        style = CSS(string=STYLE.format(url=families[tag][1].as_uri()), font_config=fonts)
        tables = (texts / f"{document}.{tag}.matrix.json").read_bytes()
        HTML(string=html).write_pdf(
            folder / f"{document}.{tag}.pdf",
            stylesheets=[style],
            font_config=fonts,
            pdf_variant="pdf/a-3a",
            attachments=[Attachment(string=tables, name="matrix.json", relationship="Data")],
        )


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
