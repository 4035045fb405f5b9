"""Tables as WOFF2 packs them (W3C WOFF File Format 2.0, section 5): fontTools' writer with a quicker hand.

fontTools makes objects of all points before it looks at them, which takes three times as long. What is rare is left to
it: composite glyphs, outlines of the third degree, side bearings that outlines don't tell.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate, pairwise
from operator import or_
from types import SimpleNamespace

from fontTools.ttLib import woff2
from fontTools.ttLib.sfnt import SFNTReader

LARGE = 1 << 16
"""From so many bytes on pressing a step harder takes as long as all other fonts do, and gains two per cent."""

WINDOW = 16
"""The bits of the distance at which repetitions are sought: fonts have few, and a larger window takes time to set up."""

# OpenType specification, glyf: flags of the points of a simple glyph.
_ON_CURVE, _REPEAT, _OVERLAP, _CUBIC = 0x01, 0x08, 0x40, 0x80
_SHORT_X, _SAME_X = 0x02, 0x10
_SHORT_Y, _SAME_Y = 0x04, 0x20

_OFF_CURVE = bytes(0 if flag & _ON_CURVE else 0x80 for flag in range(256))
"""The highest bit of a point's flag in WOFF2, by its flag in the font."""


def packed(ttf: bytes) -> bytes:
    """The font *ttf* as WOFF2."""
    font, result = SFNTReader(BytesIO(ttf)), BytesIO()
    transformed = woff2.WOFF2FlavorData(transformedTables={"glyf", "loca", "hmtx"})
    writer = _Writer(result, len(font.tables), font.sfntVersion, flavorData=transformed)
    for tag in font.tables:
        writer[tag] = font[tag]
    writer.close()
    return result.getvalue()


class _Writer(woff2.WOFF2Writer):  # type: ignore[misc]
    """The writer of fontTools; it has read loca and head before it transforms anything."""

    def transformTable(self, tag: str) -> bytes | None:  # noqa: N802 - its name there
        """The table as WOFF2 packs it; None if it stays as it is."""
        found: bytes | None = self._transformed(tag) or super().transformTable(tag)
        return found

    def _transformed(self, tag: str) -> bytes | None:
        if "glyf" not in self.tables or tag not in {"glyf", "hmtx"}:
            return None
        data = self.tables["glyf"].data
        glyphs = [data[start:end] for start, end in pairwise(self.ttFont["loca"].locations)]
        if tag == "glyf":
            return outlines(glyphs, self.ttFont["head"].indexToLocFormat)
        (count,) = struct.unpack_from(">H", self.tables["hhea"].data, 34)
        return advances(self.tables["hmtx"].data, count, glyphs)


def _pressed(data: bytes, mode: int) -> bytes:
    """What fontTools asks Brotli for, but not the hardest: that takes three times as long, and gains a thousandth."""
    pressed: bytes = _BROTLI.compress(data, mode=mode, quality=9 if len(data) >= LARGE else 10, lgwin=WINDOW)
    return pressed


_BROTLI = woff2.brotli
# fontTools can't be told how hard to press.
woff2.brotli = SimpleNamespace(**{**vars(_BROTLI), "compress": _pressed})


def advances(hmtx: bytes, count: int, glyphs: Sequence[bytes]) -> bytes | None:
    """The table hmtx with *count* widths and no side bearings (section 5.4); None if they don't follow from the *glyphs*."""
    numbers = struct.unpack(f">{len(hmtx) // 2}h", hmtx)
    bearings = (*numbers[1 : 2 * count : 2], *numbers[2 * count :])
    if bearings != tuple(_left(glyph) for glyph in glyphs):
        return None
    return struct.pack(f">B{count}h", 0b11, *numbers[: 2 * count : 2])


def _left(glyph: bytes) -> int:
    contours, left = struct.unpack_from(">hh", glyph) if glyph else (0, 0)
    return left if contours else 0


def outlines(glyphs: Sequence[bytes], index: int) -> bytes | None:
    """The table glyf (section 5.1); None if a glyph is not of the usual kind. *index* is head.indexToLocFormat."""
    contours, points, flags, triplets, boxes, programs = (bytearray() for _ in range(6))
    boxed, overlapping = bytearray((len(glyphs) + 31) // 32 * 4), bytearray((len(glyphs) + 7) // 8)
    for number, glyph in enumerate(glyphs):
        contours += glyph[:2] or b"\0\0"
        shape = _shape(glyph)
        if glyph and shape is None:
            return None
        if shape is None:
            continue
        points += b"".join(map(woff2.pack255UShort, shape.points))
        signs, ways = _triplets(shape.xs, shape.ys)
        flags += bytes(map(or_, signs, shape.flags.translate(_OFF_CURVE)))
        triplets += ways + woff2.pack255UShort(len(shape.program))
        programs += shape.program
        if shape.box != glyph[2:10]:
            _mark(boxed, number)
            boxes += glyph[2:10]
        if shape.flags[0] & _OVERLAP:
            _mark(overlapping, number)
    last = overlapping if any(overlapping) else b""
    streams = (contours, points, flags, triplets, b"", boxed + boxes, programs)
    head = struct.pack(">HHHH7L", 0, bool(last), len(glyphs), index, *map(len, streams))
    return b"".join((head, *streams, last))


def _mark(bits: bytearray, number: int) -> None:
    bits[number >> 3] |= 0x80 >> (number & 7)


@dataclass(frozen=True, slots=True)
class _Shape:
    """A simple glyph: how many points each contour has, a program, and of each point its flag and the way from the last."""

    points: list[int]
    program: bytes
    flags: bytes
    xs: list[int]
    ys: list[int]

    @property
    def box(self) -> bytes:
        """What a reader computes as its bounding box."""
        xs, ys = list(accumulate(self.xs)), list(accumulate(self.ys))
        return struct.pack(">4h", min(xs), min(ys), max(xs), max(ys))


def _shape(glyph: bytes) -> _Shape | None:
    """What the table glyf says of a glyph; None if it is empty, a composite, or has cubic curves."""
    (count,) = struct.unpack_from(">h", glyph) if glyph else (0,)
    if count <= 0:
        return None
    *ends, size = struct.unpack_from(f">{count + 1}H", glyph, 10)
    at = 12 + 2 * count
    program = glyph[at : at + size]
    flags, at = _flags(glyph, at + size, ends[-1] + 1)
    if max(flags) & _CUBIC:
        return None
    xs, at = _ways(glyph, at, flags, _SHORT_X, _SAME_X)
    ys, at = _ways(glyph, at, flags, _SHORT_Y, _SAME_Y)
    return _Shape([end - before for before, end in pairwise((-1, *ends))], program, flags, xs, ys)


def _flags(glyph: bytes, at: int, count: int) -> tuple[bytes, int]:
    """The flags of *count* points that stand *at* a place, and the place behind them."""
    found = bytearray()
    while len(found) < count:
        flag = glyph[at]
        times = glyph[at + 1] + 1 if flag & _REPEAT else 1
        found += bytes((flag,)) * times
        at += 2 if flag & _REPEAT else 1
    return bytes(found), at


def _ways(glyph: bytes, at: int, flags: bytes, short: int, same: int) -> tuple[list[int], int]:
    """On one axis, the way from each point to the next one, and the place behind them."""
    found = []
    for flag in flags:
        if flag & short:
            found.append(glyph[at] if flag & same else -glyph[at])
            at += 1
        elif flag & same:
            found.append(0)
        else:
            found.append(int.from_bytes(glyph[at : at + 2], signed=True))
            at += 2
    return found, at


def _triplets(xs: Sequence[int], ys: Sequence[int]) -> tuple[bytearray, bytearray]:
    """The ways from point to point (section 5.2): a flag for each, and the bytes of them all."""
    flags, data = bytearray(), bytearray()
    for way_x, way_y in zip(xs, ys, strict=True):
        x, y = abs(way_x), abs(way_y)
        right, up = way_x >= 0, way_y >= 0
        if not x and y < 1280:
            flags.append((y >> 8) * 2 + up)
            data.append(y & 0xFF)
        elif not y and x < 1280:
            flags.append(10 + (x >> 8) * 2 + right)
            data.append(x & 0xFF)
        elif x < 65 and y < 65:
            flags.append(20 + (x - 1 & 0x30) + (y - 1 >> 4) * 4 + right + 2 * up)
            data.append((x - 1 & 0x0F) << 4 | y - 1 & 0x0F)
        elif x < 769 and y < 769:
            flags.append(84 + (x - 1 >> 8) * 12 + (y - 1 >> 8) * 4 + right + 2 * up)
            data += bytes((x - 1 & 0xFF, y - 1 & 0xFF))
        elif x < 4096 and y < 4096:
            flags.append(120 + right + 2 * up)
            data += (x << 12 | y).to_bytes(3)
        else:
            flags.append(124 + right + 2 * up)
            data += (x << 16 | y).to_bytes(4)
    return flags, data
