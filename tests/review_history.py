"""A repository of twenty commits such as a team makes them, with what each is to be called; and a project of many texts."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result

from generator.cli import servicedocs
from generator.tree import Memory

Edit = Callable[[Path], None]

ENVIRONMENT = {
    "GIT_AUTHOR_NAME": "A. Author", "GIT_AUTHOR_EMAIL": "author@example.org", "GIT_AUTHOR_DATE": "2026-03-01T12:00:00Z",
    "GIT_COMMITTER_NAME": "A. Author", "GIT_COMMITTER_EMAIL": "author@example.org",
    "GIT_COMMITTER_DATE": "2026-03-01T12:00:00Z", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
    "PATH": "/usr/bin:/bin",
}  # fmt: skip

OFFERINGS = "content/offerings.yaml"
DOCUMENT = "content/documents/every-fact.yaml"
GERMAN = "locales/de/LC_MESSAGES/every-fact.po"


def git(folder: Path, *words: str, author: str = "A. Author") -> str:
    environment = {**ENVIRONMENT, "GIT_AUTHOR_NAME": author}
    done = subprocess.run(["git", *words], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def put(file: str, old: str, new: str) -> Edit:
    """An edit that replaces one piece of a file."""

    def edit(folder: Path) -> None:
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text, f"{old} is not in {file}"
        path.write_text(text.replace(old, new, 1), "utf-8")

    return edit


def target(file: str, key: str, text: str) -> Edit:
    """An edit that gives a message another translation."""

    def edit(folder: Path) -> None:
        path = folder / file
        pattern = rf'(msgctxt "{re.escape(key)}"\nmsgid (?:.*\n)+?msgstr ).*'
        found, count = re.subn(pattern, lambda match: f'{match[1]}"{text}"', path.read_text("utf-8"), count=1)
        assert count, f"{key} is not in {file}"
        path.write_text(found, "utf-8")

    return edit


# What the commit says, who made it, the edits, and what the diff with the commit before has to name.
COMMITS: tuple[tuple[str, str, tuple[Edit, ...], tuple[str, ...]], ...] = (
    ("Begin", "A. Author", (put(DOCUMENT, "Ask the desk.", "Ask the deks."),), ()),
    (
        "Raise the number of contacts",
        "A. Author",
        (put(OFFERINGS, "contacts: {count: 3}", "contacts: {count: 4}"),),
        ("figure value changed offerings:terms.contacts",),
    ),
    (
        "Grant inclusion to basic",
        "A. Author",
        (put(OFFERINGS, "{basic: not-included, plus: included}", "{basic: included, plus: included}"),),
        ("figure tick added features.statuses.facts.basic.value",),
    ),
    (
        "Answer faster",
        "A. Author",
        (put(OFFERINGS, "{under: 30 minutes}", "{under: 20 minutes}"),),
        (
            "figure cell changed features.response.facts.plus.value.severity-0",
            "figure value changed every-fact:values.fast-response",
        ),
    ),
    (
        "Offer backups",
        "A. Author",
        (put(OFFERINGS, "  seats:\n", "  backup:\n    group: facts\n    name: Backup\n    facts: {basic: weekly, plus: weekly}\n  seats:\n"),),
        ("added row added features.backup", "added message offerings:features.backup.name"),
    ),
    (
        "Drop the remark",
        "A. Author",
        (put(OFFERINGS, "  remark:\n    group: facts\n    name: Remark\n    facts: {basic: {text: only in writing, note: The remark of the basic package.}, plus: {text: in any form}}\n", ""),),
        (
            "removed row removed features.remark",
            "removed message offerings:features.remark.name",
            "removed message offerings:features.remark.facts.basic",
            "removed message offerings:features.remark.facts.plus",
        ),
    ),
    (
        "Put the languages first",
        "A. Author",
        (
            put(OFFERINGS, "  language:\n    group: facts\n    name: Language\n    facts: {basic: {languages: [en, zh-Hans]}, plus: {languages: local}}\n", ""),
            put(OFFERINGS, "features:\n", "features:\n  language:\n    group: facts\n    name: Language\n    facts: {basic: {languages: [en, zh-Hans]}, plus: {languages: local}}\n"),
        ),
        ("moved row moved features.language",),
    ),
    (
        "Call recovery by another id",
        "A. Author",
        (
            put(OFFERINGS, "  recovery:\n", "  restoration:\n"),
            put(OFFERINGS, "    name: Recovery\n", "    name: {text: Recovery, former: features.recovery.name}\n"),
        ),
        ("moved row renamed features.restoration", "moved message offerings:features.restoration.name"),
    ),
    (
        "Say who may change what",
        "A. Author",
        (put(DOCUMENT, "{legal_name} may change this.", "{legal_name} must change this."),),
        ("meaning message every-fact:sections.blocks.blocks.warning",),
    ),
    (
        "Mend a typo",
        "A. Author",
        (put(DOCUMENT, "Ask the deks.", "Ask the desk."),),
        ("typo message every-fact:sections.blocks.blocks.desk",),
    ),
    (
        "End points with a full stop",
        "A. Author",
        (put(DOCUMENT, "first: First point", "first: First point."),),
        ("cosmetic message every-fact:sections.blocks.blocks.points.list.first",),
    ),
    (
        "Say it better",
        "A. Author",
        (put(DOCUMENT, "A document that shows every kind", "A text that presents every kind"),),
        ("wording message every-fact:subject",),
    ),
    (
        "Translate the title anew",
        "T. Translator",
        (target(GERMAN, "title", "Jede Tatsache"),),
        ("translation message every-fact:title de T. Translator",),
    ),
    (
        "Let the second point come first",
        "A. Author",
        (
            put(DOCUMENT, "          first: First point.\n", ""),
            put(DOCUMENT, "            ordered: true\n", "            ordered: true\n          first: First point.\n"),
        ),
        ("moved block moved every-fact:blocks.points.second",),
    ),
    (
        "Turn the columns round",
        "A. Author",
        (put(DOCUMENT, "[{offering: basic}, {offering: plus}]", "[{offering: plus}, {offering: basic}]"),),
        ("moved column moved tables.packages.columns.hosted.plus",),
    ),
    (
        "Leave a column out",
        "A. Author",
        (put(DOCUMENT, "      - offering: plus\n        columns: [{aspect: value}, {aspect: method}]", "      - offering: plus\n        columns: [{aspect: method}]"),),
        ("removed column removed tables.methods.columns.plus.value",),
    ),
    (
        "Set a paragraph off",
        "A. Author",
        (put(DOCUMENT, "    sections:\n      training:", "      late:\n        notice: More will come.\n    sections:\n      training:"),),
        ("added block added every-fact:blocks.late", "added message every-fact:sections.blocks.blocks.late"),
    ),
    (
        "Give the document another number",
        "A. Author",
        (put(DOCUMENT, "number: X1", "number: X2"),),
        ("figure setting changed every-fact:number",),
    ),
    (
        "Choose another word",
        "T. Translator",
        (put("locales/de/glossary.yaml", "target: Werktag", "target: Arbeitstag"),
         put("locales/de/glossary.yaml", "forbidden: [Arbeitstag]", "forbidden: [Werktag]")),
        ("wording glossary term changed glossary.business-day de",),
    ),
    (
        "Go back to three contacts",
        "A. Author",
        (put(OFFERINGS, "contacts: {count: 4}", "contacts: {count: 3}"),),
        ("figure value changed offerings:terms.contacts",),
    ),
)  # fmt: skip


def repository(folder: Path) -> list[str]:
    """Makes the commits in a project's folder; returns their ids."""
    git(folder, "init", "-q")
    ids = []
    for words, author, edits, _ in COMMITS:
        for edit in edits:
            edit(folder)
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", words, author=author)
        ids.append(git(folder, "rev-parse", "HEAD"))
    return ids


def run(folder: Path, *words: str) -> Result:
    """What a verb says in a project."""
    return CliRunner().invoke(servicedocs, [*words, "--project", str(folder)])


def many(count: int, changed: bool) -> Memory:
    """The base project with *count* more messages in five languages; every one of them changed, or none."""
    base = Path(__file__).parent / "projects/base"
    files = {path.relative_to(base).as_posix(): path.read_bytes() for path in base.rglob("*") if path.is_file()}
    word = "quarterly" if changed else "weekly"
    blocks = "".join(
        f"      extra-{n}: The manager sends report {n} to the customer {word}, unless agreed otherwise.\n"
        for n in range(count)
    )
    text = files[DOCUMENT].decode()
    files[DOCUMENT] = text.replace("    sections:\n      training:", f"{blocks}    sections:\n      training:").encode()
    for locale, tag, words in (
        ("de", "de", "Der Manager sendet dem Kunden Bericht {} {}, sofern nicht anders vereinbart."),
        ("ko", "ko", "매니저는 달리 합의하지 않는 한 고객에게 보고서 {} 을(를) {} 보냅니다."),
        ("es", "es", "El gestor envía al cliente el informe {} {}, salvo acuerdo en contrario."),
        ("zh_Hans", "zh-Hans", "除非另有约定，经理{1}向客户发送报告 {0}。"),
        ("fr", "fr", "Le gestionnaire envoie au client le rapport {} {}, sauf accord contraire."),
    ):
        folder = f"locales/{locale}"
        plural = "nplurals=1; plural=0;" if tag in ("ko", "zh-Hans") else "nplurals=2; plural=(n != 1);"
        head = f'msgid ""\nmsgstr ""\n"Language: {locale}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {plural}\\n"\n'
        entries = "".join(
            f'\nmsgctxt "sections.blocks.blocks.extra-{n}"\nmsgid "The manager sends report {n} to the customer {word}, '
            f'unless agreed otherwise."\nmsgstr "{words.format(n, "B" if changed else "A")}"\n'
            for n in range(count)
        )
        file = f"{folder}/LC_MESSAGES/every-fact.po"
        files[file] = files[file] + entries.encode() if file in files else (head + entries).encode()
        files.setdefault(f"{folder}/language.yaml", f"name: {tag}\ntag: {tag}\n".encode())
    return Memory(files)
