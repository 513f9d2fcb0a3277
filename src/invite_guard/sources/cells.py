"""Tables of text: cells between commas, as every program writes them and some write them badly."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from invite_guard.mail.full_names import fold

DELIMITERS = ",;\t|"
"""What may stand between cells, likeliest first: semicolons where the comma is a decimal sign,
tabs in files that are called .csv all the same."""
LEAD = 20
"""Most rows that may stand above the header: remarks, and what a spreadsheet adds."""
_BLANK = str.maketrans("", "", "\u200b\u200e\u200f\ufeff")

Row = Sequence[str]


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    between = re.escape(delimiter)
    return re.compile(rf'(?:"([^"]*+(?:""[^"]*+)*+)")?+([^{between}\r\n]*+)({between}|\r\n?|\n|\Z)')


def rows(text: str, delimiter: str = ",") -> Iterator[list[str]]:
    """Split a table into rows (RFC 4180), any text at all, in linear time; never raises.

    A quote that nothing closes is a quote; one within a cell is one too; a cell may be of any
    width. Blank lines give no row.
    """
    cell = _cell(delimiter)
    row: list[str] = []
    at, end = 0, len(text)
    while at < end or row:
        found = cell.match(text, at)
        if not found:  # the pattern fits everywhere; this says so to the type checker
            break
        quoted, plain, mark = found.groups()
        row.append(plain if quoted is None else quoted.replace('""', '"') + plain)
        at = found.end()
        if mark != delimiter:
            if row != [""]:
                yield row
            row = []


class Table(NamedTuple):
    """A table whose header was found."""

    header: Row
    columns: Mapping[str, int]
    """Place of each column by its folded name; the first of several with one name."""
    body: Iterator[list[str]]

    def named(self, *names: str) -> tuple[int, ...]:
        """Give the places of those of the columns that are there."""
        return tuple(self.columns[name] for name in names if name in self.columns)


def table_of(text: str, is_header: Callable[[frozenset[str]], bool]) -> Table | None:
    """Find the header by its content, whatever stands above it and between the cells.

    Nothing when no row near the top is one.
    """
    for delimiter in DELIMITERS:
        body = rows(text, delimiter)
        for row in islice(body, LEAD):
            names = [column(name) for name in row]
            if is_header(frozenset(names)):
                places = {name: place for place, name in reversed(list(enumerate(names))) if name}
                return Table(row, places, body)
    return None


def column(name: str) -> str:
    """Give the one spelling of a column's name."""
    return " ".join(fold(name.translate(_BLANK)).split())


def at(row: Row, place: int | None) -> str:
    """Give a cell without the white space around it; nothing where the row is too short."""
    return row[place].strip() if place is not None and place < len(row) else ""
