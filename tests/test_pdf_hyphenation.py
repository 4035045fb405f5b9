"""Words are parted as the dictionary says, with and without what earlier builds kept."""

import json

import pyphen
import pytest

from generator.formats.pdf import hyphenation, write_pdf
from generator.formats.pdf.hyphenation import Hyphenation
from tests.pdf import CSS, HTML, METADATA, RESOURCES, fonts

WORDS = ("Leistungsbeschreibung", "LEISTUNGSBESCHREIBUNG", "Dienstgütevereinbarungen", "ja", "Unterstützungsangebote")


@pytest.fixture
def forgotten():
    """Nothing is left in memory, as in a new process."""
    hyphenation._words.cache_clear()
    pyphen.hdcache.clear()


@pytest.mark.parametrize("lang", ["de_DE", "es", "hu_HU"])
@pytest.mark.parametrize(("left", "right"), [(2, 2), (3, 4)])
def test_parts_are_those_of_the_dictionary(tmp_path, forgotten, lang, left, right):
    """The same parts, at first and from the file; Hungarian changes letters where it parts ("asszonnyal")."""
    words = (*WORDS, "asszonnyal", "servicio")
    expected = [list(pyphen.Pyphen(lang=lang, left=left, right=right).iterate(word)) for word in words]
    for _ in range(2):
        remembered = Hyphenation(tmp_path)
        dictionary = remembered.Pyphen(lang, left, right)
        assert [list(dictionary.iterate(word)) for word in words] == expected
        remembered.keep()
        hyphenation._words.cache_clear()


def test_known_words_need_no_patterns(tmp_path, forgotten, monkeypatch):
    """What the file knows is not looked up again, in a document of the same bytes."""

    def press():
        return write_pdf(HTML, stylesheets=[CSS], fonts=fonts(), metadata=METADATA, resources=RESOURCES, cache=tmp_path)

    first = press()
    hyphenation._words.cache_clear()
    monkeypatch.setattr(hyphenation.pyphen, "Pyphen", None)
    monkeypatch.setattr(hyphenation, "patterns", None)
    assert press() == first


def test_a_spoilt_file_is_forgotten(tmp_path, forgotten):
    """A cache that can't be read costs time, never the build."""
    for spoilt in (b"", b"{", b"[]"):
        hyphenation._words.cache_clear()
        path = tmp_path / "hyphenation" / f"de_DE-{hyphenation.version('pyphen')}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(spoilt)
        remembered = Hyphenation(tmp_path)
        assert list(remembered.Pyphen("de_DE", 2, 2).iterate("Leistung")) == [("Leis", "tung")]
        remembered.keep()
        assert list(json.loads(path.read_bytes())) == ["leistung"]


def test_words_of_another_process_are_kept(tmp_path, forgotten):
    """Two builds at once lose none of each other's words."""
    one, other = Hyphenation(tmp_path), Hyphenation(tmp_path)
    list(one.Pyphen("de_DE", 2, 2).iterate("Leistung"))
    hyphenation._words.cache_clear()
    list(other.Pyphen("de_DE", 2, 2).iterate("Beratung"))
    one.keep()
    other.keep()
    (path,) = (tmp_path / "hyphenation").iterdir()
    assert set(json.loads(path.read_bytes())) == {"leistung", "beratung"}
