"""Rows under fixed columns, drawn as rich draws them, without its measuring of every cell.

Rich takes a millisecond a row, which a few thousand people make seconds of.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
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
        """Draw line by line; what has no style is one piece."""
        for row in self._rows:
            cells = [
                [piece for line in cell for piece in _folded(line, column, console)]
                for column, cell in zip(self._columns, row, strict=True)
            ]
            for number in range(max(map(len, cells))):
                yield from self._line([cell[number : number + 1] for cell in cells])

    def _line(self, cells: Iterable[list[Line]]) -> Iterator[Segment]:
        plain = ""
        for column, cell in zip(self._columns, cells, strict=True):
            text, style = cell[0] if cell else ("", "")
            blank = " " * (column.width - (len(text) if text.isascii() else cell_len(text)))
            if column.right:
                plain += blank
                blank = ""
            if style:
                yield Segment(plain)
                yield Segment(text, Style.parse(style))
                plain = blank
            else:
                plain += text + blank
            plain += " " * GAP
        yield Segment(plain[:-GAP] + "\n")


def _folded(line: Line, column: Column, console: Console) -> list[Line]:
    """Fold a line at spaces; rich does it where a letter takes two cells, or a word no line."""
    text, style = line
    width = column.width
    if not text.isascii():
        found = [str(t) for t in Text(text).wrap(console, width, overflow="fold")]
    elif len(text) <= width:
        return [Line(text.strip(), style) if column.right else line]
    else:
        found = _pieces(width).findall(text)
        if " ".join(found) != text:
            found = [str(t) for t in Text(text).wrap(console, width, overflow="fold")]
        else:
            found = [*(p if len(p) == width else f"{p} " for p in found[:-1]), found[-1]]
    return [Line(piece.strip() if column.right else piece, style) for piece in found]


@cache
def _pieces(width: int) -> re.Pattern[str]:
    """Find as many words as fit on a line, again and again."""
    return re.compile(rf"([^ ].{{0,{width - 1}}})(?: |\Z)")
