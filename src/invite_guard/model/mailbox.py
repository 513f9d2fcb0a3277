"""What an online mailbox says of its messages before and after they are fetched."""

from collections.abc import Mapping
from typing import NamedTuple

KEPT_LABELS = frozenset(
    {"SENT", "SPAM", "TRASH", "DRAFT", "CHAT"}
    | {"CATEGORY_PROMOTIONS", "CATEGORY_SOCIAL", "CATEGORY_UPDATES", "CATEGORY_FORUMS"}
)
"""Gmail's ids of the labels that bear on who somebody is; no other label is remembered."""


GMAIL = "gmail:"
"""What the key of a source begins with that is a Gmail account; its address follows."""
PEOPLE = "people:"
"""What the key of a book begins with that is a list of Google's; kind and account follow."""


def is_online(key: str) -> bool:
    """Whether the key of a source or book means something at Google, and no path."""
    return key.startswith((GMAIL, PEOPLE))


class Listed(NamedTuple):
    """A message as a listing names it."""

    id: str
    thread: str
    labels: frozenset[str] = frozenset()
    """Those of `KEPT_LABELS` it bears."""


class Fetched(NamedTuple):
    """A message whose header was fetched."""

    id: str
    thread: str
    labels: frozenset[str]
    head: bytes
    """The header block (RFC 5322), of the fields that are looked at."""


class Listing(NamedTuple):
    """Every message of a mailbox, and the moment in its history at which that was so."""

    messages: tuple[Listed, ...]
    history: str


class LabelChange(NamedTuple):
    """Labels of `KEPT_LABELS` that were put on a message or taken off it."""

    id: str
    labels: frozenset[str]
    added: bool


class Deletion(NamedTuple):
    """A message that is gone for good."""

    id: str


class Changes(NamedTuple):
    """What happened in a mailbox, in order, and the moment up to which."""

    events: tuple[Listed | LabelChange | Deletion, ...]
    history: str


class Figures(NamedTuple):
    """How far a mailbox is fetched."""

    fetched: int = 0
    pending: int = 0
    """Listed and wanted, but not fetched yet: while there are any, nothing is complete."""
    left_out: Mapping[str, int] = {}
    """Not wanted, by reason."""
