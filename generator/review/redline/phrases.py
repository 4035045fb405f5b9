"""Two phrases -> one that shows what was deleted and what was inserted, in few pieces that read well."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from generator.edition import (
    Deleted,
    Emphasis,
    Inline,
    Inserted,
    Link,
    Name,
    Phrase,
    State,
    Strong,
    Text,
)
from generator.review import words
from generator.review.words import Hunk


def merged(was: Phrase | None, now: Phrase | None) -> Phrase:
    """A phrase as it was and as it is in one; one of the two may be None.

    Where one of them is in another language than the edition, for want of a translation, it is exchanged as a whole.
    """
    if now is None:
        assert was is not None  # noqa: S101 - one of them is there
        return replace(was, content=deleted(was.content), state=State.TRANSLATED)
    if was is None:
        return replace(now, content=(Inserted(now.content),))
    if was.language != now.language:
        return exchanged(was, now)
    return replace(now, content=content(was.content, now.content))


def exchanged(was: Phrase, now: Phrase) -> Phrase:
    """One phrase put in the place of another as a whole."""
    gone = (Deleted(unlinked(was.content), was.language, was.direction),) if was.content else ()
    come = (Inserted(now.content, now.language, now.direction),) if now.content else ()
    return Phrase(now.key, (*gone, *come), State.TRANSLATED)


def deleted(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """Content that is gone; its links lead nowhere any more."""
    return (Deleted(unlinked(content)),) if content else ()


def is_marked(content: Sequence[Inline]) -> bool:
    """Whether anything in it is inserted or deleted."""
    return any(isinstance(part, Inserted | Deleted) for part in content)


def unlinked(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """Content with the words of its links, but not the links."""
    found: list[Inline] = []
    for part in content:
        match part:
            case Link(content=inner):
                found += unlinked(inner)
            case Text() | Name():
                found.append(part)
            case _:
                found.append(replace(part, content=unlinked(part.content)))
    return tuple(found)


def content(was: Sequence[Inline], now: Sequence[Inline]) -> tuple[Inline, ...]:
    """Inline content with its changes marked, word by word, in Han character by character."""
    old, new = tuple(_words(was, ())), tuple(_words(now, ()))
    hunks = words.edits([each.compared for each in old], [each.compared for each in new])
    return tuple(_marked(old, new, _calm(old, new, hunks)))


@dataclass(frozen=True, slots=True)
class _Word:
    """A word and the markup around it, from the outside in, each without content."""

    text: str
    around: tuple[Inline, ...]

    @property
    def compared(self) -> str:
        """What must be the same for nothing to have changed: the letters, and how a reader sees them.

        A blank that is tied to a figure is the same as any other.
        """
        drawn = [part for part in self.around if isinstance(part, Strong | Emphasis | Link)]
        text = self.text.replace("\u00a0", " ")
        return f"{text}\0{drawn}" if drawn and not text.isspace() else text


def _words(content: Sequence[Inline], around: tuple[Inline, ...]) -> Iterator[_Word]:
    for part in content:
        match part:
            case Text(text=text):
                yield from (_Word(token, around) for token in words.tokens(text))
            case Name(text=text):
                yield from (_Word(token, (*around, Name(""))) for token in words.tokens(text))
            case _:
                yield from _words(part.content, (*around, replace(part, content=())))


def _marked(old: Sequence[_Word], new: Sequence[_Word], hunks: Sequence[Hunk]) -> Iterator[Inline]:
    at = 0
    for a, b, c, d in hunks:
        yield from _nested(new[at:c])
        if a < b:
            yield Deleted(unlinked(tuple(_nested(old[a:b]))))
        if c < d:
            yield Inserted(tuple(_nested(new[c:d])))
        at = d
    yield from _nested(new[at:])


def _nested(run: Sequence[_Word], depth: int = 0) -> Iterator[Inline]:
    """Words as inline content again."""
    for wrapper, group in groupby(run, key=lambda word: word.around[depth] if len(word.around) > depth else None):
        inside = tuple(group)
        match wrapper:
            case None:
                yield Text("".join(word.text for word in inside))
            case Name():
                yield Name("".join(word.text for word in inside))
            case Text():
                raise AssertionError("a text stands around nothing")
            case _:
                yield replace(wrapper, content=tuple(_nested(inside, depth + 1)))


MOST = 12
"""Letters between two changes that may be swallowed by them."""


def _calm(old: Sequence[_Word], new: Sequence[_Word], hunks: Sequence[Hunk]) -> tuple[Hunk, ...]:
    """The hunks, with those made one between which less stayed than changed: nobody reads a text in splinters."""
    calm: list[Hunk] = []
    for each in hunks:
        hunk = each
        while calm and _little(old, new, calm[-1], hunk):
            before = calm.pop()
            hunk = before[0], hunk[1], before[2], hunk[3]
        calm.append(hunk)
    return tuple(calm)


def _little(old: Sequence[_Word], new: Sequence[_Word], first: Hunk, second: Hunk) -> bool:
    between = _text(new[first[3] : second[2]])
    least = min(_size(old, new, first), _size(old, new, second))
    return len(between.strip()) <= min(least, MOST) and not any(stop in between for stop in ".;。；")


def _size(old: Sequence[_Word], new: Sequence[_Word], hunk: Hunk) -> int:
    a, b, c, d = hunk
    return max(len(_text(old[a:b])), len(_text(new[c:d])))


def _text(run: Sequence[_Word]) -> str:
    return "".join(word.text for word in run)
