"""What became of those who were handed over, as a later LinkedIn export tells."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from pydantic import Field

from invite_guard.model.base import Noun
from invite_guard.model.tag import Tag

SCHEMA = "invite-guard/outcomes/1"
"""Name and version of the document."""
RIPE_DAYS = 21
"""After so many days whoever has not accepted hardly will; younger ones say nothing of a rate."""


class State(StrEnum):
    """How it stands with one invitation."""

    ACCEPTED = "accepted"
    PENDING = "pending"
    """Sent and not accepted; the export does not tell whether it was declined."""
    GONE = "gone"
    """Sent, and in the export no more: declined, withdrawn or lapsed."""
    UNSEEN = "unseen"
    """In no export yet: perhaps never uploaded, or the export is too old."""


class Outcome(Noun):
    """What one export says of one address that was handed over."""

    address: str
    state: State
    as_of: date
    """The day of the export."""


class Strength(StrEnum):
    """How much direct mail there was with a person, both ways together."""

    STRONG = "20 or more direct mails"
    FIRM = "5 to 19 direct mails"
    THIN = "fewer than 5 direct mails"
    UNKNOWN = "mail not read"


class Record(Noun):
    """How many of those asked long enough ago accepted."""

    accepted: int = 0
    ripe: int = 0
    """How many were asked at least `RIPE_DAYS` before the export."""


class Rate(Record):
    """The share that accepted, with its 95 % interval (Wilson 1927)."""

    share: float | None = None
    low: float = 0.0
    high: float = 1.0


class Sent(Noun):
    """Somebody who was handed over, and what became of it."""

    name: str
    address: str
    tag: Tag
    batch: int
    left_on: date
    state: State
    strength: Strength = Strength.UNKNOWN
    ripe: bool = False


class Unapproved(Noun):
    """An invitation that left without ever having been approved here."""

    name: str
    url: str = ""
    sent_on: date | None = None
    accepted: bool = False
    since_first_batch: bool = False
    """Whether it left when invite-guard was in use already."""


class Outcomes(Noun):
    """The ledger beside an export."""

    schema_: str = Field(default=SCHEMA, alias="schema")
    as_of: date
    never_approved: tuple[Unapproved, ...]
    people: tuple[Sent, ...]
    counts: Mapping[State, int]
    rate: Rate
    by_tag: Mapping[Tag, Rate]
    by_strength: Mapping[Strength, Rate]


class Outlook(Noun):
    """How many of so many people are expected to accept."""

    people: int
    expected: float
    low: int
    high: int
    """From `low` to `high` with a probability of 90 %."""
    own: bool
    """Whether all of it rests on the owner's own history, not on vendors' figures."""
    drags: bool
    """Whether these would pull down the owner's rate, or a usual one where none is known."""
    usual: float
    """The share that accepts otherwise: the owner's own, or vendors' for cold invitations."""
    history: Mapping[Tag, Record] = {}
    """The owner's own history by tag."""
