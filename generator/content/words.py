"""The words that the generator itself asks a project for, and what each may place.

A project may have more words for its own templates in interface.yaml; those may place whatever its templates fill in.
"""

from generator.model import Comparison

INTERFACE: dict[str, tuple[str, ...]] = {
    "document-number": (),
    "edition": (),
    "language": (),
    "publisher": (),
    "contents": (),
    "documents": (),
    "table": ("number",),
    "table-continued": ("table",),
    "page-of": ("page", "pages"),
    "note": ("number",),
    "notes": (),
    "legend-included": (),
    "legend-not-included": (),
    "draft": (),
    "draft-notice": (),
    "outdated-notice": ("date",),
    "source-revision": (),
    "approved-texts": (),
    "approved-of": ("approved", "texts"),
    "prevailing-language": (),
    "skip-to-content": (),
    "choose-language": (),
    "language-menu": (),
    "download-pdf": (),
    "download-data": (),
    "back-to-documents": (),
    "contact": (),
    "external-link": (),
    "download-csv": (),
    "pages": ("pages",),
    "files": (),
    "more": (),
    "no-translation": (),
    "compare": (),
    "compare-choose": (),
    "compare-differences": (),
    "feature": (),
    "offering": (),
    "bilingual": (),
    "beside": (),
    "editions": (),
    "edition-of": ("date",),
    "editions-rule": (),
    "editions-data": (),
    "applies-from": (),
    "applies-until": (),
    "in-force": (),
    "superseded-by": ("date",),
    "replaces": ("date",),
    "former-edition": (),
    "permanent": (),
    "permanent-notice": ("date",),
    "edition-in-force": (),
    "changes": (),
    "feed": (),
    "first-edition": (),
    "no-changes": (),
    "changed-facts": (),
    "changed-texts": (),
    "before": (),
    "now": (),
    "not-stated": (),
    "not-found": (),
    "not-found-hint": (),
    "withdrawn": (),
    "withdrawn-notice": ("date",),
    "successor": (),
    "last-edition": (),
}
"""Words of the page that the templates take: id -> placeholders that the template fills."""

_SLOTS: dict[tuple[str, str], tuple[str, ...]] = {
    ("included-with", ""): ("owner",),
    ("coverage", "long"): ("days", "hours"),
    ("coverage", "short"): ("days", "hours"),
    ("days", "range"): ("first", "last"),
    ("severity", ""): ("feature", "level"),
    **{("comparisons", bound): ("duration",) for bound in Comparison},
    **{("business-days", bound): ("count",) for bound in Comparison},
}


def slots(section: str, id: str) -> tuple[str, ...]:
    """What the word for a fact must place: the slots that localization fills."""
    return ("interval",) if section == "zones" else _SLOTS.get((section, id), ())
