"""The mailboxes of an address header: split on raw bytes first; nothing is decoded but names."""

import re

from invite_guard.mail.caps import PLAIN, TEXT_CAP, capped
from invite_guard.mail.elements import Elements, Mailbox
from invite_guard.mail.mailbox_syntax import is_well_formed

__all__ = ["Mailbox", "pieces", "read_mailboxes", "read_piece"]


_is_plain = re.compile(PLAIN).fullmatch
# All that follows plain mailboxes is one piece, so that nothing is looked at twice.
_PIECES = re.compile(PLAIN + rb"|(?s:.+)")


def read_mailboxes(value: bytes) -> list[Mailbox]:
    """Read an address header (RFC 5322 section 3.4 and 4.4), any bytes at all; never raises.

    Groups give their members. One bad address never costs its neighbours. Whatever holds an at
    sign is given, with `well_formed` False where it is no address or where two readers would see
    two people (`john@corp.com <x@evil.org>`: the one in brackets is given). A phrase without an
    at sign is no mailbox. Time is linear in the value, of which `capped` says how much is read.
    """
    found: list[Mailbox] = []
    for piece in pieces(value):
        found += read_piece(piece)
    return found


def pieces(value: bytes) -> list[bytes]:
    """Cut an address header into pieces that can be read apart.

    Plain mailboxes are a piece each, and all that follows them is one. The same few thousand
    pieces make up nearly all mail.
    """
    if len(value) > TEXT_CAP:
        value, _ = capped(value)
    found: list[bytes] = _PIECES.findall(value)
    return found


def read_piece(piece: bytes) -> tuple[Mailbox, ...]:
    """Read one of the `pieces` of an address header."""
    if not _is_plain(piece):
        return tuple(Elements(piece).read())
    name, _, address = piece.rstrip(b", \t").rstrip(b">").rpartition(b"<")
    text = address.strip().decode("ascii").lower()
    return (Mailbox(text, name.strip(), is_well_formed(text)),)
