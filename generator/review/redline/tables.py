"""Tables as they were and as they are -> one grid with the rows and columns of both, with what changed noted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.edition import (
    Cell,
    Excerpt,
    Fate,
    Head,
    Phrase,
    Row,
    RowGroup,
    Sign,
    Table,
    TableNote,
)
from generator.review.grid import Renamed
from generator.review.redline.columns import Column, columns, heads, leaves
from generator.review.redline.phrases import exchanged, is_marked, merged
from generator.review.redline.record import Record, excerpt, fate_of, short
from generator.review.sequence import Former, Step, aligned, paired

Where = tuple[str, ...]


class Grids:
    """Writes two tables as one."""

    def __init__(self, renamed: Renamed, record: Record) -> None:
        self.renamed, self.record = renamed, record

    def merged(self, step: Step[Table], formerly: tuple[str, str], where: Where, around: Fate | None) -> Table:
        """A table of both; *formerly* tells where a moved one stood."""
        table, fate = step.one, fate_of(step)
        id = table.id if step.now else self.record.fresh(table.id)
        caption = merged(*step.both(lambda each: each.caption))
        here = (*where, f"{table.label} {caption}")
        if fate and fate is not around:
            self.record.note(fate, id, where, [excerpt(caption.content, table.label)], formerly)
        elif not fate and is_marked(caption.content):
            self.record.note(Fate.CHANGED, f"{id}-caption", where, [excerpt(caption.content, table.label)])
        inside = None if fate is Fate.MOVED else fate
        return _Grid(step, id, self.renamed, self.record, here, inside).table(replace(table, caption=caption))


class _Grid:
    """One table in the making."""

    def __init__(
        self,
        step: Step[Table],
        id: str,
        renamed: Renamed,
        record: Record,
        where: Where,
        around: Fate | None,
    ) -> None:
        self.step, self.id = step, id
        self.renamed, self.record, self.where, self.around = renamed, record, where, around

    def table(self, table: Table) -> Table:
        found = columns(self.step, self.renamed, self.record)
        for column in found:
            self._note_column(column, self.where)
        self.columns = tuple(leaves(found))
        corner = table.head[0][0]
        name = merged(*self.step.both(lambda each: each.head[0][0].phrase))
        self.corner = replace(corner, id=corner.id if self.step.now else self.record.fresh(corner.id), phrase=name)
        groups = tuple(self._groups())
        return replace(
            table,
            id=self.id,
            head=heads(self.corner, found),
            columns=tuple(column.leaf for column in self.columns),
            groups=groups,
            notes=tuple(self._notes()),
        )

    def _note(
        self,
        fate: Fate | None,
        target: str,
        told: Sequence[Excerpt],
        where: Where,
        changed: bool,
        formerly: tuple[str, str] = ("", ""),
    ) -> None:
        """Note what happened to a part, unless what stands around it says the same."""
        if fate and fate is not self.around:
            self.record.note(fate, target, where, told, formerly)
        elif not fate and changed:
            self.record.note(Fate.CHANGED, target, where, told)

    def _note_column(self, column: Column, where: Where) -> None:
        """Note a column that came, went or moved, or else what is below it."""
        content = column.head.phrase.content
        self._note(
            column.fate, column.head.id, [excerpt(content)], where, is_marked(content), (column.former, column.beside)
        )
        if column.fate in (None, Fate.MOVED):
            for inner in column.columns:
                self._note_column(inner, (*where, str(column.head.phrase)))

    # Rows

    def _groups(self) -> Iterator[RowGroup]:
        old, new = self.step.inside(lambda each: each.groups)
        former = {group.id: self.renamed.groups.get(group.id, group.id) for group in new}
        before = {group.id: group for group in old}
        rows = [{_key(row): row for group in side for row in group.rows} for side in (old, new)]
        self.titles = {_key(row): group for group in old for row in group.rows}
        self.rows = Former(rows[0], {key: was for key, row in rows[1].items() if (was := self._was(row)) in rows[0]})
        names = {id: was for id, was in former.items() if was in before}
        for step in aligned(before, {group.id: group for group in new}, Former(before, names)):
            yield self._group(step)

    def _was(self, row: Row) -> str:
        return _key(replace(row, feature=self.renamed.features.get(row.feature, row.feature)))

    def _group(self, step: Step[RowGroup]) -> RowGroup:
        group, fate = step.one, fate_of(step)
        head = self._head(*step.both(lambda each: each.head))
        if head:
            told = [excerpt(head.phrase.content)]
            behind = step.behind.head if step.behind else None
            formerly = _formerly(step, str(behind.phrase) if behind else "")
            self._note(fate, head.id, told, self.where, is_marked(head.phrase.content), formerly)
        above = (self.corner.id, head.id) if head else (self.corner.id,)
        here = (*self.where, str(head.phrase)) if head else self.where
        old, new = ({_key(row): row for row in rows} for rows in step.inside(lambda each: each.rows))
        inside = fate if head and fate is not Fate.MOVED else None
        rows = tuple(self._row(each, above, here, inside) for each in aligned(old, new, self.rows))
        return RowGroup(group.id, head, rows)

    def _head(self, was: Head | None, now: Head | None) -> Head | None:
        head = now or was
        if head is None:
            return None
        step = Step(was, now)
        summaries = step.both(lambda each: each.summary)
        summary = merged(*summaries) if any(summaries) else None
        id = head.id if now else self.record.fresh(head.id)
        phrase = merged(*step.both(lambda each: each.phrase))
        # The notes of a row that is gone have other numbers now, or none.
        notes = head.notes if now else ()
        span = len(self.columns) + 1 if head.scope == "rowgroup" else 1
        return replace(head, id=id, phrase=phrase, summary=summary, notes=notes, colspan=span)

    def _row(self, step: Step[Row], above: tuple[str, ...], where: Where, around: Fate | None) -> Row:
        row, fate = step.one, fate_of(step)
        head = self._head(*step.both(lambda each: each.head))
        assert head is not None  # noqa: S101 - a row has one
        head = replace(head, headers=above)
        cells = tuple(self._cell(column, step.was, step.now, head) for column in self.columns)
        told = self._told(head, cells, fate)
        if fate is None or fate is not around:
            self._note(fate, head.id, told, (*where, str(head.phrase)), bool(told), self._row_formerly(step))
        return replace(row, head=head, cells=cells)

    def _row_formerly(self, step: Step[Row]) -> tuple[str, str]:
        if step.elsewhere and step.was and (group := self.titles[_key(step.was)].head):
            return "moved-from", str(group.phrase)
        return _formerly(step, str(step.behind.head.phrase) if step.behind else "")

    def _told(self, head: Head, cells: Sequence[Cell], fate: Fate | None) -> list[Excerpt]:
        """What the list of changes shows of a row: its name if that is new, and the cells that changed."""
        if fate in (Fate.INSERTED, Fate.DELETED):
            return [excerpt(head.phrase.content)]
        phrases = (head.phrase, head.summary) if head.summary else (head.phrase,)
        told = [excerpt(phrase.content) for phrase in phrases if is_marked(phrase.content)]
        for column, cell in zip(self.columns, cells, strict=True):
            if column.is_kept and is_marked(cell.phrase.content):
                told.append(excerpt(cell.phrase.content, column.label))
        return told

    def _cell(self, column: Column, was: Row | None, now: Row | None, head: Head) -> Cell:
        old = was.cells[column.old] if was and column.old is not None else None
        new = now.cells[column.new] if now and column.new is not None else None
        headers = (*column.above, column.head.id, *head.headers[1:], head.id)
        id = f"{head.id}-{column.leaf.offering}-{column.leaf.aspect}"
        if (cell := new or old) is None:
            return Cell(id, Phrase("", ()), headers, None)
        if old and new and (old.mark, old.phrase.content) == (new.mark, new.phrase.content):
            return replace(new, id=id, headers=headers)
        return Cell(id, _exchanged(old, new), headers, cell.fact)

    # Notes

    def _notes(self) -> Iterator[TableNote]:
        sides = self.step.inside(lambda each: each.notes)
        before, after = ({note.phrase.key: note for note in side} for side in sides)
        names = {key: key for key in after if key in before}
        names |= paired(*({key: str(note.phrase) for key, note in side.items()} for side in (before, after)))
        for step in aligned(before, after, Former(before, names)):
            note = step.one
            phrase = merged(*step.both(lambda each: each.phrase))
            id = note.id if step.now else self.record.fresh(note.id)
            # Where a note stands follows from its row.
            fate = None if step.moved else fate_of(step)
            self._note(fate, id, [excerpt(phrase.content, note.number)], self.where, is_marked(phrase.content))
            yield TableNote(id, note.number, phrase)


def _key(row: Row) -> str:
    """What makes a row the same row: its feature, and its severity where it tells of one."""
    return row.feature if row.severity is None else f"{row.feature} {row.severity}"


def _formerly(step: Step[RowGroup] | Step[Row], behind: str) -> tuple[str, str]:
    if not step.moved:
        return "", ""
    return ("moved-after", short(behind)) if behind else ("moved-first", "")


def _exchanged(was: Cell | None, now: Cell | None) -> Phrase:
    """What a cell says in both. A sign gets its words: nobody sees whether a dash is struck out."""
    if was and now and (was.mark or now.mark):
        return exchanged(_signed(was), _signed(now))
    return merged(*Step(was, now).both(_signed))


def _signed(cell: Cell) -> Phrase:
    return replace(cell.phrase, content=(Sign(cell.mark, cell.phrase.content),)) if cell.mark else cell.phrase
