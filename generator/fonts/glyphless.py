"""Characters that need no glyph of their own in a source: ignorable ones, and those a cut draws with another glyph."""

HYPHEN_MINUS, SPACE, NO_BREAK_SPACE = ord("-"), ord(" "), 0xA0

# Hyphens that a cut draws like U+002D where the source has none, or one on a whole em (East Asian fonts).
HYPHENS = frozenset((0x2010, 0x2011))

# Fixed-width spaces that a cut adds where the source lacks them; width in 1/1000 em.
# Unicode Standard 6.2: U+2009 is 1/5 em or less, U+200A thinner; U+202F stands inside "z. B." and numbers.
SPACES = {0x2009: 167, 0x200A: 100, 0x202F: 125}

# Unicode Character Database, DerivedCoreProperties.txt: Default_Ignorable_Code_Point. Shapers draw nothing for these.
_IGNORABLE = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)


INVISIBLE = frozenset("\t\n\r").union(*(map(chr, range(first, last + 1)) for first, last in _IGNORABLE))
"""What nothing is drawn for: default-ignorable code points, and the line breaks and tabs of text."""


def is_added(character: str, characters: str) -> bool:
    """Whether a cut of a source with *characters* draws *character* with the glyph of another."""
    code = ord(character)
    return (code in HYPHENS and "-" in characters) or ((code in SPACES or code == NO_BREAK_SPACE) and " " in characters)
