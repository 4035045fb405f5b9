r"""Translations that were made elsewhere: ``memory.tsv``, beside the catalogs of a language.

A line holds a source, its translation and where the two come from::

    Service hours⇥Servicezeiten⇥agency.tmx

Nothing in it is ever printed; it is offered beside messages that are like it. A tab in a text is written ``\t``, a line
break ``\n``, a backslash ``\\``. Lines are sorted, each pair once: two branches merge as the union of their lines.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.catalogs.languages import LanguageSettings
from generator.errors import CatalogError, Finding, Place, Severity
from generator.store import write_beside
from generator.tree import Project, tree

NAME = "memory.tsv"
COLUMNS = ("source", "translation", "origin")
HEADER = "# " + "\t".join(COLUMNS)

_SIGNS = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_TEXTS = {written: sign for sign, written in _SIGNS.items()}
_SPECIAL = re.compile(r"[\\\t\n\r]")
_ESCAPE = re.compile(r"\\[\\tnr]")


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """A text and its translation; *origin* is the name of the file that brought them."""

    source: str
    target: str
    origin: str = field(default="", compare=False)


def read_pairs(project: Project, settings: LanguageSettings) -> tuple[Pair, ...]:
    """The pairs of a language, none where there is no file. Raises CatalogError with every mistake in it."""
    file = f"{settings.folder}/{NAME}"
    if not tree(project).has(file):
        return ()
    try:
        text = tree(project).read(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CatalogError.at(Place(file), "not UTF-8", "save the file in UTF-8") from None
    findings: list[Finding] = []
    pairs = tuple(_pairs(text, file, findings))
    if findings:
        raise CatalogError(findings)
    return pairs


def _pairs(text: str, file: str, findings: list[Finding]) -> Iterator[Pair]:
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not line.strip() or line == HEADER or (line.startswith("#") and "\t" not in line):
            continue
        cells = [_ESCAPE.sub(lambda match: _TEXTS[match[0]], cell) for cell in line.split("\t")]
        if len(cells) == len(COLUMNS) and all(cells[:2]):
            yield Pair(*cells)
        else:
            problem, hint = "no pair of texts", f"with tabs between: {', '.join(COLUMNS)}"
            findings.append(Finding(Severity.ERROR, CatalogError.__name__, Place(file, number), problem, hint))


def add_pairs(project: Path, settings: LanguageSettings, pairs: Iterable[Pair]) -> tuple[str, ...]:
    """Put pairs to those of a language; the file that was written, none if it knew them all already."""
    before = read_pairs(project, settings)
    known = {pair: pair for pair in (*pairs, *before)}
    if len(known) == len(before):
        return ()
    lines = [
        "\t".join(_SPECIAL.sub(lambda match: _SIGNS[match[0]], cell) for cell in _cells(each))
        for each in known.values()
    ]
    file = f"{settings.folder}/{NAME}"
    write_beside(project / file, ("\n".join([HEADER, *sorted(lines)]) + "\n").encode())
    return (file,)


def _cells(pair: Pair) -> tuple[str, str, str]:
    return pair.source, pair.target, pair.origin
