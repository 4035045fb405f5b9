"""A review for a terminal: aligned by what East Asian characters take, in colour or with ``[-…-]{+…+}``."""

import re
from collections.abc import Iterator, Sequence
from unicodedata import category, combining, east_asian_width

from generator.review import Review
from generator.review.reports.data import Data, data, place, unchecked
from generator.review.words import tokens

Styled = tuple[str, str]
"""A style and a text."""

_CODES = {"removed": "31;9", "added": "32;4", "head": "1", "error": "31;1", "warning": "33", "open": "35;1", "dim": "2"}
_MARKS = {"removed": ("[-", "-]"), "added": ("{+", "+}")}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def render(review: Review, *, colour: bool = False, width: int = 0) -> str:
    """The report; lines are broken at *width* columns, nowhere for 0."""
    page = _Page(colour, width)
    page.tell(data(review))
    return "\n".join(page.lines) + "\n"


def columns(text: str) -> int:
    """The columns that a text takes in a terminal (Unicode Standard Annex 11: wide and full-width take two).

    >>> columns("服务 PTC")
    8
    """
    return sum(0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in text)


class _Page:
    """Lines of a report as they are written."""

    def __init__(self, colour: bool, width: int) -> None:
        self.colour, self.width = colour, width
        self.lines: list[str] = []

    def tell(self, told: Data) -> None:
        self.line([("head", f"{told['before']} → {told['after']}")])
        self.table(told["languages"])
        if told["unchecked"]:
            self.line([])
            self.line([("warning", unchecked(told))])
        if told["changes"]:
            self.line([])
            self.line([("head", "Facts, tables and structure")])
        for change in told["changes"]:
            self.change(change)
        if told["messages"]:
            self.line([])
            self.line([("head", "Texts")])
        for message in told["messages"]:
            self.message(message)
        if not told["changes"] and not told["messages"]:
            self.line([("", "nothing changed")])

    def table(self, languages: Sequence[Data]) -> None:
        """Languages by state, of the messages that changed."""
        if not languages:
            return
        head = ["language", "policy", *languages[0]["states"], "open", "errors"]
        rows = [
            [each["tag"], each["policy"], *map(str, each["states"].values()), str(each["open"]), str(each["errors"])]
            for each in languages
        ]
        widths = [max(columns(row[index]) for row in [head, *rows]) for index in range(len(head))]
        for row in [head, *rows]:
            cells = [
                _padded(cell, width, index > 1) for index, (cell, width) in enumerate(zip(row, widths, strict=True))
            ]
            self.line([("dim" if row is head else "", "  ".join(cells).rstrip())])

    def change(self, change: Data) -> None:
        language = f"{change['language']} " if change["language"] else ""
        told = [("dim", f"  {change['class']:<9}"), ("", f"{language}{change['kind']} {change['action']}: ")]
        told.append(("", change["name"]))
        if change["diff"]:
            told += [("", ": "), *_styled(change["diff"])]
        self.line(told, 4)
        for where in change["where"]:
            self.line([("dim", f"           {place(where)}")], 11)

    def message(self, message: Data) -> None:
        self.line([])
        former = f" (was {message['former']})" if message["former"] else ""
        mark = [("open", " open")] if message["open"] else []
        title = message["class"] or "translation"
        self.line([("head", f"{title}  {message['name']}{former}"), *mark], 4)
        for where in message["where"]:
            self.line([("dim", f"  {place(where)}")], 4)
        for pieces in message["diff"]:
            self.line([("dim", "  source   "), *_styled(pieces)], 11)
        self.findings(message["findings"])
        for each in message["translations"]:
            self.translation(each, whole=message["class"] is not None)

    def translation(self, each: Data, *, whole: bool) -> None:
        """A translation; one that stayed, as its source did, takes a line."""
        told: list[Styled] = [("dim", f"  {each['language']:<8} "), ("", f"{each['state']}")]
        if each["was"] != each["state"]:
            told.append(("dim", f" (was {each['was']})"))
        told += [("dim", f" {each['class']}")] if each["class"] else []
        told += [("dim", f" · {each['by']}")] if each["by"] else []
        if verdict := each["verdict"]:
            note = f": {verdict['note']}" if verdict["note"] else ""
            told.append(("dim", f" · {verdict['verdict']} {verdict['date']} {verdict['who']}{note}"))
        told += [("warning", " · the glossary changed since")] if each["terms"] else []
        self.line(told, 11)
        for pieces in each["diff"] if whole or each["changed"] else each["diff"][:1]:
            shown = _styled(pieces)
            if not whole and not each["changed"]:
                shown = [("dim", _cut(shown[0][1], (self.width or 100) - 12))]
            self.line([("", " " * 11), *shown], 11)
        self.findings(each["findings"])

    def findings(self, findings: Sequence[Data]) -> None:
        """What the checks say of a text, each in a line below it."""
        for finding in findings:
            style = finding["severity"] if finding["severity"] in _CODES else "dim"
            self.line([(style, f"           {finding['severity']} {finding['code']}: "), ("", finding["problem"])], 13)

    # Lines

    def line(self, parts: Sequence[Styled], indent: int = 0) -> None:
        """One line of the report, broken where it gets too long; what follows is indented."""
        marked = [(style, self._marked(style, text)) for style, text in parts]
        if self.width:
            words = [(style, word) for style, text in marked for word in tokens(text)]
            lines = [list(_runs(line)) for line in self._broken(words, indent)]
        else:
            lines = [marked]
        self.lines += ["".join(self._shown(style, text) for style, text in line).rstrip() for line in lines]

    def _marked(self, style: str, text: str) -> str:
        before, after = _MARKS[style] if style in _MARKS and not self.colour else ("", "")
        return f"{before}{_CONTROL.sub(chr(0xFFFD), text)}{after}"

    def _broken(self, words: Sequence[Styled], indent: int) -> Iterator[list[Styled]]:
        line: list[Styled] = []
        used = 0
        for style, word in words:
            size = columns(word)
            if self.width and used + size > self.width and used > indent and not _closes(word):
                yield line
                line, used = [("", " " * indent)], indent
                if word.isspace():
                    continue
            line.append((style, word))
            used += size
        yield line

    def _shown(self, style: str, text: str) -> str:
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.colour and style else text


def _closes(word: str) -> bool:
    """Whether a line may not begin with it."""
    return category(word[0]) in ("Pe", "Pf", "Po")


def _runs(words: Sequence[Styled]) -> Iterator[Styled]:
    """Neighbours of one style as one text."""
    last, run = "", ""
    for style, word in words:
        if style != last:
            yield last, run
            last, run = style, ""
        run += word
    yield last, run


def _styled(pieces: Sequence[Data]) -> list[Styled]:
    return [("" if piece["op"] == "kept" else piece["op"], piece["text"]) for piece in pieces]


def _cut(text: str, width: int) -> str:
    """As much of a text as fits."""
    if columns(text) <= width:
        return text
    while columns(text) >= width:
        text = text[:-1]
    return f"{text}…"


def _padded(text: str, width: int, right: bool) -> str:
    gap = " " * (width - columns(text))
    return gap + text if right else text + gap
