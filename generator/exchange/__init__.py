"""Catalogs and glossaries on their way to translators and back: one file for each format.

What goes out are the units of a language (``units``); what comes back is held against the project as it is now
(``accept``) before anything is written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import PurePosixPath

from generator.errors import CatalogError, Place
from generator.exchange import tbx, tmx, xliff1, xliff2, xlsx, xml
from generator.exchange.accept import Outcome, accept
from generator.exchange.languages import Addressed, addressed
from generator.exchange.units import Parcel, Returned, Unit, units

__all__ = [
    "EXCHANGES",
    "LARGEST",
    "Addressed",
    "Outcome",
    "Parcel",
    "Returned",
    "Unit",
    "accept",
    "addressed",
    "read",
    "require",
    "units",
    "write",
]

LARGEST = 64 * 2**20
"""Bytes of a file that is read: a hundred times what ten thousand messages need."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A format: what its files are called, what makes them, and the library that this takes.

    *offers_stale* is false where a stale translation stands beside the one to write. *terms* is true for glossaries.
    """

    ending: str
    library: str
    write: Callable[[Parcel], bytes]
    offers_stale: bool = True
    terms: bool = False


EXCHANGES = {
    "xliff": Exchange(".xlf", "lxml", xliff2.write),
    "xliff-1.2": Exchange(".1.2.xlf", "lxml", xliff1.write),
    "xlsx": Exchange(".xlsx", "openpyxl", xlsx.write, offers_stale=False),
    "tmx": Exchange(".tmx", "lxml", tmx.write),
    "tbx": Exchange(".tbx", "lxml", tbx.write, terms=True),
}

_READERS: dict[tuple[str, str], tuple[str, Callable[[xml.Element, str], Returned]]] = {
    ("xliff", xliff2.CORE): ("xliff", lambda root, source: xliff2.read(root)),
    ("xliff", xliff1.CORE): ("xliff-1.2", lambda root, source: xliff1.read(root)),
    ("tmx", ""): ("tmx", tmx.read),
    ("martif", ""): ("tbx", tbx.read),
    ("tbx", tbx.SPACE): ("tbx", tbx.read),
}
"""The root of a document with its namespace -> the format, and what reads it."""


def write(format: str, parcel: Parcel, file: str) -> bytes:
    """The parcel in a format, to be called *file*. Raises CatalogError if that can't be done."""
    require(EXCHANGES[format].library, file)
    return EXCHANGES[format].write(parcel)


def read(data: bytes, file: str, source: str = "") -> tuple[str, Returned]:
    """The format of a file that came back, told by what is in it, and what it says.

    *source* is the tag of the project's source language, for files that may have any language in that place.

    Raises CatalogError if it is none of ours, or can't be trusted.
    """
    if len(data) > LARGEST:
        raise CatalogError.at(Place(file), f"the file is larger than {LARGEST // 2**20} MB", "split it")
    if data.startswith(b"PK"):
        require("openpyxl", file)
        return "xlsx", xlsx.read(data, file)
    if PurePosixPath(file).suffix == ".xlsx":
        raise CatalogError.at(Place(file), "no workbook", "save it as .xlsx, without a password")
    root = xml.parse(data, file)
    if (root.name, root.space) not in _READERS:
        hint = "known: XLIFF 2 and 1.2, XLSX, TMX, TBX"
        raise CatalogError.at(root.place, f"'{root.name}' begins none of the exchange formats", hint)
    format, reader = _READERS[root.name, root.space]
    return format, reader(root, source)


def require(library: str, file: str) -> None:
    """Raises CatalogError if the library that a format takes is not installed."""
    if find_spec(library) is None:
        hint = "install it with: pip install 'servicedocs[exchange]'"
        raise CatalogError.at(Place(file), f"this format needs the library {library}", hint)
