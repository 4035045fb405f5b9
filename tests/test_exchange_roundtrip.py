"""Catalogs of every shape go out and come back: not a byte differs that nobody changed, in any format."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import catalogs, content, exchange
from generator.catalogs import po
from generator.exchange.units import Parcel, Returned
from tests.exchanging import TEXTS

DOMAIN = "every-fact"
FILE = f"locales/de/LC_MESSAGES/{DOMAIN}.po"
KEYS = ("title", "tables.packages.caption", "sections.blocks.blocks.text", "sections.blocks.blocks.plural")

PIECES = [
    "Wort", "文", "한글", "ä", " ", "  ", "\t", "\n", "\r\n", "\\", "\\n", '"', "'", "**", "*", "{contacts}", "{", "}",
    "[a](b)", "<b>", "&amp;", "]]>", "_x000D_", "=1+1", "#, fuzzy", "\u00a0", "\u200f", "\U0001f600", "e\u0301", "|", "-- ",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
LINE = st.lists(st.sampled_from([each for each in PIECES if "\n" not in each]), min_size=1, max_size=4).map("".join)


@st.composite
def entry(draw: st.DrawFn, message) -> po.Entry:
    """What years may make of a message in a catalog."""
    state = draw(st.sampled_from(["translated", "translated", "draft", "stale", "behind"]))
    forms = tuple(draw(TEXT) for _ in range(2 if message.plural else 1))
    flags = tuple(draw(st.lists(st.sampled_from(["no-wrap", "x-own", "max-length:900"]), unique=True, max_size=2)))
    return po.Entry(
        key=message.key,
        source="An older text" if state == "behind" else message.text,
        plural=message.plural,
        forms=forms,
        comment="\n".join(draw(st.lists(LINE.map(str.strip).filter(bool), max_size=2))),
        extracted=draw(st.sampled_from(["", "Kind: title", "zwei\nZeilen"])),
        references=(("content/documents/every-fact.yaml#x", ""),) if draw(st.booleans()) else (),
        flags=("fuzzy", *flags) if state in ("draft", "stale") and any(forms) else flags,
        previous="Old" if state == "stale" and any(forms) else None,
    )


@st.composite
def catalog(draw: st.DrawFn, messages) -> bytes:
    """A file with entries in any order, some missing, obsolete ones, headers and comments that nobody knows."""
    chosen = draw(st.permutations(messages).flatmap(lambda all_: st.integers(1, len(all_)).map(lambda n: all_[:n])))
    living = [po.format_entry(draw(entry(message))) for message in chosen]
    header = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    header += '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    before = draw(st.sampled_from(["", "# Team\n#\n", "#, fuzzy\n"]))
    own = draw(st.sampled_from(["", '"X-Own: 1\\n"\n', '"PO-Revision-Date: \\n"\n']))
    obsolete = draw(st.sampled_from(["", '#~| msgid "Old"\n#~ msgctxt "gone"\n#~ msgid "Gone"\n#~ msgstr "Weg"\n']))
    tail = draw(st.sampled_from(["", "# The end.\n"]))
    gap = draw(st.sampled_from(["\n", "\n\n"]))
    text = gap.join(filter(None, [before + header + own, *living, obsolete, tail]))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"]))).encode()


@pytest.fixture
def project(project: Callable[..., Path]) -> Path:
    """The base project with nothing but one document's texts in German."""
    folder = project()
    shutil.rmtree(folder / "templates")
    for path in (folder / "locales/de/LC_MESSAGES").iterdir():
        path.unlink()
    return folder


def publication(folder: Path):
    found = content.read(folder)
    messages = tuple(each for each in found.messages[DOMAIN] if each.key in KEYS)
    assert len(messages) == len(KEYS)
    return replace(found, messages={DOMAIN: messages})


def there_and_back(folder: Path, format: str, publication) -> tuple[catalogs.Catalog, Returned]:
    """The catalog of German, and what comes back when it was sent in a format."""
    german = next(each for each in catalogs.languages(folder) if each.language.tag == "de")
    read = catalogs.read(folder, german, publication)
    parcel = Parcel(german, "en", "Example", exchange.units(publication, read, {}))
    data = exchange.write(format, parcel, "de")
    return read, exchange.read(data, f"de{exchange.EXCHANGES[format].ending}", "en")[1]


def offers_stale(format: str) -> bool:
    return exchange.EXCHANGES[format].offers_stale


QUICK = settings(deadline=None, max_examples=25, suppress_health_check=[*HealthCheck])


@pytest.mark.parametrize("format", TEXTS)
def test_a_catalog_of_any_shape_comes_back_as_it_went(project, format):
    """Nothing is changed, nothing refused, whatever stands in it."""
    texts = publication(project)

    @QUICK
    @given(catalog(texts.messages[DOMAIN]))
    def holds(data: bytes) -> None:
        (project / FILE).write_bytes(data)
        known, returned = there_and_back(project, format, texts)
        outcome = exchange.accept(returned, texts, known, offers_stale=offers_stale(format))
        assert outcome == exchange.Outcome()
        assert catalogs.revise(project, known.settings, outcome.entries) == ()
        assert (project / FILE).read_bytes() == data

    holds()


@pytest.mark.parametrize("format", TEXTS)
def test_one_changed_text_changes_its_own_lines_and_no_others(project, format):
    """Whatever a translator writes into one unit: every other entry, comment, flag, header and obsolete line stays."""
    texts = publication(project)

    @QUICK
    @given(catalog(texts.messages[DOMAIN]), st.data())
    def holds(data: bytes, chance: st.DataObject) -> None:
        (project / FILE).write_bytes(data)
        known, returned = there_and_back(project, format, texts)
        fresh = [unit for unit in returned.units if unit.target and is_current(known, unit.id.partition("[")[0])]
        if not fresh:
            return
        unit = chance.draw(st.sampled_from(fresh))
        text = chance.draw(TEXT.filter(str.strip))
        changed = replace(
            returned,
            units=tuple(replace(each, target=text, done=True) if each is unit else each for each in returned.units),
        )
        outcome = exchange.accept(changed, texts, known, offers_stale=offers_stale(format))
        assert (outcome.outdated, outcome.broken) == ((), ())
        catalogs.revise(project, known.settings, outcome.entries)
        key, _, form = unit.id.rstrip("]").partition("[")
        before, after = po.parse(data, FILE), po.parse((project / FILE).read_bytes(), FILE)
        # empty lines between entries are made one where a file is written anyway
        assert (after.header.strip(), after.tail) == (before.header.strip(), before.tail)
        for old, new in zip(before.entries, after.entries, strict=True):
            if old.obsolete or old.key != key:
                assert (new, new.written) == (old, old.written)
            else:
                assert new.forms[int(form or 0)] == text
                assert (new.comment, new.extracted, new.references) == (old.comment, old.extracted, old.references)
                assert set(old.flags) - {"fuzzy"} <= set(new.flags)

    holds()


def is_current(known: catalogs.Catalog, key: str) -> bool:
    """Whether the catalog has the present source of a message."""
    entry = known.entries.get((DOMAIN, key))
    return entry is not None and entry.source != "An older text"
