"""The pseudo-elements that WeasyPrint's own style sheet gives to every element, left out of its rules until they are asked for.

Of the six (``::marker``, and five for notes) few elements show one, and matching them takes half of all matching.
"""

from collections.abc import Mapping
from copy import copy
from math import inf
from typing import Any

import weasyprint
from weasyprint.css import declaration_precedence

Cascaded = Mapping[str, tuple[Any, Any]]
"""By property, the value and the weight of its declaration."""


def _is_everywhere(selector: Any) -> bool:
    _, specificity, _, pseudo_type, _ = selector
    return pseudo_type is not None and tuple(specificity) == (0, 0, 1)


_OTHERS = weasyprint.UA_STYLESHEET.matcher.other_selectors

SHEET = copy(weasyprint.UA_STYLESHEET)
"""Stands for ``UA_STYLESHEET``: all other rules."""
SHEET.matcher = copy(SHEET.matcher)
SHEET.matcher.other_selectors = [selector for selector in _OTHERS if not _is_everywhere(selector)]

EVERYWHERE: Mapping[str | None, Cascaded] = {
    pseudo_type: {
        name: (value, (declaration_precedence("user agent", importance), inf, specificity))
        for name, value, importance in declarations
    }
    for _, specificity, _, pseudo_type, (declarations, _) in filter(_is_everywhere, _OTHERS)
}
"""What the rules left out declare, by pseudo-element: any other style sheet has the last word on it."""
