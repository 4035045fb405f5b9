"""(c) The same text as a website in five languages with Sphinx and sphinx-intl.

A build is what its users run for one: extract the text, bring the catalogs up to date, and a Sphinx for each language. Ours
holds every catalog against the source each time too. The theme is the plainest; no page about editions or offerings.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks import corpus

CONF = 'project = "bench"\nlocale_dirs = ["locale"]\ngettext_compact = False\nhtml_theme = "basic"\nhtml_copy_source = False\n'
LEVELS = " =-~^"


def prepare(texts: Path, folder: Path) -> None:
    """A project with its catalogs translated: all that is there before a build."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "conf.py").write_text(CONF)
    documents = dict(corpus.documents(texts))
    (folder / "index.rst").write_text(
        "Documents\n=========\n\n.. toctree::\n\n" + "".join(f"   {id}\n" for id in documents)
    )
    for id, blocks in documents.items():
        (folder / f"{id}.rst").write_text(_source(blocks, _words(corpus.texts(texts, id)["en"])), "utf-8")
    tags = [tag for tag in corpus.texts(texts, next(iter(documents))) if tag != "en"]
    _extract(folder, [_locale(tag) for tag in tags])
    for tag in tags:
        for id in documents:
            says = {each: _words(found) for each, found in corpus.texts(texts, id).items()}
            _translate(
                folder / f"locale/{_locale(tag)}/LC_MESSAGES/{id}.po", dict(zip(says["en"], says[tag], strict=True))
            )


def _words(texts: list[list[corpus.Run]]) -> list[str]:
    return [corpus.words(text) for text in texts]


def _locale(tag: str) -> str:
    return {"zh-Hans": "zh_CN"}.get(tag, tag)


def _run(folder: Path, module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], cwd=folder, check=True, capture_output=True)


def _source(blocks: list[corpus.Block], says: list[str]) -> str:
    return "\n".join(_told(block, [_escaped(text) for text in says]) for block in blocks)


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "*`|_\\" else letter for letter in text)


def _told(block: corpus.Block, says: list[str]) -> str:
    match block:
        case ["title", text]:
            return _heading(1, says[text])
        case ["heading", level, text, _]:
            return _heading(level, says[text])
        case ["paragraph" | "notice", text]:
            return f"{says[text]}\n"
        case ["particulars", pairs]:
            return "".join(f":{says[name]}: {says[value]}\n" for name, value in pairs)
        case ["contact", text, links]:
            return f"{says[text]}\n\n" + "".join(f"* {says[link]}\n" for link in links)
        case ["list", _, items]:
            return "".join(_item(item, says) for item in items)
        case ["table", _, caption, heads, groups, notes]:
            width = sum(columns for _, _, columns, _ in heads[0])
            rows = "".join(
                _row(row, width, says) for row in _leaves(heads) + [row for group in groups for row in group]
            )
            table = f".. list-table:: {says[caption]}\n   :header-rows: 1\n\n{rows}"
            return "\n".join([table, *(f"{says[note]}\n" for _, note in notes)])
        case _:
            return ""


def _heading(level: int, text: str) -> str:
    return f"{text}\n{LEVELS[level] * (len(text) + 2)}\n"


def _item(item: corpus.Block, says: list[str]) -> str:
    inner = "\n".join(_told(block, says) for block in item[1])
    return f"* {says[item[0]]}\n\n" + "".join(f"  {line}\n" for line in inner.splitlines())


def _leaves(heads: list[corpus.Block]) -> list[corpus.Block]:
    """The heads in one row, for a table that knows no spans: those that span rows, then the last ones."""
    return [[*(cell for row in heads[:-1] for cell in row if cell[3] > 1), *heads[-1]]]


def _row(row: corpus.Block, width: int, says: list[str]) -> str:
    cells = [says[cell[0]] for cell in row] + [""] * (width - len(row))
    return "".join(f"   {'* -' if place == 0 else '  -'} {text}\n" for place, text in enumerate(cells))


def _translate(path: Path, says: dict[str, str]) -> None:
    import polib

    catalog = polib.pofile(str(path))
    for entry in catalog:
        entry.msgstr = says.get(entry.msgid.replace("\\", ""), entry.msgid)
    catalog.save()


def _extract(folder: Path, locales: Sequence[str]) -> None:
    _run(folder, "sphinx", "-q", "-b", "gettext", ".", "pot")
    _run(folder, "sphinx_intl", "update", "-p", "pot", *(part for locale in locales for part in ("-l", locale)))


def build(folder: Path) -> None:
    """The site in every language, each by a Sphinx of its own, as its users run it."""
    locales = sorted(path.name for path in (folder / "locale").iterdir())
    _extract(folder, locales)
    for language in ["en", *locales]:
        _run(folder, "sphinx", "-q", "-E", "-b", "html", "-D", f"language={language}", ".", f"html/{language}")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
