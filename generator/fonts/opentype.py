"""Font files through HarfBuzz: what they hold, and instancing and subsetting in a few milliseconds."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import Place, RenderError

from .source import BOLD

# Imported where it is used: a build whose cuts are all in the cache never needs it.
if TYPE_CHECKING:
    import uharfbuzz

# Tables for vertical text and for choosing among the styles of a family; a static cut has no use for them.
_DROPPED = ("BASE", "STAT", "VORG", "vhea", "vmtx")
# Features for vertical text; and `palt`, which would set Han punctuation proportionally.
_UNUSED = ("palt", "valt", "vchw", "vert", "vhal", "vkrn", "vpal", "vrt2")
_FIGURES = ("lnum", "pnum", "tnum", "zero")
# Copyright, the names, and the licence: OFL 1.1, clause 2, wants them in every copy.
_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)

# OpenType specification, OS/2.fsType: "Restricted License embedding".
_NO_EMBEDDING = 0x0002


def characters_of(path: Path) -> list[int]:
    """The code points that the font file *path* maps to glyphs, sorted. Raises RenderError if it is no font."""
    face = _face(path)
    font = _font(face)
    # Fonts may map a surrogate or a glyph that is .notdef; neither is a character one can draw.
    return [code for code in face.unicodes if not 0xD800 <= code <= 0xDFFF and font.get_nominal_glyph(code)]


def advances(path: Path, codes: list[int]) -> dict[int, float]:
    """The width of each of *codes* that the font file *path* has, in em."""
    face = _face(path)
    font = _font(face)
    glyphs = {code: font.get_nominal_glyph(code) for code in codes}
    return {code: font.get_glyph_h_advance(glyph) / face.upem for code, glyph in glyphs.items() if glyph}


def halved(font: bytes, codes: Iterable[int]) -> dict[int, tuple[int, int]]:
    """By code, what the feature `halt` adds to x placement and x advance, in units of the *font*; only what it narrows."""
    import uharfbuzz as hb

    drawn = _font(hb.Face(font))
    found = {}
    for code in codes:
        wide, half = (_placed(drawn, code, halt=halt) for halt in (False, True))
        if half[1] < wide[1]:
            found[code] = (half[0] - wide[0], half[1] - wide[1])
    return found


def _placed(font: "uharfbuzz.Font", code: int, *, halt: bool) -> tuple[int, int]:
    """Offset and advance of a character that stands alone."""
    import uharfbuzz as hb

    buffer = hb.Buffer()
    buffer.add_codepoints([code])
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {"halt": halt})
    return buffer.glyph_positions[0].x_offset, buffer.glyph_positions[0].x_advance


def subset(path: Path, codes: set[int], weight: int) -> bytes:
    """A static font with the glyphs of *codes* at *weight*, cut from the static or variable font file *path*.

    Raises RenderError if the file is no font, forbids embedding, or has no such weight.
    """
    import uharfbuzz as hb

    face = _face(path)
    _check_embedding(path, face)
    wanted = hb.SubsetInput()
    _pin(path, face, wanted, weight)
    wanted.unicode_set.clear()
    wanted.unicode_set.update(codes)
    # A character that slipped past the coverage check must be seen in the result.
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.drop_table_tag_set.update(map(_number, _DROPPED))
    wanted.layout_feature_tag_set.update(map(_number, _FIGURES))
    for tag in _UNUSED:
        wanted.layout_feature_tag_set.discard(_number(tag))
    wanted.name_id_set.clear()
    wanted.name_id_set.update(_NAMES)
    return bytes(wanted.subset(face).blob.data)


def _face(path: Path) -> "uharfbuzz.Face":
    import uharfbuzz as hb

    try:
        face = hb.Face(hb.Blob.from_file_path(str(path)))
    except (OSError, hb.HarfBuzzError) as error:
        raise RenderError.at(Place(path.as_posix()), "the font file can't be read", _EXPECTED) from error
    if not len(face.unicodes):
        raise RenderError.at(Place(path.as_posix()), "the file is no TrueType or OpenType font", _EXPECTED)
    return face


_EXPECTED = "name a .ttf or .otf file; web fonts (.woff, .woff2) must be unpacked first"


def _font(face: "uharfbuzz.Face") -> "uharfbuzz.Font":
    import uharfbuzz as hb

    return hb.Font(face)


def _pin(path: Path, face: "uharfbuzz.Face", wanted: "uharfbuzz.SubsetInput", weight: int) -> None:
    axes = {axis.tag: axis for axis in face.axis_infos}
    if "wght" not in axes:
        _check_static(path, face, weight)
    elif not axes["wght"].min_value <= weight <= axes["wght"].max_value:
        problem = f"the weights of the font end at {axes['wght'].max_value:g}, {weight} is needed"
        raise RenderError.at(Place(path.as_posix()), problem, "name another file for this weight")
    if axes:
        wanted.pin_all_axes_to_default(face)
    if "wght" in axes:
        wanted.pin_axis_location(face, "wght", weight)


def _check_static(path: Path, face: "uharfbuzz.Face", weight: int) -> None:
    # Renderers would draw the same outlines twice and call them bold: better said than seen in print.
    drawn = int.from_bytes(face.reference_table("OS/2").data[4:6], "big")
    if weight == BOLD and drawn < 600:
        problem = f"the font is drawn in weight {drawn}, so it can't be the bold one"
        raise RenderError.at(Place(path.as_posix()), problem, "name the bold file of the family, or a variable font")


def _check_embedding(path: Path, face: "uharfbuzz.Face") -> None:
    if int.from_bytes(face.reference_table("OS/2").data[8:10], "big") & _NO_EMBEDDING:
        problem = "the font's licence forbids embedding (OS/2.fsType)"
        raise RenderError.at(Place(path.as_posix()), problem, "name a font that may be embedded")


def _number(tag: str) -> int:
    return int.from_bytes(tag.encode(), "big")
