"""The messages of one mbox, wherever its bytes come from."""

import io
from collections.abc import Iterator

from invite_guard.mail.separators import HeaderBlocks, is_takeout
from invite_guard.sources.base import Message, Position
from invite_guard.sources.heads import head_within
from invite_guard.sources.kinds import SNIFF, Kind, kind_of
from invite_guard.sources.streams import UntilFault, skip


def mbox_messages(stream: io.BufferedReader, start: Position, folder: str) -> Iterator[Message]:
    """Split an mbox, whose stream stands at its first byte, from `start.offset` on.

    A message that stands before the first separator, where a file was cut there, is one too.
    Raises `EOFError`, `zlib.error` or `OSError` where the stream fails, after every message before.
    """
    first = stream.peek(SNIFF)
    if not start.offset and kind_of(first[:SNIFF]) is Kind.EML:
        yield Message(head_within(first), Position(start.part), folder)
    takeout = is_takeout(first) or None
    skip(stream, start.offset)
    source = UntilFault(stream)
    blocks = HeaderBlocks(source, start.offset, takeout=takeout)
    for head, offset in blocks:
        yield Message(head, Position(start.part, offset), folder, cut=blocks.was_cut)
    source.check()
