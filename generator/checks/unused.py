"""Features and links that no document shows: dead content that somebody still translates."""

from collections.abc import Iterable, Iterator

from generator import inline
from generator.checks.corpus import Corpus, parsed
from generator.checks.examples import Content
from generator.errors import Finding, Severity
from generator.localize.tables import rows_of
from generator.model import Block, Contact, Feature, Inclusion, ItemList, Section, Status

_INCLUDED = {("gold", "value"): Inclusion(Status.INCLUDED)}


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for each feature in no table, sentence or heading, and for each link that nothing points to."""
    yield from _features(corpus)
    yield from _links(corpus)


def _features(corpus: Corpus) -> Iterator[Finding]:
    publication = corpus.publication
    shown: set[str] = set()
    facts = [fact for document in publication.documents for fact in document.values.values()]
    for document in publication.documents:
        for view in document.tables():
            shown.update(feature.id for _, features in rows_of(view, publication) for feature in features)
        shown.update(_headed(document.sections, tuple(publication.features.values())))
    for feature in publication.features.values():
        # a fact that a sentence places is the very fact of the feature
        placed = any(fact is each for fact in feature.facts.values() for each in facts)
        if feature.id not in shown and not placed:
            place = feature.place if feature.place.file else feature.name.place
            problem = f"no document shows the feature '{feature.id}'"
            hint = "show its group in a table, place one of its facts, or take it out"
            yield Finding(
                Severity.WARNING, "unused", place, problem, hint, feature.name.key, domain=feature.name.domain
            )


def _headed(sections: Iterable[Section], features: Iterable[Feature]) -> Iterator[str]:
    for section in sections:
        yield from (feature.id for feature in features if feature.name is section.title)
        yield from _headed(section.sections, features)


def _links(corpus: Corpus) -> Iterator[Finding]:
    publication = corpus.publication
    used = {id for message in corpus.messages for id in inline.links(parsed(message.text) or ())}
    for document in publication.documents:
        for section in document.sections:
            used.update(_contacts(section))
    for link in publication.links.values():
        if link.id not in used:
            problem = f"nothing points to the link '{link.id}'"
            hint = f"write [text]({link.id}) in a text, or take it out"
            label = link.label
            yield Finding(Severity.WARNING, "unused", label.place, problem, hint, label.key, domain=label.domain)


def _contacts(section: Section) -> Iterator[str]:
    for block in section.blocks:
        yield from _of_block(block)
    for inner in section.sections:
        yield from _contacts(inner)


def _of_block(block: Block) -> Iterator[str]:
    if isinstance(block, Contact):
        yield from block.links
    elif isinstance(block, ItemList):
        for item in block.items:
            for inner in item.blocks:
                yield from _of_block(inner)


EXAMPLES = (
    Content(facts=_INCLUDED, shown=False, caught=True),
    Content(facts=_INCLUDED, shown=True, caught=False),
    Content(facts=_INCLUDED, links=("quality",), caught=True),
    Content(facts=_INCLUDED, links=("quality",), text="[Learn more](quality)", caught=False),
    Content(facts=_INCLUDED, shown=False, placed={"value": _INCLUDED["gold", "value"]}, caught=False),
)
