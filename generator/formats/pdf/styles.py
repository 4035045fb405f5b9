"""Computed styles, as WeasyPrint's and quicker: what nobody asks for is never made, what is alike is made once.

WeasyPrint computes a style for each pseudo-element that a rule reaches (six for every element, by its own style sheet), and
one for each element with an ``id``, which then shares none with its like. And it walks through all rules of the cascade for
each property, though most stand in no rule at all.
"""

from collections.abc import Iterable
from typing import Any

from weasyprint.css import AnonymousStyle, ComputedStyle, StyleFor
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES, Dimension

from generator.formats.pdf.everywhere import EVERYWHERE, Cascaded

Style = Any

_INITIAL = {
    name: value
    for name, value in INITIAL_VALUES.items()
    if name not in {*INHERITED, *INITIAL_NOT_COMPUTED, "display", "float", "page", "position"}
    and not name.startswith("text_decoration_")
}
"""The values of properties that stand in no rule, where nothing but the name decides on them."""
_PHYSICAL: dict[str, set[str]] = {}
"""The names of physical properties by those of the logical ones that set them."""
for _name, _logical in PHYSICAL_FUNCTIONS.items():
    for _direction in ("ltr", "rtl"):
        _PHYSICAL.setdefault(_logical(block="ttb", inline=_direction), set()).add(_name)
_PLAIN = frozenset((str, int, float, type(None), Dimension))
"""Types of values that are no mathematical functions."""


class QuickStyle(ComputedStyle):  # type: ignore[misc]
    """Stands for ``ComputedStyle``."""

    def __init__(self, parent_style: Style, cascaded: Cascaded, *rest: Any) -> None:
        super().__init__(parent_style, cascaded, *rest)
        self.update(_INITIAL)
        for name in cascaded:
            self.pop(name, None)
            for physical in _PHYSICAL.get(name, ()):
                self.pop(physical, None)

    def __missing__(self, key: str) -> Any:
        if key in INHERITED and key not in self.cascaded and self.parent_style is not None:
            value = self.parent_style[key]
            if type(value) in _PLAIN or not check_math(value):
                self[key] = value
                return value
        return super().__missing__(key)


class QuickAnonymousStyle(AnonymousStyle):  # type: ignore[misc]
    """Stands for ``AnonymousStyle``."""

    def __init__(self, parent_style: Style) -> None:
        self.update(_INITIAL)
        super().__init__(parent_style)


class _Anchored(ComputedStyle):  # type: ignore[misc]
    """A style that differs from its *model* in nothing but the anchor."""

    def __init__(self, model: Style, cascaded: Cascaded) -> None:
        super().__init__(
            model.parent_style,
            cascaded,
            model.pseudo_type,
            model.root_style,
            model.base_url,
            model.font_config,
            model.initial_page_sizes,
        )
        self.specified = model.specified
        self.model = model
        self.update(model)
        self.pop("anchor", None)

    def __missing__(self, key: str) -> Any:
        if key == "anchor":
            return super().__missing__(key)
        value = self[key] = self.model[key]
        return value


class Styles(StyleFor):  # type: ignore[misc]
    """Stands for ``StyleFor``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._made: dict[object, Style] = {}
        self._waiting: dict[object, tuple[Cascaded, dict[str, Any]]] = {}
        self._of_root: dict[str, Any] = {}
        super().__init__(*args, **kwargs)

    def __call__(self, element: Any, pseudo_type: str | None = None) -> Style:
        waiting = self._waiting.pop((element, pseudo_type), None)
        if pseudo_type in EVERYWHERE and not waiting and (element, pseudo_type) not in self._computed_styles:
            waiting = EVERYWHERE[pseudo_type], {**self._of_root, "parent": element}
        if waiting:
            cascaded, arguments = waiting
            self._compute(element, pseudo_type, cascaded, arguments)
            self._cascaded_styles.pop((element, pseudo_type), None)
        return super().__call__(element, pseudo_type)

    def set_computed_styles(
        self, element: Any, parent: Any, root: Any = None, pseudo_type: str | None = None, **arguments: Any
    ) -> None:
        cascaded = {**EVERYWHERE.get(pseudo_type, {}), **self._cascaded_styles.get((element, pseudo_type), {})}
        if parent is None:
            self._of_root = {"root": root, **arguments}
            super().set_computed_styles(element, parent, root, pseudo_type, **arguments)
        elif pseudo_type and "anchor" not in cascaded:
            self._waiting[element, pseudo_type] = cascaded, {"parent": parent, "root": root, **arguments}
        else:
            self._compute(element, pseudo_type, cascaded, {"parent": parent, "root": root, **arguments})

    def _compute(self, element: Any, pseudo_type: str | None, cascaded: Cascaded, arguments: dict[str, Any]) -> None:
        """Take the style of what falls under the same declarations in a parent of the same style, or make one."""
        around = self._computed_styles[arguments["parent"], None]
        # The values belong to style sheets, or to styles in `_made`: none of them goes, and none takes the id of another.
        declared = tuple((name, id(each[0]), *_weight(*each[1])) for name, each in cascaded.items() if name != "anchor")
        alike = (id(_model(around)), pseudo_type, declared)
        if alike not in self._made:
            self._cascaded_styles[element, pseudo_type] = cascaded
            super().set_computed_styles(element, pseudo_type=pseudo_type, **arguments)
            self._made[alike] = self._computed_styles[element, pseudo_type]
            return
        style = self._made[alike]
        # Layout gives calls of notes anchors: pseudo-elements have styles of their own.
        if pseudo_type or "anchor" in {*cascaded, *style.cascaded}:
            style = _Anchored(style, cascaded)
        self._computed_styles[element, pseudo_type] = style
        if (collector := arguments.get("target_collector")) and style["anchor"]:
            collector.collect_anchor(style["anchor"])


def _weight(precedence: int, layer: float, specificity: Iterable[int]) -> tuple[float, ...]:
    return precedence, layer, *specificity


def _model(style: Style) -> Style:
    return getattr(style, "model", style)
