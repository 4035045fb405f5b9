"""Two snapshots -> the document itself with its changes marked in place: an edition as any other, for the same templates.

``phrases`` marks words, ``blocks`` sections and blocks, ``columns`` and ``tables`` the grids; ``record`` notes the changes
for the list at the end. What means the same on both sides is told by ids, as everywhere in a review.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from generator.catalogs import LanguageSettings
from generator.content.words import INTERFACE
from generator.edition import Edition, Fate, Phrase, Redline, State, Text
from generator.errors import GeneratorError, Place, did_you_mean
from generator.localize import interface, localize
from generator.model import Document
from generator.review.grid import Renamed
from generator.review.outline import nodes, pairs
from generator.review.redline.blocks import Writer
from generator.review.redline.phrases import exchanged, is_marked, merged
from generator.review.redline.record import Record, excerpt, fate_of
from generator.review.sequence import Step, paired
from generator.review.snapshot import Snapshot, named, pair, working_tree

__all__ = ["redline", "redlines"]

PLACE = Place("content/publication.yaml")


def redlines(
    project: Path, revisions: str, tag: str, documents: Sequence[str] = ()
) -> Iterator[tuple[Edition, LanguageSettings, str]]:
    """The redlines of ``BASE``, ``BASE..HEAD`` or ``BASE...HEAD`` in a language, one for each document; all for none.

    With each come the settings of the language and the size of the paper.

    Raises GeneratorError if git doesn't know a revision, one of the two can't be read, or neither side has a document
    or the language.
    """
    before, after = pair(project, revisions)
    now = tuple(each.id for each in after.publication.documents)
    gone = tuple(id for id in _documents(before) if id not in {*_formers(before, after).values(), *now})
    for what, asked, known in (
        ("document", documents, (*now, *gone)),
        ("language", (tag,), (*{**after.catalogs, **before.catalogs},)),
    ):
        if unknown := [name for name in asked if name not in known]:
            raise GeneratorError.at(PLACE, f"there is no {what} '{unknown[0]}'", did_you_mean(unknown[0], known))
    settings = (after if tag in after.catalogs else before).catalogs[tag].settings
    for id in (*now, *gone):
        if not documents or id in documents:
            edition = _worded(redline(before, after, id, tag), before, after, project)
            yield edition, settings, after.publication.paper


def _worded(edition: Edition, before: Snapshot, after: Snapshot, project: Path) -> Edition:
    """The edition with the words of a redline: those of today, if the revisions are older than these."""
    tag = edition.language.tag
    able = (
        each
        for each in (after, before)
        if tag in each.catalogs and INTERFACE.keys() <= each.publication.interface.keys()
    )
    speaker = next(able, None) or working_tree(project)
    catalog = speaker.catalogs.get(tag, speaker.catalogs[speaker.publication.source])
    words = interface(speaker.publication, catalog, speaker.settings[0])
    return replace(edition, interface={**words, **edition.interface})


def redline(before: Snapshot, after: Snapshot, document: str, tag: str) -> Edition:
    """A document that one of the sides has, in a language that one of them has, with what changed between them.

    Raises GeneratorError if it can't be localized.
    """
    former = _formers(before, after).get(document, document)
    was, now = _edition(before, former, tag), _edition(after, document, tag)
    if was is None and now is None:
        raise GeneratorError.at(PLACE, f"no revision has '{document}' in the language '{tag}'", "name another language")
    step = Step(was, now)
    edition, around, record = step.one, fate_of(step), Record(now)
    title = merged(*step.both(lambda each: each.title))
    if around or is_marked(title.content):
        record.note(around or Fate.CHANGED, title.key, (), [excerpt(title.content)])
    particulars = dict(_particulars(was, now)) if was and now else {}
    for name, phrase in particulars.items():
        record.note(Fate.CHANGED, name, (), [excerpt(phrase.content, str(edition.interface[name]))])
    names = _names(_documents(before).get(former), _documents(after).get(document))
    renamed = Renamed(before.publication, after.publication)
    sections = Writer(was, now, names, renamed, record).all(around)
    marks = Redline(
        before=_called(before),
        after=_called(after),
        changes=tuple(record.changes),
        particulars=particulars,
        whole=_whole(around, former in _documents(before), document in _documents(after)),
    )
    unsettled = any(each.state in (State.STALE, State.MISSING) for each in (now.phrases() if now else ()))
    return replace(edition, title=title, sections=sections, draft=unsettled, redline=marks)


def _documents(snapshot: Snapshot) -> dict[str, Document]:
    return {document.id: document for document in snapshot.publication.documents}


def _formers(before: Snapshot, after: Snapshot) -> dict[str, str]:
    """New id -> old id of documents that only got another one."""
    old, new = ({id: each.title.text for id, each in _documents(side).items()} for side in (before, after))
    return paired(old, new)


def _edition(snapshot: Snapshot, id: str, tag: str) -> Edition | None:
    document, catalog = _documents(snapshot).get(id), snapshot.catalogs.get(tag)
    if document is None or catalog is None:
        return None
    with named(snapshot.name, snapshot.commit):
        return localize(document, snapshot.publication, catalog, snapshot.settings[0])


def _names(was: Document | None, now: Document | None) -> dict[str, str]:
    """New id -> old id of the parts of an edition that only got another one, and of what stands in them."""
    if was is None or now is None:
        return {}
    outlines = pairs(nodes(was), nodes(now))
    found = {"-".join(path): "-".join(old) for path, old in outlines.items() if path != old}
    captions = ({view.id: view.caption.text for view in side.tables()} for side in (was, now))
    return found | {f"table-{id}": f"table-{old}" for id, old in paired(*captions).items()}


def _particulars(was: Edition, now: Edition) -> Iterator[tuple[str, Phrase]]:
    """What the title block says beside the title, where it changed; by the word that stands over it."""
    for name, old, new, merge in (
        ("publisher", was.publisher, now.publisher, exchanged),
        ("document-number", was.number, now.number, exchanged),
        ("edition", was.date, now.date, merged),
    ):
        if old != new:
            yield name, merge(*(Phrase(name, (Text(text),) if text else ()) for text in (old, new)))


def _called(snapshot: Snapshot) -> str:
    """What a reader calls a revision; "" for the files as they stand."""
    short = snapshot.commit[:10]
    return short if snapshot.name in (short, "") or not short else f"{snapshot.name} ({short})"


def _whole(around: Fate | None, was: bool, now: bool) -> str:
    """The word of the page that says that a document came or went as a whole, or did in this language."""
    if around is Fate.INSERTED:
        return "redline-new-language" if was else "redline-new-document"
    if around is Fate.DELETED:
        return "redline-gone-language" if now else "redline-gone-document"
    return ""
