"""Plural forms: the rule of the language, and each form in its place."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from generator.catalogs.plurals import compiled, parsed, plural_forms
from generator.checks.corpus import Bitext, Corpus, Pair, prose
from generator.checks.examples import Example
from generator.checks.terms import tokens
from generator.errors import Finding, Place, Severity


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning for a rule that is not CLDR's, and for a form that has the words of another."""
    for bitext in corpus.bitexts:
        yield from _rule(bitext)
        yield from _forms(bitext)


def _rule(bitext: Bitext) -> Iterator[Finding]:
    """The rule counts only where some message has plural forms."""
    plural = next((entry for entry in bitext.catalog.entries.values() if entry.plural), None)
    if plural is None:
        return
    settings = bitext.catalog.settings
    try:
        wanted = plural_forms(settings.cldr or settings.language.locale)
    except ValueError:
        return
    number, expression = bitext.catalog.plural_forms
    rule, cldr = compiled(expression), parsed(wanted)
    if number == cldr[0] and all(rule(count) == compiled(cldr[1])(count) for count in range(200)):
        return
    problem = f"the header's plural rule (nplurals={number}; plural={expression}) is not the language's"
    hint = f"CLDR has: Plural-Forms: {wanted}"
    yield Finding(Severity.WARNING, "plural", Place(plural.file, 1), problem, hint, plural.key or "", bitext.language)


def _forms(bitext: Bitext) -> Iterator[Finding]:
    """Words that elsewhere stand only in the other form: "2 Werktag", "1 Werktage"."""
    pairs: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in bitext.pairs:
        if pair.message.plural and len(pair.entry.forms) == 2:
            pairs[pair.message.domain, pair.message.key].append(pair)
    known: Counter[tuple[str, int]] = Counter()
    for forms in pairs.values():
        known.update((word, form) for form in (0, 1) for word in _own(forms, form))
    for forms in pairs.values():
        findings = list(_misplaced(forms, known))
        yield from findings or _shorter(forms)


def _misplaced(forms: list[Pair], known: Counter[tuple[str, int]]) -> Iterator[Finding]:
    same = forms[0].target == forms[1].target
    for form in (0, 1):
        words = {word for word, _, _ in tokens(prose(forms[form].target).casefold())} if same else _own(forms, form)
        for word in sorted(words):
            here = 0 if same else known[word, form]
            if known[word, 1 - form] > here and known[word, 1 - form] > 1 - same:
                problem = f"'{word}' is the word of the other form elsewhere"
                hint = "the first form is that for one" if form else "the last form is that for many"
                yield forms[form].finding(Severity.WARNING, "plural", problem, hint)
                return


def _shorter(forms: list[Pair]) -> Iterator[Finding]:
    """Words for many are longer than those for one in the languages with two forms, but for a few ("Museen")."""
    usage = forms[0].usage
    one, many = ([word for word in _own(forms, form) if word not in usage.possible] for form in (0, 1))
    if len(one) == len(many) > 0 and len("".join(one)) > len("".join(many)):
        problem = f"'{' '.join(sorted(one))}' for one is longer than '{' '.join(sorted(many))}' for many"
        yield forms[0].finding(Severity.WARNING, "plural", problem, "see whether the forms are exchanged")


def _own(forms: list[Pair], form: int) -> set[str]:
    """The words that stand in one form and not in the other."""
    words = [{word for word, _, _ in tokens(prose(pair.target).casefold())} for pair in forms]
    return words[form] - words[1 - form]


EXAMPLES = (
    Example(
        "{count} day",
        ("{count} Tage", "{count} Tag"),
        plural="{count} days",
        plurals=((("a day", "days"), ("ein Tag", "Tage")), (("one day", "days"), ("ein Tag", "alle Tage"))),
        caught=True,
    ),
    Example(
        "{count} day",
        ("{count} Tag", "{count} Tage"),
        plural="{count} days",
        plurals=((("a day", "days"), ("ein Tag", "Tage")), (("one day", "days"), ("ein Tag", "alle Tage"))),
        caught=False,
    ),
    Example("{count} hour", ("{count} horas", "{count} hora"), language="es", plural="{count} hours", caught=True),
    Example("{count} hour", ("una hora", "{count} horas"), language="es", plural="{count} hours", caught=False),
    Example("{count} day", ("{count} Tage", "{count} Tage"), plural="{count} days", caught=False),
    Example("{count} user", ("{count} Benutzer", "{count} Benutzer"), plural="{count} users", caught=False),
    Example("{count} day", ("{count}일",), plural="{count} days", language="ko", caught=False),
)
