"""What beside the project has a say in the bytes: our code, Python, its packages, the libraries of the system."""

import ctypes
import sys
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from generator.build.inputs import Stat, stats_of, walk
from generator.store import code, key

HOUSE = Path(__file__).parent.parent

WORDS = ("babel", "pydantic", "pyyaml")
PAGES = ("jinja2", "markupsafe")
FONTS = ("uharfbuzz", "fonttools", "brotli", "east_asian_spacing", "justmytype_intl_cjk")
PAPER = (*PAGES, "weasyprint", "pydyf", "pyphen", "tinycss2", "tinyhtml5", "cssselect2", "fonttools", "cffi")
"""Installed packages by what they help to make."""


@cache
def of_editions() -> tuple[str, ...]:
    """What makes an edition out of content and catalogs."""
    rooms = code(
        "content",
        "catalogs",
        "model",
        "source",
        "inline",
        "localize",
        "cldr",
        "edition",
        "checks",
        "errors",
        "site/dress",
    )
    return rooms, _python(), *_versions(WORDS)


@cache
def of_format(format: str) -> tuple[str, ...]:
    """What makes a file of a format out of an edition."""
    rooms = code("formats", "edition", "site")
    match format:
        case "pdf":
            return rooms, _python(), *_versions(PAPER), *(f"{name} {said}" for name, said in libraries().items())
        case "json" | "csv":
            return code("formats/json", "formats/csv", "edition"), _python()
        case _:
            return rooms, _python(), *_versions(PAGES)


@cache
def of_dress() -> tuple[str, ...]:
    """What makes style sheets and web fonts."""
    return code("formats", "fonts", "site", "edition"), _python(), *_versions((*PAGES, *FONTS))


@cache
def environment() -> Mapping[str, str]:
    """All of it by name: two machines with the same make the same bytes."""
    packages = {name: _version(name) for name in (*WORDS, *FONTS, *PAPER)}
    return {"servicedocs": code(""), "python": _python(), **packages, **libraries()}


def _python() -> str:
    return f"{sys.version.split()[0]} zlib {zlib.ZLIB_RUNTIME_VERSION}"


def _versions(packages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{package} {_version(package)}" for package in packages)


def _version(package: str) -> str:
    if package in (metadata := _metadata()):
        return metadata[package].stem.split("-")[1]
    from importlib.metadata import version  # takes 40 ms to import

    return version(package)


@cache
def _metadata() -> Mapping[str, Path]:
    """The metadata folders of the packages by name: another version has another folder."""
    places = [Path(place) for place in sys.path if Path(place).name in ("site-packages", "dist-packages")]
    found = {path.name.split("-")[0].lower(): path for place in reversed(places) for path in place.glob("*.dist-info")}
    return {name: found[name] for name in (*WORDS, *FONTS, *PAPER) if name in found}


@cache
def libraries() -> Mapping[str, str]:
    """The versions of the system's libraries that lay out text; "absent" where one isn't there."""
    return {name: _said(file, ask) for name, (file, ask) in _LIBRARIES.items()}


def _text(function: str) -> Callable[[ctypes.CDLL], str]:
    def ask(library: ctypes.CDLL) -> str:
        call = library[function]
        call.restype = ctypes.c_char_p
        return str(call().decode())

    return ask


def _number(library: ctypes.CDLL) -> str:
    return str(library.FcGetVersion())


def _freetype(library: ctypes.CDLL) -> str:
    handle, numbers = ctypes.c_void_p(), [ctypes.c_int() for _ in range(3)]
    library.FT_Init_FreeType(ctypes.byref(handle))
    library.FT_Library_Version(handle, *map(ctypes.byref, numbers))
    library.FT_Done_FreeType(handle)
    return ".".join(str(number.value) for number in numbers)


_LIBRARIES: Mapping[str, tuple[str, Callable[[ctypes.CDLL], str]]] = {
    "pango": ("libpango-1.0.so.0", _text("pango_version_string")),
    "pangoft2": ("libpangoft2-1.0.so.0", lambda library: "present"),
    "harfbuzz": ("libharfbuzz.so.0", _text("hb_version_string")),
    "harfbuzz-subset": ("libharfbuzz-subset.so.0", lambda library: "present"),
    "fontconfig": ("libfontconfig.so.1", _number),
    "freetype": ("libfreetype.so.6", _freetype),
}


def _said(file: str, ask: Callable[[ctypes.CDLL], str]) -> str:
    try:
        return ask(ctypes.CDLL(file))
    except (OSError, AttributeError):
        return "absent"


# What stands in place of all that in a build with nothing to do: whether any file of it was touched.


def files() -> dict[str, Stat]:
    """The files behind `environment` that are known without importing anything, and their stats."""
    ours = {f"{HOUSE}/{path}": stat for path, stat in walk(HOUSE)}
    return ours | stats_of([*map(str, _metadata().values()), *_loaded()])


def touched(before: Mapping[str, Stat]) -> bool:
    """Whether a file behind `environment` was touched since, or our code has other files."""
    ours = {f"{HOUSE}/{path}": stat for path, stat in walk(HOUSE)}
    theirs = stats_of([path for path in before if path not in ours])
    return {**ours, **theirs} != before


def _loaded() -> list[str]:
    """Where the system's libraries lie, those that this process has loaded."""
    maps = Path("/proc/self/maps")
    if not maps.exists():
        return []
    names = tuple(file.split(".so")[0] for file, _ in _LIBRARIES.values())
    lines = (line.split(maxsplit=5) for line in maps.read_text().splitlines())
    paths = {line[5] for line in lines if len(line) == 6}
    return sorted(path for path in paths if Path(path).name.startswith(names))


def digest() -> str:
    """The hash of `environment`."""
    return key(tuple(sorted(environment().items())))
