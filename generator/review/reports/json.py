"""A review for programs; ``schema.json`` beside this file is its JSON Schema."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.review import Review
from generator.review.reports.data import data

SCHEMA = Path(__file__).parent / "schema.json"


def render(review: Review) -> str:
    """The data as JSON, each change and each message on a line of its own."""
    return "{\n" + ",\n".join(_fields(data(review))) + "\n}\n"


def _fields(told: dict[str, Any]) -> Iterator[str]:
    for name, value in told.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{_line(name)}: [\n" + ",\n".join(map(_line, value)) + "\n]"
        else:
            yield f"{_line(name)}: {_line(value)}"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `render` gives."""
    found: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    return found
