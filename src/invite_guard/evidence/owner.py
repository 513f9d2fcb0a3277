"""The owner is no candidate, nor whoever may be the owner or have the owner write for them."""

from collections.abc import Iterable

from invite_guard.evidence.base import Context, Subject, observe
from invite_guard.model.correspondent import Correspondent
from invite_guard.model.evidence import Evidence
from invite_guard.model.tag import Exclusion, Flag

SENT_AS = "owner.sent_as"
"""Key of the evidence that an address may be another of the owner's: mail was sent from it."""
SEVERAL = 3
"""So many mails in a folder of sent mail are no mail that was put there by mistake."""


class OwnAddress:
    """One of the owner's own addresses, or one in whose name the owner sent mail."""

    name = "owner"
    facts = ("owner.own_address", SENT_AS, "owner.sent_for")

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield the fact where any address of the person is the owner's, or seems to be."""
        if subject.is_owner:
            fact = observe(context, "owner.own_address", "this is you", exclusion=Exclusion.OWNER)
            return (fact,)
        sent = max(map(sent_from, subject.person.correspondents), default=0)
        return (_sent(sent, subject, context),) if sent else ()


def sent_from(seen: Correspondent) -> int:
    """Give how many mails were sent from an address to others; 0 where they are too few to tell.

    What it wrote to the owner may lie among sent mail because somebody keeps all of it together.
    """
    if not seen.signals.sent_from:
        return 0
    sent = min(seen.signals.sent_from, seen.exchange.they_wrote - seen.exchange.direct_in)
    return sent if sent >= SEVERAL else 0


def _sent(number: int, subject: Subject, context: Context) -> Evidence:
    if number <= context.acted or _is_another(subject, context):
        text = f"you sent {number:,} mails in their name: perhaps somebody you write for"
        return observe(context, "owner.sent_for", text, flag=Flag.PERHAPS_SENIOR)
    text = f"{number:,} of the mails you sent are from this address: perhaps another of yours"
    return observe(context, SENT_AS, text, flag=Flag.PERHAPS_SAME_PERSON)


def _is_another(subject: Subject, context: Context) -> bool:
    """Whether the owner converses with them, and no word of their full name is the owner's.

    Those are two people, one of whom the other wrote for, or whose mail lies among the other's. In
    another script one name has no word in common with itself.
    """
    name = subject.full_name
    if not (subject.two_way and name and "".join(name).isascii() and context.own_names):
        return False
    return context.own_words.isdisjoint(name)


RULE = OwnAddress()
