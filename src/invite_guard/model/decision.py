"""A human's word on one person, bound to what the human saw."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from invite_guard.model.base import Noun
from invite_guard.model.tag import Tag


class Action(StrEnum):
    """What a human can say of a person."""

    APPROVE = "approve"
    REJECT = "reject"
    TAG = "tag"
    CLEAR = "clear"
    """Takes back approval or rejection; a correction of the tag stays."""
    UNTAG = "untag"
    """Takes back a correction of the tag: the evidence speaks again."""
    NOTE = "note"
    """Words for oneself; they change nothing."""


class Decision(Noun):
    """One word of one human on one person. Kept for ever; the latest one counts."""

    action: Action
    person_id: str
    address: str
    """The address that was shown and that an invitation would go to."""
    name: str
    """The name that was shown."""
    tag: Tag
    """The tag that was shown; for `tag`, the tag the human gave."""
    at: datetime
    """When, with time zone."""
    note: str = ""
    """What was noted, with `note`; nothing takes a note away."""

    @property
    def takes_back(self) -> bool:
        """Whether it takes an earlier word back, at every address of the person."""
        return self.action in {Action.CLEAR, Action.UNTAG} or (
            self.action is Action.NOTE and not self.note
        )


class NeverEntry(Noun):
    """A person's address or a whole domain that must never be invited."""

    entry: str
    """A normalised address, or a domain without an at sign (its subdomains included)."""
    at: datetime
    note: str = ""


class Standing(Noun):
    """Everything humans said so far, as it stands now; mailboxes stand in their one spelling."""

    decisions: Mapping[str, Decision] = {}
    """Latest approval or rejection by mailbox; cleared ones are absent."""
    tags: Mapping[str, Decision] = {}
    """Latest correction of the tag by mailbox; those taken back are absent."""
    notes: Mapping[str, Decision] = {}
    """Latest note by mailbox; those taken away are absent."""
    never: tuple[NeverEntry, ...] = ()
    """What is on the never-list now."""
    exported: frozenset[str] = frozenset()
    """Every mailbox in any batch of the ledger, prepared or published."""


def staleness(decision: Decision, address: str, tag: Tag) -> str:
    """Say why a word no longer holds for a person who now has this address and tag, or nothing.

    An approval is bound to what the human saw; a rejection holds whatever became of the person.
    """
    if decision.action is not Action.APPROVE:
        return ""
    if decision.address != address:
        return f"the address was {decision.address} when you approved"
    if decision.tag is not tag:
        return f"the tag was {decision.tag} when you approved"
    return ""
