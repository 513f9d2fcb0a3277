"""Lines that fit a window: broken between words, so that none is broken by its edge."""

from invite_guard.terminal.text import width

WINDOW = 79
"""Cells that every window is taken to have; one less than 80, where some begin a new line."""


def folded(
    text: str, first: str = "", then: str = "", cells: int = WINDOW, *, whole: bool = False
) -> str:
    """Break one line that went through `safe` into lines of so many cells.

    The first begins with `first`, the others with `then`. Words stay whole, unless one alone is
    longer than a line; `whole` keeps even those, to be copied. Nothing is left out.
    """
    lines, line, used = [], first, _cells(first)
    begun = False
    for word in text.split(" "):
        gap = " " if begun else ""
        if begun and used + len(gap) + _cells(word) > cells:
            lines.append(line.rstrip())
            line, used, gap = then, _cells(then), ""
        for character in gap + word:
            if not whole and used + width(character) > cells and used > len(then):
                lines.append(line)
                line, used = then, _cells(then)
            line += character
            used += width(character)
        begun = True
    return "\n".join([*lines, line.rstrip()])


def _cells(text: str) -> int:
    return sum(map(width, text))
