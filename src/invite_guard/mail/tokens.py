"""An address header cut into the words of RFC 5322's grammar, whatever it holds, in linear time."""

import re
from collections.abc import Iterator
from typing import Final

SPACE: Final = "SPACE"
TEXT: Final = "TEXT"
"""Anything that is no piece of another kind: atoms, dots, at signs, 8-bit bytes."""
QUOTED: Final = "QUOTED"
ENCODED: Final = "ENCODED"
"""An encoded word of RFC 2047: part of a name, never of an address."""
LITERAL: Final = "LITERAL"
"""Square brackets: a domain literal, or Outlook's `[mailto:...]`."""
COMMENT: Final = "COMMENT"
ANGLE: Final = "ANGLE"
"""What stands between angle brackets, or after one that nothing closes."""
COMMA: Final = "COMMA"
SEMICOLON: Final = "SEMICOLON"
COLON: Final = "COLON"

Token = tuple[str, bytes]
"""The kind of a piece, and the piece with its brackets or quotes. Plain, since there are many."""

# Every alternative is possessive or bounded and begins with a byte no other begins with, so a
# piece costs its own length. The two that look far ahead, quotes and brackets, remember failure.
_PIECE = re.compile(
    rb"(?P<SPACE>[ \t\r\n\x0b\x0c\0]++)"
    rb"|(?P<ENCODED>=\?[^?\s]{1,64}\?[BbQq]\?[^?\r\n<>\"]{0,998}+\?=)"
    # Of a run of opening marks only the last can open anything.
    rb"|(?P<TEXT>[^ \t\r\n\x0b\x0c\0\"(,:;<>\[\\=]++|=++(?!\?)|<+(?=<)|>++|\[+(?=\[))"
    rb"|(?P<COMMA>,[, \t]*+)|(?P<SEMICOLON>;[,; \t]*+)|(?P<COLON>:++)"
    rb"|(?P<ANGLE><[ \t]*+(?:\"(?:[^\"\\]|\\.){0,128}+\"[ \t]*+@)?"
    rb"(?:[^<>\",;]*+|[ \t]*@[^<>\":;]*+:[^<>\",;]*+)>"
    rb"|<[^<>\",;:\s]*+(?=[ \t]*+(?:[,;]|\Z)))"
    rb"|(?P<LITERAL>\[[^\[\]\\<>,;\"]{0,300}+\])",
    re.DOTALL,
)
_QUOTED = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_BRACKET = re.compile(rb"[()]|\\.", re.DOTALL)
_AFTER_QUOTED = re.compile(rb"[ \t\r\n\x0b\x0c\0,;:<@.(]|\Z")


def tokens(value: bytes) -> Iterator[Token]:
    """Cut a header value into pieces that together are the value; never raises.

    An opening quote or bracket that nothing closes is text, and so is a quote that would swallow
    separators and be closed in the middle of a word: it was left over from something else, and
    the addresses behind it count.
    """
    at, length = 0, len(value)
    quotes = True
    closings: dict[int, int] = {}
    while at < length:
        piece = _PIECE.match(value, at)
        if piece and piece.lastgroup:
            yield piece.lastgroup, piece[0]
            at = piece.end()
            continue
        kind, stop = TEXT, 0
        if value[at] == 0x28:  # (
            if at not in closings:
                _match_brackets(value, at, closings)
            kind, stop = COMMENT, closings[at]
        elif value[at] == 0x22 and quotes:  # "
            kind, stop = QUOTED, _quoted_end(value, at)
            quotes = stop >= 0
        elif value[at] == 0x5C:  # \
            stop = min(at + 2, length)
        if stop <= at:
            kind, stop = TEXT, at + 1
        yield kind, value[at:stop]
        at = stop


def _quoted_end(value: bytes, at: int) -> int:
    """Give where the quoted string ends, -1 where no quote follows at all, 0 for a stray one."""
    quoted = _QUOTED.match(value, at)
    if not quoted:
        return -1
    stop = quoted.end()
    sane = _AFTER_QUOTED.match(value, stop)
    swallows = any(mark in value[at:stop] for mark in (b",", b";", b"@"))
    return stop if sane or not swallows else 0


def _match_brackets(value: bytes, start: int, closings: dict[int, int]) -> None:
    """Find what closes the round bracket at `start` and those within: 0 where nothing does.

    RFC 5322 lets comments nest; depth costs no recursion here, and each byte is seen once.
    """
    open_: list[int] = []
    for bracket in _BRACKET.finditer(value, start):
        text = bracket[0]
        if text == b"(":
            open_.append(bracket.start())
            closings[bracket.start()] = 0
        elif text == b")":
            closings[open_.pop()] = bracket.end()
            if not open_:
                return
