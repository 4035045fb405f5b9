"""Runs of characters in HTML, as tinyhtml5 finds them and quicker: its expression for each run is made once.

tinyhtml5 2.1 means to keep the expressions and keeps them under the wrong key, so that it makes them anew for every tag.
"""

import re
from collections.abc import Iterable


class Expressions(dict[tuple[Iterable[str], bool], re.Pattern[str]]):
    """Stands for ``characters_until_regex``: (characters, whether they are wanted) -> the longest run."""

    def __missing__(self, key: tuple[Iterable[str], bool]) -> re.Pattern[str]:
        characters, wanted = key
        listed = "".join(f"\\x{ord(character):02x}" for character in characters)
        found = self[key] = re.compile(f"[{'' if wanted else '^'}{listed}]+")
        return found
