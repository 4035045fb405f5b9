"""(c) The same text as a website in five languages with Sphinx and sphinx-intl."""

import subprocess
import sys
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
        (folder / f"{id}.rst").write_text(_source(blocks, corpus.texts(texts, id)["en"]), "utf-8")
    _run(folder, "sphinx", "-q", "-b", "gettext", ".", "pot")
    tags = [tag for tag in corpus.texts(texts, next(iter(documents))) if tag != "en"]
    _run(folder, "sphinx_intl", "update", "-p", "pot", *(part for tag in tags for part in ("-l", _locale(tag))))
    for tag in tags:
        for id in documents:
            says = corpus.texts(texts, id)
            _translate(
                folder / f"locale/{_locale(tag)}/LC_MESSAGES/{id}.po", dict(zip(says["en"], says[tag], strict=True))
            )


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
        case ["h", int(level), int(text)]:
            return f"{says[text]}\n{LEVELS[level] * (len(says[text]) + 2)}\n"
        case ["p", int(text)]:
            return f"{says[text]}\n"
        case ["li", int(text)]:
            return f"* {says[text]}\n"
        case ["table", int(caption), list(rows)]:
            cells = "".join(
                "".join(f"   {'* -' if place == 0 else '  -'} {says[text]}\n" for place, text in enumerate(row))
                for row in rows
            )
            return f".. list-table:: {says[caption]}\n   :header-rows: 1\n\n{cells}"
        case _:
            raise ValueError(block)


def _translate(path: Path, says: dict[str, str]) -> None:
    import polib

    catalog = polib.pofile(str(path))
    for entry in catalog:
        entry.msgstr = says.get(entry.msgid.replace("\\", ""), entry.msgid)
    catalog.save()


def build(folder: Path) -> None:
    """The site in every language, each by a Sphinx of its own, as its users run it."""
    for language in ["en", *sorted(path.name for path in (folder / "locale").iterdir())]:
        _run(folder, "sphinx", "-q", "-E", "-b", "html", "-D", f"language={language}", ".", f"html/{language}")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
