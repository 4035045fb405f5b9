"""(b) The same documents with Typst, all in one process.

The same as ours: every text, title block, headings that are bookmarks, paragraphs, nested lists, links to the web and within
the document, tables with captions, several rows of heads, spans and groups, notes with a link each way, a foot with page
numbers, breaks that keep headings and rows together, hyphenation in German and Spanish, the font files as they come, and a
file that conforms to PDF/A-3a and PDF/UA-1 at once with the tables attached as data.

Not the same: Typst gives table cells no heads of their rows, marks no words in place of their signs, and the rest of a table
on the next page no line that says so. It needs no catalogs: texts come as JSON, which is less work than we do.
"""

import json
import sys
from pathlib import Path

import typst

MAIN = """
#let name = "texts/" + sys.inputs.document
#let blocks = json(name + ".json")
#let texts = json(name + "." + sys.inputs.language + ".json")
#let words(number) = texts.at(number).map(run => run.at(1)).join()

#let said(number) = for run in texts.at(number) {
  let kind = run.at(0)
  if kind == "strong" { strong(run.at(1)) }
  else if kind == "link" and run.at(2).starts-with("#") { link(label(run.at(2).slice(1)), run.at(1)) }
  else if kind == "link" { link(run.at(2), run.at(1)) }
  else if kind == "mark" { strong(run.at(2)) }
  else if kind == "note" and run.at(3) != "" { [#super(link(label(run.at(2)), run.at(1))) #label(run.at(3))] }
  else if kind == "note" { super(link(label(run.at(2)), run.at(1))) }
  else if kind == "slot" and run.at(1) == "page" { context counter(page).display() }
  else if kind == "slot" { context counter(page).final().first() }
  else { run.at(1) }
}

#let cell(parts) = {
  let number = parts.at(0)
  table.cell(colspan: parts.at(2), rowspan: parts.at(3), said(number))
}

#let shown(block) = {
  let kind = block.at(0)
  if kind == "title" { heading(level: 1, said(block.at(1))) }
  else if kind == "heading" { [#heading(level: block.at(1), said(block.at(2))) #label(block.at(3))] }
  else if kind == "paragraph" { par(said(block.at(1))) }
  else if kind == "notice" { par(text(size: 8pt, said(block.at(1)))) }
  else if kind == "particulars" { terms(..block.at(1).map(pair => terms.item(said(pair.at(0)), said(pair.at(1))))) }
  else if kind == "contact" {
    rect(fill: luma(240), stroke: none, inset: 3mm, width: 100%)[#par(said(block.at(1))) #list(..block.at(2).map(said))]
  }
  else if kind == "list" {
    let items = block.at(2).map(item => { said(item.at(0)); item.at(1).map(shown).join() })
    if block.at(1) { enum(..items) } else { list(..items) }
  }
  else if kind == "table" {
    let heads = block.at(3)
    let width = heads.first().map(one => one.at(2)).sum()
    [#figure(caption: said(block.at(2)), kind: table, supplement: none, numbering: none, table(
      columns: (2fr,) + (1fr,) * (width - 1),
      align: start,
      table.header(..heads.flatten().chunks(4).map(cell)),
      ..block.at(4).flatten().chunks(4).map(cell))) #label(block.at(1))]
    for note in block.at(5) {
      [#par(text(size: 8pt, said(note.at(1)))) #label(note.at(0))]
    }
  }
}

#let foot = blocks.first()
#set document(title: words(blocks.at(1).at(1)))
#set text(
  lang: sys.inputs.language.split("-").first(), size: 9.5pt, font: sys.inputs.font,
  hyphenate: sys.inputs.language in ("de", "es"))
#set page(paper: "a4", margin: 20mm, footer: grid(columns: (1fr, auto), said(foot.at(1)), said(foot.at(2))))
#set table(stroke: (bottom: 0.5pt + gray), inset: 1.4mm)
#set table.cell(breakable: false)
#set list(marker: "•")
#show heading: set text(hyphenate: false)
#show figure: set block(breakable: true)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.where(kind: table): set text(size: 8.5pt)
#pdf.attach(name + "." + sys.inputs.language + ".matrix.json", relationship: "data", mime-type: "application/json",
  description: "The tables as data")
#for block in blocks.slice(1) { shown(block) }
"""


def build(folder: Path) -> None:
    """Every document in every language; *folder* has the corpus in ``texts``."""
    texts = folder / "texts"
    fonts = json.loads((texts / "fonts.json").read_text("utf-8"))
    for path in sorted(texts.glob("*.matrix.json")):
        document, tag, *_ = path.name.split(".")
        family, file = fonts[tag]
        typst.compile(
            str(folder / "main.typ"),
            output=str(folder / f"{document}.{tag}.pdf"),
            font_paths=[str(Path(file).parent)],
            ignore_system_fonts=True,
            sys_inputs={"document": document, "language": tag, "font": family},
            pdf_standards=["a-3a", "ua-1"],
            timestamp=0,
        )


if __name__ == "__main__":
    build(Path(sys.argv[1]))
