"""Google Contacts as CSV (contacts.google.com, Export; Google Takeout), old columns and new."""

from collections.abc import Sequence

from invite_guard.model.card import CardKind
from invite_guard.sources.cells import table_of
from invite_guard.sources.contact_table import read_table
from invite_guard.sources.entry import Entries
from invite_guard.sources.text import decoded

KIND = "google contacts"
_OTHERS = frozenset({"other contacts", "othercontacts"})


def _is_header(names: frozenset[str]) -> bool:
    return "e-mail 1 - value" in names and not names.isdisjoint(
        {"first name", "given name", "name"}
    )


def recognises(first: bytes) -> bool:
    """Whether a file that begins with these bytes is an export of Google Contacts."""
    return table_of(decoded(first), _is_header) is not None


def read(data: bytes) -> Entries:
    """Read every contact. Who is in no group at all was saved by Gmail itself."""
    return read_table(data, _is_header, _kind)


def _kind(groups: Sequence[str]) -> CardKind:
    by_hand = {group.removeprefix("*").strip().lower() for group in groups} - _OTHERS
    return CardKind.SAVED if by_hand else CardKind.OTHER
