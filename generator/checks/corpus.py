"""The texts that checks look at: every translation beside its source, language by language."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from generator import inline
from generator.catalogs import Catalog, Entry
from generator.checks.figures import Figure, figures
from generator.checks.languages import Usage, usage
from generator.checks.terms import Found, Index
from generator.edition import State
from generator.errors import Finding, Severity, Span
from generator.model import Message, Publication

_NO_WORDS = re.compile(f"{inline.PLACEHOLDER.pattern}|{inline.LINK_END.pattern}")
_MARKUP = re.compile(r"\*+|\[")


class Corpus:
    """A publication's messages and what each catalog has for them, laid out once for all checks.

    Only translations that would be printed have pairs; a stale one answers to another source and is left to its own
    check.
    """

    def __init__(self, publication: Publication, catalogs: Sequence[Catalog]) -> None:
        self.publication = publication
        self.catalogs = tuple(catalogs)
        self.messages = tuple(message for domain in publication.messages.values() for message in domain)
        self.bitexts = tuple(Bitext(self, catalog) for catalog in catalogs if not catalog.source)

        self._blanked: dict[str, str] = {}
        self._figures: dict[str, tuple[Figure, ...]] = {}

    def blanked(self, source: str) -> str:
        """A source text with placeholders, link ids and names blanked out; every language asks for the same ones."""
        if source not in self._blanked:
            text = prose(source)
            self._blanked[source] = self.names.sub(_blank, text) if self.names else text
        return self._blanked[source]

    def figures(self, source: str) -> tuple[Figure, ...]:
        """The figures of a source text."""
        if source not in self._figures:
            self._figures[source] = tuple(figures(self.blanked(source), self.usage))
        return self._figures[source]

    @property
    def pairs(self) -> Iterator["Pair"]:
        """Every pair of every language."""
        for bitext in self.bitexts:
            yield from bitext.pairs

    @cached_property
    def usage(self) -> Usage:
        """The habits of the source language."""
        return usage(self.publication.source)

    @cached_property
    def names(self) -> re.Pattern[str] | None:
        """The names that stay as they are, the longest first; None where there are none."""
        names = sorted(self.publication.names, key=lambda name: (-len(name), name))
        if not names:
            return None
        # in a translation a no-break space may stand in a name
        each = (re.escape(name).replace(r"\ ", r"[ \u00a0\u202f]") for name in names)
        return re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(each)})(?![A-Za-z0-9])")


class Bitext:
    """One language's translations beside their sources, with the habits of that language."""

    def __init__(self, corpus: Corpus, catalog: Catalog) -> None:
        self.corpus = corpus
        self.catalog = catalog
        self.language = catalog.settings.language.tag
        self.usage = usage(self.language)

    @cached_property
    def pairs(self) -> tuple["Pair", ...]:
        """Every form of every translation, in content order."""
        return tuple(
            Pair(message, self, entry, form)
            for message in self.corpus.messages
            if self.catalog.state(message) is State.TRANSLATED
            for entry in (self.catalog.entries[message.domain, message.key],)
            for form in range(len(entry.forms))
        )

    @cached_property
    def terms(self) -> Index:
        """The glossary by the words of the source."""
        return Index(self.catalog.glossary.terms)

    @cached_property
    def by_key(self) -> Mapping[tuple[str, str], "Pair"]:
        """(domain, key) -> the pair of its last form, which stands for any number."""
        return {(pair.message.domain, pair.message.key): pair for pair in self.pairs}


@dataclass(frozen=True)
class Pair:
    """One form of a translation, and the source forms with which it may be compared.

    The last plural form stands for any number, so it answers to the source's plural; the others may say what either
    source form says.
    """

    message: Message
    bitext: Bitext
    entry: Entry
    form: int

    @property
    def catalog(self) -> Catalog:
        return self.bitext.catalog

    @property
    def language(self) -> str:
        return self.bitext.language

    @property
    def usage(self) -> Usage:
        return self.bitext.usage

    @cached_property
    def target(self) -> str:
        return self.entry.forms[self.form]

    @cached_property
    def sources(self) -> tuple[str, ...]:
        if not self.message.plural:
            return (self.message.text,)
        last = self.form == len(self.entry.forms) - 1
        return (self.message.plural,) if last else (self.message.text, self.message.plural)

    @property
    def source(self) -> str:
        """The source form that answers best."""
        return self.sources[-1]

    @cached_property
    def plain(self) -> bool:
        """Whether neither text has a sign of markup, so that nothing can be wrong with it."""
        return inline.is_plain(self.target) and all(map(inline.is_plain, self.sources))

    @cached_property
    def words(self) -> str:
        """The translation with placeholders, link ids and names blanked out; nothing changes its place."""
        text, names = prose(self.target), self.bitext.corpus.names
        return names.sub(_blank, text) if names else text

    @property
    def source_words(self) -> str:
        """The source text blanked in the same way."""
        return self.bitext.corpus.blanked(self.source)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the translation."""
        return tuple(figures(self.words, self.usage))

    @property
    def source_figures(self) -> tuple[tuple[Figure, ...], ...]:
        """The figures of each source form."""
        return tuple(self.bitext.corpus.figures(source) for source in self.sources)

    @cached_property
    def terms(self) -> tuple[Found, ...]:
        """The glossary's terms that the source text speaks of."""
        return tuple(self.bitext.terms.find(prose(self.source)))

    def finding(
        self,
        severity: Severity,
        code: str,
        problem: str,
        hint: str = "",
        start: int = 0,
        end: int | None = None,
        fix: str | None = None,
        safe: bool = False,
    ) -> Finding:
        """A finding about the characters from *start* to *end* of the translation; about all of it without *end*."""
        place = self.entry.at(self.form, start)
        span = Span(self.target, start, len(self.target) if end is None else end, self.form, fix, safe)
        message = self.message
        return Finding(severity, code, place, problem, hint, message.key, self.language, message.domain, span)


def prose(text: str) -> str:
    """The text with placeholders and link ids blanked out, so that what is left are words; nothing changes its place."""
    return _NO_WORDS.sub(_blank, text) if "{" in text or "[" in text else text


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


@lru_cache(maxsize=65536)
def unmarked(text: str) -> str:
    """The text without the signs of markup; placeholders stay."""
    return inline.LINK_END.sub("", _MARKUP.sub("", text))


@lru_cache(maxsize=65536)
def parsed(text: str) -> tuple[inline.Node, ...] | None:
    """The nodes of a text; None where its markup is broken, which is the finding of one check and not of all."""
    try:
        return inline.parse(text)
    except inline.InlineError:
        return None
