"""On which page of its PDF each element of a document begins, for the project as it is now."""

from collections.abc import Mapping
from pathlib import Path

from generator.build import CACHE, build, manifest
from generator.build.order import Means, Order, Step
from generator.formats import pdf

FOLDER = "paper"
"""The folder in the cache with PDFs of drafts that nobody ordered."""


def pages(
    project: Path,
    documents: tuple[str, ...],
    means: Means | None = None,
    *,
    step: Step = lambda done, total, what: None,
) -> Mapping[tuple[str, str], Mapping[str, int]]:
    """(document, language) -> id of an element -> page, from 1.

    The PDFs are those of a draft, laid out only where that has not been done yet. Raises GeneratorError as `build`.
    """
    output = project / CACHE / FOLDER
    build(project, Order(documents=documents, formats=("pdf",)), output, means, step=step)
    printed = (each for each in manifest.read(output) if each.format == "pdf" and each.document)
    return {
        (each.document, each.language): pdf.pages_by_id((output / each.path).read_bytes())
        for each in printed
        if not documents or each.document in documents
    }
