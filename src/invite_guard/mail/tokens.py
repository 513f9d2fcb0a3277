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
OTHER: Final = "OTHER"
"""Quote, round bracket or backslash: what it is depends on what follows."""

Token = tuple[str, bytes]
"""The kind of a piece, and the piece with its brackets or quotes. Plain, since there are many."""

# Every alternative is possessive or bounded and begins with a byte no other begins with, so a
# piece costs its own length. The two that look far ahead, quotes and brackets, remember failure.
_PIECE = re.compile(
    rb"(?P<SPACE>[ \t\r\n\x0b\x0c\0]++)"
    rb"|(?P<ENCODED>=\?[^?\s]{1,64}\?[BbQq]\?[^?\r\n<>\"]{0,998}+\?=)"
    # Of a run of opening marks only the last can open anything.
    rb"|(?P<TEXT>[^ \t\r\n\x0b\x0c\0\"(,:;<>\[\\=]++|=++(?!\?)|<+(?=<)|>++|\[+(?=\[)"
    rb"|(?:\"\")+(?=\"))"
    rb"|(?P<COMMA>,[, \t]*+)|(?P<SEMICOLON>;[,; \t]*+)|(?P<COLON>:++)"
    rb"|(?P<ANGLE><[ \t]*+(?:\"(?:[^\"\\]|\\.){0,128}+\"[ \t]*+@)?"
    rb"(?:[^<>\",;]*+|[ \t]*@[^<>\":;]*+:[^<>\",;]*+)>"
    rb"|<[^<>\",;:\s]*+(?=[ \t]*+(?:[,;]|\Z)))"
    rb"|(?P<LITERAL>\[[^\[\]\\<>,;\"]{0,300}+\])"
    rb"|(?P<OTHER>.)",
    re.DOTALL,
)
# The group takes part where what follows may follow a quoted string.
_QUOTED = re.compile(rb'"(?:[^"\\]++|\\.)*+"(?=([ \t\r\n\x0b\x0c\0,;:<@.(]|\Z)?)', re.DOTALL)
_ESCAPED = (b'"', b"(", b"\\")
"""What a backslash makes text of even outside quotes; a separator it does not."""
_SWALLOWED = re.compile(rb"[,;@]")
_BRACKET = re.compile(rb"[()]|\\.", re.DOTALL)


def tokens(value: bytes) -> Iterator[Token]:
    """Cut a header value into pieces that together are the value; never raises.

    An opening quote or bracket that nothing closes is text, and so is a quote that would swallow
    separators and be closed in the middle of a word: it was left over from something else, and
    the addresses behind it count.
    """
    at, begun = 0, -1
    strays = _Strays(value)
    while at < len(value):
        for piece in _PIECE.finditer(value, at):
            kind, start, at = piece.lastgroup or TEXT, piece.start(), piece.end()
            other = kind == OTHER
            if other:
                kind, at = strays.read(start)
            if kind == TEXT:
                begun = start if begun < 0 else begun
            else:
                if begun >= 0:
                    yield TEXT, value[begun:start]
                    begun = -1
                yield kind, value[start:at]
            if other:
                break
    if begun >= 0:
        yield TEXT, value[begun:]


class _Strays:
    """Tells the quotes and round brackets that something closes from those left over."""

    def __init__(self, value: bytes) -> None:
        self._value = value
        self._quotes = True
        self._closings: dict[int, int] = {}

    def read(self, at: int) -> tuple[str, int]:
        """Give the kind and the end of the piece at a quote, bracket or backslash."""
        value, stop = self._value, 0
        kind = TEXT
        if value[at] == 0x28:  # (
            if at not in self._closings:
                _match_brackets(value, at, self._closings)
            kind, stop = COMMENT, self._closings[at]
            if not stop:
                return TEXT, self._run_end(at)
        elif value[at] == 0x22 and self._quotes:  # "
            kind, stop = QUOTED, _quoted_end(value, at)
            # Where none follows this one, none follows a later one.
            self._quotes = stop >= 0
        elif value[at] == 0x5C and value[at + 1 : at + 2] in _ESCAPED:
            stop = at + 2
        return (kind, stop) if stop > at else (TEXT, at + 1)

    def _run_end(self, at: int) -> int:
        """Give the end of a run of brackets that nothing closes."""
        stop = at + 1
        while self._closings.get(stop) == 0:
            stop += 1
        return stop


def _quoted_end(value: bytes, at: int) -> int:
    """Give where the quoted string ends, -1 where no quote follows at all, 0 for a stray one."""
    quoted = _QUOTED.match(value, at)
    if not quoted:
        return -1
    stop = quoted.end()
    if quoted[1] is None and _SWALLOWED.search(value, at, stop):
        return 0
    return stop


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
