"""Lets ``pybabel extract`` read the content files.

In a Babel mapping file::

    [servicedocs: content/**.yaml]

The catalogs of a project are kept by ``servicedocs catalogs update``, which also moves, marks and revives; this is for
tools that ask Babel.
"""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from generator import content
from generator.model import Message

Extracted = tuple[int, str, tuple[str, ...], list[str]]
"""Line, function, its arguments, comments."""


def extract(
    fileobj: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterator[Extracted]:
    """The messages of a content file, as Babel's extraction methods give them: line, function, arguments, comments.

    The project is the folder above the file that holds content/, or ``project`` in *options*. Raises ContentError if
    the content can't be read; a single file of it means nothing without the others.
    """
    file = Path(fileobj.name).absolute()
    project = Path(options["project"]) if options.get("project") else content.find_project(file.parent)
    name = file.relative_to(project.absolute()).as_posix()
    for messages in content.read(project).messages.values():
        yield from (_extracted(message) for message in messages if message.place.file == name)


def _extracted(message: Message) -> Extracted:
    # the gettext functions with a context, which Babel's default keywords know
    function, arguments = "pgettext", [message.key, message.text]
    if message.plural:
        function, arguments = "npgettext", [*arguments, message.plural]
    comments = [text for text in (" ".join(message.note.split()), f"Kind: {message.kind}") if text]
    return message.place.line, function, tuple(arguments), comments
