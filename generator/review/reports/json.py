"""A review for programs; ``schema.json`` beside this file is its JSON Schema."""

import json
from pathlib import Path
from typing import Any

from generator.review import Review
from generator.review.reports.data import data

SCHEMA = Path(__file__).parent / "schema.json"


def render(review: Review) -> str:
    """The data as JSON."""
    return json.dumps(data(review), ensure_ascii=False, indent=1) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `render` gives."""
    found: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    return found
