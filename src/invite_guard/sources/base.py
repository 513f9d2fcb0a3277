"""What every source of mail is: an ordered run of messages that can be entered in the middle."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from invite_guard.model.source import START, Fingerprint, Position

__all__ = ["START", "Fingerprint", "Message", "Position", "Source"]


class Message(NamedTuple):
    """One message, as far as this program looks: its header and where it lay."""

    head: bytes
    """The header block without separator and without the empty line, capped; never the body."""
    position: Position
    """Where the message begins: reading from here gives this message again, then the rest."""
    folder: str = ""
    """Name of the folder, file or archive member it lay in, to tell sent, spam and trash."""
    left_out: str = ""
    """Why its header was not even fetched; nothing if it was."""
    cut: bool = False
    """Whether the header was longer than what is kept of it."""


class Source(Protocol):
    """Something messages are read from."""

    kind: str
    """`mbox`, `takeout`, `maildir`, `eml`: for people and for the plan document."""
    name: str
    """What a person calls it: the file or folder name, without its path."""
    key: str
    """What the store knows it by: the resolved path."""

    def fingerprint(self) -> Fingerprint:
        """Look at the source without reading it through. Raises `SourceError` when it is gone."""
        ...

    def grown(self, before: Fingerprint, at: Position) -> bool:
        """Whether everything before `at` is as it was when `before` was taken."""
        ...

    def messages(self, start: Position = START) -> Iterator[Message]:
        """Read from `start` to the end.

        Raises `SourceError` where the file cannot be read on; what was given until then stands.
        """
        ...

    def read_bytes(self) -> int:
        """Bytes of the source consumed so far by `messages`, to measure progress by: 0 to size."""
        ...
