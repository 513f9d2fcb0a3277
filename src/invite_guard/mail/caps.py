"""How much of a header is read: enough for any real one, and never long enough to be felt."""

import re

ADDRESS_CAP = 256 * 1024
"""Most bytes of one address header that are kept: about 8,000 recipients."""
TEXT_CAP = 16 * 1024
"""Most bytes of any other header that are kept."""
ODD_MARKS = 12_000
"""Most marks of RFC 5322's grammar, spaces among them, after plain mailboxes: 1,200 recipients in
a form that needs a closer look, 4,000 without names. Each mark costs some microseconds."""

# What nearly all mail holds: `addr`, `Name <addr>`, `"Name" <addr>`, between commas.
_ADDRESS = rb"[A-Za-z0-9_+-][A-Za-z0-9_+.'&-]*+@[A-Za-z0-9.-]++(?<=[A-Za-z0-9])"
PLAIN = (
    rb"[ \t]*+(?:(?:\"[^\"\\]*+\"|[^\"(),:;<>@\[\]\\\x00-\x1f]*+)[ \t]*+<" + _ADDRESS + rb">"
    rb"|" + _ADDRESS + rb")[ \t]*+(?:,|\Z)"
)
"""A mailbox that every reader reads the same, with the comma behind it."""
_PLAIN_ONES = re.compile(rb"(?:" + PLAIN + rb")*+")
_MARKS = bytes(range(0x21)) + b'"(),:;<>@[]\\='
_MARK = re.compile(b"[" + re.escape(_MARKS) + b"]")
_NO_MARKS = bytes(set(range(256)).difference(_MARKS))


def capped(value: bytes) -> tuple[bytes, bool]:
    """Cut a list of addresses that is too long, and tell whether people were cut off.

    It is cut after its last whole one: by its length, or where it needs a closer look for long.
    """
    cut = len(value) > ADDRESS_CAP
    if cut:
        value = _until_comma(value, 0, ADDRESS_CAP)
    if len(value) <= ODD_MARKS:
        return value, cut
    begin = _PLAIN_ONES.match(value).end()  # type: ignore[union-attr] # fits everywhere
    if len(value.translate(None, _NO_MARKS)) - _marks(value, begin) <= ODD_MARKS:
        return value, cut
    marks = _MARK.finditer(value, begin)
    stop = next(mark.end() for number, mark in enumerate(marks, 1) if number == ODD_MARKS)
    return _until_comma(value, begin, stop), True


def _marks(value: bytes, stop: int) -> int:
    return len(value[:stop].translate(None, _NO_MARKS))


def _until_comma(value: bytes, start: int, stop: int) -> bytes:
    return value[: max(value.rfind(b",", start, stop), start)]
