"""Settings as a person reads them."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.text import Text

from invite_guard.terminal import safe
from invite_guard.views.grid import grid


def render(
    places: Sequence[tuple[str, str]], rows: Sequence[Mapping[str, object]], console: Console
) -> None:
    """Print where the files lie, then one setting a line."""
    for title, place in places:
        console.print(Text(f"{title}: {safe(place)}"))
    console.print()
    table = grid("Setting", "Value", "From", "Variable", "What it does")
    for row in rows:
        table.add_row(
            str(row["name"]),
            Text(_value(row["value"])),
            str(row["origin"]),
            str(row["variable"] or "none"),
            str(row["about"]),
        )
    console.print(table)


def _value(value: object) -> str:
    if isinstance(value, list):
        return safe(", ".join(map(str, value))) or "(none)"
    return safe(str(value))
