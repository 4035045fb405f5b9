"""Files inside the PDF (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8): embedded, described, and each in AF once."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import md5
from typing import Any

import pydyf


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to embed: ASCII *name*, *mime* type, what it is, and its relationship to the document.

    *relationship* is Source, Data, Alternative, Supplement or Unspecified (ISO 19005-3, annex E).
    """

    name: str
    data: bytes
    mime: str
    description: str
    relationship: str = "Data"


def write(pdf: Any, attachments: Sequence[Attachment], pdf_date: str) -> None:
    """Embed *attachments*, all dated *pdf_date*."""
    if not attachments:
        return
    names = pydyf.Array()
    for attachment in sorted(attachments, key=lambda one: one.name):
        names.extend([pydyf.String(attachment.name), _specification(pdf, attachment, pdf_date)])
    tree = pydyf.Dictionary({"Names": names})
    pdf.add_object(tree)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    pdf.catalog["AF"] = pydyf.Array(names[1::2])


def _specification(pdf: Any, attachment: Attachment, pdf_date: str) -> bytes:
    parameters = {
        "Size": len(attachment.data),
        "CheckSum": f"<{md5(attachment.data, usedforsecurity=False).hexdigest()}>",
        "CreationDate": pydyf.String(pdf_date),
        "ModDate": pydyf.String(pdf_date),
    }
    subtype = "/" + attachment.mime.replace("/", "#2f").replace("+", "#2b")
    file = pydyf.Stream(
        [attachment.data],
        {"Type": "/EmbeddedFile", "Subtype": subtype, "Params": pydyf.Dictionary(parameters)},
        compress=True,
    )
    pdf.add_object(file)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(attachment.name),
            "UF": pydyf.String(attachment.name),
            "Desc": pydyf.String(attachment.description),
            "AFRelationship": f"/{attachment.relationship}",
            "EF": pydyf.Dictionary({"F": file.reference, "UF": file.reference}),
        }
    )
    pdf.add_object(specification)
    return bytes(specification.reference)
