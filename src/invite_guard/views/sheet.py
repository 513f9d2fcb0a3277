"""The plan as CSV, to look at in a spreadsheet; not something to import anywhere.

The first column is the disposition and no column is called e-mail, so that a mail program or a
network which is given this file by mistake finds no list of invitees in it.
"""

import csv
import io
from collections.abc import Iterable

from invite_guard.model.cell import NEXT_CELL, refusal
from invite_guard.model.plan import PlanPerson
from invite_guard.terminal import safe
from invite_guard.views import words

COLUMNS = (
    "disposition",
    "tag",
    "confidence",
    "name",
    "address",
    "organisation",
    "title",
    "exclusion",
    "flags",
    "decision",
    "why",
    "last_direct",
    "to",
    "from",
    "id",
)

MARK = "text: "
"""Stands before a cell that a spreadsheet would run.

Exports refuse such a person; a dry run must show everybody, so here the cell is kept whole behind a
visible word. As an address it is then no address any more, to any reader.
"""


def to_csv(people: Iterable[PlanPerson]) -> str:
    """Write one line a person."""
    return written(COLUMNS, map(_row, people))


def written(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a sheet to look at (RFC 4180), no cell of which a spreadsheet runs."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(map(cell, row) for row in rows)
    return out.getvalue()


def _row(person: PlanPerson) -> list[str]:
    return [
        str(person.disposition),
        str(person.tag),
        f"{person.confidence:.3f}",
        person.name,
        person.address,
        person.organisation,
        person.title,
        str(person.exclusion or ""),
        " ".join(person.flags),
        words.standing(person),
        words.why(person),
        person.exchange.last_direct.isoformat() if person.exchange.last_direct else "",
        str(person.exchange.owner_wrote),
        str(person.exchange.they_wrote),
        person.id,
    ]


def cell(text: str) -> str:
    """Make a text fit for a cell to look at: printable, and nothing a spreadsheet would run."""
    shown = safe(text)
    return MARK + NEXT_CELL.sub(f"; {MARK}", shown) if refusal(shown) else shown
