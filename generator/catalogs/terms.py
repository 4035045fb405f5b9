"""Changed and new terms, written into a glossary file: comments, order and every other line stay as they are."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace

from generator.catalogs.glossary import KEYS, Term
from generator.errors import CatalogError
from generator.source import Entries, Items, Scalar, parse

_SAFE = re.compile(r"[^\W\d_](?:[^:#,\[\]{}\"'&*!|>%@`\\\n]|:(?! |$))*")
_WORDS_OF_YAML = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_BREAKS = {sign: f"\\u{sign:04x}" for sign in (0x7F, 0x85, 0x2028, 0x2029, 0xFEFF)}
"""What YAML takes for the end of a line, or does not print, and JSON leaves as it is."""
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'')
_COMMENT = re.compile(r"\s+#.*$")


def revise_terms(data: bytes, file: str, terms: Mapping[str, Term]) -> bytes:
    """The glossary in *data* with what *terms* say of their concepts; the very same bytes where nothing differs.

    Concepts that it does not have come after the others. Raises CatalogError if the file can't be read, or is written in a way that can't be changed line by line.
    """
    text = data.decode("utf-8-sig")
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    root, mistakes = parse("\n".join(lines), file)
    if mistakes:
        raise CatalogError(mistakes)
    entries = root.entries if isinstance(root, Entries) else ()
    # from the end, so that the numbers of the lines before stay true
    for name, node in reversed(entries):
        if name.text in terms and isinstance(node, Entries):
            _revise(lines, node, terms[name.text])
    known = {name.text for name, _ in entries}
    added = [line for concept, term in terms.items() if concept not in known for line in ("", *_written(term))]
    if added:
        while lines and not lines[-1].strip():
            lines.pop()
        lines += [*(added if lines else added[1:]), ""]
    _verify("\n".join(lines), file, terms)
    written = end.join(lines).encode()
    return b"\xef\xbb\xbf" + written if data.startswith(b"\xef\xbb\xbf") else written


def _written(term: Term) -> list[str]:
    """The lines of a term that is new."""
    values = {key: getattr(term, key) for key in KEYS}
    return [
        f"{term.concept}:",
        *(f"  {key}: {_yaml(value)}" for key, value in values.items() if value or key == "target"),
    ]


def _revise(lines: list[str], node: Entries, term: Term) -> None:
    """Write the keys of one concept that differ."""
    for key in reversed(KEYS):
        value = _value(node, key)
        wanted = getattr(term, key)
        if wanted == value:
            continue
        first, last = _extent(lines, node, key)
        old = lines[first:last]
        comments = [match[0] for line in old if (match := _COMMENT.search(_QUOTED.sub(_blank, line)))]
        indent = " " * (node.entries[0][0].place.column - 1)
        lines[first:last] = [f"{indent}{key}: {_yaml(wanted)}{''.join(comments)}"] if wanted or key == "target" else []


def _blank(match: re.Match[str]) -> str:
    return "_" * len(match[0])


def _value(node: Entries, key: str) -> str | tuple[str, ...]:
    found = node.get(key)
    if key in ("target", "note"):
        return found.text if isinstance(found, Scalar) else ""
    items = found.items if isinstance(found, Items) else (found,) if found else ()
    return tuple(item.text for item in items if isinstance(item, Scalar))


def _extent(lines: list[str], node: Entries, key: str) -> tuple[int, int]:
    """The lines of a key, as indexes; an empty range where a missing one would stand."""
    starts = {name.text: name.place.line - 1 for name, _ in node.entries}
    if key not in starts:
        before = [known for known in KEYS[: KEYS.index(key)] if known in starts]
        first = _extent(lines, node, before[-1])[1] if before else min(starts.values())
        return first, first
    first = last = starts[key]
    indent = node.entries[0][0].place.column - 1
    # what belongs to the value stands further in
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if line.strip() and (len(line) - len(line.lstrip()) <= indent or line.lstrip().startswith("#")):
            break
        if line.strip():
            last = number
    return first, last + 1


def _yaml(value: str | tuple[str, ...]) -> str:
    return _scalar(value) if isinstance(value, str) else f"[{', '.join(map(_scalar, value))}]"


def _scalar(text: str) -> str:
    """The text as YAML, in quotes where it could be read as something else."""
    told = text == text.strip() and text == text.translate(_BREAKS)
    plain = told and _SAFE.fullmatch(text) and text.lower() not in _WORDS_OF_YAML
    return text if plain else json.dumps(text, ensure_ascii=False).translate(_BREAKS)


def _verify(text: str, file: str, terms: Mapping[str, Term]) -> None:
    """Whether the written file says what it should."""
    root, mistakes = parse(text, file)
    read = {name.text: node for name, node in root.entries} if isinstance(root, Entries) and not mistakes else {}
    for concept, term in terms.items():
        node = read.get(concept)
        said = node and isinstance(node, Entries) and replace(term, **{key: _value(node, key) for key in KEYS})  # type: ignore[arg-type]
        if said != term:
            problem = f"'{concept}' is written in a way that can't be changed line by line"
            raise CatalogError.at(term.place, problem, "write each key of the term on a line of its own")
