"""After an accident: the invitations that left, riskiest first."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from pydantic import Field

from invite_guard.model.base import Noun
from invite_guard.model.tag import Tag

SCHEMA = "invite-guard/recovery/1"
"""Name and version of the document."""


class Risk(StrEnum):
    """Why an invitation is to be taken back, the most urgent first."""

    FORBIDDEN = "forbidden"
    """The owner rejected them or put them on the never-list."""
    EXECUTIVE = "executive"
    NEVER_MET = "never-met"
    """A stranger whom the owner never wrote to directly, or of whom no mail knows."""
    PERSONAL = "personal"
    STRANGER = "stranger"
    """Written to at least once."""
    COLLEAGUE = "colleague"


class Window(Noun):
    """The days that are looked at, both included; open where one is not given."""

    since: date | None = None
    until: date | None = None
    guessed: bool = False
    """Whether the busiest days were taken because nobody named any."""


class SentInvitation(Noun):
    """One outgoing invitation with what the mail says of whom it went to."""

    name: str
    url: str = ""
    sent_on: date | None = None
    risk: Risk
    why: str
    """What puts them there, in words a person can check."""
    person_id: str = ""
    """The person of the dry run; empty where no mail knows the name."""
    address: str = ""
    tag: Tag | None = None
    direct_in: int = 0
    """Direct mails from them."""
    direct_out: int = 0
    """Direct mails to them."""
    others: int = 0
    """How many more people of the mail have this name: the riskiest is shown."""
    accepted_on: date | None = None
    accepted: bool = False


class Recovery(Noun):
    """Every outgoing invitation of a window."""

    schema_: str = Field(default=SCHEMA, alias="schema")
    window: Window
    outgoing: int
    """Outgoing invitations in the export, in the window or not."""
    undated: int = 0
    """Those without a day: they are always in the window."""
    open: Mapping[Risk, int]
    """How many are not accepted, by risk."""
    to_withdraw: tuple[SentInvitation, ...]
    accepted: tuple[SentInvitation, ...]
