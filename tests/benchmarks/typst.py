"""(b) The same documents with Typst, all in one process, with fonts that hold no more than the text needs."""

import sys
from pathlib import Path

import typst

MAIN = """
#let blocks = json("texts/" + sys.inputs.document + ".json")
#let texts = json("texts/" + sys.inputs.document + "." + sys.inputs.language + ".json")
#let said(number) = texts.at(number)
#set document(title: said(0))
#set text(lang: sys.inputs.language.split("-").first(), size: 10pt, font: sys.inputs.font.split("+"), hyphenate: auto)
#set page(paper: "a4", margin: 20mm, footer: context counter(page).display("1 / 1", both: true))
#set table(stroke: 0.5pt + gray)
#for block in blocks {
  if block.at(0) == "h" { heading(level: block.at(1), said(block.at(2))) }
  else if block.at(0) == "p" { par(said(block.at(1))) }
  else if block.at(0) == "li" { list(said(block.at(1))) }
  else {
    let rows = block.at(2)
    figure(caption: said(block.at(1)), kind: table, table(
      columns: (1fr,) * rows.first().len(),
      align: start,
      table.header(..rows.first().map(said)),
      ..rows.slice(1).flatten().map(said)))
  }
}
"""


def build(folder: Path) -> None:
    """Every document in every language, as tagged PDF; *folder* has the corpus in ``texts``."""
    main = folder / "main.typ"
    for path in sorted((folder / "texts").glob("*.*.json")):
        document, tag, _ = path.name.split(".")
        fonts = folder / "texts" / "fonts" / tag
        families = dict.fromkeys(font.name.rpartition("-")[0] for font in sorted(fonts.iterdir()))
        typst.compile(
            str(main),
            output=str(folder / f"{document}.{tag}.pdf"),
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            sys_inputs={"document": document, "language": tag, "font": "+".join(families)},
            pdf_standards=["ua-1"],
        )


if __name__ == "__main__":
    build(Path(sys.argv[1]))
