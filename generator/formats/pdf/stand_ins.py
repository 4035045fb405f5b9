"""What stands for what in WeasyPrint while it reads and lays out: the same results at less work."""

from types import ModuleType

import weasyprint
from tinyhtml5 import inputstream
from weasyprint import css
from weasyprint.layout import absolute, block, column, flex, grid, inline, page, table
from weasyprint.layout import float as floats
from weasyprint.text import line_break

from generator.formats.pdf import characters, everywhere, lengths, shaping, styles

_WITH_LENGTHS = (absolute, block, column, floats, grid, inline, page, table, flex.percent)

LAYOUT: tuple[tuple[ModuleType, str, object], ...] = (
    (inputstream, "characters_until_regex", characters.Expressions()),
    (weasyprint, "UA_STYLESHEET", everywhere.SHEET),
    (css, "StyleFor", styles.Styles),
    (css, "ComputedStyle", styles.QuickStyle),
    (css, "AnonymousStyle", styles.QuickAnonymousStyle),
    (line_break, "Layout", shaping.ShapedLayout),
    (line_break, "strut", shaping.kept_strut),
    (inline, "strut", shaping.kept_strut),
    *((module, "resolve_percentages", lengths.resolve_percentages) for module in _WITH_LENGTHS),
)
"""Modules, names in them, and what those stand for."""
