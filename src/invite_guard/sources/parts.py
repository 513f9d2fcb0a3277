"""Sources in parts that can be read apart: together they give what one reading gives."""

from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from invite_guard.sources.base import Message, Position


class Part(Protocol):
    """Some messages of a source, one after another; small to hand to another process."""

    @property
    def reached(self) -> int:
        """Bytes of the source that are read when this part and all before it are, at least."""
        ...

    def messages(self) -> Iterator[Message]:
        """Read the part's messages. Raises `SourceError` where they cannot be read on."""
        ...


@runtime_checkable
class PartedSource(Protocol):
    """A source that knows how to be read by several processes at once."""

    def parts(self, start: Position) -> Sequence[Part]:
        """Cut what follows `start` into parts, the message that begins there among them.

        None where it must be read in one piece, and where more processes would take longer to start
        than they save. Raises `SourceError` where it cannot be read so far.
        """
        ...
