"""Corrections that findings bring along, put into translations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from generator.catalogs import Catalog
from generator.errors import Finding, Span

Texts = Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]]
"""Language tag -> domain -> key -> the forms of a translation."""


def fixed(findings: Iterable[Finding], catalogs: Sequence[Catalog], *, unsafe: bool = False) -> Texts:
    """The translations with the corrections of findings in them; those that could change the meaning only if *unsafe*.

    Where two corrections meet, the later one in the text is made; the other is for another run.
    """
    spans: dict[tuple[str, str, str], list[Span]] = defaultdict(list)
    for finding in findings:
        span = finding.span
        if span and span.fix is not None and (span.safe or unsafe):
            spans[finding.language, finding.domain, finding.key].append(span)
    by_tag = {catalog.settings.language.tag: catalog for catalog in catalogs}
    texts: dict[str, dict[str, dict[str, tuple[str, ...]]]] = defaultdict(lambda: defaultdict(dict))
    for (language, domain, key), each in spans.items():
        forms = by_tag[language].entries[domain, key].forms
        texts[language][domain][key] = tuple(_applied(form, number, each) for number, form in enumerate(forms))
    return texts


def _applied(text: str, form: int, spans: Sequence[Span]) -> str:
    end = len(text) + 1
    for span in sorted((each for each in spans if each.form == form), key=lambda each: (-each.start, -each.end)):
        if span.end <= end:
            text = text[: span.start] + (span.fix or "") + text[span.end :]
            end = span.start
    return text
