"""Contextual half-width spacing (feature `chws`): no double gaps between East Asian punctuation.

A full-width mark has its ink in one half of the em and blank in the other. Where two marks meet with blank between
them, half an em goes (W3C CLREQ 3.1.6, JLREQ 3.1.4; CSS Text 4, text-spacing-trim). Which half is blank is taken from
the font's own `halt` feature, so the marks of each region (centred in Taiwan) come out right.

The feature stands in two tables. In GSUB it puts half-width glyphs in place of the marks: moving them looks the same,
but moved glyphs overlap in a PDF, and poppler then tears the copied line apart. In GPOS it moves the marks, as the
OpenType registry has it: shapers that look for `chws` only there find it (CoreText), and Chromium doesn't add its own
`text-spacing-trim` to it. HarfBuzz substitutes first, and the half-width glyphs are in no pair: nothing goes twice.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from fontTools.otlLib.builder import (
    buildCoverage,
    buildLookup,
    buildPairPosClassesSubtable,
    buildSingleSubstSubtable,
    buildValue,
)
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph

TAG = "chws"

# Marks in the middle of the em that let their neighbour close up; `halt` also has bars, hyphens and straight quotes.
_MIDDLE = "·‧・：；"


@dataclass(frozen=True, slots=True)
class Marks:
    """The glyphs of full-width marks with their blank before the ink, behind it, and on both sides."""

    opening: tuple[str, ...]
    closing: tuple[str, ...]
    middle: tuple[str, ...]


def add_chws(font: TTFont, halved: Mapping[int, tuple[int, int]]) -> None:
    """Add `chws` to the TrueType *font* if it has punctuation to close up, and no `chws` yet.

    *halved* is what its `halt` adds to (x placement, x advance) by character code; the advance is negative.
    """
    marks = _marks(font, halved)
    if not (marks.opening or marks.closing) or _offers(font["GPOS"].table, TAG):
        return
    halves = _halve(font, marks)
    order = font.getReverseGlyphMap()
    substitutions, positions = _substitutions(font), font["GPOS"].table
    halving = _append(substitutions, buildLookup([buildSingleSubstSubtable(halves)]))
    _add_feature(substitutions, _append(substitutions, buildLookup(_contexts(marks, halves, order, halving))))
    _add_feature(positions, _append(positions, buildLookup([_pairs(font, marks, order)])))


def _marks(font: TTFont, halved: Mapping[int, tuple[int, int]]) -> Marks:
    glyphs = font.getBestCmap()
    by_glyph = {glyphs[code]: by for code, by in sorted(halved.items())}
    opening = tuple(glyph for glyph, (shift, narrower) in by_glyph.items() if shift == narrower)
    closing = tuple(glyph for glyph, (shift, _) in by_glyph.items() if shift == 0)
    centred = {glyphs[ord(character)] for character in _MIDDLE if ord(character) in glyphs}
    return Marks(opening, closing, tuple(sorted(centred - {*opening, *closing})))


def _halve(font: TTFont, marks: Marks) -> dict[str, str]:
    """Add a glyph without its blank half for each opening and closing mark: by glyph, the half."""
    halves = {}
    half = font["head"].unitsPerEm // 2
    for glyph in (*marks.opening, *marks.closing):
        halves[glyph] = name = f"{glyph}.half"
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"].setGlyphOrder(font.getGlyphOrder())
        outline = deepcopy(font["glyf"][glyph])
        _shift(outline, -half if glyph in marks.opening else 0)
        outline.recalcBounds(font["glyf"])
        font["glyf"].glyphs[name] = outline
        font["hmtx"][name] = (font["hmtx"][glyph][0] - half, outline.xMin)
    return halves


def _shift(glyph: Glyph, by: int) -> None:
    if glyph.isComposite():
        for component in glyph.components:
            component.x += by
    else:
        glyph.coordinates.translate((by, 0))


def _contexts(
    marks: Marks, halves: dict[str, str], order: dict[str, int], halving: int
) -> list[otTables.ChainContextSubst]:
    """Where marks lose their blank half: closing ones before any mark, opening ones behind an opening or middle one."""
    opening_halves = tuple(halves[glyph] for glyph in marks.opening)
    # Text is walked from its start, so an opening mark before may have been halved already.
    before_opening = (*marks.opening, *opening_halves, *marks.middle)
    behind_closing = (*marks.opening, *marks.closing, *marks.middle)
    contexts = []
    if marks.closing:
        contexts.append(_context((), marks.closing, behind_closing, order, halving))
    if marks.opening:
        contexts.append(_context(before_opening, marks.opening, (), order, halving))
    return contexts


def _context(
    before: tuple[str, ...], at: tuple[str, ...], behind: tuple[str, ...], order: dict[str, int], lookup: int
) -> otTables.ChainContextSubst:
    """Apply *lookup* to a glyph of *at* that stands behind one of *before* and before one of *behind* (if given)."""
    context = otTables.ChainContextSubst()
    context.Format = 3
    context.BacktrackCoverage = [buildCoverage(before, order)] if before else []
    context.InputCoverage = [buildCoverage(at, order)]
    context.LookAheadCoverage = [buildCoverage(behind, order)] if behind else []
    context.BacktrackGlyphCount = len(context.BacktrackCoverage)
    context.InputGlyphCount = 1
    context.LookAheadGlyphCount = len(context.LookAheadCoverage)
    record = otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = 0, lookup
    context.SubstLookupRecord, context.SubstCount = [record], 1
    return context


def _pairs(font: TTFont, marks: Marks, order: dict[str, int]) -> otTables.PairPos:
    """What the advance of the first mark loses when it meets the second, in the GPOS table.

    Never the second one's, even if the blank is there: a pair that moves its second glyph ends with it, and the next
    pair could not begin there.
    """
    half = buildValue({"XAdvance": -(font["head"].unitsPerEm // 2)})
    closing, opening, middle = marks.closing, marks.opening, marks.middle
    meetings = ((closing, opening), (closing, closing), (closing, middle), (opening, opening), (middle, opening))
    pairs = {(first, second): (half, None) for first, second in meetings if first and second}
    return buildPairPosClassesSubtable(pairs, order)


def _append(table: otTables.GSUB | otTables.GPOS, lookup: otTables.Lookup) -> int:
    """Add *lookup* to *table* and give its number."""
    table.LookupList.Lookup.append(lookup)
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    return len(table.LookupList.Lookup) - 1


def _offers(table: otTables.GPOS, tag: str) -> bool:
    return any(record.FeatureTag == tag for record in table.FeatureList.FeatureRecord)


def _substitutions(font: TTFont) -> otTables.GSUB:
    """The GSUB table of *font*; a new one if no substitution was left in the subset."""
    if "GSUB" not in font or font["GSUB"].table.LookupList is None:
        font["GSUB"] = newTable("GSUB")
        font["GSUB"].table = table = otTables.GSUB()
        table.Version = 0x00010000
        table.ScriptList = _scripts()
        table.FeatureList, table.LookupList = otTables.FeatureList(), otTables.LookupList()
        table.FeatureList.FeatureRecord, table.LookupList.Lookup = [], []
    return font["GSUB"].table


def _scripts() -> otTables.ScriptList:
    """A script list with the default script alone, which shapers take for every script."""
    system = otTables.DefaultLangSys()
    system.LookupOrder, system.ReqFeatureIndex, system.FeatureIndex, system.FeatureCount = None, 0xFFFF, [], 0
    script = otTables.ScriptRecord()
    script.ScriptTag, script.Script = "DFLT", otTables.Script()
    script.Script.DefaultLangSys, script.Script.LangSysRecord, script.Script.LangSysCount = system, [], 0
    scripts = otTables.ScriptList()
    scripts.ScriptRecord, scripts.ScriptCount = [script], 1
    return scripts


def _add_feature(table: otTables.GSUB | otTables.GPOS, lookup: int) -> None:
    """Offer *lookup* as `chws` to every language system, with the features still sorted by tag."""
    added = otTables.FeatureRecord()
    added.FeatureTag, added.Feature = TAG, otTables.Feature()
    added.Feature.FeatureParams = None
    added.Feature.LookupListIndex, added.Feature.LookupCount = [lookup], 1
    old = table.FeatureList.FeatureRecord
    new = sorted([*old, added], key=lambda record: record.FeatureTag)
    moved = {index: new.index(record) for index, record in enumerate(old)}
    table.FeatureList.FeatureRecord, table.FeatureList.FeatureCount = new, len(new)
    for system in _language_systems(table):
        system.FeatureIndex = sorted([*(moved[index] for index in system.FeatureIndex), new.index(added)])
        system.FeatureCount = len(system.FeatureIndex)
        if system.ReqFeatureIndex != 0xFFFF:
            system.ReqFeatureIndex = moved[system.ReqFeatureIndex]


def _language_systems(table: otTables.GSUB | otTables.GPOS) -> list[otTables.LangSys]:
    scripts = [record.Script for record in table.ScriptList.ScriptRecord]
    named = [record.LangSys for script in scripts for record in script.LangSysRecord]
    return [script.DefaultLangSys for script in scripts if script.DefaultLangSys] + named
