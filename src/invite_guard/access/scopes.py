"""What a sign-in may allow, each only to be read, and what it is for."""

from typing import NamedTuple

_ROOT = "https://www.googleapis.com/auth/"


class Scope(NamedTuple):
    """One thing a person may tick or leave on Google's page."""

    url: str
    name: str
    use: str
    """What it is for."""
    loss: str
    """What is missing without it."""


MAIL = Scope(
    f"{_ROOT}gmail.metadata",
    "mail headers",
    "who wrote to whom and when; no subject is kept, and no text of a mail can be read",
    "Gmail is not read",
)
CONTACTS = Scope(
    f"{_ROOT}contacts.readonly",
    "contacts",
    "names, organisations and titles of people you saved: that you know them",
    "saved contacts are not read",
)
OTHER = Scope(
    f"{_ROOT}contacts.other.readonly",
    "other contacts",
    "addresses Google saved by itself: names for them, but no sign that you know them",
    "other contacts are not read",
)
DIRECTORY = Scope(
    f"{_ROOT}directory.readonly",
    "directory",
    "who works for your employer, where the account belongs to one",
    "your employer's directory is not read",
)
SCOPES = (MAIL, CONTACTS, OTHER, DIRECTORY)
"""Everything that is asked for: the least that does the work."""
