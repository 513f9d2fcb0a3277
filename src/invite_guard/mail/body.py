"""The text of one message as its sender wrote it: only where signatures are asked for."""

import binascii
import re
from collections.abc import Iterator
from typing import NamedTuple

from invite_guard.mail.html_text import read_html
from invite_guard.mail.names import decode_text

RAW_CAP = 1 << 18
"""Most bytes of a message that are looked at."""
TEXT_CAP = 1 << 16
"""Most characters of its text."""
_HEADER_CAP = 1 << 16
_DEEPEST = 6
"""Most parts within parts; real mail has three."""
_MOST_PARTS = 40
_END = re.compile(rb"\r?\n\r?\n|\r\r")
_FIELD = re.compile(
    rb"\n(?i:content-(type|transfer-encoding|disposition))[ \t]*+:([^\n]*+(?:\n[ \t][^\n]*+)*+)"
)
_BOUNDARY = re.compile(rb"(?i:\bboundary)\s*+=\s*+(?:\"([^\"]{1,200})\"|([^\s;\"]{1,200}))")
_CHARSET = re.compile(rb"(?i:\bcharset)\s*+=\s*+[\"']?([^\s;\"']{1,60})")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


class Text(NamedTuple):
    """The text of a message."""

    text: str
    whole: bool = True
    """Whether its end was reached: else nobody knows what its last lines are."""


class _Part(NamedTuple):
    kind: bytes
    encoding: bytes
    charset: str
    content: bytes
    ended: bool


def read_body(message: bytes) -> Text:
    """Read the text of a message (RFC 2045, RFC 2046): its first plain part, else the HTML one.

    Attachments and messages within the message are passed over. At most `RAW_CAP` bytes are
    looked at, in time that grows with them alone. Any bytes give some text; never raises.
    """
    data = message[:RAW_CAP]
    web: _Part | None = None
    for part in _parts(data, len(message) < RAW_CAP, _DEEPEST):
        if part.kind == b"text/html":
            web = web or part
        elif (found := _decoded(part)).text.strip():
            return found
    if web is None:
        return Text("")
    source = _decoded(web, RAW_CAP)
    text = read_html(source.text)
    return Text(text.text[:TEXT_CAP], text.cut or (source.whole and len(text.text) <= TEXT_CAP))


def _parts(data: bytes, ended: bool, depth: int) -> Iterator[_Part]:  # noqa: FBT001 - a plain fact
    """Give the parts of text in their order. `ended`: whether the data reach to the end."""
    end = _END.search(data, 0, _HEADER_CAP)
    head, content = (data[: end.start()], data[end.end() :]) if end else (b"", data)
    if data.startswith((b"\n", b"\r\n")):
        head, content = b"", data
    fields = {name.lower(): value for name, value in reversed(_FIELD.findall(b"\n" + head))}
    told = fields.get(b"type", b"text/plain")
    kind = told.partition(b";")[0].strip().lower()
    if kind.startswith(b"multipart/"):
        yield from _within(told, content, ended, depth)
    elif kind in {b"text/plain", b"text/html", b"text", b""} and not _is_attached(fields):
        encoding = fields.get(b"transfer-encoding", b"").strip().lower()
        charset = _CHARSET.search(told)
        name = charset[1].decode("latin-1").lower() if charset else ""
        yield _Part(kind, encoding, name, content, ended)


def _within(told: bytes, content: bytes, ended: bool, depth: int) -> Iterator[_Part]:  # noqa: FBT001 - see above
    found = _BOUNDARY.search(told)
    if not found or not depth:
        return
    pieces = _between(content, b"\n--" + (found[1] or found[2]))
    for number, piece in enumerate(pieces[1:], start=2):
        if piece.startswith(b"--"):
            return
        _, _, part = piece.partition(b"\n")
        yield from _parts(part.removesuffix(b"\r"), ended or number < len(pieces), depth - 1)


def _between(content: bytes, mark: bytes) -> list[bytes]:
    """Cut at a boundary, but not where a longer one, of parts within a part, begins with it."""
    first, *rest = (b"\n" + content).split(mark, _MOST_PARTS)
    pieces = [[first]]
    for piece in rest:
        if not piece or piece.startswith((b"--", b" ", b"\t", b"\r", b"\n")):
            pieces.append([piece])
        else:
            pieces[-1] += [mark, piece]
    return [b"".join(parts) for parts in pieces]


def _is_attached(fields: dict[bytes, bytes]) -> bool:
    return fields.get(b"disposition", b"").lstrip().lower().startswith(b"attachment")


def _decoded(part: _Part, cap: int = TEXT_CAP) -> Text:
    content = part.content
    if part.encoding == b"base64":
        content = _base64(content)
    elif part.encoding == b"quoted-printable":
        content = binascii.a2b_qp(content)
    text = decode_text(content[: 4 * cap], part.charset)
    whole = part.ended and len(text) <= cap and len(content) <= 4 * cap
    return Text(text[:cap].replace("\r\n", "\n").replace("\r", "\n"), whole)


def _base64(content: bytes) -> bytes:
    """Decode as much as is there."""
    content = _NOT_BASE64.sub(b"", content)
    content = content[: len(content) - len(content) % 4] if len(content) % 4 == 1 else content
    return binascii.a2b_base64(content + b"=" * (-len(content) % 4))
