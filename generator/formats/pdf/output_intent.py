"""The colours a file means: sRGB, as PDF/A asks to say (ISO 19005-3, 6.2.3)."""

from importlib.resources import files
from typing import Any

import pydyf

PROFILE = "sRGB2014.icc"


def write(pdf: Any) -> None:
    """Embed the profile that comes with WeasyPrint, and name it as the output intent."""
    content = (files("weasyprint.pdf") / PROFILE).read_bytes()
    profile = pydyf.Stream([content], {"N": 3}, compress=True)
    pdf.add_object(profile)
    intent = pydyf.Dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": pydyf.String(PROFILE),
            "Info": pydyf.String(PROFILE),
            "DestOutputProfile": profile.reference,
        }
    )
    pdf.catalog["OutputIntents"] = pydyf.Array([intent])
