"""What an address book or a LinkedIn data export holds, as it was read."""

from collections.abc import Mapping

from invite_guard.model.base import Noun
from invite_guard.model.card import ContactCard
from invite_guard.model.linkedin import LinkedInExport


class BookContent(Noun):
    """Everything one book says of people."""

    cards: tuple[ContactCard, ...] = ()
    """Entries of an address book, in its order."""
    export: LinkedInExport | None = None
    """What LinkedIn's data export says, where the book is one."""
    skipped: Mapping[str, int] = {}
    """Entries passed over, by reason: `broken`, `empty`."""
