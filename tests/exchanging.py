"""Files that go to translators and come back: what the tests of every format share."""

import re
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner
from openpyxl import load_workbook

from generator import exchange
from generator.cli import servicedocs
from generator.exchange import xlsx

TEXTS = ("xliff", "xliff-1.2", "xlsx", "tmx")
CARRYING_ALL = ("xliff", "xliff-1.2", "xlsx")
XLIFF2 = "{urn:oasis:names:tc:xliff:document:2.0}"
XLIFF1 = "{urn:oasis:names:tc:xliff:document:1.2}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# A catalog as it looks after years: comments, flags and headers nobody knows, a stale, a missing and a half-done entry,
# obsolete ones, other line breaks than ours.
OFFERINGS = (
    (
        '"Language: de\\n"',
        '"Language: de\\n"\n"X-Team: Übersetzung <team@example.com>\\n"\n"PO-Revision-Date: 2019\\n"',
    ),
    ("#. Kind: name\n", '# Frage: "A & B" <C>?\n#  zweite Zeile\n#, no-wrap\n#. Kind: name\n'),
)
OBSOLETE = '\n#~| msgid "Old"\n#~ msgctxt "gone"\n#~ msgid "Gone"\n#~ msgstr "Weg"\n\n# The end.\n'
CONTACTS = {
    "xliff": 'Up to <ph id="value-1-contacts" equiv="{contacts}" disp="{contacts}" canCopy="no" canDelete="no"/> contacts.',
    "xliff-1.2": 'Up to <x id="value-1-contacts" equiv-text="{contacts}"/> contacts.',
    "xlsx": "Up to {contacts} contacts.",
}
"""The English plural of the contacts, as each format writes it."""


def aged(folder: Path) -> Path:
    """A project whose German catalogs look as after years of work."""
    offerings = catalog(folder)
    text = offerings.read_text("utf-8")
    for old, new in OFFERINGS:
        text = text.replace(old, new, 1)
    offerings.write_bytes((text + OBSOLETE).replace("\n", "\r\n").encode())
    document = catalog(folder, "every-fact")
    edit(document, ('msgstr "Jede Angabe"', 'msgstr ""'))
    edit(document, ('msgstr[1] "Bis zu {contacts} Ansprechpartner."', 'msgstr[1] ""'))
    edit(folder / "content/documents/every-fact.yaml", ("Every kind of block", "Each kind of block"))
    assert run(folder, "update").exit_code == 0
    return folder


def catalog(folder: Path, domain: str = "offerings", locale: str = "de") -> Path:
    return folder / f"locales/{locale}/LC_MESSAGES/{domain}.po"


def edit(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_bytes(text.encode())


def run(folder: Path, *words: object):
    arguments = ["catalogs", *map(str, words), "--project", str(folder)]
    return CliRunner().invoke(servicedocs, arguments, catch_exceptions=False)


def export(folder: Path, format: str, *more: str, language: str = "de") -> Path:
    """The file for one language."""
    result = run(folder, "export", "--format", format, "-l", language, *more)
    assert result.exit_code == 0, result.stderr
    return folder / "exchange" / f"{language}{exchange.EXCHANGES[format].ending}"


def locales(folder: Path) -> dict[str, bytes]:
    files = [path for path in (folder / "locales").rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def translate(file: Path, source: str, target: str, *, comment: str = "") -> None:
    """What a translator does: find a source text, write the target, say that it is done."""
    if file.suffix == ".xlsx":
        return _translate_cell(file, source, target, comment)
    text = file.read_text("utf-8")
    if file.suffix == ".tmx":
        block = next(each for each in re.findall(r"<tu .*?</tu>", text, re.DOTALL) if f"<seg>{source}</seg>" in each)
        done = re.sub(r"(.*<seg>).*(</seg>)", rf"\g<1>{target}\g<2>", block, flags=re.DOTALL)
    elif 'version="2.1"' in text:
        block = next(each for each in re.findall(r"<unit .*?</unit>", text, re.DOTALL) if f">{source}</source>" in each)
        done = re.sub(r" *<target .*?</target>\n", "", block, flags=re.DOTALL)
        done = (
            done.replace("</source>", f"</source><target>{target}</target>", 1)
            if "</mtc" not in block
            else (
                f"</mtc:matches>{done.partition('</mtc:matches>')[2]}".replace(
                    "</source>", f"</source><target>{target}</target>"
                )
            )
        )
        done = block.partition("</mtc:matches>")[0] + done if "</mtc" in block else done
        done = re.sub(r'state="[a-z]+"( subState="[^"]+")?', 'state="translated"', done)
        if comment:
            done = done.replace("</notes>", f'<note category="comment">{comment}</note></notes>')
    else:
        units = re.findall(r"<trans-unit .*?</trans-unit>", text, re.DOTALL)
        block = next(each for each in units if f"<source>{source}</source>" in each.partition("<context-group")[0])
        head, context, rest = block.partition("<context-group")
        head = re.sub(r" *<target.*?</target>\n", "", head, flags=re.DOTALL)
        done = head.replace("</source>", f'</source><target state="translated">{target}</target>') + context + rest
        if comment:
            done = done.replace("</context-group>", f"</context-group><note>{comment}</note>")
    assert text.count(block) == 1
    file.write_text(text.replace(block, done), "utf-8")
    return None


def _translate_cell(file: Path, source: str, target: str, comment: str) -> None:
    book = load_workbook(file)
    for sheet in book:
        for row in sheet.iter_rows(min_row=2):
            if row[2].value == source:
                row[xlsx.TARGET - 1].value = target
                if comment:
                    row[xlsx.COMMENT - 1].value = comment
    book.save(file)


def rewrite(file: Path, *changes: tuple[str, str]) -> None:
    """Every place of a pattern in a file."""
    text = file.read_text("utf-8")
    for pattern, new in changes:
        text, count = re.subn(pattern, new, text, flags=re.DOTALL)
        assert count, pattern
    file.write_text(text, "utf-8")


def toolkit(folder: Path, program: str, *words: str) -> None:
    """Runs a module of the translate-toolkit, or a script that uses it, as a program of its own."""
    how = "-c" if "\n" in program else "-m"
    subprocess.run([sys.executable, how, program, *words], cwd=folder, check=True, capture_output=True)
