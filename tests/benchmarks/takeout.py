"""A mailbox of any size, invented and the same for the same seed, shaped like a Google Takeout.

What makes reading slow or memory grow is there: correspondents by Zipf's law (few write much, most
write once), threads with long References, folded headers, RFC 2047 names, quoted commas, lists,
robots, crowds in Cc, separators as Takeout writes them, and base64 attachments that hold most of
the bytes.
"""

import base64
import quopri
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.header import Header
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

OWNER = "Robin Owner <robin.owner@example.org>"
FIRST = ("Anna", "Bela", "Chen", "Émile", "Fatima", "Goran", "Jörg", "Kwame", "Łucja", "Olu", "Pia")
LAST = ("Adler", "Björk", "Castro", "Diallo", "Evans", "Güven", "Ito", "Jansen", "Kovač", "Novák")
DOMAINS = ("example.com", "example.net", "mail.example", "firm.example", "bücher.example")
WORDS = ("the", "a", "plan", "we", "meet", "on", "Monday", "about", "figures", "please", "thanks")
START = datetime(2012, 1, 2, tzinfo=UTC)
LABELS = ("Inbox", "Inbox,Important", "Inbox,Unread", "Archived", "Inbox,Category Updates")
ZIPF = 1.1
"""Exponent of the law by which mail is spread over correspondents."""
ATTACHED = 0.08
"""Share of messages with an attachment."""
ATTACHMENT = 230_000
"""Mean bytes of an attachment before base64: 20,000 messages come to about 500 MB."""


class Shape(NamedTuple):
    """How large a mailbox to invent."""

    messages: int
    correspondents: int
    seed: int = 1


def write(path: Path, shape: Shape) -> int:
    """Write the mailbox as mbox and give its size in bytes."""
    with path.open("wb") as file:
        for message in messages(shape):
            file.write(message)
        return file.tell()


def messages(shape: Shape) -> Iterator[bytes]:
    """Give each message with its separator line, oldest first."""
    dice = random.Random(shape.seed)
    people = [mailbox(dice, number) for number in range(shape.correspondents)]
    odds = list(accumulate(1 / rank**ZIPF for rank in range(1, len(people) + 1)))
    threads: list[str] = []
    for number in range(shape.messages):
        date = START + timedelta(hours=number * 87_600 / shape.messages)
        others = dice.choices(people, cum_weights=odds, k=audience(dice))
        head, threads = header(dice, number, date, others, threads)
        yield separator(number, date) + head + body(dice) + b"\r\n\r\n"


def audience(dice: random.Random) -> int:
    """Draw how many people stand on a message besides the owner: mostly one, seldom a crowd."""
    return dice.choices((1, 2, 4, 12, 60), weights=(70, 15, 9, 5, 1))[0]


def mailbox(dice: random.Random, number: int) -> str:
    """Invent one person as mail programs write them: plain, quoted with a comma, or encoded."""
    first, last = dice.choice(FIRST), dice.choice(LAST)
    address = f"person{number}@{dice.choice(DOMAINS).encode('idna').decode()}"
    if not (first + last).isascii():
        return f"{Header(f'{first} {last}', 'utf-8').encode()} <{address}>"
    return dice.choice((f"{first} {last} <{address}>", f'"{last}, {first}" <{address}>', address))


def separator(number: int, date: datetime) -> bytes:
    """Write the line that Takeout puts before a message: digits, `@xxx`, and the zone mid-date."""
    place = 1_600_000_000_000_000_000 + number
    return f"From {place}@xxx {date:%a %b %d %H:%M:%S} +0000 {date:%Y}\r\n".encode()


def header(
    dice: random.Random, number: int, date: datetime, others: list[str], threads: list[str]
) -> tuple[bytes, list[str]]:
    """Write one header, and give the thread that the next message may answer to."""
    sent = dice.random() < 0.35
    sender, to = (OWNER, others[:2]) if sent else (others[0], [OWNER, *others[1:2]])
    identity = f"<{number}.{dice.getrandbits(64):x}@mail.example>"
    threads = [*threads[-12:], identity] if dice.random() < 0.6 else [identity]
    lines = [
        f"X-GM-THRID: {1_600_000_000_000_000_000 + number - len(threads)}",
        f"X-Gmail-Labels: {'Sent' if sent else dice.choice(LABELS)}",
        "Delivered-To: robin.owner@example.org",
        *received(dice, date),
        f"Date: {date:%a, %d %b %Y %H:%M:%S} +0000",
        f"From: {sender}",
        f"To: {', '.join(to)}",
        *([f"Cc: {fold(others[2:])}"] if others[2:] else []),
        f"Message-ID: {identity}",
        *([f"References: {fold(threads[:-1], ' ')}"] if threads[1:] else []),
        f"Subject: {Header(' '.join(dice.choices(WORDS, k=6)), 'utf-8').encode()}",
        *(["List-Unsubscribe: <mailto:leave@list.example>"] if dice.random() < 0.1 else []),
        "MIME-Version: 1.0",
    ]
    return "\r\n".join(lines).encode() + b"\r\n", threads


def received(dice: random.Random, date: datetime) -> Iterator[str]:
    """Write the trace of a message's way, which is most of a real header."""
    for hop in range(3):
        yield f"Received: from mx{hop}.example.net (mx{hop}.example.net [192.0.2.{hop + 1}])"
        yield f"        by mail.example.org with ESMTPS id {dice.getrandbits(60):x}"
        yield f"        for <robin.owner@example.org>; {date:%a, %d %b %Y %H:%M:%S} +0000"
    yield "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.net; s=mail;"
    yield f"        b={base64.b64encode(dice.randbytes(192)).decode()}"


def fold(values: list[str], between: str = ", ") -> str:
    """Break a long header as RFC 5322 section 2.2.3 allows: a line for each value."""
    return f"{between.rstrip()}\r\n ".join(values)


def body(dice: random.Random) -> bytes:
    """Write what no scan reads: text, sometimes with an attachment or a quoted `From `."""
    text = " ".join(dice.choices(WORDS, k=dice.randrange(40, 400)))
    plain = quopri.encodestring(text.encode()).replace(b"\n", b"\r\n")
    if dice.random() < 0.02:
        plain += b"\r\n>From here on it is quoted\r\n"
    if dice.random() >= ATTACHED:
        return b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + plain
    size = int(dice.expovariate(1 / ATTACHMENT)) + 1000
    packed = base64.encodebytes(dice.randbytes(size)).replace(b"\n", b"\r\n")
    return (
        b'Content-Type: multipart/mixed; boundary="=_part"\r\n\r\n--=_part\r\n'
        b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + plain + b"\r\n--=_part\r\n"
        b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + packed
        + b"--=_part--\r\n"
    )
