"""Mailboxes that many people read, or none."""

from invite_guard.evidence.roles.names import names_no_person
from invite_guard.evidence.roles.rule import NO_PERSON, RULE, is_shared_mailbox, shows_an_employer

__all__ = ["NO_PERSON", "RULE", "is_shared_mailbox", "names_no_person", "shows_an_employer"]
