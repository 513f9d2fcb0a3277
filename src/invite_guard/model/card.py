"""An entry of an address book."""

from enum import StrEnum

from invite_guard.model.base import Noun


class CardKind(StrEnum):
    """How an entry came about, which decides what it proves."""

    SAVED = "saved"
    """Kept on purpose: strong."""
    OTHER = "other"
    """Saved by the mail program after one mail: weak, never a relationship."""
    DIRECTORY = "directory"
    """Listed by the owner's employer."""


class ContactCard(Noun):
    """What an address book says about one person."""

    kind: CardKind = CardKind.SAVED
    name: str = ""
    organisation: str = ""
    title: str = ""
    addresses: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    """Groups the owner filed the person under."""
    linkedin_url: str = ""
    called: tuple[str, ...] = ()
    """What else the owner calls them: nicknames, and kinship noted as if it were a title."""
    kin: tuple[str, ...] = ()
    """Names that the entry notes as their family."""
