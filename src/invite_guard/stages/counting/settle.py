"""Tallying the people of patterns of messages."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from invite_guard.model.correspondent import CLOSE_AUDIENCE, DIRECT_AUDIENCE
from invite_guard.stages.counting.pattern import Pattern, Repeats, Trait
from invite_guard.stages.counting.people import People, PeopleReader
from invite_guard.stores.tally import Tally

_OF_NO_PERSON = Trait.AUTO | Trait.BULK | Trait.FILED
_OF_SENDERS = _OF_NO_PERSON | Trait.LISTED | Trait.SENT
_LIST_ID = re.compile(rb"<([^<>\s]+)>")


class Recipients(NamedTuple):
    """Whom a pattern goes to."""

    named: dict[str, Tally]
    """Those in To and Bcc, by address."""
    everybody: dict[str, Tally]
    """Those in Cc as well."""
    certain: AbstractSet[str]
    """Addresses of the named that mean one mailbox there."""
    lists: set[str]
    """Addresses of lists that the messages came through."""


class Nature(NamedTuple):
    """What holds of a pattern as a whole, as its owner sees it."""

    traits: int
    sender: str
    """The first sender."""
    audience: int
    """How many recipients it has, the owner's addresses counted as one."""
    from_owner: bool
    to_owner: bool
    """Whether the owner is addressed by name, not merely copied."""
    copied_owner: bool
    """Whether the owner stands in any header of recipients."""
    person_to_person: bool
    by_agent: bool
    """Whether somebody else of their organisation sent it in their name."""


class Settling:
    """Tallies the people of one pattern after another."""

    def __init__(self, read: PeopleReader, owner: frozenset[str]) -> None:
        self._owner = owner
        self._read = read
        self._delivered: dict[bytes, int] = {}

    def settle(self, pattern: Pattern, repeats: Repeats) -> None:
        """Raise the tally of everybody on the pattern by as often as it occurred."""
        people, count = self._read.people, repeats.count
        from_, to_, cc_, bcc_, delivered_to, *_ = pattern
        senders, to, cc, bcc = people(from_), people(to_), people(cc_), people(bcc_)
        senders.from_ += count
        to.to += count
        cc.cc += count
        bcc.bcc += count
        if delivered_to:
            self._delivered[delivered_to] = self._delivered.get(delivered_to, 0) + count
        agents = self._agents(pattern.sender, senders) if pattern.sender else ()
        if pattern.traits & Trait.SENT:
            for address in agents:
                self._read.tally(address).sent_for += count
        recipients = self._recipients(pattern, to, cc, bcc)
        nature = self._nature(pattern.traits, senders, recipients, agents)
        self._present(senders, recipients, nature, repeats)
        self._wrote(senders, nature, repeats)
        if nature.from_owner:
            self._addressed(recipients, nature, repeats)

    def _agents(self, value: bytes, senders: People) -> Sequence[str]:
        """Give who wrote in another's name; one without a name is an account with aliases."""
        boxes = self._read.boxes(value)
        return [box.address for box in boxes if box.name and box.address not in senders.tallies]

    def finish(self) -> None:
        """Tally what each header value tells by itself, once for all patterns that have it."""
        self._read.settle()
        for value, count in self._delivered.items():
            for box in self._read.boxes(value):
                self._read.tally(box.address).delivered_to += count
        self._delivered.clear()

    def _recipients(self, pattern: Pattern, to: People, cc: People, bcc: People) -> Recipients:
        named, certain = to.tallies, to.certain
        if bcc.tallies:
            named, certain = named | bcc.tallies, certain | bcc.certain
        everybody = named | cc.tallies if cc.tallies else named
        return Recipients(named, everybody, certain, self._lists(pattern, everybody))

    def _lists(self, pattern: Pattern, recipients: dict[str, Tally]) -> set[str]:
        """Find the recipients that are posting addresses of the list the message came through.

        List-Post names it (RFC 2369 section 3.4); List-Id `name.domain` (RFC 2919) usually
        stands for `name@domain`.
        """
        if not (pattern.list_id or pattern.list_post):
            return set()
        found = {box.address for box in self._read.boxes(pattern.list_post)}
        identity = _LIST_ID.search(pattern.list_id)
        if identity:
            text = identity[1].decode("ascii", "replace").lower()
            found |= {a for a in recipients if a.replace("@", ".", 1) == text}
        return found & recipients.keys()

    def _nature(
        self, traits: int, senders: People, recipients: Recipients, agents: Sequence[str]
    ) -> Nature:
        owner = self._owner
        if recipients.lists or traits & Trait.LISTED:
            # A post to a list, which a human wrote, and bulk mail, which none did, both carry
            # List-Unsubscribe or Precedence: bulk; only a list is itself among the recipients.
            traits = (traits | Trait.LISTED) & ~Trait.BULK
        everybody = recipients.everybody
        own = 0 if owner.isdisjoint(everybody) else len(owner & everybody.keys())
        forged = traits & Trait.RECEIVED and not recipients.lists
        return Nature(
            traits,
            next(iter(senders.tallies), ""),
            len(everybody) - own + (own > 0),
            not (forged or owner.isdisjoint(senders.tallies)),
            not owner.isdisjoint(recipients.named),
            own > 0,
            not traits & _OF_NO_PERSON,
            bool(agents) and not traits & Trait.LISTED and owner.isdisjoint(agents),
        )

    def _present(
        self, senders: People, recipients: Recipients, nature: Nature, repeats: Repeats
    ) -> None:
        sender, count = nature.sender, repeats.count
        introducer = "" if sender in self._owner else sender
        shared = count if nature.copied_owner and not nature.from_owner else 0
        first, last, bits = repeats.first, repeats.last, repeats.thread_bits
        present = senders.tallies | recipients.everybody
        for address, tally in present.items():
            tally.messages += count
            tally.thread_bits |= bits
            tally.narrow(nature.audience)
            if address == sender:
                tally.see(first, last, "")
            else:
                tally.see(first, last, introducer)
                tally.shared += shared
        for address in recipients.lists:
            present[address].list_post += count

    def _wrote(self, senders: People, nature: Nature, repeats: Repeats) -> None:
        count, traits = repeats.count, nature.traits
        direct = nature.to_owner and nature.person_to_person
        for address, tally in senders.tallies.items():
            if traits & _OF_SENDERS:
                _characterise(tally, traits, count)
            if direct and address in senders.certain and address not in self._owner:
                _direct(tally, nature, repeats, out=False)

    def _addressed(self, recipients: Recipients, nature: Nature, repeats: Repeats) -> None:
        named, certain, owner = recipients.named, recipients.certain, self._owner
        for address, tally in recipients.everybody.items():
            tally.owner_wrote += repeats.count
            if address in named and not nature.traits & Trait.AUTO:
                tally.owner_addressed += repeats.count
                if nature.person_to_person and address in certain and address not in owner:
                    _direct(tally, nature, repeats, out=True)


def _characterise(sender: Tally, traits: int, count: int) -> None:
    """Count what kind of messages somebody wrote."""
    if traits & Trait.BULK:
        sender.bulk_from += count
    if traits & Trait.AUTO:
        sender.auto_from += count
    if traits & Trait.LISTED:
        sender.list_from += count
    if traits & Trait.FILED:
        sender.promoted_from += count
    if traits & Trait.SENT:
        sender.sent_from += count


def _direct(tally: Tally, nature: Nature, repeats: Repeats, *, out: bool) -> None:
    """Count messages between the owner and one other; of those that went to a crowd, answers."""
    replies = repeats.count if nature.traits & Trait.REPLY else 0
    if nature.audience > DIRECT_AUDIENCE:
        if out:
            tally.public_out += replies
        else:
            tally.public_in += replies
        return
    close = repeats.count if nature.audience <= CLOSE_AUDIENCE else 0
    if out:
        tally.direct_out += repeats.count
        tally.close_out += close
        tally.replies_out += replies
    else:
        tally.direct_in += repeats.count
        tally.close_in += close
        tally.replies_in += replies
        if nature.by_agent:
            tally.by_agent += repeats.count
    tally.at_work += repeats.at_work
    tally.at_leisure += repeats.at_leisure
    tally.touch(repeats.last)
    for month, times in repeats.months.items():
        tally.month(month, 0 if out else times, times if out else 0)
