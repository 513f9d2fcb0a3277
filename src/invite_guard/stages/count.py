"""Counting messages into tallies.

Mail repeats itself: the same sender writes to the same people. So a message first only raises the
count of its *pattern*, the raw address headers it shares with others; addresses are read and
tallied once a pattern, when `tallies` are asked for.
"""

import re
import zlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from enum import IntFlag
from functools import lru_cache
from typing import NamedTuple

from invite_guard.mail.addresses import Mailbox, read_mailboxes
from invite_guard.mail.dates import read_date
from invite_guard.mail.headers import Fields
from invite_guard.mail.labels import Label
from invite_guard.mail.names import decode_name
from invite_guard.model.correspondent import CLOSE_AUDIENCE, DIRECT_AUDIENCE
from invite_guard.stores.tally import THREAD_BITS, Tally

PATTERNS_KEPT = 20_000
BYTES_KEPT = 32 << 20
"""Patterns, and bytes of them, held before they are tallied: memory is bounded for any mail."""

FILED = frozenset({Label.PROMOTIONS, Label.SOCIAL, Label.UPDATES, Label.FORUMS})
"""Labels under which Gmail files what machines and crowds send."""


class Trait(IntFlag):
    """What a message is, besides who is on it."""

    REPLY = 1
    SENT = 2
    AUTO = 4
    BULK = 8
    LISTED = 16
    FILED = 32


class Pattern(NamedTuple):
    """The raw headers that messages between the same people share."""

    from_: bytes
    to: bytes
    cc: bytes
    bcc: bytes
    delivered_to: bytes
    list_id: bytes
    list_post: bytes
    traits: int


class Repeats:
    """How often a pattern occurred, when, and in which threads."""

    __slots__ = ("count", "first", "last", "months", "thread_bits")

    def __init__(self) -> None:
        self.count = 0
        self.first: int | None = None
        self.last: int | None = None
        self.months: dict[int, int] = {}
        self.thread_bits = 0

    def add(self, moment: int | None, thread: bytes) -> None:
        """Count one more message."""
        self.count += 1
        self.thread_bits |= 1 << (zlib.crc32(thread) % THREAD_BITS)
        if moment is None:
            return
        if self.first is None or moment < self.first:
            self.first = moment
        if self.last is None or moment > self.last:
            self.last = moment
        month = _month(moment // 86_400)
        self.months[month] = self.months.get(month, 0) + 1


class Counter:
    """Counts messages as seen by one owner."""

    def __init__(self, owner: Iterable[str], latest: int) -> None:
        """`owner`: every own address, normalised. `latest`: a later date is not believed."""
        self._owner = frozenset(owner)
        self._latest = latest
        self._patterns: dict[Pattern, Repeats] = {}
        self._bytes = 0
        self._tallies: dict[str, Tally] = {}

    def add(self, fields: Fields, labels: frozenset[Label]) -> None:
        """Count one message."""
        pattern = Pattern(
            fields.from_,
            fields.to,
            fields.cc,
            fields.bcc,
            fields.delivered_to,
            fields.list_id,
            fields.list_post,
            _traits(fields, labels),
        )
        repeats = self._patterns.get(pattern)
        if repeats is None:
            repeats = self._patterns[pattern] = Repeats()
            self._bytes += len(pattern.to) + len(pattern.cc) + len(pattern.bcc)
        repeats.add(read_date(fields.date, self._latest), thread(fields))
        if len(self._patterns) >= PATTERNS_KEPT or self._bytes >= BYTES_KEPT:
            self._settle()

    def tallies(self) -> Mapping[str, Tally]:
        """Give what was counted since the last call, by address."""
        self._settle()
        counted, self._tallies = self._tallies, {}
        return counted

    def _settle(self) -> None:
        read = Reading()
        for pattern, repeats in self._patterns.items():
            _Settling(self._tallies, self._owner, read, pattern, repeats).run()
        self._patterns.clear()
        self._bytes = 0


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


class _Settling:
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
        self.from_owner = any(box.address in owner for box in self.senders)
        self.to_owner = any(box.address in owner for box in (*self.to, *self.bcc))
        self.copied_owner = not owner.isdisjoint(recipients)
        self.person_to_person = not self.traits & (Trait.AUTO | Trait.BULK | Trait.FILED)

    def run(self) -> None:
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
            tally = self.tallies[box.address] = Tally(well_formed=box.well_formed)
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
        for address in {box.address for box in self.senders}:
            tally = self.tallies[address]
            tally.bulk_from += count * bool(traits & Trait.BULK)
            tally.auto_from += count * bool(traits & Trait.AUTO)
            tally.list_from += count * bool(traits & Trait.LISTED)
            tally.promoted_from += count * bool(traits & Trait.FILED)
            tally.sent_from += count * bool(traits & Trait.SENT)
            if self.to_owner and self.person_to_person and address not in self.owner:
                self._direct(tally, out=False)

    def _received(self) -> None:
        for address in {box.address for box in self.delivered_to}:
            if address in self.tallies:
                self.tallies[address].delivered_to += self.repeats.count

    def _addressed(self) -> None:
        if not self.from_owner:
            return
        named = {box.address for box in (*self.to, *self.bcc)}
        for address in named | {box.address for box in self.cc}:
            tally = self.tallies[address]
            tally.owner_wrote += self.repeats.count
            if address not in named or self.traits & Trait.AUTO:
                continue
            tally.owner_addressed += self.repeats.count
            if self.person_to_person and address not in self.owner:
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


def thread(fields: Fields) -> bytes:
    """Name the conversation a message belongs to: Gmail's number, else the first message of it."""
    if fields.gm_thrid:
        return fields.gm_thrid
    for value in (fields.references, fields.in_reply_to):
        root = value.partition(b">")[0].strip()
        if root:
            return root + b">"
    return fields.message_id


_BULK_PRECEDENCE = frozenset({b"bulk", b"junk"})
_LIST_ID = re.compile(rb"<([^<>\s]+)>")


def _traits(fields: Fields, labels: frozenset[Label]) -> int:
    traits = Trait(0)
    if fields.references or fields.in_reply_to:
        traits |= Trait.REPLY
    if Label.SENT in labels:
        traits |= Trait.SENT
    if not FILED.isdisjoint(labels):
        traits |= Trait.FILED
    automatic = fields.auto_submitted.strip().lower()
    if (automatic and automatic != b"no") or fields.return_path.strip() == b"<>":
        traits |= Trait.AUTO
    precedence = fields.precedence.strip().lower()
    if precedence == b"list" or fields.list_post:
        traits |= Trait.LISTED
    if fields.list_unsubscribe or precedence in _BULK_PRECEDENCE:
        traits |= Trait.BULK
    return int(traits)


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


@lru_cache(maxsize=20_000)
def _month(day: int) -> int:
    date = datetime.fromtimestamp(day * 86_400, UTC)
    return date.year * 12 + date.month - 1
