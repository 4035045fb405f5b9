"""Marked content in page streams: every drawn run is either content of a structure element or an artifact."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.pdf.stream import Stream

from generator.formats.pdf.structure import Box, Run, Structure


class MarkedStream(Stream):  # type: ignore[misc]
    """A WeasyPrint page stream that marks content by *structure*.

    ``_tags`` (shared by a page and its groups) maps each drawn box to its marked-content id.
    """

    def __init__(self, structure: Structure, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._structure = structure
        self._in_mark = False
        self._last: Run | None = None

    @contextmanager
    def marked(self, box: Box, tag: str) -> Iterator[None]:
        """Wrap what is painted for *box*; *tag* is WeasyPrint's guess and not used."""
        if not getattr(box, "text", "-").strip():
            with self._unpainted():
                yield
            return
        run = self._structure.runs.get(box)
        if self._continues(run):
            self.stream.pop()
            self._tags[box] = self._last_mcid()
        elif run is None:
            self.stream.append(b"/Artifact <</Type /Pagination>> BDC")
        else:
            self._open(run)
        if run is not None and run.spaced and box.style["direction"] == "ltr":
            # The layout is made anew from its text for painting; where a line ends a blank moves nothing.
            box.pango_layout.text = box.pango_layout.text.rstrip(" ") + " "
        self._in_mark, self._last = True, run
        try:
            yield
        finally:
            self._in_mark = False
            self.stream.append(b"EMC")

    @contextmanager
    def _unpainted(self) -> Iterator[None]:
        """Take back what a blank box paints: an empty text object."""
        start = len(self.stream)
        yield
        del self.stream[start:]
        self._current_color = self._current_alpha = self._current_font = self._old_font = None

    def _last_mcid(self) -> int:
        return next(reversed(self._tags.values()), -1)

    def _open(self, run: Run) -> None:
        if "Group" in self.extra:
            self._structure.problems.append(
                (
                    f"'{getattr(run.box, 'text', 'an image')}' is drawn half transparent",
                    "a reader can't find text in a group: use a plain colour",
                )
            )
        mcid = self._last_mcid() + 1
        self._tags[run.box] = mcid
        self.stream.append(f"/{run.owner.type} <</MCID {mcid}>> BDC".encode())

    def _continues(self, run: Run | None) -> bool:
        """Does *run* go on where the last mark was closed? Then lines of a paragraph share one mark."""
        last = self._last
        return (
            run is not None
            and last is not None
            and (run.owner, run.order) == (last.owner, last.order + 1)
            and self.stream[-1] == b"EMC"
        )

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Backgrounds and borders. Lines drawn with a text (underlines) stay part of it: marks must not nest."""
        if self._in_mark:
            yield
            return
        self.stream.append(b"/Artifact BMC")
        self._last = None
        try:
            yield
        finally:
            self.stream.append(b"EMC")

    def add_font(self, pango_font: Any) -> Any:
        font, size = super().add_font(pango_font)
        if not isinstance(font.to_unicode, _ToUnicode):
            font.to_unicode = _ToUnicode(font.to_unicode)
        return font, size


class _ToUnicode(dict[int, str]):
    """Glyph -> text, so that copied words are whole: a hyphen at a line's end is a soft one, word joiners are nothing.

    `refuse_hyphens` sees to it that U+2010 stands nowhere else.
    """

    def __setitem__(self, glyph: int, text: str) -> None:
        super().__setitem__(glyph, text.replace("\u2010", "\u00ad").replace("\u2060", ""))
