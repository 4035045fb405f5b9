"""One review while it goes on: what the files say now, what is decided, and what can be taken back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock

from generator import review
from generator.catalogs.attributes import tell_git
from generator.desk import staging
from generator.desk.orders import Order, fingerprint, writer
from generator.desk.staging import MeanwhileError
from generator.model import Message
from generator.review import Review, Unit
from generator.review.authors import Authors
from generator.review.decide import Hand
from generator.review.reports.data import rank
from generator.review.snapshot import WORKING_TREE, Snapshot, of, revision
from generator.tree import Memory, held


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before the reviewer at one moment: two snapshots, the second of *tree*, and their review, worst first."""

    tree: Memory
    before: Snapshot
    after: Snapshot
    review: Review

    def unit(self, name: str) -> Unit:
        """The unit of a message. Raises LookupError if it is not part of the review."""
        for unit in self.review.units:
            if unit.name == name:
                return unit
        raise LookupError(name)

    def translation(self, name: str, language: str) -> Message:
        """The message, where it and the language can be decided about. Raises LookupError if not."""
        unit = self.unit(name)
        if unit.after is None or language not in {each.language for each in unit.translations}:
            raise LookupError(language)
        return unit.after


@dataclass(frozen=True, slots=True)
class Done:
    """A decision that was written, so that it can be taken back."""

    name: str
    language: str
    changes: staging.Changes


class Session:
    """The review of a project since a revision. Its methods may be called from several threads.

    All of them raise GeneratorError if content or catalogs can't be read at this moment.
    """

    def __init__(
        self,
        project: Path,
        base: str,
        languages: tuple[str, ...],
        documents: tuple[str, ...],
        hand: Callable[[str], Hand],
    ) -> None:
        self.project = project.absolute()
        self.languages, self.documents = languages, documents
        self.hand = hand
        self._lock = RLock()
        self._before = revision(self.project, base or "HEAD", {})
        self._desk: Desk | None = None
        self._done: list[Done] = []
        self.desk()

    def desk(self) -> Desk:
        """The review as the files are now; compared anew only where they have changed."""
        with self._lock:
            tree = held(self.project)
            if self._desk is None or tree != self._desk.tree:
                after = of(tree, WORKING_TREE, self._desk.after if self._desk else self._before)
                self._desk = Desk(tree, self._before, after, self._compared(after))
            return self._desk

    def decide(self, order: Order) -> Desk:
        """Writes a decision.

        Raises MeanwhileError if the message is no longer what the page showed, LookupError if it or the language is
        not part of the review, and CatalogError, before anything is written, if it can't be done.
        """
        with self._lock, staging.alone(self.project):
            desk = self.desk()
            message = desk.translation(order.name, order.language)
            if fingerprint(desk.after, message, order.language) != order.seen:
                raise MeanwhileError(order.name)
            act = writer(desk.tree, desk.after, order, desk.unit(order.name).change, self.hand(order.note.strip()))
            folder = desk.after.catalogs[order.language].settings.folder
            changes = staging.staged(desk.tree, folder, act)
            staging.put(self.project, changes)
            if changes:
                self._done.append(Done(order.name, order.language, changes))
                tell_git(self.project)
            return self._renewed(desk, order.name, changes)

    def undo(self) -> tuple[Done | None, Desk]:
        """Takes the last decision back that was made here; None where there is none.

        Raises MeanwhileError if another program has changed its files since.
        """
        with self._lock, staging.alone(self.project):
            desk = self.desk()
            if not self._done:
                return None, desk
            done = self._done[-1]
            changes = staging.reversed_(done.changes)
            staging.put(self.project, changes)
            self._done.pop()
            return done, self._renewed(desk, done.name, changes)

    @property
    def undoable(self) -> int:
        """How many decisions can be taken back."""
        return len(self._done)

    def _compared(self, after: Snapshot) -> Review:
        authors = Authors(self.project, self._before, after)
        found = review.compare(self._before, after, self.languages, self.documents, authors)
        return replace(found, units=tuple(sorted(found.units, key=lambda unit: rank(found, unit))))

    def _renewed(self, desk: Desk, name: str, changes: staging.Changes) -> Desk:
        """The review after a decision of its own: nothing but one message's translations has changed, order and all."""
        files = {path: data for path, data in desk.tree.files.items() if path not in changes}
        tree = Memory(files | {path: each.after for path, each in changes.items() if each.after is not None})
        after = of(tree, WORKING_TREE, desk.after)
        self._desk = Desk(tree, desk.before, after, review.renewed(desk.review, name, desk.before, after))
        return self._desk
