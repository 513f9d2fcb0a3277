"""Tallying the people of one pattern of messages."""

import re
from collections.abc import Iterable

from invite_guard.mail.addresses import Mailbox, read_mailboxes
from invite_guard.mail.names import decode_name
from invite_guard.model.correspondent import CLOSE_AUDIENCE, DIRECT_AUDIENCE
from invite_guard.stages.pattern import Pattern, Repeats, Trait
from invite_guard.stores.tally import Tally

_LIST_ID = re.compile(rb"<([^<>\s]+)>")


class Reading:
    """Reads each distinct header value and name once."""

    def __init__(self) -> None:
        self._boxes: dict[bytes, tuple[Mailbox, ...]] = {b"": ()}
        self._names: dict[bytes, str] = {b"": ""}

    def boxes(self, value: bytes) -> tuple[Mailbox, ...]:
        """Read an address header."""
        found = self._boxes.get(value)
        if found is None:
            found = self._boxes[value] = tuple(read_mailboxes(value))
        return found

    def name(self, raw: bytes) -> str:
        """Read a display name."""
        found = self._names.get(raw)
        if found is None:
            found = self._names[raw] = decode_name(raw)
        return found


class Settling:
    """Tallies the people of one pattern."""

    def __init__(
        self,
        tallies: dict[str, Tally],
        owner: frozenset[str],
        read: Reading,
        pattern: Pattern,
        repeats: Repeats,
    ) -> None:
        self.tallies = tallies
        self.owner = owner
        self.repeats = repeats
        self.name = read.name
        self.senders = read.boxes(pattern.from_)
        self.to = read.boxes(pattern.to)
        self.cc = read.boxes(pattern.cc)
        self.bcc = read.boxes(pattern.bcc)
        self.delivered_to = read.boxes(pattern.delivered_to)
        recipients = {box.address for box in (*self.to, *self.cc, *self.bcc)}
        self.lists = _lists(pattern.list_id, read.boxes(pattern.list_post), recipients)
        self.traits = _settled(Trait(pattern.traits), listed=bool(self.lists))
        others = recipients - owner
        self.audience = len(others) + (1 if len(others) < len(recipients) else 0)
        self.from_owner = any(box.address in owner for box in self.senders) and not (
            self.traits & Trait.RECEIVED and not self.lists
        )
        self.to_owner = any(box.address in owner for box in (*self.to, *self.bcc))
        self.copied_owner = not owner.isdisjoint(recipients)
        self.person_to_person = not self.traits & (Trait.AUTO | Trait.BULK | Trait.FILED)

    def run(self) -> None:
        """Raise the tally of everybody on the pattern by as often as it occurred."""
        count = self.repeats.count
        present: set[str] = set()
        for boxes, role in (
            (self.senders, "role_from"),
            (self.to, "role_to"),
            (self.cc, "role_cc"),
            (self.bcc, "role_bcc"),
        ):
            once: set[str] = set()
            for box in boxes:
                tally = self._tally(box)
                if box.address not in once:
                    once.add(box.address)
                    setattr(tally, role, getattr(tally, role) + count)
            present |= once
        for address in present:
            self._present(self.tallies[address], address)
        self._sent()
        self._received()
        self._addressed()

    def _tally(self, box: Mailbox) -> Tally:
        tally = self.tallies.get(box.address)
        if tally is None:
            tally = self.tallies[box.address] = Tally()
        tally.well_formed = tally.well_formed or box.well_formed
        name = self.name(box.name)
        if name:
            tally.call(name, self.repeats.count)
        return tally

    def _present(self, tally: Tally, address: str) -> None:
        repeats = self.repeats
        tally.messages += repeats.count
        sender = self.senders[0].address if self.senders else ""
        stranger_to_them = sender != address and sender not in self.owner
        tally.see(repeats.first, repeats.last, sender if stranger_to_them else "")
        tally.narrow(self.audience)
        tally.thread_bits |= repeats.thread_bits
        if address in self.lists:
            tally.list_post += repeats.count
        if self.copied_owner and not self.from_owner and sender != address:
            tally.shared += repeats.count

    def _sent(self) -> None:
        count, traits = self.repeats.count, self.traits
        certain = {box.address for box in self.senders if box.well_formed}
        for address in {box.address for box in self.senders}:
            tally = self.tallies[address]
            tally.bulk_from += count * bool(traits & Trait.BULK)
            tally.auto_from += count * bool(traits & Trait.AUTO)
            tally.list_from += count * bool(traits & Trait.LISTED)
            tally.promoted_from += count * bool(traits & Trait.FILED)
            tally.sent_from += count * bool(traits & Trait.SENT)
            if self.to_owner and self.person_to_person and address in certain - self.owner:
                self._direct(tally, out=False)

    def _received(self) -> None:
        for address in {box.address for box in self.delivered_to}:
            if address in self.tallies:
                self.tallies[address].delivered_to += self.repeats.count

    def _addressed(self) -> None:
        if not self.from_owner:
            return
        named = {box.address for box in (*self.to, *self.bcc)}
        certain = {box.address for box in (*self.to, *self.bcc) if box.well_formed}
        for address in named | {box.address for box in self.cc}:
            tally = self.tallies[address]
            tally.owner_wrote += self.repeats.count
            if address not in named or self.traits & Trait.AUTO:
                continue
            tally.owner_addressed += self.repeats.count
            if self.person_to_person and address in certain - self.owner:
                self._direct(tally, out=True)

    def _direct(self, tally: Tally, *, out: bool) -> None:
        if self.audience > DIRECT_AUDIENCE:
            return
        way, count = ("out" if out else "in"), self.repeats.count
        rises = [f"direct_{way}"]
        if self.audience <= CLOSE_AUDIENCE:
            rises.append(f"close_{way}")
        if self.traits & Trait.REPLY:
            rises.append(f"replies_{way}")
        for name in rises:
            setattr(tally, name, getattr(tally, name) + count)
        if self.repeats.last is not None:
            tally.last_direct = max(tally.last_direct or 0, self.repeats.last)
        for month, times in self.repeats.months.items():
            tally.month(month, 0 if out else times, times if out else 0)


def _settled(traits: Trait, *, listed: bool) -> Trait:
    """Tell a post to a list, which a human wrote, from bulk mail, which none did.

    Both carry List-Unsubscribe or Precedence: bulk; only a list is itself among the recipients.
    """
    if listed or traits & Trait.LISTED:
        return (traits | Trait.LISTED) & ~Trait.BULK
    return traits


def _lists(list_id: bytes, posts: Iterable[Mailbox], recipients: set[str]) -> set[str]:
    """Find the recipients that are posting addresses of the list the message came through.

    List-Post names it (RFC 2369 section 3.4); List-Id `name.domain` (RFC 2919) usually
    stands for `name@domain`.
    """
    found = {box.address for box in posts}
    identity = _LIST_ID.search(list_id)
    if identity:
        text = identity[1].decode("ascii", "replace").lower()
        found |= {a for a in recipients if a.replace("@", ".", 1) == text}
    return found & recipients
