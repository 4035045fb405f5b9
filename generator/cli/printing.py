"""On which pages the documents say what a verb tells of."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.cli import console
from generator.errors import GeneratorError


def pages(project: Path, documents: Sequence[str]) -> Mapping[tuple[str, str], Mapping[str, int]]:
    """The pages by document, language and id of an element; none, and why, where the documents can't be printed."""
    from generator.build.paper import pages

    try:
        with console.progress(quiet=False) as step:
            return pages(project, tuple(documents), step=step)
    except GeneratorError as error:
        console.tell(f"no pages: {error.findings[0]}")
        return {}
