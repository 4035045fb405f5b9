"""Terms from elsewhere and those of the glossary: whether they are of one concept, and both put together."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from unicodedata import normalize

from generator.catalogs import Term
from generator.exchange.units import ReturnedTerm

_NO_KEBAB = re.compile(r"[^a-z0-9]+")


def same(came: ReturnedTerm, known: Mapping[str, Term]) -> Term | None:
    """The term of the glossary for the same concept: one that shares a word of the source language."""
    words = set(map(_plain, came.source))
    return next((term for term in known.values() if words & set(map(_plain, term.source))), None)


def added(came: ReturnedTerm, known: Mapping[str, Term]) -> Term:
    """A term for a concept that the glossary does not have, named by its first word."""
    base = _NO_KEBAB.sub("-", normalize("NFKD", came.source[0]).lower()).strip("-")
    base = base if base[:1].isalpha() else f"term-{base}".strip("-")
    name = next(name for number in count(1) if (name := base if number == 1 else f"{base}-{number}") not in known)
    variants, forbidden = _others(came.variants, came.target), _others(came.forbidden, came.target)
    return Term(name, _others(came.source), came.target, variants, forbidden, came.note, came.place)


def merged(came: ReturnedTerm, now: Term) -> tuple[Term, tuple[str, ...]]:
    """Both terms in one, and what they say differently; there the glossary is right."""
    target = now.target or came.target
    ours, theirs = (target, *now.variants), (came.target, *came.variants)
    whole = replace(
        now,
        source=_others((*now.source, *came.source)),
        target=target,
        variants=_others((*now.variants, *(word for word in came.variants if word not in now.forbidden)), target),
        forbidden=_others((*now.forbidden, *(word for word in came.forbidden if word not in ours)), target),
        note=now.note or came.note,
    )
    return whole, tuple(_differences(came, ours, theirs, now))


def _differences(came: ReturnedTerm, ours: tuple[str, ...], theirs: tuple[str, ...], now: Term) -> Iterator[str]:
    known = set(map(_plain, (*ours, *now.forbidden)))
    if _plain(came.target) not in known:
        yield f"the file says '{came.target}', the glossary '{ours[0]}'"
    yield from (f"the file uses '{word}', which the glossary forbids" for word in theirs if word in now.forbidden)
    yield from (f"the file forbids '{word}', which the glossary uses" for word in came.forbidden if word in ours)


def _others(words: tuple[str, ...], *but: str) -> tuple[str, ...]:
    """Each word once, without some."""
    return tuple(word for word in dict.fromkeys(words) if word not in but)


def _plain(word: str) -> str:
    return " ".join(normalize("NFC", word).casefold().split())
