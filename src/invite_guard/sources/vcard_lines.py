"""vCard syntax: logical lines out of bytes, cards out of lines (vCard 2.1, RFC 2426, RFC 6350)."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from invite_guard.mail.names import decode_text

LONGEST = 1 << 14
"""Most bytes of one value that are kept: what is longer is a picture, a sound or a key."""
DEEPEST = 20
"""Most cards within cards (an AGENT's) that are followed."""
_LINE_END = re.compile(rb"\r\n|\n|\r")
_PROPERTY = re.compile(
    rb"(?:([A-Za-z0-9_-]++)\.)?+([A-Za-z0-9_-]++)"
    rb"((?:[ \t]*;(?:[^\":;]|\"[^\"]*+\")*+)*+)[ \t]*:(.*)\Z",
    re.DOTALL,
)
_PARAMETER = re.compile(rb";([^=;]*+)(?:=((?:[^\";]|\"[^\"]*+\"|\")*+))?")
_MARK = re.compile(rb"\s*(?:BEGIN|END)\s*:", re.IGNORECASE)
_CODE = re.compile(rb"=([0-9A-Fa-f]{2})")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PART = re.compile(r"((?:[^\\;]|\\.|\\\Z)*+)(?:;|\Z)", re.DOTALL)
_ITEM = re.compile(r"((?:[^\\,]|\\.|\\\Z)*+)(?:,|\Z)", re.DOTALL)


class Property(NamedTuple):
    """One line of a card."""

    name: str
    """In capitals, without its group: `item1.EMAIL` is `EMAIL`."""
    parameters: Mapping[str, str]
    """By capital name; those of vCard 2.1 that are bare words stand under themselves."""
    value: str
    """Decoded, but with the backslashes of the syntax."""
    group: str = ""
    """What it shares with lines about it: `item1` of `item1.EMAIL`."""


class Card(NamedTuple):
    """The properties between BEGIN and END."""

    properties: list[Property]
    whole: bool
    """Whether its end was there: the last line of one that breaks off may be cut short."""


def cards(data: bytes, wanted: frozenset[str]) -> Iterator[Card]:
    """Give the cards of a file with those of their properties that are wanted, in linear time.

    Never raises, whatever the bytes. A card within another, as an AGENT has it, is a card of its
    own and comes first; so is one whose predecessor lacks its end.
    """
    stack: list[list[Property]] = []
    for prop in _properties(data, wanted | {"BEGIN", "END", "AGENT"}):
        is_card = prop.value.strip().upper() == "VCARD"
        if prop.name == "BEGIN" and is_card:
            nested = bool(stack and stack[-1] and stack[-1][-1].name == "AGENT")
            if stack and not (nested and len(stack) < DEEPEST):
                yield Card(stack.pop(), whole=True)
            stack.append([])
        elif prop.name == "END" and is_card:
            if stack:
                yield Card(stack.pop(), whole=True)
        elif stack:
            stack[-1].append(prop)
    while stack:
        yield Card(stack.pop(), whole=False)


def parts_of(value: str) -> list[str]:
    """Split a structured value at its semicolons and undo the escapes (RFC 6350, 3.4)."""
    return [text_of(part) for part in _PART.findall(value)]


def items_of(value: str) -> list[str]:
    """Split a list of values at its commas and undo the escapes."""
    return [text_of(item) for item in _ITEM.findall(value)]


def text_of(value: str) -> str:
    """Undo the escapes of a value that is one text."""
    return _ESCAPED.sub(lambda code: " " if code[1] in "nN" else code[1], value)


def _properties(data: bytes, wanted: frozenset[str]) -> Iterator[Property]:
    for line in _unfolded(data):
        found = _PROPERTY.match(line)
        name = found[2].upper().decode("ascii") if found else ""
        if found and name in wanted:
            parameters = _parameters(found[3])
            group = (found[1] or b"").decode("ascii").lower()
            yield Property(name, parameters, _decoded(found[4], parameters), group)


def _lines(data: bytes) -> Iterator[bytes]:
    begin = 0
    for end in _LINE_END.finditer(data):
        yield data[begin : end.start()]
        begin = end.end()
    yield data[begin:]


def _unfolded(data: bytes) -> Iterator[bytes]:
    """Give logical lines.

    What begins with white space, or follows a soft break of quoted-printable text, goes on with
    the line before.
    """
    line: list[bytes] = []
    size, soft, quoted = 0, False, False
    for raw in _lines(data):
        goes_on = raw[:1] in {b" ", b"\t"} or (soft and not _MARK.match(raw))
        if not goes_on:
            yield b"".join(line)
            line, size = [], 0
            quoted = b"QUOTED-PRINTABLE" in raw[:200].upper()
        elif soft:
            line[-1] = line[-1][:-1]
        elif line:
            raw = raw[1:]  # noqa: PLW2901 - the white space that folds is no part of the line
        if size < LONGEST:
            line.append(raw[:LONGEST])
            size += len(raw)
        soft = quoted and size < LONGEST and raw.endswith(b"=")
    yield b"".join(line)


def _parameters(text: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in _PARAMETER.findall(text):
        key = name.decode("latin-1").strip().upper()
        given = value.decode("latin-1").strip(' "')
        found[key] = f"{found[key]},{given}" if found.get(key) else given
    return found


def _decoded(value: bytes, parameters: Mapping[str, str]) -> str:
    encoding = parameters.get("ENCODING", "").upper()
    if encoding in {"B", "BASE64"} or "BASE64" in parameters:
        return ""
    if encoding == "QUOTED-PRINTABLE" or "QUOTED-PRINTABLE" in parameters:
        value = _CODE.sub(lambda code: bytes.fromhex(code[1].decode("ascii")), value)
    return decode_text(value, parameters.get("CHARSET", "").lower())
