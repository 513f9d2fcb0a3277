"""What a mail folder is called, from where its file lies: it tells sent mail, spam and trash."""

import base64
import re
from collections.abc import Sequence

_MBOX_SUFFIX = re.compile(r"(?:\.(?:mbox|mbx|sbd|gz))+$", re.IGNORECASE)
_SHIFTED = re.compile(r"&([A-Za-z0-9+,]*)-")


def folder_of_mbox(parts: Sequence[str], default: str = "") -> str:
    """Name the folder that an mbox at this path is: `Takeout/Mail/Sent.mbox` is `Mail/Sent`.

    A Thunderbird `.sbd` folder is the parent of those in it, an Apple Mail `Sent.mbox/mbox` is
    `Sent`.
    """
    if len(parts) > 1 and parts[-1] == "mbox":
        parts = parts[:-1]
    return _joined([_MBOX_SUFFIX.sub("", part) for part in parts]) or default


def folder_of_letter(parts: Sequence[str], default: str = "") -> str:
    """Name the folder that a message file at this path lies in: `.Sent.2019/cur/1` is `Sent/2019`.

    Maildir++ names subfolders `.Parent.Child`; Apple Mail keeps letters in `Sent.mbox/Messages`.
    """
    above = [part for part in parts[:-1] if part not in {"cur", "new", "Messages"}]
    plain = [_dotted(part) if part.startswith(".") else part for part in above]
    return _joined([_MBOX_SUFFIX.sub("", part) for part in plain]) or default


def _dotted(part: str) -> str:
    return part[1:].replace(".", "/")


def _joined(parts: Sequence[str]) -> str:
    if parts and parts[0] == "Takeout":
        parts = parts[1:]
    return _SHIFTED.sub(_unshifted, "/".join(part for part in parts if part))


def _unshifted(match: re.Match[str]) -> str:
    """Decode the modified UTF-7 in which IMAP servers name folders (RFC 3501, 5.1.3)."""
    if not match[1]:
        return "&"
    packed = match[1].replace(",", "/")
    try:
        return base64.b64decode(packed + "=" * (-len(packed) % 4)).decode("utf-16-be")
    except (ValueError, UnicodeDecodeError):
        return match[0]
