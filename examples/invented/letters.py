"""One message, and how Google Takeout writes it into an mbox."""

import base64
import hashlib
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

from invented.cast import FREE_MAIL, Member
from invented.dice import Dice

EOL = "\r\n"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Letter(NamedTuple):
    """One message. Mailboxes stand here as they stand in the header."""

    at: int
    """Seconds since 1970."""
    sender: str
    to: tuple[str, ...]
    subject: str
    body: str
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    labels: tuple[str, ...] = ("Inbox", "Opened")
    answers: tuple[str, ...] = ()
    """Message-IDs of the conversation so far."""
    extra: tuple[tuple[str, str], ...] = ()
    attachment: bytes = b""
    delivered_to: str = ""
    copy: int = 0
    """Counts a second copy of the same message: same Message-ID, other Gmail id."""

    @property
    def message_id(self) -> str:
        """Identify the message: the same for every copy of it."""
        domain = self.sender.rpartition("@")[2].rstrip(">")
        mark = _mark(self.at, self.sender, self.subject)
        if domain == FREE_MAIL:
            return f"<CA{mark[:18]}@mail.gmail.com>"
        return f"<{mark[:16]}@{domain}>"

    @property
    def number(self) -> int:
        """Give Gmail's id of the copy: the milliseconds, shifted."""
        return (self.at * 1000 << 20) + int(_mark(self.message_id, self.copy)[:5], 16)


def _mark(*parts: object) -> str:
    return hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()


def encoded(text: str, form: str = "B") -> str:
    """Write text as RFC 2047 words of at most 75 characters each."""
    words, run = [], ""
    for char in text:
        if len(_word(run + char, form)) > 72:
            words.append(_word(run, form))
            run = ""
        run += char
    return " ".join([*words, _word(run, form)])


def _word(text: str, form: str) -> str:
    raw = text.encode()
    if form == "B":
        return f"=?UTF-8?B?{base64.b64encode(raw).decode()}?="
    safe = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    body = "".join(chr(b) if b in safe else "_" if b == 32 else f"={b:02X}" for b in raw)
    return f"=?UTF-8?Q?{body}?="


def mailbox(name: str, address: str, *, raw: bool = False) -> str:
    """Write a name and an address as a mail program does."""
    if not name:
        return address
    if raw:
        return f"{name} <{address}>"
    if not name.isascii():
        letters = sum(c.isascii() for c in name)
        return f"{encoded(name, 'Q' if letters * 2 > len(name) else 'B')} <{address}>"
    quoted = any(c in ',.()@"' for c in name)
    return f'"{name}" <{address}>' if quoted else f"{name} <{address}>"


def own_words(member: Member, address: str = "") -> str:
    """Write a person the way the person's own mail program does."""
    given, _, family = member.name.rpartition(" ")
    name = {
        "comma": f"{family}, {given}",
        "titled": f"{member.name}, {member.title}",
        "paren": f"{member.name} ({member.title or member.organisation})",
        "caps": member.name.upper(),
        "bare": "",
    }.get(member.shown, member.name)
    if name.startswith(", ") or name.endswith((", ", "()")):
        name = member.name
    return mailbox(name, address or member.address, raw=member.shown == "raw")


def plainly(member: Member, address: str = "") -> str:
    """Write a person the way the owner's address book does."""
    return mailbox("" if member.shown == "bare" else member.name, address or member.address)


def stamp(at: int, zone: int = 0) -> str:
    """Write a moment as RFC 5322 does, in hours from Greenwich."""
    when = datetime.fromtimestamp(at, timezone(timedelta(hours=zone)))
    day = f"{DAYS[when.weekday()]}, {when.day} {MONTHS[when.month - 1]} {when.year}"
    return f"{day} {when:%H:%M:%S} {'-' if zone < 0 else '+'}{abs(zone):02d}00"


def separator(letter: Letter) -> str:
    """Write the line Takeout puts before a message."""
    when = datetime.fromtimestamp(letter.at, UTC)
    day = f"{DAYS[when.weekday()]} {MONTHS[when.month - 1]} {when.day:02d}"
    return f"From {letter.number}@xxx {day} {when:%H:%M:%S} +0000 {when.year}"


def folded(name: str, items: tuple[str, ...]) -> str:
    """Write a header, folding before the line grows past 78 characters."""
    lines = [f"{name}:"]
    for place, item in enumerate(items):
        piece = item + ("," if place < len(items) - 1 and name != "References" else "")
        if len(lines[-1]) + len(piece) > 76 and lines[-1].strip(" :") != name:
            lines.append("")
        lines[-1] += f" {piece}"
    return EOL.join(lines)


def render(letter: Letter, thread: int) -> bytes:
    """Write one message as Takeout does, separator and empty line included."""
    zone = Dice(letter.sender.rpartition("@")[2]).pick((0, 0, 0, 1, 1, 2, -5, 9))
    labels = ",".join(letter.labels)
    lines = [
        separator(letter),
        f"X-GM-THRID: {thread}",
        f"X-Gmail-Labels: {labels if labels.isascii() else encoded(labels, 'Q')}",
        *([f"Delivered-To: {letter.delivered_to}"] if letter.delivered_to else []),
        "MIME-Version: 1.0",
        f"Date: {stamp(letter.at, zone)}",
        f"Message-ID: {letter.message_id}",
        *([f"In-Reply-To: {letter.answers[-1]}"] if letter.answers else []),
        *([folded("References", letter.answers)] if letter.answers else []),
        f"Subject: {letter.subject if letter.subject.isascii() else encoded(letter.subject, 'Q')}",
        f"From: {letter.sender}",
        *([folded("To", letter.to)] if letter.to else []),
        *([folded("Cc", letter.cc)] if letter.cc else []),
        *([folded("Bcc", letter.bcc)] if letter.bcc else []),
        *(f"{name}: {value}" for name, value in letter.extra),
    ]
    return (EOL.join([*lines, *_body(letter)]) + EOL + EOL).encode()


def _body(letter: Letter) -> list[str]:
    text = letter.body.split("\n")
    plain = 'Content-Type: text/plain; charset="UTF-8"'
    if not letter.attachment:
        return [plain, "", *text]
    border = _mark(letter.at)[:28]
    packed = base64.b64encode(letter.attachment).decode()
    return [
        f'Content-Type: multipart/mixed; boundary="{border}"',
        "",
        f"--{border}",
        plain,
        "",
        *text,
        f"--{border}",
        'Content-Type: application/octet-stream; name="draft.bin"',
        "Content-Transfer-Encoding: base64",
        "",
        *(packed[i : i + 76] for i in range(0, len(packed), 76)),
        f"--{border}--",
    ]
