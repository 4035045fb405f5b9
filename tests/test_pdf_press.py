"""From HTML to bytes: what is refused, and that the same input gives the same file."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.errors import RenderError
from generator.fonts import REGULAR, cut, noto_sans
from generator.formats.pdf import engine, stand_ins
from generator.formats.pdf.engine import FONTS_CONF
from tests.pdf import CSS, page, press, sample, stock
from tests.pdf_structure import read

ROOT = Path(__file__).parent.parent


def problems(html, css=CSS):
    """What the press says of *html*."""
    with pytest.raises(RenderError) as error:
        press(html, css)
    assert all(str(finding).startswith("sample.html:1:1: ") for finding in error.value.findings)
    return [finding.problem for finding in error.value.findings]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<h3>Zu tief</h3>", "a heading of level 3 follows one of level 1"),
        ("<h1>Noch einer</h1>", "2 headings of level 1"),
        ('<img src="asset:mark.svg">', "no text alternative"),
        ('<p><a href="#nowhere">Text</a></p>', "No anchor #nowhere"),
        ('<p><a href="https://example.com"><img alt="" src="asset:mark.svg"></a></p>', "has no text"),
        ('<p><img alt="x" src="asset:lost.png"></p>', "Failed to load image"),
        ('<p><img alt="x" src="https://example.com/a.png"></p>', "Failed to load image"),
        ('<p><img alt="x" src="file:///etc/hostname"></p>', "Failed to load image"),
        ("<p>\u0e01</p>", "U+0E01"),
        ("<p>E\u2010Mail</p>", "U+2010"),
        ('<p style="opacity: .5">blass</p>', "half transparent"),
        ('<table><tr><th id="a">A</th></tr><tr><td headers="b">x</td></tr></table>', "names a head 'b'"),
        ("<table><tr><td>x</td></tr></table>", "no head leads to the cell 'x'"),
        (
            '<table><tr><th scope="col">A</th></tr><tr><td aria-label="x"><a href="#a">y</a></td></tr></table>',
            "aria-label",
        ),
        ('<p style="line-break: strict">x</p>', "line-break"),
    ],
)
def test_html_that_could_not_be_read_out_is_refused(body, words):
    """What WeasyPrint would only log, and what a screen reader would stumble over, stops the press."""
    assert any(words in problem for problem in problems(page(body)))


def test_all_problems_are_told_at_once():
    """One run names every problem."""
    assert len(problems(page('<h3>Zu tief</h3><img src="asset:mark.svg"><p>E\u2010Mail</p>'))) == 3


def test_a_document_without_language_is_refused():
    """Without a language nothing can be read out."""
    assert "the document has no language" in problems("<title>T</title><h1>Titel</h1>")


def test_a_warning_about_a_style_sheet_comes_with_every_document():
    """A style sheet is parsed once, but its faults concern each document."""
    css = CSS + "p { colour: red } @counter-style x { symbols: a }"
    once, again = problems(page("<p>eins</p>"), css), problems(page("<p>zwei</p>"), css)
    assert once == again
    assert any("colour" in problem for problem in once)
    assert any("@counter-style" in problem for problem in once)


def test_a_link_in_hidden_or_repeated_content_leaves_no_area():
    """A link area that no element could own is not in the file."""
    document = read(press(page('<p aria-hidden="true"><a href="https://example.com">weg</a></p><p>da</p>')))
    assert "/Annots" not in document.pdf.pages[0]


def test_another_weasyprint_is_refused(monkeypatch):
    """The press adapts one version; another one is named, not tried."""
    monkeypatch.setattr(engine, "version", lambda package: "71.0")
    with pytest.raises(RenderError, match=r"needs WeasyPrint 70\.0, 71\.0 is installed"):
        engine.load()


def test_weasyprint_is_given_back_as_it_was():
    """After a press, and after one that failed, WeasyPrint writes its own tags again."""
    from weasyprint import pdf
    from weasyprint.layout import inline
    from weasyprint.pdf import stream, tags

    before = stock()
    problems(page("<h3>Zu tief</h3>"))
    stock.cache_clear()
    assert stock() == before
    assert (pdf.Stream, pdf.add_tags) == (stream.Stream, tags.add_tags)
    assert inline.split_text_box.__module__ == inline.__name__
    assert not any(getattr(module, name) is ours for module, name, ours in stand_ins.LAYOUT)


def test_no_font_of_the_machine_is_ever_used():
    """A character is missing, not borrowed, and the environment of other programs stays as it was."""
    before = os.environ.get("FONTCONFIG_FILE")
    assert any("U+0416" in problem for problem in problems(page("<p>\u0416</p>"), "body { font-family: serif }"))
    assert os.environ.get("FONTCONFIG_FILE") == before


def test_a_second_press_gives_the_same_bytes():
    """Nothing is left over in the process."""
    assert press() == sample()


@pytest.mark.parametrize(("seed", "zone"), [("0", "UTC"), ("1", "Asia/Seoul")])
def test_another_process_gives_the_same_bytes(tmp_path, seed, zone):
    """Hash seed, time zone and folder leave no trace."""
    script = "import hashlib; from tests.pdf import sample; print(hashlib.sha256(sample()).hexdigest())"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", script], check=False, cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == hashlib.sha256(sample()).hexdigest()
    assert list(tmp_path.iterdir()) == []


# The machine's fonts stay out


def run_python(code: str, **environment: str) -> str:
    """What *code* prints in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


EMBEDDED = """
import re
from weasyprint import HTML
pdf = HTML(string='<html lang="en"><style>@font-face {{ font-family: Cut; src: url({uri}) }}'
    ' html {{ font-family: Cut }}</style><p>A기').write_pdf(uncompressed_pdf=True)
print(sorted(set(re.findall(rb'/BaseFont /[A-Z]+\\+([^ /\\n]+)', pdf))))
"""


def test_no_font_of_the_system_steps_in(tmp_path: Path) -> None:
    """A letter that our font lacks is drawn from an installed font, but not under our configuration."""
    installed = tmp_path / "installed"
    installed.mkdir()
    (installed / "other.ttf").write_bytes(cut(noto_sans("KR"), "기", REGULAR, tmp_path))
    file = tmp_path / "cut.ttf"
    file.write_bytes(cut(noto_sans("KR"), "A", REGULAR, tmp_path))
    code = EMBEDDED.format(uri=file.as_uri())
    ours = FONTS_CONF
    system = tmp_path / "system.conf"
    system.write_text(
        ours.read_text("utf-8").replace("<fontconfig/>", f"<fontconfig><dir>{installed}</dir></fontconfig>")
    )
    assert run_python(code, FONTCONFIG_FILE=str(system)).strip() == "[b'Cut', b'Noto-Sans-KR']"
    assert run_python(code, FONTCONFIG_FILE=str(ours)).strip() == "[b'Cut']"
