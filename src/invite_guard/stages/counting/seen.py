"""Which messages are counted already: exact, in memory that does not grow with the mail."""

from itertools import chain

from invite_guard.stores.correspondence import Correspondence

_BITS = 26
"""Binary digits of an identity that choose its bit in the map: 8 MB of them."""
_MASK = (1 << _BITS) - 1
FEW = 4_000
"""Messages the store is asked of, one by one, before the map is made: a mailbox that grew a little
has no more, and making the map takes longer than asking.
"""


class Seen:
    """The identities of all messages counted so far, and the source each was counted in.

    Nearly every message is new, and its bit in the map is not set: that settles it. Of the others,
    and of the first few, the store is asked, unless they were counted since the last checkpoint.
    """

    def __init__(self, store: Correspondence) -> None:
        self._store = store
        self._map: bytearray | None = None
        self._asked = FEW if next(store.seen(), None) is None else 0
        self._since: dict[int, int] = {}

    def source_of(self, identity: int) -> int | None:
        """Give the number of the source a message was counted in, None for a new one."""
        if self._asked < FEW:
            self._asked += 1
        else:
            bits, place = self._bits(), identity & _MASK
            if not bits[place >> 3] & 1 << (place & 7):
                return None
        found = self._since.get(identity)
        return self._store.source_of(identity) if found is None else found

    def add(self, identity: int, source: int) -> None:
        """Remember a message."""
        if self._map is not None:
            place = identity & _MASK
            self._map[place >> 3] |= 1 << (place & 7)
        self._since[identity] = source

    @property
    def pending(self) -> int:
        """How many were added since the last `take`."""
        return len(self._since)

    def take(self) -> dict[int, int]:
        """Give what was added since the last call, for the store to keep from now on."""
        taken, self._since = self._since, {}
        return taken

    def drop(self) -> None:
        """Forget what was added since the last `take`."""
        self._since.clear()

    def _bits(self) -> bytearray:
        if self._map is None:
            bits = self._map = bytearray(1 << _BITS - 3)
            for identity in chain(self._store.seen(), self._since):
                place = identity & _MASK
                bits[place >> 3] |= 1 << (place & 7)
        return self._map
