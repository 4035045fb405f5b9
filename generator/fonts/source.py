"""Where glyphs come from: the font files that a language's text is drawn with."""

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from generator.errors import GeneratorError, Place, RenderError
from generator.store import kept, key

REGULAR, BOLD = 400, 700
WEIGHTS = (REGULAR, BOLD)

PACKAGE = "justmytype_intl_cjk"

# Signs that East Asian fonts draw on a whole em. Between proportional letters and spaces they stand too far apart.
_WIDE_SIGNS = "×÷±"


@dataclass(frozen=True, slots=True)
class Source:
    """The font files of one family: TrueType or OpenType, static or variable.

    *regular* and *bold* are the same file if it is variable. *narrowed* are characters whose blank sides are trimmed.
    """

    family: str
    regular: Path
    bold: Path
    narrowed: str = ""

    def path(self, weight: int) -> Path:
        """The file for *weight* (400 or 700)."""
        return {REGULAR: self.regular, BOLD: self.bold}[weight]


def stack(tag: str) -> tuple[Source, ...]:
    """The shipped sources for text in the language *tag* (BCP 47), the first one that has a character draws it.

    The other regions follow, for names in other scripts (a language menu). Without a region of its own a language
    takes KR: the same Latin, Greek and Cyrillic as the others, but with proportional quotation marks.

    Raises RenderError if the package with the fonts isn't installed.
    """
    regions = ("KR", "SC", "TC", "JP")
    first = _region(tag.split("-"))
    return tuple(noto_sans(region) for region in (first, *(other for other in regions if other != first)))


def noto_sans(region: str) -> Source:
    """Noto Sans for *region* (SC, TC, JP or KR), a variable font of the package `justmytype-intl-cjk` (OFL 1.1)."""
    path = _package_folder() / "fonts" / "ofl" / f"notosans{region.lower()}" / f"NotoSans{region}[wght].ttf"
    return Source(f"Noto Sans {region}", path, path, narrowed=_WIDE_SIGNS if region == "KR" else "")


def digest(path: Path, cache: Path) -> str:
    """The hexadecimal SHA-256 of the font file *path*, taken anew only when the file was touched.

    Raises RenderError if there is no such file.
    """
    try:
        found = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from error
    # The time of the last change of the inode too: it can't be set back, as the time of modification can.
    touched = key(str(path.resolve()), found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
    return kept(cache / "fonts" / f"{touched}.digest", lambda: _digest(path)).decode()


def _digest(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest().encode()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> GeneratorError:
    return RenderError.at(Place(path.as_posix()), f"the font file can't be read: {error.strerror}", _REMEDY)


_REMEDY = "install the font package (`make setup`) or name font files of your own in the settings"


def _region(subtags: list[str]) -> str:
    match subtags:
        case ["zh", *rest]:
            return "TC" if {"Hant", "TW", "HK", "MO"} & set(rest) else "SC"
        case ["ja", *_]:
            return "JP"
        case _:
            return "KR"


def _package_folder() -> Path:
    # Found, not imported: the package's code has nothing that is needed here.
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise RenderError.at(Place(PACKAGE), f"the font package '{PACKAGE}' isn't installed", _REMEDY)
    return Path(spec.origin).parent
