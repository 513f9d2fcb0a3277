"""The ledger as a person reads it."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from invite_guard.model.batch import BatchState, LedgerEntry
from invite_guard.stages.notice import place_of
from invite_guard.terminal import safe
from invite_guard.views.grid import grid
from invite_guard.views.words import count


def render_ledger(entries: Sequence[LedgerEntry], console: Console) -> None:
    """Print one line a batch, oldest first."""
    table = grid("Batch", "When", "People", "State", "Format", "To")
    for entry in entries:
        table.add_row(
            str(entry.number),
            _when(entry),
            str(len(entry.rows)),
            _state(entry),
            Text(safe(entry.format)),
            _place(entry),
        )
    console.print(table)


def render_batch(entry: LedgerEntry, console: Console) -> None:
    """Print everybody in a batch, in the order they left."""
    people = count(len(entry.rows), "person", "people")
    console.print(
        Text(f"Batch {entry.number}, {_when(entry)}: {people}, as {safe(entry.format)}, to ")
        .append(_place(entry))
        .append(f" ({_state(entry)})")
    )
    console.print(Text(f"SHA-256 {entry.digest}"))
    table = grid("Name", "Address", "Tag", "Id")
    for row in entry.rows:
        table.add_row(
            Text(safe(row.name)), Text(safe(row.address)), str(row.tag), Text(row.person_id)
        )
    console.print(table)


def _when(entry: LedgerEntry) -> str:
    return f"{entry.prepared_at.astimezone():%Y-%m-%d %H:%M}"


def _state(entry: LedgerEntry) -> str:
    if entry.state is BatchState.PUBLISHED:
        return "handed over"
    if entry.state is BatchState.UNDONE:
        return "undone: its people are back"
    return "recorded, perhaps never arrived"


def _place(entry: LedgerEntry) -> Text:
    return Text(place_of(entry.destination))
