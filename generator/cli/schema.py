"""``servicedocs schema``: the JSON Schemas by which an editor completes and checks content files."""

import json
from pathlib import Path

import click

from generator.cli import console
from generator.content import SCHEMAS


@click.command("schema")
@click.argument("name", required=False, type=click.Choice(SCHEMAS))
@click.option("--write", is_flag=True, help="Write all of them to content/schemas/, where the content files name them.")
@console.project_option
@console.quiet_option
def verb(name: str | None, write: bool, project: Path, quiet: bool) -> None:
    """Print the JSON Schema of one kind of content file, or write all of them."""
    from generator import content

    if write:
        for path in content.write_schemas(project):
            if not quiet:
                console.show(str(path.relative_to(project) if path.is_absolute() else path))
    elif name is None:
        raise click.UsageError("name a schema or use --write")
    else:
        console.show(json.dumps(content.schema(name), indent=2, ensure_ascii=False))
