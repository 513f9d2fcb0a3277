"""What a mail folder is called, from where its file lies: it tells sent mail, spam and trash."""

import re
from collections.abc import Sequence

_SUFFIX = re.compile(r"(?:\.(?:mbox|mbx|sbd|gz))+$", re.IGNORECASE)
_PARENT = re.compile(r"\.(?:mbox|sbd)$", re.IGNORECASE)


def folder_of_mbox(parts: Sequence[str]) -> str:
    """Name the folder that the mbox at this path is: `Takeout/Mail/Sent.mbox` is `Sent`.

    Thunderbird's `Trash.sbd/Old` is `Trash/Old`; Apple Mail's `Sent.mbox/mbox` is `Sent`.
    """
    if len(parts) > 1 and parts[-1] == "mbox":
        parts = parts[:-1]
    begin = len(parts) - 1
    while begin > 0 and _PARENT.search(parts[begin - 1]):
        begin -= 1
    return _joined(parts[begin:])


def folder_of_letter(parts: Sequence[str]) -> str:
    """Name the folder that the message file at this path lies in: `.Sent.2019/cur/1`, `Sent/2019`.

    Maildir++ names subfolders `.Parent.Child`; Apple Mail keeps letters in `Sent.mbox/Messages`.
    """
    above = [part for part in parts[:-1] if part not in {"cur", "new", "Messages"}]
    return _joined([_dotted(part) if part.startswith(".") else part for part in above])


def _dotted(part: str) -> str:
    return part[1:].replace(".", "/")


def _joined(parts: Sequence[str]) -> str:
    names = [_SUFFIX.sub("", part) for part in parts]
    return "/".join(name for name in names if name)
