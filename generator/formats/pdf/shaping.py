"""Pango's layouts of text, as WeasyPrint's and quicker: what a style asks of Pango is told once, not for every line."""

from typing import Any

from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description
from weasyprint.text.line_break import Layout, strut

Style = Any

_STRUT = strut
_KEPT, _KEPT_STRUT = "_shaping", "_strut"
_FEATURES = (
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
)


class Shaping:
    """The context, the font and the features by which text of one style is shaped."""

    def __init__(self, style: Style) -> None:
        self.context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
        pango.pango_context_set_round_glyph_positions(self.context, False)
        pango.pango_context_set_base_dir(self.context, PANGO_DIRECTION[style["direction"]])
        self.language = pango.pango_language_get_default()
        if style["lang"]:
            name, _ = unicode_to_char_p(style["lang"])
            self.language = pango.pango_language_from_string(name)
            pango.pango_context_set_language(self.context, self.language)
        self.font = get_font_description(style)
        self.attributes = None
        if features := font_features(*(style[name] for name in _FEATURES)):
            told = ",".join(f"{name} {value}" for name, value in features.items()).encode()
            self.attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
            pango.pango_attr_list_insert(self.attributes, pango.pango_attr_font_features_new(told))


class ShapedLayout(Layout):  # type: ignore[misc]
    """Stands for ``Layout``."""

    def setup(self, style: Style) -> None:
        kept = style.__dict__
        if _KEPT not in kept:
            kept[_KEPT] = Shaping(style) if _is_plain(style) else None
        shaping = kept[_KEPT]
        if shaping is None:
            super().setup(style)
            return
        self.style = style
        self.first_line_direction = 0
        self.language = shaping.language
        self.ascent = self.underline_position = self.strikethrough_position = None
        self.layout = ffi.gc(pango.pango_layout_new(shaping.context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(self.layout, False)
        pango.pango_layout_set_font_description(self.layout, shaping.font)
        if shaping.attributes is not None:
            pango.pango_layout_set_attributes(self.layout, shaping.attributes)


def _is_plain(style: Style) -> bool:
    """Whether text of *style* has no lines drawn with it and no attributes of its own, which would be added to the shared ones."""
    return (
        style["font_language_override"] == "normal"
        and style["text_decoration_line"] == "none"
        and style["letter_spacing"] in ("normal", 0)
        and not style["word_spacing"]
        and style["overflow_wrap"] not in ("anywhere", "break-word")
        and not (style["text_align_all"] == "justify" or style["text_align_last"] == "justify")
    )


def kept_strut(style: Style) -> tuple[float, float]:
    """Stands for ``strut``."""
    kept = style.__dict__
    if _KEPT_STRUT not in kept:
        kept[_KEPT_STRUT] = _STRUT(style)
    found: tuple[float, float] = kept[_KEPT_STRUT]
    return found
