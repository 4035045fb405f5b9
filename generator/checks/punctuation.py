"""How a text ends and asks: by the class of the source's last sign (".", "。" and "." are one), or as its siblings do."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from generator.checks.corpus import Bitext, Corpus, Pair, unmarked
from generator.checks.examples import Example
from generator.errors import Finding, Severity

CLASSES = {
    **dict.fromkeys(".。｡．", "full stop"),
    **dict.fromkeys(":：", "colon"),
    **dict.fromkeys(";；", "semicolon"),
    **dict.fromkeys("?？؟", "question mark"),
    **dict.fromkeys("!！", "exclamation mark"),
    **dict.fromkeys(",，、", "comma"),
    "…": "ellipsis",
}
SIGNS = {"full stop": ".", "colon": ":", "semicolon": ";", "question mark": "?", "exclamation mark": "!"}
_CLOSING = '"”’»«“」』)）]】*' + "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
SEVERAL = 3


def check(corpus: Corpus) -> Iterator[Finding]:
    """A warning where a text ends otherwise than its source, unless most texts of its list do the same."""
    for bitext in corpus.bitexts:
        yield from _ends(bitext)
        for pair in bitext.pairs if bitext.usage.tag == "es" else ():
            yield from _spanish(pair)


def _ends(bitext: Bitext) -> Iterator[Finding]:
    lists: dict[tuple[str, str, str], list[Pair]] = defaultdict(list)
    for pair in bitext.pairs:
        parent, _, name = pair.message.key.rpartition(".")
        list_of = (
            parent if pair.message.key.count(".") < 2 or name not in ("name", "summary") else parent.rpartition(".")[0]
        )
        lists[pair.message.domain, f"{list_of}:{pair.message.kind}", end(pair.source)].append(pair)
    for (_, _, wanted), pairs in lists.items():
        ends = Counter(end(pair.target) for pair in pairs)
        usual, times = ends.most_common(1)[0]
        # a whole list that ends its items in another way does so on purpose
        expected = usual if len(pairs) >= SEVERAL and times * 2 > len(pairs) else wanted
        for pair in pairs:
            found = end(pair.target)
            if found not in (expected, wanted) or (found != expected and len(pairs) >= SEVERAL):
                yield _finding(pair, found, expected, wanted)


def end(text: str) -> str:
    """The class of the sign that ends a text, closing marks aside; "" for none."""
    plain = unmarked(text).rstrip(_CLOSING)
    return CLASSES.get(plain[-1:], "")


def _finding(pair: Pair, found: str, expected: str, wanted: str) -> Finding:
    at = len(pair.target.rstrip(_CLOSING))
    where = "the source" if expected == wanted else "the list"
    problem = f"ends with {_a(found)}, {where} with {_a(expected)}"
    start = at - 1 if found else at
    return pair.finding(Severity.WARNING, "punctuation", problem, "end it alike", max(start, 0), at)


def _a(sign: str) -> str:
    if not sign:
        return "no sign"
    return f"{'an' if sign[0] in 'aeiou' else 'a'} {sign}"


def _spanish(pair: Pair) -> Iterator[Finding]:
    """Spanish opens questions and exclamations."""
    for opening, closing in ("¿?", "¡!"):
        opened, closed = pair.target.count(opening), pair.target.count(closing)
        if opened != closed:
            problem = f"{opened} × {opening}, {closed} × {closing}"
            at = pair.target.find(closing if closed else opening)
            yield pair.finding(Severity.WARNING, "punctuation", problem, f"write {opening}…{closing}", at, at + 1)


_LIST = (("first;", "一"), ("second;", "二"), ("third;", "三"))

EXAMPLES = (
    Example("It is so.", "Es ist so", caught=True),
    Example("It is so:", "Es ist so.", caught=True),
    Example("Is it so?", "¿Es así?", language="es", caught=False),
    Example("Is it so?", "Es así?", language="es", caught=True),
    Example("It is so.", "是这样。", language="zh-Hans", caught=False),
    Example("It is so.", "是这样", language="zh-Hans", caught=True),
    Example("It is “so”.", "Es ist „so“.", caught=False),
    Example("fourth;", "四；", language="zh-Hans", others=_LIST, caught=True),
    Example("fourth;", "四", language="zh-Hans", others=_LIST, caught=False),
    Example("Maintenance", "Wartung.", caught=True),
)
