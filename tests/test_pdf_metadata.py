"""What a PDF says about itself, and the files in it."""

import hashlib

import pytest

from generator.formats.pdf import Metadata
from tests.pdf import ATTACHMENTS, sample
from tests.pdf_structure import read


@pytest.fixture
def pdf():
    return read(sample()).pdf


@pytest.fixture
def metadata(pdf):
    """The packet as it is; used as a context it would be written anew."""
    return pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)


def test_both_claims_stand_in_one_packet(pdf, metadata):
    """PDF/UA-1 and PDF/A-3a are declared in the one rdf:RDF, which plain tools can read."""
    packet = pdf.Root.Metadata.read_bytes().decode()
    assert packet.count("<rdf:RDF") == 1
    assert "/Filter" not in pdf.Root.Metadata
    assert metadata.pdfa_status == "3A"
    assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_title_number_publisher_language_and_keywords_are_told(pdf, metadata):
    """Both the packet and the information dictionary tell the same."""
    assert metadata["dc:title"] == "Leistungsbeschreibung & mehr"
    assert metadata["dc:identifier"] == "J-1"
    assert metadata["dc:publisher"] == {"Beispiel GmbH"}
    assert metadata["dc:language"] == {"de"}
    assert metadata["dc:description"] == "Was die Dienste umfassen"
    assert metadata["pdf:Keywords"] == str(pdf.docinfo["/Keywords"]) == "Dienst, Güte"
    assert metadata["pdf:Producer"] == str(pdf.docinfo["/Producer"]) == "WeasyPrint 70.0"
    assert str(pdf.docinfo["/Title"]) == "Leistungsbeschreibung & mehr"
    assert str(pdf.Root.Lang) == "de-DE"


def test_the_edition_is_the_only_date(pdf, metadata):
    """Creation and modification, of the document and of its files, are the first second of the edition."""
    dates = {str(pdf.docinfo[key]) for key in ("/CreationDate", "/ModDate")}
    dates |= {str(file.EF.F.Params[key]) for file in pdf.Root.AF for key in ("/CreationDate", "/ModDate")}
    assert dates == {"D:20200701000000Z"}
    assert metadata["xmp:CreateDate"] == metadata["xmp:ModifyDate"] == "2020-07-01T00:00:00Z"


@pytest.mark.parametrize(
    ("revision", "stamp"), [("2020-07", "2020-07-01T00:00:00Z"), ("2021-12-31", "2021-12-31T00:00:00Z")]
)
def test_an_edition_is_a_month_or_a_day(revision, stamp):
    """A month begins with its first day."""
    assert Metadata("T", "en", "P", revision).timestamp == stamp


def test_attachments_come_out_as_they_went_in(pdf):
    """Each file is there once, associated once, with its type, description and relationship."""
    found = {
        str(file.UF): (
            file.EF.F.read_bytes(),
            str(file.EF.F.Subtype),
            str(file.Desc),
            str(file.AFRelationship),
            str(file.F),
        )
        for file in pdf.Root.AF
    }
    assert len(pdf.Root.AF) == len(ATTACHMENTS)
    assert found == {
        one.name: (one.data, f"/{one.mime}", one.description, f"/{one.relationship}", one.name) for one in ATTACHMENTS
    }
    assert [str(name) for name in pdf.Root.Names.EmbeddedFiles.Names[::2]] == ["matrix.json", "terms.txt"]


def test_checksums_are_those_of_the_files(pdf):
    """A reader can tell that a file came out whole."""
    for file in pdf.Root.AF:
        digest = hashlib.md5(file.EF.F.read_bytes(), usedforsecurity=False).digest()
        assert bytes(file.EF.F.Params.CheckSum) == digest
