"""``servicedocs schema``: the JSON Schemas of content files, for editors, and of reviews, for programs."""

import json
from pathlib import Path

import click

from generator.cli import console
from generator.content import SCHEMAS

REVIEW = "diff"
"""The schema that is none of a content file."""


@click.command("schema")
@click.argument("name", required=False, type=click.Choice([*SCHEMAS, REVIEW]))
@click.option("--write", is_flag=True, help="Write all of them to content/schemas/, where the content files name them.")
@console.project_option
@console.quiet_option
def verb(name: str | None, write: bool, project: Path, quiet: bool) -> None:
    """Print the JSON Schema of one kind of content file, or of what diff --format json tells; or write all of the former."""
    from generator import content

    if write:
        for path in content.write_schemas(project):
            if not quiet:
                console.show(str(path.relative_to(project) if path.is_absolute() else path))
    elif name is None:
        raise click.UsageError("name a schema or use --write")
    elif name == REVIEW:
        from generator.review.reports.json import schema

        console.show(json.dumps(schema(), indent=2, ensure_ascii=False))
    else:
        console.show(json.dumps(content.schema(name), indent=2, ensure_ascii=False))
