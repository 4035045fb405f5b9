"""`python -m tests.pdf.declarations`: renew generator/formats/pdf/declarations.py after a change of WeasyPrint or cffi."""

import hashlib
import re
import tempfile
from importlib.util import find_spec
from pathlib import Path

import cffi

TARGET = Path(__file__).parent.parent.parent / "generator" / "formats" / "pdf" / "declarations.py"
HEADER = '''"""The C functions of Pango, HarfBuzz and Fontconfig that WeasyPrint calls, compiled by cffi from weasyprint/text/ffi.py.

Generated: `python -m tests.pdf.declarations` renews it. SOURCE is the SHA-256 of the file it was made from.
"""

# fmt: off
# mypy: ignore-errors
import _cffi_backend


class Declared(_cffi_backend.FFI):
    """A ``cffi.FFI`` that knows its declarations already."""

    def cdef(self, source):
        """Nothing to parse."""


'''


def generate() -> str:
    """The text of the module."""
    source = Path(find_spec("weasyprint").origin).parent / "text" / "ffi.py"
    (declarations,) = re.findall(r"ffi\.cdef\('''(.*?)'''\)", source.read_text("utf-8"), re.DOTALL)
    ffi = cffi.FFI()
    ffi.cdef(declarations)
    ffi.set_source("declarations", None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "declarations.py")
        ffi.emit_python_code(str(path))
        emitted = path.read_text("utf-8").split("\n\n", 1)[1]
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    return f'{HEADER}SOURCE = "{digest}"\n{emitted.replace("_cffi_backend.FFI(", "Declared(")}'


if __name__ == "__main__":
    TARGET.write_text(generate(), "utf-8")
