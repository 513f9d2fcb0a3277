"""A small table as a person reads it: titles underlined, no lines, nothing cut off."""

from rich.table import Table


def grid(*titles: str) -> Table:
    """Make one with these columns."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="underline")
    for title in titles:
        table.add_column(title, overflow="fold")
    return table
