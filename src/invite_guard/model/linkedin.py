"""What LinkedIn's data export says: who is connected, who was invited, where the owner worked."""

from collections.abc import Mapping
from datetime import date

from invite_guard.model.base import Noun
from invite_guard.model.card import ContactCard


class Connection(Noun):
    """Somebody the owner is connected with. 95 % or more carry no address."""

    name: str
    """Empty where the profile is hidden: LinkedIn then gives only the day."""
    address: str = ""
    organisation: str = ""
    title: str = ""
    url: str = ""
    connected_on: date | None = None


class Invitation(Noun):
    """One invitation of the window the export covers; accepted ones are among them."""

    outgoing: bool
    name: str
    """The other side."""
    url: str = ""
    """The other side's profile."""
    sent_on: date | None = None


class Employment(Noun):
    """A position the owner holds or held."""

    organisation: str
    title: str = ""
    started: date | None = None
    ended: date | None = None


class Partner(Noun):
    """Somebody the owner exchanges messages with on LinkedIn. What they say is not read."""

    name: str
    url: str = ""
    messages: int = 0
    last_on: date | None = None


class LinkedInExport(Noun):
    """One data export, as far as its files were there."""

    names: tuple[str, ...] = ()
    """The owner's own names."""
    addresses: tuple[str, ...] = ()
    """The owner's own addresses."""
    made_on: date | None = None
    """The newest day any file mentions: the export is no older than that."""
    connections: tuple[Connection, ...] = ()
    invitations: tuple[Invitation, ...] = ()
    positions: tuple[Employment, ...] = ()
    imported: tuple[ContactCard, ...] = ()
    """Contacts that a past import handed to LinkedIn."""
    partners: tuple[Partner, ...] = ()
    skipped: Mapping[str, int] = {}
    """Rows that could not be read, by file."""
