"""All content files of a project -> its publication."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter

from generator.content import offerings, words
from generator.content.documents import NAMES, Uses, check_count, document
from generator.content.files import FILES, check_names, document_ids
from generator.content.forms import (
    DocumentForm,
    InterfaceForm,
    Message,
    OfferingsForm,
    VocabularyForm,
)
from generator.content.places import Source, load
from generator.content.problems import Problems
from generator.content.publication import (
    PublicationForm,
    destinations,
    policies,
    provenance,
    redirects,
    withdrawn,
    without,
)
from generator.content.shape import Shaped, shape
from generator.content.tables import Surroundings
from generator.content.texts import Texts
from generator.errors import Place, did_you_mean
from generator.model import Document, Kind, Link, Publication
from generator.model import Message as ModelMessage
from generator.tree import Tree


@dataclass(frozen=True, slots=True)
class _Files:
    """The files every project has, in their forms."""

    publication: Shaped[PublicationForm]
    vocabulary: Shaped[VocabularyForm]
    offerings: Shaped[OfferingsForm]
    interface: Shaped[dict[str, Message]]

    @property
    def whole(self) -> bool:
        return self.publication.whole and self.vocabulary.whole and self.offerings.whole and self.interface.whole


@cache
def adapters() -> tuple[
    TypeAdapter[PublicationForm],
    TypeAdapter[VocabularyForm],
    TypeAdapter[OfferingsForm],
    TypeAdapter[dict[str, Message]],
    TypeAdapter[DocumentForm],
]:
    """The readers of the forms; making them costs more than using them."""
    return (
        TypeAdapter(PublicationForm),
        TypeAdapter(VocabularyForm),
        TypeAdapter(OfferingsForm),
        TypeAdapter(InterfaceForm),
        TypeAdapter(DocumentForm),
    )


def assemble(files: Tree, *, past: bool = False) -> Publication:
    """The publication of a project; one of the *past* may lack words that the generator has come to ask for since.

    Raises ContentError with all that is wrong.
    """
    problems = Problems()
    check_names(files, problems)
    told = len(problems.findings)
    main = [load(files, f"content/{name}.yaml", problems) for name in FILES]
    documents = {id: load(files, f"content/documents/{id}.yaml", problems) for id in document_ids(files)}
    readable = len(problems.findings) == told
    forms = _files(main, problems)
    *_, adapter = adapters()
    shaped = {id: shape(adapter, source, problems) if source else None for id, source in documents.items()}
    publication = _publication(forms, shaped, problems, past) if forms and readable else None
    problems.stop()
    assert publication is not None  # noqa: S101 - whatever stopped it has been told
    return publication


def _files(sources: list[Source | None], problems: Problems) -> _Files | None:
    publication, vocabulary, offerings, interface, _ = adapters()
    forms = (
        sources[0] and shape(publication, sources[0], problems),
        sources[1] and shape(vocabulary, sources[1], problems),
        sources[2] and shape(offerings, sources[2], problems),
        sources[3] and shape(interface, sources[3], problems),
    )
    match forms:
        case (Shaped() as first, Shaped() as second, Shaped() as third, Shaped() as fourth):
            return _Files(first, second, third, fourth)
        case _:
            return None


def _publication(
    files: _Files, shaped: Mapping[str, Shaped[DocumentForm] | None], problems: Problems, past: bool
) -> Publication:
    texts = Texts(problems)
    form, source = files.publication.form, files.publication.source
    if files.publication.whole:
        _check_list(form, source, tuple(shaped), problems)
    links = {
        id: Link(id, each.url, texts.message(source, ("links", id, "label"), each.label, Kind.LABEL))
        for id, each in form.links.items()
    }
    vocabulary = offerings.vocabulary(files.vocabulary, texts)
    known = offerings.known_ids(files.vocabulary.source, files.offerings.source)
    offerings.check_words_differ(files.vocabulary.source, known, problems)
    offered = offerings.offered(files.offerings, known, texts, problems)
    offerings.check_words_exist(offered.facts, files.vocabulary.source, problems)
    interface = _interface(files.interface, texts, problems, past)
    around = Surroundings(offered, files.offerings.source, source, files.vocabulary.source, form.edition, files.whole)
    uses = Uses()
    documents = {
        id: document(id, each, around, texts, problems, uses) for id, each in shaped.items() if each is not None
    }
    _check_texts(files, texts, around, problems)
    if files.whole and all(each and each.whole for each in shaped.values()):
        _check_unused(files, texts, uses, problems)
    order = {name: index for index, name in enumerate((*FILES, *form.documents))}
    messages = texts.in_order()
    return Publication(
        provider=form.provider,
        legal_name=form.legal_name or form.provider,
        source=form.source,
        names=tuple(form.names),
        links=links,
        interface=interface,
        vocabulary=vocabulary,
        deployments=offered.deployments,
        offerings=offered.offerings,
        groups=offered.groups,
        features=offered.features,
        documents=_listed(form, documents),
        messages={
            domain: messages[domain] for domain in sorted(messages, key=lambda name: order.get(name, len(order)))
        },
        terms=offered.terms,
        paper=form.paper,
        destinations=destinations(form, source, problems),
        redirects=redirects(form, source, problems),
        policies=policies(form),
        provenance=provenance(form),
        site=form.site,
        withdrawn=withdrawn(form, source, problems),
        without=without(form.without, form, source, ("without",), problems),
    )


def _listed(form: PublicationForm, documents: Mapping[str, Document]) -> tuple[Document, ...]:
    return tuple(documents[id] for id in form.documents if id in documents)


def _check_list(form: PublicationForm, source: Source, files: tuple[str, ...], problems: Problems) -> None:
    """Every listed document has a file, every file is listed, and none twice."""
    for index, id in enumerate(form.documents):
        place = source.value(("documents", index))
        if id not in files:
            problems.add(place, f"there is no content/documents/{id}.yaml", did_you_mean(id, files))
        if id in form.documents[:index]:
            problems.add(place, f"'{id}' is listed twice", "take one away")
    for id in files:
        if id not in form.documents:
            place = Place(f"content/documents/{id}.yaml")
            problems.add(place, f"the document '{id}' is not listed", f"add it to 'documents:' in {source.file}")


def _interface(
    shaped: Shaped[dict[str, Message]], texts: Texts, problems: Problems, past: bool
) -> dict[str, ModelMessage]:
    """The words of the page; each that the templates take must be there."""
    source = shaped.source
    interface = {id: texts.message(source, (id,), form, Kind.LABEL) for id, form in shaped.form.items()}
    for id, slots in words.INTERFACE.items():
        if id in interface:
            texts.check_slots(interface[id], slots)
        elif id not in source.ids() and not past:
            extra = tuple(word for word in source.ids() if word not in words.INTERFACE)
            hint = did_you_mean(id, extra) if extra else f"add '{id}:'; the pages need it"
            problems.add(Place(source.file), f"the word '{id}' is missing", hint)
    return interface


def _check_texts(files: _Files, texts: Texts, around: Surroundings, problems: Problems) -> None:
    """Links, placeholders and former keys outside the documents."""
    texts.check_links(around.publication.ids("links"))
    terms = [id.replace("-", "_") for id in around.source.ids("terms")]
    texts.check_placeholders("offerings", [*NAMES, *terms])
    texts.check_placeholders("publication", NAMES)
    for source, names in ((files.offerings.source, [*NAMES, *terms]), (files.publication.source, [*NAMES])):
        for message in texts.messages.get(source.domain, ()):
            check_count(message, around.offered.terms, names, source, problems)
    texts.check_formers()


def _check_unused(files: _Files, texts: Texts, uses: Uses, problems: Problems) -> None:
    """Everything that is there to be taken is taken."""
    placed = uses.terms | texts.placed("offerings")
    for id in files.offerings.form.terms:
        name = id.replace("-", "_")
        if name not in placed and "placeholders" not in texts.unclear:
            place = files.offerings.source.key(("terms", id))
            problems.add(place, f"no text places the term '{id}'", f"place {{{name}}} in a text, or take it out")
    linked = uses.links | texts.linked()
    for id in files.publication.form.links:
        if id not in linked and "links" not in texts.unclear:
            place = files.publication.source.key(("links", id))
            problems.add(place, f"nothing points to the link '{id}'", f"write [text]({id}) in a text, or take it out")
