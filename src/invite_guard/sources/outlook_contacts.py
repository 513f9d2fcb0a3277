"""Outlook's contacts as CSV, in any language it writes, and tables of other programs."""

from invite_guard.sources.cells import table_of
from invite_guard.sources.contact_table import NAMES, fields_of, read_table
from invite_guard.sources.entry import Entries
from invite_guard.sources.text import decoded

KIND = "contacts"


def _is_header(names: frozenset[str]) -> bool:
    """Whether a column holds addresses, and another a name, unless addresses are all there is."""
    fields = fields_of(names)
    return "mail" in fields and (not fields.isdisjoint(NAMES) or fields == {"mail"})


def recognises(first: bytes) -> bool:
    """Whether a file that begins with these bytes is a table of contacts."""
    return table_of(decoded(first), _is_header) is not None


def read(data: bytes) -> Entries:
    """Read every contact."""
    return read_table(data, _is_header)
