"""A PDF of ours -> how many pages it has, read off its page tree (ISO 32000-1, 7.7.3)."""

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"/Type ?/ObjStm.*?stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_TREE = re.compile(rb"/Type ?/Pages\b")
_COUNT = re.compile(rb"/Count (\d+)")


def page_count(pdf: bytes) -> int:
    """The number of pages; 0 where no page tree is found, as in a file that isn't ours."""
    return max((count for part in (pdf, *_objects(pdf)) for count in _counts(part)), default=0)


def _objects(pdf: bytes) -> Iterator[bytes]:
    """The objects that lie compressed in object streams (7.5.7)."""
    for stream in _STREAM.findall(pdf):
        try:
            yield zlib.decompress(stream)
        except zlib.error:
            continue


def _counts(text: bytes) -> Iterator[int]:
    for tree in _TREE.finditer(text):
        begin, end = text.rfind(b"<<", 0, tree.start()), text.find(b">>", tree.end())
        if found := _COUNT.search(text, begin, end):
            yield int(found[1])
