"""A PDF of ours -> how many pages it has, and on which of them each element begins (ISO 32000-1, 7.7.3 and 12.3.2.3)."""

import re
import zlib
from collections.abc import Iterator, Mapping

_STREAM = re.compile(rb"/Type ?/ObjStm.*?stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_TREE = re.compile(rb"/Type ?/Pages\b")
_COUNT = re.compile(rb"/Count (\d+)")
_KIDS = re.compile(rb"/Kids ?\[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_NAMES = re.compile(rb"/Dests ?<< ?/Names ?\[(.*?)\] ?>>", re.DOTALL)
_DESTINATION = re.compile(rb"\(([^()]*)\) ?\[ ?(\d+) 0 R")


def page_count(pdf: bytes) -> int:
    """The number of pages; 0 where no page tree is found, as in a file that isn't ours."""
    return max((count for part in (pdf, *_objects(pdf)) for count in _counts(part)), default=0)


def pages_by_id(pdf: bytes) -> Mapping[str, int]:
    """The page, from 1, on which each element begins that has an id in the HTML; none for a file that isn't ours."""
    parts = (pdf, *_objects(pdf))
    order = [
        kid
        for part in parts
        for tree in _trees(part)
        if (kids := _KIDS.search(tree))
        for kid in _REFERENCE.findall(kids[1])
    ]
    number = {kid: index for index, kid in enumerate(order, 1)}
    named = (each for part in parts for names in _NAMES.findall(part) for each in _DESTINATION.findall(names))
    return {id.decode(): number[page] for id, page in named if page in number}


def _objects(pdf: bytes) -> Iterator[bytes]:
    """The objects that lie compressed in object streams (7.5.7)."""
    for stream in _STREAM.findall(pdf):
        try:
            yield zlib.decompress(stream)
        except zlib.error:
            continue


def _counts(text: bytes) -> Iterator[int]:
    for tree in _trees(text):
        if found := _COUNT.search(tree):
            yield int(found[1])


def _trees(text: bytes) -> Iterator[bytes]:
    """The dictionaries of page trees."""
    for tree in _TREE.finditer(text):
        yield text[text.rfind(b"<<", 0, tree.start()) : text.find(b">>", tree.end())]
