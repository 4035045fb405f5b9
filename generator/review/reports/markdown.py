"""A review for a pull request: a table on top, then what needs a decision, worst first, cut where a comment ends.

Texts of catalogs are data here: whatever would be markup, a mention or a link in them is written as an entity.
"""

import re
from collections.abc import Iterator, Sequence

from generator.review import Review
from generator.review.reports.data import Data, data, place, unchecked

LONGEST = 60_000
"""Characters; GitHub takes 65,536 in a comment."""

_SPECIAL = re.compile(r"[&<>*_`\[\]|#~\\@:$]|\r?\n")
_FORM = {"kept": "{}", "removed": "<del>{}</del>", "added": "<ins>{}</ins>"}


def render(review: Review) -> str:
    """The report in GitHub's Markdown, at most LONGEST characters."""
    return "".join(_cut(list(_chunks(data(review)))))


def _cut(chunks: Sequence[str]) -> Iterator[str]:
    """As many chunks as fit, and how many did not."""
    room = LONGEST - 200
    for index, chunk in enumerate(chunks):
        if len(chunk) > room:
            left = len(chunks) - index
            yield f"\n… and {left} more. The whole report: `servicedocs diff --format html`.\n"
            return
        room -= len(chunk)
        yield chunk


def _chunks(told: Data) -> Iterator[str]:
    """Parts of the report that stand alone, the most important first."""
    yield f"### Review of {escape(told['before'])} → {escape(told['after'])}\n\n{_verdict(told)}\n\n"
    yield from _table(told["languages"])
    yield f"\n{unchecked(told)}\n" if told["unchecked"] else ""
    if told["changes"]:
        yield "\n#### Facts, tables and structure\n\n"
    yield from (_change(change) for change in told["changes"])
    decided = [message for message in told["messages"] if not _decision(message)]
    waiting = [message for message in told["messages"] if _decision(message)]
    for title, messages in (("Texts that need a decision", waiting), ("Other texts", decided)):
        if messages:
            yield f"\n#### {title}\n\n"
        yield from map(_message, messages)


def _verdict(told: Data) -> str:
    return {
        0: "Nothing is open.",
        1: "**There are errors.**",
        3: "**Something is stale or not approved.**",
    }[told["code"]]


def _decision(message: Data) -> bool:
    """Whether somebody has to do something about a message."""
    states = {each["state"] for each in message["translations"]}
    findings = any(each["findings"] for each in (message, *message["translations"]))
    return bool(message["open"] or findings or states & {"stale", "missing", "disputed"})


def _table(languages: Sequence[Data]) -> Iterator[str]:
    if languages:
        head = ["language", "policy", *languages[0]["states"], "errors"]
        yield f"| {' | '.join(head)} |\n|{'---|' * 2}{'---:|' * (len(head) - 2)}\n"
    for each in languages:
        cells = [escape(each["tag"]), each["policy"], *map(str, each["states"].values()), str(each["errors"])]
        yield f"| {' | '.join(cells)} |\n"


def _change(change: Data) -> str:
    told = f"- **{change['class']}** {change['kind']} {change['action']}: {escape(change['name'])}"
    if change["language"]:
        told += f" ({escape(change['language'])})"
    told += f": {_diff([change['diff']])}" if change["diff"] else ""
    where = "; ".join(escape(place(each)) for each in change["where"])
    return f"{told} — {where}\n" if where else f"{told}\n"


def _message(message: Data) -> str:
    states = ", ".join(f"{each['language']} {each['state']}" for each in message["translations"])
    head = f"<b>{message['class'] or 'translation'}</b> <code>{escape(message['name'])}</code> {escape(states)}"
    lines = [f"<details><summary>{head}</summary>\n"]
    lines += [f"{escape(place(where))}\n" for where in message["where"]]
    lines += ["| | | |", "|---|---|---|"]
    source = f"{_diff(message['diff'])}{_findings(message['findings'])}"
    lines.append(f"| source | {escape(message['class'] or 'as before')} | {source} |")
    lines += [_translation(each) for each in message["translations"]]
    return "\n".join([*lines, "\n</details>\n\n"])


def _translation(each: Data) -> str:
    told = [each["state"]]
    told += [each["by"]] if each["by"] else []
    if verdict := each["verdict"]:
        told.append(f"{verdict['verdict']} {verdict['date']} {verdict['who']} {verdict['note']}".strip())
    state = "<br>".join(escape(part) for part in told)
    return f"| {escape(each['language'])} | {state} | {_diff(each['diff'])}{_findings(each['findings'])} |"


def _findings(findings: Sequence[Data]) -> str:
    return "".join(
        f"<br><b>{finding['severity']} {finding['code']}</b> {escape(finding['problem'])}" for finding in findings
    )


def _diff(forms: Sequence[Sequence[Data]]) -> str:
    return "<br>".join(
        "".join(_FORM[piece["op"]].format(escape(piece["text"])) for piece in pieces) for pieces in forms
    )


def escape(text: str) -> str:
    """The text with everything that Markdown could take for markup as an entity.

    >>> escape("a *b*")
    'a &#42;b&#42;'
    """
    return _SPECIAL.sub(lambda match: " " if match[0] in ("\n", "\r\n") else _entity(match[0]), text)


def _entity(character: str) -> str:
    # a word joiner keeps "@name" from calling somebody
    return "@\u2060" if character == "@" else f"&#{ord(character)};"
