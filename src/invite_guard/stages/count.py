"""Counting messages into tallies, one an address."""

import zlib
from collections.abc import Iterable, Mapping

from invite_guard.mail.dates import read_date
from invite_guard.mail.headers import Fields
from invite_guard.mail.hours import in_working_hours
from invite_guard.mail.labels import Label
from invite_guard.stages.pattern import Pattern, Repeats, Trait
from invite_guard.stages.settle import Settling
from invite_guard.stores.tally import THREAD_BITS, Tally

PATTERNS_KEPT = 20_000
BYTES_KEPT = 8 << 20
"""Patterns, and bytes of them, held before they are tallied: memory is bounded for any mail."""

FILED = frozenset({Label.PROMOTIONS, Label.SOCIAL, Label.UPDATES, Label.FORUMS})
"""Labels under which Gmail files what machines and crowds send."""


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
            self._bytes += sum(map(len, pattern[:-1]))
        bit = 1 << zlib.crc32(thread(fields)) % THREAD_BITS
        moment = read_date(fields.date, self._latest)
        at_work = None if moment is None else in_working_hours(fields.date, moment)
        repeats.add(moment, bit, at_work=at_work)
        if len(self._patterns) >= PATTERNS_KEPT or self._bytes >= BYTES_KEPT:
            self._settle()

    def tallies(self) -> Mapping[str, Tally]:
        """Give what was counted since the last call, by address."""
        self._settle()
        counted, self._tallies = self._tallies, {}
        return counted

    def _settle(self) -> None:
        settling = Settling(self._tallies, self._owner)
        for pattern, repeats in self._patterns.items():
            settling.settle(pattern, repeats)
        self._patterns.clear()
        self._bytes = 0


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


def _traits(fields: Fields, labels: frozenset[Label]) -> int:
    traits = 0
    if fields.references or fields.in_reply_to:
        traits |= Trait.REPLY
    if Label.SENT in labels:
        traits |= Trait.SENT
    if not FILED.isdisjoint(labels):
        traits |= Trait.FILED
    if fields.gm_labels and fields.delivered_to and Label.SENT not in labels:
        # Gmail delivered it and does not know it as sent: whoever stands in From, it came in.
        traits |= Trait.RECEIVED
    automatic = fields.auto_submitted.strip().lower()
    if (automatic and automatic != b"no") or fields.return_path.strip() == b"<>":
        traits |= Trait.AUTO
    precedence = fields.precedence.strip().lower()
    if precedence == b"list" or fields.list_post:
        traits |= Trait.LISTED
    if fields.list_unsubscribe or precedence in _BULK_PRECEDENCE:
        traits |= Trait.BULK
    return traits
