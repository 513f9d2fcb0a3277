"""The mailboxes of an address header: split on raw bytes first; nothing is decoded but names."""

import re
from functools import lru_cache

from invite_guard.mail.elements import Elements, Mailbox
from invite_guard.mail.headers import ADDRESS_CAP
from invite_guard.mail.mailbox_syntax import is_exportable, is_well_formed, normalise

__all__ = ["Mailbox", "is_exportable", "normalise", "read_mailboxes"]


# What nearly all mail holds: `addr`, `Name <addr>`, `"Name" <addr>`, between commas.
_ADDRESS = rb"([A-Za-z0-9_+-]++(?:\.[A-Za-z0-9_+-]++)*+@[A-Za-z0-9.-]++(?<=[A-Za-z0-9]))"
_PLAIN = re.compile(
    rb"[ \t]*+(?:(\"[^\"\\]*+\"|[^\"(),:;<>@\[\]\\\x00-\x1f]*+)[ \t]*+<" + _ADDRESS + rb">"
    rb"|" + _ADDRESS + rb")[ \t]*+(?:,|\Z)"
)

_SHORT = 256
"""Bytes of a mailbox that is remembered: so many of them take a few megabytes at most."""


def read_mailboxes(value: bytes) -> list[Mailbox]:
    """Read an address header (RFC 5322 section 3.4 and 4.4), any bytes at all; never raises.

    Groups give their members. One bad address never costs its neighbours. Whatever holds an at
    sign is given, with `well_formed` False where it is no address or where two readers would see
    two people (`john@corp.com <x@evil.org>`: the one in brackets is given). A phrase without an
    at sign is no mailbox. Time is linear in the value, of which `ADDRESS_CAP` bytes are read.
    """
    if len(value) > ADDRESS_CAP:
        value = value[: max(value.rfind(b",", 0, ADDRESS_CAP), 0)]
    found: list[Mailbox] = []
    at, length = 0, len(value)
    while at < length:
        plain = _PLAIN.match(value, at)
        if not plain:
            break
        name, angle, bare = plain.groups()
        short = plain.end() - at < _SHORT
        found.append((_mailbox if short else _mailbox.__wrapped__)(name, angle or bare))
        at = plain.end()
    if at < length:
        found += Elements(value[at:]).read()
    return found


@lru_cache(maxsize=1 << 14)
def _mailbox(name: bytes | None, address: bytes) -> Mailbox:
    """Read a plain mailbox: the same few thousand make up nearly all mail."""
    text = address.decode("ascii").lower()
    return Mailbox(text, (name or b"").strip(), is_well_formed(text))
