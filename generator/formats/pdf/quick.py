"""WeasyPrint imported in half the time: what cffi would parse on each start is there, parsed."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from generator.formats.pdf import declarations


@contextmanager
def declared() -> Iterator[None]:
    """While open, ``cffi.FFI()`` gives the compiled declarations, if they are those of the WeasyPrint installed."""
    spec = find_spec("weasyprint")
    source = Path(spec.origin).parent / "text" / "ffi.py" if spec and spec.origin else Path()
    if not source.is_file() or hashlib.sha256(source.read_bytes()).hexdigest() != declarations.SOURCE:
        yield
        return
    import cffi  # type: ignore[import-untyped]

    theirs = cffi.FFI
    cffi.FFI = lambda: declarations.ffi
    try:
        yield
    finally:
        cffi.FFI = theirs
