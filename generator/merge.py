"""Two versions of a catalog and the one that both come from -> one catalog: entry by entry, each by its key.

An entry has two sides. The author's (source, notes, references) is made from the content and can be made again. The
translator's is a text, the source that it fits, and whether it is finished; these stay together, so that an old
translation never stands as if it were made for a new source. Only where two people wrote different texts for one
message does the file get conflict markers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from generator.catalogs import po
from generator.catalogs.po import FUZZY, Entry, Po

T = TypeVar("T")

Key = tuple[str | None, str, int]
"""What an entry is known by: its key, for entries of which there may be several also its source and number."""

_DATED = ("PO-Revision-Date", "POT-Creation-Date", "Last-Translator", "Language-Team", "X-Generator")
"""Fields of a header that tell who was there last: every two versions differ in them, and nothing depends on them."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged catalog; *conflicts* are the keys where a person has to decide, marked in *data*."""

    data: bytes
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Translation:
    """The translator's side of an entry: *fits* is the source it was made for, a *draft* is not finished for it."""

    forms: tuple[str, ...]
    fits: tuple[str, str]
    draft: bool


@dataclass(frozen=True, slots=True)
class Labels:
    """What the sides of a conflict are called, and how long its markers are."""

    ours: str = "ours"
    theirs: str = "theirs"
    size: int = 7


def merge(base: bytes, ours: bytes, theirs: bytes, file: str, labels: Labels = Labels()) -> Merged:
    """The merger of two versions of a catalog. An empty *base* means that both sides have added the file.

    Raises CatalogError if a version can't be read as a catalog.
    """
    if ours == theirs or theirs == base:
        return Merged(ours)
    if ours == base:
        return Merged(theirs)
    versions = [po.parse(data, file) if data.strip() else None for data in (base, ours, theirs)]
    old, own, other = versions
    if own is None or other is None:
        # one side has emptied the file; what the other wrote stays
        return Merged(theirs if own is None else ours)
    return _Merge(old or replace(own, header="", entries=(), tail=""), own, other, labels).merged()


class _Merge:
    """One merge: the three versions by key, and the conflicts that were found."""

    def __init__(self, base: Po, ours: Po, theirs: Po, labels: Labels) -> None:
        self.base, self.ours, self.theirs, self.labels = base, ours, theirs, labels
        self.conflicts: list[str] = []

    def merged(self) -> Merged:
        base, ours, theirs = (dict(_keyed(version.entries)) for version in (self.base, self.ours, self.theirs))
        base, theirs = _followed(base, ours, theirs)
        base, ours = _followed(base, theirs, ours)
        order = _order(list(base), list(ours), list(theirs))
        entries = [self.entry(base.get(key), ours.get(key), theirs.get(key)) for key in order]
        kept = [entry for entry in entries if entry is not None]
        kept.sort(key=lambda entry: entry.obsolete)
        header = self.header()
        tail = _lines_merged(*(version.tail.split("\n") for version in (self.base, self.ours, self.theirs)))
        result = replace(self.ours, header=header, entries=tuple(kept), tail="\n".join(tail).strip("\n"))
        return Merged(po.render(result), tuple(self.conflicts))

    # Entries

    def entry(self, base: Entry | None, ours: Entry | None, theirs: Entry | None) -> Entry | None:
        """One entry; None where it was taken away and nobody has changed it."""
        if ours == theirs or theirs == base:
            return ours
        if ours == base:
            return theirs
        if ours is None or theirs is None:
            # taken away on one side, changed on the other: what somebody wrote is kept
            left = ours or theirs
            return left if left and (left.begun or left.comment) else None
        return self.both(base or _unwritten(ours), ours, theirs)

    def both(self, base: Entry, ours: Entry, theirs: Entry) -> Entry:
        """An entry that both sides changed (or added)."""
        source = _either(*((each.source, each.plural) for each in (base, ours, theirs)))
        flags = (tuple(flag for flag in each.flags if flag != FUZZY) for each in (base, ours, theirs))
        comments = (each.comment.split("\n") if each.comment else [] for each in (base, ours, theirs))
        shell = replace(
            ours,
            source=source[0],
            plural=source[1],
            comment="\n".join(_lines_merged(*comments)),
            extracted=_either(base.extracted, ours.extracted, theirs.extracted),
            references=_either(base.references, ours.references, theirs.references),
            flags=tuple(_lines_merged(*flags)),
            obsolete=_either(base.obsolete, ours.obsolete, theirs.obsolete),
            written="",
        )
        forms = self.ours.plural_forms[0] if shell.plural else 1
        before, own, other = (_side(each, forms) for each in (base, ours, theirs))
        chosen = _translation_merged(before, own, other, source)
        if chosen is not None:
            return _with(shell, chosen)
        self.conflicts.append(ours.key or ours.source)
        sides = (po.format_entry(_with(shell, side)) for side in (own, other))
        return replace(shell, written=self.marked(*sides))

    def marked(self, ours: str, theirs: str) -> str:
        """Two texts between the markers that git and editors know."""
        size = self.labels.size
        lines = [
            f"{'<' * size} {self.labels.ours}",
            ours.strip("\n"),
            "=" * size,
            theirs.strip("\n"),
            f"{'>' * size} {self.labels.theirs}",
        ]
        return "\n".join(lines)

    # Header

    def header(self) -> str:
        """The header: field by field; as a whole where a program has broken its lines."""
        base, ours, theirs = (version.header.strip("\n") for version in (self.base, self.ours, self.theirs))
        if ours == theirs or theirs == base:
            return ours
        if ours == base:
            return theirs
        lines = [text.split("\n") for text in (base, ours, theirs)]
        if not all(_is_plain(line) for each in lines for line in each):
            self.conflicts.append("the header")
            return self.marked(ours, theirs)
        comments = _lines_merged(*([line for line in each if line.startswith("#")] for each in lines))
        fields = [{_field(line): line for line in each if _field(line)} for each in lines]
        names = dict.fromkeys([*fields[1], *fields[2]])
        merged = [self.field(name, *(each.get(name) for each in fields)) for name in names]
        return "\n".join([*comments, 'msgid ""', 'msgstr ""', *(line for line in merged if line)])

    def field(self, name: str, base: str | None, ours: str | None, theirs: str | None) -> str | None:
        if ours == theirs or theirs == base:
            return ours
        if ours == base:
            return theirs
        if ours is None or theirs is None:
            return ours or theirs
        if name in _DATED:
            return max(ours, theirs)
        self.conflicts.append(name)
        return self.marked(ours, theirs)


def _keyed(entries: Iterable[Entry]) -> Iterator[tuple[Key, Entry]]:
    """Entries by what they are known by.

    A living entry is known by its key alone, and so is an obsolete one of a key that has no living one: it is the same
    entry, before or after it was taken out of use.
    """
    known = list(entries)
    living = {entry.key for entry in known if not entry.obsolete and entry.key is not None}
    seen: set[Key] = set()
    for entry in known:
        alone = entry.key is not None and (not entry.obsolete or entry.key not in living)
        key: Key = (entry.key, "" if alone else entry.source, 0)
        while key in seen:
            key = (entry.key, entry.source, key[2] + 1)
        seen.add(key)
        yield key, entry


def _followed(
    base: dict[Key, Entry], side: dict[Key, Entry], other: dict[Key, Entry]
) -> tuple[dict[Key, Entry], dict[Key, Entry]]:
    """The base and the other side with the keys that a side gave to messages: what was written there goes along.

    A message has another key if one with its source is gone and just one with it came.
    """
    gone, came = _by_source(base, side), _by_source(side, base)
    renamed = {
        old[0]: came[source][0]
        for source, old in gone.items()
        if len(old) == len(came.get(source, ())) == 1 and old[0] in other and came[source][0] not in other
    }

    def followed(version: dict[Key, Entry]) -> dict[Key, Entry]:
        return {
            renamed.get(key, key): replace(entry, key=renamed[key][0], written="") if key in renamed else entry
            for key, entry in version.items()
        }

    return followed(base), followed(other)


def _by_source(entries: dict[Key, Entry], but: dict[Key, Entry]) -> dict[tuple[str, str], list[Key]]:
    """The living entries that *but* does not have, by their sources."""
    found: dict[tuple[str, str], list[Key]] = {}
    for key, entry in entries.items():
        if key not in but and not entry.obsolete and entry.key is not None:
            found.setdefault((entry.source, entry.plural), []).append(key)
    return found


def _order(base: Sequence[Key], ours: Sequence[Key], theirs: Sequence[Key]) -> list[Key]:
    """All keys: in the order of the side that changed it, the keys of the other after those that they follow there."""
    kept = [key for key in ours if key in {*base}]
    leader, other = (theirs, ours) if kept == [key for key in base if key in {*ours}] else (ours, theirs)
    order = list(leader)
    known = {*order}
    at = 0
    for key in other:
        if key in known:
            at = order.index(key) + 1
        else:
            order.insert(at, key)
            known.add(key)
            at += 1
    return order


def _unwritten(entry: Entry) -> Entry:
    """The entry that two sides have added, before either wrote a word."""
    return Entry(entry.key, entry.source, entry.plural, forms=("",) * len(entry.forms), obsolete=entry.obsolete)


# Translations


def _side(entry: Entry, forms: int) -> _Translation:
    """The translator's side of an entry, in the shape that the message has now."""
    stale = entry.fuzzy and entry.previous is not None
    fits = (entry.previous or "", entry.previous_plural or "") if stale else (entry.source, entry.plural)
    texts = entry.forms if len(entry.forms) == forms else (entry.forms[-1],) * forms
    return _Translation(texts, fits, entry.fuzzy and not stale)


def _with(shell: Entry, translation: _Translation) -> Entry:
    """The entry with a translation: fuzzy with its previous source, if that is not the source of the entry."""
    stale = any(translation.forms) and translation.fits != (shell.source, shell.plural)
    fuzzy = stale or (any(translation.forms) and translation.draft)
    return replace(
        shell,
        forms=translation.forms,
        flags=(FUZZY, *shell.flags) if fuzzy else shell.flags,
        previous=translation.fits[0] if stale else None,
        previous_plural=(translation.fits[1] or None) if stale else None,
        previous_key=None,
    )


def _translation_merged(
    base: _Translation, ours: _Translation, theirs: _Translation, source: tuple[str, str]
) -> _Translation | None:
    """The translation of one side, or of both where they agree or each wrote another form; None if they contradict."""
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    if not any(ours.forms) or not any(theirs.forms):
        # taken away on one side, changed on the other
        return ours if any(ours.forms) else theirs
    if ours.forms == theirs.forms:
        # the same words; whoever found that they fit the present source has looked at it
        return min((ours, theirs), key=lambda side: (side.fits != source, side.draft))
    if ours.forms == base.forms:
        return theirs
    if theirs.forms == base.forms:
        return ours
    if (ours.fits, ours.draft) == (theirs.fits, theirs.draft) and len(ours.forms) == len(theirs.forms) == len(
        base.forms
    ):
        forms = [_three_way(*each) for each in zip(base.forms, ours.forms, theirs.forms, strict=True)]
        if None not in forms:
            return replace(ours, forms=tuple(form for form in forms if form is not None))
    return None


def _three_way(base: str, ours: str, theirs: str) -> str | None:
    if ours == theirs or theirs == base:
        return ours
    return theirs if ours == base else None


# Values and lines


def _either(base: T, ours: T, theirs: T) -> T:
    """What was changed; ours where both have changed it, for what the content will tell again anyway."""
    return theirs if ours == base else ours


def _lines_merged(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Lines of which none is lost: ours without what they took away, and after it what they added."""
    kept = [line for line in ours if line in theirs or line not in base]
    return kept + [line for line in theirs if line not in base and line not in ours]


def _is_plain(line: str) -> bool:
    """Whether a line of a header says one whole thing."""
    return not line.startswith('"') or line == '""' or bool(_field(line) and line.endswith('\\n"'))


def _field(line: str) -> str:
    """The name of a field of a header, "" for any other line."""
    name, colon, _ = line.removeprefix('"').partition(":")
    return name if colon and line.startswith('"') and name.replace("-", "").isalnum() else ""
