"""vCard 3.0 (RFC 2426), for address books."""

from collections.abc import Iterator

from invite_guard.exporters.base import cleared
from invite_guard.model.batch import ConfirmedBatch, Row

_OCTETS = 75
"""Longest line, without its end (RFC 2426, 2.6)."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class VCard:
    """One card a person. The tag is a private opinion and stays out of an address book."""

    name = "vcard"

    def render(self, batch: ConfirmedBatch) -> bytes:
        """Write every card or none. Raises `RefusedError`."""
        return b"".join(_folded(line) for row in cleared(batch) for line in _lines(row))


def _lines(row: Row) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"FN:{_escaped(row.name or row.address)}"
    yield f"N:{_escaped(row.last_name)};{_escaped(row.first_name)};;;"
    yield f"EMAIL;TYPE=INTERNET:{_escaped(row.address)}"
    if row.organisation:
        yield f"ORG:{_escaped(row.organisation)}"
    if row.title:
        yield f"TITLE:{_escaped(row.title)}"
    if row.linkedin_url:
        yield f"URL:{row.linkedin_url}"
    yield "END:VCARD"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """Break a long line between characters, never inside one; a space begins what follows."""
    pieces = [b""]
    for character in line:
        octets = character.encode("utf-8")
        if len(pieces[-1]) + len(octets) > _OCTETS:
            pieces.append(b" ")
        pieces[-1] += octets
    return b"\r\n".join(pieces) + b"\r\n"
