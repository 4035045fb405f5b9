"""Characters that nobody sees: controls, signs without a width, signs that turn the direction, and lost characters."""

import unicodedata
from collections.abc import Iterator

from generator.checks.corpus import Corpus, Pair
from generator.checks.examples import Example
from generator.errors import Finding, Severity

# Unicode's bidi controls: with embeddings, overrides and isolates, what is shown need not be what is written.
TURNING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
# Marks that right-to-left text needs now and then.
DIRECTION_MARKS = {0x200E, 0x200F, 0x061C}
# Joiners that Indic and Arabic writing need; between letters of other scripts they do nothing.
JOINERS = {0x200C, 0x200D}
JOINING_SCRIPTS = (
    "ARABIC",
    "SYRIAC",
    "DEVANAGARI",
    "BENGALI",
    "GUJARATI",
    "GURMUKHI",
    "KANNADA",
    "KHMER",
    "MALAYALAM",
    "ORIYA",
    "SINHALA",
    "TAMIL",
    "TELUGU",
    "MYANMAR",
    "MONGOLIAN",
)
LOST = "\ufffd"
"""What a program puts where it could not read a character."""


def check(corpus: Corpus) -> Iterator[Finding]:
    """An error for what no text can want, a warning for what could be meant; what the source has itself passes."""
    for pair in corpus.pairs:
        if pair.target.isprintable() and LOST not in pair.target:
            continue
        for offset, character in enumerate(pair.target):
            hidden = not character.isprintable() or character == LOST
            if not hidden or any(character in source for source in pair.sources):
                continue
            if severity := _severity(pair, offset):
                name = unicodedata.name(character, "control character").lower()
                problem = f"an invisible character: U+{ord(character):04X}, {name}"
                hint = "delete it and type the text around it anew"
                safe = unicodedata.category(character) == "Cf" and ord(character) not in TURNING
                fix = "" if safe else None
                yield pair.finding(severity, "invisible", problem, hint, offset, offset + 1, fix, safe)


def _severity(pair: Pair, offset: int) -> Severity | None:
    character = pair.target[offset]
    code = ord(character)
    category = unicodedata.category(character)
    if category == "Zs":
        return None
    if code in DIRECTION_MARKS and pair.catalog.settings.language.direction == "rtl":
        return None
    if code in JOINERS and offset and unicodedata.name(pair.target[offset - 1], "").startswith(JOINING_SCRIPTS):
        return None
    provable = category in ("Cc", "Cn", "Co", "Cs", "Zl", "Zp", "So") or code in TURNING or code == 0xFEFF
    return Severity.ERROR if provable else Severity.WARNING


EXAMPLES = (
    Example("included", "enthal\u0007ten", caught=True),
    Example("included", "\u202eetnatsnoc", language="es", caught=True),
    Example("included", "包\u200b含", language="zh-Hans", caught=True),
    Example("included", "enthalten\ufffd", caught=True),
    Example("included", "z.\u202fB. enthalten", caught=False),
    Example("included", "مُدرج\u200f.", language="ar", caught=False),
)
