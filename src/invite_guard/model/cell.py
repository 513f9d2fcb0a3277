"""What a cell of an exported table may hold."""

import re
import unicodedata

from invite_guard.model.batch import Row

FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
"""What makes a spreadsheet run a cell instead of showing it, full-width forms included
(OWASP, CSV Injection)."""

_HONEST = frozenset("\u200c\u200d\u200e\u200f\u061c")
"""Joiners and direction marks, which real names hold; they may not lead a cell."""
NEXT_CELL = re.compile(rf";(?=[\s\"'{''.join(_HONEST)}]*[{re.escape(''.join(FORMULA))}])")
"""A semicolon with a formula behind it: where the comma is a decimal sign, spreadsheets begin a
cell at each semicolon, also within quotes that do not begin a cell (OWASP, the same page)."""
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")


def refusal(text: str) -> str:
    """Say in words why a cell must not leave; nothing when it may.

    A cell is refused, never mended: an apostrophe put before it could not be taken back, and a
    character taken out would make it another name.
    """
    if any(_is_hidden(c) for c in text):
        return "holds control or invisible characters"
    first = next((c for c in text if not c.isspace() and c not in _HONEST), "")
    if first in FORMULA:
        return f"begins with {first}, which a spreadsheet runs as a formula"
    if NEXT_CELL.search(text):
        return "holds a formula behind a semicolon, which begins a cell in some countries"
    return ""


def unfit(row: Row) -> str:
    """Say which cell of a row must not leave and why; nothing when all may."""
    for name, value in row.model_dump(exclude={"person_id", "tag"}).items():
        reason = refusal(value)
        if reason:
            return f"the {name.replace('_', ' ')} {reason}"
    return ""


def _is_hidden(character: str) -> bool:
    if character in _BLANK:
        return True
    category = unicodedata.category(character)
    return category in {"Cc", "Cf", "Cs", "Zl", "Zp"} and character not in _HONEST
