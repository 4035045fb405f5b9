"""The judge of PDFs finds what is wrong: in WeasyPrint's own output, and in each fault planted into a good file."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.pdf import sample, stock
from tests.pdf_faults import faults
from tests.pdf_structure import read


def test_stock_output_has_the_known_faults():
    """Wrong heads under rowspan, no Scope, no ID tree, a table for each page, repeated heads and feet as content."""
    kinds = {fault.split(":")[0] for fault in faults(read(stock()))}
    assert {"headers", "scope", "id", "nesting", "mcid", "annotation", "xmp"} <= kinds
    assert any("stand under" in fault for fault in faults(read(stock())))


def elements(pdf, type):
    """The structure elements of a type, in the order in which they were written."""
    return [one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/S") == f"/{type}"]


def text_run(pdf):
    """Paint a word outside of any mark."""
    page = pdf.pages[0]
    content = page.Contents.read_bytes()
    page.Contents.write(content + b" BT /F0 8 Tf 10 10 Td <0001> Tj ET")
    page.Resources.Font["/F0"] = next(iter(page.Resources.Font.values()))


def wrong_headers(pdf):
    """Lead a cell to the heads of its neighbour."""
    first, second = [cell for cell in elements(pdf, "TD") if "/K" in cell][3:5]
    first.A.Headers = Array(second.A.Headers)


def unknown_headers(pdf):
    elements(pdf, "TD")[5].A.Headers[0] = String("nowhere")


def no_headers(pdf):
    del elements(pdf, "TD")[5].A["/Headers"]


def no_scope(pdf):
    del elements(pdf, "TH")[4].A["/Scope"]


def head_without_id(pdf):
    del elements(pdf, "TH")[4]["/ID"]


def no_id_tree(pdf):
    del pdf.Root.StructTreeRoot["/IDTree"]


def unreachable(pdf):
    """Cut a paragraph's content out of the tree."""
    del elements(pdf, "P")[1]["/K"]


def wrong_parent_tree(pdf):
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[0], owners[1] = owners[1], owners[0]


def artifact_as_content(pdf):
    """Read a running foot as part of the page."""
    page = pdf.pages[0]
    content = page.Contents.read_bytes()
    assert b"/Artifact <</Type /Pagination>> BDC" in content
    page.Contents.write(content.replace(b"/Artifact <</Type /Pagination>> BDC", b"/P <</MCID 9999>> BDC", 1))


def nested(pdf):
    page = pdf.pages[0]
    content = page.Contents.read_bytes()
    page.Contents.write(content.replace(b"BT", b"/Artifact BMC BT", 1).replace(b"ET", b"ET EMC", 1))


def heading_skip(pdf):
    elements(pdf, "H2")[0].S = Name.H4


def irregular_table(pdf):
    row = elements(pdf, "TR")[5]
    row.K = Array(list(row.K)[:-1])


def no_contents(pdf):
    del pdf.pages[0].Annots[0]["/Contents"]


def lost_link(pdf):
    link = elements(pdf, "Link")[0]
    link.K = Array([kid for kid in link.K if not isinstance(kid, Dictionary)])


def lost_target(pdf):
    annotation = next(one for one in pdf.pages[0].Annots if "/Dest" in one)
    annotation.Dest = String("nowhere")


def no_to_unicode(pdf):
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font["/ToUnicode"]


def not_embedded(pdf):
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


def two_rdf(pdf):
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace(b"</rdf:RDF>", b"</rdf:RDF><rdf:RDF xmlns:rdf='x'></rdf:RDF>"))


def no_claim(pdf):
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace(b"<pdfuaid:part>1</pdfuaid:part>", b""))


def other_date(pdf):
    pdf.docinfo["/ModDate"] = String("D:20260101000000Z")


def doubled_association(pdf):
    pdf.Root.AF.append(pdf.Root.AF[0])


def no_description(pdf):
    del pdf.Root.AF[0]["/Desc"]


def no_language(pdf):
    del pdf.Root["/Lang"]


def no_output_intent(pdf):
    del pdf.Root["/OutputIntents"]


def note_without_id(pdf):
    del elements(pdf, "Note")[0]["/ID"]


def figure_without_text(pdf):
    del elements(pdf, "Figure")[0]["/Alt"]


def empty_span(pdf):
    span = next(one for one in elements(pdf, "Span") if "/Lang" in one)
    del span["/Lang"]


PLANTED = {
    text_run: "untagged",
    wrong_headers: "headers",
    unknown_headers: "headers",
    no_headers: "headers",
    no_scope: "scope",
    head_without_id: "id",
    no_id_tree: "id",
    unreachable: "mcid",
    wrong_parent_tree: "parent tree",
    artifact_as_content: "mcid",
    nested: "nested",
    heading_skip: "heading",
    irregular_table: "table",
    no_contents: "annotation",
    lost_link: "annotation",
    lost_target: "annotation",
    no_to_unicode: "font",
    not_embedded: "font",
    two_rdf: "xmp",
    no_claim: "xmp",
    other_date: "xmp",
    doubled_association: "attachment",
    no_description: "attachment",
    no_language: "catalog",
    no_output_intent: "catalog",
    note_without_id: "note",
    figure_without_text: "figure",
    empty_span: "nesting",
}


@pytest.mark.parametrize(("plant", "kind"), [pytest.param(*pair, id=pair[0].__name__) for pair in PLANTED.items()])
def test_a_planted_fault_is_found(plant, kind):
    """One fault in an otherwise good file gives a finding of its kind."""
    pdf = Pdf.open(io.BytesIO(sample()))
    plant(pdf)
    broken = io.BytesIO()
    pdf.save(broken, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert kind in {fault.split(":")[0] for fault in faults(read(broken.getvalue()))}


def test_saving_alone_plants_no_fault():
    """What finds the faults above is the planting, not the way the file was saved."""
    pdf = Pdf.open(io.BytesIO(sample()))
    saved = io.BytesIO()
    pdf.save(saved)
    assert faults(read(saved.getvalue())) == []
