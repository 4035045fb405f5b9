"""Who made the document, when and in which language: the Info dictionary and the XMP packet, saying the same.

One ``rdf:RDF`` claims PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) and carries the extension schema that PDF/A asks
for, because it doesn't know ``pdfuaid``.
"""

import re
from dataclasses import dataclass
from html import escape
from typing import Any

import pydyf

CREATOR = "servicedocs"

PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
{properties}
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the document conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says about itself.

    *language* is a BCP 47 tag, *number* the document number ("" if it has none), *revision* the edition as ``2020-07`` or
    ``2020-07-31``: the one date there is, so creation and modification are its first second in UTC.
    """

    title: str
    language: str
    publisher: str
    revision: str
    number: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()

    @property
    def timestamp(self) -> str:
        """The edition as an XMP date, ``2020-07-01T00:00:00Z``."""
        day = self.revision if self.revision.count("-") == 2 else f"{self.revision}-01"
        return f"{day}T00:00:00Z"

    @property
    def pdf_date(self) -> str:
        """The edition as a PDF date, ``D:20200701000000Z``."""
        return "D:" + re.sub(r"[-:T]", "", self.timestamp)


def write(pdf: Any, metadata: Metadata, producer: str) -> None:
    """Replace the Info dictionary and the XMP packet of *pdf*."""
    info = {
        "Title": metadata.title,
        "Author": metadata.publisher,
        "Subject": metadata.description,
        "Keywords": ", ".join(metadata.keywords),
        "Creator": CREATOR,
        "Producer": producer,
        "CreationDate": metadata.pdf_date,
        "ModDate": metadata.pdf_date,
    }
    pdf.info.clear()
    pdf.info.update({key: pydyf.String(value) for key, value in info.items() if value})
    # Not compressed, so that tools which don't know PDF can read it (ISO 19005-3, 6.6.2.1 note).
    stream = pydyf.Stream([packet(metadata, producer).encode()], {"Type": "/Metadata", "Subtype": "/XML"})
    pdf.add_object(stream)
    pdf.catalog["Metadata"] = stream.reference


def packet(metadata: Metadata, producer: str) -> str:
    """The XMP packet."""
    texts = {
        "pdfaid:part": "3",
        "pdfaid:conformance": "A",
        "pdfuaid:part": "1",
        "dc:format": "application/pdf",
        "dc:identifier": metadata.number,
        "pdf:Producer": producer,
        "pdf:Keywords": ", ".join(metadata.keywords),
        "xmp:CreatorTool": CREATOR,
        "xmp:CreateDate": metadata.timestamp,
        "xmp:ModifyDate": metadata.timestamp,
        "xmp:MetadataDate": metadata.timestamp,
    }
    properties = [f"<{name}>{escape(text)}</{name}>" for name, text in texts.items() if text]
    properties += [_alternatives("dc:title", metadata.title, metadata.language)]
    if metadata.description:
        properties += [_alternatives("dc:description", metadata.description, metadata.language)]
    properties += [
        _items("dc:creator", "Seq", (metadata.publisher,)),
        _items("dc:publisher", "Bag", (metadata.publisher,)),
        _items("dc:language", "Bag", (metadata.language,)),
        _items("dc:date", "Seq", (metadata.revision,)),
    ]
    if metadata.keywords:
        properties += [_items("dc:subject", "Bag", metadata.keywords)]
    return PACKET.format(properties="\n".join(properties))


def _items(name: str, kind: str, texts: tuple[str, ...]) -> str:
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


def _alternatives(name: str, text: str, language: str) -> str:
    items = "".join(f'<rdf:li xml:lang="{escape(tag)}">{escape(text)}</rdf:li>' for tag in ("x-default", language))
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"
