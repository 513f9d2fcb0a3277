"""Inputs made of the words that readers look for, in every wrong order."""

import random
from collections.abc import Iterator, Mapping

from tests.benchmarks.hostile import ADDRESSES, HEADERS, MAILBOXES, NAMES, SCREEN, TITLES
from tests.hostile import HOSTILE

_PAYLOADS = tuple(text[:200].encode("utf-8", "surrogatepass") for text in HOSTILE)
_WORDS = (
    b"jane@x.org", b"Jane Roe", b"<jane@x.org>", b'"Roe, Jane"', b"=?utf-8?Q?J=C3=A4ne?=",
    b"=?iso-2022-jp?B?GyRCOzNFRBsoQg==?=", b"=?utf-7?Q?+2AA-?=", b"\xe5\xb1\xb1\xe7\x94\xb0",
    b"xn--bcher-kva.example", b"b\xc3\xbccher.example", b"undisclosed-recipients:;", b"\r\n ",
    b"\t", b"\r", b"\x0c", b"\x85", b"\xe2\x80\x8b", b"\xef\xbb\xbf", b"\xff\xfe", b"\xc0\xaf",
    b"\xed\xa0\x80", b"x" * 70, b"[127.0.0.1]", b"[IPv6:::1]", b"mailto:", b"\xf3\xa0\x81\x81",
    b"0", b"1", b"99", b"-1", b"2026", b"%", b"+", b"#", b"/", b"'", b"`", b"{", b"|", b"~", b"&",
)  # fmt: skip
_DATES = (
    b"Mon, ", b"6 ", b"Jan ", b"2025 ", b"10:00:00 ", b"+0100", b"-0000", b"GMT", b"(CET)", b"PM",
    b"2025-01-06", b"T", b"31", b"99:99", b"06/01/25", b"45678", b"9" * 30, b"Z", b"EDT", b".123",
)  # fmt: skip
_LABELS = (
    b"Inbox,", b"Sent", b'"Category Promotions"', b"Spam", b"[Gmail]/", b"Trash/", b".mbox", b"/",
    b"&-", b"&ANw-", b"=?UTF-8?Q?Bo=C3=AEte_de_r=C3=A9ception?=", b"INBOX.", b"Papierkorb",
)  # fmt: skip
_CARDS = (
    b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b"VERSION:3.0\n", b"FN:Jane Roe\r\n", b"N:Roe;Jane;;;\n",
    b"EMAIL;TYPE=INTERNET:jane@x.org\r\n", b"item1.EMAIL:", b"ORG:Firm\\, Sons;Sales\n", b"TITLE:",
    b"NOTE;ENCODING=QUOTED-PRINTABLE:=C3=\r\n", b"PHOTO;ENCODING=b:", b"AGENT:", b"CATEGORIES:a,b",
    b"URL:https://linkedin.com/in/jane", b";CHARSET=utf-16:", b'X="a;b":', b"\n ", b"=\n", b"\\",
    b"KIND:group\n", b"myContacts",
)  # fmt: skip
_CELLS = (
    b",", b";", b"\t", b'"', b'""', b"\r\n", b"\n", b"jane@x.org ::: joe@x.org", b"Jane", b"Roe",
    b"2019-03-01", b"01 Mar 2019", b"https://www.linkedin.com/in/jane", b"OUTGOING", b"Yes", b"No",
    b"* myContacts ::: Work",
)  # fmt: skip
_TABLES = (
    b"First Name,Middle Name,Last Name,E-mail 1 - Value,Organization Name,Labels\n",
    b"Name,Given Name,Family Name,Group Membership,E-mail 1 - Value\n",
    b"First Name,Last Name,E-mail Address,Company,Job Title\r\n",
    b'"Vorname";"Nachname";"E-Mail-Adresse";"Firma"\r\n',
)
_EXPORT = (
    b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
    b"Notes:\n\nFirst Name,Last Name,Email Address,Company,Position,Connected On\n",
    b"From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n",
    b"Company Name,Title,Description,Location,Started On,Finished On\n",
    b"First Name,Last Name,Maiden Name,Address,Headline\n",
    b"Email Address,Confirmed,Primary,Updated On\n",
    b"FirstName,MiddleName,LastName,Emails,Companies,Title,CreatedAt\n",
    b"CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,FOLDER\n",
)
_MESSAGES = (
    b"From 1234@xxx Mon Jan 06 10:00:00 +0000 2025\r\n", b"From a@b Mon Jan  6 10:00:00 2025\n",
    b"From - Mon, 06 Jan 2025 10:00:00\n", b"From \n", b">From x\n", b"\n\n", b"\r\n\r\n",
    b"To: jane@x.org\n", b"From: Jane <jane@x.org>\r\n", b"Subject: x\n", b"Date: 6 Jan 2025\n",
    b"X-Gmail-Labels: Sent,Inbox\n", b"To:\n jane@x.org,\n\tjoe@x.org\n", b"X-Mozilla-Status: 0\n",
)  # fmt: skip

_LETTERS = (
    b"From: Jane Roe <jane@corp.example>\n\n",
    b"Content-Type: text/html; charset=utf-7\n\n",
    b"Content-Transfer-Encoding: quoted-printable\n\n",
    b"Content-Transfer-Encoding: base64\n\n",
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\n",
)
_SIGNED = (
    *(b"Jane Roe\n", b"Jane Roe, ", b"Jane\n", b"\n-- \n", b"\nRegards,\n", b" | ", b" to ", b": "),
    *(b"\n> ", b"\nOn Monday John Doe wrote:\n", b"\nFrom: ", b"\n--b\n", b"=\n", b"=C3", b"<br>"),
    *(b"<blockquote>", b"<td>", b"&#xD800;", b"+2AA-", b"\xe5\xb1\xb1\xe7\x94\xb0", b"\n\n"),
)
SEEDS: Mapping[str, tuple[bytes, ...]] = {
    "addresses": (*_WORDS, *ADDRESSES, *_PAYLOADS),
    "names": (*_WORDS, *NAMES, *_PAYLOADS),
    "header": (*_MESSAGES, *HEADERS, *_WORDS, *_DATES, *_LABELS),
    "dates": _DATES,
    "labels": (*_LABELS, *_WORDS),
    "screen": (*_PAYLOADS, *SCREEN, *_WORDS),
    "mbox": (*_MESSAGES, *MAILBOXES, *HEADERS),
    "vcards": (*_CARDS, *_WORDS),
    "tables": (*_TABLES, *_CELLS, *_WORDS),
    "linkedin": (*_EXPORT, *_CELLS, *_WORDS, *_DATES),
    "people": (*_WORDS, *TITLES, *_PAYLOADS),
    "signatures": (*_SIGNED, *TITLES, *_PAYLOADS, *_WORDS),
}
"""The words of each reader's input. Files that are told by their first line begin with one."""

_BEGINNINGS: Mapping[str, tuple[bytes, ...]] = {
    "tables": _TABLES,
    "linkedin": _EXPORT,
    "vcards": _CARDS[:1],
    "mbox": _MESSAGES[:4],
    "signatures": _LETTERS,
}
_HEAPED = 12
"""Most words of one input."""


def inputs(reader: str, number: int, seed: int = 0) -> Iterator[bytes]:
    """Give so many inputs of a reader; the same ones for the same seed."""
    chance = random.Random(f"{reader} {seed}")
    words, beginnings = SEEDS[reader], _BEGINNINGS.get(reader)
    for _ in range(number):
        made = bytearray(chance.choice(beginnings) if beginnings and chance.random() < 0.9 else b"")
        for word in chance.choices(words, k=chance.randrange(_HEAPED)):
            made += word
        if made and chance.random() < 0.3:
            _spoil(made, chance)
        yield bytes(made)


def _spoil(made: bytearray, chance: random.Random) -> None:
    """Cut, overwrite or double a piece, wherever it is."""
    first, last = sorted(chance.choices(range(len(made) + 1), k=2))
    match chance.randrange(3):
        case 0:
            del made[first:last]
        case 1:
            made[first:last] = chance.randbytes(min(last - first, 4))
        case _:
            made[first:first] = made[first:last]
