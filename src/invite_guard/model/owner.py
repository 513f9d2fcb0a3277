"""Whose mail it is."""

from invite_guard.model.base import Noun


class Owner(Noun):
    """The person the mail belongs to; may have many addresses."""

    addresses: tuple[str, ...]
    """Normalised as a correspondent's are; the main one first."""
    names: tuple[str, ...] = ()
    """Display names those addresses were seen with, most frequent first."""
    reason: str = ""
    """How it was told, in words a person can check."""
