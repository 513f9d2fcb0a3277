"""One person as one line of the list, cut to the width of the screen."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from invite_guard.model.plan import PlanPerson
from invite_guard.stages.told import Place, place
from invite_guard.terminal import safe
from invite_guard.tui.sight import Order
from invite_guard.views import words
from invite_guard.views.table import STYLES

WIDE = 110
"""Columns from which evidence and figures stand in the list itself."""
_STYLES: Mapping[Place, str] = {
    Place.APPROVED: "bold green",
    Place.PROPOSED: "green",
    Place.HELD: "",
    Place.REJECTED: "red",
    Place.NEVER: "bold red",
}


class Column(NamedTuple):
    """What a column shows, how many cells it takes, and what it can be sorted by."""

    title: str
    cells: int
    order: Order | None = None


def columns(width: int) -> list[Column]:
    """Share out a line of so many cells."""
    wide = width >= WIDE
    fixed = [
        ("", 2, None),
        ("Stands", 8, Order.PROPOSED),
        ("Tag", 9, None),
        ("Sure", 4, Order.SURE),
    ]
    figures = [("Last", 10, Order.LAST), ("Mails", 5, Order.MAIL)] if wide else []
    count = len(fixed) + len(figures) + 2 + wide
    spare = max(20, width - sum(cells for _, cells, _ in (*fixed, *figures)) - (count - 1))
    name = spare * (25 if wide else 42) // 100
    address = spare * 33 // 100 if wide else spare - name
    flexible = [("Name", name, Order.NAME), ("Address", address, None)]
    why = [("Why", spare - name - address, None)] if wide else []
    mark, stands, *rest = fixed
    return [Column(*told) for told in (mark, stands, *flexible, *rest, *why, *figures)]


def draw(person: PlanPerson, width: int, *, current: bool) -> list[Segment]:
    """Draw the line of a person; the current one is marked by a sign, not by colour alone."""
    layout = columns(width)
    cells = zip(layout, _cells(person, current=current, wide=width >= WIDE), strict=True)
    base = Style(reverse=True, bold=True) if current else Style()
    drawn: list[Segment] = []
    for column, (text, style) in cells:
        if drawn:
            drawn.append(Segment(" ", base))
        drawn.append(Segment(fit(text, column.cells), base if current else Style.parse(style)))
    return drawn


def fit(text: str, cells: int) -> str:
    """Cut or fill a line to so many cells; what was cut ends in an ellipsis."""
    if cell_len(text) > cells:
        return set_cell_size(text, max(0, cells - 1)) + "…"
    return set_cell_size(text, cells)


def _cells(person: PlanPerson, *, current: bool, wide: bool) -> Iterator[tuple[str, str]]:
    stands = place(person)
    yield (">" if current else " ") + ("!" if person.flags else " "), "bold"
    yield stale_or(stands, person), _STYLES[stands]
    yield words.name(person), "bold"
    yield safe(person.address), ""
    yield str(person.tag), STYLES[person.tag]
    yield "own" if person.corrected else words.percent(person.confidence), ""
    if wide:
        yield words.why(person), ""
        yield words.day(person.exchange.last_direct), ""
        yield f"{person.exchange.direct_in + person.exchange.direct_out:,}", ""


def stale_or(stands: Place, person: PlanPerson) -> str:
    """Name where the person stands, or that an approval no longer holds."""
    stale = person.decision and person.decision.stale and person.exclusion is None
    return "stale" if stale else str(stands)
