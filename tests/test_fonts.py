"""Fonts: what a cut holds, what it looks like, what is missing, and that no other font ever steps in."""

import os
import subprocess
import sys
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib import woff2 as packing

from generator.errors import Place, RenderError, Severity
from generator.fonts import (
    ALWAYS,
    BOLD,
    REGULAR,
    WEIGHTS,
    Source,
    Text,
    coverage,
    cut,
    faces,
    fingerprint,
    missing,
    noto_sans,
    stack,
    woff2,
)

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for the tests that don't look into it."""
    return tmp_path_factory.mktemp("cache")


def opened(ttf: bytes) -> TTFont:
    return TTFont(BytesIO(ttf))


def outline(font: TTFont, character: str) -> list[object]:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getBestCmap()[ord(character)]].draw(pen)
    return pen.value


def width(font: TTFont, character: str) -> int:
    return font["hmtx"][font.getBestCmap()[ord(character)]][0]


def shaped(ttf: bytes, text: str, **features: bool) -> int:
    """The width of *text* as HarfBuzz sets it, in font units."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(hb.Face(ttf)), buffer, features)
    return sum(position.x_advance for position in buffer.glyph_positions)


def run_python(code: str, **environment: str) -> str:
    """What *code* prints in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


# What a cut holds


def test_a_cut_maps_the_characters_asked_for_and_the_space_only(cache: Path) -> None:
    """The subset has exactly the characters used; the space is there to hide ignorable characters."""
    font = opened(cut(noto_sans("SC"), "服务AB", REGULAR, cache))
    assert set(font.getBestCmap()) == set(map(ord, "服务AB "))


def test_a_cut_is_static(cache: Path) -> None:
    """No table for variation is left: WeasyPrint would instance it again, a hundred times slower."""
    font = opened(cut(noto_sans("KR"), "A", REGULAR, cache))
    assert not {"fvar", "gvar", "HVAR", "avar", "STAT"} & set(font.keys())


def test_bold_is_drawn_bold(cache: Path) -> None:
    """The outlines at 700 differ from those at 400: it is no second copy with another name."""
    regular, bold = (opened(cut(noto_sans("SC"), "级A", weight, cache)) for weight in WEIGHTS)
    for character in "级A":
        assert outline(regular, character) != outline(bold, character)
    assert width(regular, "A") < width(bold, "A")


@pytest.mark.parametrize(("weight", "style", "selection"), [(REGULAR, "Regular", 1 << 6), (BOLD, "Bold", 1 << 5)])
def test_names_and_flags_tell_the_weight(weight: int, style: str, selection: int, cache: Path) -> None:
    """Family, style and the bold flags agree, so that no renderer fakes a weight."""
    font = opened(cut(noto_sans("KR"), "A", weight, cache))
    assert font["name"].getDebugName(1) == "Noto Sans KR"
    assert font["name"].getDebugName(2) == style
    assert font["name"].getDebugName(6) == f"NotoSansKR-{style}"
    assert font["OS/2"].usWeightClass == weight
    assert font["OS/2"].fsSelection & (1 << 5 | 1 << 6) == selection
    assert font["head"].macStyle == (1 if weight == BOLD else 0)


def test_a_cut_carries_its_licence(cache: Path) -> None:
    """The OFL wants copyright and licence in every copy."""
    names = opened(cut(noto_sans("JP"), "A", REGULAR, cache))["name"]
    assert "Adobe" in names.getDebugName(0)
    assert "SIL Open Font License" in names.getDebugName(13)


@pytest.mark.parametrize("region", ["SC", "TC", "JP", "KR"])
def test_figures_are_tabular(region: str, cache: Path) -> None:
    """All figures have one width in both weights, and no kerning between them."""
    for weight in WEIGHTS:
        ttf = cut(noto_sans(region), "0123456789", weight, cache)
        assert len({width(opened(ttf), figure) for figure in "0123456789"}) == 1
        assert len({shaped(ttf, text, tnum=True) for text in ("1111", "7147", "0000")}) == 1


def test_each_character_has_a_glyph_of_its_own(cache: Path) -> None:
    """A PDF knows one text per glyph: shared ones would copy out a hyphen as another, or a space as a no-break space."""
    characters = "- \u00a0\u2010\u2011\u202f·•"
    mapping = opened(cut(noto_sans("SC"), characters, REGULAR, cache)).getBestCmap()
    assert set(mapping) == set(map(ord, characters))
    assert len(set(mapping.values())) == len(characters)


def test_hyphens_are_as_narrow_as_the_hyphen_minus(cache: Path) -> None:
    """East Asian fonts draw U+2010 on a whole em, a gap in a hyphenated German word."""
    font = opened(cut(noto_sans("KR"), "-\u2010\u2011", REGULAR, cache))
    assert outline(font, "\u2010") == outline(font, "\u2011") == outline(font, "-")
    assert width(font, "\u2010") == width(font, "\u2011") == width(font, "-")


def test_the_narrow_no_break_space_is_added(cache: Path) -> None:
    """Noto Sans has no U+202F; the cut has it, empty and narrower than a space."""
    font = opened(cut(noto_sans("KR"), "z.\u202fB", REGULAR, cache))
    assert outline(font, "\u202f") == []
    assert 0 < width(font, "\u202f") < width(font, " ")


def test_signs_on_a_whole_em_are_trimmed_between_proportional_letters(cache: Path) -> None:
    """× keeps its drawing and loses its blank sides in KR; in SC it stays on the em like the Han around it."""
    assert width(opened(cut(noto_sans("KR"), "×", REGULAR, cache)), "×") < 800
    assert width(opened(cut(noto_sans("SC"), "×", REGULAR, cache)), "×") == 1000


def test_ignorable_characters_need_no_glyph(cache: Path) -> None:
    """A word joiner or soft hyphen takes no room and shows no box, without a glyph in the font."""
    ttf = cut(noto_sans("KR"), "기술\u2060\u00ad", REGULAR, cache)
    assert not {0x2060, 0x00AD} & set(opened(ttf).getBestCmap())
    assert shaped(ttf, "기\u2060술") == shaped(ttf, "기술")


# Punctuation that closes up


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("）。", 1),
        ("（《“", 2),
        ("”》）。", 3),
        ("」，「", 2),
        ("：“", 1),
        ("·（", 1),
        ("。中（", 0),
        ("（中）", 0),
    ],
)
def test_chinese_punctuation_closes_up(text: str, halves: int, cache: Path) -> None:
    """With `chws`, half an em goes wherever two marks meet with blank between them, and nowhere else."""
    ttf = cut(noto_sans("SC"), "（《“”》）。「」，：·中", REGULAR, cache)
    assert shaped(ttf, text) == 1000 * len(text)
    assert shaped(ttf, text, chws=True) == 1000 * len(text) - 500 * halves


def test_closed_up_marks_are_half_as_wide_not_moved(cache: Path) -> None:
    """The glyphs themselves are narrow: moved ones overlap in a PDF, and poppler tears the line apart there."""
    buffer = hb.Buffer()
    buffer.add_str("》）")
    buffer.guess_segment_properties()
    font = hb.Font(hb.Face(cut(noto_sans("SC"), "》）", REGULAR, cache)))
    hb.shape(font, buffer, {"chws": True})
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        assert position.x_advance == font.get_glyph_h_advance(info.codepoint)
        assert position.x_offset == 0


def test_the_closing_up_stands_in_both_tables(cache: Path) -> None:
    """Chromium looks for `chws` in GPOS and, where it is missing, adds a squeeze of its own to the one of GSUB."""
    font = opened(cut(noto_sans("SC"), "（）", REGULAR, cache))
    for table in ("GSUB", "GPOS"):
        assert "chws" in {record.FeatureTag for record in font[table].table.FeatureList.FeatureRecord}


# Cache and sameness


def test_a_cut_and_its_web_font_are_the_same_bytes_in_every_run(tmp_path: Path) -> None:
    """Two fresh caches, two processes with other hash seeds and another time (fontTools takes it from there)."""
    code = (
        "import hashlib, pathlib, sys\n"
        "from generator.fonts import *\n"
        "cache = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else {!r})\n"
        "ttf = cut(noto_sans('SC'), '（《服务》）-\\u2010', 700, cache)\n"
        "print(hashlib.sha256(ttf).hexdigest(), hashlib.sha256(woff2(ttf, cache)).hexdigest())\n"
    )
    first = run_python(code.format(str(tmp_path / "one")), PYTHONHASHSEED="1", SOURCE_DATE_EPOCH="1")
    second = run_python(code.format(str(tmp_path / "two")), PYTHONHASHSEED="2", SOURCE_DATE_EPOCH="2000000000")
    assert first == second


def test_a_build_with_all_in_the_cache_imports_no_font_library(tmp_path: Path) -> None:
    """HarfBuzz, fontTools and brotli take longer to import than a build with nothing to do may last."""
    code = (
        "import pathlib, sys\n"
        "from generator.fonts import *\n"
        f"cache = pathlib.Path({str(tmp_path)!r})\n"
        "made = faces(stack('ko'), '기술', cache)\n"
        "webs = [woff2(face.ttf, cache) for face in made]\n"
        "print(sorted({'fontTools', 'uharfbuzz', 'brotli', 'importlib.metadata'} & set(sys.modules)))\n"
    )
    assert "fontTools" in run_python(code)
    assert run_python(code).strip() == "[]"


def test_a_damaged_cache_file_is_made_again(tmp_path: Path) -> None:
    """A file that lost its end in a crash is no font; it is replaced, not handed out."""
    whole = cut(noto_sans("KR"), "A", REGULAR, tmp_path)
    (file,) = (tmp_path / "fonts").glob("*.ttf")
    file.write_bytes(file.read_bytes()[:-5])
    assert cut(noto_sans("KR"), "A", REGULAR, tmp_path) == whole


def test_processes_share_a_cache(tmp_path: Path) -> None:
    """Four processes that start with the same empty cache get the same whole fonts."""
    code = (
        "import hashlib, pathlib\n"
        "from generator.fonts import *\n"
        f"made = faces(stack('ko'), '기술', pathlib.Path({str(tmp_path)!r}))\n"
        "print(hashlib.sha256(b''.join(face.ttf for face in made)).hexdigest())\n"
    )
    command = [sys.executable, "-c", code]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    printed = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0, 0]
    assert len(set(printed)) == 1


def test_nothing_unfinished_stays_in_the_cache(tmp_path: Path) -> None:
    """Files are written beside and renamed."""
    woff2(cut(noto_sans("KR"), "A", REGULAR, tmp_path), tmp_path)
    assert not [file for file in tmp_path.rglob("*") if file.name.startswith(".")]


def test_the_fingerprint_follows_what_decides_the_bytes(cache: Path) -> None:
    """Another character, weight or font is another fingerprint; another order of the characters is not."""
    first = fingerprint(noto_sans("KR"), "AB", REGULAR, cache)
    assert fingerprint(noto_sans("KR"), "BBA", REGULAR, cache) == first
    assert fingerprint(noto_sans("KR"), "ABC", REGULAR, cache) != first
    assert fingerprint(noto_sans("KR"), "AB", BOLD, cache) != first
    assert fingerprint(noto_sans("JP"), "AB", REGULAR, cache) != first


def test_a_touched_font_file_has_another_fingerprint(tmp_path: Path) -> None:
    """The hash of a font file is remembered only as long as nobody touches the file."""
    file = tmp_path / "own.ttf"
    file.write_bytes(cut(noto_sans("KR"), "AB", REGULAR, tmp_path))
    own = Source("Own", file, file)
    before = fingerprint(own, "A", REGULAR, tmp_path)
    file.write_bytes(cut(noto_sans("JP"), "AB", REGULAR, tmp_path))
    assert fingerprint(own, "A", REGULAR, tmp_path) != before


def test_a_web_font_is_the_same_font_and_smaller(cache: Path) -> None:
    """WOFF2 keeps the characters and outlines of the cut."""
    ttf = cut(noto_sans("SC"), "服务（）", REGULAR, cache)
    web = woff2(ttf, cache)
    assert web.startswith(b"wOF2")
    assert len(web) < len(ttf)
    assert opened(web).getBestCmap() == opened(ttf).getBestCmap()
    assert outline(opened(web), "服") == outline(opened(ttf), "服")


def foreign(oddity: str) -> bytes:
    """A font of somebody else, with long ways between points, overlapping contours and an *oddity*."""
    pens = {name: TTGlyphPen({}) for name in (".notdef", "A", "space")}
    far = [(0, 0), (0, 1279), (0, 2600), (1279, 2600), (2600, 2600), (2600, -5000), (-10000, -5100), (64, 64)]
    for point, draw in zip(far, ("moveTo", *("lineTo",) * 7), strict=True):
        getattr(pens["A"], draw)(point)
    pens["A"].qCurveTo((70, 800), (-700, 840), (0, 300))
    pens["A"].closePath()
    glyphs = {name: pen.glyph() for name, pen in pens.items()}
    glyphs["A"].flags[0] |= 0x40
    twice = TTGlyphPen(glyphs)
    if oddity == "a composite":
        twice.addComponent("A", (1, 0, 0, 1, 0, 0))
        twice.addComponent("A", (1, 0, 0, 1, 3000, 0))
    glyphs["B"] = twice.glyph()
    font = FontBuilder(1000)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap({ord("A"): "A", ord("B"): "B", ord(" "): "space"})
    font.setupGlyf(glyphs)
    lefts = {name: getattr(glyph, "xMin", 0) for name, glyph in font.font["glyf"].glyphs.items()}
    font.setupHorizontalMetrics(
        {name: (3000, left + (oddity == "a side bearing of its own")) for name, left in lefts.items()}
    )
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupOS2()
    font.setupPost()
    font.font.recalcBBoxes = False
    font.font["glyf"]["A"].xMax += oddity == "a false bounding box"
    result = BytesIO()
    font.save(result)
    return result.getvalue()


@pytest.mark.parametrize("oddity", ["none", "a composite", "a side bearing of its own", "a false bounding box"])
def test_a_web_font_of_any_outlines_is_the_same_font(oddity: str, cache: Path) -> None:
    """Whatever a font has comes out of WOFF2 as it went in."""
    ttf = foreign(oddity)
    font, web = opened(ttf), opened(woff2(ttf, cache))
    assert web["hmtx"].metrics == font["hmtx"].metrics
    assert {name: web["glyf"][name] for name in web.getGlyphOrder()} == {
        name: font["glyf"][name] for name in font.getGlyphOrder()
    }


@pytest.mark.parametrize("region", ["JP", "SC"])
def test_outlines_are_packed_as_fonttools_packs_them(region: str, cache: Path) -> None:
    """The same table glyf, byte for byte."""
    from generator.fonts.pack import outlines

    font = opened(cut(noto_sans(region), "Gß@%&服一（", BOLD, cache))
    data, places = font.reader["glyf"], font["loca"].locations
    theirs = packing.WOFF2GlyfTable()
    theirs.decompile(data, font)
    assert outlines([data[a:b] for a, b in pairwise(places)], font["head"].indexToLocFormat) == theirs.transform(font)


# Stacks and coverage


@pytest.mark.parametrize(
    ("tag", "family"),
    [
        ("zh-Hans", "Noto Sans SC"),
        ("zh", "Noto Sans SC"),
        ("zh-Hant-HK", "Noto Sans TC"),
        ("zh-TW", "Noto Sans TC"),
        ("ja", "Noto Sans JP"),
        ("ko", "Noto Sans KR"),
        ("de", "Noto Sans KR"),
    ],
)
def test_a_language_takes_the_font_of_its_region(tag: str, family: str) -> None:
    """Han looks differ by region; Latin takes KR, where quotation marks are proportional."""
    assert stack(tag)[0].family == family


def test_a_foreign_name_is_drawn_by_the_next_source(cache: Path) -> None:
    """A Chinese page with a Korean name gets a second family with just that name; both come in both weights."""
    made = faces(stack("zh-Hans"), "简体中文 한국어", cache)
    assert [(face.family, face.weight) for face in made] == [
        ("Noto Sans SC", REGULAR),
        ("Noto Sans SC", BOLD),
        ("Noto Sans KR", REGULAR),
        ("Noto Sans KR", BOLD),
    ]
    assert set(opened(made[0].ttf).getBestCmap()) == set(map(ord, ALWAYS + "简体中文"))
    assert set(opened(made[2].ttf).getBestCmap()) == set(map(ord, " 한국어"))


def test_a_missing_character_is_an_error_at_its_message(cache: Path) -> None:
    """The finding names the character, the message and the language, and stands where the text stands."""
    place = Place("locales/ar/LC_MESSAGES/guide.po", 12, 1)
    texts = [
        Text("Support", Place("content/documents/guide.yaml", 3, 5), "guide.title", "ar"),
        Text("\u0639 24 \U0001f600", place, "guide.hours", "ar"),
    ]
    (finding,) = coverage(stack("ar"), texts, cache)
    assert finding.severity is Severity.ERROR
    assert finding.place == place
    assert (finding.code, finding.key, finding.language) == ("coverage", "guide.hours", "ar")
    assert "U+0639 ARABIC LETTER AIN" in finding.problem
    assert "U+1F600 GRINNING FACE" in finding.problem
    assert "'guide.hours'" in finding.problem
    assert finding.hint


def test_characters_without_ink_and_added_ones_are_not_missing(cache: Path) -> None:
    """Ignorable characters, line breaks and what a cut can add are no gap in the coverage."""
    texts = "a\n\t\u2060\u00ad\u200b\ufeff\u202f\u2009\u00a0\u2010\u2011–—✓×…"
    for region in ("SC", "TC", "JP", "KR"):
        assert missing([noto_sans(region)], texts, cache) == frozenset()


def test_cutting_a_character_that_is_not_there_is_refused(cache: Path) -> None:
    """A caller that skipped the coverage check gets an error, not a font with a hole."""
    with pytest.raises(RenderError, match=r"U\+D55C"):
        cut(noto_sans("SC"), "한", REGULAR, cache)


# Font files of a project


def test_a_project_can_bring_static_fonts(tmp_path: Path) -> None:
    """A file for each weight does as well as one variable file."""
    files = {weight: tmp_path / f"{weight}.ttf" for weight in WEIGHTS}
    for weight, file in files.items():
        file.write_bytes(cut(noto_sans("KR"), "AB", weight, tmp_path))
    own = Source("Own Sans", files[REGULAR], files[BOLD])
    bold = opened(cut(own, "A", BOLD, tmp_path))
    assert outline(bold, "A") == outline(opened(files[BOLD].read_bytes()), "A")
    assert bold["name"].getDebugName(1) == "Own Sans"


def test_a_regular_file_named_as_bold_is_refused(tmp_path: Path) -> None:
    """Bold that is silently not bold is worse than an error."""
    file = tmp_path / "regular.ttf"
    file.write_bytes(cut(noto_sans("KR"), "A", REGULAR, tmp_path))
    with pytest.raises(RenderError, match="can't be the bold one"):
        cut(Source("Own", file, file), "A", BOLD, tmp_path)


@pytest.mark.parametrize("content", [None, b"", b"no font at all", b"wOF2 too short"])
def test_a_file_that_is_no_font_is_refused(content: bytes | None, tmp_path: Path) -> None:
    """A missing, empty or foreign file is told with its name and what to do."""
    file = tmp_path / "own.ttf"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(RenderError, match=r"own\.ttf") as raised:
        cut(Source("Own", file, file), "A", REGULAR, tmp_path)
    assert raised.value.findings[0].hint
