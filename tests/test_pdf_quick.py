"""WeasyPrint starts quickly, and is the same."""

import subprocess
import sys
from pathlib import Path

import pytest

from generator.formats.pdf import declarations, quick
from tests.pdf.declarations import TARGET, generate

ROOT = Path(__file__).parent.parent


def run(script):
    """What *script* prints in a new process."""
    command = [sys.executable, "-c", script]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def test_the_declarations_are_those_of_weasyprint():
    """The generated file is what the installed WeasyPrint and cffi give."""
    assert TARGET.read_text("utf-8") == generate()


def test_nothing_is_parsed_at_the_start():
    """The parser of C declarations is not even loaded."""
    script = "import sys; from generator.formats.pdf import engine; engine.load(); print('pycparser' in sys.modules)"
    assert run(script) == "False"


def test_no_tools_for_other_fonts_are_imported():
    """Neither are fontTools' subsetter and what it brings: HarfBuzz cuts, and our fonts are neither variable nor WOFF2."""
    script = "import sys; from generator.formats.pdf import engine; engine.load()\n"
    assert run(f"{script}print([name for name in {quick.UNCALLED} if name in sys.modules])") == "[]"


def test_a_tool_is_there_when_it_is_called():
    """A font as WOFF2 is unpacked, and one can be cut without HarfBuzz."""
    script = "import sys, io; from generator.formats.pdf import engine; engine.load()\n"
    script += "from weasyprint.text import fonts as text; from weasyprint.pdf import fonts as pdf\n"
    script += "from tests.pdf import fonts; from generator.fonts import woff2; import tempfile, pathlib\n"
    script += "packed = woff2(fonts()[0].ttf, pathlib.Path(tempfile.mkdtemp())); out = io.BytesIO()\n"
    script += "text.woff2.decompress(io.BytesIO(packed), out); unpacked = text.TTFont(io.BytesIO(out.getvalue()))\n"
    script += "cutter = pdf.subset.Subsetter(pdf.subset.Options(notdef_outline=True)); cutter.populate(unicodes=[65])\n"
    script += "cutter.subset(unpacked); print(unpacked.getGlyphOrder())"
    assert run(script) == "['.notdef', 'A']"


def test_parsed_and_compiled_declarations_give_the_same_bytes():
    """A file is the same when cffi parses for itself."""
    script = "import hashlib; from tests.pdf import sample; print(hashlib.sha256(sample()).hexdigest())"
    parsing = f"from generator.formats.pdf import declarations; declarations.SOURCE = ''; {script}"
    assert run(script) == run(parsing)


def test_other_declarations_are_parsed(monkeypatch):
    """A WeasyPrint whose declarations differ gets cffi as it is."""
    import cffi

    with quick.declared():
        assert cffi.FFI() is declarations.ffi
    monkeypatch.setattr(declarations, "SOURCE", "")
    with quick.declared():
        assert isinstance(cffi.FFI(), cffi.FFI)


@pytest.mark.parametrize("module", ["weasyprint", "pyphen", "cffi", "fontTools", "urllib.request"])
def test_the_room_is_light_until_the_first_pdf(module):
    """Importing `generator.formats.pdf` loads none of the heavy libraries."""
    script = "import sys, types; sys.modules['generator.formats'] = package = types.ModuleType('generator.formats')\n"
    script += "package.__path__ = ['generator/formats']; import generator.formats.pdf\n"
    assert run(f"{script}print({module!r} in sys.modules)") == "False"
