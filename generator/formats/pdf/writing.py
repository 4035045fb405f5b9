"""PDF objects written once: pydyf writes each a second time for the identifier of the file (ISO 32000-1, 14.4)."""

from functools import cached_property
from typing import Any

import pydyf

_STREAM = pydyf.Stream


class Written(pydyf.Object):  # type: ignore[misc]
    """An object that will not change any more."""

    def __init__(self, changing: Any) -> None:
        super().__init__()
        self.number, self.generation, self.free = changing.number, changing.generation, changing.free
        self._changing = changing
        self._is_stream = isinstance(changing, _STREAM)

    @cached_property
    def data(self) -> bytes:
        return bytes(self._changing.data)

    @property
    def compressible(self) -> bool:
        return not (self._is_stream or self.generation)


class Stream(pydyf.Stream):  # type: ignore[misc]
    """Stands for ``Stream`` where pydyf makes streams of objects."""

    @cached_property
    def data(self) -> bytes:
        return bytes(super().data)


def finish(pdf: Any) -> None:
    """Let each object of *pdf* be written once."""
    pdf.objects[:] = [object if object.free == "f" else Written(object) for object in pdf.objects]
