"""Findings as people and programs want them: text, JSON, SARIF, annotations for GitHub, JUnit."""

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from xml.etree import ElementTree

from generator.checks import CHECKS
from generator.errors import Finding, Severity, Span

MANY, FIRST = 20, 5
"""When one check has more findings in a file, a person sees the first few and how many more there are."""
_AROUND = 36
"""Characters of a text shown on each side of what is marked."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def as_text(findings: Sequence[Finding], *, whole: bool = False) -> str:
    """One finding after the other: where, what, the words marked, a hint. Condensed unless the *whole* is wanted."""
    counted = Counter((each.code, each.place.file) for each in findings)
    shown: Counter[tuple[str, str]] = Counter()
    lines: list[str] = []
    for each in findings:
        same = each.code, each.place.file
        shown[same] += 1
        if whole or counted[same] <= MANY or shown[same] <= FIRST:
            lines += _lines(each)
        elif shown[same] == FIRST + 1:
            more = counted[same] - FIRST
            lines.append(f"{same[1]}: and {more} more like this (servicedocs check --code {same[0]} shows all)")
    return "\n".join(lines)


def _lines(finding: Finding) -> list[str]:
    lines = [f"{finding.place}: {finding.severity}: {finding.problem} [{finding.code}]"]
    if finding.span and finding.span.text:
        lines += _marked(finding.span)
    if finding.hint:
        lines.append(f"  hint: {finding.hint}")
    return lines


def _marked(span: Span) -> list[str]:
    """The text around the words, and a line of carets under them; a whole text needs no carets."""
    start, end = max(0, span.start - _AROUND), min(len(span.text), span.end + _AROUND)
    if span.end - span.start >= len(span.text):
        return [f"    {_plain(span.text[: 2 * _AROUND])}{'…' if len(span.text) > 2 * _AROUND else ''}"]
    before = ("…" if start else "") + _plain(span.text[start : span.start])
    words = _plain(span.text[span.start : span.end])
    after = _plain(span.text[span.end : end]) + ("…" if end < len(span.text) else "")
    return [f"    {before}{words}{after}", f"    {' ' * _width(before)}{'^' * max(1, _width(words))}"]


def _plain(text: str) -> str:
    """The text in one line; what nobody sees is shown as a box."""
    return "".join(character if character.isprintable() else "␣" for character in text)


def _width(text: str) -> int:
    """Columns of a terminal (Unicode Standard Annex 11)."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(bool(unicodedata.combining(character)) for character in text)


def as_json(findings: Sequence[Finding]) -> str:
    """An object with the list ``findings``."""
    return json.dumps({"findings": [_record(each) for each in findings]}, ensure_ascii=False, indent=2)


def _record(finding: Finding) -> dict[str, object]:
    record: dict[str, object] = {
        "severity": str(finding.severity),
        "code": finding.code,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "key": finding.key,
        "domain": finding.domain,
        "language": finding.language,
        "message": finding.problem,
        "hint": finding.hint,
    }
    if finding.span:
        span = finding.span
        record["span"] = {
            "text": span.text,
            "start": span.start,
            "end": span.end,
            "form": span.form,
            "fix": span.fix,
            "safe": span.safe,
        }
    return record


def as_sarif(findings: Sequence[Finding]) -> str:
    """A log of SARIF 2.1.0 (OASIS Standard, 27 March 2020) with one run."""
    codes = sorted({*CHECKS, *(each.code for each in findings)})
    rules = [{"id": code, "shortDescription": {"text": summary(code)}} for code in codes]
    driver = {"name": "servicedocs", "rules": rules}
    results = [_result(each, codes) for each in findings]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _result(finding: Finding, codes: Sequence[str]) -> dict[str, object]:
    place = finding.place
    physical = {
        "artifactLocation": {"uri": place.file},
        "region": {"startLine": place.line, "startColumn": place.column},
    }
    text = f"{finding.problem}\n{finding.hint}" if finding.hint else finding.problem
    location: dict[str, object] = {"physicalLocation": physical}
    if finding.key:
        name = f"{finding.language or 'source'}:{finding.domain}:{finding.key}"
        location["logicalLocations"] = [{"fullyQualifiedName": name}]
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [location],
    }


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands, which GitHub shows beside the lines of a change."""
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    return "\n".join(
        f"::{levels[each.severity]} file={_property(each.place.file)},line={each.place.line},col={each.place.column},"
        f"title={_property(each.code)}::{_data(each.problem + (f' ({each.hint})' if each.hint else ''))}"
        for each in findings
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_junit(findings: Sequence[Finding]) -> str:
    """A test suite with a case for each check; errors and warnings are failures, infos its output."""
    codes = sorted({*CHECKS, *(each.code for each in findings)})
    failed = {each.code for each in findings if each.severity is not Severity.INFO}
    suite = ElementTree.Element("testsuite", name="servicedocs", tests=str(len(codes)), failures=str(len(failed)))
    for code in codes:
        case = ElementTree.SubElement(suite, "testcase", classname="servicedocs.check", name=code)
        mine = [each for each in findings if each.code == code]
        text = "\n".join(_legal(f"{each.place}: {each.severity}: {each.problem}") for each in mine)
        if code in failed:
            worst = "error" if any(each.severity is Severity.ERROR for each in mine) else "warning"
            message = f"{len(mine)} finding{'' if len(mine) == 1 else 's'}"
            ElementTree.SubElement(case, "failure", message=message, type=worst).text = text
        elif mine:
            ElementTree.SubElement(case, "system-out").text = text
    suites = ElementTree.Element("testsuites")
    suites.append(suite)
    ElementTree.indent(suites)
    return ElementTree.tostring(suites, encoding="unicode", xml_declaration=True)


def _legal(text: str) -> str:
    """The text without characters that XML 1.0 can't hold (section 2.2)."""
    return "".join(
        each if each in "\t\n\r" or (ord(each) >= 0x20 and ord(each) not in (0xFFFE, 0xFFFF)) else "␣" for each in text
    )


def summary(code: str) -> str:
    """What a check is about, in one sentence."""
    from importlib import import_module

    if code not in CHECKS:
        return "What can't be read."
    return (import_module(f"generator.checks.{code}").__doc__ or code).strip().partition("\n")[0]


REPORTS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
    "junit": as_junit,
}
