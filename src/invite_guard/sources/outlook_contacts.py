"""Outlook's contacts as CSV, in any language it writes, and tables of other programs."""

from itertools import islice

from invite_guard.sources.cells import LEAD, table_of
from invite_guard.sources.contact_table import NAMES, fields_of, read_table
from invite_guard.sources.entry import Entries
from invite_guard.sources.text import decoded

KIND = "contacts"


def _is_header(names: frozenset[str]) -> bool:
    """Whether a column holds addresses, and another a name, unless addresses are all there is."""
    fields = fields_of(names)
    return "mail" in fields and (not fields.isdisjoint(NAMES) or fields == {"mail"})


def recognises(first: bytes) -> bool:
    """Whether a file that begins with these bytes is a table of contacts.

    Where addresses are all there is, one has to stand there: a word alone makes no header.
    """
    table = table_of(decoded(first), _is_header)
    if table is None or fields_of(frozenset(table.columns)) != {"mail"}:
        return table is not None
    begun = list(islice(table.body, LEAD))
    return not begun or any("@" in cell for row in begun for cell in row)


def read(data: bytes) -> Entries:
    """Read every contact."""
    return read_table(data, _is_header)
