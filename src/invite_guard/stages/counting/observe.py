"""What is counted of one message: told from the message alone, whoever's mail it is."""

import re
from functools import lru_cache
from hashlib import blake2b
from operator import attrgetter
from typing import NamedTuple
from zlib import crc32

from invite_guard.mail.dates import read_date
from invite_guard.mail.headers import Fields, read_header
from invite_guard.mail.hours import in_working_hours
from invite_guard.mail.labels import Label, folder_labels, read_labels
from invite_guard.sources.base import Message, Position
from invite_guard.stages.counting.agent import agent
from invite_guard.stages.counting.pattern import Pattern, Trait

FILED = frozenset({Label.PROMOTIONS, Label.SOCIAL, Label.UPDATES, Label.FORUMS})
"""Labels under which Gmail files what machines and crowds send."""
_BULK_PRECEDENCE = frozenset({b"bulk", b"junk"})
_AUTO_PRECEDENCE = frozenset({b"auto_reply", b"auto-reply", b"auto reply"})
_BY_HAND = frozenset({b"", b"no"})
_TOKEN = re.compile(rb"[^\s;(]*")
_AT = ord("@")
"""As a number, which Python finds among bytes in a tenth of the time a string takes."""
_people = attrgetter(*Pattern._fields[:-2])
"""Those headers of a message that it shares with others between the same people."""
_NOTHING = Pattern(b"", b"", b"", b"", b"", b"", b"", b"", 0)


class Sighting(NamedTuple):
    """A message as it is counted."""

    position: Position
    left_out: str
    """Why it is not counted; empty if it is, and only then the rest means anything."""
    identity: int = 0
    """Tells the message wherever it lies, in 64 bits."""
    pattern: Pattern = _NOTHING
    moment: int | None = None
    """Seconds since 1970, as far as that can be told."""
    at_work: bool | None = None
    """Whether it was written in working hours, as far as that can be told."""
    thread: int = 0
    """A number that messages of one conversation share."""
    cut: bool = False
    """Whether more people may stand in the header than are counted: it was too long."""


class Observer(NamedTuple):
    """Looks at messages."""

    latest: int
    """Seconds since 1970: a later date is not believed."""
    unwanted: frozenset[Label] = frozenset()
    """Mail under these labels is left out."""

    def observe(self, message: Message) -> Sighting:
        """Read a message's header."""
        head, position, _, left_out, cut = message
        if left_out:
            return Sighting(position, left_out)
        fields, labels = read_message(message)
        if not labels.isdisjoint(self.unwanted):
            return Sighting(position, min(labels & self.unwanted))
        date = fields.date
        moment = read_date(date, self.latest)
        return Sighting(
            position,
            "",
            _identity(fields, head),
            Pattern._make((*_people(fields), agent(fields, labels), _traits(fields, labels))),
            moment,
            None if moment is None else in_working_hours(date, moment),
            crc32(thread(fields)),
            cut or fields.truncated,
        )


def read_message(message: Message) -> tuple[Fields, frozenset[Label]]:
    """Read the header of a message, and what its folder and labels say of it."""
    fields = read_header(message.head)
    return fields, _labels(message.folder, fields.gm_labels)


@lru_cache(maxsize=1024)  # of at most 16 KB each: the header is cut there
def _labels(folder: str, gm_labels: bytes) -> frozenset[Label]:
    return folder_labels(folder) | read_labels(gm_labels)


def thread(fields: Fields) -> bytes:
    """Name the conversation a message belongs to: Gmail's number, else the first message of it."""
    if fields.gm_thrid:
        return fields.gm_thrid
    for value in (fields.references, fields.in_reply_to):
        root = value.partition(b">")[0].strip()
        if root:
            return root + b">"
    return fields.message_id


def _identity(fields: Fields, head: bytes) -> int:
    """Give 64 bits that tell a message wherever it lies.

    Message-ID is meant to be unique (RFC 5322 section 3.6.4); without one, Gmail's number; else
    the header as a whole.
    """
    name = fields.message_id or fields.gm_msgid or head
    return int.from_bytes(blake2b(name, digest_size=8).digest(), "big", signed=True)


def _came_in(fields: Fields) -> bool:
    """Whether a message that lies in no folder of sent mail was delivered, whoever stands in From.

    Gmail delivered it and does not know it as sent; or it would be returned to somebody else than
    its From, which RFC 5321 (section 4.4) has written at delivery.
    """
    if fields.gm_labels:
        return bool(fields.delivered_to or fields.return_path)
    path = fields.return_path.strip(b" \t<>").lower()
    return _AT in path and path not in fields.from_.lower()


def _by_program(fields: Fields, *, sent: bool) -> bool:
    """Whether nobody wrote it: an absence note, a receipt, a bounce, a notification.

    RFC 3834 has a header for it, which older programs do not know; delivery reports and receipts
    are of a type of their own (RFC 6522). Exchange marks with X-Auto-Response-Suppress what its
    lists pass on of people's mail too, but only a program that answers asks for no answer at all.
    Of what the owner sent, an empty return path says only that no server had it yet.
    """
    if not (_by_hand(fields.auto_submitted) and _by_hand(fields.auto_reply)):
        return True
    if fields.report or (fields.return_path == b"<>" and not sent):
        return True
    suppressed = fields.auto_suppress
    if not suppressed:
        return False
    return suppressed.lower() == b"all" and bool(fields.in_reply_to or fields.references)


def _by_hand(mark: bytes) -> bool:
    """Whether a mark says `no`, whatever parameters or comments follow (RFC 3834 section 5)."""
    token = _TOKEN.match(mark.lstrip()) if mark else None
    return token is None or token[0].lower() in _BY_HAND


def _traits(fields: Fields, labels: frozenset[Label]) -> int:
    traits, sent = 0, Label.SENT in labels
    if fields.references or fields.in_reply_to:
        traits |= Trait.REPLY
    if sent:
        traits |= Trait.SENT
    if not FILED.isdisjoint(labels):
        traits |= Trait.FILED
    if not sent and _came_in(fields):
        traits |= Trait.RECEIVED
    precedence = fields.precedence.lower()
    if precedence in _AUTO_PRECEDENCE or _by_program(fields, sent=sent):
        traits |= Trait.AUTO
    if precedence == b"list" or fields.list_post:
        traits |= Trait.LISTED
    if fields.list_unsubscribe or precedence in _BULK_PRECEDENCE:
        traits |= Trait.BULK
    return traits
