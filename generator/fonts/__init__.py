"""Font files -> the small static fonts of one language, for the PDF and for the website.

coverage  which texts ask for characters that no font has (`coverage`, `missing`)
cut       the faces that draw the rest (`faces`, `cut`), named before they are made by `fingerprint`
web       a face as WOFF2 (`woff2`), which `pack` writes

Everything made is kept in the cache folder the caller names, under the hash of what made it. Only making imports
HarfBuzz and fontTools.
"""

from .coverage import Text, coverage, missing, share
from .cut import ALWAYS, Face, cut, faces, fingerprint, weighted
from .source import BOLD, REGULAR, WEIGHTS, Source, noto_sans, stack
from .web import woff2

__all__ = [
    "ALWAYS",
    "BOLD",
    "REGULAR",
    "WEIGHTS",
    "Face",
    "Source",
    "Text",
    "coverage",
    "cut",
    "faces",
    "fingerprint",
    "missing",
    "noto_sans",
    "share",
    "stack",
    "weighted",
    "woff2",
]
