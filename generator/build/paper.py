"""On which page of its PDF each element of a document begins, for the project as it is now."""

from collections.abc import Mapping
from pathlib import Path

from generator import workers
from generator.build.order import Means, Step
from generator.build.proof import proof
from generator.formats import pdf
from generator.localize import localize
from generator.review.snapshot import working_tree

Job = tuple[str, str]
"""A document and a language tag."""


def pages(
    project: Path, documents: tuple[str, ...], *, step: Step = lambda done, total, what: None
) -> Mapping[Job, Mapping[str, int]]:
    """(document, language) -> id of an element -> page, from 1; of all documents, if none is named.

    The PDFs are those of a draft, laid out for this and not kept. Raises GeneratorError if one can't be made.
    """
    snapshot = working_tree(project)
    publication, means = snapshot.publication, Means()
    known = {each.id: each for each in publication.documents if not documents or each.id in documents}

    def printed(job: Job) -> Mapping[str, int]:
        document, catalog = known[job[0]], snapshot.catalogs[job[1]]
        edition = localize(document, publication, catalog, snapshot.settings[0])
        return pdf.pages_by_id(proof(project, edition, catalog.settings, publication.paper, "pdf"))

    jobs = [(id, tag) for id in known for tag in snapshot.catalogs]
    found = {}
    done = workers.run(printed, jobs, count=means.workers, patience=means.patience, told=lambda text: None)
    for job, numbers in done:
        found[job] = numbers
        step(len(found), len(jobs), f"{job[0]} ({job[1]})")
    return found
