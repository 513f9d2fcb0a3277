"""A mailbox anyone may have says nothing of an employer, and a little of a private tie."""

from collections.abc import Iterable

from invite_guard.evidence.base import Context, observe
from invite_guard.evidence.data import is_free_mail
from invite_guard.mail.domains import organisation_of
from invite_guard.model.correspondent import Exchange
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person

AGAIN = 2
"""Fewest mails to the owner alone, and months with any, that are more than a single letter."""


class FreeMail:
    """Every address of the person is at a free or consumer provider."""

    name = "free_mail"
    facts = ("free_mail.only", "free_mail.writes_you")

    def weigh(self, person: Person, context: Context) -> Iterable[Evidence]:
        """Yield what a person shows no address of whom belongs to an organisation."""
        domains = [organisation_of(c.address) for c in person.correspondents]
        if not all(map(is_free_mail, domains)):
            return ()
        only = observe(context, "free_mail.only", f"writes from {domains[0]}, as anyone may")
        if not _writes_the_owner(person.exchange):
            return (only,)
        text = f"writes to you alone, {person.exchange.close_in:,} mails, not as one does at work"
        return (only, observe(context, "free_mail.writes_you", text))


def _writes_the_owner(exchange: Exchange) -> bool:
    """Whether they write to the owner again and again, or at leisure, who answers elsewhere.

    Friends and family are answered from home or by telephone; a seller who writes twice does so
    within a few weeks, in working hours.
    """
    if exchange.direct_out or exchange.close_in < AGAIN:
        return False
    return len(exchange.months) >= AGAIN or exchange.at_leisure >= max(1, exchange.at_work)


RULE = FreeMail()
