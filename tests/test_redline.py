"""Redlines of real repositories: what is marked, where, in which language, and how it reads."""

import random
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import servicedocs
from generator.edition import Deleted, Edition, Fate, Inline, Inserted, Name, Phrase, Sign, Text
from generator.formats import FORMATS, Press, paper, templates
from generator.localize import localize
from generator.review.redline import redline as of_snapshots
from generator.review.redline import redlines
from generator.review.redline.phrases import content
from tests.review_history import DOCUMENT, OFFERINGS, git, put, target
from tests.test_review_tables import BEFORE, MUTATIONS

PUBLICATION = "content/publication.yaml"


@pytest.fixture
def committed(project) -> Path:
    """The base project with one commit."""
    folder = project()
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Begin")
    return folder


def redline(folder: Path, tag: str = "en", revisions: str = "", document: str = "every-fact") -> Edition:
    return next(edition for edition, *_ in redlines(folder, revisions, tag, [document]))


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(servicedocs, ["redline", *words, "--project", str(folder)])


def plain(content: tuple[Inline, ...]) -> str:
    """Content as text, with what was deleted in [-…-] and what was inserted in {+…+}."""
    return "".join(map(_plain, content))


def _plain(part: Inline) -> str:
    match part:
        case Text(text) | Name(text):
            return text
        case Deleted(inner):
            return f"[-{plain(inner)}-]"
        case Inserted(inner):
            return f"{{+{plain(inner)}+}}"
        case Sign(mark, inner):
            return f"<{mark}>{plain(inner)}"
        case _:
            return plain(part.content)


def marked(edition: Edition) -> list[str]:
    """Every phrase with a mark, in reading order."""
    told = (plain(phrase.content) for phrase in edition.phrases())
    return [text for text in told if "[-" in text or "{+" in text]


def listed(edition: Edition) -> list[str]:
    """The list of changes: fate, where it stood, the place, the words."""
    assert edition.redline
    return [
        " ".join(
            filter(
                None,
                (
                    change.fate,
                    change.former and f"({change.former} {change.beside})",
                    *change.where[-1:],
                    "|",
                    *(f"{each.label} {plain(each.content)}".strip() for each in change.excerpts),
                ),
            )
        )
        for change in edition.redline.changes
    ]


def page(edition: Edition, folder: Path) -> str:
    return FORMATS["html"](edition, Press(templates.environment(folder))).decode()


def change(folder: Path, *edits: tuple[str, str, str]) -> None:
    for edit in edits:
        put(*edit)(folder)


# Words


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("within 2 days at 3 pm", "within 5 days at 4 pm", "within [-2-]{+5+} days at [-3-]{+4+} pm"),
        ("少于 2 小时", "少于 1 小时", "少于 [-2-]{+1+} 小时"),
        ("客户可随时提交请求。", "客户可在工作时间提交请求。", "客户可[-随时-]{+在工作时间+}提交请求。"),
        ("최대 3명이 요청합니다.", "최대 5명이 요청합니다.", "최대 [-3-]{+5+}명이 요청합니다."),
        ("Die Frist beträgt 2 Stunden.", "Die Frist beträgt 1 Stunde.", "Die Frist beträgt [-2 Stunden-]{+1 Stunde+}."),
        (
            "客户可随时通过电子邮件提交。",
            "客户可在周末通过电话提交。",
            "客户可[-随时通过电子邮件-]{+在周末通过电话+}提交。",
        ),
        ("One. Two.", "One. Three. Two.", "One.{+ Three.+} Two."),
        ("a\u00a0b", "a b", "a b"),
        ("same", "same", "same"),
    ],
)
def test_words_are_marked_as_a_reader_takes_them(was, now, told):
    """Han by characters, Hangul and Latin by words, figures whole; splinters are joined, a tied blank is a blank."""
    assert plain(content((Text(was),), (Text(now),))) == told


def test_a_figure_is_marked_in_every_language(committed):
    """One edit in the facts marks the figure in cells and sentences, in each language's own words."""
    change(committed, (OFFERINGS, "{under: 30 minutes}", "{under: 20 minutes}"))
    for tag, was, now in (("en", "30", "20"), ("de", "30", "20"), ("ko", "30", "20")):
        edition = redline(committed, tag)
        assert [f"[-{was}-]{{+{now}+}}" in text for text in marked(edition)] == [True, True], marked(edition)
        assert len(listed(edition)) == 2


def test_a_translation_that_changed_alone_is_marked_in_its_language_only(committed):
    """The source stayed; the German reader still sees what is said otherwise."""
    target("locales/de/LC_MESSAGES/every-fact.po", "sections.blocks.blocks.points.list.first", "Der erste Punkt")(
        committed
    )
    assert marked(redline(committed, "de")) == ["[-Erster-]{+Der erste+} Punkt"]
    assert marked(redline(committed, "en")) == []


def test_a_stale_translation_is_exchanged_for_the_source_text(committed):
    """What the document shows now is marked as inserted in its own language, and the page says it is a draft."""
    change(committed, (DOCUMENT, "First point", "First point of all"))
    edition = redline(committed, "de")
    assert marked(edition) == ["[-Erster Punkt-]{+First point of all+}"]
    html = page(edition, committed)
    assert '<ins class="untranslated" lang="en" dir="ltr">' in html
    assert 'class="draft"' in html


def test_links_of_what_is_gone_lead_nowhere(committed):
    """A deleted link keeps its words; one with another address is another link."""
    change(
        committed,
        (DOCUMENT, "[a link](help)", "a link"),
        (PUBLICATION, "example.com/help", "example.com/new"),
        (DOCUMENT, "links: [desk]", "links: [desk, help]"),
    )
    html = page(redline(committed), committed)
    assert "example.com/help" not in html
    assert "example.com/new" in html


def read(content: tuple[Inline, ...], without: type[Inserted] | type[Deleted]) -> str:
    """What one of the two sides says; a blank that is tied is a blank."""
    parts = (part for part in content if not isinstance(part, without))
    return "".join(
        part.text if isinstance(part, Text | Name) else read(part.content, without) for part in parts
    ).replace("\u00a0", " ")


def said(edition: Edition | None, without: type[Inserted] | type[Deleted]) -> list[str]:
    """All texts of one side in reading order, but for the words of the page."""
    if edition is None:
        return []
    phrases = replace(edition, interface={}, description=Phrase("", ())).phrases()
    return [text for phrase in phrases if (text := read(phrase.content, without).strip())]


@pytest.mark.parametrize("tag", ["en", "de"])
@pytest.mark.parametrize("back", [False, True], ids=["there", "back"])
def test_without_its_marks_a_redline_is_one_document_or_the_other(tag, back):
    """Of changes made by chance: what is left without deletions is the later document, without insertions the earlier.

    The later one in its order; what moved stands where it is now. Nothing is told where both read the same.
    """
    for number in range(len(MUTATIONS)):
        after, _ = MUTATIONS[number % len(MUTATIONS)](random.Random(number))
        sides = (after, BEFORE) if back else (BEFORE, after)
        was, now = (
            localize(each.publication.documents[0], each.publication, each.catalogs[tag], each.settings[0])
            for each in sides
        )
        edition = of_snapshots(*sides, "every-fact", tag)
        assert edition.redline
        assert said(edition, Deleted) == said(now, Deleted)
        assert sorted(said(edition, Inserted)) == sorted(said(was, Inserted))
        assert bool(edition.redline.changes) == (said(was, Deleted) != said(now, Deleted))


# Structure


def test_rows_and_ticks_are_marked_in_place(committed):
    """A row that came, one that went, one that moved, a tick: all in one table, each told once."""
    change(
        committed,
        (OFFERINGS, "{basic: not-included, plus: included}", "{basic: included, plus: included}"),
        (
            OFFERINGS,
            "  purchase:\n    group: facts\n    name: Purchase\n    facts: {basic: by-subscription, plus: additional-purchase}\n",
            "",
        ),
        (
            OFFERINGS,
            "  seats:\n",
            "  backup:\n    group: facts\n    name: Backup\n    facts: {basic: weekly, plus: included}\n  seats:\n",
        ),
        (
            OFFERINGS,
            "  reports:\n    group: facts\n    name: Reports\n    facts: {basic: as-needed, plus: weekly}\n",
            "",
        ),
        (
            OFFERINGS,
            "  statuses:\n",
            "  reports:\n    group: facts\n    name: Reports\n    facts: {basic: as-needed, plus: weekly}\n  statuses:\n",
        ),
    )
    assert listed(redline(committed)) == [
        "moved (moved-after Reach) Reports |",
        "changed Inclusion | Basic [-Not included-]{+Included+}",
        "deleted Purchase | [-Purchase-]",
        "inserted Backup | {+Backup+}",
    ]
    table = next(redline(committed).tables())
    assert "[-<no>Not included-]{+<yes>Included+}" in marked(redline(committed))
    rows = [plain(row.head.phrase.content) for group in table.groups for row in group.rows]
    assert rows[:5] == ["Reports", "Inclusion", "Availability", "[-Purchase-]", "Hosting"]


def test_columns_are_marked_in_place(committed):
    """Columns that went, moved under the same head, and moved out of a head; the grid of both stays a grid."""
    change(
        committed,
        (
            DOCUMENT,
            "- deployment: hosted\n        columns: [{offering: basic}, {offering: plus}]",
            "- offering: basic\n      - offering: plus",
        ),
        (
            DOCUMENT,
            "columns: [{aspect: value}, {aspect: method}]\n      - offering: plus\n        columns: [{aspect: value}, {aspect: method}]",
            "columns: [{aspect: method}, {aspect: value}]\n      - offering: plus\n        columns: [{aspect: value}]",
        ),
    )
    edition = redline(committed)
    told = listed(edition)
    assert [line.split(" |")[0].rsplit(" Table", 1)[0] for line in told[:2]] == ["moved (moved-from Hosted)"] * 2
    assert told[2].startswith("moved (moved-after ")
    assert told[3].startswith("deleted ")
    for table in edition.tables():
        spans = [sum(head.colspan for head in row) for row in table.head]
        assert spans[0] == len(table.columns) + 1
        ids = {head.id for row in table.head for head in row}
        for group in table.groups:
            assert all(len(row.cells) == len(table.columns) for row in group.rows)
            known = ids | {row.head.id for row in group.rows} | ({group.head.id} if group.head else set())
            assert all(known >= set(cell.headers) for row in group.rows for cell in row.cells)


def test_sections_points_and_paragraphs_are_marked_in_place(committed):
    """One that moved says where it stood; what stands in a new or removed section is not told again."""
    change(
        committed,
        (DOCUMENT, "          first: First point\n", ""),
        (DOCUMENT, "            ordered: true\n", "            ordered: true\n          third: Third point\n"),
        (
            DOCUMENT,
            "      plural:\n        count: contacts\n        one: Up to {contacts} contact.\n        other: Up to {contacts} contacts.\n",
            "",
        ),
        (
            DOCUMENT,
            "      desk:\n",
            "      plural:\n        count: contacts\n        one: Up to {contacts} contact.\n        other: Up to {contacts} contacts.\n      desk:\n",
        ),
        (
            DOCUMENT,
            "    sections:\n",
            "    sections:\n      more:\n        title: More\n        blocks: {text: More of it.}\n",
        ),
    )
    assert listed(redline(committed)) == [
        "deleted Every kind of block | [-First point-]",
        "inserted Every kind of block | {+Third point+}",
        "moved (moved-after Example says strong, emphasis, a link, under 30…) Every kind of block | Up to 3\u00a0contacts.",
        "inserted Every kind of block | {+More+}",
    ]


def test_no_id_stands_twice_and_every_link_arrives(committed):
    """What is deleted keeps its id only where nothing new has it, and each entry of the list leads to its change."""
    change(
        committed,
        (
            DOCUMENT,
            '        notice: "{legal_name} may change this."\n        note: A legal text.',
            "        list:\n          only: Another thing altogether",
        ),
        (DOCUMENT, "          methods: {table: methods}\n", ""),
        (DOCUMENT, "{packages} and {methods}", "{packages}"),
        (
            DOCUMENT,
            "  methods:\n    caption: Delivery by method\n    corner: Deliverable\n    groups: [delivery]\n    columns:\n      - offering: basic\n        columns: [{aspect: value}, {aspect: method}]\n      - offering: plus\n        columns: [{aspect: value}, {aspect: method}]\n",
            "",
        ),
    )
    html = page(redline(committed), committed)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert "Delivery by method" in html


# Whole documents


def test_a_document_of_one_side_is_marked_as_a_whole(committed):
    """A new document, and one that is gone, say so and have one entry."""
    for name in ("second",):
        shutil.copy(committed / DOCUMENT, committed / f"content/documents/{name}.yaml")
    change(
        committed,
        (PUBLICATION, "[every-fact]", "[every-fact, second]"),
        ("content/documents/second.yaml", "Every fact", "Another"),
    )
    edition = redline(committed, document="second")
    assert edition.redline
    assert edition.redline.whole == "redline-new-document"
    assert [change.fate for change in edition.redline.changes] == [Fate.INSERTED]
    assert plain(edition.title.content) == "{+Another+}"
    git(committed, "add", "-A")
    git(committed, "commit", "-q", "-m", "Add")
    gone = redline(committed, revisions="HEAD..HEAD~1", document="second")
    assert gone.redline
    assert gone.redline.whole == "redline-gone-document"
    assert "This document is no longer there." in page(gone, committed)


def test_a_language_of_one_side_is_marked_as_a_whole(committed):
    """Korean is gone: what it said is deleted; the other way round it is new."""
    shutil.rmtree(committed / "locales/ko")
    git(committed, "add", "-A")
    git(committed, "commit", "-q", "-m", "Drop")
    gone, new = (redline(committed, "ko", revisions) for revisions in ("HEAD~1..HEAD", "HEAD..HEAD~1"))
    assert gone.redline
    assert new.redline
    assert (gone.redline.whole, new.redline.whole) == ("redline-gone-language", "redline-new-language")
    assert [change.fate for change in gone.redline.changes] == [Fate.DELETED]
    assert "이 문서는 이 언어로 더 이상 제공되지 않습니다." in page(gone, committed)


def test_a_revision_older_than_the_words_of_a_redline_takes_those_of_today(committed):
    """The templates are today's, and so are the words that an old revision lacks."""
    interface = committed / "content/interface.yaml"
    today = interface.read_text("utf-8")
    interface.write_text(today.partition("redline:")[0], "utf-8")
    git(committed, "commit", "-qam", "As it was")
    interface.write_text(today, "utf-8")
    assert "List of changes" not in page(redline(committed, revisions="HEAD~1..HEAD"), committed)
    change(committed, (OFFERINGS, "{count: 3}", "{count: 4}"))
    git(committed, "commit", "-qm", "One more", "--", OFFERINGS)
    assert "Änderungen zwischen" in page(redline(committed, "de", "HEAD~1..HEAD"), committed)


def test_hostile_text_stays_text(committed):
    """Neither the words of a change nor the names of revisions reach the page as markup."""
    change(committed, (DOCUMENT, "First point", "First <script>alert(1)</script> point"))
    git(committed, "commit", "-qam", "Attack")
    git(committed, "branch", "a<img>b")
    html = page(redline(committed, "en", "HEAD~1..a<img>b"), committed)
    assert "<script>alert" not in html
    assert "<img>" not in html
    assert "&lt;script&gt;alert" in html


# Pages and paper


def test_marks_are_heard_and_lead_to_the_list_and_back(committed):
    """Hidden words say where a deletion begins and ends; numbers and entries point at each other."""
    change(committed, (OFFERINGS, "{under: 30 minutes}", "{under: 20 minutes}"))
    html = page(redline(committed, "de"), committed)
    assert re.search(
        r'<del><span class="visually-hidden"> Anfang der Löschung </span>30<span class="visually-hidden"> Ende der Löschung ',
        html,
    )
    assert re.search(r'id="change-1" href="#listed-1" aria-label="Änderung 1 \(Geändert\)"', html)
    assert re.search(r'<tr id="listed-1">\s*<th scope="row"><a href="#change-1"', html)


def test_a_korean_line_breaks_beside_a_mark_only_where_it_would_without(committed):
    """A figure that was inserted stays with its unit; between what went and what came a line may break."""
    change(committed, (OFFERINGS, "{under: 30 minutes}", "{under: 20 minutes}"))
    html = paper.markup(redline(committed, "ko"), templates.environment(committed))
    bare = re.sub(r"<span aria-label=[^>]*>|</span>", "", html)
    assert "30\u200c</del>\u200b<ins>\u200c20\u2060\u200c\u2060</ins>분" in bare


def test_a_published_page_shows_nothing_of_redlines(committed):
    """Without a redline the templates say what they always said."""
    edition = redline(committed)
    html = page(Edition(**{name: getattr(edition, name) for name in edition.__slots__ if name != "redline"}), committed)
    assert not re.search(r"data-change|<ins|<del|change-number|list-of-changes", html)


# The command


def test_nothing_changed_is_said_and_is_no_failure(committed):
    """The document is written all the same, and says so."""
    done = run(committed, "HEAD", "-l", "de", "-f", "html", "-o", str(committed))
    assert (done.exit_code, done.stdout) == (0, f"{committed}/redline_every-fact_de.html: no changes\n")
    html = (committed / "redline_every-fact_de.html").read_text("utf-8")
    assert "<ins" not in html
    assert 'href="data:text/css' in html


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("nowhere", "-l", "de"), "git knows no revision 'nowhere'"),
        (("HEAD", "-l", "xx"), "there is no language 'xx'"),
        (("HEAD", "-l", "de", "-d", "evry-fact"), "there is no document 'evry-fact'"),
    ],
)
def test_what_is_not_there_is_told_and_nothing_is_written(committed, words, problem):
    """One line, a hint, exit code 1."""
    done = run(committed, *words, "-o", str(committed / "out.pdf"))
    assert done.exit_code == 1
    assert problem in done.stderr
    assert "hint:" in done.stderr
    assert not (committed / "out.pdf").exists()


def test_a_broken_revision_is_told_with_its_name(committed):
    """The place is in the revision's files, and the sentence says in which revision."""
    change(committed, (OFFERINGS, "group: facts", "group: nowhere"))
    git(committed, "commit", "-qam", "Break")
    change(committed, (OFFERINGS, "group: nowhere", "group: facts"))
    done = run(committed, "HEAD", "-l", "de", "-o", str(committed / "out.pdf"))
    assert done.exit_code == 1
    assert "(in HEAD)" in done.stderr
    assert not (committed / "out.pdf").exists()


def test_a_translation_that_cannot_be_said_is_told_with_its_revision(committed):
    """What only shows when a document is put in words names the revision as well."""
    target("locales/de/LC_MESSAGES/every-fact.po", "sections.blocks.blocks.points.list.first", "{nothing}")(committed)
    git(committed, "commit", "-qam", "Place nothing")
    done = run(committed, "HEAD~1..HEAD", "-l", "de", "-o", str(committed / "out.pdf"))
    assert done.exit_code == 1
    assert "{nothing} is not in the source text (in HEAD)" in done.stderr
    assert not (committed / "out.pdf").exists()
