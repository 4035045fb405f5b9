"""Pages about a document through time and languages: its editions, what changed, its offerings, itself beside itself."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from jinja2 import Environment

from generator.edition import Edition, Language, Phrase
from generator.formats import FORMATS, Download, Former, Page, Press, templates
from generator.formats.templates import View
from generator.model import Withdrawal
from generator.site import addresses, changes
from generator.site import record as records
from generator.site.addresses import RECORD, href
from generator.site.bilingual import Column, column, pairs
from generator.site.comparison import comparison
from generator.site.dress import Dress
from generator.site.graph import Graph, PageSet, compares, is_released, page_of
from generator.site.pages import DOWNLOADS, Weight, permanent_page, place
from generator.site.record import Record

DATES_VERSION = 1


@dataclass(frozen=True, slots=True)
class Day:
    """A day as machines write it (ISO 8601), and as the page's language does."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class Term:
    """An edition and the time for which it applied: from the first day of its month to the day before the next one's.

    *until* is None while nothing took its place; *follower* is the edition that did. *href* leads to it, *files* to its
    other formats, where it has a permanent address.
    """

    record: Record
    since: Day
    until: Day | None = None
    follower: Former | None = None
    href: str = ""
    files: tuple[Download, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page about a document is made of; *words* are an edition whose interface the page speaks."""

    words: Edition
    view: View
    title: Phrase | str
    document: str
    records: tuple[Record, ...]
    dress: Dress
    environment: Environment
    graph: Graph
    withdrawal: Withdrawal | None = None

    @property
    def language(self) -> Language:
        return self.words.language

    @property
    def tag(self) -> str:
        return self.words.language.tag

    @property
    def gone(self) -> str:
        """The month since when the document applies no more, in the page's language; "" while it does."""
        return self.words.calendar.month(str(self.withdrawal.since)) if self.withdrawal else ""

    def day(self, date: date) -> Day:
        return Day(str(date), self.words.calendar.day(str(date)))

    def render(self, template: str, page: Page, here: str, **values: object) -> bytes:
        """A page about the document. Raises RenderError if the project's templates can't make it."""
        common = {
            "language": self.language,
            "publisher": self.words.publisher,
            "title": self.title,
            "document_href": href(addresses.document_path(self.tag, self.document), here),
            "gone": self.gone,
            "page": page,
            "view": self.view,
        }
        return templates.render(self.environment, template, **common, **values).encode()


def about(
    edition: Edition,
    siblings: Sequence[Edition],
    dresses: Mapping[str, Dress],
    environment: Environment,
    formats: Sequence[str],
    graph: Graph,
    weights: Mapping[str, Weight] | None = None,
    column_of: Callable[[Edition], Column] | None = None,
) -> dict[str, bytes]:
    """Everything that stands around an edition, by path. *siblings* are editions in all languages, this one too.

    *formats* and *weights* as of the document's own page. *column_of* gives columns that were drawn before; then the
    siblings need no text. What an edition is in formats other than HTML is copied to the permanent address by whoever has
    it; `permanent_copies` tells from where.
    Raises RenderError if the project's templates can't make a page.
    """
    dress = dresses[edition.language.tag]
    known = known_records(edition, graph, formats)
    frame = Frame(edition, View.of(edition), edition.title, edition.document, known, dress, environment, graph)
    found = _lists(frame, graph.editions(siblings), graph.changes(siblings))
    if compares(edition):
        path = addresses.comparison_path(frame.tag, frame.document)
        page = place(frame.language, graph.comparisons(siblings), path, dress, graph)
        found[path] = frame.render("comparison.html.jinja", page, path, edition=edition, comparison=comparison(edition))
    drawn = column_of or (lambda each: column(each, environment))
    own = drawn(edition) if len(siblings) > 1 else ()
    for other in siblings:
        if other.language != edition.language:
            path = addresses.bilingual_path(frame.tag, frame.document, other.language.tag)
            columns = (own, drawn(other))
            found[path] = _bilingual(frame, edition, other, columns, siblings, dresses[other.language.tag], path)
    if is_made_permanent(edition, graph):
        page = permanent_page(edition, siblings, dress, formats, graph, weights)
        found[addresses.permanent_path(edition)] = FORMATS["html"](edition, Press(environment, page=page))
        folder = addresses.permanent_folder(frame.tag, frame.document, edition.revision)
        found[f"{folder}{RECORD}"] = records.write(_record(edition, formats))
    return found


def paths_about(edition: Edition, siblings: Sequence[Edition], graph: Graph) -> tuple[str, ...]:
    """The paths of `about`, known without the text of any edition."""
    tag, document = edition.language.tag, edition.document
    paths = [
        addresses.editions_path(tag, document),
        addresses.dates_path(tag, document),
        addresses.standing_path(tag, document),
        addresses.changes_path(tag, document),
    ]
    if compares(edition):
        paths.append(addresses.comparison_path(tag, document))
    others = (other.language.tag for other in siblings if other.language != edition.language)
    paths += [addresses.bilingual_path(tag, document, other) for other in others]
    if is_made_permanent(edition, graph):
        folder = addresses.permanent_folder(tag, document, edition.revision)
        paths += [addresses.permanent_path(edition), f"{folder}{RECORD}"]
    return tuple(paths)


def is_made_permanent(edition: Edition, graph: Graph) -> bool:
    """Whether a build makes what lies at the permanent address; what the archive holds is only copied."""
    return is_released(edition) and not graph.archive.holds(edition.document, edition.language.tag, edition.revision)


def permanent_copies(edition: Edition, formats: Sequence[str], graph: Graph) -> dict[str, str]:
    """The files at an edition's permanent address that are copies of others in the site: path -> path of the original."""
    if not is_made_permanent(edition, graph):
        return {}
    wanted = [format for format in DOWNLOADS if format in set(formats)]
    return {addresses.permanent_path(edition, format): addresses.path(edition, format) for format in wanted}


def known_records(edition: Edition, graph: Graph, formats: Sequence[str] = ()) -> tuple[Record, ...]:
    """The editions of a document in a language, oldest first, with this one; once released, as it was then."""
    released = graph.records(edition)
    if graph.archive.holds(edition.document, edition.language.tag, edition.revision):
        return released
    return tuple(sorted((*released, _record(edition, formats)), key=lambda each: each.revision))


def _record(edition: Edition, formats: Sequence[str]) -> Record:
    made = [format for format in ("html", *DOWNLOADS) if format in set(formats)]
    return records.record(edition, tuple(addresses.file_name(edition, format) for format in made))


# Editions and changes


def withdrawn(
    document: str, words: Edition, dress: Dress, environment: Environment, graph: Graph, successor: Edition | None
) -> dict[str, bytes]:
    """What stays of a document that applies no more, in the language of *words*: where it was, its editions, its changes."""
    kept = graph.archive.of(document, words.language.tag)
    withdrawal = graph.archive.withdrawn[document]
    frame = Frame(words, View.of(words), kept[-1].title, document, kept, dress, environment, graph, withdrawal)
    editions = graph.withdrawn(document, addresses.editions_path)
    found = _lists(frame, editions, graph.withdrawn(document, addresses.changes_path))
    here = addresses.document_path(frame.tag, document)
    pages = graph.withdrawn(document, addresses.document_path)
    found[here] = frame.render(
        "withdrawn.html.jinja",
        place(frame.language, pages, here, dress, graph, is_listed=False),
        here,
        last=Former(kept[-1].date, href(page_of(kept[-1]), here)),
        successor=Former(str(successor.title), href(addresses.path(successor), here)) if successor else None,
        editions_href=href(addresses.editions_path(frame.tag, document), here),
    )
    return found


def _lists(frame: Frame, editions: PageSet, changed: PageSet) -> dict[str, bytes]:
    """The list of editions, as page, data and style sheet, and what changed between them."""
    here = addresses.editions_path(frame.tag, frame.document)
    there = addresses.changes_path(frame.tag, frame.document)
    page = place(frame.language, editions, here, frame.dress, frame.graph)
    changes_page = place(frame.language, changed, there, frame.dress, frame.graph)
    terms = _terms(frame, here)
    dates = addresses.dates_path(frame.tag, frame.document)
    return {
        here: frame.render(
            "editions.html.jinja",
            page,
            here,
            terms=terms[::-1],
            changes_href=href(there, here),
            dates_href=href(dates, here),
        ),
        dates: _dates(frame, _terms(frame, dates)),
        addresses.standing_path(frame.tag, frame.document): _standing(frame, terms),
        there: frame.render(
            "changes.html.jinja",
            changes_page,
            there,
            revisions=changes.revisions(frame.records),
            editions_href=href(here, there),
        ),
    }


def _terms(frame: Frame, here: str) -> tuple[Term, ...]:
    """The editions, oldest first, with the time for which each applied."""
    last = str(frame.withdrawal.since) if frame.withdrawal else ""
    following = [*frame.records[1:], None]
    return tuple(
        _term(frame, each, after, here, after.revision if after else last)
        for each, after in zip(frame.records, following, strict=True)
    )


def _term(frame: Frame, kept: Record, after: Record | None, here: str, end: str) -> Term:
    until = frame.day(_first_day(end) - timedelta(days=1)) if end else None
    follower = Former(after.date, href(_permanent(frame, after), here)) if after else None
    way = href(_permanent(frame, kept), here)
    folder = way.removesuffix("index.html")
    files = tuple(
        Download(f"{folder}{name}", media_type, label, format.upper())
        for format, (media_type, label) in DOWNLOADS.items()
        for name in kept.files
        if name.endswith(f".{format}")
    )
    return Term(kept, frame.day(_first_day(kept.revision)), until, follower, way, files)


def _first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _permanent(frame: Frame, kept: Record) -> str:
    """Where an edition lies: drafts have no permanent address, but the page that applies now."""
    is_kept = frame.graph.archive.holds(kept.document, kept.language, kept.revision)
    return page_of(kept) if is_kept or is_released(frame.words) else addresses.path(frame.words)


def _dates(frame: Frame, terms: tuple[Term, ...]) -> bytes:
    """Which edition applied when, for programs: dates are ISO 8601 and both included."""
    here = addresses.dates_path(frame.tag, frame.document)
    base = frame.graph.base
    told = {
        "schema": DATES_VERSION,
        "document": frame.document,
        "language": frame.tag,
        "title": str(frame.title),
        "editions": [
            {
                "edition": term.record.revision,
                "from": term.since.iso,
                "until": term.until.iso if term.until else None,
                "url": base.link(_permanent(frame, term.record), here),
            }
            for term in terms
        ],
    }
    return f"{json.dumps(told, ensure_ascii=False, indent=2)}\n".encode()


def _standing(frame: Frame, terms: tuple[Term, ...]) -> bytes:
    """The style sheet of permanent pages: it says what took the place of each, since the pages themselves never change."""
    gone = [(term, term.follower) for term in terms if term.follower or frame.withdrawal]
    values = {"gone": gone, "since": frame.gone, "view": frame.view}
    return templates.render(frame.environment, "styles/standing.css.jinja", **values).encode()


# Two languages


def _bilingual(
    frame: Frame,
    first: Edition,
    second: Edition,
    columns: tuple[Column, Column],
    siblings: Sequence[Edition],
    other: Dress,
    here: str,
) -> bytes:
    """A document beside itself; other languages of the menu take the place of the page's own.

    It says nothing that the document's own page doesn't, so to search engines it is a copy of that.
    """
    paths = {
        each.language.tag: addresses.bilingual_path(
            each.language.tag,
            first.document,
            (first if each.language == second.language else second).language.tag,
        )
        for each in siblings
    }
    page = place(frame.language, PageSet(paths, here), here, frame.dress, frame.graph, is_listed=False)
    sheets = dict.fromkeys((*page.stylesheets, *addresses.hrefs(other.stylesheets, here)))
    return frame.render(
        "bilingual.html.jinja",
        replace(page, stylesheets=tuple(sheets), canonical=frame.graph.base.url(addresses.path(first))),
        here,
        first=first,
        second=second,
        other_view=replace(View.of(second), has_unsettled=any(line.unsettled for line in columns[1])),
        pairs=pairs(*columns),
        choices=frame.graph.bilingual(first, siblings, here),
    )
