"""The last hand on a subset: own glyphs, missing spaces, trimmed signs, names and weight, punctuation that closes up."""

from copy import deepcopy
from io import BytesIO
from unicodedata import category

from fontTools.ttLib import TTFont

from .glyphless import SPACES
from .opentype import halved
from .source import BOLD

# The blank on each side of a trimmed sign, in em.
_SIDE = 0.06

_FAMILY, _STYLE, _UNIQUE, _FULL, _VERSION, _POSTSCRIPT = 1, 2, 3, 4, 5, 6
_FS_BOLD, _FS_REGULAR = 1 << 5, 1 << 6
_FS_ITALIC_AND_WWS = 1 << 0 | 1 << 8 | 1 << 9
_MAC_BOLD = 1 << 0


def finish(
    static: bytes, family: str, weight: int, codes: set[int], redrawn: dict[int, int], narrowed: str = ""
) -> bytes:
    """The font *static* as *family* at *weight*, with glyphs for *codes*.

    *redrawn* are codes that take the glyph of another one; *narrowed* are characters to trim.
    """
    # The clock stays out (head.modified), and untouched glyphs stay packed.
    font = TTFont(BytesIO(static), recalcTimestamp=False, recalcBBoxes=False)
    if "glyf" in font:
        # Nobody will read their names, and the Adobe Glyph List takes longer to load than a font to finish.
        font.setGlyphOrder([f"glyph{number}" for number in range(font["maxp"].numGlyphs)])
    _map(font, codes, redrawn)
    if "glyf" in font:
        punctuation = [code for code in codes & font.getBestCmap().keys() if category(chr(code))[0] in "PS"]
        _separate(font)
        _set_spaces(font, redrawn)
        _trim(font, narrowed)
        if half := halved(static, punctuation):
            from .squeeze import add_chws  # imports what takes longer than finishing a font

            add_chws(font, half)
    _name(font, family, weight)
    result = BytesIO()
    font.save(result, reorderTables=True)
    return result.getvalue()


def _map(font: TTFont, codes: set[int], redrawn: dict[int, int]) -> None:
    """Map exactly *codes*: not the helpers that only lent their glyphs."""
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != 14:
            for code, lender in redrawn.items():
                if lender in table.cmap:
                    table.cmap[code] = table.cmap[lender]
            for code in table.cmap.keys() - codes:
                del table.cmap[code]


def _separate(font: TTFont) -> None:
    """Give each character a glyph of its own: a PDF knows one text per glyph, and would copy out the wrong one."""
    owners: dict[str, int] = {}
    for code, glyph in sorted(font.getBestCmap().items()):
        if owners.setdefault(glyph, code) != code:
            _remap(font, code, _copy(font, glyph, f"{glyph}.u{code:04X}"))


def _copy(font: TTFont, glyph: str, name: str) -> str:
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphs[name] = deepcopy(font["glyf"].glyphs[glyph])
    font["glyf"].setGlyphOrder(font.getGlyphOrder())
    font["hmtx"][name] = font["hmtx"][glyph]
    return name


def _remap(font: TTFont, code: int, glyph: str) -> None:
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != 14 and code in table.cmap:
            table.cmap[code] = glyph


def _set_spaces(font: TTFont, redrawn: dict[int, int]) -> None:
    glyphs = font.getBestCmap()
    for code in redrawn.keys() & SPACES.keys():
        font["hmtx"][glyphs[code]] = (round(SPACES[code] * font["head"].unitsPerEm / 1000), 0)


def _trim(font: TTFont, narrowed: str) -> None:
    glyphs = font.getBestCmap()
    em = font["head"].unitsPerEm
    side = round(_SIDE * em)
    for character in narrowed:
        name = glyphs.get(ord(character))
        if name is None or font["hmtx"][name][0] < em:
            continue
        glyph = font["glyf"][name]
        if not glyph.isComposite():
            glyph.coordinates.translate((side - glyph.xMin, 0))
            glyph.recalcBounds(font["glyf"])
            font["hmtx"][name] = (glyph.xMax + side, glyph.xMin)


def _name(font: TTFont, family: str, weight: int) -> None:
    style = "Bold" if weight == BOLD else "Regular"
    postscript = f"{_postscript(family)}-{style}"
    names = font["name"]
    for number, text in (
        (_FAMILY, family),
        (_STYLE, style),
        (_UNIQUE, postscript),
        (_FULL, f"{family} {style}"),
        (_POSTSCRIPT, postscript),
    ):
        names.removeNames(nameID=number)
        names.setName(text, number, 3, 1, 0x409)
    os2, head = font["OS/2"], font["head"]
    bold = weight == BOLD
    os2.usWeightClass = weight
    os2.fsSelection &= ~(_FS_BOLD | _FS_REGULAR | _FS_ITALIC_AND_WWS)
    os2.fsSelection |= _FS_BOLD if bold else _FS_REGULAR
    head.macStyle = _MAC_BOLD if bold else 0


def _postscript(family: str) -> str:
    """*family* as a PostScript name: printable ASCII without spaces and delimiters (OpenType, name table, ID 6)."""
    return "".join(c for c in family if "!" <= c <= "~" and c not in "[](){}<>/%-")[:50] or "Font"
