"""A new document, for an author to fill."""

from pathlib import Path

import yaml

from generator.content import files
from generator.content.places import load
from generator.content.problems import Problems
from generator.errors import Place
from generator.tree import tree

_DOCUMENT = """\
# yaml-language-server: $schema=../schemas/document.json

title: {title}
subject:
  text: What this document is about, in one sentence.
  note: Describes the document in search results and file properties.

sections:
  overview:
    title: Overview
    blocks:
      purpose: What the reader gets, written here.
"""
_PUBLICATION = "content/publication.yaml"


def scaffold(project: Path, id: str) -> list[Path]:
    """Writes a small valid document and lists it in publication.yaml, whose comments stay.

    Raises ContentError if the id is none, or is taken.
    """
    problems = Problems()
    file = f"content/documents/{id}.yaml"
    source = load(tree(project), _PUBLICATION, problems)
    if files.check_id(id, Place(_PUBLICATION), problems):
        listed = source.data.get("documents") if source and isinstance(source.data, dict) else None
        if (project / file).exists():
            problems.add(Place(file), f"there is a document '{id}' already", "take another id")
        elif isinstance(listed, list) and id in listed:
            problems.add(Place(_PUBLICATION), f"'{id}' is listed already", "take another id")
    problems.stop()
    path = project / _PUBLICATION
    wanted = _listed(path.read_bytes().decode("utf-8"), id, problems)
    problems.stop()
    files.write(project / file, _DOCUMENT.format(title=id.replace("-", " ").capitalize()))
    files.write(path, wanted)
    return [project / file, path]


def _listed(text: str, id: str, problems: Problems) -> str:
    """publication.yaml with one more entry in its list of documents, written as the others are."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    entries = root.value if isinstance(root, yaml.MappingNode) else []
    node = next((value for key, value in entries if key.value == "documents"), None)
    if not isinstance(node, yaml.SequenceNode):
        problems.add(Place(_PUBLICATION), "there is no list 'documents:'", f"write documents: [{id}]")
        return text
    if not node.value:
        at = node.start_mark.index + 1
        return f"{text[:at]}{id}{text[at:]}"
    at = node.value[-1].end_mark.index
    if node.flow_style:
        return f"{text[:at]}, {id}{text[at:]}"
    ending = "\r\n" if "\r\n" in text else "\n"
    line = text.find("\n", at) + 1
    if not line:
        return f"{text}{ending}{' ' * node.start_mark.column}- {id}{ending}"
    return f"{text[:line]}{' ' * node.start_mark.column}- {id}{ending}{text[line:]}"
