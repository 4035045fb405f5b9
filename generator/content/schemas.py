"""The JSON Schema of each kind of content file, by which editors complete and check while an author writes."""

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from generator.content import SCHEMAS, files
from generator.content.assemble import adapters
from generator.content.fact_schemas import FACT_SCHEMAS
from generator.content.forms import FACT_MARK


def schema(name: str) -> dict[str, object]:
    """The JSON Schema (2020-12) of one kind of content file, of those in SCHEMAS."""
    made = adapters()[SCHEMAS.index(name)].json_schema(schema_generator=_Plain)
    if name == "offerings":
        made = _with_facts(made)
        made["$defs"] |= FACT_SCHEMAS
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"{name}.yaml", **made}


def _with_facts(node: Any) -> Any:
    """The schema with references to the facts' own schemas, which pydantic would not know."""
    if isinstance(node, list):
        return [_with_facts(each) for each in node]
    if not isinstance(node, dict):
        return node
    node = {key: _with_facts(each) for key, each in node.items()}
    return {"$ref": f"#/$defs/{node.pop(FACT_MARK)}", **node} if FACT_MARK in node else node


class _Plain(GenerateJsonSchema):
    """Schemas without a title for each key: it would only be the key again."""

    def field_title_should_be_set(self, schema: object) -> bool:
        return False


def text(name: str) -> str:
    """The file of a schema."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def write(project: Path) -> list[Path]:
    """Writes every schema to content/schemas/; returns the files that changed."""
    changed = []
    for name in SCHEMAS:
        path = project / "content" / "schemas" / f"{name}.json"
        wanted = text(name)
        if not path.is_file() or path.read_text("utf-8") != wanted:
            files.write(path, wanted)
            changed.append(path)
    return changed
