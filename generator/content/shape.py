"""Plain data -> the authors' form, with every fault of shape in words an author understands.

A broken entry is taken out and the rest is read on, so that what is wrong elsewhere comes to light in the same run.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from generator.content.facts import shown
from generator.content.forms import STAND_INS
from generator.content.places import Keys, Source
from generator.content.problems import Problems
from generator.errors import Place, did_you_mean

Form = TypeVar("Form")
ROUNDS = 20
"""How often broken entries are taken out: once for each level of nesting that may become incomplete by it."""


@dataclass(frozen=True, slots=True)
class Shaped(Generic[Form]):
    """A file in the authors' form; *whole* is false if something was taken out."""

    form: Form
    source: Source
    whole: bool


def shape(adapter: TypeAdapter[Form], source: Source, problems: Problems) -> Shaped[Form] | None:
    """The file in its form; None where nothing of it can be kept."""
    dropped: set[Keys] = set()
    for path in tuple(_empty(source.data, ())):
        problems.add(source.key(path), f"'{path[-1]}' has no value", "write one, or take the line away")
        dropped.add(_drop(source.data, path))
    for turn in range(ROUNDS):
        try:
            return Shaped(adapter.validate_python(source.data), source, turn == 0 and not dropped)
        except ValidationError as error:
            details = error.errors(include_url=False)
            broken = {_path(source, detail): detail for detail in details}
        for detail in details:
            if turn == 0 and not (
                detail["type"] == "missing" and (*_path(source, detail), detail["loc"][-1]) in dropped
            ):
                problems.add(*_tell(adapter, source, detail))
        for path in sorted(broken, key=len, reverse=True):
            if path:
                dropped.add(_drop(source.data, path))
        if () in broken and not _stand_in(source.data, details):
            return None
    return None


def reshape(adapter: TypeAdapter[Form], source: Source, path: Keys, raw: object, problems: Problems) -> Form | None:
    """A part of a file in its form; None where anything is wrong with it."""
    try:
        return adapter.validate_python(raw)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            detail["loc"] = (*path, *detail["loc"])
            problems.add(*_tell(adapter, source, detail, depth=len(path)))
        return None


def _empty(data: object, path: Keys) -> Iterator[Keys]:
    """The ways to every key without a value."""
    if isinstance(data, dict):
        for key, value in data.items():
            if value is None:
                yield (*path, key)
            yield from _empty(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _empty(value, (*path, index))


def _drop(data: object, path: Keys) -> Keys:
    """Takes out the entry at the end of a path (of a sequence, the whole of it: the others' indexes must stay)."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    for key in path[:-1]:
        if isinstance(data, dict):
            data = data.get(key)
        elif isinstance(data, list) and isinstance(key, int):
            data = data[key]
    if isinstance(data, dict) and path:
        data.pop(path[-1], None)
    return path


def _stand_in(data: object, details: list[ErrorDetails]) -> bool:
    """Puts a stand-in at each key that the top of the file lacks; whether that is all that is wrong with the top."""
    if not isinstance(data, dict):
        return False
    for detail in details:
        if detail["type"] == "missing" and len(detail["loc"]) == 1:
            data[detail["loc"][0]] = deepcopy(STAND_INS[str(detail["loc"][0])])
    return True


def _path(source: Source, detail: ErrorDetails) -> Keys:
    """The part of pydantic's location that is a way through the file; the rest are names of forms."""
    path: Keys = ()
    for step in detail["loc"][:-1] if detail["type"] == "missing" else detail["loc"]:
        if (*path, step) in source.values:
            path = (*path, step)
    return path


def _tell(adapter: TypeAdapter[Form], source: Source, detail: ErrorDetails, depth: int = 0) -> tuple[Place, str, str]:
    """Place, problem and hint of one of pydantic's errors; *depth* is how far below the file's top the form stands."""
    path, given = _path(source, detail), detail["input"]
    name = str(path[-1]) if path else ""
    context = detail.get("ctx", {})
    match detail["type"]:
        case "wrong":
            place = source.key(path) if detail["loc"][-1] == "[key]" else source.value(path)
            return place, context["problem"], context["hint"]
        case "extra_forbidden":
            known = _known(adapter, detail["loc"][depth:-1])
            return source.key(path), f"'{name}' is no key here", did_you_mean(name, known)
        case "missing":
            return source.key(path), f"'{detail['loc'][-1]}' is missing", f"add '{detail['loc'][-1]}:'"
        case "no_text" | "string_type":
            quoted = isinstance(given, int | float)
            return (
                source.value(path),
                f"{shown(given)} is no text",
                (f'write it in quotes: "{shown(given)}"' if quoted else "write a text, or {text: …, note: …}"),
            )
        case "dict_type" | "model_type":
            known = _known(adapter, detail["loc"][depth:])
            return (
                source.value(path),
                f"{shown(given)} stands where a mapping is expected",
                (f"known keys: {', '.join(known)}" if known else "write 'id: …' lines below"),
            )
        case "list_type":
            return (
                source.value(path),
                f"{shown(given)} stands where a list is expected",
                f"write [{given}]" if isinstance(given, str) else "write [one, another]",
            )
        case "bool_type":
            return source.value(path), f"{shown(given)} is neither true nor false", "write true or false"
        case "too_short":
            return source.value(path), f"'{name}' is empty", "it takes at least one entry"
        case "int_type" | "greater_than_equal":
            return source.value(path), f"{shown(given)} is no whole number", f"write {context.get('ge', 0)} or more"
        case _:
            return source.value(path), detail["msg"], ""


def _known(adapter: TypeAdapter[Form], location: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys that the form at pydantic's location may have, found by walking its JSON Schema."""
    schema = adapter.json_schema()
    forms = schema.get("$defs", {})
    node = schema
    for step in location:
        node = forms.get(step) or _below(_resolved(node, forms), step)
    return tuple(_resolved(node, forms).get("properties", ()))


def _resolved(node: dict[str, Any], forms: dict[str, Any]) -> dict[str, Any]:
    """The schema itself where there is only a reference to it, or a choice between it and nothing."""
    while "$ref" in node or "anyOf" in node:
        if "$ref" in node:
            node = forms[node["$ref"].rpartition("/")[2]]
        else:
            node = node["anyOf"][0]
    return node


def _below(node: dict[str, Any], step: str | int) -> dict[str, Any]:
    if step in node.get("properties", ()):
        found = node["properties"][step]
    elif isinstance(step, int):
        found = node.get("items", {})
    else:
        found = next(iter(node.get("patternProperties", {}).values()), node.get("additionalProperties", {}))
    return found if isinstance(found, dict) else {}
