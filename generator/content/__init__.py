"""content/*.yaml -> model, with every mistake at its place.

A file becomes plain data with places (``places``), takes the authors' form (``forms``, ``shape``), and its facts
(``facts``), texts (``texts``), offerings and documents become the model. Whatever is wrong is noted on the way and told
all at once at the end.
"""

from pathlib import Path

from generator.errors import ContentError, Place
from generator.model import Publication
from generator.tree import Project, tree

__all__ = ["SCHEMAS", "find_project", "read", "scaffold", "schema", "write_schemas"]

SCHEMAS = ("publication", "vocabulary", "offerings", "interface", "document")
"""The kinds of content files; each has a JSON Schema in content/schemas/."""


def find_project(start: Path) -> Path:
    """The nearest folder from *start* upward that holds content/publication.yaml.

    Raises ContentError if there is none.
    """
    for folder in (start.absolute(), *start.absolute().parents):
        if (folder / "content" / "publication.yaml").is_file():
            return folder
    hint = "go into the folder of a project, or name it with --project"
    raise ContentError.at(Place("content/publication.yaml"), "no project in this folder or above it", hint)


def read(project: Project, *, past: bool = False) -> Publication:
    """Everything that the project's content/ says; what was good in the *past* need not have the words of today's pages.

    Raises ContentError with all that is wrong, in the order of the places.
    """
    from generator.content.assemble import assemble

    return assemble(tree(project), past=past)


def schema(name: str) -> dict[str, object]:
    """The JSON Schema (2020-12) of one kind of content file, of those in SCHEMAS."""
    from generator.content.schemas import schema

    return schema(name)


def write_schemas(project: Path) -> list[Path]:
    """Writes every JSON Schema to content/schemas/, where the content files name it; returns the files that changed."""
    from generator.content.schemas import write

    return write(project)


def scaffold(project: Path, id: str) -> list[Path]:
    """Makes a new document: a small valid file, and its id in the list of publication.yaml; returns both files.

    Raises ContentError if the id is none, or is taken.
    """
    from generator.content.scaffolding import scaffold

    return scaffold(project, id)
