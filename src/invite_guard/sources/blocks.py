"""The messages of one mbox, wherever its bytes come from."""

import io
from collections.abc import Iterator

from invite_guard.mail.separators import header_blocks, is_takeout
from invite_guard.sources.base import Message, Position
from invite_guard.sources.streams import UntilFault, skip

_SAMPLE = 2048
"""How many first bytes tell whether Google Takeout wrote an mbox."""


def mbox_messages(stream: io.BufferedReader, start: Position, folder: str) -> Iterator[Message]:
    """Split an mbox, whose stream stands at its first byte, from `start.offset` on.

    Raises `EOFError`, `zlib.error` or `OSError` where the stream fails, after every message before.
    """
    takeout = is_takeout(stream.peek(_SAMPLE)) or None
    skip(stream, start.offset)
    source = UntilFault(stream)
    for head, offset in header_blocks(source, start.offset, takeout=takeout):
        yield Message(head, Position(start.part, offset), folder)
    source.check()
