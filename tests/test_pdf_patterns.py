"""Patterns that are read when a word asks for them say what all patterns read at once say."""

import re
from pathlib import Path

import pyphen
import pytest

from generator.formats.pdf.patterns import patterns

CATALOGS = Path(__file__).parent.parent / "locales"


def words(folder):
    text = "".join(path.read_text("utf-8") for path in sorted((CATALOGS / folder).rglob("*.po")))
    return sorted(set(re.findall(r"[^\W\d_]{6,}", text)))


@pytest.mark.parametrize(("language", "folder"), [("de_DE", "de"), ("es", "es"), ("hu_HU", "de")])
def test_every_word_of_the_catalogs_parts_as_pyphen_parts_it(language, folder):
    """All words of the translations, and of the sources beside them; Hungarian changes letters."""
    theirs, ours = pyphen.Pyphen(lang=language).hd, patterns(language)
    found = words(folder)
    assert len(found) > 500
    for word in found:
        assert [(int(point), point.data) for point in ours.positions(word)] == [
            (int(point), point.data) for point in theirs.positions(word)
        ]
