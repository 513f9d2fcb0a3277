"""Rows drawn quickly look as rich would draw them, cell by cell."""

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.console import Console
from rich.table import Table
from rich.text import Text

from invite_guard.terminal import safe
from invite_guard.views.columns import GAP, Column, Line, Rows, fit

WORDS = st.lists(
    st.one_of(
        st.text("abcdefgh,.-@()'", min_size=1, max_size=14),
        st.text(min_size=1, max_size=6),
        st.sampled_from(["王小明", "Łukasz", "🤝", "👩\u200d💻", "e\u0301"]),
    ),
    max_size=9,
)
TEXTS = WORDS.map(lambda words: safe(" ".join(words)))
CELLS = st.lists(
    st.builds(Line, TEXTS, st.sampled_from(["", "bold", "red"])), min_size=1, max_size=3
)
FIGURES = st.lists(TEXTS.map(Line), min_size=1, max_size=3)
ROWS = st.lists(st.tuples(CELLS, CELLS, FIGURES), max_size=4)
WIDTHS = st.tuples(*[st.integers(1, 30)] * 3)


def by_rich(columns: list[Column], rows: list[tuple[list[Line], ...]], console: Console) -> None:
    table = Table(box=None, padding=(0, GAP, 0, 0), show_header=False, pad_edge=False)
    for title, width, right in columns:
        table.add_column(title, width=width, overflow="fold", justify="right" if right else "left")
    for row in rows:
        cells = []
        for cell in row:
            text = Text()
            for number, (line, style) in enumerate(cell):
                text.append("\n" if number else "").append(line, style=style)
            cells.append(text)
        table.add_row(*cells)
    if rows:
        console.print(table)


def console(*, color: bool) -> tuple[Console, io.StringIO]:
    out = io.StringIO()
    made = Console(
        file=out,
        width=100,
        force_terminal=color,
        color_system="truecolor" if color else None,
        legacy_windows=False,
    )
    return made, out


@pytest.mark.parametrize("color", [False, True])
@given(widths=WIDTHS, rows=ROWS)
@example(widths=(3, 10, 10), rows=[([Line("aaaaaaa bb c")], [Line("")], [Line("x y")])])
def test_rows_look_as_rich_draws_them(
    widths: tuple[int, ...], rows: list[tuple[list[Line], ...]], *, color: bool
) -> None:
    columns = [Column("", width, right=place == 2) for place, width in enumerate(widths)]
    theirs, expected = console(color=color)
    by_rich(columns, rows, theirs)
    ours, drawn = console(color=color)
    ours.print(Rows(columns, rows), crop=False, end="")
    assert drawn.getvalue() == expected.getvalue()


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), st.integers(30, 120))
def test_columns_fit_between_the_edges(widths: list[int], room: int) -> None:
    columns = [Column("", width) for width in widths]
    fitted = fit(columns, room)
    assert sum(column.width + GAP for column in fitted) - GAP <= room
    if sum(widths) + GAP * (len(widths) - 1) <= room:
        assert fitted == columns
