"""Faults of files and of sources: an entry, a flag, a glossary, or the English that a translation no longer fits."""

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from generator.catalogs import Catalog, Glossary
from generator.checks.corpus import Pair
from generator.model import Publication

Changed = tuple[Publication, Catalog]
Plant = Callable[[Pair, Publication, Catalog, Random], Changed | None]


def _entry(pair: Pair, publication: Publication, catalog: Catalog, **changes: object) -> Changed:
    key = (pair.message.domain, pair.message.key)
    entry = replace(pair.entry, **changes)  # type: ignore[arg-type]
    return publication, replace(catalog, entries={**catalog.entries, key: entry})


def fuzzy(pair: Pair, publication: Publication, catalog: Catalog, random: Random) -> Changed | None:
    """Somebody was not sure."""
    return _entry(pair, publication, catalog, flags=(*pair.entry.flags, "fuzzy"))


def other_key(pair: Pair, publication: Publication, catalog: Catalog, random: Random) -> Changed | None:
    """The translation stands under a key that no message has."""
    domain, key = pair.message.domain, pair.message.key
    entries = {id: entry for id, entry in catalog.entries.items() if id != (domain, key)}
    entries[domain, f"{key}-old"] = replace(pair.entry, key=f"{key}-old")
    return publication, replace(catalog, entries=entries)


def new_source(pair: Pair, publication: Publication, catalog: Catalog, random: Random) -> Changed | None:
    """The English changes, the catalog does not."""
    return _source(pair, publication, f"{pair.message.text} More.", pair.message.plural, catalog, follow=False)


def new_number(pair: Pair, publication: Publication, catalog: Catalog, random: Random) -> Changed | None:
    """A number of the English changes, and an old msgstr stands on the new msgid as if it were fresh."""
    changed = re.sub(
        r"(?<![\w{.,])(\d+)(?![\w}.,]\d)", lambda match: str(int(match[1]) + 2), pair.message.text, count=1
    )
    if changed == pair.message.text or pair.message.plural or "ISO" in pair.message.text:
        return None
    return _source(pair, publication, changed, "", catalog, follow=True)


def new_negation(pair: Pair, publication: Publication, catalog: Catalog, random: Random) -> Changed | None:
    """The English no longer negates, or now does; the old msgstr stands on it."""
    text = pair.message.text
    changed = re.sub(r" (?:does )?not\b", "", text, count=1)
    if changed == text:
        changed = re.sub(r"\b(is|are|may) ", r"\1 not ", text, count=1)
    if changed == text or pair.message.plural or "not only" in text or "unless" in text:
        return None
    return _source(pair, publication, changed, "", catalog, follow=True)


def new_modality(pair: Pair, publication: Publication, catalog: Catalog, random: Random) -> Changed | None:
    """The English binds otherwise; the old msgstr stands on it."""
    changed = re.sub(r"\bmay\b(?! not)", "must", pair.message.text, count=1)
    if changed == pair.message.text:
        changed = re.sub(r"\bmust\b|\bshall\b", "should", pair.message.text, count=1)
    if changed == pair.message.text or pair.message.plural:
        return None
    return _source(pair, publication, changed, "", catalog, follow=True)


def new_term(pair: Pair, publication: Publication, catalog: Catalog, random: Random) -> Changed | None:
    """The English speaks of another concept; the old msgstr stands on it."""
    spoken = {each.term.concept for each in pair.terms}
    known = [each for each in pair.terms if each.term.target and each.term.target in pair.target]
    others = [
        term for term in catalog.glossary.terms if term.concept not in spoken and term.target and not term.variants
    ]
    others = [term for term in others if term.target.casefold() not in pair.target.casefold()]
    if not known or not others or pair.message.plural:
        return None
    found, other = random.choice(known), random.choice(others)
    text = pair.message.text[: found.start] + other.source[0] + pair.message.text[found.end :]
    return _source(pair, publication, text, "", catalog, follow=True)


def same_word(pair: Pair, publication: Publication, catalog: Catalog, random: Random) -> Changed | None:
    """The glossary gives two concepts one word."""
    if len(catalog.glossary.terms) < 2:
        return None
    one, other = random.sample(catalog.glossary.terms, 2)
    if not one.target or one.target == other.target:
        return None
    terms = tuple(replace(term, target=one.target) if term is other else term for term in catalog.glossary.terms)
    return publication, replace(catalog, glossary=Glossary(terms))


def missing_form(pair: Pair, publication: Publication, catalog: Catalog, random: Random) -> Changed | None:
    """One of the plural forms is empty."""
    if not pair.message.plural:
        return None
    return _entry(pair, publication, catalog, forms=(*pair.entry.forms[:-1], ""))


def exchanged_forms(pair: Pair, publication: Publication, catalog: Catalog, random: Random) -> Changed | None:
    """The form for one stands where that for many belongs."""
    if len(pair.entry.forms) != 2 or pair.entry.forms[0] == pair.entry.forms[1]:
        return None
    return _entry(pair, publication, catalog, forms=pair.entry.forms[::-1])


def other_rule(pair: Pair, publication: Publication, catalog: Catalog, random: Random) -> Changed | None:
    """The plural rule of another language; the number of forms is right."""
    if not pair.message.plural:
        return None
    rule = (2, "(n > 1)") if catalog.plural_forms[0] == 2 else (2, "(n != 1)")
    return publication, replace(catalog, plural_forms=rule)


def _source(pair: Pair, publication: Publication, text: str, plural: str, catalog: Catalog, *, follow: bool) -> Changed:
    """Another English for a message; with *follow* the entry takes it over as if the translation fitted it."""
    domain, key = pair.message.domain, pair.message.key
    messages = tuple(
        replace(each, text=text, plural=plural) if each.key == key else each for each in publication.messages[domain]
    )
    changed = replace(publication, messages={**publication.messages, domain: messages})
    if not follow:
        return changed, catalog
    entry = replace(pair.entry, source=text, plural=plural)
    return changed, replace(catalog, entries={**catalog.entries, (domain, key): entry})


OPERATORS: tuple[tuple[str, str, Plant], ...] = (
    ("fuzzy", "mechanical", fuzzy),
    ("another key", "mechanical", other_key),
    ("changed source", "mechanical", new_source),
    ("an old msgstr on a new number", "figure", new_number),
    ("an old msgstr on a new negation", "modality", new_negation),
    ("an old msgstr on a new modality", "modality", new_modality),
    ("an old msgstr on a new term", "term", new_term),
    ("one word for two concepts", "term", same_word),
    ("a plural form missing", "mechanical", missing_form),
    ("plural forms exchanged", "list", exchanged_forms),
    ("another plural rule", "mechanical", other_rule),
)
