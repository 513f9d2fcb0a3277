"""The one door to any screen: what strangers wrote, made harmless."""

import re
import unicodedata
from functools import cache

LIMIT = 320
"""Most characters shown: no valid address is longer (RFC 5321, 4.5.3.1), so none is ever cut."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
BASE = "\N{DOTTED CIRCLE}"

MARKS = 3
"""Most marks without width on one letter: real writing needs no more, piled ones climb lines."""

_BREAKS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85")
"""Controls that are spaces to `str.split`, as all spaces are."""
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_HONEST = frozenset((0x200C, 0x200D, 0x200E, 0x200F, 0x061C, *range(0xFE00, 0xFE10)))
"""Joiners, direction marks and variation selectors: real names hold them, nobody sees them."""
_BLANK = frozenset((0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0))
"""Letters, marks and symbols that look like nothing at all (DerivedCoreProperties.txt,
`Default_Ignorable_Code_Point`, and the empty braille cell)."""
_BLANK_RANGES = ((0x180B, 0x180F), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF))


_ORDINARY = " -~\u00a1-\u00ac\u00ae-\u024f\u0400-\u0482\u048a-\u052f"
"""Latin and Cyrillic letters that most names are written with: none needs a closer look."""
_ALSO_ORDINARY = "\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3"
"""The same of Japanese, Chinese and Korean."""
_SIMPLE = re.compile(f"[{_ORDINARY}]*")


def safe(text: str, limit: int = LIMIT) -> str:
    """Give the text as one line that shows what it is and does nothing else.

    Left out: what honest text holds unseen (joiners, direction marks, variation selectors). Made
    visible as a replacement character: controls, escapes, bidirectional overrides and isolates,
    zero-width and blank characters, lone surrogates, private and unassigned code points. Every
    run of spaces and line breaks becomes one space; marks piled more than `MARKS` high are cut;
    more than `limit` characters end in an ellipsis. Applying it twice changes nothing more.

    Markup is not its business: the views show it as literal text, never as markup.
    """
    if len(text) <= limit and (_SIMPLE.fullmatch(text) or _all_ordinary().fullmatch(text)):
        return " ".join(text.split())
    return _made_safe(text, limit)


@cache
def _all_ordinary() -> re.Pattern[str]:
    """Give what finds ordinary letters only; it takes long to build, and is seldom asked."""
    return re.compile(f"[{_ORDINARY}{_ALSO_ORDINARY}]*")


def _made_safe(text: str, limit: int) -> str:
    shown = "".join(_shown(c) for c in text[: limit * 16])
    line = _lower(" ".join(unicodedata.normalize("NFC", shown).split()))
    return line if len(line) <= limit else line[: limit - 1].rstrip() + ELLIPSIS


def width(character: str) -> int:
    """Tell how many cells a character that `safe` lets through takes: 0, 1 or 2."""
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _shown(character: str) -> str:
    code = ord(character)
    if character in _BREAKS:
        return " "
    if code in _HONEST:
        return ""
    if unicodedata.category(character) in _HIDDEN or _is_blank(code):
        return REPLACEMENT
    return character


def _is_blank(code: int) -> bool:
    return code in _BLANK or any(first <= code <= last for first, last in _BLANK_RANGES)


def _lower(line: str) -> str:
    """Cut piles of marks, and give a mark without a letter something to stand on."""
    kept: list[str] = []
    pile = 0
    for character in line:
        if width(character):
            pile = 0
        elif not kept or kept[-1] == " ":
            kept.append(BASE)
            pile = 1
        else:
            pile += 1
        if pile <= MARKS:
            kept.append(character)
    return "".join(kept)
