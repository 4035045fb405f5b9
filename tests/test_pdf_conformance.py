"""The reference validator's word on our PDFs."""

import io

import pikepdf
import pytest

from tests import conformance
from tests.pdf import sample

pytestmark = pytest.mark.skipif(bool(conformance.missing()), reason=conformance.missing() or "-")


def test_no_rule_of_pdf_ua_1_and_pdf_a_3a_fails(tmp_path):
    """The sample, which has all that a document may have, conforms; the same file, broken, does not."""
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(sample())
    pdf = pikepdf.open(io.BytesIO(sample()))
    del pdf.Root["/OutputIntents"]
    del pdf.pages[0].Annots[0]["/Contents"]
    pdf.save(bad)
    failed, report = conformance.validate([good, bad])
    good_lines, bad_lines = (
        [line for line in report.splitlines() if f"/{name}.pdf" in line] for name in ("good", "bad")
    )
    assert [": 0 failed rules" in line for line in good_lines] == [True, True], report
    assert [": 0 failed rules" in line for line in bad_lines] == [False, False], report
    assert failed >= 2
