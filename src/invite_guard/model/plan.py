"""The plan document: every candidate with a disposition. Every table is rendered from it."""

from collections.abc import Mapping
from datetime import date, datetime

from pydantic import Field

from invite_guard.model.base import Noun
from invite_guard.model.correspondent import MonthActivity
from invite_guard.model.decision import Action
from invite_guard.model.outcome import Outlook
from invite_guard.model.tag import Disposition, Exclusion, Flag, Tag

SCHEMA = "invite-guard/plan/1"
"""Name and version of the document; the number rises when a field changes meaning or goes."""


class PlanOwner(Noun):
    """Whose mail it is."""

    addresses: tuple[str, ...]
    names: tuple[str, ...] = ()
    reason: str = ""
    perhaps: tuple[str, ...] = ()
    """Addresses that wrote much in the owner's full name: theirs only if the owner says so."""


class PlanSource(Noun):
    """One source and what was read from it."""

    kind: str
    name: str
    messages: int
    entries: int = 0
    """People in an address book; connections and invitations in a LinkedIn data export."""
    skipped: Mapping[str, int] = {}
    """Messages passed over, by reason: `spam`, `trash`, `chat`, `duplicate`, `unreadable`; entries
    of an address book: `broken`, `empty`, `group`. Of an `overlong header` only the rest is.
    """
    complete: bool = True
    """False where a scan was interrupted: the next one goes on from there."""


class Totals(Noun):
    """The numbers that add up: people = proposed + held + excluded."""

    correspondents: int
    people: int
    proposed: int
    held: Mapping[Tag, int]
    excluded: Mapping[Exclusion, int]
    naive_import: int
    """Invitations an import of everything would have sent: every address but the owner's."""
    naive_mails: int
    """Mails those may come to: an invitation and two reminders each."""


class PlanAddress(Noun):
    """One address of a person and in how many messages it stands in each header."""

    address: str
    from_: int = Field(alias="from")
    to: int
    cc: int
    bcc: int


class PlanExchange(Noun):
    """What passed between the owner and the person."""

    they_wrote: int
    owner_wrote: int
    direct_in: int
    direct_out: int
    first_seen: date | None
    last_seen: date | None
    last_direct: date | None
    cc_only: bool
    shared: int
    threads: int
    smallest_audience: int
    months: tuple[MonthActivity, ...] = ()


class PlanEvidence(Noun):
    """One fact, and how far it speaks for the person's tag (natural-log odds)."""

    rule: str
    text: str
    weight: float


class PlanDecision(Noun):
    """What a human said of the person, and whether it still holds."""

    action: Action
    at: datetime
    stale: str = ""
    """Why the word no longer holds, or empty: `the tag was colleague when you approved`."""


class PlanPerson(Noun):
    """One person of the dry run."""

    id: str
    name: str
    organisation: str = ""
    title: str = ""
    linkedin_url: str = ""
    tag: Tag
    corrected: bool = False
    """Whether the tag is the owner's own word."""
    confidence: float
    disposition: Disposition
    exclusion: Exclusion | None = None
    flags: tuple[Flag, ...] = ()
    hints: tuple[str, ...] = ()
    addresses: tuple[PlanAddress, ...]
    exchange: PlanExchange
    evidence: tuple[PlanEvidence, ...] = ()
    decision: PlanDecision | None = None
    note: str = ""
    """What the owner noted for themselves."""

    @property
    def address(self) -> str:
        """Where an invitation would go."""
        return self.addresses[0].address


class Plan(Noun):
    """The dry run. `people` holds candidates first (proposed, then held), then the excluded."""

    schema_: str = Field(default=SCHEMA, alias="schema")
    owner: PlanOwner
    sources: tuple[PlanSource, ...]
    totals: Totals
    outlook: Outlook | None = None
    """How many of the proposed are expected to accept."""
    people: tuple[PlanPerson, ...]
