"""Used lengths of boxes, as WeasyPrint's and quicker: where a style has no percentages they are the same for all its boxes."""

from collections.abc import Mapping
from typing import Any

from weasyprint.layout import percent

Box = Any
Style = Any

_RESOLVE = percent.resolve_percentages
_KEPT = "_lengths"
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("top", "right", "bottom", "left")),
    *(f"{bound}{axis}" for bound in ("", "min_", "max_") for axis in ("width", "height")),
)
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))


def resolve_percentages(box: Box, containing_block: Any) -> None:
    """Stands for the function of that name: sets the used margins, paddings, borders and sizes of *box*."""
    style = box.style
    kept = style.__dict__
    if _KEPT not in kept:
        kept[_KEPT] = _fixed(style)
    lengths = kept[_KEPT]
    if lengths is None:
        _RESOLVE(box, containing_block)
        return
    box.__dict__.update(lengths)
    collapse = style["border_collapse"] == "collapse"
    for name in _BORDERS:
        # The borders of a table are settled between its cells.
        if not (collapse and hasattr(box, name)):
            setattr(box, name, style[name])


def _fixed(style: Style) -> Mapping[str, float | str] | None:
    """The used lengths of every box with *style*; None if they depend on what is around it."""
    if style["box_sizing"] != "content-box":
        return None
    found: dict[str, float | str] = {}
    for name in _LENGTHS:
        value = style[name]
        if value == "auto":
            found[name] = 0 if name.startswith("min_") else "auto"
        elif getattr(value, "unit", None) in ("px", "PX"):
            found[name] = value.value
        else:
            return None
    return found
