"""The command line as a person meets it: results, messages, exit codes, and never a traceback."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import VERBS, servicedocs
from tests.broken_content import BROKEN

ROOT = Path(__file__).resolve().parent.parent


def run(*words: object, project: Path | None = None):
    """The result of a command: exit_code, stdout, stderr."""
    arguments = [str(word) for word in words]
    if project is not None:
        arguments += ["--project", str(project)]
    return CliRunner().invoke(servicedocs, arguments, catch_exceptions=False, prog_name="servicedocs")


def test_a_build_ends_with_one_line_that_says_what_was_done(project):
    """Documents, languages, files, seconds; the second time everything is as it was."""
    folder = project()
    first = run("build", "--format", "json", project=folder)
    assert first.exit_code == 0, first.stderr
    assert re.fullmatch(r"1 document × 3 languages: \d+ files written, 0 unchanged, \d+\.\d s\n", first.stdout)
    second = run("build", "--format", "json", project=folder)
    assert "0 files written" in second.stdout


def test_the_manifest_lists_every_file_with_its_hash(project):
    """output/manifest.json is the whole of output/, sorted, with what each file is."""
    from hashlib import sha256

    folder = project()
    assert run("build", "--format", "json", "--format", "html", project=folder).exit_code == 0
    listed = json.loads((folder / "output/manifest.json").read_text("utf-8"))
    assert listed["schema"] == 1
    paths = [entry["path"] for entry in listed["artifacts"]]
    files = [path for path in (folder / "output").rglob("*") if path.is_file() and path.name != "manifest.json"]
    assert paths == sorted(path.relative_to(folder / "output").as_posix() for path in files)
    for entry in listed["artifacts"]:
        data = (folder / "output" / entry["path"]).read_bytes()
        assert (entry["sha256"], entry["bytes"]) == (sha256(data).hexdigest(), len(data))
    page = next(entry for entry in listed["artifacts"] if entry["path"] == "site/de/every-fact/index.html")
    assert (page["document"], page["language"], page["format"]) == ("every-fact", "de", "html")
    assert page["title"]
    assert re.fullmatch(r"\d{4}-\d{2}", page["revision"])


def test_only_what_is_ordered_is_built_and_the_rest_stays(project):
    """--language builds one language; what another build made of the others is still there."""
    folder = project()
    assert run("build", "--format", "json", project=folder).exit_code == 0
    korean = folder / "output/site/ko/every-fact/matrix.json"
    before = korean.read_bytes()
    assert run("build", "--format", "json", "--language", "de", project=folder).exit_code == 0
    assert korean.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--language", "fr"), "there is no language 'fr'"),
        (("--document", "every-fakt"), "did you mean 'every-fact'?"),
        (("--format", "docx"), "there is no format 'docx'"),
    ],
)
def test_an_order_for_what_is_not_there_names_what_is(project, words, problem):
    """Unknown languages, documents and formats are told with what is known."""
    result = run("build", *words, project=project())
    assert result.exit_code == 1
    assert problem in result.stderr


def test_wrong_use_ends_with_2():
    """An unknown option is wrong use, not a problem of the project."""
    assert run("build", "--colour").exit_code == 2
    assert run("biuld").exit_code == 2


def test_without_content_a_verb_says_how_to_name_the_project(tmp_path, monkeypatch):
    """Outside of a project the answer is one line of help."""
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert result.exit_code == 2
    assert "--project" in result.stderr


@pytest.mark.parametrize("situation", BROKEN)
def test_broken_content_leaves_the_output_as_it_was(project, situation):
    """A build of a broken project ends with 1, places and hints, and touches nothing."""
    folder = project()
    for file, old, new in BROKEN[situation].edits:
        path = folder / "content" / file
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    (folder / "output").mkdir()
    (folder / "output/kept.txt").write_text("as it was")
    result = run("build", project=folder)
    assert result.exit_code == 1
    assert "Traceback" not in result.stderr
    for told in BROKEN[situation].findings:
        assert f"{told}\n  hint: " in result.stderr
    assert [path.name for path in (folder / "output").iterdir()] == ["kept.txt"]


def test_a_release_is_refused_with_the_list_of_what_is_missing(project):
    """A draft is built with source text in the gaps; a release names each gap with its place."""
    folder = project()
    path = folder / "locales/de/LC_MESSAGES/every-fact.po"
    path.write_text(re.sub(r'(msgctxt "title"\nmsgid .*\nmsgstr ").*"', r'\1"', path.read_text("utf-8")), "utf-8")
    assert run("build", "--format", "json", project=folder).exit_code == 0
    result = run("build", "--format", "json", "--release", project=folder)
    assert result.exit_code == 1
    assert re.search(r"^locales/de/LC_MESSAGES/every-fact\.po:\d+:\d+: 'title' is not translated", result.stderr)


def test_a_language_made_by_init_is_known_to_every_verb(project):
    """Catalogs init fr, then status and build know it; its texts stand in the source language."""
    folder = project()
    made = run("catalogs", "init", "fr", project=folder)
    assert made.exit_code == 0
    assert "Français" in made.stdout
    rows = json.loads(run("status", "--format", "json", project=folder).stdout)["rows"]
    french = next(row for row in rows if row["language"] == "fr")
    assert french["percent"] == 0
    assert run("build", "--format", "html", "--language", "fr", project=folder).exit_code == 0
    assert 'lang="en"' in (folder / "output/site/fr/every-fact/index.html").read_text("utf-8")


def arabic_font(path: Path, weight: int) -> None:
    """A font whose letters are boxes: one for every character of the Arabic block."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for point in ((500, 0), (500, 700), (100, 700)):
        pen.lineTo(point)
    pen.closePath()
    box = pen.glyph()
    glyphs = {
        ".notdef": box,
        "space": TTGlyphPen(None).glyph(),
        **{f"a{code:04x}": box for code in range(0x600, 0x700)},
    }
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({0x20: "space", **{code: f"a{code:04x}" for code in range(0x600, 0x700)}})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupOS2(
        sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200, fsType=0, usWeightClass=weight
    )
    builder.setupPost()
    builder.save(path)


def test_a_right_to_left_language_turns_the_page(project):
    """Arabic comes with its direction; source text in it is marked with its own language and direction."""
    folder = project()
    assert run("catalogs", "init", "ar", project=folder).exit_code == 0
    settings = folder / "locales/ar/language.yaml"
    assert "direction: rtl" in settings.read_text("utf-8")
    refused = run("build", "--format", "html", "--language", "ar", project=folder)
    assert refused.exit_code == 1
    assert "no font for 'ar' has U+06" in refused.stderr

    arabic_font(folder / "boxes.ttf", 400)
    arabic_font(folder / "boxes-bold.ttf", 700)
    settings.write_text(f"{settings.read_text('utf-8')}fonts: [boxes.ttf + boxes-bold.ttf]\n", "utf-8")
    result = run("build", "--format", "html", "--format", "pdf", "--language", "ar", project=folder)
    assert result.exit_code == 0, result.stderr
    page = (folder / "output/site/ar/every-fact/index.html").read_text("utf-8")
    assert '<html lang="ar" dir="rtl"' in page
    assert 'lang="en" dir="ltr"' in page


def test_a_font_file_that_is_not_there_is_told_where_it_was_named(project):
    """A slip in a font's name points to the language's settings."""
    folder = project()
    settings = folder / "locales/de/language.yaml"
    settings.write_text(f"{settings.read_text('utf-8')}fonts: [nothing.ttf]\n", "utf-8")
    result = run("build", project=folder)
    assert result.exit_code == 1
    assert result.stderr.startswith("locales/de/language.yaml:1:1: there is no font file 'nothing.ttf'\n  hint: ")


def test_a_new_document_builds_at_once(project):
    """The scaffold is valid content."""
    folder = project()
    assert run("new", "document", "price-list", project=folder).exit_code == 0
    result = run("build", "--format", "json", "--document", "price-list", project=folder)
    assert result.exit_code == 0, result.stderr
    assert (folder / "output/site/en/price-list/matrix.json").is_file()


def test_status_can_fail_under_a_share(project):
    """A pipeline can ask for a share of translated messages."""
    folder = project()
    assert run("status", "--fail-under", 0, project=folder).exit_code == 0
    assert run("catalogs", "init", "fr", project=folder).exit_code == 0
    assert run("status", "--fail-under", 50, project=folder).exit_code == 1


def test_status_sees_each_change_of_a_catalog(project):
    """What was kept of a catalog is of no use once a translation is gone, and again when it is back."""
    folder = project()
    before = run("status", "--format", "json", project=folder).stdout
    catalog = folder / "locales/de/LC_MESSAGES/offerings.po"
    whole = catalog.read_text("utf-8")
    catalog.write_text(re.sub('^msgstr ".+"$', 'msgstr ""', whole, count=1, flags=re.MULTILINE), "utf-8")
    assert run("status", "--format", "json", project=folder).stdout != before
    catalog.write_text(whole, "utf-8")
    assert run("status", "--format", "json", project=folder).stdout == before


def test_a_second_update_changes_nothing(project):
    """Catalogs update twice equals once."""
    folder = project()
    assert run("catalogs", "update", project=folder).exit_code == 0
    assert run("catalogs", "update", project=folder).stdout.startswith("0 of ")


def test_quiet_says_nothing_and_results_go_to_stdout(project):
    """--quiet is silent when all is well."""
    result = run("build", "--quiet", "--format", "json", project=project())
    assert (result.stdout, result.stderr) == ("", "")


def test_a_folder_that_can_not_be_written_is_told(project):
    """A failure of the file system ends as one line and not as a traceback."""
    folder = project()
    (folder / "output").write_text("a file where the folder should be")
    result = run("build", "--format", "json", project=folder)
    assert result.exit_code == 1
    assert "hint:" in result.stderr


def test_every_verb_has_help_and_a_place_in_the_readme():
    """Each verb of the program explains itself and is told of in the README."""
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in VERBS:
        result = run(name, "--help")
        assert result.exit_code == 0
        assert len(result.stdout.splitlines()) > 4
        assert f"servicedocs {name}" in readme, name


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_can_complete_our_words(shell):
    """The completion script is the shell's own form."""
    assert "_SERVICEDOCS_COMPLETE" in run("completion", shell).stdout


def test_the_module_runs_as_the_program_does():
    """Python -m generator is servicedocs; NO_COLOR takes colours away even from a terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--version"],
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("servicedocs, version ")


def test_a_process_ends_with_what_was_to_be_done_at_its_end():
    """What a verb left to be done at the end of the process is done, and the exit code is the verb's."""
    code = (
        "import atexit, sys; from generator import cli\n"
        "cli.servicedocs = lambda **_: (print('told'), atexit.register(print, 'done'), sys.exit(3))\n"
        "cli.main()"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (3, "told\ndone\n", "")


def test_a_disk_that_takes_no_more_leaves_the_output_as_it_was(project):
    """When a file can't be written whole, the build says so in one line, and the old site stands untouched."""
    import resource

    folder = project()
    assert run("build", "--format", "html", project=folder).exit_code == 0
    before = {path: path.read_bytes() for path in sorted((folder / "output").rglob("*")) if path.is_file()}
    title = folder / "content/documents/every-fact.yaml"
    title.write_text(title.read_text("utf-8").replace("title: Every fact", "title: Every single fact", 1), "utf-8")

    def no_file_over_2_kilobytes() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))

    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--format", "html", "--project", str(folder)],
        cwd=ROOT,
        preexec_fn=no_file_over_2_kilobytes,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "File too large" in done.stderr
    assert "hint:" in done.stderr
    after = {path: path.read_bytes() for path in sorted((folder / "output").rglob("*")) if path.is_file()}
    assert after == before
