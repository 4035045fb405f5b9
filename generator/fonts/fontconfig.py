"""A fontconfig without the system's fonts, so that pages look the same, and have the same bytes, on every machine."""

from html import escape
from pathlib import Path

from generator.errors import Place, RenderError
from generator.store import write_beside

# The format is fontconfig's own; that no <dir> stands here is the whole point.
_CONFIGURATION = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <cachedir>{}</cachedir>
</fontconfig>
"""


def fontconfig_file(cache: Path) -> Path:
    """The path of a fontconfig configuration without any font folder; its own cache lies in *cache*.

    Put it into the environment as FONTCONFIG_FILE before WeasyPrint is imported: it reads the configuration while it
    is imported, and warns ("No fonts configured in FontConfig") of what is meant here.

    Raises RenderError if *cache* can't be written.
    """
    folder = cache.resolve() / "fontconfig"
    path = folder / "fonts.conf"
    content = _CONFIGURATION.format(escape(str(folder))).encode()
    try:
        if not path.is_file() or path.read_bytes() != content:
            write_beside(path, content)
    except OSError as error:
        problem = f"the cache folder can't be written: {error.strerror}"
        raise RenderError.at(Place(cache.as_posix()), problem, "choose another cache folder") from error
    return path
