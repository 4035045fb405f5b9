"""A build makes what changed, all of what changed and nothing else, and leaves a whole site whatever happens to it."""

import json
import random
import shutil
from dataclasses import replace
from datetime import date

import pytest
from jinja2 import DictLoader, Environment, FileSystemBytecodeCache

from generator import content
from generator.build import Means, Order, build, library, manifest, press, walk
from generator.build.cache import prune
from generator.build.closure import closures
from generator.build.manifest import Artifact, Shard
from generator.catalogs import po
from generator.catalogs.waivers import digest
from generator.errors import GeneratorError
from generator.model import Kind
from tests.builds import bytes_in, replaced

ALONE = Means(jobs=1)
ARTIFACT = Artifact("site/a.html", "a", "ko", "html", "00", 3, '제목 "[]"', "2020-07")


def built(project, *, order=None, means=ALONE, output=None, **more):
    return build(project, order or Order(), output or project / "output", means, **more)


def changed(project):
    """The names of the targets that a build says are not as they were, without the lists of the site."""
    return {name for name, _ in built(project).reasons}


def of(document, *languages, formats=("html", "pdf", "json", "csv")):
    return {f"{document} {language} {format}" for language in languages for format in formats}


def around(document):
    """The pages that show a document in two languages, or what changed in it: those of each language show the others."""
    return of(document, "en", "de", "ko", formats=("pages",))


# What is made anew


def test_a_second_build_has_nothing_to_do(ready):
    """Where nothing changed nothing is made, and nothing is written."""
    first = built(ready)
    before = {path: path.stat().st_mtime_ns for path in (ready / "output").rglob("*")}
    second = built(ready)
    assert first.written == second.unchanged > 20
    assert (second.written, second.reasons) == (0, ())
    assert {path: path.stat().st_mtime_ns for path in (ready / "output").rglob("*")} == before


def test_a_translation_makes_its_document_in_its_language(ready):
    """Touching one msgstr makes that document in that language, and no other."""
    built(ready)
    replaced(ready / "locales/de/LC_MESSAGES/every-fact.po", 'msgstr "Erst', 'msgstr "Der erst')
    assert changed(ready) == of("every-fact", "de") | around("every-fact")


def test_a_new_character_makes_the_fonts_of_its_pages(ready):
    """A character that was in none of the language's texts changes its web fonts, so all its pages lead to new ones."""
    built(ready)
    replaced(ready / "locales/ko/LC_MESSAGES/every-fact.po", 'msgstr "첫', 'msgstr "쀍첫')
    assert changed(ready) == {
        *of("every-fact", "ko"),
        *around("every-fact"),
        *around("second"),
        "second ko html",
        "ko style sheets and fonts",
        "lists of documents",
    }


def test_a_figure_makes_its_document_in_every_language(ready):
    """A fact of one document is told in all its languages, and in no other document."""
    built(ready)
    replaced(ready / "content/documents/every-fact.yaml", "severity: 0", "severity: 1")
    assert changed(ready) == of("every-fact", "en", "de", "ko") | around("every-fact")


@pytest.mark.parametrize(
    ("file", "formats"),
    [
        ("templates/components/paragraph.html.jinja", {"html", "pdf", "pages"}),
        ("templates/print.html.jinja", {"pdf"}),
        ("templates/components/page-head.html.jinja", {"html", "pages", "lists of documents"}),
        ("templates/home.html.jinja", {"lists of documents"}),
        ("templates/styles/print.css", {"pdf"}),
    ],
)
def test_a_template_makes_what_reaches_it(ready, file, formats):
    """Touching a template or style sheet makes the formats that include it, however far away."""
    order = Order(languages=("en",))
    built(ready, order=order)
    with (ready / file).open("a") as template:
        template.write("{# #}\n" if file.endswith("jinja") else "/* */\n")
    names = {name for name, _ in built(ready, order=order).reasons}
    assert {name if name == "lists of documents" else name.split()[-1] for name in names} == formats


def test_a_template_that_names_another_by_a_value_reaches_all():
    """What can't be known from the text of a template counts as reached, and what isn't there reaches nothing more."""
    files = {"top": "{% include name %}{% import 'part' as part %}", "part": "{% extends 'gone' %}", "other": ""}
    environment = Environment(loader=DictLoader(files), autoescape=True)
    found = closures(environment, ["part", "top"], [*files])
    assert found == {"part": ("gone", "part"), "top": ("gone", "other", "part", "top")}


def test_a_template_is_parsed_once(tmp_path, monkeypatch):
    """What is parsed to see what it reaches is compiled, and found so by all who load it."""
    environment = Environment(loader=DictLoader({"page": "{{ 1 + 1 }}"}), autoescape=True)
    environment.bytecode_cache = FileSystemBytecodeCache(str(tmp_path))
    closures(environment, ["page"], ["page"])
    monkeypatch.setattr(environment, "compile", None)
    assert environment.get_template("page").render() == "2"


def test_a_remark_in_a_catalog_makes_nothing(ready):
    """What changes no text changes no output."""
    built(ready)
    catalog = ready / "locales/de/LC_MESSAGES/every-fact.po"
    catalog.write_text("# A remark.\n" + catalog.read_text("utf-8"), "utf-8")
    assert changed(ready) == set()


def test_a_build_says_which_file_is_behind_a_change(ready):
    """Every reason names the part that changed and the files behind it."""
    built(ready)
    replaced(ready / "locales/de/LC_MESSAGES/every-fact.po", 'msgstr "Erst', 'msgstr "Der erst')
    reasons = dict(built(ready).reasons)
    assert reasons["every-fact de pdf"] == "text (locales/de/LC_MESSAGES/every-fact.po)"


def test_another_version_of_a_library_makes_what_it_makes(ready, monkeypatch):
    """The versions of the system's libraries count for PDFs, and the reason names them."""
    from generator.build import makers

    built(ready)
    for function in (makers.of_format, makers.environment):
        function.cache_clear()
    found = dict(makers.libraries())
    monkeypatch.setattr(makers, "libraries", lambda: {**found, "pango": "9.9"})
    monkeypatch.setattr(makers, "touched", lambda before: True)
    reasons = dict(built(ready).reasons)
    for function in (makers.of_format, makers.environment):
        function.cache_clear()
    assert {name.split()[-1] for name in reasons} == {"pdf"}
    assert set(reasons.values()) == {f"makers (pango {found['pango']} → 9.9)"}


# The same bytes


@pytest.mark.parametrize("seed", range(2))
def test_a_site_is_the_same_however_it_was_made(ready, tmp_path, seed):
    """After random edits: cached, cold, by one worker, by three, and without a cache give the same bytes."""
    chance = random.Random(seed)
    built(ready)
    for _ in range(3):
        edit(ready, chance)
        built(ready, means=Means(jobs=chance.choice((1, 2))))
    expected = bytes_in(ready / "output")
    shutil.rmtree(ready / ".cache")
    built(ready, means=Means(jobs=3), output=tmp_path / "cold")
    built(ready, means=Means(jobs=2, cache=False), output=tmp_path / "uncached")
    assert bytes_in(tmp_path / "cold") == expected
    assert bytes_in(tmp_path / "uncached") == expected


def edit(project, chance):
    """Change something, somewhere."""
    number = "".join(chance.choices("abcdefgh", k=8))
    match chance.randrange(6):
        case 0:
            replaced(project / "locales/de/LC_MESSAGES/every-fact.po", 'Erster Punkt"', f'{number} Erster Punkt"')
        case 1:
            replaced(project / "content/documents/every-fact.yaml", "Second point", f"Second point {number}")
        case 2:
            (project / "locales/ko/style.css").write_text(f".printed {{ --number: {number} }}\n")
        case 3:
            replaced(project / "templates/components/notice.html.jinja", "<", f"<!-- {number} --><")
        case 4:
            replaced(project / "templates/styles/tokens.css", ":root", f"/* {number} */ :root")
        case 5:
            replaced(project / "content/publication.yaml", "provider: Example", f"provider: Example{number}")


def test_a_waived_error_stops_no_release_until_the_waiver_ends(project):
    """It is as in a check: for these words and until its day, and where nothing else changed a build still looks."""
    folder = project()
    file = folder / "locales/de/LC_MESSAGES/every-fact.po"
    replaced(file, "{legal_name} kann", "Es kann")
    message = next(each for each in content.read(folder).messages["every-fact"] if each.kind is Kind.NOTICE)
    entry = next(each for each in po.parse(file.read_bytes(), file.name).entries if each.key == message.key)
    waiver = folder / "locales/de/waivers.yaml"
    waiver.write_text(
        f"every-fact:{message.key}:\n  check: placeholders\n  reason: agreed\n  name: Legal\n  until: 2026-03-31\n"
        f"  text: {digest((message.text, message.plural, *entry.forms))}\n",
        "utf-8",
    )
    release = Order(formats=("json",), release=True)
    last, next_day = (Means(jobs=1, day=date(2026, month, day)) for month, day in ((3, 31), (4, 1)))
    built(folder, order=release, means=last)
    with pytest.raises(GeneratorError, match="legal_name"):
        built(folder, order=release, means=next_day)
    replaced(file, "Es kann", "Niemand kann")
    with pytest.raises(GeneratorError, match="legal_name"):
        built(folder, order=release, means=last)


def test_drafts_and_releases_keep_to_themselves(ready, tmp_path):
    """A release after a draft is the release that would have been made first, and the other way round."""
    order, release = Order(), Order(release=True)
    for folder in (ready / "locales").glob("[!.]*"):
        if folder.name != "en":
            shutil.rmtree(folder)
    built(ready, order=order, output=tmp_path / "draft")
    draft = bytes_in(tmp_path / "draft")
    built(ready, order=release, output=tmp_path / "draft")
    built(ready, order=release, output=tmp_path / "release", means=Means(jobs=1, cache=False))
    assert bytes_in(tmp_path / "draft") == bytes_in(tmp_path / "release") != draft
    built(ready, order=order, output=tmp_path / "draft")
    assert bytes_in(tmp_path / "draft") == draft


def test_a_damaged_file_of_the_cache_is_made_again(ready):
    """What lost its end is not taken for whole."""
    built(ready)
    expected = bytes_in(ready / "output")
    for path in (ready / ".cache").rglob("*"):
        if path.is_file() and path.name != "build.lock" and path.parent.name != "builds":
            path.write_bytes(path.read_bytes()[:-3])
    shutil.rmtree(ready / "output")
    built(ready)
    assert bytes_in(ready / "output") == expected


@pytest.mark.parametrize(
    "spoil", [lambda lines: lines[:1], lambda lines: [lines[0][:-9]], lambda lines: ["2", *lines[1:]]]
)
def test_a_record_that_cannot_be_read_costs_time_only(ready, spoil):
    """What was there is compared with what is made, and put right where it differs."""
    built(ready)
    expected = bytes_in(ready / "output")
    for path in (ready / ".cache/builds").iterdir():
        path.write_text("\n".join(spoil(path.read_text("utf-8").splitlines())), "utf-8")
    (ready / "output/site/index.html").write_bytes(b"")
    assert built(ready).written == 1
    assert bytes_in(ready / "output") == expected


def test_what_is_kept_of_a_language_does_not_grow_with_its_documents(ready):
    """Each draft reads it, so what documents say is kept for each by itself."""
    built(ready)
    text = "Erster Punkt"
    assert text in (ready / "locales/de/LC_MESSAGES/every-fact.po").read_text("utf-8")
    kept = [path.read_bytes() for path in (ready / ".cache/catalogs").rglob("*") if path.is_file()]
    assert kept
    assert not any(text.encode() in each for each in kept)


def test_a_large_publication_is_built_as_a_small_one(ready, tmp_path, monkeypatch):
    """Batch by batch, and what takes much memory in a process of its own: the same bytes."""
    built(ready)
    monkeypatch.setattr(walk, "BATCH", 1)
    for room in (library, press):
        monkeypatch.setattr(room, "LARGE", 1)
    built(ready, means=Means(jobs=2, cache=False), output=tmp_path / "large")
    assert bytes_in(tmp_path / "large") == bytes_in(ready / "output")


@pytest.mark.parametrize("shard", [None, Shard(1, 2, "ab")])
@pytest.mark.parametrize("artifacts", [(), (ARTIFACT,), (ARTIFACT, replace(ARTIFACT, path="site/b.html"))])
def test_a_manifest_is_json_and_says_what_was_listed(tmp_path, artifacts, shard):
    """Whoever reads it as JSON, or artifact by artifact, finds the same."""
    manifest.write(tmp_path, artifacts, shard)
    told = json.loads((tmp_path / manifest.NAME).read_bytes())
    assert [Artifact(**entry) for entry in told["artifacts"]] == list(manifest.read(tmp_path)) == list(artifacts)
    assert manifest.read_shard(tmp_path) == shard
    written = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    assert (tmp_path / manifest.NAME).read_text("utf-8") == written


def test_a_file_changed_while_the_build_works_is_seen(ready):
    """An edit in the middle of a build is built too, and nothing is kept under a wrong hash."""
    catalog = ready / "locales/de/LC_MESSAGES/every-fact.po"
    edits = iter(['msgstr "Zuerst'])

    def step(done, total, what):
        for text in edits:
            replaced(catalog, 'msgstr "Erst', text)

    built(ready, step=step)
    built(ready)
    expected = bytes_in(ready / "output")
    built(ready, means=Means(jobs=1, cache=False), output=ready / "again")
    assert bytes_in(ready / "again") == expected


# Parts


def test_a_partial_build_keeps_the_rest(ready):
    """What was not ordered stays as it is; its pages lead to what is there."""
    built(ready)
    expected = bytes_in(ready / "output")
    summary = built(ready, order=Order(languages=("de",), formats=("html",)))
    assert (summary.written, bytes_in(ready / "output")) == (0, expected)


def test_a_document_that_is_gone_leaves_the_site(ready):
    """A whole build holds nothing of what the publication has no more."""
    built(ready)
    (ready / "content/documents/second.yaml").unlink()
    replaced(ready / "content/publication.yaml", ", second", "")
    built(ready)
    assert not [path for path in bytes_in(ready / "output") if "second" in path]


def test_errors_of_every_language_are_told_at_once(ready):
    """Each document in each language is looked at, and the output stays as it was."""
    built(ready)
    expected = bytes_in(ready / "output")
    replaced(ready / "locales/de/LC_MESSAGES/every-fact.po", 'msgstr "Erst', 'msgstr "{nothing} Erst')
    replaced(ready / "locales/ko/LC_MESSAGES/every-fact.po", 'msgstr "첫', 'msgstr "{nothing} 첫')
    with pytest.raises(GeneratorError) as error:
        built(ready)
    assert {finding.place.file.split("/")[1] for finding in error.value.findings} == {"de", "ko"}
    assert bytes_in(ready / "output") == expected


def test_the_cache_forgets_what_was_not_used_for_long(ready):
    """Beyond its limit the oldest files go, and the next build makes them again."""
    built(ready)
    expected = bytes_in(ready / "output")
    cache = ready / ".cache"
    held = sum(path.stat().st_size for path in cache.rglob("*") if path.is_file())
    assert prune(cache, held // 2) > held // 3
    assert sum(path.stat().st_size for path in cache.rglob("*") if path.is_file()) < held * 0.6
    shutil.rmtree(ready / "output")
    built(ready)
    assert bytes_in(ready / "output") == expected
