"""The place of each page among others, and the pages that are made of lists."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from jinja2 import Environment

from generator.edition import Edition, Language
from generator.formats import Alternate, Download, Neighbours, Page, csv, json, templates
from generator.formats.templates import View
from generator.site import addresses, linked_data
from generator.site.addresses import CHOOSER, SCHEMA, href, hrefs
from generator.site.dress import Dress
from generator.site.graph import Graph, PageSet, site_languages

DOWNLOADS = {
    "pdf": ("application/pdf", "download-pdf"),
    "csv": (csv.MEDIA_TYPE, "download-csv"),
    "json": (json.MEDIA_TYPE, "download-data"),
}
"""The formats to which a page leads: media type, and label in interface.yaml."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How much there is to load: *size* in bytes, and the *pages* of a PDF."""

    size: int
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in a list, and where it lies from there; *is_elsewhere* is true where it lies in another language only."""

    edition: Edition
    href: str
    is_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A language in the chooser: where its home lies, and what there is to read in it."""

    language: Language
    href: str
    entries: tuple[Entry, ...]
    url: str = ""


# Documents


def document_page(
    edition: Edition,
    siblings: Sequence[Edition],
    dress: Dress,
    formats: Iterable[str],
    graph: Graph | None = None,
    weights: Mapping[str, Weight] | None = None,
) -> Page:
    """The place of an edition's page. *siblings* are the editions of the document in all its languages, this one too.

    *formats* are those in which the edition is built; the page leads to no file that isn't there. *graph* tells of the
    rest of the site; without it these languages are all. *weights* go by path.
    """
    graph = graph or Graph(site_languages(siblings))
    pages = graph.documents(siblings)
    files = _downloads(edition, formats, weights or {})
    neighbours = graph.neighbours(edition, siblings, addresses.path(edition))
    return _document_place(edition, pages, addresses.path(edition), dress, files, graph, neighbours)


def permanent_page(
    edition: Edition,
    siblings: Sequence[Edition],
    dress: Dress,
    formats: Iterable[str],
    graph: Graph,
    weights: Mapping[str, Weight] | None = None,
) -> Page:
    """The place of an edition's page at its permanent address, which leads only to what will always be there."""
    here = addresses.permanent_path(edition)
    tag, document = edition.language.tag, edition.document
    neighbours = Neighbours(
        editions=href(addresses.editions_path(tag, document), here),
        changes=href(addresses.changes_path(tag, document), here),
        permanent=href(here, here),
        current=href(addresses.path(edition), here),
        former=graph.former(edition, here),
    )
    files = {
        addresses.permanent_path(edition, format): file
        for format, file in zip(
            (format for format in DOWNLOADS if format in set(formats)),
            _downloads(edition, formats, weights or {}).values(),
            strict=True,
        )
    }
    page = _document_place(edition, graph.permanents(siblings), here, dress, files, graph, neighbours)
    standing = href(addresses.standing_path(tag, document), here)
    return replace(page, stylesheets=(*page.stylesheets, standing), wears=f"permanent edition-{edition.revision}")


def _downloads(edition: Edition, formats: Iterable[str], weights: Mapping[str, Weight]) -> dict[str, Download]:
    """The edition in other formats by path; the way there is told where the page stands."""
    found = {}
    for format, (media_type, label) in DOWNLOADS.items():
        if format in set(formats):
            path = addresses.path(edition, format)
            weight = weights.get(path, Weight(0))
            found[path] = Download("", media_type, label, format.upper(), weight.size, weight.pages)
    return found


def _document_place(
    edition: Edition,
    pages: PageSet,
    here: str,
    dress: Dress,
    files: Mapping[str, Download],
    graph: Graph,
    neighbours: Neighbours,
) -> Page:
    downloads = tuple(
        Download(href(path, here), file.media_type, file.label, file.format, file.size, file.pages)
        for path, file in files.items()
    )
    told = linked_data.document(edition, pages, here, tuple(files.items()), graph.languages[0], graph.base)
    page = place(edition.language, pages, here, dress, graph)
    has_data = any(file.media_type == json.MEDIA_TYPE for file in files.values())
    schema = href(SCHEMA, here) if has_data else ""
    return replace(page, downloads=downloads, linked_data=told, schema=schema, neighbours=neighbours)


def place(language: Language, pages: PageSet, here: str, dress: Dress, graph: Graph, *, is_listed: bool = True) -> Page:
    """The place of any page with a path of its own."""
    return Page(
        home=href(addresses.home_path(language), here),
        chooser=href(CHOOSER, here),
        is_home=here == addresses.home_path(language),
        stylesheets=hrefs(dress.stylesheets, here),
        preloads=hrefs(dress.preloads, here),
        alternates=graph.alternates(pages, here),
        canonical=graph.base.url(here) if is_listed else "",
        default=graph.base.link(pages.default, here) if is_listed else "",
        feed=href(addresses.feed_path(language.tag), here),
        is_listed=is_listed,
    )


# Lists


def home(
    editions: Sequence[Edition],
    languages: Sequence[Language],
    dress: Dress,
    environment: Environment,
    graph: Graph | None = None,
    elsewhere: Sequence[Edition] = (),
) -> bytes:
    """The list of the documents in one language: *editions* are all of that language, *languages* those of the site.

    *elsewhere* are documents that are missing in the language, in one that has them. Raises RenderError if the project's templates can't make it.
    """
    graph = graph or Graph(tuple(languages))
    first = editions[0]
    here = addresses.home_path(first.language)
    titles = {addresses.path(edition): str(edition.title) for edition in editions}
    told = linked_data.collection(first, str(first.interface["documents"]), titles, here, graph.base)
    values = {
        "language": first.language,
        "publisher": first.publisher,
        "entries": (
            *_entries(editions, here),
            *(replace(entry, is_elsewhere=True) for entry in _entries(elsewhere, here)),
        ),
        "page": replace(place(first.language, graph.homes(), here, dress, graph), linked_data=told),
        "view": View.of(first),
    }
    return templates.render(environment, "home.html.jinja", **values).encode()


def chooser(
    editions: Sequence[Edition],
    dress: Dress,
    environment: Environment,
    graph: Graph | None = None,
) -> bytes:
    """The page at the site's root: every language by its own name. Its own few words are in the first one.

    *dress* is for all languages.

    Raises RenderError if the project's templates can't make it.
    """
    graph = graph or Graph(site_languages(editions))
    values = _choices(editions, graph) | {
        "stylesheets": dress.stylesheets,
        "preloads": dress.preloads,
        "canonical": graph.base.url(CHOOSER),
        "default": graph.base.link(CHOOSER, CHOOSER),
    }
    return templates.render(environment, "chooser.html.jinja", **values).encode()


def _choices(editions: Sequence[Edition], graph: Graph) -> dict[str, object]:
    first = editions[0]
    by_language = of_languages(editions)
    return {
        "language": first.language,
        "publisher": first.publisher,
        "choices": tuple(
            Choice(
                language,
                addresses.home_path(language),
                _entries(its, CHOOSER),
                graph.base.link(addresses.home_path(language), CHOOSER),
            )
            for language, its in by_language.items()
        ),
        "view": View.of(first),
    }


def errors(
    editions: Sequence[Edition], dresses: Mapping[str, Dress], common: Dress, environment: Environment, graph: Graph
) -> dict[str, bytes]:
    """What a host answers where nothing lies: path -> page, one for each language and one for all, which wears *common*.

    Such a page is shown at whatever address was asked for, so its links begin at the root of the host.
    """
    by_language = of_languages(editions)
    pages = {
        addresses.error_path(language.tag): _error(language, its[0], by_language, dresses[language.tag], graph)
        for language, its in by_language.items()
    }
    first = editions[0]
    pages[addresses.error_path()] = _error(first.language, first, by_language, common, graph)
    return {
        path: templates.render(environment, "not-found.html.jinja", **values).encode() for path, values in pages.items()
    }


def _error(
    language: Language,
    first: Edition,
    by_language: Mapping[Language, Sequence[Edition]],
    dress: Dress,
    graph: Graph,
) -> dict[str, object]:
    rooted = graph.base.rooted
    alternates = tuple(Alternate(each, rooted(addresses.home_path(each)), each == language) for each in by_language)
    page = Page(
        home=rooted(addresses.home_path(language)),
        stylesheets=tuple(rooted(sheet) for sheet in dress.stylesheets),
        alternates=alternates,
        is_listed=False,
    )
    return {
        "language": language,
        "publisher": first.publisher,
        "entries": tuple(Entry(each, rooted(addresses.path(each))) for each in by_language[language]),
        "page": page,
        "view": View.of(first),
    }


def of_languages(editions: Iterable[Edition]) -> dict[Language, list[Edition]]:
    """Editions by language, in their order."""
    found: dict[Language, list[Edition]] = {}
    for edition in editions:
        found.setdefault(edition.language, []).append(edition)
    return found


def _entries(editions: Iterable[Edition], here: str) -> tuple[Entry, ...]:
    return tuple(Entry(edition, href(addresses.path(edition), here)) for edition in editions)
