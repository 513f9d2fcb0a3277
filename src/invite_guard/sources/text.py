"""Text out of bytes of unknown encoding, and single lines out of text of strangers."""

import codecs
import unicodedata

LONGEST = 500
"""Characters kept of a title, an organisation or a group."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decoded(data: bytes) -> str:
    """Decode a file: by its byte order mark, by where its zero bytes stand, else line by line.

    A line that is no UTF-8 is Windows-1252. Never raises.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if encoding := _wide(data[:512]):
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "\n".join(map(_line, data.split(b"\n")))


def _wide(first: bytes) -> str:
    """Tell UTF-16 without a mark: in Western text, every other byte is zero."""
    half = len(first) // 2
    if half < 4:
        return ""
    if first[1::2].count(0) > 0.7 * half and first[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if first[::2].count(0) > 0.7 * half and first[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def one_line(text: str) -> str:
    """Give text as one line of at most `LONGEST` characters, without what cannot be seen."""
    text = text[: 4 * LONGEST]
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        text = "".join(c if unicodedata.category(c)[0] not in "CZ" else _gap(c) for c in text)
    return " ".join(text.split())[:LONGEST].rstrip()


def _gap(character: str) -> str:
    """Keep white space and line ends as a space, and joiners that real words hold as they are."""
    if character in "\u200c\u200d":
        return character
    return " " if character.isspace() else ""


def in_utf8(data: bytes) -> bytes:
    """Give a file whose bytes are ASCII wherever its text is: as it is, or out of UTF-16 or 32."""
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :]
    if any(data.startswith(mark) for mark, _ in _MARKS) or _wide(data[:512]):
        return decoded(data).encode("utf-8", "replace")
    return data
