"""Which mails are worth looking at: the newest few of each writer, of different kinds."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from heapq import heappush, heappushpop
from typing import NamedTuple

from invite_guard.mail.addresses import Mailbox, read_mailboxes
from invite_guard.mail.body import RAW_CAP
from invite_guard.sources.base import START, Message, Position
from invite_guard.sources.whole import Extent
from invite_guard.stages.counting.observe import Observer, Sighting
from invite_guard.stages.counting.pattern import Trait
from invite_guard.stages.signing.writers import Writer

SIZE = RAW_CAP + (1 << 12)
"""Most bytes of a message that are read, what stands before its header included."""
_BY_PROGRAM = Trait.AUTO | Trait.FILED | Trait.SENT


class Chosen(NamedTuple):
    """A mail to look at."""

    moment: int
    """Seconds since 1970; 0 where it does not tell."""
    identity: int
    address: str
    name: bytes
    """The sender's name as its header has it."""
    extent: Extent


Add = Callable[[Chosen, bool], None]


class Choice:
    """The mails of one source that are worth looking at."""

    def __init__(self, writers: Mapping[str, Writer], observer: Observer) -> None:
        self.last = START
        """Where the last message seen begins."""
        self._writers = writers
        self._observer = observer
        self._kept: dict[tuple[str, bool], list[Chosen]] = {}
        self._waiting: tuple[Sighting, Mailbox] | None = None

    def see(self, messages: Iterable[Message]) -> Iterator[int]:
        """Go through messages, giving their number now and then."""
        number = 0
        for message in messages:
            number += 1
            self._settle(message.position)
            self.last = message.position
            seen = self._observer.observe(message)
            sender = None if seen.left_out else self._writer(seen)
            self._waiting = (seen, sender) if sender else None
            if not number % 500:
                yield number
        self._settle(None)
        yield number

    def chosen(self) -> list[Chosen]:
        """Give what was chosen, each message once, in the order they lie."""
        once = {chosen.identity: chosen for kept in self._kept.values() for chosen in kept}
        return sorted(once.values(), key=lambda chosen: chosen.extent.position)

    def _writer(self, seen: Sighting) -> Mailbox | None:
        """Give who wrote a message, if it is one person whose mails may be looked at."""
        traits = seen.pattern.traits
        posted = traits & Trait.LISTED or seen.pattern.list_id
        if traits & _BY_PROGRAM or (traits & Trait.BULK and not posted):
            return None
        boxes = _boxes(seen.pattern.from_)
        if len(boxes) != 1 or not boxes[0].well_formed or boxes[0].address not in self._writers:
            return None
        return boxes[0]

    def _settle(self, follows: Position | None) -> None:
        """Take up the message that waited for its end to be known."""
        if self._waiting is None:
            return
        seen, box = self._waiting
        size = SIZE
        if follows and follows.part == seen.position.part:
            size = min(size, follows.offset - seen.position.offset)
        extent = Extent(seen.position, size)
        found = Chosen(seen.moment or 0, seen.identity, box.address, box.name, extent)
        kept = self._kept.setdefault((box.address, bool(seen.pattern.traits & Trait.REPLY)), [])
        if len(kept) < self._writers[box.address].mails:
            heappush(kept, found)
        else:
            heappushpop(kept, found)


@lru_cache(maxsize=1 << 12)
def _boxes(value: bytes) -> tuple[Mailbox, ...]:
    return tuple(read_mailboxes(value)[:2])
