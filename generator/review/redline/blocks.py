"""Sections and blocks as they were and as they are -> the same in one, with what changed noted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from generator.edition import (
    Block,
    Contact,
    Deleted,
    Edition,
    Fate,
    Inline,
    Inserted,
    Item,
    ItemList,
    Link,
    Notice,
    Paragraph,
    Section,
    Table,
)
from generator.review.grid import Renamed
from generator.review.redline.phrases import content, is_marked, merged, unlinked
from generator.review.redline.record import Record, excerpt, fate_of, short
from generator.review.redline.tables import Grids
from generator.review.sequence import Former, Step, aligned

Part = TypeVar("Part", Section, Block, Item)
Where = tuple[str, ...]

NAMED = 3
"""Points that the list of changes shows of a list that came or went."""


class Writer:
    """Writes the sections of two editions as one. *names* are the old ids of what has another one now."""

    def __init__(
        self, was: Edition | None, now: Edition | None, names: Mapping[str, str], renamed: Renamed, record: Record
    ) -> None:
        self.old, self.new = was.sections if was else (), now.sections if now else ()
        old, new = _Parts(was), _Parts(now)
        self.sections = _former(old.sections, new.sections, names)
        self.blocks = _former(old.blocks, new.blocks, names)
        self.items = _former(old.items, new.items, names)
        self.titles = old.titles
        self.grids, self.record = Grids(renamed, record), record

    def all(self, around: Fate | None) -> tuple[Section, ...]:
        """The sections in one; *around* is set where the whole document came or went."""
        return self._sections(self.old, self.new, (), around)

    def _sections(
        self, old: Sequence[Section], new: Sequence[Section], where: Where, around: Fate | None
    ) -> tuple[Section, ...]:
        steps = aligned(_by_id(old), _by_id(new), self.sections)
        return tuple(self._section(step, where, around) for step in steps)

    def _section(self, step: Step[Section], where: Where, around: Fate | None) -> Section:
        section, fate = step.one, fate_of(step)
        id = section.id if step.now else self.record.fresh(section.id)
        title = merged(*step.both(lambda each: each.title))
        # A bar beside a whole section tells of its coming, going or moving, one beside its title only of that.
        self._note(step, id if fate else f"{id}-title", [title.content], where, around)
        here, inside = (*where, str(title)), None if fate is Fate.MOVED else fate
        blocks = self._blocks(*step.inside(lambda each: each.blocks), here, inside)
        sections = self._sections(*step.inside(lambda each: each.sections), here, inside)
        return Section(id, section.level, title, blocks, sections)

    def _blocks(
        self, old: Sequence[Block], new: Sequence[Block], where: Where, around: Fate | None
    ) -> tuple[Block, ...]:
        steps = aligned(_by_id(old), _by_id(new), self.blocks)
        return tuple(self._block(step, where, around) for step in steps)

    def _block(self, step: Step[Block], where: Where, around: Fate | None) -> Block:
        match block := step.one:
            case Table():
                return self.grids.merged(cast(Step[Table], step), self._formerly(step), where, around)
            case ItemList():
                return self._list(cast(Step[ItemList], step), where, around)
            case Contact():
                return self._contact(cast(Step[Contact], step), where, around)
            case Paragraph() | Notice():
                phrase = merged(*cast(Step[Paragraph | Notice], step).both(lambda each: each.phrase))
                id = block.id if step.now else self.record.fresh(block.id)
                self._note(step, id, [phrase.content], where, around)
                return replace(block, id=id, phrase=phrase)

    def _list(self, step: Step[ItemList], where: Where, around: Fate | None) -> ItemList:
        block, fate = step.one, fate_of(step)
        id = block.id if step.now else self.record.fresh(block.id)
        points = [item.phrase for item in block.items[:NAMED]] if fate else []
        whole = (merged(each if step.was else None, each if step.now else None).content for each in points)
        self._note(step, id, whole, where, around)
        inside = None if fate is Fate.MOVED else fate or around
        old, new = step.inside(lambda each: each.items)
        steps = aligned(_by_id(old), _by_id(new), self.items)
        return ItemList(id, tuple(self._item(each, where, inside) for each in steps), block.ordered)

    def _item(self, step: Step[Item], where: Where, around: Fate | None) -> Item:
        item, fate = step.one, fate_of(step)
        id = item.id if step.now else self.record.fresh(item.id)
        phrase = merged(*step.both(lambda each: each.phrase))
        self._note(step, id, [phrase.content], where, around)
        inside = None if fate is Fate.MOVED else fate or around
        return Item(id, phrase, self._blocks(*step.inside(lambda each: each.blocks), where, inside))

    def _contact(self, step: Step[Contact], where: Where, around: Fate | None) -> Contact:
        block = step.one
        id = block.id if step.now else self.record.fresh(block.id)
        phrase = merged(*step.both(lambda each: each.phrase))
        links = tuple(_links(*step.inside(lambda each: each.links)))
        told = [phrase.content, *(link.content for link in links if is_marked(link.content))]
        self._note(step, id, told if is_marked(phrase.content) else told[1:] or told, where, around)
        return Contact(id, phrase, links)

    def _note(
        self,
        step: Step[Section | Block | Item],
        target: str,
        told: Iterable[Sequence[Inline]],
        where: Where,
        around: Fate | None,
    ) -> None:
        """Note what happened to a part, unless what stands around it says the same."""
        fate, told = fate_of(step), tuple(told)
        if fate and fate is not around:
            self.record.note(fate, target, where, map(excerpt, told), self._formerly(step))
        elif not fate and any(map(is_marked, told)):
            self.record.note(Fate.CHANGED, target, where, map(excerpt, told))

    def _formerly(self, step: Step[Section | Block | Item]) -> tuple[str, str]:
        """The word that says where a part stood, and the name that fills it."""
        if not step.moved or step.was is None:
            return "", ""
        if step.elsewhere:
            return "moved-from", self.titles[step.was.id]
        return ("moved-after", short(_name(step.behind))) if step.behind is not None else ("moved-first", "")


class _Parts:
    """Everything of an edition that stands among others, by its id, and the title of what it stands in."""

    def __init__(self, edition: Edition | None) -> None:
        self.sections: dict[str, Section] = {}
        self.blocks: dict[str, Block] = {}
        self.items: dict[str, Item] = {}
        self.titles: dict[str, str] = {}
        for section in edition.sections if edition else ():
            self._section(section, str(edition and edition.title))

    def _section(self, section: Section, above: str) -> None:
        self.sections[section.id], self.titles[section.id] = section, above
        for block in section.blocks:
            self._block(block, str(section.title))
        for inner in section.sections:
            self._section(inner, str(section.title))

    def _block(self, block: Block, above: str) -> None:
        self.blocks[block.id], self.titles[block.id] = block, above
        for item in block.items if isinstance(block, ItemList) else ():
            self.items[item.id], self.titles[item.id] = item, above
            for inner in item.blocks:
                self._block(inner, above)


def _former(old: Mapping[str, Part], new: Mapping[str, Part], names: Mapping[str, str]) -> Former[Part]:
    """What each part was before; something of another kind is another thing."""
    found = {id: names.get(id, id) for id in new}
    return Former(old, {id: was for id, was in found.items() if was in old and type(old[was]) is type(new[id])})


def _by_id(parts: Iterable[Part]) -> dict[str, Part]:
    return {part.id: part for part in parts}


def _name(part: Section | Block | Item) -> str:
    match part:
        case Section():
            return str(part.title)
        case ItemList():
            return _name(part.items[0])
        case Table():
            return f"{part.label} {part.caption}"
        case _:
            return str(part.phrase)


def _links(old: Sequence[Link], new: Sequence[Link]) -> Iterator[Link]:
    """The links of a contact by their addresses, in the new order; one with another address is another link."""
    was = {link.href: link for link in old}
    gone = [link for link in old if link.href not in {each.href for each in new}]
    yield from (replace(link, content=(Deleted(unlinked(link.content)),)) for link in gone)
    for link in new:
        before = was.get(link.href)
        yield replace(link, content=content(before.content, link.content) if before else (Inserted(link.content),))
