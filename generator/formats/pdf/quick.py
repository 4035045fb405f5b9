"""WeasyPrint imported in half the time.

What cffi would parse on each start is there, parsed; what fontTools would do for fonts unlike ours is not there until such
a font comes.
"""

import hashlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from generator.formats.pdf import declarations

UNCALLED = ("fontTools.subset", "fontTools.varLib.instancer", "fontTools.ttLib.woff2")
"""Cutting without HarfBuzz, variable fonts, WOFF2."""


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


@contextmanager
def uncalled() -> Iterator[None]:
    """While open, modules of fontTools that were not imported yet are imported as `Uncalled`."""
    stand_ins = {name: Uncalled(name) for name in UNCALLED if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


class Uncalled(ModuleType):
    """Stands for a module until something in it is called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*args: Any, **kwargs: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*args, **kwargs)

        return call
