"""Display names as a person would read them, out of whatever bytes a header held."""

import base64
import binascii
import codecs
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

NAME_CAP = 200
"""Most characters of a name that are kept."""
_RAW_CAP = 4096
"""Most raw bytes looked at: 200 characters in the costliest encoding fit several times."""

_WORD = re.compile(rb"=\?([^?\s]{1,64})\?([BbQq])\?([^?\r\n]*+)\?=")
_BETWEEN = re.compile(rb"(\?=)[ \t\r\n]++(?==\?[^?\s]{1,64}\?[BbQq]\?)")
_TORN = re.compile(rb"=\?[^?\s]{1,64}\?[BbQq]\?[^?]*+\??\Z")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_CHARSET = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,39}\Z")
_ENDS_NO_ADDRESS = ">)]'\"; "
_APART = re.compile(r"[\s<>,;:()\[\]'\"]")
_BACKSLASHED = re.compile(r"\\(.)", re.DOTALL)
_ADDRESS = re.compile(
    r"[<(\['\"]*+(?:mailto:|smtp:)?[^\s@<>,;]++@[^\s@<>,;]++[>)\]'\"]*+\Z", re.IGNORECASE
)
_REMARKS = re.compile(
    r"\s*(?:\[(?:mailto|smtp):[^\]]*\]|\((?:via|por|par|über|tramite) [^()]*\)"
    r"|<[^<>\s]*@[^<>\s]*>)\s*\Z",
    re.IGNORECASE,
)
_ENDS_REMARK = ("]", ")", ">")
_VIA = re.compile(r"'([^']+)' via [^'@]+\Z", re.IGNORECASE)
_PAIRS: Mapping[str, str] = {
          '"': '"', "'": "'", "\u201c": "\u201d", "\u2018": "\u2019", "\u201e": "\u201c",
          "\u00ab": "\u00bb", "<": ">", "[": "]"}  # fmt: skip
"""Opening and closing marks that programs put around a whole name."""

# Not text in any charset, or not the same everywhere.
_REFUSED = frozenset(
    {
        "idna",
        "mbcs",
        "oem",
        "palmos",
        "punycode",
        "raw-unicode-escape",
        "undefined",
        "unicode-escape",
    }
)
_RENAMED: Mapping[str, str] = {
            "unknown-8bit": "utf-8", "x-unknown": "utf-8", "iso-8859-8-i": "iso-8859-8",
            "iso-8859-1": "cp1252", "us-ascii": "utf-8", "gb2312": "gb18030", "gbk": "gb18030",
            "ks-c-5601-1987": "cp949", "euc-kr": "cp949", "x-sjis": "cp932", "shift-jis": "cp932",
            "iso-2022-jp": "iso2022-jp-ext", "windows-874": "cp874", "iso-8859-9": "cp1254",
            "iso-8859-11": "cp874", "tis-620": "cp874", "x-gbk": "gb18030",
            "ansi-x3.4-1968": "utf-8"}  # fmt: skip


def decode_name(raw: bytes) -> str:
    """Read a raw display name or comment: one line of at most `NAME_CAP` characters, in NFC.

    Encoded words (RFC 2047) are decoded also where they break its rules: within quotes, split in
    the middle of a character, with an unknown charset. Other bytes are UTF-8, else Windows-1252.
    Quotes around the name, backslashes, control characters, bidirectional and invisible ones and
    mailers' remarks go. Empty when only an address is left. Never raises.
    """
    return _name_in(_line(raw))


def read_beside(raw: bytes) -> tuple[str, str]:
    """Read the display name of a mailbox, and the address that ends it where one does."""
    line = _line(raw)
    return _name_in(line), _address_at_the_end(line) if "@" in line else ""


def name_beside(name: str, shown: str, address: str) -> str:
    """Give a name as it stands beside an address; another one `shown` with it stays, in brackets.

    Whoever shows an address that is not theirs may want to pass for whose it is. In brackets nobody
    takes it for a part of the name.
    """
    if not shown or shown == address.lower() or shown in name.lower():
        return name
    return f"{name} <{shown}>".strip()[:NAME_CAP]


def without_address(name: str) -> str:
    """Take from a name the address that was kept with it."""
    return name.partition("<")[0].rstrip() if name.endswith(">") else name


def _name_in(line: str) -> str:
    text = _unwrapped(line)
    return "" if _ADDRESS.match(text) else text[:NAME_CAP].rstrip()


def _address_at_the_end(line: str) -> str:
    before, _, host = line.rstrip(_ENDS_NO_ADDRESS).rpartition("@")
    local = _APART.split(before)[-1]
    return f"{local}@{host}".lower() if local and host and not _APART.search(host) else ""


def _line(raw: bytes) -> str:
    """Decode a name to one line of visible characters."""
    if len(raw) > _RAW_CAP:
        raw = _TORN.sub(b"", raw[:_RAW_CAP])
    text = decode_words(raw)
    text = " ".join(_visible(unicodedata.normalize("NFC", text)).split())
    return _BACKSLASHED.sub(r"\1", text) if "\\" in text else text


def decode_words(raw: bytes) -> str:
    """Decode a header value that holds encoded words (RFC 2047), and what stands between them.

    Neighbours of one charset are put together before they are decoded: many programs split in the
    middle of a character. Any bytes give some text; never raises.
    """
    if b"=?" not in raw:
        return decode_text(raw)
    raw = _BETWEEN.sub(rb"\1", raw)
    parts: list[tuple[str, bytes]] = []
    at = 0
    for word in _WORD.finditer(raw):
        if word.start() > at:
            parts.append(("", raw[at : word.start()]))
        charset = word[1].decode("latin-1").lower().partition("*")[0]
        content = _base64(word[3]) if word[2] in b"Bb" else _quoted_printable(word[3])
        if parts and at == word.start() and parts[-1][0] == charset:
            content = parts.pop()[1] + content
        parts.append((charset, content))
        at = word.end()
    parts.append(("", raw[at:]))
    return "".join(decode_text(content, charset) for charset, content in parts)


def _base64(content: bytes) -> bytes:
    """Decode the B encoding, as much of it as is there."""
    content = _NOT_BASE64.sub(b"", content)
    if len(content) % 4 == 1:
        content = content[:-1]
    try:
        return base64.b64decode(content + b"=" * (-len(content) % 4))
    except binascii.Error:
        return b""


def _quoted_printable(content: bytes) -> bytes:
    """Decode the Q encoding; an equals sign that begins no code stands for itself."""
    return _HEX.sub(
        lambda code: bytes.fromhex(code[1].decode("ascii")), content.replace(b"_", b" ")
    )


def decode_text(content: bytes, charset: str = "") -> str:
    """Decode by the charset named, else UTF-8, else Windows-1252: any bytes give some text."""
    if not charset and content.isascii() and b"\x1b$" not in content:
        return content.decode("ascii")
    name = _RENAMED.get(charset.replace("_", "-"), charset.replace("_", "-"))
    if not charset and b"\x1b$" in content:
        name = "iso2022-jp-ext"
    if name and _CHARSET.match(name) and name not in _REFUSED:
        try:
            if codecs.lookup(name).name not in _REFUSED:
                return content.decode(name, "replace")
        except (LookupError, ValueError, AssertionError):
            pass
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _visible(text: str) -> str:
    """Drop what has no width or moves other text; joiners stay, since some scripts need them."""
    if text.isprintable():
        return text
    return "".join(c if c in "\u200c\u200d" else _seen(c) for c in text)


@lru_cache(maxsize=1 << 14)
def _seen(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Zs", "Zl", "Zp") or character in "\t\n\r\v\f":
        return " "
    return "" if category in ("Cc", "Cf", "Cs", "Cn") else character


def _unwrapped(text: str) -> str:
    """Take off the quotes and remarks that programs put around a name."""
    for _ in range(4):
        before = text
        if text.endswith(_ENDS_REMARK):
            text = _REMARKS.sub("", text)
        text = _VIA.sub(r"\1", text).strip(" ,;")
        if len(text) > 1 and _PAIRS.get(text[0]) == text[-1]:
            text = text[1:-1].strip()
        if text.count('"') == 1 or '"' in text[:1] + text[-1:]:
            text = text.strip('" ')
        if text.endswith((">", "<")) or text.startswith("<"):
            text = text.strip("<> ")
        if text == before:
            break
    return text
