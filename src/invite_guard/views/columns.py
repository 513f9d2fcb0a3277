"""Rows under fixed columns, drawn as rich draws them, without its measuring of every cell.

Rich takes a millisecond a row, which a few thousand people make seconds of.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

GAP = 2
"""Cells between two columns."""


class Column(NamedTuple):
    """How a column is headed and how many cells it takes."""

    title: str
    width: int
    right: bool = False


class Line(NamedTuple):
    """A line of a cell, folded where it is longer than the column."""

    text: str
    style: str = ""


_BLANK = Line("")
_GAP = " " * GAP
Row = Iterable[Sequence[Line]]
"""The lines of every cell."""


def fit(columns: Sequence[Column], width: int) -> list[Column]:
    """Narrow the widest columns until all fit between the edges."""
    room = width - GAP * (len(columns) - 1)
    cells = [column.width for column in columns]
    while sum(cells) > room and max(cells) > 1:
        cells[cells.index(max(cells))] -= 1
    return [c._replace(width=n) for c, n in zip(columns, cells, strict=True)]


def head(columns: Sequence[Column]) -> Table:
    """Give the titles."""
    table = Table(box=None, padding=(0, GAP, 0, 0), header_style="underline", pad_edge=False)
    for title, width, right in columns:
        table.add_column(title, width=width, justify="right" if right else "left")
    return table


class Rows:
    """Rows to print on a console, with `crop=False` since none is wider than its columns."""

    def __init__(self, columns: Sequence[Column], rows: Iterable[Row]) -> None:
        self._columns = columns
        self._rows = rows

    def __rich_console__(self, console: Console, _: ConsoleOptions) -> RenderResult:
        """Draw line by line; what stands between two styled texts is one piece."""
        styled = console.color_system is not None
        plain: list[str] = []
        for line in chain.from_iterable(self._lines(row, console) for row in self._rows):
            for column, (text, style) in zip(self._columns, line, strict=True):
                blank = " " * (column.width - _cells(text))
                if column.right:
                    plain.append(blank)
                if style and styled:
                    yield Segment("".join(plain))
                    yield Segment(text, Style.parse(style))
                    plain.clear()
                else:
                    plain.append(text)
                plain += (_GAP,) if column.right else (blank, _GAP)
            plain[-1] = "\n"
        yield Segment("".join(plain))

    def _lines(self, row: Row, console: Console) -> Iterable[Sequence[Line]]:
        """Fold every cell; where one has fewer lines than others it is blank."""
        cells = [
            [piece for line in cell for piece in _folded(line, column, console)]
            for column, cell in zip(self._columns, row, strict=True)
        ]
        return zip_longest(*cells, fillvalue=_BLANK)


def _cells(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)


def _folded(line: Line, column: Column, console: Console) -> list[Line]:
    """Fold a line at spaces; rich does it where a letter takes two cells, or a word no line."""
    text, style = line
    width = column.width
    if _cells(text) <= width:
        return [Line(text.strip(), style) if column.right else line]
    found = _pieces(width).findall(text) if text.isascii() else []
    if " ".join(found) == text:
        found = [*(p if len(p) == width else f"{p} " for p in found[:-1]), found[-1]]
    else:
        found = [str(t) for t in Text(text).wrap(console, width, overflow="fold")]
    return [Line(piece.strip() if column.right else piece, style) for piece in found]


@cache
def _pieces(width: int) -> re.Pattern[str]:
    """Find as many words as fit on a line, again and again."""
    return re.compile(rf"([^ ].{{0,{width - 1}}})(?: |\Z)")
