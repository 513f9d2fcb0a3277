"""What a file is, told from its first bytes and never from its name."""

import io
import re
from collections.abc import Mapping
from enum import StrEnum

from invite_guard.mail.separators import header_blocks
from invite_guard.sources.heads import LEAD

SNIFF = 4096
"""How many first bytes are looked at."""


class Kind(StrEnum):
    """What the first bytes of a file look like; the value is how a person would call it."""

    MBOX = "an mbox file"
    EML = "a single message"
    GZIP = "a gzip file"
    ZIP = "a zip archive"
    TAR = "a tar archive"
    EMPTY = "an empty file"
    TEXT = "a text file, but neither mail nor an address book"
    HTML = "a web page"
    VCARD = "a contacts file"
    OUTLOOK = "an Outlook data file"
    OUTLOOK_OF_A_MAC = "an archive of Outlook for Mac"
    OUTLOOK_LETTER = "an Outlook message"
    OUTLOOK_EXPRESS = "a folder of Outlook Express"
    NOTES = "a Notes database"
    OFFICE = "an Office document"
    PACKED = "a compressed file of another kind"
    LOCKED = "locked with a password"
    BINARY = "a binary file, but neither mail nor an address book"


_MAGIC = (
    (b"\x1f\x8b", Kind.GZIP),
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"PK\x07\x08", Kind.ZIP),
    (b"\xd0\xcf\x11\xe0", Kind.OFFICE),
    (b"!BDN", Kind.OUTLOOK),
    (b"\xcf\xad\x12\xfe", Kind.OUTLOOK_EXPRESS),
    (b"\x1a\x00\x00\x04\x00\x00", Kind.NOTES),
    (b"BZh", Kind.PACKED),
    (b"\xfd7zXZ", Kind.PACKED),
    (b"7z\xbc\xaf", Kind.PACKED),
    (b"Rar!", Kind.PACKED),
    (b"\x28\xb5\x2f\xfd", Kind.PACKED),
)
_BLANK = b"\xef\xbb\xbf\r\n "
_HEADER_LINE = re.compile(rb"^(?:[ \t>]|([!-9;-~]+)[ \t]*:)", re.MULTILINE)
"""A line that goes on, or that begins with a field's name (RFC 5322, 2.2; white space before the
colon is obsolete syntax)."""
_MAIL_FIELDS = frozenset(
    b"from to cc date subject message-id received return-path delivered-to sender reply-to "
    b"mime-version in-reply-to x-gm-labels x-mozilla-status envelope-to list-id".split()
)
_LETTER_NAME = (".eml", ".emlx")
_MBOX_NAME = (".mbox", ".mbx")
_CLOSED_NAMES: Mapping[str, Kind] = {
    ".pst": Kind.OUTLOOK,
    ".ost": Kind.OUTLOOK,
    ".olm": Kind.OUTLOOK_OF_A_MAC,
    ".msg": Kind.OUTLOOK_LETTER,
    ".dbx": Kind.OUTLOOK_EXPRESS,
    ".nsf": Kind.NOTES,
}
_OPEN_TO_NAME = frozenset({Kind.TEXT, Kind.BINARY, Kind.OFFICE, Kind.ZIP})
"""What a file may look like whose name alone says that it is of a closed kind."""
CLOSED = frozenset({*_CLOSED_NAMES.values(), Kind.PACKED, Kind.LOCKED})
"""What may hold mail or contacts, and cannot be read here."""


def kind_of(first: bytes) -> Kind:
    """Tell what a file is that begins with these bytes (the first `SNIFF` of them)."""
    for magic, kind in _MAGIC:
        if first.startswith(magic):
            return kind
    if first[257:262] == b"ustar":
        return Kind.TAR
    if not first.strip(_BLANK):
        return Kind.EMPTY
    separator = _first_separator(first)
    if separator == 0:
        return Kind.MBOX
    if is_header(first):
        return Kind.EML
    return Kind.MBOX if separator else _other(first)


def mail_kind(name: str, first: bytes) -> Kind:
    """Tell what a file is where the content leaves it open and only the name says it is mail."""
    kind = kind_of(first)
    name = name.lower()
    if name.endswith(_LETTER_NAME) and kind in {Kind.MBOX, Kind.TEXT}:
        return Kind.EML
    if name.endswith(_MBOX_NAME) and kind in {Kind.EML, Kind.TEXT}:
        return Kind.MBOX
    if kind in _OPEN_TO_NAME:
        return _CLOSED_NAMES.get(name[name.rfind(".") :], kind)
    return kind


def _first_separator(first: bytes) -> int | None:
    """Tell where the first message of an mbox begins, not counting empty lines before it."""
    if b"From " not in first:
        return None
    for _, offset in header_blocks(io.BytesIO(first), chunk=SNIFF):
        return len(first[:offset].lstrip(_BLANK))
    return None


def is_header(first: bytes) -> bool:
    """Whether this begins as a message does: fields to the empty line, two of them mail's own."""
    lead = LEAD.match(first)
    text = first[lead.end() :] if lead else first
    head, blank, _ = text.replace(b"\r\n", b"\n").partition(b"\n\n")
    begun = _HEADER_LINE.match(head)
    if not begun or not begun[1] or b"\0" in head:
        return False
    lines = head.rstrip(b"\n").count(b"\n") + 1
    cut_short = not blank and len(first) >= SNIFF
    names = _HEADER_LINE.findall(head)
    mail_fields = _MAIL_FIELDS.intersection(name.lower() for name in names)
    return len(names) * 10 >= (lines - cut_short) * 9 and len(mail_fields) >= 2


def _other(text: bytes) -> Kind:
    start = text[:200].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return Kind.HTML
    if start.startswith(b"begin:vcard"):
        return Kind.VCARD
    return Kind.BINARY if b"\0" in text else Kind.TEXT
